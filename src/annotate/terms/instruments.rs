//! Named instruments that no list can hold, by their form: acts, cases, orders, resolutions, treaties, committees.
//! Imports: `document`, `token`, `lexicon::glossary`, `annotate::terms::view`.
//!
//! Only what its own words give away is taken: a title-cased name that ends in `Act`, two parties with `v.` between them,
//! `Executive Order` with a number. Bare numbers (`Section 5`) count only beside the law that they are a part of.

use super::view::View;
use crate::lexicon::glossary::Instrument;
use crate::list::WordList;
use crate::token::TokenKind;
use std::ops::Range;

/// Small words inside a name: `Freedom of Information Act`.
const JOINTS: WordList = WordList("of and for the on to in against");

/// Words that end the name of an instrument.
const ENDS: WordList = WordList("Act Amendment Bill Treaty Accord Committee Directive Summit");

/// What a provision may be part of.
const LAWS: WordList = WordList(
    "Accord Act Agreement Basic Charter Code Convention Covenant Directive Protocol Regulation Statute Treaty",
);

/// The words for parts of a law.
const PROVISIONS: WordList = WordList("Article Section Title Chapter Clause Rule Annex");

const YEARS: std::ops::RangeInclusive<u32> = 1800..=2099;

/// Appends the instruments of `sentence`, in order; they may overlap terms of the glossary.
pub(super) fn find(view: &View<'_>, sentence: &Range<u32>, found: &mut Vec<(Range<u32>, Instrument)>) {
    for at in sentence.clone() {
        let next = instrument(view, sentence, at);
        if let Some((tokens, class)) = next.filter(|(tokens, _)| tokens.end <= sentence.end) {
            while found.last().is_some_and(|(last, _)| last.end > tokens.start && last.len() < tokens.len()) {
                found.pop();
            }
            if found.last().is_none_or(|(last, _)| last.end <= tokens.start) {
                found.push((tokens, class));
            }
        }
    }
}

/// The instrument whose telling word is token `at`.
fn instrument(view: &View<'_>, sentence: &Range<u32>, at: u32) -> Option<(Range<u32>, Instrument)> {
    let word = view.word(at);
    // All but few words of an article.
    if word.starts_with(|char: char| char.is_ascii_lowercase() && char != 'v') && !word.contains(char::is_uppercase) {
        return None;
    }
    if matches!(word, "v." | "v" | "vs." | "vs") {
        return court_case(view, sentence, at);
    }
    if is_year(word) {
        return of_year(view, at);
    }
    if !view.has_capital(at) {
        return None;
    }
    by_word(view, sentence, at).filter(|(tokens, _)| !view.is_in_title_case(tokens))
}

/// The instrument that the capitalised word at `at` tells of.
fn by_word(view: &View<'_>, sentence: &Range<u32>, at: u32) -> Option<(Range<u32>, Instrument)> {
    let word = view.word(at);
    let name = || {
        let start = view.name_back(sentence, at, JOINTS)?;
        // `the Corker Amendment and the Safer Streets Bill` are two.
        let other = (start..at).rev().find(|at| ENDS.has(view.word(*at)));
        let start = other.map_or(Some(start), |other| (other + 1..at).find(|at| view.has_capital(*at)));
        start.filter(|start| *start < at)
    };
    let number = |at: u32| view.kind(at) == Some(TokenKind::Number);
    match word {
        "Act" => Some((name()?..after_year(view, at + 1), Instrument::Act)),
        "Bill" if !view.has_capital(at + 1) => Some((name()?..after_year(view, at + 1), Instrument::Bill)),
        "Amendment" if !view.has_capital(at + 1) => Some((name()?..at + 1, Instrument::Amendment)),
        "Amendment" => None,
        "Order" if view.word(at.checked_sub(1)?) == "Executive" && number(at + 1) => {
            Some((at - 1..at + 2, Instrument::ExecutiveOrder))
        }
        "Resolution" if number(at + 1) && view.names(sentence, &["Security", "UN", "U.N.", "Nations"]) => {
            Some((at..at + 2, Instrument::Resolution))
        }
        "Directive" if view.is_european() => Some((name()?..at + 1, Instrument::Directive)),
        "Regulation" if view.is_european() => Some((name()?..at + 1, Instrument::Regulation)),
        "Treaty" | "Accord" | "Accords" | "Protocol" | "Pact" if !view.has_capital(at + 1) => {
            let onward = view.name_onward(at, WordList("of on"));
            let start = name().or((onward > at + 1).then_some(at))?;
            Some((start..after_year(view, onward), Instrument::Treaty))
        }
        "Convention" if view.word(at + 1) == "on" => {
            let onward = view.name_onward(at, WordList("on"));
            (onward > at + 2).then(|| (name().unwrap_or(at)..after_year(view, onward), Instrument::Treaty))
        }
        "Summit" if !view.has_capital(at + 1) => Some((name()?..at + 1, Instrument::Summit)),
        "Operation" if view.has_capital(at + 1) => {
            Some((at..view.name_onward(at, WordList("")), Instrument::Operation))
        }
        "Committee" if !view.has_capital(at + 1) => {
            let start = name()?;
            let of_parliament = matches!(view.word(start), "House" | "Senate" | "Commons" | "Lords")
                || (start..at).any(|at| view.word(at) == "Select");
            of_parliament.then_some((start..at + 1, Instrument::Committee))
        }
        _ if PROVISIONS.has(word) => provision(view, at),
        _ => None,
    }
}

/// `Brown v. Board of Education`.
fn court_case(view: &View<'_>, sentence: &Range<u32>, at: u32) -> Option<(Range<u32>, Instrument)> {
    let before = at.checked_sub(1).filter(|before| view.has_capital(*before))?;
    let start = view.name_back(sentence, before, WordList("of and the"))?;
    let after = if view.word(at + 1) == "." { at + 2 } else { at + 1 };
    view.has_capital(after).then(|| (start..view.name_onward(after, WordList("of")), Instrument::CourtCase))
}

/// `Article 8` where `of the Paris Agreement` follows. A constitution without a country's name says too little.
fn provision(view: &View<'_>, at: u32) -> Option<(Range<u32>, Instrument)> {
    let numbered = view.kind(at + 1) == Some(TokenKind::Number) || is_roman(view.word(at + 1));
    if !numbered || !matches!(view.word(at + 2), "of" | "in") {
        return None;
    }
    let of_law = (at + 3..at + 10).find(|at| LAWS.has(view.word(*at)))?;
    let joined = (at + 3..of_law)
        .all(|at| view.has_capital(at) || matches!(view.word(at), "the" | "its" | "’s" | "'s" | "of" | "on"));
    joined.then_some((at..at + 2, Instrument::Provision))
}

/// `2024 presidential election`, `the 2025 Budget`.
fn of_year(view: &View<'_>, at: u32) -> Option<(Range<u32>, Instrument)> {
    let end = (at + 1..at + 4)
        .find(|at| matches!(view.word(*at), "election" | "elections" | "referendum" | "budget" | "Budget"))?;
    let plain = (at + 1..end).all(|at| view.kind(at) == Some(TokenKind::Word) && view.word(at).len() > 4);
    let class = if view.word(end).eq_ignore_ascii_case("budget") { Instrument::Budget } else { Instrument::Election };
    plain.then_some((at..end + 1, class))
}

/// Past `of 1964`, where that follows.
fn after_year(view: &View<'_>, at: u32) -> u32 {
    if view.word(at) == "of" && is_year(view.word(at + 1)) { at + 2 } else { at }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| YEARS.contains(&year))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
}
