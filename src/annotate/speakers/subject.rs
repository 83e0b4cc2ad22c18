//! The subject of a verb of saying, without a parser: the phrases beside it, past adverbs, asides, prepositional
//! phrases and relative clauses. Imports: `view`, `lexicon`, `sources`.

use super::sources::{Form, Source};
use super::view::{Shape, View};
use crate::annotation::Label;
use crate::lexicon::speech::{Classes, Entry};
use std::ops::Range;

/// How many words a descriptive run between an inverted verb and its subject may have: `said lead author NAME`.
const MAX_DESCRIPTION: usize = 5;
/// How far back the determiner of a noun phrase with an unknown head may stand.
const MAX_PHRASE: usize = 7;

/// The subject right of the verb at `verb`, before `end`: `said NAME`.
pub(super) fn right(view: &View<'_>, sources: &[Source], verb: usize, end: usize) -> Option<Source> {
    let mut at = verb + 1;
    while at < end && view.outside(at) && view.is(at, Classes::ADVERB) {
        at += 1;
    }
    if let Some(source) = sources.iter().find(|source| source.first == at) {
        // `said Ada’s longtime business partner Ben Dale`: the name at the end of the phrase.
        let owned = sources.iter().find(|next| {
            (source.end..source.end + MAX_DESCRIPTION).contains(&next.first) && next.is_person(view) && !next.possessive
        });
        let owned = owned.filter(|next| source.possessive && (source.end..next.first).all(|i| view.is_word(i)));
        return Some(owned.map_or(*source, |next| Source { first: source.first, ..*next }));
    }
    if view.is(at, Classes::DETERMINER) && !view.is_any(at, "that") {
        // `said the 46-year-old`: a phrase whose head nobody knows.
        let stop = (at + 1..end.min(at + MAX_DESCRIPTION)).find(|&i| !view.outside(i) || !view.is_word(i));
        return stop.or((end <= at + MAX_DESCRIPTION).then_some(end)).map(|stop| Source::nominal(at, stop));
    }
    for i in at..end.min(at + MAX_DESCRIPTION) {
        let word = view.at(i);
        let stops = !word.outside()
            || matches!(word.shape, Shape::Comma | Shape::Stop | Shape::Semicolon | Shape::Colon)
            || word.is(Classes::PREPOSITION)
            || view.is_any(i, "that");
        if stops {
            return None;
        }
        if let Some(source) = sources.iter().find(|source| source.first == i && source.form != Form::Pronoun) {
            return Some(Source { first: at, ..*source });
        }
    }
    None
}

/// The subject left of the verb at `verb`, not before `start`.
pub(super) fn left(view: &View<'_>, sources: &[Source], verb: usize, start: usize) -> Option<Source> {
    let mut at = verb;
    loop {
        at = at.checked_sub(1).filter(|&at| at >= start && view.outside(at))?;
        if !is_adverbial(view, at) {
            break;
        }
    }
    if view.is_any(at, "and but") {
        // `NAME did this and said`: the first phrase of the clause.
        return first_free(view, sources, &(start..at));
    }
    for _ in 0..4 {
        if at < start || !view.outside(at) {
            return None;
        }
        if let Some(source) = sources.iter().find(|source| source.holds(at) && !source.possessive) {
            match through(view, sources, source, start) {
                Found::Subject(subject) => return Some(subject),
                Found::Look(next) => at = next?,
            }
            continue;
        }
        let shape = view.at(at).shape;
        if shape == Shape::Comma && at > start && view.has(at - 1, Shape::Close) {
            at -= 1;
            continue;
        }
        if shape == Shape::Close {
            // `NAME (R-Wis.) said`: step over the brackets.
            let open = (start..at).rev().find(|&i| view.has(i, Shape::Open))?;
            at = open.checked_sub(1)?;
            continue;
        }
        if matches!(shape, Shape::Comma | Shape::Dash) {
            return apposed(view, sources, at, start);
        }
        return unknown_head(view, sources, at, start);
    }
    None
}

enum Found {
    Subject(Source),
    /// Look further, from here.
    Look(Option<usize>),
}

