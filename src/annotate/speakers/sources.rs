//! Who can be a speaker: names, pronouns, nominals, indefinites, documents and bodies. Imports: `view`, `lexicon`.

use super::view::{Shape, View, Word};
use crate::annotation::Label;
use crate::lexicon::speech::{Classes, Form as VerbForm};
use std::ops::Range;

/// The form of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Name,
    Pronoun,
    /// A noun phrase: `officials`, `the report`, `a spokesman for the company`, `one`.
    Nominal,
}

/// A phrase that can be the subject of a verb of saying: the words `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) form: Form,
    /// Whether it owns what follows, and so is no subject itself.
    pub(super) possessive: bool,
    /// The words of the name that it is, where its head is one: `police spokesman [Ada Bell]`.
    pub(super) name: Option<(usize, usize)>,
}

impl Source {
    pub(super) fn nominal(first: usize, end: usize) -> Self {
        Self { first, end, form: Form::Nominal, possessive: false, name: None }
    }

    /// Whether it is a person by name: seen so by the annotator of names, or by a given name that the lexicon knows.
    pub(super) fn is_person(&self, view: &View<'_>) -> bool {
        let Some((first, end)) = self.name else { return false };
        let labelled = (first..end).find_map(|i| view.at(i).mention).map(|(_, label)| label);
        labelled.map_or_else(
            || end - first >= 2 && view.is(first, Classes::MALE.with(Classes::FEMALE)),
            |label| label == Label::Person,
        )
    }

    pub(super) fn holds(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at)
    }
}

/// A nominal whose head is this many words away is another phrase's.
const MAX_NOMINAL: usize = 9;

/// Appends the sources of one sentence to `sources`, in order.
pub(super) fn find(view: &View<'_>, sentence: &Range<usize>, sources: &mut Vec<Source>) {
    let first_new = sources.len();
    let mut at = sentence.start;
    while at < sentence.end {
        let found = source_at(view, sentence, at);
        at = found.map_or(at + 1, |source| source.end);
        if let Some(source) = found {
            push_joined(view, sources, first_new, source);
        }
    }
}

/// Appends `source`, or joins it to the one before: `a spokesman for X`, `X’s campaign`.
fn push_joined(view: &View<'_>, sources: &mut Vec<Source>, first_new: usize, source: Source) {
    let nominal_or_name = source.form != Form::Pronoun;
    if let Some(last) = sources.get_mut(first_new..).and_then(<[Source]>::last_mut) {
        let linked = source.first == last.end + 1
            && last.form == Form::Nominal
            && nominal_or_name
            && view.is_any(last.end, "for of from with at in");
        if linked {
            last.end = source.end;
            last.possessive = source.possessive;
            return;
        }
        // `Ada’s longtime business partner`: plain words between the owner and the noun.
        let plain = |i: usize| {
            let word = view.at(i);
            let unknown = word.verb().is_none() && word.entry.classes == Classes::EMPTY;
            word.outside() && word.shape == Shape::Word && !word.capital && unknown
        };
        let gap = source.first - last.end.min(source.first);
        let owned = last.possessive && nominal_or_name && gap <= 3 && (last.end..source.first).all(plain);
        let linked_name = last.name.is_some_and(|(_, end)| end < last.end);
        if owned && linked_name {
            // `Ada Bell of the town’s council`: still Ada Bell.
            last.end = source.end;
            last.possessive = source.possessive;
            return;
        }
        if owned {
            *last = Source { first: last.first, form: Form::Nominal, ..source };
            return;
        }
    }
    sources.push(source);
}

