//! Cues that are no verbs: `according to NAME`, a colon, a dash with a name. Imports: `view`, `sources`, `subject`.

use super::cues::{Clause, Cue, CueKind};
use super::sources::{Form, Source};
use super::subject;
use super::view::Shape;

/// The weight of a colon without a verb of saying before it.
const BARE_COLON: f32 = 0.7;
/// How far before a colon its verb may stand, in words.
const COLON_REACH: usize = 12;

/// `according to NAME`, `per NAME`, `in NAME’s words`.
pub(super) fn phrase(clause: Clause<'_>, at: usize) -> Option<Cue> {
    let view = clause.view;
    if view.is_any(at, "according") && view.is_any(at + 1, "to") {
        return according(clause.sources, at, at + 2);
    }
    if view.is_any(at, "per") {
        return according(clause.sources, at, at + 1).filter(|cue| cue.subject.first == at + 1);
    }
    if view.is_any(at, "in") { in_words_of(clause, at) } else { None }
}

fn according(sources: &[Source], first: usize, end: usize) -> Option<Cue> {
    let subject = *sources.iter().find(|source| (end..=end + 4).contains(&source.first))?;
    Some(Cue::new(first, end, subject, CueKind::According))
}

/// `in NAME’s words`, `in the words of NAME`.
fn in_words_of(clause: Clause<'_>, at: usize) -> Option<Cue> {
    let Clause { view, sources, words: sentence, .. } = clause;
    let words = (at + 1..sentence.end.min(at + 7)).find(|&i| view.is_any(i, "words") && view.outside(i))?;
    let owner = |s: &&Source| s.end == words && s.possessive || s.first == words + 2 && view.is_any(words + 1, "of");
    let subject = *sources.iter().find(owner)?;
    Some(Cue::new(at, words + 1, Source { possessive: false, ..subject }, CueKind::According))
}

/// `“…” — NAME`, as a signature or before a comma.
pub(super) fn dash(clause: Clause<'_>, at: usize) -> Option<Cue> {
    let Clause { view, sources, words: sentence, .. } = clause;
    let after_quotation = at.checked_sub(1).is_some_and(|before| !view.outside(before));
    if !after_quotation {
        return None;
    }
    let subject = *sources.iter().find(|s| s.first == at + 1 && s.form == Form::Name)?;
    let next = view.at(subject.end);
    let signs = subject.end >= sentence.end || matches!(next.shape, Shape::Comma | Shape::Stop) || !next.outside();
    signs.then(|| Cue::new(at, at + 1, subject, CueKind::Dash))
}

/// `NAME: “…”`, or the verb of saying before the colon again, which is nearer here.
pub(super) fn colon(clause: Clause<'_>, at: usize) -> Option<Cue> {
    let Clause { view, sources, words: sentence, earlier } = clause;
    if at + 1 >= sentence.end || view.outside(at + 1) {
        return None;
    }
    let near = |cue: &&Cue| !cue.embedded && !cue.is_relative(view) && at - cue.first < COLON_REACH;
    let before = |weight, subject| Cue { weight, inverted: false, ..Cue::new(at, at + 1, subject, CueKind::Colon) };
    if let Some(cue) = earlier.iter().rev().find(near) {
        return Some(Cue { first: cue.first, end: cue.end, ..before(1.0, cue.subject) });
    }
    // `NAME: “…”`, `… — NAME: “…”`, `From the report: “…”`.
    let labels = |s: &&Source| {
        s.end == at
            && (s.first == sentence.start
                || s.first.checked_sub(1).is_some_and(|i| view.has(i, Shape::Dash) || view.is_any(i, "from")))
    };
    if let Some(subject) = sources.iter().find(labels) {
        return Some(before(1.0, *subject));
    }
    let subject = subject::first_free(view, sources, &(sentence.start..at))?;
    Some(before(BARE_COLON, subject))
}