/// A source beside the verb is its subject, unless a preposition governs it or it is a relative pronoun.
fn through(view: &View<'_>, sources: &[Source], source: &Source, start: usize) -> Found {
    let before = source.first.checked_sub(1).filter(|&before| before >= start);
    // `Ada Bell of the University of Norwick, South Bay said`: one name.
    let own = view.at(source.first).mention;
    let name = (start..source.first).rev().take_while(|&at| own.is_some() && view.at(at).mention == own).last();
    if name.is_some() {
        return Found::Look(name);
    }
    let governed = before.filter(|&at| {
        let word = view.at(at);
        word.outside() && word.is(Classes::PREPOSITION) && !view.is_any(at, "as after before since like than")
    });
    let head = governed.and_then(|preposition| preposition.checked_sub(1));
    let outer = head.and_then(|head| {
        let outer = sources.iter().find(|outer| outer.holds(head)).copied();
        // `the lead author of the study`: back to the determiner.
        outer.or_else(|| Some(Source::nominal(phrase_start(view, head, start, MAX_DESCRIPTION)?, head)))
    });
    let before_participle = before_participle(view, outer.map_or(source.first, |outer| outer.first), start);
    if before_participle.is_some() {
        return Found::Look(before_participle);
    }
    if governed.is_some() {
        let whole = |outer| Found::Subject(Source { end: source.end, possessive: false, ..outer });
        return outer.map_or(Found::Look(head), whole);
    }
    // `Ada Bell of worldwide relief group X said`: plain words between the preposition and its phrase.
    let plain = |at: &usize| {
        let word = view.at(*at);
        word.outside() && word.shape == Shape::Word && !word.capital && word.entry == Entry::default()
    };
    let adjectives = (start..source.first).rev().take_while(plain).count();
    let preposition = source.first.checked_sub(adjectives + 1).filter(|&at| adjectives > 0 && at > start);
    if let Some(preposition) = preposition.filter(|&at| view.outside(at) && view.is_any(at, "of from with at"))
        && let Some(outer) = sources.iter().find(|outer| outer.holds(preposition - 1) && outer.is_person(view))
    {
        return Found::Subject(Source { end: source.end, possessive: false, ..*outer });
    }
    // `Ada Bell of Norwick, Ohio said`: the place belongs to what stands before its comma.
    let place = own.is_some_and(|(_, label)| label == Label::Place);
    if let Some(comma) = before.filter(|&at| place && view.outside(at) && view.has(at, Shape::Comma))
        && let Some(outer) = sources.iter().find(|outer| outer.end == comma && outer.form != Form::Pronoun)
    {
        return Found::Subject(Source { possessive: false, ..*outer });
    }
    if view.is_any(source.first, "who") {
        let comma = before.filter(|&at| view.has(at, Shape::Comma));
        return Found::Look(comma.map_or(before, |comma| comma.checked_sub(1)));
    }
    Found::Subject(*source)
}

/// The word before `in relaying` where that governs the phrase from `first` on: `NAME in relaying the news said`. What a
/// participle governs is no subject.
fn before_participle(view: &View<'_>, first: usize, start: usize) -> Option<usize> {
    let at = first.checked_sub(2).filter(|&at| at > start)?;
    let (preposition, verb) = (view.at(at), view.at(at + 1));
    let governs = preposition.outside() && verb.outside() && preposition.is(Classes::PREPOSITION);
    (governs && view.word(at + 1).ends_with("ing")).then_some(at - 1)
}

/// The determiner that starts the phrase ending at `head`, at most `reach` words back.
fn phrase_start(view: &View<'_>, head: usize, start: usize, reach: usize) -> Option<usize> {
    for at in (start..=head).rev().take(reach) {
        let word = view.at(at);
        if !word.outside() || !word.is_word() && word.shape != Shape::Other {
            return None;
        }
        if word.is(Classes::DETERMINER) {
            return (!view.is_any(at, "that")).then_some(at);
        }
    }
    None
}

/// `NAME, the mayor of Y, said`; `NAME, who had left, said`: the phrase that ends at an earlier comma or dash.
fn apposed(view: &View<'_>, sources: &[Source], comma: usize, start: usize) -> Option<Source> {
    let low = (start..comma).rev().find(|&at| !view.outside(at)).map_or(start, |at| at + 1);
    // `The delegate to Norwick, Ada Bell, said`: the name stands in apposition itself.
    let beside = sources.iter().find(|source| source.end == comma && !source.possessive && source.is_person(view));
    if let Some(person) = beside.filter(|s| s.first > low && view.has(s.first - 1, Shape::Comma)) {
        return Some(*person);
    }
    let mut candidate = None;
    for at in (low..comma).rev() {
        if !matches!(view.at(at).shape, Shape::Comma | Shape::Dash) {
            continue;
        }
        let Some(source) = sources.iter().find(|source| source.end == at && !source.possessive) else { continue };
        let before =
            source.first.checked_sub(1).filter(|&before| before >= low).map(|before| (before, view.at(before)));
        let Some((before_at, before)) = before else { return Some(*source) };
        let after_comma = matches!(before.shape, Shape::Comma | Shape::Dash);
        let clause_start = after_comma
            || before.is(Classes::ADVERB)
            || before.is(Classes::ROLE)
            || before.verb().is_some_and(|verb| !verb.ambiguous)
            || view.is_any(before_at, "and but as while when that because after if");
        if clause_start {
            candidate = Some(*source);
            if !after_comma {
                break;
            }
        } else if !before.is(Classes::PREPOSITION) {
            candidate = candidate.or(Some(*source));
        }
    }
    candidate.or_else(|| sources.iter().find(|s| low <= s.first && s.end <= comma && !s.possessive).copied())
}

