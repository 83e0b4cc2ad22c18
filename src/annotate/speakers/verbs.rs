//! Verbs as cues: which words are one, and who is their subject. Imports: `view`, `lexicon`, `sources`, `subject`,
//! `participles`, `sentences`.

use super::cues::{Clause, Cue, CueKind};
use super::participles;
use super::sentences::final_stop;
use super::sources::{Form, Source};
use super::subject;
use super::view::{Shape, View};
use crate::annotation::Label;
use crate::lexicon::speech::{Classes, Entry, Form as VerbForm, VERDICT, Verb};
use std::ops::Range;

/// The weight of a verb that only its place shows to be one of saying.
const UNKNOWN: f32 = 0.75;
/// `to say` is said less surely than `said`.
const INFINITIVE: f32 = 0.6;
/// So is `can say`.
const MODALS: &str = "can could may might must should would ca wo";
/// So is what an `it` says.
const IMPERSONAL: f32 = 0.8;

/// The cue that the word at `at` is, which the lexicon knows as `verb`.
pub(super) fn known(clause: Clause<'_>, at: usize, verb: Verb) -> Option<Cue> {
    let Clause { view, sources, words: sentence, .. } = clause;
    let word = view.at(at);
    let before = at.checked_sub(1).filter(|&before| before >= sentence.start);
    // `Ada Bell Says …`: a headline; elsewhere a capital makes a name of the verb.
    let headline = word.is(Classes::STARTER) && word.mention.is_none() && before.is_some_and(|b| view.at(b).capital);
    if word.capital && at != sentence.start && !headline {
        return None;
    }
    let participle = verb.form == VerbForm::Participle;
    let infinitive = before.is_some_and(|before| view.is_any(before, "to") && view.outside(before));
    if !participle && !infinitive && before.is_some_and(|before| makes_noun(view, before)) {
        return None;
    }
    let directed = view.is_any(at + 1, "to at into toward towards") && view.outside(at + 2);
    if directed && verb.has(Verb::MOVES) {
        return None;
    }
    // `if asked`, `as promised`: no subject of its own.
    if verb.form == VerbForm::Past && before.is_some_and(|b| view.is_any(b, "if when as than once unless though")) {
        return None;
    }
    // `“…” comments`: a noun that the quotation describes.
    let described = verb.ambiguous && before.is_some_and(|b| !view.outside(b) && final_stop(view, b).is_none());
    if described && !sources.iter().any(|source| source.first == at + 1) {
        return None;
    }
    let hesitant = infinitive
        && !before
            .and_then(|to| to.checked_sub(1))
            .is_some_and(|i| view.is_any(i, "on went continued began wants want used has had goes"));

    if verb.has(Verb::HEARER) && is_passive(view, sentence, at) {
        // `was told`: the subject hears; who speaks stands after `by`.
        let agent = sources.iter().find(|s| (at + 2..=at + 3).contains(&s.first) && view.is_any(at + 1, "by"))?;
        return Some(Cue { weight: verb.weight(), ..Cue::new(at, at + 1, *agent, CueKind::Verb(verb)) });
    }
    // `retweeted NAME’s “…”`: the owner of the words.
    let owner = sources.iter().find(|s| s.first == at + 1 && s.possessive && !view.outside(s.end));
    if let Some(owner) = owner.filter(|_| verb.has(Verb::RELAY)) {
        let subject = Source { possessive: false, ..*owner };
        return Some(Cue { weight: verb.weight(), ..Cue::new(at, at + 1, subject, CueKind::Verb(verb)) });
    }
    let after_quotation = !participle && follows_quotation(clause, at, verb);
    let (mut subject, mut inverted) = (None, false);
    if (after_quotation || at == sentence.start) && !participle {
        subject = subject::right(view, sources, at, sentence.end);
        inverted = subject.is_some();
    }
    if subject.is_none() && !participle {
        let start = (sentence.start..at).rev().find(|&i| !view.outside(i)).map_or(sentence.start, |i| i + 1);
        subject = subject::left(view, sources, at, start);
        if subject.is_none() && start > sentence.start {
            // `NAME did “x” and said`: the subject of the sentence.
            subject = subject::first_free(view, sources, &(sentence.start..at));
        }
    }
    if participle {
        subject = participles::subject(clause, at, verb);
    }
    let subject = subject::named(view, sources, &subject?);
    if !infinitive && !inverted && !agrees(view, &subject, at, verb) {
        return None;
    }
    // `a plan called “x”`: nobody calls it so, it is named.
    let named = verb.category == VERDICT && verb.form == VerbForm::Past && subject.end == at && !view.outside(at + 1);
    let thing = subject.form == Form::Nominal
        && subject.name.is_none()
        && !(subject.first..at).any(|i| view.is(i, Classes::ROLE));
    if named && thing {
        return None;
    }
    let mut weight = verb.weight();
    let modal = (subject.end.min(at)..at).any(|i| view.is_any(i, MODALS));
    if hesitant || modal {
        weight *= INFINITIVE;
    }
    if subject.form == Form::Pronoun && view.is_any(subject.first, "it") {
        weight *= IMPERSONAL;
    }
    Some(Cue { weight, inverted, participle, ..Cue::new(at, at + 1, subject, CueKind::Verb(verb)) })
}

