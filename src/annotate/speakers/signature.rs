//! A quotation signed below: `“…”`, then a block of its own with `— NAME` or `NAME, mayor of Norwick`.
//! Imports: `view`, `sources`, `lexicon`.

use super::sources::{Form, Source};
use super::view::{Shape, View};
use crate::annotation::Label;
use crate::lexicon::speech::Classes;
use std::ops::Range;

/// A signature has no more words than this.
const MAX_WORDS: usize = 14;

/// The speaker whose name and description are all that the words `words` of a block hold.
pub(super) fn read(view: &View<'_>, words: &Range<usize>) -> Option<Source> {
    let dash = words.clone().find(|&i| !view.has(i, Shape::Mark)).filter(|&i| view.has(i, Shape::Dash));
    let first = words.clone().find(|&i| view.is_word(i))?;
    let end = words.clone().rev().find(|&i| view.is_word(i))? + 1;
    let name_end = (first..end).find(|&i| matches!(view.at(i).shape, Shape::Comma | Shape::Open)).unwrap_or(end);
    let part = |i: usize| {
        let word = view.at(i);
        word.capital
            || word.is(Classes::PARTICLE.with(Classes::TITLE).with(Classes::ROLE))
            || word.shape == Shape::Other
    };
    let n_capitals = (first..name_end).filter(|&i| view.at(i).is_name_like()).count();
    let last = view.at(name_end - 1);
    let person = last.mention.is_some_and(|(_, label)| label == Label::Person);
    let stopped = last.outside() && view.has(end, Shape::Stop);
    let verbless = (first..end).all(|i| {
        !view.has(i, Shape::Stop) && view.at(i).verb().is_none_or(|verb| verb.ambiguous || view.at(i).capital)
    });
    let signs = view.at(first).capital
        && end - first <= MAX_WORDS
        && (first..name_end).all(part)
        && verbless
        && (dash.is_some() || !stopped)
        && (person || dash.is_some() && n_capitals >= 1 || n_capitals >= 2 && name_end < end);
    let name = Some((first, name_end));
    signs.then_some(Source { first, end: name_end, form: Form::Name, possessive: false, name })
}
