//! Reported speech without marks, for core cues only: the cue, its speaker and roughly what was said. Readers of the
//! same text agree on the extent in three cases of four, so only cue and speaker are for show.
//! Imports: `view`, `cues`, `lexicon`.

use super::cues::{Cue, CueKind};
use super::view::{Shape, View};
use crate::lexicon::speech::{Classes, Verb};
use std::ops::Range;

/// Fewer words are no statement.
const MIN_WORDS: usize = 3;

/// Between a verb and its `that` stand a hearer and a date at most.
const MAX_BEFORE_THAT: usize = 8;

/// The words reported by `cue` in its `sentence`, which holds no quotation.
pub(super) fn extent(view: &View<'_>, sentence: &Range<usize>, cue: &Cue) -> Option<Range<usize>> {
    let core = match cue.kind {
        CueKind::Verb(verb) => verb.has(Verb::CORE) && (!verb.ambiguous || view.is_any(cue.end, "that")),
        CueKind::According => true,
        CueKind::Dash | CueKind::Colon => false,
    };
    if !core || cue.weight < 0.6 || sentence.clone().any(|i| !view.outside(i)) {
        return None;
    }
    let subject = cue.subject;
    let trailing = sentence.end.saturating_sub(cue.end) <= 5
        && subject.first >= sentence.start + 5
        && subject.end <= cue.first
        && view.has(subject.first.wrapping_sub(1), Shape::Comma);
    let mut words = if cue.kind == CueKind::According {
        if cue.first >= sentence.start + MIN_WORDS { sentence.start..cue.first } else { subject.end..sentence.end }
    } else if cue.inverted {
        sentence.start..cue.first
    } else if trailing {
        sentence.start..subject.first
    } else {
        start(view, sentence, cue)?..sentence.end
    };
    while words.start < words.end && (!view.is_word(words.start) || view.is_any(words.start, "that")) {
        words.start += 1;
    }
    while words.start < words.end && !view.is_word(words.end - 1) {
        words.end -= 1;
    }
    (words.len() >= MIN_WORDS).then_some(words)
}

/// Where the statement after the verb `cue` begins. In `told reporters on Monday that it was over` that is after
/// `that`: hearer and date are no part of it. `None` where a hearer stands there and no `that`.
fn start(view: &View<'_>, sentence: &Range<usize>, cue: &Cue) -> Option<usize> {
    let hearer = matches!(cue.kind, CueKind::Verb(verb) if verb.has(Verb::HEARER));
    if !hearer && !view.is(cue.end, Classes::PREPOSITION) {
        return Some(cue.end);
    }
    let near = cue.end..sentence.end.min(cue.end + MAX_BEFORE_THAT);
    let that = near.take_while(|&i| view.is_word(i)).find(|&i| view.is_any(i, "that"));
    that.map(|that| that + 1).or_else(|| (!hearer).then_some(cue.end))
}
