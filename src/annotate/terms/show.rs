//! Which mentions are painted: the first of each term, the most salient where they crowd.
//! Imports: `document`, `annotation`, `text`, `lexicon::glossary`.

use crate::annotation::Term;
use crate::document::Document;
use crate::ids::Ids;
use crate::lexicon::glossary::{Entry, Glossary, TermKind};
use crate::text::BlockKind;

/// Least worth of a term that is painted. This and the next two are tuned on the development set of `cargo xtask eval terms`.
const LEAST: i32 = 36;

/// What institutions lose: readers know most of them, and their names are names already.
const WELL_KNOWN: i32 = 10;

/// One painted term in this many words of an article.
const WORDS_PER_TERM: usize = 50;

/// Articles shorter than this many words are taken as that long.
const LEAST_WORDS: usize = 100;

/// Sets `shown` of the terms to paint.
pub(super) fn choose(document: &Document<'_>, glossary: &Glossary, terms: &mut [Term]) {
    let is_heading = |term: &Term| {
        let blocks = document.source().blocks();
        let block = blocks.partition_point(|block| block.span.end() <= term.span.start());
        blocks.get(block).is_some_and(|block| block.kind == BlockKind::Heading)
    };
    // Of each entry the first mention in prose, or else the first.
    let (mut entries, mut first) = (Ids::default(), Vec::<(u32, bool, usize)>::new());
    for (at, term) in terms.iter().enumerate() {
        let here = (term.term.0, is_heading(term), at);
        match first.get_mut(entries.of(u64::from(term.term.0)) as usize) {
            Some(best) => *best = here.min(*best),
            None => first.push(here),
        }
    }
    let mut worthy: Vec<_> = first
        .into_iter()
        .filter_map(|(entry, _, at)| Some((worth(glossary.entry(entry)?.1), at)))
        .filter(|(worth, _)| *worth >= LEAST)
        .collect();
    crate::sort::by_key(&mut worthy, |&(worth, at)| [i32::MAX.abs_diff(worth), at as u32, 0]);
    let n_words = document.tokens().iter().filter(|token| token.kind == crate::token::TokenKind::Word).count();
    worthy.truncate(n_words.max(LEAST_WORDS).div_ceil(WORDS_PER_TERM));
    for (_, at) in worthy {
        if let Some(term) = terms.get_mut(at) {
            term.shown = true;
        }
    }
}

/// What an editor would give to have it explained.
fn worth(entry: &Entry) -> i32 {
    let known = if entry.kind == TermKind::Institution { WELL_KNOWN } else { 0 };
    if entry.own { i32::MAX / 2 } else { i32::from(entry.salience) - i32::from(entry.generic) / 2 - known }
}
