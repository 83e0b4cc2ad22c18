//! The subject of a participle: `…, saying`, `Calling it “x”, NAME …`. Imports: `view`, `lexicon`, `sources`, `subject`.

use super::cues::{Clause, CueKind};
use super::sources::{Form, Source};
use super::subject;
use super::view::Shape;
use crate::lexicon::speech::{Classes, VERDICT, Verb};

/// A cue below this weight may be no speech at all, and no participle continues it.
const HESITANT: f32 = 0.5;

/// `…, saying`: the subject of the clause before; `Calling it “x”, NAME …`: the one after the comma; `quoted NAME as
/// saying`, `footage of NAME asking`: the phrase beside it.
pub(super) fn subject(clause: Clause<'_>, at: usize, verb: Verb) -> Option<Source> {
    let Clause { view, sources, words: sentence, earlier } = clause;
    let before = at.saturating_sub(1);
    let adverbs = (sentence.start..at).rev().take_while(|&i| view.is(i, Classes::ADVERB)).count();
    let beside = |end: usize| sources.iter().find(|s| s.end == end && !s.possessive);
    let relay = earlier.iter().rev().find(|cue| matches!(cue.kind, CueKind::Verb(verb) if verb.has(Verb::RELAY)));
    let quoted = view.is_any(before, "as").then(|| {
        let object =
            relay.and_then(|cue| sources.iter().find(|s| s.first >= cue.end && s.end <= before && !s.possessive));
        object.or_else(|| beside(before))
    });
    let quoted = quoted.flatten();
    let with = beside(at - adverbs).filter(|source| {
        let governed =
            source.first.checked_sub(1).is_some_and(|i| view.is(i, Classes::PREPOSITION) || view.is_any(i, "and"));
        if source.first.checked_sub(1).is_some_and(|i| view.is_any(i, "with")) {
            return true;
        }
        let personal = source.form == Form::Pronoun || source.is_person(view);
        personal && (governed || verb.category != VERDICT && !verb.ambiguous)
    });
    if let Some(source) = quoted.or(with) {
        return Some(*source);
    }
    if let Some(cue) =
        earlier.iter().rev().find(|cue| !cue.embedded && cue.weight >= HESITANT && !cue.is_relative(view))
    {
        return Some(cue.subject);
    }
    if let Some(source) = subject::first_free(view, sources, &(sentence.start..at)) {
        return Some(source);
    }
    let opens = |s: &&Source| {
        let before = s.first.checked_sub(1).map(|i| view.at(i));
        before.is_some_and(|word| word.shape == Shape::Comma || !word.outside())
    };
    sources.iter().filter(|s| at < s.first && s.end <= sentence.end && !s.possessive).find(opens).copied()
}
