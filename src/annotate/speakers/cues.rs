//! Cues: the words and marks that say who speaks, each with its subject. Imports: `view`, `lexicon`, `sources`, `subject`.

use super::lexicon::{COGNITION, COURSE, Classes, Entry, Form as VerbForm, VERDICT, Verb};
use super::sentences::final_stop;
use super::sources::{Form, Source};
use super::subject;
use super::view::{Shape, View};
use crate::annotation::Label;
use std::ops::Range;

/// What kind of cue it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CueKind {
    Verb(Verb),
    /// `according to NAME`.
    According,
    /// `“…” — NAME`.
    Dash,
    /// `NAME: “…”`.
    Colon,
}

/// A cue with its subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Its words.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Index of its sentence in the block.
    pub(super) sentence: usize,
    pub(super) subject: Source,
    pub(super) kind: CueKind,
    /// How surely it says that someone speaks, 0–1.
    pub(super) weight: f32,
    /// Whether the subject follows.
    pub(super) inverted: bool,
    /// Whether it is a participle: `saying`.
    pub(super) participle: bool,
    /// Whether it is part of what an earlier cue of its sentence says.
    pub(super) embedded: bool,
}

impl Cue {
    /// Whether it judges: then what it quotes follows it.
    pub(super) fn is_verdict(&self) -> bool {
        matches!(self.kind, CueKind::Verb(verb) if verb.category == VERDICT)
    }
}

/// The weight of a verb that only its place shows to be one of saying.
const UNKNOWN: f32 = 0.75;
/// The category of manner and emotion.
const MANNER: u8 = 10;
/// Below this a cue is not surely a verb.
const AMBIGUOUS_WEIGHT: f32 = 0.7;
/// A cue below this may be no speech at all, and no participle continues it.
const HESITANT: f32 = 0.5;
/// `to say` is said less surely than `said`.
const INFINITIVE: f32 = 0.6;
/// So is `can say`.
const MODALS: [&str; 9] = ["can", "could", "may", "might", "must", "should", "would", "ca", "wo"];
/// So is what an `it` says.
const IMPERSONAL: f32 = 0.8;
/// A colon without a verb of saying before it.
const BARE_COLON: f32 = 0.7;
/// How far before a colon its verb may stand, in words.
const COLON_REACH: usize = 12;

/// Appends the cues of one sentence to `cues`, in order.
pub(super) fn find(view: &View<'_>, sources: &[Source], sentence: (usize, &Range<usize>), cues: &mut Vec<Cue>) {
    let (index, words) = sentence;
    let first_new = cues.len();
    for at in words.clone() {
        let word = view.at(at);
        if !word.outside() {
            continue;
        }
        let earlier = cues.get(first_new..).unwrap_or(&[]);
        let cue = match word.shape {
            Shape::Word => match word.verb() {
                Some(verb) => verb_cue(view, sources, words, at, verb, earlier),
                None if view.is_any(at, &["according"]) && view.is_any(at + 1, &["to"]) => {
                    according(sources, at, at + 2)
                }
                None if view.is_any(at, &["per"]) => {
                    according(sources, at, at + 1).filter(|cue| cue.subject.first == at + 1)
                }
                None if view.is_any(at, &["in"]) => in_words_of(view, sources, words, at),
                None => unknown_verb(view, sources, words, at),
            },
            Shape::Dash => dash(view, sources, words, at),
            Shape::Colon => colon(view, sources, words, at, earlier),
            _ => None,
        };
        let cue = cue.map(|cue| Cue { sentence: index, ..cue });
        let embedded =
            cue.is_some_and(|cue| cues.get(first_new..).unwrap_or(&[]).iter().any(|outer| governs(view, outer, &cue)));
        cues.extend(cue.map(|cue| Cue { embedded, ..cue }));
    }
}

/// Whether `inner` is part of what `outer` says: `NAME said the committee thought it “x”`. A verb of saying proper
/// inside starts a quotation of its own.
fn governs(view: &View<'_>, outer: &Cue, inner: &Cue) -> bool {
    let weak = |verb: Verb| verb.ambiguous || matches!(verb.category, VERDICT | COGNITION | COURSE);
    let (CueKind::Verb(outside), CueKind::Verb(inside)) = (outer.kind, inner.kind) else { return false };
    let between = outer.end..inner.subject.first;
    let breaks = |i: usize| {
        !view.at(i).outside()
            || view.at(i).shape == Shape::Comma
                && view.is_any(i + 1, &["and", "but", "while", "as", "although", "though"])
    };
    !weak(outside)
        && (weak(inside) || inner.weight < AMBIGUOUS_WEIGHT)
        && !outer.inverted
        && !inner.inverted
        && outer.end <= inner.subject.first
        && !between.into_iter().any(breaks)
}

