//! The weights of the tagger and their file, `en.model`. Imports: `lexicon`, `error`, `tagger`.
//!
//! A row of weights for each bucket that has any, one byte for each tag, kept with an offset so that eight bytes add up in
//! one 64-bit addition without SIMD (wasm has the same speed with and without it). A bitmap tells which buckets these are:
//! two thirds have none, and a feature that falls there costs no visit to the rows.

use super::table::{self, Entry, WordTable};
use super::tags::{N_LABELS, N_TAGS};
use crate::error::Error;
use crate::lexicon::pack::{Format, Pack, Reader, put_varint, write as write_pack};

/// The file `en.model`.
pub const FORMAT: Format = Format { tag: *b"ner ", name: "model", version: 1 };

/// What a name can follow and be followed by: nothing, or a name of each label.
pub const N_GROUPS: usize = N_LABELS + 1;
/// Weights lie within ±[`MAX_WEIGHT`].
pub const MAX_WEIGHT: i8 = 63;
const OFFSET: u8 = 64;
/// Rows are kept without it, so that one without weights is zero.
const OFFSETS: u64 = u64::from_le_bytes([OFFSET; 8]);
const ROW_WORDS: usize = N_TAGS.div_ceil(8);
const LOW_BYTES: u64 = 0x00ff_00ff_00ff_00ff;
/// Above this many features, sums of a token could leave 16 bits. There are about 100.
const MAX_FEATURES: usize = 500;

/// Weights between neighbouring tags, in the units of the emission weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// From a token outside or at the end of a name (row) to one outside or at the start of a name (column).
    /// Row and column 0 are outside, the others the labels.
    pub enter: [[i16; N_GROUPS]; N_GROUPS],
    /// To an inner token, by label.
    pub inner: [i16; N_LABELS],
    /// To a last token, by label.
    pub last: [i16; N_LABELS],
}

/// How margins turn into confidence: a logistic curve.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Per unit of score.
    pub slope: f32,
    /// At margin 0.
    pub intercept: f32,
}

/// A loaded model.
#[derive(Clone, Debug)]
pub struct Model {
    mask: u32,
    rows: Rows,
    pub(super) transitions: Transitions,
    calibration: Calibration,
    words: WordTable,
}

impl Model {
    /// Reads `en.model`. Whatever the bytes, the answer is a model or an error.
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        let pack = Pack::open(bytes, FORMAT)?;
        let mut head = pack.section(*b"HEAD")?;
        let bits = u32::from(head.u8()?);
        if !(1..=20).contains(&bits) {
            return Err(head.malformed(0, "number of buckets out of range"));
        }
        let slope = f32::from_bits(head.u32()?);
        let intercept = f32::from_bits(head.u32()?);
        if !slope.is_finite() || !intercept.is_finite() {
            return Err(head.malformed(1, "calibration that is no number"));
        }
        Ok(Self {
            mask: (1 << bits) - 1,
            rows: Rows::load(1 << bits, pack.section(*b"GAPS")?, pack.section(*b"VALS")?)?,
            transitions: load_transitions(pack.section(*b"TRAN")?)?,
            calibration: Calibration { slope, intercept },
            words: WordTable::load(pack.section(*b"WORD")?)?,
        })
    }

    /// The word table.
    pub fn words(&self) -> &WordTable {
        &self.words
    }

    /// The score of each tag, summed over `features`.
    pub fn emission(&self, features: &[u32]) -> [i32; N_TAGS] {
        let (mut even, mut odd, mut n_rows) = ([0_u64; ROW_WORDS], [0_u64; ROW_WORDS], 0);
        let features = features.get(..MAX_FEATURES).unwrap_or(features);
        for feature in features {
            let Some(row) = self.rows.get(feature & self.mask) else { continue };
            n_rows += 1;
            for ((even, odd), weights) in even.iter_mut().zip(&mut odd).zip(row) {
                let weights = weights ^ OFFSETS;
                *even += weights & LOW_BYTES;
                *odd += (weights >> 8) & LOW_BYTES;
            }
        }
        let offset = i32::from(OFFSET) * n_rows;
        let mut scores = [0; N_TAGS];
        for (chunk, (even, odd)) in scores.chunks_mut(8).zip(even.iter().zip(&odd)) {
            for (lane, pair) in chunk.chunks_mut(2).enumerate() {
                for (score, sum) in pair.iter_mut().zip([even, odd]) {
                    *score = i32::from((sum >> (16 * lane)) as u16) - offset;
                }
            }
        }
        scores
    }

    /// The probability, 0–1, that a name decoded with this `margin` is right.
    pub fn confidence(&self, margin: i32) -> f32 {
        // Past 16 bits every margin is certain.
        let margin = f32::from(i16::try_from(margin).unwrap_or(i16::MAX));
        let logit = self.calibration.slope * margin + self.calibration.intercept;
        1.0 / (1.0 + (-logit).exp())
    }
}

