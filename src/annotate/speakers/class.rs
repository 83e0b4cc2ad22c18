//! Speech, a term in quotation marks or the title of a work. Imports: `view`, `attach`, `lexicon`, `annotation`.

use super::attach::{Attribution, Place, Route};
use super::lexicon::Classes;
use super::view::{Shape, View};
use crate::annotation::QuotationClass;
use std::ops::Range;

/// How far before the marks a word that names the term may stand, in words.
const NAMING_REACH: usize = 2;
/// How far before a title its kind of work may stand.
const WORK_REACH: usize = 4;
/// A cue this strong makes even a capitalised stretch speech.
const SPOKEN: f32 = 7.0;

/// The class of the stretch at `place`; `None` where it holds no words.
pub(super) fn classify(
    view: &View<'_>,
    sentence: &Range<usize>,
    place: &Place,
    attribution: Option<&Attribution>,
) -> Option<QuotationClass> {
    let words: Vec<usize> = place.words.clone().filter(|&i| view.at(i).is_word()).collect();
    let n_words = words.len();
    let (&first, _) = words.split_first()?;
    let score = attribution.filter(|a| matches!(a.route, Route::Cue | Route::Near)).map(|a| a.score);
    if is_named(view, sentence.start, place.words.start) {
        return Some(QuotationClass::Phrase);
    }
    let titled = is_titled(view, &words);
    let asks = place.stop == Some('?');
    if titled && n_words >= 2 && !asks && score.is_none() {
        return Some(QuotationClass::Title);
    }
    if titled && work_before(view, sentence.start, place.words.start) {
        return Some(QuotationClass::Title);
    }
    if titled && n_words >= 2 && score.is_none_or(|score| score < SPOKEN) && title_context(view, place.words.start) {
        return Some(QuotationClass::Title);
    }
    if n_words <= 2 && score.is_none() {
        return Some(QuotationClass::Phrase);
    }
    Some(if is_direct(view, sentence, place, first) { QuotationClass::Direct } else { QuotationClass::Partial })
}

/// `so-called “x”`, `known as the “x”`, `the term “x”`.
fn is_named(view: &View<'_>, start: usize, at: usize) -> bool {
    for i in (start..at).rev().take(NAMING_REACH + 1) {
        if !view.at(i).outside() || !view.at(i).is_word() {
            return false;
        }
        if view.at(i).is(Classes::NAMING) {
            let bare_call = view.is_any(i, &["called"]) && !view.at(i.wrapping_sub(1)).is(Classes::AUXILIARY);
            return !bare_call;
        }
        if !view.is_any(i, &["as", "a", "an", "the"]) {
            return false;
        }
    }
    false
}

/// Whether all words but small ones are capitalised.
fn is_titled(view: &View<'_>, words: &[usize]) -> bool {
    const SMALL: [&str; 14] =
        ["the", "a", "an", "of", "and", "in", "on", "for", "to", "at", "by", "with", "from", "is"];
    words.iter().all(|&i| view.at(i).capital || view.at(i).shape == Shape::Number || view.is_any(i, &SMALL))
        && words.iter().any(|&i| view.at(i).capital)
}

fn work_before(view: &View<'_>, start: usize, at: usize) -> bool {
    (start..at).rev().take(WORK_REACH).take_while(|&i| view.at(i).outside()).any(|i| view.at(i).is(Classes::WORK))
}

fn title_context(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = view.at(before);
    word.outside()
        && (word.possessive
            || word.shape == Shape::Open
            || view.is_any(before, &["on", "of", "in", "the", "for", "host", "hosts", "show"]))
}

/// A whole quotation rather than words inside a sentence of the author's.
fn is_direct(view: &View<'_>, sentence: &Range<usize>, place: &Place, first: usize) -> bool {
    if place.whole || place.words.start == sentence.start {
        return true;
    }
    let before = place.words.start.saturating_sub(1);
    let word = view.at(before);
    if matches!(word.shape, Shape::Comma | Shape::Colon) {
        return true;
    }
    let capital = view.at(first).capital && !view.is_any(first, &["i"]);
    let says = word.verb().is_some();
    capital && (says || word.is_word()) || says && place.words.len() >= 6
}
