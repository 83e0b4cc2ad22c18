//! A linear-chain conditional random field (Lafferty, `McCallum` and Pereira 2001) over hashed features, trained on
//! partly open tags (marginal likelihood, Tsuboi et al. 2008) by FTRL-Proximal (`McMahan` et al. 2013), whose L1 term
//! keeps most weights at zero. Imports: `newsgloss`, `train::chain`.

use newsgloss::tagger::tags::N_TAGS;

use super::chain::{N_TRANSITIONS, Scores, expect};

/// A row of weights, padded for the vector unit.
const STRIDE: usize = N_TAGS.next_multiple_of(8);
/// Gradients smaller than this are not worth the write.
const NEGLIGIBLE: f32 = 1e-3;

/// How fast and how sparse to learn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rates {
    /// Learning rate of each weight, before its own history shrinks it.
    pub(super) alpha: f32,
    /// Smooths that history.
    pub(super) beta: f32,
    /// Gradient that a weight must gather before it leaves zero.
    pub(super) l1: f32,
    /// Pull towards zero.
    pub(super) l2: f32,
}

/// Weights with the state of their optimiser.
struct Weights {
    rates: Rates,
    w: Vec<f32>,
    z: Vec<f32>,
    n: Vec<f32>,
    /// Sum of the snapshots.
    sum: Vec<f32>,
}

impl Weights {
    fn new(len: usize, rates: Rates) -> Self {
        Self { rates, w: vec![0.0; len], z: vec![0.0; len], n: vec![0.0; len], sum: vec![0.0; len] }
    }

    fn add_snapshot(&mut self) {
        self.sum.iter_mut().zip(&self.w).for_each(|(sum, w)| *sum += w);
    }

    fn settle(&mut self, snapshots: u16) {
        self.w.iter_mut().zip(&self.sum).for_each(|(w, sum)| *w = sum / f32::from(snapshots));
    }

    fn step(&mut self, at: usize, gradient: f32) {
        let Rates { alpha, beta, l1, l2 } = self.rates;
        let history = self.n[at] + gradient * gradient;
        let sigma = (history.sqrt() - self.n[at].sqrt()) / alpha;
        self.z[at] += gradient - sigma * self.w[at];
        self.n[at] = history;
        let z = self.z[at];
        self.w[at] = if z.abs() <= l1 { 0.0 } else { (z.signum() * l1 - z) / ((beta + history.sqrt()) / alpha + l2) };
    }
}

/// A run of tokens to learn from.
#[derive(Debug)]
pub(super) struct Run<'a> {
    /// The features of each token.
    pub(super) features: Vec<&'a [u32]>,
    /// The tags that each token may have.
    pub(super) allowed: &'a [u64],
    /// Weight of the run.
    pub(super) weight: f32,
}

/// The model in training.
pub(super) struct Crf {
    mask: u32,
    emission: Weights,
    transition: Weights,
    snapshots: u16,
}

impl Crf {
    /// All weights zero, with `1 << bits` buckets.
    pub(super) fn new(bits: u32, rates: Rates) -> Self {
        let transition = Rates { l1: 0.0, ..rates };
        Self {
            mask: (1 << bits) - 1,
            emission: Weights::new((1 << bits) * STRIDE, rates),
            transition: Weights::new(N_TRANSITIONS, transition),
            snapshots: 0,
        }
    }

    /// Takes the weights as they are now into the average.
    pub(super) fn snapshot(&mut self) {
        self.snapshots += 1;
        self.emission.add_snapshot();
        self.transition.add_snapshot();
    }

    /// Puts the average of the snapshots (Polyak and Juditsky 1992) in the place of the weights.
    pub(super) fn average(&mut self) {
        self.emission.settle(self.snapshots);
        self.transition.settle(self.snapshots);
    }

    /// Adds the weights of `other`.
    pub(super) fn add(&mut self, other: &Self) {
        for (own, other) in [(&mut self.emission, &other.emission), (&mut self.transition, &other.transition)] {
            own.w.iter_mut().zip(&other.w).for_each(|(own, other)| *own += other);
        }
    }

    /// Divides all weights by `divisor`.
    pub(super) fn divide(&mut self, divisor: f32) {
        self.emission.w.iter_mut().chain(&mut self.transition.w).for_each(|w| *w /= divisor);
    }

    /// The weights of bucket `bucket`, by tag.
    pub(super) fn row(&self, bucket: usize) -> &[f32] {
        &self.emission.w[bucket * STRIDE..bucket * STRIDE + N_TAGS]
    }

    /// Number of buckets.
    pub(super) fn n_buckets(&self) -> usize {
        self.mask as usize + 1
    }

    /// The weights between tags: entering (row by row), then inner, then last.
    pub(super) fn transitions(&self) -> &[f32] {
        &self.transition.w
    }

    /// Learns from one run. Returns its loss: minus the log-likelihood of the open tags.
    pub(super) fn learn(&mut self, run: &Run<'_>) -> f32 {
        let emissions: Vec<Scores> = run.features.iter().map(|features| self.score(features)).collect();
        let steps: Vec<f32> = self.transition.w.iter().map(|weight| weight.exp()).collect();
        let open = vec![super::lattice::ANY; emissions.len()];
        let Some(free) = expect(&steps, &emissions, &open) else { return 0.0 };
        let Some(bound) = expect(&steps, &emissions, run.allowed) else { return 0.0 };
        for ((features, free), bound) in run.features.iter().zip(&free.tags).zip(&bound.tags) {
            let gradient: Vec<(usize, f32)> = (0..N_TAGS)
                .map(|tag| (tag, run.weight * (free[tag] - bound[tag])))
                .filter(|&(_, gradient)| gradient.abs() > NEGLIGIBLE)
                .collect();
            if gradient.is_empty() {
                continue;
            }
            for feature in *features {
                let row = (feature & self.mask) as usize * STRIDE;
                for &(tag, gradient) in &gradient {
                    self.emission.step(row + tag, gradient);
                }
            }
        }
        for (at, (free, bound)) in free.steps.iter().zip(&bound.steps).enumerate() {
            let gradient = run.weight * (free - bound);
            if gradient.abs() > NEGLIGIBLE {
                self.transition.step(at, gradient);
            }
        }
        run.weight * (free.log_sum - bound.log_sum)
    }

    fn score(&self, features: &[u32]) -> Scores {
        let mut sums = [0.0_f32; STRIDE];
        for feature in features {
            let row = (feature & self.mask) as usize * STRIDE;
            for (sum, weight) in sums.iter_mut().zip(&self.emission.w[row..row + STRIDE]) {
                *sum += weight;
            }
        }
        let mut scores = [0.0; N_TAGS];
        scores.copy_from_slice(&sums[..N_TAGS]);
        scores
    }
}
