//! The best tags for a run of tokens, and by how much they are best. Imports: `tagger`.
//!
//! Viterbi over the BILOU tags in whole numbers. Tags at which a name cannot go on are merged by label before the
//! step, so a step costs 10 × 10 rather than 37 × 37 comparisons.

use super::model::{N_GROUPS, Transitions};
use super::tags::{N_LABELS, N_TAGS, OUTSIDE, Position, parts, tag};
use std::ops::Range;

/// A name among the tokens that were decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, counted within the run.
    pub tokens: Range<usize>,
    /// The index of its label.
    pub label: usize,
    /// Score of the best tags less that of the best ones that differ at one of its tokens: the least over its tokens.
    pub margin: i32,
}

/// Far below any sum of weights, far above overflow.
const IMPOSSIBLE: i32 = i32::MIN / 4;

type Scores = [i32; N_TAGS];

/// The names in a run of tokens with these `emissions`; the tokens beside the run are outside names.
pub fn decode(transitions: &Transitions, emissions: &[Scores]) -> Vec<Name> {
    let (forward, back) = forward(transitions, emissions);
    let mut names = trace(&forward, &back);
    if names.is_empty() {
        return names;
    }
    let backward = backward(transitions, emissions);
    let best = through(forward.first(), backward.first()).max().unwrap_or(0);
    for name in &mut names {
        let runner_up = name.tokens.clone().filter_map(|at| {
            let own = own_tag(name, at);
            through(forward.get(at), backward.get(at))
                .enumerate()
                .filter(|&(tag, _)| tag != own)
                .map(|(_, score)| score)
                .max()
        });
        name.margin = (best - runner_up.max().unwrap_or(0)).max(0);
    }
    names
}

/// For each tag of one token, the score of the best tags of the whole run that give it this one.
fn through<'a>(forward: Option<&'a Scores>, backward: Option<&'a Scores>) -> impl Iterator<Item = i32> + 'a {
    forward.into_iter().flatten().zip(backward.into_iter().flatten()).map(|(before, after)| before + after)
}

fn own_tag(name: &Name, at: usize) -> usize {
    let position = match (at == name.tokens.start, at + 1 == name.tokens.end) {
        (true, true) => Position::Only,
        (true, false) => Position::First,
        (false, true) => Position::Last,
        (false, false) => Position::Inner,
    };
    tag(name.label, position)
}

fn get(scores: &Scores, tag: usize) -> i32 {
    scores.get(tag).copied().unwrap_or(IMPOSSIBLE)
}

/// The better of two tags, with its score.
fn better(scores: &Scores, one: usize, other: usize) -> (i32, u8) {
    let (a, b) = (get(scores, one), get(scores, other));
    if a >= b { (a, one as u8) } else { (b, other as u8) }
}

/// For each token and tag: the score of the best tags up to there, and the tag before it.
fn forward(transitions: &Transitions, emissions: &[Scores]) -> (Vec<Scores>, Vec<[u8; N_TAGS]>) {
    let (mut forward, mut back) = (Vec::with_capacity(emissions.len()), Vec::with_capacity(emissions.len()));
    let mut last = [IMPOSSIBLE; N_TAGS];
    last[OUTSIDE] = 0;
    for emission in emissions {
        let mut closed = [(get(&last, OUTSIDE), OUTSIDE as u8); N_GROUPS];
        for (label, closed) in closed.iter_mut().skip(1).enumerate() {
            *closed = better(&last, tag(label, Position::Last), tag(label, Position::Only));
        }
        let mut entered = [(IMPOSSIBLE, 0); N_GROUPS];
        for (&(score, from), weights) in closed.iter().zip(&transitions.enter) {
            for (entered, &weight) in entered.iter_mut().zip(weights) {
                let score = score + i32::from(weight);
                if score > entered.0 {
                    *entered = (score, from);
                }
            }
        }
        let (mut scores, mut pointers) = ([IMPOSSIBLE; N_TAGS], [0; N_TAGS]);
        let mut set = |tag: usize, (score, from): (i32, u8)| {
            if let (Some(cell), Some(pointer)) = (scores.get_mut(tag), pointers.get_mut(tag)) {
                *cell = (score + get(emission, tag)).max(IMPOSSIBLE);
                *pointer = from;
            }
        };
        let [outside, starts @ ..] = entered;
        set(OUTSIDE, outside);
        let insides = transitions.inner.iter().zip(&transitions.last);
        for (label, (start, (&inner, &last_weight))) in starts.into_iter().zip(insides).enumerate() {
            set(tag(label, Position::First), start);
            set(tag(label, Position::Only), start);
            let (open, from) = better(&last, tag(label, Position::First), tag(label, Position::Inner));
            set(tag(label, Position::Inner), (open + i32::from(inner), from));
            set(tag(label, Position::Last), (open + i32::from(last_weight), from));
        }
        last = scores;
        forward.push(scores);
        back.push(pointers);
    }
    (forward, back)
}