fn verb_cue(
    view: &View<'_>,
    sources: &[Source],
    sentence: &Range<usize>,
    at: usize,
    verb: Verb,
    earlier: &[Cue],
) -> Option<Cue> {
    let word = view.at(at);
    if word.capital && at != sentence.start {
        return None;
    }
    let before = at.checked_sub(1).filter(|&before| before >= sentence.start);
    let participle = verb.form == VerbForm::Participle;
    let infinitive = before.is_some_and(|before| view.is_any(before, &["to"]) && view.at(before).outside());
    if !participle && !infinitive && before.is_some_and(|before| makes_noun(view, before)) {
        return None;
    }
    // `if asked`, `as promised`: no subject of its own.
    if verb.form == VerbForm::Past
        && before.is_some_and(|b| view.is_any(b, &["if", "when", "as", "than", "once", "unless", "though"]))
    {
        return None;
    }
    // `“…” comments`: a noun that the quotation describes.
    let described = verb.ambiguous && before.is_some_and(|b| !view.at(b).outside() && final_stop(view, b).is_none());
    if described && !sources.iter().any(|source| source.first == at + 1) {
        return None;
    }
    let hesitant = infinitive
        && !before.and_then(|to| to.checked_sub(1)).is_some_and(|i| {
            view.is_any(i, &["on", "went", "continued", "began", "wants", "want", "used", "has", "had", "goes"])
        });

    if verb.hearer && is_passive(view, sentence, at) {
        // `was told`: the subject hears; who speaks stands after `by`.
        let agent = sources.iter().find(|s| (at + 2..=at + 3).contains(&s.first) && view.is_any(at + 1, &["by"]))?;
        let weight = verb.weight;
        return Some(Cue { weight, ..other(at, at + 1, *agent, CueKind::Verb(verb), weight, true) });
    }
    let after_quotation = !participle && follows_quotation(view, sources, sentence, at, verb);
    let (mut subject, mut inverted) = (None, false);
    if (after_quotation || at == sentence.start) && !participle {
        subject = subject::right(view, sources, at, sentence.end);
        inverted = subject.is_some();
    }
    if subject.is_none() && !participle {
        let start = (sentence.start..at).rev().find(|&i| !view.at(i).outside()).map_or(sentence.start, |i| i + 1);
        subject = subject::left(view, sources, at, start);
        if subject.is_none() && start > sentence.start {
            // `NAME did “x” and said`: the subject of the sentence.
            subject = subject::first_free(view, sources, &(sentence.start..at));
        }
    }
    if participle {
        subject = participle_subject(view, sources, sentence, at, verb, earlier);
    }
    let subject = subject::named(view, sources, &subject?);
    if !infinitive && !inverted && !agrees(view, &subject, at, verb) {
        return None;
    }
    // `a plan called “x”`: nobody calls it so, it is named.
    let named =
        verb.category == VERDICT && verb.form == VerbForm::Past && subject.end == at && !view.at(at + 1).outside();
    let thing = subject.form == Form::Nominal
        && subject.name.is_none()
        && !(subject.first..at).any(|i| view.at(i).is(Classes::ROLE));
    if named && thing {
        return None;
    }
    let mut weight = verb.weight;
    let modal = (subject.end.min(at)..at).any(|i| view.is_any(i, &MODALS));
    if hesitant || modal {
        weight *= INFINITIVE;
    }
    if subject.form == Form::Pronoun && view.is_any(subject.first, &["it"]) {
        weight *= IMPERSONAL;
    }
    Some(Cue {
        first: at,
        end: at + 1,
        sentence: 0,
        subject,
        kind: CueKind::Verb(verb),
        weight,
        inverted,
        participle,
        embedded: false,
    })
}

/// Whether the verb at `at` is a passive: a form of `be` before it.
fn is_passive(view: &View<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let mut before = (sentence.start..at)
        .rev()
        .take_while(|&i| view.at(i).outside() && (view.at(i).is(Classes::AUXILIARY) || view.at(i).is(Classes::ADVERB)));
    before.any(|i| view.is_any(i, &["was", "were", "is", "are", "been", "be", "being", "got", "'s", "’s"]))
        && view.at(at).verb().is_some_and(|verb| verb.form == VerbForm::Past)
}

