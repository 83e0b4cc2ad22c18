//! Which words stand in the names of people and places: lists from public tables. Imports: `newsgloss`, `root`.
//!
//! Only GREEN tables of ../shared/data/knowledge are read; what ships is one bit for each list and hashed word.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use newsgloss::text::Span;
use newsgloss::token::tokenize;

use super::heads;
use crate::root;

/// The lists, by their bit in [`newsgloss::tagger::table::Entry::lists`].
#[derive(Debug, Clone, Copy)]
enum List {
    Given,
    Surname,
    Country,
    Place,
    PlacePart,
    Demonym,
    Acronym,
    Company,
    FacilityNoun,
    EventNoun,
    LawNoun,
    OrganizationNoun,
    PlaceNoun,
    ProductNoun,
}

/// A name part counts as one when so many people of the tables have it.
const MIN_BEARERS: u32 = 3;
/// The commonest surnames of the US census that are taken.
const N_SURNAMES: usize = 12_000;
/// Cities from this size.
const MIN_POPULATION: u32 = 50_000;

/// The folder of the tables.
pub(super) fn folder() -> PathBuf {
    root::root().join("../shared/data/knowledge")
}

/// The bits of every listed word.
pub(super) fn read() -> Result<BTreeMap<String, u16>> {
    let folder = &folder();
    let mut lists = Lists(BTreeMap::new());
    people(folder, &mut lists)?;
    places(folder, &mut lists)?;
    for row in rows(folder, "us_federal_agencies.tsv")? {
        lists.acronym(cell(&row, 1));
    }
    for row in rows(folder, "parties_partyfacts_2026.tsv")? {
        cell(&row, 2).split('|').for_each(|alias| lists.acronym(alias));
    }
    for row in rows(folder, "companies_sp500_2026.tsv")? {
        if let Some(first) = words(cell(&row, 1)).first() {
            lists.add(first, List::Company);
        }
    }
    for (nouns, list) in [
        (heads::FACILITY, List::FacilityNoun),
        (heads::EVENT, List::EventNoun),
        (heads::LAW, List::LawNoun),
        (heads::ORGANIZATION, List::OrganizationNoun),
        (heads::PLACE, List::PlaceNoun),
        (heads::PRODUCT, List::ProductNoun),
    ] {
        for noun in nouns.words() {
            *lists.0.entry(noun.to_owned()).or_default() |= 1 << list as u16;
        }
    }
    Ok(lists.0)
}

struct Lists(BTreeMap<String, u16>);

impl Lists {
    fn add(&mut self, word: &str, list: List) {
        if word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some() {
            *self.0.entry(word.to_owned()).or_default() |= 1 << list as u16;
        }
    }

    fn acronym(&mut self, name: &str) {
        if (2..=6).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.add(name, List::Acronym);
        }
    }

    /// A name of a place: the word itself, or the capitalised words of several.
    fn place(&mut self, name: &str, whole: List) {
        match words(name).as_slice() {
            [only] => self.add(only, whole),
            several => several.iter().for_each(|word| self.add(word, List::PlacePart)),
        }
    }
}

fn people(folder: &Path, lists: &mut Lists) -> Result<()> {
    for row in rows(folder, "names_us_census1990_given.tsv")? {
        lists.add(cell(&row, 0), List::Given);
    }
    for row in rows(folder, "names_us_census1990_surnames_top20k.tsv")?.iter().take(N_SURNAMES) {
        lists.add(cell(row, 0), List::Surname);
    }
    let (mut given, mut surnames) = (BTreeMap::<String, u32>::new(), BTreeMap::<String, u32>::new());
    let tables = [
        ("politicians_wikidata_2022.tsv", 1),
        ("recent_executives_govsalaries_2026.tsv", 2),
        ("us_state_officials_openstates_2026.tsv", 0),
        ("world_leaders_factbook_2026.tsv", 3),
    ];
    for (table, column) in tables {
        for row in rows(folder, table)? {
            if let [first, .., last] = words(cell(&row, column)).as_slice() {
                *given.entry(first.clone()).or_default() += 1;
                *surnames.entry(last.clone()).or_default() += 1;
            }
        }
    }
    for (parts, list) in [(given, List::Given), (surnames, List::Surname)] {
        parts.iter().filter(|part| *part.1 >= MIN_BEARERS).for_each(|(word, _)| lists.add(word, list));
    }
    Ok(())
}

fn places(folder: &Path, lists: &mut Lists) -> Result<()> {
    for row in rows(folder, "cities_geonames_pop50k.tsv")? {
        if cell(&row, 4).parse::<u32>().is_ok_and(|population| population >= MIN_POPULATION) {
            lists.place(cell(&row, 1), List::Place);
        }
    }
    for row in rows(folder, "territories_rigour_2026.tsv")? {
        let list = if cell(&row, 5) == "country" { List::Country } else { List::Place };
        lists.place(cell(&row, 2), list);
    }
    for line in fs::read_to_string(folder.join("factbook_countries_leaders_parties_2026.jsonl"))?.lines() {
        let country: serde_json::Value = serde_json::from_str(line)?;
        let text = |key: &str| country[key].as_str().unwrap_or("").to_owned();
        lists.place(&text("name"), List::Country);
        lists.place(&text("capital"), List::Place);
        for word in words(&format!("{} {}", text("demonym_noun"), text("demonym_adj"))) {
            lists.add(&word, List::Demonym);
            lists.add(&format!("{word}s"), List::Demonym);
        }
    }
    Ok(())
}

pub(super) fn rows(folder: &Path, table: &str) -> Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(folder.join(table)).with_context(|| format!("reading {table}"))?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

pub(super) fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

/// The words of a name, as the tokeniser cuts them.
fn words(name: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(name, Span::new(0, name.len() as u32), &mut tokens);
    let words = tokens.iter().map(|token| token.span.of(name).to_owned());
    words.filter(|word| word.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’' | '.'))).collect()
}