/// For each token and tag: the score of the best tags after it.
fn backward(transitions: &Transitions, emissions: &[Scores]) -> Vec<Scores> {
    let mut last = [IMPOSSIBLE; N_TAGS];
    last[OUTSIDE] = 0;
    for label in 0..N_LABELS {
        for position in [Position::Last, Position::Only] {
            if let Some(cell) = last.get_mut(tag(label, position)) {
                *cell = 0;
            }
        }
    }
    let mut backward = vec![last; emissions.len()];
    for (at, emission) in emissions.iter().enumerate().skip(1).rev() {
        let mut after = [IMPOSSIBLE; N_TAGS];
        for (after, (score, beyond)) in after.iter_mut().zip(emission.iter().zip(&last)) {
            *after = (score + beyond).max(IMPOSSIBLE);
        }
        let mut starts = [get(&after, OUTSIDE); N_GROUPS];
        for (label, start) in starts.iter_mut().skip(1).enumerate() {
            *start = better(&after, tag(label, Position::First), tag(label, Position::Only)).0;
        }
        let closed = transitions.enter.map(|weights| {
            starts.iter().zip(weights).map(|(score, weight)| score + i32::from(weight)).max().unwrap_or(IMPOSSIBLE)
        });
        for (own, cell) in last.iter_mut().enumerate() {
            *cell = match parts(own) {
                None => closed[OUTSIDE],
                Some((label, Position::Last | Position::Only)) => closed.get(label + 1).copied().unwrap_or(IMPOSSIBLE),
                Some((label, Position::First | Position::Inner)) => {
                    let weight = |weights: &[i16; N_LABELS]| weights.get(label).copied().map_or(0, i32::from);
                    (get(&after, tag(label, Position::Inner)) + weight(&transitions.inner))
                        .max(get(&after, tag(label, Position::Last)) + weight(&transitions.last))
                }
            };
        }
        if let Some(cell) = backward.get_mut(at - 1) {
            *cell = last;
        }
    }
    backward
}

/// The names along the best path.
fn trace(forward: &[Scores], back: &[[u8; N_TAGS]]) -> Vec<Name> {
    let Some(scores) = forward.last() else { return Vec::new() };
    let ends = |tag: &usize| !matches!(parts(*tag), Some((_, Position::First | Position::Inner)));
    let mut at_tag =
        (0..N_TAGS).filter(ends).max_by_key(|&tag| (get(scores, tag), std::cmp::Reverse(tag))).unwrap_or(OUTSIDE);
    let (mut names, mut end) = (Vec::new(), forward.len());
    for (at, pointers) in back.iter().enumerate().rev() {
        if let Some((label, position)) = parts(at_tag) {
            if matches!(position, Position::Last | Position::Only) {
                end = at + 1;
            }
            if matches!(position, Position::First | Position::Only) {
                names.push(Name { tokens: at..end, label, margin: 0 });
            }
        }
        at_tag = usize::from(pointers.get(at_tag).copied().unwrap_or(0));
    }
    names.reverse();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn transitions(seed: &[i16]) -> Transitions {
        let mut transitions = Transitions::default();
        let Transitions { enter, inner, last } = &mut transitions;
        let mut weights = seed.iter().cycle();
        for weight in enter.iter_mut().flatten().chain(inner).chain(last) {
            *weight = *weights.next().unwrap();
        }
        transitions
    }

    /// The score of `tags`, or none where they are no whole names.
    fn score(transitions: &Transitions, emissions: &[Scores], tags: &[usize]) -> Option<i32> {
        let (mut total, mut group, mut open) = (0, 0, None);
        for (emission, &tag) in emissions.iter().zip(tags) {
            total += emission[tag];
            match (parts(tag), open) {
                (None, None) => (total, group) = (total + i32::from(transitions.enter[group][0]), 0),
                (Some((label, position @ (Position::First | Position::Only))), None) => {
                    total += i32::from(transitions.enter[group][label + 1]);
                    (open, group) = ((position == Position::First).then_some(label), label + 1);
                }
                (Some((label, Position::Inner)), Some(was)) if was == label => {
                    total += i32::from(transitions.inner[label]);
                }
                (Some((label, Position::Last)), Some(was)) if was == label => {
                    total += i32::from(transitions.last[label]);
                    open = None;
                }
                _ => return None,
            }
        }
        open.is_none().then_some(total)
    }

    fn tags(names: &[Name], n_tokens: usize) -> Vec<usize> {
        let mut tags = vec![OUTSIDE; n_tokens];
        for name in names {
            for at in name.tokens.clone() {
                tags[at] = own_tag(name, at);
            }
        }
        tags
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn finds_the_best_of_all_tags(
            cells in proptest::collection::vec(-60_i32..60, N_TAGS * 3),
            seed in proptest::collection::vec(-40_i16..40, 7),
        ) {
            let emissions: Vec<Scores> = cells.chunks(N_TAGS).map(|row| row.try_into().unwrap()).collect();
            let transitions = transitions(&seed);
            let names = decode(&transitions, &emissions);
            let own = tags(&names, 3);
            let mut best = IMPOSSIBLE;
            let mut differing = vec![IMPOSSIBLE; names.len()];
            for code in 0..N_TAGS.pow(3) {
                let tags = [code % N_TAGS, code / N_TAGS % N_TAGS, code / N_TAGS.pow(2)];
                let Some(score) = score(&transitions, &emissions, &tags) else { continue };
                best = best.max(score);
                for (name, differing) in names.iter().zip(&mut differing) {
                    if name.tokens.clone().any(|at| tags[at] != own[at]) {
                        *differing = score.max(*differing);
                    }
                }
            }
            prop_assert_eq!(score(&transitions, &emissions, &own), Some(best));
            for (name, differing) in names.iter().zip(differing) {
                prop_assert_eq!(name.margin, best - differing);
            }
        }
    }

    #[test]
    fn no_tokens_have_no_names() {
        assert_eq!(decode(&Transitions::default(), &[]), []);
    }
}