fn source_at(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Source> {
    let word = view.at(at);
    if !word.outside() {
        return None;
    }
    if starts_name(view, sentence, at) {
        return Some(name(view, sentence, at));
    }
    if word.is(Classes::PRONOUN) && !view.is_any(at, "you") {
        return Some(Source { first: at, end: at + 1, form: Form::Pronoun, possessive: false, name: None });
    }
    nominal(view, sentence, at)
}

fn starts_name(view: &View<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let word = view.at(at);
    if !word.is_name_like() {
        return false;
    }
    let next = view.at(at + 1);
    let modal = view.is_any(at, "may will can");
    if word.mention.is_some() {
        // `Then Acme`: a word that starts the sentence, taken into the name.
        let starts = at == sentence.start && word.is(Classes::STARTER) && !modal;
        return !(starts && next.is_name_like());
    }
    let before = view.at(at.wrapping_sub(1));
    let initial =
        at == sentence.start || !before.outside() || matches!(before.shape, Shape::Colon | Shape::Dash | Shape::Open);
    if word.is(Classes::STARTER) && (initial || !modal) {
        return false;
    }
    // `Frankly, …`: an adverb that opens the sentence.
    let adverb = initial && word.bare.of(view.text).ends_with("ly") && view.has(at + 1, Shape::Comma);
    !adverb && (!initial || view.at(at + 1).is_name_like() || may_be_name(view, at))
}

/// Whether a word that is capitalised by its place may be a name all the same: it is no plain noun or participle, and
/// what a subject or an address goes on with follows.
fn may_be_name(view: &View<'_>, at: usize) -> bool {
    let word = view.at(at);
    let plain = word.is(Classes::ROLE) && !word.is(Classes::TITLE);
    let participle = word.bare.of(view.text).ends_with("ing");
    let next = view.at(at + 1);
    let goes_on = word.possessive
        || !next.outside()
        || says_or_helps(next)
        || matches!(next.shape, Shape::Comma | Shape::Open | Shape::Dash | Shape::Colon)
        || view.is_any(at + 1, "and of who")
        || next.is(Classes::ADVERB)
        || view.word(at + 1).ends_with("ed")
        || view.word(at + 1).ends_with("ly")
        || next.shape == Shape::Stop;
    !plain && !participle && goes_on
}

fn name(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Source {
    let part = |i: usize| i < sentence.end && view.outside(i) && view.at(i).is_name_like();
    let mut end = at + 1;
    let mut linked = None;
    while end < sentence.end && view.outside(end) && !view.at(end - 1).possessive {
        let word = view.at(end);
        let names = part(end) && (!word.is(Classes::STARTER) || word.mention.is_some());
        if names {
            end += 1;
            continue;
        }
        let article = usize::from(view.is_any(end + 1, "the"));
        if (word.is(Classes::PARTICLE) || view.is_any(end, "&")) && part(end + 1) {
            end += 1;
        } else if view.is_any(end, "of") && part(end + 1 + article) && !view.is(end - 1, Classes::CALENDAR) {
            linked = linked.or(Some(end));
            end += 1 + article;
        } else {
            break;
        }
    }
    // `Ada Bell of the Coast Guard`: the name is what stands before the link.
    let name_end = linked.unwrap_or(end);
    Source { first: at, end, form: Form::Name, possessive: view.at(end - 1).possessive, name: Some((at, name_end)) }
}

fn nominal(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Option<Source> {
    let word = view.at(at);
    // `that` opens a clause far more often than a phrase.
    let determiner = (word.is(Classes::DETERMINER) || word.shape == Shape::Number) && !view.is_any(at, "that");
    if !(determiner || word.is(Classes::ROLE) || word.is(Classes::INDEFINITE) || word.possessive) {
        return None;
    }
    let (mut end, mut head) = (at, None);
    while end < sentence.end && view.outside(end) && end - at < MAX_NOMINAL {
        let word = view.at(end);
        // `a radio interview NAME said`: the name is another phrase.
        let other_name =
            end > at + 1 && word.is_name_like() && !view.at(end - 1).capital && view.has(end - 1, Shape::Word);
        if word.is(Classes::ROLE) && !(other_name && head.is_none()) {
            head = Some(end);
        } else if end > at && (breaks_nominal(word) || other_name) {
            // `the comments called`: a word that is a verb elsewhere is the head where a verb follows. `a bold comment`: so
            // is its base after a singular.
            let noun = word.verb().is_some_and(|verb| {
                let base = verb.form == VerbForm::Base && view.is_any(at, "a an the");
                verb.ambiguous && end + 1 < sentence.end && (base || says_or_helps(view.at(end + 1)))
            });
            end += usize::from(noun);
            break;
        }
        end += 1;
    }
    if let Some(head) = head {
        let mut last = head + 1;
        while last < sentence.end && !view.at(last - 1).possessive && view.outside(last) {
            let word = view.at(last);
            if !(word.is_name_like() && (!word.is(Classes::STARTER) || word.mention.is_some())) {
                break;
            }
            last += 1;
        }
        let name = (last > head + 1).then_some((head + 1, last));
        return Some(Source {
            first: at,
            end: last,
            form: Form::Nominal,
            possessive: view.at(last - 1).possessive,
            name,
        });
    }
    let verb_follows = |i: usize| i < sentence.end && view.outside(i) && says_or_helps(view.at(i));
    if word.is(Classes::INDEFINITE)
        && (verb_follows(at + 1) || view.is_any(at + 1, "of who") || view.has(at + 1, Shape::Comma))
    {
        return Some(Source::nominal(at, at + 1));
    }
    // An unknown head: `the alliance said`.
    let excluded = view.is_any(at, "that this no more most all such");
    // `a swiftly called meeting`: an adverb is no head.
    let headless = view.word(end.saturating_sub(1)).ends_with("ly");
    (determiner && !excluded && end > at + 1 && !headless && verb_follows(end)).then(|| Source::nominal(at, end))
}

fn says_or_helps(word: &Word) -> bool {
    word.verb().is_some() || word.is(Classes::AUXILIARY)
}

fn breaks_nominal(word: &Word) -> bool {
    word.is(Classes::PREPOSITION)
        || word.is(Classes::AUXILIARY)
        || word.is(Classes::PRONOUN)
        || word.verb().is_some()
        || !word.is_word() && word.shape != Shape::Other
}
