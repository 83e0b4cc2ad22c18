//! Expectations over all ways to tag a run of tokens: forward and backward sums (Rabiner 1989), each token scaled to
//! sum 1. Imports: `newsgloss`.

use newsgloss::tagger::model::N_GROUPS;
use newsgloss::tagger::tags::{N_LABELS, N_TAGS, OUTSIDE, Position, tag};

/// Weights between tags: entering (row by row), then inner, then last; see [`newsgloss::tagger::model::Transitions`].
pub(super) const N_TRANSITIONS: usize = LAST + N_LABELS;
const INNER: usize = N_GROUPS * N_GROUPS;
const LAST: usize = INNER + N_LABELS;
/// Sums below this are lost to the arithmetic.
const TINY: f32 = 1e-30;

/// One number for each tag.
pub(super) type Scores = [f32; N_TAGS];

/// What a model expects of a run.
pub(super) struct Expectation {
    /// Probability of each tag at each token.
    pub(super) tags: Vec<Scores>,
    /// Expected number of uses of each transition weight.
    pub(super) steps: Vec<f32>,
    /// Logarithm of the summed scores of all ways to tag the run.
    pub(super) log_sum: f32,
}

/// Sums over the tags that have a name closed (none, or ended with this label) or open (to be gone on with).
#[derive(Clone, Copy)]
struct Border {
    closed: [f32; N_GROUPS],
    open: [f32; N_LABELS],
}

impl Border {
    fn of(scores: &Scores) -> Self {
        let mut border = Self { closed: [0.0; N_GROUPS], open: [0.0; N_LABELS] };
        border.closed[OUTSIDE] = scores[OUTSIDE];
        for label in 0..N_LABELS {
            border.closed[label + 1] = scores[tag(label, Position::Last)] + scores[tag(label, Position::Only)];
            border.open[label] = scores[tag(label, Position::First)] + scores[tag(label, Position::Inner)];
        }
        border
    }

    /// The same number for all tags that leave a name in the same state.
    fn spread(&self) -> Scores {
        let mut scores = [self.closed[OUTSIDE]; N_TAGS];
        for label in 0..N_LABELS {
            for position in Position::ALL {
                scores[tag(label, position)] = match position {
                    Position::Last | Position::Only => self.closed[label + 1],
                    Position::First | Position::Inner => self.open[label],
                };
            }
        }
        scores
    }
}

fn times(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|tag| a[tag] * b[tag])
}

/// `values` divided by their sum, with that sum; none where it is too small.
fn scaled(values: Scores) -> Option<(Scores, f32)> {
    let sum: f32 = values.iter().sum();
    (sum > TINY).then(|| (values.map(|value| value / sum), sum))
}

/// What the transition weights (as factors, `steps`) and `emissions` expect of a run whose tokens may have the tags
/// `allowed`. None where no way to tag the run is left, or its share is too small for the arithmetic.
pub(super) fn expect(steps: &[f32], emissions: &[Scores], allowed: &[u64]) -> Option<Expectation> {
    let mut log_sum = 0.0;
    let mut weights = Vec::with_capacity(emissions.len());
    for (scores, &allowed) in emissions.iter().zip(allowed) {
        let open = |tag: usize| allowed >> tag & 1 == 1;
        let top = (0..N_TAGS).filter(|&tag| open(tag)).map(|tag| scores[tag]).fold(f32::NEG_INFINITY, f32::max);
        weights.push(std::array::from_fn(|tag| if open(tag) { (scores[tag] - top).exp() } else { 0.0 }));
        log_sum += top;
    }
    let mut border = Border { closed: [0.0; N_GROUPS], open: [0.0; N_LABELS] };
    border.closed[OUTSIDE] = 1.0;
    let (mut forward, mut borders) = (Vec::with_capacity(weights.len()), Vec::with_capacity(weights.len()));
    for weight in &weights {
        borders.push(border);
        let (own, sum) = scaled(times(&step_in(steps, &border), weight))?;
        log_sum += sum.ln();
        border = Border::of(&own);
        forward.push(own);
    }
    log_sum += border.closed.iter().sum::<f32>().max(TINY).ln();

    let mut expectation =
        Expectation { tags: vec![[0.0; N_TAGS]; weights.len()], steps: vec![0.0; N_TRANSITIONS], log_sum };
    let mut after = Border { closed: [1.0; N_GROUPS], open: [0.0; N_LABELS] };
    for at in (0..weights.len()).rev() {
        expectation.tags[at] = scaled(times(&forward[at], &after.spread()))?.0;
        after = step_back(steps, &borders[at], &times(&weights[at], &after.spread()), &mut expectation.steps)?;
    }
    Some(expectation)
}

/// Sums of the ways from the token before, at `border`, to each tag.
fn step_in(steps: &[f32], border: &Border) -> Scores {
    let mut entered = [0.0; N_GROUPS];
    for (from, row) in border.closed.iter().zip(steps.chunks(N_GROUPS)) {
        for (entered, step) in entered.iter_mut().zip(row) {
            *entered += from * step;
        }
    }
    let mut own = [entered[OUTSIDE]; N_TAGS];
    for label in 0..N_LABELS {
        own[tag(label, Position::First)] = entered[label + 1];
        own[tag(label, Position::Only)] = entered[label + 1];
        own[tag(label, Position::Inner)] = border.open[label] * steps[INNER + label];
        own[tag(label, Position::Last)] = border.open[label] * steps[LAST + label];
    }
    own
}

