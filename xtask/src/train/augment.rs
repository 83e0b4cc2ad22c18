//! Our own marks written anew: sentences with other names in them (mention replacement, Dai and Adel 2020), as headlines in title
//! case, and in capitals. Imports: `newsgloss`, `corpus`, `train::{lists, random, schemes}`.
//!
//! Headlines are few in the corpora, and their people come from few countries. Only GREEN tables of ../shared/data/knowledge are read.

use std::path::Path;

use anyhow::Result;
use newsgloss::document::Document;
use newsgloss::list::WordList;
use newsgloss::text::{SourceText, Span};

use super::lists::{cell, rows};
use super::random::Random;
use super::schemes::{Corpus, Scheme};
use crate::corpus::{Gold, Row};

/// What is written anew, as a corpus.
pub(super) const CORPUS: Corpus = Corpus { name: "written anew", scheme: Scheme::Ours, articles: false, weight: 0.3 };

/// Shares of the sentences with names that get other names, and then come in title case and in capitals.
const REPLACED: f32 = 0.5;
const HEADLINES: f32 = 0.4;
const SHOUTED: f32 = 0.25;
/// Words that headlines in title case write small.
const SMALL: WordList = WordList("a an and as at but by for in of on or the to up v. with");
/// Of a sentence in title case or capitals, so many words at most: the length of a long headline.
const MAX_WORDS: usize = 16;
/// Cities from this size are put in the place of others.
const MIN_POPULATION: u32 = 200_000;
/// Companies by size that are taken.
const N_COMPANIES: usize = 2_000;

/// Variants of the sentences of `rows`.
pub(super) fn rewritten(rows: &[Row], stock: &Stock, random: &mut Random) -> Vec<Row> {
    let mut variants = Vec::new();
    for row in sentences(rows) {
        let other = if random.chance(REPLACED) { stock.replaced(&row, random) } else { None };
        let base = other.as_ref().unwrap_or(&row);
        if random.chance(SHOUTED) {
            variants.extend(shouted(base));
        }
        if random.chance(HEADLINES) {
            variants.extend(headline(base));
        }
        variants.extend(other);
    }
    variants
}

/// Each sentence of `rows` that holds a name, as a row of its own.
fn sentences(rows: &[Row]) -> Vec<Row> {
    let mut sentences = Vec::new();
    for row in rows {
        let source = SourceText::from_plain(&row.text);
        let document = Document::new(&source);
        for sentence in document.sentences() {
            let span = document.span_of(sentence);
            let inside = row.entities.iter().filter(|gold| span.contains(gold.span));
            let shift = |at: u32| at - span.start();
            let entities: Vec<Gold> = inside
                .map(|gold| Gold { span: Span::new(shift(gold.span.start()), shift(gold.span.end())), ..gold.clone() })
                .collect();
            let whole = row.entities.iter().filter(|gold| gold.span.overlaps(span)).count() == entities.len();
            if whole && !entities.is_empty() {
                sentences.push(Row { id: row.id.clone(), text: span.of(&row.text).to_owned(), entities });
            }
        }
    }
    sentences
}

/// `row` in capitals, or none where that moves its letters.
fn shouted(row: &Row) -> Option<Row> {
    let text = row.text.to_uppercase();
    let fits = text.len() == row.text.len() && row.text.split_whitespace().count() <= MAX_WORDS;
    fits.then(|| Row { text, ..row.clone() })
}

/// `row` as a headline in title case.
fn headline(row: &Row) -> Option<Row> {
    if row.text.split_whitespace().count() > MAX_WORDS {
        return None;
    }
    let mut text = String::with_capacity(row.text.len());
    for word in row.text.split_inclusive(char::is_whitespace) {
        let first = word.chars().next().filter(|_| !SMALL.has(word.trim_end()));
        match first
            .filter(|char| char.is_lowercase() && char.to_uppercase().all(|upper| upper.len_utf8() == char.len_utf8()))
        {
            Some(char) => {
                text.extend(char.to_uppercase());
                text.push_str(&word[char.len_utf8()..]);
            }
            None => text.push_str(word),
        }
    }
    let text = text.strip_suffix('.').map_or(text.clone(), str::to_owned);
    let inside = row.entities.iter().all(|gold| gold.span.end() as usize <= text.len());
    inside.then(|| Row { text, ..row.clone() })
}

/// Names to put in the place of others.
pub(super) struct Stock {
    people: Vec<(String, String)>,
    places: Vec<String>,
    companies: Vec<String>,
}

