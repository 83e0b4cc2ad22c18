//! Weights to whole numbers of few levels. Imports: `newsgloss`, `train::crf`.

use newsgloss::tagger::model::{Calibration, N_GROUPS, Transitions, Weights};
use newsgloss::tagger::tags::N_TAGS;

use super::crf::Crf;

/// Share of the weights that are not clipped.
const CLIP: f64 = 0.9995;

/// The model of `crf`, with at most `levels` steps on each side of zero. Weights below half a step are gone.
pub(super) fn quantise(crf: &Crf, bits: u32, levels: i8) -> Weights {
    let rows = || (0..crf.n_buckets()).map(|bucket| crf.row(bucket));
    let mut sizes: Vec<f32> = rows().flatten().map(|weight| weight.abs()).filter(|&size| size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let clip = sizes.get((sizes.len() as f64 * CLIP) as usize).or(sizes.last()).copied().unwrap_or(1.0);
    let scale = f32::from(levels) / clip;
    let limit = f32::from(levels);
    let small = |weight: f32| (weight * scale).round().clamp(-limit, limit) as i8;
    let wide = |weight: f32| (weight * scale).round().clamp(-9999.0, 9999.0) as i16;
    let (enter, inside) = crf.transitions().split_at(N_GROUPS * N_GROUPS);
    let (inner, last) = inside.split_at(inside.len() / 2);
    let transitions = Transitions {
        enter: std::array::from_fn(|from| std::array::from_fn(|to| wide(enter[from * N_GROUPS + to]))),
        inner: std::array::from_fn(|label| wide(inner[label])),
        last: std::array::from_fn(|label| wide(last[label])),
    };
    Weights {
        bits,
        rows: rows().map(|row| std::array::from_fn::<i8, N_TAGS, _>(|tag| small(row[tag]))).collect(),
        transitions,
        calibration: Calibration { slope: 1.0 / scale, intercept: 0.0 },
        words: Vec::new(),
    }
}