/// Whether `verb` at `at` can have `subject`, by its form: a base needs an auxiliary or a plural right beside it, an
/// ambiguous or judging word in -s is a noun after words that are no subject of it.
fn agrees(view: &View<'_>, subject: &Source, at: usize, verb: Verb) -> bool {
    let between = subject.end.min(at)..at.max(subject.end);
    let auxiliary = between.clone().any(|i| view.at(i).is(Classes::AUXILIARY));
    if auxiliary || subject.first > at || matches!(verb.form, VerbForm::Past | VerbForm::Participle) {
        return true;
    }
    let adjacent = between.clone().all(|i| view.at(i).is(Classes::ADVERB) || view.word(i).ends_with("ly"));
    let aside = between.into_iter().any(|i| matches!(view.at(i).shape, Shape::Comma | Shape::Dash | Shape::Close));
    let last = subject.end.saturating_sub(1);
    let plural = match subject.form {
        Form::Pronoun => view.is_any(last, &["i", "we", "you", "they"]),
        Form::Name => {
            view.at(last).mention.is_none_or(|(_, label)| label == Label::Group) && view.word(last).ends_with('s')
        }
        Form::Nominal => {
            view.word(last).ends_with('s')
                || view.at(last).is(Classes::INDEFINITE)
                || view.is_any(last, &["police", "people", "men", "women", "spokespeople", "media"])
        }
    };
    let relative = view.is_any(last, &["who"]);
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
fn follows_quotation(view: &View<'_>, sources: &[Source], sentence: &Range<usize>, at: usize, verb: Verb) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    // `“x” called NAME`, `“x” suggests that`: what judges or goes on after a fragment has its subject before.
    if verb.category == VERDICT {
        return false;
    }
    if !view.at(before).outside() {
        return final_stop(view, before).is_some() || !view.at(sentence.start).outside();
    }
    if view.at(before).shape != Shape::Comma {
        return false;
    }
    if before.checked_sub(1).is_some_and(|i| !view.at(i).outside()) {
        return true;
    }
    // `“…” in the summer, said NAME`: a comma, the verb, a name, and no subject before.
    let quoted = sentence.clone().take_while(|&i| i < at).any(|i| !view.at(i).outside());
    let named = sources.iter().any(|s| s.first == at + 1 && s.form != Form::Pronoun);
    let subject_before = sources.iter().any(|s| sentence.start <= s.first && s.end <= at && s.form != Form::Nominal);
    quoted && named && !subject_before && !verb.ambiguous
}

/// `…, saying`: the subject of the clause before; `Calling it “x”, NAME …`: the one after the comma; `quoted NAME as
/// saying`, `footage of NAME asking`: the phrase beside it.
fn participle_subject(
    view: &View<'_>,
    sources: &[Source],
    sentence: &Range<usize>,
    at: usize,
    verb: Verb,
    earlier: &[Cue],
) -> Option<Source> {
    let before = at.saturating_sub(1);
    let adverbs = (sentence.start..at).rev().take_while(|&i| view.at(i).is(Classes::ADVERB)).count();
    let beside = |end: usize| sources.iter().find(|s| s.end == end && !s.possessive);
    let relay = earlier.iter().rev().find(|cue| matches!(cue.kind, CueKind::Verb(verb) if verb.relay));
    let quoted = view.is_any(before, &["as"]).then(|| {
        let object =
            relay.and_then(|cue| sources.iter().find(|s| s.first >= cue.end && s.end <= before && !s.possessive));
        object.or_else(|| beside(before))
    });
    let quoted = quoted.flatten();
    let with = beside(at - adverbs).filter(|source| {
        let governed = source
            .first
            .checked_sub(1)
            .is_some_and(|i| view.at(i).is(Classes::PREPOSITION) || view.is_any(i, &["and"]));
        if source.first.checked_sub(1).is_some_and(|i| view.is_any(i, &["with"])) {
            return true;
        }
        let personal = source.form == Form::Pronoun || source.is_person(view);
        personal && (governed || verb.category != VERDICT && !verb.ambiguous)
    });
    if let Some(source) = quoted.or(with) {
        return Some(*source);
    }
    if let Some(cue) =
        earlier.iter().rev().find(|cue| !cue.embedded && cue.weight >= HESITANT && !is_relative(view, cue))
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

/// Whether a relative pronoun joins a cue to its subject: `an architect who said`.
fn is_relative(view: &View<'_>, cue: &Cue) -> bool {
    let after = cue.subject.end + usize::from(view.at(cue.subject.end).shape == Shape::Comma);
    let joined = after < cue.first && view.is_any(after, &["who", "which", "that"]);
    joined || view.is_any(cue.subject.first, &["who"])
}

fn according(sources: &[Source], first: usize, end: usize) -> Option<Cue> {
    let subject = *sources.iter().find(|source| (end..=end + 4).contains(&source.first))?;
    Some(other(first, end, subject, CueKind::According, 1.0, true))
}

/// `in NAME’s words`, `in the words of NAME`.
fn in_words_of(view: &View<'_>, sources: &[Source], sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let words = (at + 1..sentence.end.min(at + 7)).find(|&i| view.is_any(i, &["words"]) && view.at(i).outside())?;
    let owner = |s: &&Source| s.end == words && s.possessive || s.first == words + 2 && view.is_any(words + 1, &["of"]);
    let subject = *sources.iter().find(owner)?;
    Some(other(at, words + 1, Source { possessive: false, ..subject }, CueKind::According, 1.0, true))
}

/// `“…!” beamed NAME`, `“…,” NAME retaliated`: a verb that no lexicon knows, right where one of saying stands.
fn unknown_verb(view: &View<'_>, sources: &[Source], sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let word = view.at(at);
    let stem = word.bare.of(view.text);
    if word.capital || !stem.ends_with("ed") || stem.len() < 5 || word.entry != Entry::default() {
        return None;
    }
    let spoken = |end: usize| {
        let last = end.checked_sub(1).filter(|&last| last >= sentence.start && !view.at(last).outside())?;
        final_stop(view, last).filter(|stop| matches!(stop, ',' | '?' | '!'))
    };
    let kind = CueKind::Verb(Verb {
        category: MANNER,
        weight: UNKNOWN,
        core: false,
        hearer: false,
        relay: false,
        ambiguous: true,
        form: VerbForm::Past,
    });
    if spoken(at).is_some() {
        let subject = subject::right(view, sources, at, sentence.end)?;
        return Some(other(at, at + 1, subject, kind, UNKNOWN, true));
    }
    let subject = sources
        .iter()
        .find(|s| s.end == at && !s.possessive && s.form != Form::Nominal || s.end == at && s.name.is_some())?;
    // `“…,” an angry NAME retaliated`: the words that describe the name are the author's.
    let describes = |&i: &usize| view.at(i).outside() && view.at(i).is_word() && view.at(i).verb().is_none();
    let described = (sentence.start..subject.first).rev().take(2).take_while(describes).count();
    spoken(subject.first - described)?;
    Some(other(at, at + 1, *subject, kind, UNKNOWN, false))
}

/// `“…” — NAME`, as a signature or before a comma.
fn dash(view: &View<'_>, sources: &[Source], sentence: &Range<usize>, at: usize) -> Option<Cue> {
    let after_quotation = at.checked_sub(1).is_some_and(|before| !view.at(before).outside());
    if !after_quotation {
        return None;
    }
    let subject = *sources.iter().find(|s| s.first == at + 1 && s.form == Form::Name)?;
    let next = view.at(subject.end);
    let signs = subject.end >= sentence.end || matches!(next.shape, Shape::Comma | Shape::Stop) || !next.outside();
    signs.then(|| other(at, at + 1, subject, CueKind::Dash, 1.0, true))
}

/// `NAME: “…”`, or the verb of saying before the colon again, which is nearer here.
fn colon(view: &View<'_>, sources: &[Source], sentence: &Range<usize>, at: usize, earlier: &[Cue]) -> Option<Cue> {
    if at + 1 >= sentence.end || view.at(at + 1).outside() {
        return None;
    }
    if let Some(cue) =
        earlier.iter().rev().find(|cue| !cue.embedded && !is_relative(view, cue) && at - cue.first < COLON_REACH)
    {
        return Some(Cue { inverted: false, participle: false, weight: 1.0, ..*cue })
            .map(|cue| Cue { kind: CueKind::Colon, ..cue });
    }
    // `NAME: “…”`, `… — NAME: “…”`, `From the report: “…”`.
    let labels = |s: &&Source| {
        s.end == at
            && (s.first == sentence.start
                || s.first.checked_sub(1).is_some_and(|i| view.at(i).shape == Shape::Dash || view.is_any(i, &["from"])))
    };
    if let Some(subject) = sources.iter().find(labels) {
        return Some(other(at, at + 1, *subject, CueKind::Colon, 1.0, false));
    }
    let subject = subject::first_free(view, sources, &(sentence.start..at))?;
    Some(other(at, at + 1, subject, CueKind::Colon, BARE_COLON, false))
}

fn other(first: usize, end: usize, subject: Source, kind: CueKind, weight: f32, inverted: bool) -> Cue {
    Cue { first, end, sentence: 0, subject, kind, weight, inverted, participle: false, embedded: false }
}
