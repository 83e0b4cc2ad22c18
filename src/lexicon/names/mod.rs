//! The names that the lexicon knows and the records they may stand for.
//! Imports: `key`, `pack`, `class`, `text`, `token`.
//!
//! Records come in two parts with names of their own: those that the news names oftenest, in `en.lexicon`, and the others,
//! in `en.names`, which may load later or not at all. Case, marks on letters, stops, apostrophes and hyphens do not count
//! when names are looked up; how a name is written comes back as evidence ([`Case`]).

mod part;
mod query;
mod walk;
mod write;

pub use write::{NewRecord, Written, write};

use super::class::Class;
use super::pack::{Format, Pack};
use crate::error::Error;
use crate::text::Span;
use crate::token::Token;
use part::Part;
use query::{FEW_TOKENS, Query, case_of, first_word};

/// The file of the names that the news names less often.
pub const MORE_NAMES: Format = Format { tag: *b"name", name: "en.names", version: 1 };

/// Longest name, and longest key, in bytes.
const LONGEST: usize = 120;
const PARTS: usize = 2;
/// A record's number is its part, then its number there.
const PART_SHIFT: u32 = 24;

/// How a name is written in the text, beside how the lexicon writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Some letter that ought to be a capital is small: `ukraine`.
    Lower,
    /// Each word that starts with a capital does so here too; others differ: `Nato`, `UKRAINE`.
    Capital,
    /// Letter for letter the same.
    Exact,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMatch {
    /// Its number in each part.
    names: [Option<u32>; PARTS],
    /// Number of tokens that it covers.
    pub n_tokens: usize,
    /// Its bytes.
    pub span: Span,
    /// How it is written.
    pub case: Case,
    /// Whether it is one word that is also an everyday word, or a given name or surname and not well known otherwise: a
    /// capital is then no evidence for it.
    pub everyday: bool,
}

/// What the lexicon knows of a person, place or thing, beside its card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its kind.
    pub class: Class,
    /// ISO 3166-1 alpha-2, where it belongs to one country.
    pub country: Option<[u8; 2]>,
    /// 12 · log2(1 + w), where w estimates in how many of 37,554 news articles it is named: a factor of 3 is 19.
    pub prior: u8,
    /// Whether others bear the name who are not here: to be linked only with evidence.
    pub shared: bool,
}

/// Where the card of a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardPlace {
    /// The number of the card piece.
    pub piece: u8,
    /// Its place there.
    pub place: u16,
    /// The edition of the names, which that of the piece has to be.
    pub edition: u32,
}

/// All names and records, as far as they are loaded.
#[derive(Debug, Default)]
pub struct Names {
    parts: [Option<Part>; PARTS],
}

impl Names {
    /// Takes in the names of `en.lexicon`; none where the file has none.
    pub fn load(&mut self, pack: &Pack<'_>) -> Result<(), Error> {
        let [part, _] = &mut self.parts;
        *part = Part::has_names(pack).then(|| Part::load(pack)).transpose()?;
        Ok(())
    }

    /// Takes in the names of `en.names`.
    pub fn load_more(&mut self, pack: &Pack<'_>) -> Result<(), Error> {
        let [_, part] = &mut self.parts;
        *part = Part::has_names(pack).then(|| Part::load(pack)).transpose()?;
        Ok(())
    }

    /// The longest name that starts with the first of `tokens`, which are tokens of `text` in a row: no name goes on past
    /// the last. No allocation.
    pub fn longest_match(&self, text: &str, tokens: &[Token]) -> Option<NameMatch> {
        let first = tokens.first()?.span.of(text);
        // Names that start small are few (al-Qaeda).
        let small = first.starts_with(char::is_lowercase).then(|| first_word(first));
        let parts = || self.parts.iter().enumerate().filter_map(|(index, part)| Some((index, part.as_ref()?)));
        let parts = parts().filter(|(_, part)| small.is_none_or(|word| part.starts_small(word)));
        let mut few = None;
        let mut all = None;
        let mut best: Option<NameMatch> = None;
        for (index, part) in parts {
            // Most names are short: only where a few tokens do not tell are more read.
            let few = few.get_or_insert_with(|| Query::new(text, tokens.get(..FEW_TOKENS).unwrap_or(tokens)));
            let Some((name, n_tokens)) = part.longest(few, || all.get_or_insert_with(|| Query::new(text, tokens)))
            else {
                continue;
            };
            if best.is_some_and(|best| n_tokens < best.n_tokens) {
                continue;
            }
            let span = Span::new(tokens.first()?.span.start(), tokens.get(n_tokens - 1)?.span.end());
            let case = case_of(span.of(text), part.writing(name).str());
            let everyday = part.is_everyday(name);
            let found = match &mut best {
                Some(best) if best.n_tokens == n_tokens => {
                    best.case = best.case.max(case);
                    best.everyday &= everyday;
                    best
                }
                _ => best.insert(NameMatch { names: [None; PARTS], n_tokens, span, case, everyday }),
            };
            *found.names.get_mut(index)? = Some(name);
        }
        best
    }

    /// The records that a name may stand for: first those that it is the main name of, the most frequent first.
    pub fn records(&self, found: &NameMatch) -> impl Iterator<Item = u32> {
        let parts = self.parts.iter().zip(found.names).enumerate();
        parts
            .filter_map(|(index, (part, name))| Some((index as u32, part.as_ref()?.records(name?))))
            .flat_map(|(part, records)| records.map(move |record| part << PART_SHIFT | record))
    }

    /// What is known of a record.
    pub fn record(&self, record: u32) -> Option<Record> {
        let (part, record) = self.part(record)?;
        part.record(record)
    }

    /// The name that a card shows for a record.
    pub fn main_name(&self, record: u32) -> Option<String> {
        let (part, record) = self.part(record)?;
        part.main_name(record)
    }

    /// Where the card of a record is.
    pub fn card_place(&self, record: u32) -> Option<CardPlace> {
        let (part, record) = self.part(record)?;
        part.card_place(record)
    }

    fn part(&self, record: u32) -> Option<(&Part, u32)> {
        let part = self.parts.get((record >> PART_SHIFT) as usize)?.as_ref()?;
        Some((part, record & ((1 << PART_SHIFT) - 1)))
    }
}

#[cfg(test)]
mod tests;