/// Sums of the ways from `border` on, through the tags of a token with the sums `onward`, scaled to a maximum of 1.
/// Adds the expected use of each step to `uses`.
fn step_back(steps: &[f32], border: &Border, onward: &Scores, uses: &mut [f32]) -> Option<Border> {
    let mut starts = [onward[OUTSIDE]; N_GROUPS];
    let mut inside = [(0.0, 0.0); N_LABELS];
    for label in 0..N_LABELS {
        starts[label + 1] = onward[tag(label, Position::First)] + onward[tag(label, Position::Only)];
        let (inner, last) = (onward[tag(label, Position::Inner)], onward[tag(label, Position::Last)]);
        inside[label] = (steps[INNER + label] * inner, steps[LAST + label] * last);
    }
    let row = |from: usize| steps[from * N_GROUPS..].iter().zip(&starts).map(|(step, start)| step * start);
    let before =
        Border { closed: std::array::from_fn(|from| row(from).sum()), open: inside.map(|(inner, last)| inner + last) };
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let total = dot(&before.closed, &border.closed) + dot(&before.open, &border.open);
    if total.is_nan() || total < TINY {
        return None;
    }
    for from in 0..N_GROUPS {
        for (to, way) in row(from).enumerate() {
            uses[from * N_GROUPS + to] += border.closed[from] * way / total;
        }
    }
    for (label, (inner, last)) in inside.into_iter().enumerate() {
        uses[INNER + label] += border.open[label] * inner / total;
        uses[LAST + label] += border.open[label] * last / total;
    }
    let top = before.closed.iter().chain(&before.open).copied().fold(0.0, f32::max);
    Some(Border { closed: before.closed.map(|sum| sum / top), open: before.open.map(|sum| sum / top) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgloss::tagger::tags::parts;

    const ANY: u64 = (1 << N_TAGS) - 1;

    /// Every way to tag two tokens, with its score and the steps it uses.
    fn ways(steps: &[f32], emissions: &[Scores]) -> Vec<([usize; 2], Vec<usize>, f32)> {
        let group = |tag: usize| parts(tag).map_or(0, |(label, _)| label + 1);
        let opens = |tag: usize| matches!(parts(tag), Some((_, Position::First | Position::Inner)));
        let goes_on = |tag: usize| matches!(parts(tag), Some((_, Position::Last | Position::Inner)));
        let step = |from: usize, to: usize| match parts(to) {
            Some((label, Position::Inner)) => INNER + label,
            Some((label, Position::Last)) => LAST + label,
            _ => group(from) * N_GROUPS + group(to),
        };
        let mut ways = Vec::new();
        for first in 0..N_TAGS {
            for second in 0..N_TAGS {
                let fits = opens(first) == goes_on(second) && (!opens(first) || group(first) == group(second));
                if goes_on(first) || opens(second) || !fits {
                    continue;
                }
                let used = vec![step(OUTSIDE, first), step(first, second)];
                let score = emissions[0][first].exp() * emissions[1][second].exp() * steps[used[0]] * steps[used[1]];
                ways.push(([first, second], used, score));
            }
        }
        ways
    }

    #[test]
    fn expectations_are_those_of_all_ways() {
        let wave = |nth: usize| ((nth * 37 % 101) as f32 / 50.0) - 1.0;
        let emissions: Vec<Scores> = (0..2).map(|at| std::array::from_fn(|tag| wave(at * 50 + tag))).collect();
        let steps: Vec<f32> = (0..N_TRANSITIONS).map(|step| wave(step + 7).exp()).collect();
        let allowed = [ANY, ANY & !1];
        let ways: Vec<_> = ways(&steps, &emissions).into_iter().filter(|(tags, ..)| tags[1] != OUTSIDE).collect();
        let total: f32 = ways.iter().map(|way| way.2).sum();
        let expectation = expect(&steps, &emissions, &allowed).unwrap();
        assert!((expectation.log_sum - total.ln()).abs() < 1e-4);
        for (at, tags) in expectation.tags.iter().enumerate() {
            for (tag, &probability) in tags.iter().enumerate() {
                let expected: f32 = ways.iter().filter(|way| way.0[at] == tag).map(|way| way.2 / total).sum();
                assert!((probability - expected).abs() < 1e-5);
            }
        }
        for (step, &uses) in expectation.steps.iter().enumerate() {
            let count = |way: &[usize]| way.iter().filter(|&&used| used == step).count() as f32;
            let expected: f32 = ways.iter().map(|way| count(&way.1) * way.2 / total).sum();
            assert!((uses - expected).abs() < 1e-5);
        }
    }

    #[test]
    fn no_way_is_none() {
        let steps = vec![1.0; N_TRANSITIONS];
        assert!(expect(&steps, &[[0.0; N_TAGS]], &[1 << tag(0, Position::Inner)]).is_none());
    }
}