/// `“…!” beamed NAME`, `“…,” NAME retaliated`: a verb that no lexicon knows, right where one of saying stands.
pub(super) fn unknown(clause: Clause<'_>, at: usize) -> Option<Cue> {
    let Clause { view, sources, words: sentence, .. } = clause;
    let word = view.at(at);
    let stem = word.bare.of(view.text);
    if word.capital || !stem.ends_with("ed") || stem.len() < 5 || word.entry != Entry::default() {
        return None;
    }
    let spoken = |end: usize| {
        let last = end.checked_sub(1).filter(|&last| last >= sentence.start && !view.outside(last))?;
        final_stop(view, last).filter(|stop| matches!(stop, ',' | '?' | '!'))
    };
    let cue = |subject| Cue { weight: UNKNOWN, ..Cue::new(at, at + 1, subject, CueKind::Verb(Verb::UNKNOWN)) };
    if spoken(at).is_some() {
        let subject = subject::right(view, sources, at, sentence.end)?;
        return Some(cue(subject));
    }
    let subject = sources
        .iter()
        .find(|s| s.end == at && !s.possessive && s.form != Form::Nominal || s.end == at && s.name.is_some())?;
    // `“…,” an angry NAME retaliated`: the words that describe the name are the author's.
    let plain = |&i: &usize| view.outside(i) && view.is_word(i) && view.at(i).verb().is_none();
    let described = (sentence.start..subject.first).rev().take(2).take_while(plain).count();
    spoken(subject.first - described)?;
    Some(Cue { inverted: false, ..cue(*subject) })
}

/// Whether the verb at `at` is a passive: a form of `be` before it.
fn is_passive(view: &View<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let mut before = (sentence.start..at)
        .rev()
        .take_while(|&i| view.outside(i) && (view.is(i, Classes::AUXILIARY) || view.is(i, Classes::ADVERB)));
    before.any(|i| view.is_any(i, "was were is are been be being got 's ’s"))
        && view.at(at).verb().is_some_and(|verb| verb.form == VerbForm::Past)
}

/// Whether `verb` at `at` can have `subject`, by its form: a base needs an auxiliary or a plural right beside it, an
/// ambiguous or judging word in -s is a noun after words that are no subject of it.
fn agrees(view: &View<'_>, subject: &Source, at: usize, verb: Verb) -> bool {
    let between = subject.end.min(at)..at.max(subject.end);
    let auxiliary = between.clone().any(|i| view.is(i, Classes::AUXILIARY));
    if auxiliary || subject.first > at || matches!(verb.form, VerbForm::Past | VerbForm::Participle) {
        return true;
    }
    let adjacent = between.clone().all(|i| view.is(i, Classes::ADVERB) || view.word(i).ends_with("ly"));
    let aside = between.into_iter().any(|i| matches!(view.at(i).shape, Shape::Comma | Shape::Dash | Shape::Close));
    let last = subject.end.saturating_sub(1);
    let plural = match subject.form {
        Form::Pronoun => view.is_any(last, "i we you they"),
        Form::Name => {
            view.at(last).mention.is_none_or(|(_, label)| label == Label::Group) && view.word(last).ends_with('s')
        }
        Form::Nominal => {
            view.word(last).ends_with('s')
                || view.is(last, Classes::INDEFINITE)
                || view.is_any(last, "police people men women spokespeople media")
        }
    };
    let relative = view.is_any(last, "who");
    if verb.form == VerbForm::Base {
        return adjacent && (plural || relative);
    }
    let noun_like = verb.ambiguous || verb.category == VERDICT;
    let definite_plural = plural && subject.form == Form::Pronoun;
    !definite_plural && (adjacent || aside || !noun_like)
}

/// Whether the word at `before` makes a noun of the next one: `the claim`, `of note`, `her remarks`.
fn makes_noun(view: &View<'_>, before: usize) -> bool {
    let word = view.at(before);
    word.outside()
        && (word.is(Classes::DETERMINER) && !word.is(Classes::INDEFINITE)
            || word.is(Classes::PREPOSITION)
            || word.possessive)
}

/// Whether the verb at `at` comes right after a quotation, so that its subject may follow it.
fn follows_quotation(clause: Clause<'_>, at: usize, verb: Verb) -> bool {
    let Clause { view, sources, words: sentence, .. } = clause;
    let Some(before) = at.checked_sub(1) else { return false };
    // `“x” called NAME`, `“x” suggests that`: what judges or goes on after a fragment has its subject before.
    if verb.category == VERDICT {
        return false;
    }
    if !view.outside(before) {
        return final_stop(view, before).is_some() || !view.outside(sentence.start);
    }
    if !view.has(before, Shape::Comma) {
        return false;
    }
    if before.checked_sub(1).is_some_and(|i| !view.outside(i)) {
        return true;
    }
    // `“…” in the summer, said NAME`: a comma, the verb, a name, and no subject before.
    let quoted = sentence.clone().take_while(|&i| i < at).any(|i| !view.outside(i));
    let named = sources.iter().any(|s| s.first == at + 1 && s.form != Form::Pronoun);
    let subject_before = sources.iter().any(|s| sentence.start <= s.first && s.end <= at && s.form != Form::Nominal);
    quoted && named && !subject_before && !verb.ambiguous
}