/// The rows of the buckets that have weights.
#[derive(Clone, Debug, Default)]
struct Rows {
    /// For each 64 buckets: which of them have a row, and how many have one before them.
    index: Vec<(u64, u32)>,
    rows: Vec<[u64; ROW_WORDS]>,
}

impl Rows {
    fn load(n_buckets: usize, mut gaps: Reader<'_>, mut values: Reader<'_>) -> Result<Self, Error> {
        let mut rows = Self { index: vec![(0, 0); n_buckets.div_ceil(64)], rows: Vec::new() };
        let (mut buckets, mut ends) = (Vec::new(), Vec::new());
        for _ in 0..N_TAGS {
            rows.find_buckets(n_buckets, &mut gaps, &mut buckets)?;
            ends.push(buckets.len());
        }
        let mut n_rows = 0;
        for (bits, n_before) in &mut rows.index {
            *n_before = n_rows;
            n_rows += bits.count_ones();
        }
        rows.rows = vec![[0; ROW_WORDS]; n_rows as usize];
        let mut start = 0;
        for (tag, end) in ends.into_iter().enumerate() {
            let cells = buckets.get(start..end).unwrap_or_default();
            let position = values.position();
            if !rows.fill(tag, cells, values.bytes(cells.len())?) {
                return Err(values.malformed(position, "weight out of range"));
            }
            start = end;
        }
        Ok(rows)
    }

    /// Reads which buckets have a weight for the next tag. A browser compiles a function well while it runs plain: hence one
    /// call a tag here, and in [`Rows::fill`].
    #[inline(never)]
    fn find_buckets(&mut self, n_buckets: usize, gaps: &mut Reader<'_>, buckets: &mut Vec<u32>) -> Result<(), Error> {
        let mut bucket = 0_u32;
        for nth in 0..gaps.varint()? {
            let start = gaps.position();
            bucket = bucket.saturating_add(gaps.varint()?).saturating_add(u32::from(nth > 0));
            match self.index.get_mut(bucket as usize / 64).filter(|_| (bucket as usize) < n_buckets) {
                Some((bits, _)) => *bits |= 1 << (bucket % 64),
                None => return Err(gaps.malformed(start, "weight out of range")),
            }
            buckets.push(bucket);
        }
        Ok(())
    }

    /// Sets the weights of `tag`; false where one is out of range.
    #[inline(never)]
    fn fill(&mut self, tag: usize, buckets: &[u32], values: &[u8]) -> bool {
        let shift = 8 * (tag % 8);
        for (&bucket, &value) in buckets.iter().zip(values) {
            let Some(row) = self.place(bucket) else { return false };
            let Some(cell) = self.rows.get_mut(row).and_then(|row| row.get_mut(tag / 8)) else { return false };
            if value >= 2 * OFFSET {
                return false;
            }
            // Each cell is written once: the byte goes from zero to the value.
            *cell ^= u64::from(value ^ OFFSET) << shift;
        }
        true
    }

    fn get(&self, bucket: u32) -> Option<&[u64; ROW_WORDS]> {
        self.rows.get(self.place(bucket)?)
    }

    fn place(&self, bucket: u32) -> Option<usize> {
        let (bits, n_before) = *self.index.get(bucket as usize / 64)?;
        let bit = 1_u64 << (bucket % 64);
        (bits & bit != 0).then(|| (n_before + (bits & (bit - 1)).count_ones()) as usize)
    }
}

fn load_transitions(mut reader: Reader<'_>) -> Result<Transitions, Error> {
    let mut transitions = Transitions::default();
    let Transitions { enter, inner, last } = &mut transitions;
    for weight in enter.iter_mut().flatten().chain(inner).chain(last) {
        *weight = reader.u16()?.cast_signed();
    }
    Ok(transitions)
}

/// What a trainer hands over to be written.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Base-two logarithm of the number of buckets, 1–20.
    pub bits: u32,
    /// One row for each bucket; weights within ±[`MAX_WEIGHT`].
    pub rows: Vec<[i8; N_TAGS]>,
    /// Between tags.
    pub transitions: Transitions,
    /// Margin to confidence.
    pub calibration: Calibration,
    /// The word table, sorted by key without repeats.
    pub words: Vec<(u32, Entry)>,
}

