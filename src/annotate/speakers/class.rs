//! Speech, a term in quotation marks or the title of a work. Imports: `view`, `attach`, `lexicon`, `quotes`, `annotation`.

use super::attach::{Attribution, Place, Route};
use super::view::{Shape, View};
use crate::annotate::quotes::Marking;
use crate::annotation::{Label, QuotationClass};
use crate::lexicon::speech::{Classes, VERDICT};
use std::ops::Range;

/// How many words may stand between a word that names the term and the marks: `known as the`.
const NAMING_REACH: usize = 3;
/// How far after a title the date of its publication may stand, in words.
const MAX_CITATION: usize = 9;
/// A cue this strong makes even a capitalised stretch speech.
const SPOKEN: f32 = 7.0;
/// Verbs that name and never judge.
const NAMED: &str = "named names nicknamed christened";
/// Longer stretches are no terms.
const MAX_TERM: usize = 5;

/// What the rules look at.
struct Look<'a> {
    view: &'a View<'a>,
    sentence: &'a Range<usize>,
    place: &'a Place,
    n_words: usize,
    /// All words but small ones are capitalised.
    titled: bool,
    /// The score of the cue, where one attributes the stretch.
    cue: Option<f32>,
    /// Whether that cue stands in the sentence of the stretch.
    own_cue: bool,
}

/// The class of the stretch at `place`; `None` where it is no quotation at all: no words, code, a headline's marks.
pub(super) fn classify(
    view: &View<'_>,
    sentence: &Range<usize>,
    place: &Place,
    marking: Marking,
    attribution: Option<&Attribution>,
) -> Option<QuotationClass> {
    let words: Vec<usize> = place.words.clone().filter(|&i| view.is_word(i)).collect();
    let first = *words.iter().find(|&&i| view.word(i).chars().any(char::is_alphabetic))?;
    let before = place.words.start.checked_sub(1).map(|before| view.at(before));
    if before.is_some_and(|word| word.bare.of(view.text) == "=") {
        return None;
    }
    if marking == Marking::Single {
        return sentence_is_prose(view, sentence).then_some(QuotationClass::Phrase);
    }
    // A chain counts where its cue stands in this sentence: `called it “x” and a “y”`.
    let here = |a: &&Attribution| a.cue.is_some_and(|(first, _)| sentence.contains(&first));
    let cue = attribution
        .filter(|a| matches!(a.route, Route::Cue | Route::Near) || a.route == Route::Chain && (place.whole || here(a)));
    let cue = cue.map(|a| a.score);
    let own_cue = attribution.is_some_and(|a| a.route == Route::Cue);
    let titled = is_titled(view, &words);
    let look = Look { view, sentence, place, n_words: words.len(), titled, cue, own_cue };
    if look.is_work() {
        return Some(QuotationClass::Title);
    }
    if look.is_term() {
        return Some(QuotationClass::Phrase);
    }
    Some(if look.is_direct(first) { QuotationClass::Direct } else { QuotationClass::Partial })
}

/// A headline has no full stop.
fn sentence_is_prose(view: &View<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().rev().take(3).any(|i| view.has(i, Shape::Stop))
}

/// Whether all words but small ones are capitalised.
fn is_titled(view: &View<'_>, words: &[usize]) -> bool {
    const SMALL: &str = "the a an of and in on for to at by with from is v v. vs vs.";
    let clitic = |i: usize| view.word(i).starts_with(['\'', '’']);
    words.iter().all(|&i| view.at(i).capital || clitic(i) || view.has(i, Shape::Number) || view.is_any(i, SMALL))
        && words.iter().any(|&i| view.at(i).capital)
}

