//! Reads the raw tables of ../shared/data/knowledge, GREEN ones of its SOURCES.md only. Imports std and `root`.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, ensure};

use crate::root::root;

/// The raw tables that may go into what we ship; any other is refused.
const GREEN: [&str; 24] = [
    "ambiguous_single_token_names.tsv",
    "cities_geonames_pop50k.tsv",
    "companies_sec_tickers.tsv",
    "companies_sp500_2026.tsv",
    "countries_datahub_pddl_2026.tsv",
    "courts_us_freelaw.tsv",
    "factbook_countries_leaders_parties_2026.jsonl",
    "media_outlets_allsides.tsv",
    "media_us_newspapers_wiki.tsv",
    "names_us_census1990_given.tsv",
    "names_us_census1990_surnames_top20k.tsv",
    "parties_partyfacts_2026.tsv",
    "politicians_wikidata_2022.tsv",
    "prior_df_allsides_2012-2020.tsv",
    "recent_executives_govsalaries_2026.tsv",
    "territories_rigour_2026.tsv",
    "us_cities_wikidata.tsv",
    "us_committees_2026.tsv",
    "us_congress_current_2026.tsv",
    "us_federal_agencies.tsv",
    "us_presidents_vps.tsv",
    "us_state_officials_openstates_2026.tsv",
    "vocab_eurovoc_2021-06.tsv",
    "world_leaders_factbook_2026.tsv",
];

/// The text of one raw file.
pub(super) fn text(file: &str) -> Result<String> {
    ensure!(GREEN.contains(&file), "{file} is not marked GREEN");
    let path = root().join("../shared/data/knowledge").join(file);
    fs::read_to_string(&path).with_context(|| format!("needs ../shared: {}", path.display()))
}

/// One row of a raw table.
pub(super) struct Record(BTreeMap<String, String>);

impl Record {
    /// The value of `column`, trimmed; empty when it is blank or absent.
    pub(super) fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// The values of `column` between bars.
    pub(super) fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column).split('|').map(str::trim).filter(|item| !item.is_empty())
    }

    /// The number in `column`; 0 when there is none.
    pub(super) fn number(&self, column: &str) -> f64 {
        self.get(column).parse().unwrap_or(0.0)
    }
}

/// The rows of a raw tab-separated file with a header line.
pub(super) fn rows(file: &str) -> Result<Vec<Record>> {
    let text = text(file)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let record = |line: &str| {
        let cells = header.iter().zip(line.split('\t'));
        Record(cells.map(|(&name, cell)| (name.to_owned(), cell.trim().to_owned())).collect())
    };
    Ok(lines.map(record).collect())
}