/// The bytes of a model, for [`Model::load`].
pub fn write(weights: &Weights) -> Vec<u8> {
    let mut head = vec![weights.bits as u8];
    head.extend_from_slice(&weights.calibration.slope.to_le_bytes());
    head.extend_from_slice(&weights.calibration.intercept.to_le_bytes());
    let Transitions { enter, inner, last } = &weights.transitions;
    let transitions: Vec<u8> =
        enter.iter().flatten().chain(inner).chain(last).flat_map(|weight| weight.to_le_bytes()).collect();
    let (mut gaps, mut values) = (Vec::new(), Vec::new());
    for tag in 0..N_TAGS {
        let cells = || weights.rows.iter().map(|row| row.get(tag).copied().unwrap_or(0)).enumerate();
        put_varint(&mut gaps, cells().filter(|&(_, weight)| weight != 0).count() as u32);
        let mut next = 0;
        for (bucket, weight) in cells().filter(|&(_, weight)| weight != 0) {
            put_varint(&mut gaps, (bucket - next) as u32);
            values.push(OFFSET.wrapping_add_signed(weight.clamp(-MAX_WEIGHT, MAX_WEIGHT)));
            next = bucket + 1;
        }
    }
    let words = table::write(&weights.words);
    let sections: [(_, &[u8]); 5] =
        [(*b"HEAD", &head), (*b"TRAN", &transitions), (*b"GAPS", &gaps), (*b"VALS", &values), (*b"WORD", &words)];
    write_pack(FORMAT, &sections)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(cells: &[(usize, usize, i8)]) -> Vec<u8> {
        let mut rows = vec![[0; N_TAGS]; 16];
        for &(bucket, tag, weight) in cells {
            rows[bucket % 16][tag % N_TAGS] = weight.clamp(-MAX_WEIGHT, MAX_WEIGHT);
        }
        let mut transitions = Transitions::default();
        transitions.enter[3][7] = -300;
        transitions.last[8] = 5;
        let calibration = Calibration { slope: 0.1, intercept: -1.0 };
        write(&Weights { bits: 4, rows, transitions, calibration, words: vec![(7, Entry { cluster: 3, lists: 1 })] })
    }

    #[test]
    fn sums_are_those_of_the_weights() {
        let model = Model::load(&sample(&[(0, 0, 63), (15, 36, -63), (15, 35, 7), (3, 36, -1)])).unwrap();
        let scores = model.emission(&[16, 15, 3, 31]);
        assert_eq!((scores[0], scores[1], scores[35], scores[36]), (63, 0, 14, -127));
        assert_eq!(model.transitions.enter[3][7], -300);
        assert_eq!(model.transitions.last[8], 5);
        assert_eq!(model.words().get(7).cluster, 3);
        assert!(model.confidence(100) > 0.99 && model.confidence(0) < 0.5);
    }

    #[test]
    fn the_most_features_do_not_overflow() {
        let model = Model::load(&sample(&[(1, 5, 63), (1, 6, -63)])).unwrap();
        let scores = model.emission(&vec![1; MAX_FEATURES + 9]);
        assert_eq!(scores[5], 63 * 500);
        assert_eq!(scores[6], -63 * 500);
    }

    /// Writes the sections of `bytes` again under a right checksum, with one byte changed.
    fn changed(bytes: &[u8], section: usize, at: usize, value: u8) -> Vec<u8> {
        let pack = Pack::open(bytes, FORMAT).unwrap();
        let tags = [*b"HEAD", *b"TRAN", *b"GAPS", *b"VALS", *b"WORD"];
        let mut sections = tags.map(|tag| pack.section(tag).unwrap().rest().to_vec());
        let n_bytes = sections[section].len();
        sections[section][at % n_bytes] = value;
        let sections: Vec<_> = tags.into_iter().zip(sections.iter().map(Vec::as_slice)).collect();
        write_pack(FORMAT, &sections)
    }

    proptest! {
        #[test]
        fn reads_back_what_was_written(cells: Vec<(usize, usize, i8)>) {
            let mut expected = [[0_i32; N_TAGS]; 16];
            for &(bucket, tag, weight) in &cells {
                expected[bucket % 16][tag % N_TAGS] = i32::from(weight.clamp(-MAX_WEIGHT, MAX_WEIGHT));
            }
            let model = Model::load(&sample(&cells)).unwrap();
            for (bucket, scores) in expected.iter().enumerate() {
                prop_assert_eq!(&model.emission(&[bucket as u32]), scores);
            }
        }

        #[test]
        fn any_change_loads_or_fails(section in 0..5_usize, at: usize, value: u8) {
            let bytes = changed(&sample(&[(0, 0, 63), (15, 36, -63)]), section, at, value);
            if let Ok(model) = Model::load(&bytes) {
                model.emission(&[0, 15]);
            }
        }

        #[test]
        fn any_bytes_load_or_fail(bytes: Vec<u8>) {
            prop_assert!(Model::load(&bytes).is_err());
        }
    }
}