/// A phrase whose head the lexicon does not know: from its determiner to the verb; or the nearest phrase before.
fn unknown_head(view: &View<'_>, sources: &[Source], at: usize, start: usize) -> Option<Source> {
    for i in (start..=at).rev().take(MAX_PHRASE) {
        let word = view.at(i);
        if !word.outside() || !word.is_word() && word.shape != Shape::Other || word.verb().is_some() {
            break;
        }
        if word.is(Classes::DETERMINER) && !view.is_any(i, "that") {
            let before = before_participle(view, i, start);
            let outer = before.and_then(|before| sources.iter().find(|s| s.holds(before) && !s.possessive));
            return Some(outer.copied().unwrap_or(Source::nominal(i, at + 1)));
        }
    }
    let near =
        |s: &&Source| start <= s.first && s.end <= at + 1 && !s.possessive && (s.first..at).all(|i| view.outside(i));
    let governed = |s: &Source| {
        s.first.checked_sub(1).is_some_and(|before| before >= start && view.is(before, Classes::PREPOSITION))
    };
    let free = sources.iter().rev().filter(near).find(|s| !governed(s));
    free.or_else(|| sources.iter().rev().find(near)).copied()
}

fn is_adverbial(view: &View<'_>, at: usize) -> bool {
    let word = view.at(at);
    let adverb = !word.capital && word.bare.len() > 4 && word.bare.of(view.text).ends_with("ly");
    word.is(Classes::ADVERB.with(Classes::AUXILIARY).with(Classes::CALENDAR)) || adverb
}

/// The subject that the words `range` of one sentence may have: the first phrase that no preposition governs and that
/// owns nothing; after an opening like `In May, …` or `When it rained, …` the first one after a comma.
pub(super) fn first_free(view: &View<'_>, sources: &[Source], range: &Range<usize>) -> Option<Source> {
    let from = sources.partition_point(|source| source.first < range.start);
    let to = sources.partition_point(|source| source.first <= range.end + 1);
    let sources = sources.get(from..to)?;
    let free = |s: &&Source| {
        let before = s.first.checked_sub(1).filter(|&before| before >= range.start).map(|before| view.at(before));
        let subordinate = s.first > 0 && view.is_any(s.first - 1, "as after before since");
        let governed = !subordinate && before.is_some_and(|word| word.outside() && word.is(Classes::PREPOSITION));
        let bracketed = before.is_some_and(|word| word.shape == Shape::Open);
        range.start <= s.first && s.end <= range.end && !s.possessive && !governed && !bracketed
    };
    let opening = view.is(range.start, Classes::PREPOSITION)
        || view.word(range.start).ends_with("ing")
        || view.is_any(range.start, "when while although though because if once asked");
    let place = |s: &Source| view.at(s.first).mention.is_some_and(|(_, label)| label == Label::Place);
    let after_comma = |s: &&Source| s.first > range.start && view.has(s.first - 1, Shape::Comma) && !place(s);
    let main = opening.then(|| sources.iter().filter(free).find(after_comma)).flatten();
    let subject = main.or_else(|| sources.iter().find(free))?;
    Some(named(view, sources, subject))
}

/// `source`, or the person named beside it: `the mayor of Norwick, [Ada Bell],`.
pub(super) fn named(view: &View<'_>, sources: &[Source], source: &Source) -> Source {
    let comma = |at: usize| view.outside(at) && view.has(at, Shape::Comma);
    let beside = sources.iter().find(|next| {
        next.first == source.end + 1 && comma(source.end) && comma(next.end) && !next.possessive && next.is_person(view)
    });
    *beside.filter(|_| source.form == Form::Nominal && source.name.is_none()).unwrap_or(source)
}
