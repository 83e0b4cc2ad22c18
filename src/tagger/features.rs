//! The features of a token, as hashes; one code for training and inference. Imports: `token`, `tagger`.
//!
//! Feature hashing (Weinberger et al. 2009): a feature is a template number and one to three hashes of what stands
//! there, mixed into 32 bits; the model cuts them to its number of buckets. Nothing is allocated per token.

use super::seen::Seen;
use super::words::{Case, Word, step};
use crate::token::fold_char;
use std::ops::Range;

/// Inside a name, at most this many words in a row have neither capital nor digit (`Society for the Prevention`).
const MAX_GAP: usize = 3;
/// A name may start with two words without a capital (`von der Leyen`, `al-Sisi`) …
const MAX_LEAD: usize = 2;
/// … and end with one (`Yahoo!`, `Operation Iraqi freedom`), or two after a hyphen (`Moon Jae-in`).
const MAX_TAIL: usize = 1;
const MAX_HYPHENED_TAIL: usize = 2;

/// The runs of `words` that may hold a name. All other tokens are outside names: neither their features nor their
/// tags are worked out.
pub fn islands(words: &[Word]) -> Vec<Range<usize>> {
    let mut islands: Vec<Range<usize>> = Vec::new();
    let mut last_anchor: Option<usize> = None;
    for (at, _) in words.iter().enumerate().filter(|(_, word)| word.anchor) {
        let hyphen = words.get(at + 1).is_some_and(|next| next.hyphen);
        let end = (at + 1 + if hyphen { MAX_HYPHENED_TAIL } else { MAX_TAIL }).min(words.len());
        let joins = last_anchor.is_some_and(|last| at - last - 1 <= MAX_GAP);
        let start = at.saturating_sub(MAX_LEAD);
        match islands.last_mut() {
            Some(island) if joins || start <= island.end => island.end = end,
            _ => islands.push(start..end),
        }
        last_anchor = Some(at);
    }
    islands
}

/// The sentence that a token stands in.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The words of the sentence.
    pub words: &'a [Word],
    /// How its capitals are to be read.
    pub case: Case,
}

impl Context<'_> {
    /// The word `offset` places from `at`; before and after the sentence stand two words of their own.
    fn word(&self, at: usize, offset: isize) -> Word {
        let edge = |hash| Word { exact: hash, lower: hash, shape: hash, long_shape: hash, ..Word::default() };
        match at.checked_add_signed(offset) {
            None => edge(1),
            Some(at) => self.words.get(at).copied().unwrap_or(edge(2)),
        }
    }

    /// The nearest word that starts small, at most six places away in the direction `step`.
    fn nearest_small(&self, at: usize, direction: isize) -> u64 {
        (1..=6)
            .map(|distance| self.word(at, distance * direction))
            .find(|word| word.small || word.lower <= 2)
            .map_or(0, |word| word.lower)
    }
}

/// Collects the hashes of one token's features.
pub(super) struct Sink<'a> {
    out: &'a mut Vec<u32>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(out: &'a mut Vec<u32>) -> Self {
        Self { out }
    }

    fn add(&mut self, template: u64, parts: [u64; 3]) {
        let [a, b, c] = parts;
        let mixed = (a ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 29) ^ b.rotate_left(17)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mixed = (mixed ^ (mixed >> 31) ^ c.rotate_left(41)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.out.push((mixed >> 32) as u32);
    }

    fn one(&mut self, template: u64, a: u64) {
        self.add(template, [a, 0, 0]);
    }

    pub(super) fn two(&mut self, template: u64, a: u64, b: u64) {
        self.add(template, [a, b, 0]);
    }
}

/// Replaces `out` by the features of the token `text` at place `at` of its sentence. Returns how many of them, the
/// first ones, depend on which word it is; a trainer hides these at times, so that the others learn to do without.
pub fn extract(context: &Context<'_>, at: usize, text: &str, seen: Seen, out: &mut Vec<u32>) -> usize {
    out.clear();
    let word = context.word(at, 0);
    let [before2, before, after, after2] = [-2, -1, 1, 2].map(|offset| context.word(at, offset));
    let mut sink = Sink::new(out);
    lexical(&mut sink, &word, text);
    sink.two(30, before.lower, word.lower);
    sink.two(31, word.lower, after.lower);
    if word.initial {
        sink.one(6, word.lower);
    }
    let n_lexical = sink.out.len();

    let case = context.case as u64;

    sink.one(1, case);
    sink.one(2, word.long_shape);
    sink.one(3, word.shape);
    sink.two(4, word.shape, case);
    if word.initial {
        sink.one(5, word.shape);
    }
    for (template, neighbour) in [(10, before2), (11, before), (12, after), (13, after2)] {
        sink.one(template, neighbour.lower);
        sink.one(template + 10, neighbour.shape);
    }
    sink.two(32, before.shape, word.shape);
    sink.two(33, word.shape, after.shape);
    sink.add(34, [before.shape, word.shape, after.shape]);
    sink.two(35, before.lower, word.shape);
    sink.two(36, word.shape, after.lower);
    sink.add(37, [before2.lower, before.lower, word.shape]);
    sink.add(38, [word.shape, after.lower, after2.lower]);
    sink.two(39, context.nearest_small(at, -1), word.shape);
    sink.two(40, context.nearest_small(at, 1), word.shape);

    for (nth, neighbour) in [before, word, after].into_iter().enumerate() {
        let template = 50 + 10 * nth as u64;
        for (level, path) in neighbour.entry.cluster_levels().into_iter().flatten().enumerate() {
            sink.one(template + level as u64, u64::from(path));
        }
        let lists = u64::from(neighbour.entry.lists);
        for list in (0..16).filter(|list| lists >> list & 1 == 1) {
            sink.one(template + 3, list);
        }
    }
    for (template, neighbour) in [(85, before2), (86, after2)] {
        let lists = u64::from(neighbour.entry.lists);
        for list in (0..16).filter(|list| lists >> list & 1 == 1) {
            sink.one(template, list);
        }
    }
    let paths =
        [before, word, after].map(|word| u64::from(word.entry.cluster_levels().map_or(0, |levels| levels[1] + 1)));
    sink.two(80, paths[0], paths[1]);
    sink.two(81, paths[1], paths[2]);
    let lists = [before, word, after].map(|word| u64::from(word.entry.lists));
    if lists[1] != 0 || word.capital {
        sink.two(82, lists[1], word.shape);
        sink.two(83, lists[0], lists[1]);
        sink.two(84, lists[1], lists[2]);
    }
    if word.capital {
        sink.two(90, seen.summary(), u64::from(word.initial));
        let setting = case << 1 | u64::from(word.initial);
        sink.two(93, u64::from(word.small_entry.is_everyday()), setting);
        if let Some([branch, limb, _]) = word.small_entry.cluster_levels() {
            sink.two(91, u64::from(branch), setting);
            sink.two(92, u64::from(limb), setting);
        }
    }
    n_lexical
}

/// Features of the token's own letters: its forms and its first and last one to four characters.
fn lexical(sink: &mut Sink<'_>, word: &Word, text: &str) {
    sink.one(100, word.exact);
    sink.one(101, word.lower);
    let folded = || text.chars().filter_map(fold_char);
    affixes(sink, 110, folded());
    affixes(sink, 120, folded().rev());
}

fn affixes(sink: &mut Sink<'_>, template: u64, chars: impl Iterator<Item = char>) {
    let mut hash = 0;
    for (length, char) in (1..=4).zip(chars) {
        hash = step(hash, char);
        sink.one(template + length, hash);
    }
}