impl Stock {
    /// The names of the tables in `folder`.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut people = Vec::new();
        for row in rows(folder, "politicians_wikidata_2022.tsv")? {
            let name = cell(&row, 1);
            let words: Vec<&str> = name.split(' ').collect();
            if let [given, surname] = words.as_slice() {
                let plain = |word: &str| {
                    word.len() > 1
                        && word.starts_with(char::is_uppercase)
                        && word.chars().all(|char| char.is_alphabetic() || char == '-')
                };
                if plain(given) && plain(surname) {
                    people.push(((*given).to_owned(), (*surname).to_owned()));
                }
            }
        }
        let mut places = Vec::new();
        for row in rows(folder, "cities_geonames_pop50k.tsv")? {
            if cell(&row, 4).parse::<u32>().is_ok_and(|population| population >= MIN_POPULATION) {
                places.push(cell(&row, 1).to_owned());
            }
        }
        let mut companies = Vec::new();
        for row in rows(folder, "companies_sec_tickers.tsv")?.iter().take(N_COMPANIES) {
            if let Some(name) = company(cell(row, 1)) {
                companies.push(name);
            }
        }
        Ok(Self { people, places, companies })
    }

    /// `row` with its people and places of one or two words and its companies called otherwise; none where nothing changes.
    fn replaced(&self, row: &Row, random: &mut Random) -> Option<Row> {
        let mut marks: Vec<&Gold> = row.entities.iter().collect();
        marks.sort_by_key(|gold| gold.span.start());
        let (mut text, mut entities, mut end) = (String::new(), Vec::new(), 0);
        let mut changed = false;
        let (given, surname) = self.people.get(random.below(self.people.len()))?;
        for gold in marks {
            if (gold.span.start() as usize) < end {
                return None;
            }
            text.push_str(&row.text[end..gold.span.start() as usize]);
            let old = gold.span.of(&row.text);
            let words = old.split(' ').count();
            let plain = old.chars().all(|char| char.is_alphabetic() || char == ' ') && old.contains(char::is_lowercase);
            let new = match (gold.label.as_str(), words) {
                ("PER", 1) if plain => Some(surname.clone()),
                ("PER", 2) if plain => Some(format!("{given} {surname}")),
                ("LOC", 1) if plain => self.places.get(random.below(self.places.len())).cloned(),
                ("ORG", 1) if plain => self.companies.get(random.below(self.companies.len())).cloned(),
                _ => None,
            };
            changed |= new.is_some();
            let start = text.len() as u32;
            text.push_str(new.as_deref().unwrap_or(old));
            entities.push(Gold { span: Span::new(start, text.len() as u32), ..gold.clone() });
            end = gold.span.end() as usize;
        }
        text.push_str(&row.text[end..]);
        changed.then(|| Row { id: row.id.clone(), text, entities })
    }
}

/// The name of a company as news writes it: without its legal form, in small letters where the register shouts.
fn company(registered: &str) -> Option<String> {
    let words = registered.split([' ', ',', '/']).filter(|word| !word.is_empty());
    let mut name: Vec<String> = Vec::new();
    for word in words {
        let folded = word.trim_end_matches('.').to_lowercase();
        if FORMS.has(&folded) {
            break;
        }
        let shouted = word.len() > 3 && !word.contains(char::is_lowercase);
        name.push(if shouted { format!("{}{}", &word[..1], word[1..].to_lowercase()) } else { word.to_owned() });
    }
    let plain = name.iter().all(|word| word.chars().all(char::is_alphabetic) && word.is_ascii());
    ((1..=2).contains(&name.len()) && plain).then(|| name.join(" "))
}

/// Legal forms, folded.
const FORMS: WordList = WordList(
    "adr ag co company corp corporation de etf fund group holding holdings inc limited llc lp ltd n.v nv oyj plc s.a sa se spa trust",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, names: &[(&str, &str)]) -> Row {
        let entities = names.iter().map(|&(name, label)| {
            let start = text.find(name).unwrap() as u32;
            let span = Span::new(start, start + name.len() as u32);
            Gold { span, label: label.to_owned(), original: label.to_owned() }
        });
        Row { id: String::new(), text: text.to_owned(), entities: entities.collect() }
    }

    fn marked(row: &Row) -> Vec<&str> {
        row.entities.iter().map(|gold| gold.span.of(&row.text)).collect()
    }

    #[test]
    fn capitals_leave_the_marks_where_they_are() {
        let base = row("Kato met the mayor of Rome.", &[("Kato", "PER"), ("Rome", "LOC")]);
        let headline = headline(&base).unwrap();
        assert_eq!(headline.text, "Kato Met the Mayor of Rome");
        assert_eq!(marked(&headline), ["Kato", "Rome"]);
        let shouted = shouted(&base).unwrap();
        assert_eq!(marked(&shouted), ["KATO", "ROME"]);
        // A small letter of two bytes whose capital has one.
        assert!(super::shouted(&row("in Diyarbakır", &[("Diyarbakır", "LOC")])).is_none());
    }

    #[test]
    fn other_names_take_the_place_of_names() {
        let stock = Stock {
            people: vec![("Ana".to_owned(), "Silva".to_owned())],
            places: vec!["Lomé".to_owned()],
            companies: vec!["Acme".to_owned()],
        };
        let base = row(
            "Joe Roe of Fiat met the FBI in Rome; Roe left.",
            &[("Joe Roe", "PER"), ("Fiat", "ORG"), ("FBI", "ORG"), ("Rome", "LOC")],
        );
        let other = stock.replaced(&base, &mut Random::new(1)).unwrap();
        assert_eq!(other.text, "Ana Silva of Acme met the FBI in Lomé; Roe left.");
        assert_eq!(marked(&other), ["Ana Silva", "Acme", "FBI", "Lomé"]);
        assert!(stock.replaced(&row("the FBI said", &[("FBI", "ORG")]), &mut Random::new(1)).is_none());
    }

    #[test]
    fn companies_are_called_as_news_calls_them() {
        assert_eq!(company("MICROSOFT CORP").as_deref(), Some("Microsoft"));
        assert_eq!(company("Apple Inc.").as_deref(), Some("Apple"));
        assert_eq!(company("XYZ 3D Fund"), None);
    }
}
