//! Sentences of a block with its quotations opaque. Imports: none but `view`.
//!
//! The document's sentences do not know which marks belong together; attribution lives on it: `….” She said` is a new
//! sentence, `…?” NAME asked` is not.

use super::view::{Shape, View};
use crate::lexicon::speech::{COGNITION, Classes, Form, VERDICT, Verb};
use std::ops::Range;

/// A bracket this long, in words, is no aside any more.
const MAX_ASIDE: usize = 12;
/// A sentence with more words is cut, but not inside a quotation, so that time stays linear whatever the text.
const MAX_SENTENCE: usize = 300;
/// How far after `?”` or `!”` the verb of saying may stand.
const MAX_ATTRIBUTION: usize = 12;

/// Splits the words `words` into sentences.
pub(super) fn split(view: &View<'_>, words: &Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let dateline = dateline(view, words);
    sentences.extend(dateline.map(|end| words.start..end));
    let first = dateline.unwrap_or(words.start);
    let mut start = first;
    let mut bracket = None;
    for at in first..words.end {
        match view.at(at).shape {
            Shape::Open => bracket = Some(at),
            Shape::Close => bracket = None,
            _ => {}
        }
        let aside = bracket.is_some_and(|open| {
            at - open < MAX_ASIDE && (at..words.end.min(at + MAX_ASIDE)).any(|i| view.has(i, Shape::Close))
        });
        let between = || view.outside(at) || view.at(at).stretch != view.at(at + 1).stretch;
        if ends(view, at, words.end, aside) || at - start >= MAX_SENTENCE && between() {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < words.end {
        sentences.push(start..words.end);
    }
    sentences
}

/// A dateline is no longer than this, in words.
const MAX_DATELINE: usize = 14;

/// The end of a dateline: `NORWICK, May 3 —`, `Norwick (AGENCY) —`, a place in capitals or before an agency, up to a dash.
fn dateline(view: &View<'_>, words: &Range<usize>) -> Option<usize> {
    let place = view.word(words.start);
    if place.len() < 3 || !view.at(words.start).capital || !view.has(words.start, Shape::Word) {
        return None;
    }
    let capitals = !place.chars().any(char::is_lowercase);
    for at in words.start + 1..words.end.min(words.start + MAX_DATELINE) {
        let word = view.at(at);
        match word.shape {
            _ if !word.outside() => return None,
            Shape::Dash => return (capitals || view.has(at - 1, Shape::Close)).then_some(at + 1),
            Shape::Word if !word.capital => return None,
            Shape::Stop | Shape::Colon | Shape::Semicolon => return None,
            _ => {}
        }
    }
    None
}

fn ends(view: &View<'_>, at: usize, end: usize, aside: bool) -> bool {
    let word = view.at(at);
    let next = (at + 1 < end).then(|| view.at(at + 1));
    if word.outside() {
        let Some(next) = next else { return true };
        let lower = next.outside() && next.shape == Shape::Word && !next.capital;
        return match word.shape {
            Shape::Stop => !aside && !lower && !matches!(next.shape, Shape::Comma | Shape::Close),
            Shape::Semicolon => !aside,
            // `in the U.S. The bill`: an abbreviation ends a sentence only before a word that starts sentences.
            Shape::Word => {
                word.bare.of(view.text).ends_with('.')
                    && !word.is(Classes::TITLE)
                    && next.outside()
                    && next.capital
                    && next.is(Classes::STARTER)
                    && !next.is(Classes::TITLE)
            }
            _ => false,
        };
    }
    let Some(next) = next else { return true };
    if next.stretch == word.stretch {
        return false;
    }
    let stop = final_stop(view, at);
    match stop {
        Some('.' | '…' | ']' | ')') => next.capital || !next.outside(),
        Some('?' | '!') => !next.outside() || (next.capital && !attributes(view, at + 1, end)),
        _ => false,
    }
}

/// More marks than this do not close at once.
const MAX_MARKS: usize = 6;

/// The punctuation before the closing marks that end at word `at`.
pub(super) fn final_stop(view: &View<'_>, at: usize) -> Option<char> {
    let at = (at.saturating_sub(MAX_MARKS)..=at).rfind(|&at| !view.has(at, Shape::Mark))?;
    view.at(at).span.of(view.text).chars().next_back().filter(|char| !char.is_alphanumeric())
}

/// Whether the words from `at` on attribute what stands before: a subject, then a verb of saying, soon.
fn attributes(view: &View<'_>, at: usize, end: usize) -> bool {
    let mut name = true;
    let introduced = is_introduced(view, at);
    for i in at..end.min(at + MAX_ATTRIBUTION) {
        let word = view.at(i);
        if !word.outside() || matches!(word.shape, Shape::Stop | Shape::Semicolon) {
            return false;
        }
        let says = |verb: Verb| {
            // `NAME went on`: right after the subject an ambiguous verb will do.
            (!verb.ambiguous || name) && !matches!(verb.category, VERDICT | COGNITION) && verb.form != Form::Base
        };
        if word.verb().is_some_and(says) && !word.capital {
            // `said, “…?” NAME said, “…”`: each has its own.
            let next = i + 1 + usize::from(matches!(view.at(i + 1).shape, Shape::Comma | Shape::Colon));
            return i > at && !(introduced && next < end && !view.outside(next));
        }
        name &= word.capital || word.is(Classes::PRONOUN) || word.shape == Shape::Other;
    }
    false
}

/// Whether the quotation that ends before word `at` follows a comma or colon, and so has been introduced.
fn is_introduced(view: &View<'_>, at: usize) -> bool {
    let last = at.wrapping_sub(1);
    let stretch = view.at(last).stretch;
    let before = (0..at).rev().find(|&i| view.at(i).stretch != stretch);
    before.is_some_and(|i| view.outside(i) && matches!(view.at(i).shape, Shape::Comma | Shape::Colon))
}