impl Look<'_> {
    fn before(&self) -> usize {
        self.place.words.start.wrapping_sub(1)
    }

    /// The words between the start of the sentence, or the last quotation, and the marks, nearest first.
    fn run_up(&self) -> impl Iterator<Item = usize> + '_ {
        (self.sentence.start..self.place.words.start).rev().take_while(|&i| self.view.outside(i))
    }

    /// The title of a work: capitalised, after a noun for a work, or after a possessive or preposition (`on ABC’s “X”`).
    fn is_work(&self) -> bool {
        if self.is_cited() {
            return true;
        }
        if !self.titled || self.place.stop == Some('?') {
            return false;
        }
        if self.work_named()
            && self.cue.is_none_or(|cue| cue < SPOKEN || self.n_words <= MAX_TERM)
            && self.place.stop != Some('!')
        {
            return true;
        }
        let before = self.view.at(self.before());
        let possessive = before.outside() && before.possessive;
        if possessive || before.outside() && self.n_words >= 2 && self.view.is_any(self.before(), "on") {
            return true;
        }
        let placed = before.outside()
            && (before.shape == Shape::Open || self.view.is_any(self.before(), "on of in from for to"));
        placed && self.n_words >= 2 && self.is_noun_phrase()
    }

    /// A noun for a work right before the marks, or with a naming word between: `the film “X”`, `a film called “X”`.
    fn work_named(&self) -> bool {
        let naming = |&i: &usize| self.view.is(i, Classes::NAMING) || self.view.is_any(i, "titled entitled");
        let comma = |&i: &usize| self.view.has(i, Shape::Comma);
        let mut run = self.run_up().skip_while(comma).skip_while(naming);
        run.next().is_some_and(|i| self.view.is(i, Classes::WORK)) || self.view.is_any(self.before(), "titled entitled")
    }

    /// An entry of a list of sources: `“X” — The Norwick Herald, May 3`.
    fn is_cited(&self) -> bool {
        let after = self.place.words.end;
        let mut rest = after..(after + MAX_CITATION).min(self.view.words.len());
        self.place.stop.is_none()
            && self.view.outside(after)
            && self.view.has(after, Shape::Dash)
            && rest.any(|i| self.view.is(i, Classes::CALENDAR))
    }

    /// Whether what follows the marks goes on with the sentence, so that the stretch is a part of it and not speech
    /// with its cue.
    fn is_noun_phrase(&self) -> bool {
        let next = self.view.at(self.place.words.end);
        self.place.stop.is_none_or(|stop| stop == ',')
            && self.cue.is_none_or(|cue| cue < SPOKEN || next.shape != Shape::Stop)
    }

    /// A term: named (`so-called “x”`), describing a noun (“X” policy), subject of its sentence, or short without a cue.
    fn is_term(&self) -> bool {
        if self.is_named() {
            return true;
        }
        let capitals = self.titled && (self.n_words >= 2 || self.cue.is_none());
        if self.place.stop.is_some_and(|stop| stop != ',') && self.own_cue {
            return false;
        }
        if self.n_words <= MAX_TERM && self.describes_noun() && (capitals || !self.own_cue) {
            return true;
        }
        if self.n_words <= MAX_TERM && self.is_subject() {
            return true;
        }
        let sentence = self.place.whole && matches!(self.place.stop, Some('.' | '?' | '!'));
        if capitals && !sentence && self.cue.is_none_or(|cue| cue < SPOKEN) && self.place.stop != Some('?') {
            return true;
        }
        self.n_words <= 2 && self.cue.is_none()
    }

    /// `so-called “x”`, `known as the “x”`, `the term “x”`, `was dubbed “x”`, `a website called “x”`, `named their boat “x”`.
    fn is_named(&self) -> bool {
        let mut object = false;
        for i in self.run_up().take(NAMING_REACH + 1) {
            let word = self.view.at(i);
            if word.is(Classes::NAMING) {
                return if object { self.view.is_any(i, NAMED) } else { self.names_here(i) };
            }
            let plain = word.shape == Shape::Word && !word.capital && word.entry.verb.is_none();
            object = plain
                && (i == self.before() || object)
                && (word.is(Classes::DETERMINER) || word.entry.classes == Classes::EMPTY);
            if !object && !self.view.is_any(i, "as a an the it is was him her them only") {
                return false;
            }
        }
        false
    }

    /// Whether the naming word at `at` names: a participle does, an active verb with its subject beside it judges.
    fn names_here(&self, at: usize) -> bool {
        let Some(verb) = self.view.at(at).verb() else { return true };
        if verb.category != VERDICT {
            return false;
        }
        let mut before = (self.sentence.start..at).rev().skip_while(|&i| self.view.is(i, Classes::ADVERB));
        let active = before.next().is_none_or(|i| {
            let word = self.view.at(i);
            let thing = word.mention.is_some_and(|(_, label)| {
                matches!(label, Label::Facility | Label::Work | Label::Product | Label::Event)
            });
            !word.outside()
                || word.is(Classes::PRONOUN.with(Classes::ROLE))
                || word.is_name_like() && !thing
                || !word.is_word()
                || self.view.is_any(i, "and have has had")
        });
        !active || self.view.is_any(at, NAMED)
    }

    /// A noun follows right after the marks: no punctuation inside them, a plain word that is no function word or verb.
    fn describes_noun(&self) -> bool {
        let next = self.view.at(self.place.words.end);
        let plain = Classes::PREPOSITION
            .with(Classes::AUXILIARY)
            .with(Classes::ADVERB)
            .with(Classes::PRONOUN)
            .with(Classes::DETERMINER)
            .with(Classes::STARTER);
        self.place.stop.is_none()
            && next.outside()
            && next.shape == Shape::Word
            && !next.capital
            && next.verb().is_none_or(|verb| verb.ambiguous)
            && !next.is(plain)
            && !self.view.is_any(self.place.words.end, "that who which because where nor")
    }

    /// The stretch is the subject of its sentence: `“X” is …`, `The “X” calls for …`.
    fn is_subject(&self) -> bool {
        let opens = self.run_up().all(|i| self.view.is(i, Classes::DETERMINER) || self.view.is_any(i, "and but"));
        let next = self.view.at(self.place.words.end);
        opens && self.place.stop.is_none() && next.outside() && next.is(Classes::AUXILIARY)
    }

    /// Whether no other quotation stands before it in its sentence.
    fn opens(&self) -> bool {
        (self.sentence.start..self.place.words.start).all(|i| self.view.outside(i))
    }

    /// A whole quotation rather than words inside a sentence of the author's.
    fn is_direct(&self, first: usize) -> bool {
        let view = self.view;
        if self.place.whole || !self.run_up().any(|i| view.is_word(i)) && self.opens() {
            return true;
        }
        let before = view.at(self.before());
        if matches!(before.shape, Shape::Comma | Shape::Colon) {
            return true;
        }
        let says = before.verb().is_some_and(|verb| verb.category != VERDICT);
        let capital = view.at(first).capital && view.at(first).mention.is_none() && !view.is_any(first, "i");
        capital && (says || before.is_word()) && !self.titled || says && self.n_words >= 4 && !view.is_any(first, "to")
    }
}
