//! Countries and territories with an ISO code: names, capitals and demonyms from three open tables. Imports `source`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use newsgloss::lexicon::name_key;
use serde_json::Value;

use super::source;

/// A country or a territory with a code of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-2 (and XK).
    pub(super) code: String,
    /// Wikidata item.
    pub(super) qid: String,
    /// The short English name.
    pub(super) name: String,
    /// Other English names.
    pub(super) aliases: Vec<String>,
    /// Two letters: AF, AN, AS, EU, NA, OC, SA; empty where the source has none.
    pub(super) continent: String,
    /// `Yes`, or what it belongs to: `Territory of US`.
    pub(super) standing: String,
    /// One city, as far as the source names one without remarks.
    pub(super) capital: String,
    /// `Ukrainian`, for "Ukrainian ambassador"; may be empty.
    pub(super) adjective: String,
    /// What its people and things are called: `Dane`, `Danes`, `Danish`.
    pub(super) demonyms: Vec<String>,
    /// The Factbook's list of parties, one per entry.
    pub(super) parties: String,
}

/// All of them, and the ways to find one.
pub(super) struct Countries {
    list: Vec<Country>,
    by_name: BTreeMap<String, usize>,
    by_alpha3: BTreeMap<String, usize>,
}

/// How sources call a country whose other names do not find it.
const ALSO: [(&str, &str); 18] = [
    ("Bahamas", "BS"),
    ("Burma", "MM"),
    ("Cape Verde", "CV"),
    ("Congo (Brazzaville)", "CG"),
    ("Congo (Kinshasa)", "CD"),
    ("DRC", "CD"),
    ("East Timor", "TL"),
    ("Falkland Islands (Islas Malvinas)", "FK"),
    ("Holy See (Vatican City)", "VA"),
    ("Macau", "MO"),
    ("Northern Ireland", "GB"),
    ("Saudi", "SA"),
    ("Scotland", "GB"),
    ("The Dominican", "DO"),
    ("Turkey", "TR"),
    ("US", "US"),
    ("Vatican City", "VA"),
    ("Virgin Islands", "VI"),
];

impl Countries {
    /// Joins datahub's, rigour's and the Factbook's tables.
    pub(super) fn load() -> Result<Self> {
        let mut countries = Self { list: Vec::new(), by_name: BTreeMap::new(), by_alpha3: BTreeMap::new() };
        for record in source::rows("territories_rigour_2026.tsv")? {
            if record.get("code").len() == 2 && !record.get("alpha3").is_empty() {
                let name = record.get("name").to_owned();
                let full = record.get("full_name").to_owned();
                let code = record.get("code").to_uppercase();
                let country =
                    Country { code, qid: record.get("qid").into(), name, aliases: vec![full], ..Country::default() };
                countries.by_alpha3.insert(record.get("alpha3").to_uppercase(), countries.list.len());
                countries.list.push(country);
            }
        }
        countries.add_datahub()?;
        countries.index();
        countries.add_factbook()?;
        countries.index();
        Ok(countries)
    }

    /// Every country, in order of its code.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Country> {
        self.list.iter()
    }

    /// The country with this alpha-2 code.
    pub(super) fn get(&self, code: &str) -> Option<&Country> {
        self.list.iter().find(|country| country.code == code)
    }

    /// The country with this alpha-3 code.
    pub(super) fn alpha3(&self, code: &str) -> Option<&Country> {
        self.list.get(*self.by_alpha3.get(code)?)
    }

    /// The country that a source calls `name`.
    pub(super) fn find(&self, name: &str) -> Option<&Country> {
        self.list.get(*self.by_name.get(&name_key(name))?)
    }

    fn add_datahub(&mut self) -> Result<()> {
        for record in source::rows("countries_datahub_pddl_2026.tsv")? {
            let code = record.get("ISO3166-1-Alpha-2");
            let Some(country) = self.list.iter_mut().find(|country| country.code == code) else { continue };
            country.continent = record.get("Continent").into();
            country.standing = record.get("is_independent").into();
            for column in ["CLDR display name", "official_name_en", "UNTERM English Short", "UNTERM English Formal"] {
                let name = record.get(column).trim_end_matches(['*', ' ']).trim_end_matches("(the)").trim();
                country.aliases.push(name.trim_start_matches("the ").replace('’', "'"));
            }
        }
        Ok(())
    }

    fn add_factbook(&mut self) -> Result<()> {
        for line in source::text("factbook_countries_leaders_parties_2026.jsonl")?.lines() {
            let record: Value = serde_json::from_str(line).context("factbook line")?;
            let get = |field: &str| record.get(field).and_then(Value::as_str).filter(|text| *text != "none");
            let names = [get("name"), get("long")].into_iter().flatten();
            let Some(index) = names.clone().find_map(|name| self.by_name.get(&name_key(name)).copied()) else {
                continue;
            };
            let Some(country) = self.list.get_mut(index) else { continue };
            country.aliases.extend(names.map(|name| plain(name).to_owned()));
            country.aliases.extend(get("abbrev").unwrap_or_default().split(" or ").map(Into::into));
            plain(get("capital").unwrap_or_default()).clone_into(&mut country.capital);
            country.parties = get("parties").unwrap_or_default().into();
            let adjectives = demonyms(get("demonym_adj").unwrap_or_default(), &country.name);
            country.adjective = adjectives.first().cloned().unwrap_or_default();
            country.demonyms = demonyms(get("demonym_noun").unwrap_or_default(), &country.name);
            country.demonyms.extend(adjectives);
        }
        Ok(())
    }

    fn index(&mut self) {
        for (name, code) in ALSO {
            if let Some(index) = self.list.iter().position(|country| country.code == code) {
                self.by_name.insert(name_key(name), index);
            }
        }
        for (index, country) in self.list.iter().enumerate() {
            for name in std::iter::once(&country.name).chain(&country.aliases).filter(|name| name.len() > 2) {
                self.by_name.entry(name_key(name)).or_insert(index);
            }
        }
    }
}

/// `name` with the article that a sentence needs: `the Netherlands`.
pub(super) fn with_article(name: &str) -> String {
    const ENDINGS: [&str; 8] =
        ["Islands", "Republic", "States", "Kingdom", "Emirates", "Territory", "Territories", "Oblast"];
    const NAMES: [&str; 9] = [
        "Bahamas",
        "Comoros",
        "DR Congo",
        "Gambia",
        "Holy See",
        "Maldives",
        "Netherlands",
        "Philippines",
        "Soviet Union",
    ];
    let takes = NAMES.contains(&name) || ENDINGS.iter().any(|ending| name.ends_with(ending));
    if takes { format!("the {name}") } else { name.to_owned() }
}

/// The text before any remark in brackets or after a semicolon or comma.
fn plain(text: &str) -> &str {
    text.split([';', '(', ',']).next().unwrap_or_default().split(" in ").next().unwrap_or_default().trim()
}

/// The words of a Factbook demonym: `Frenchman(men), Frenchwoman(women)` gives four.
fn demonyms(text: &str, country: &str) -> Vec<String> {
    let mut words = Vec::new();
    let text = text.split("; note").next().unwrap_or_default();
    for part in text.replace(" (or ", " or ").split([',', '/', ';']).flat_map(|part| part.split(" or ")) {
        let word = part.split(['(', ')']).next().unwrap_or_default().trim();
        let capital = word.starts_with(char::is_uppercase) && word != "NA" && word != country;
        if !capital || word.split(' ').count() > 3 {
            continue;
        }
        words.push(word.to_owned());
        if part.contains("(s)") {
            words.push(format!("{word}s"));
        } else if part.contains("(men)") || part.contains("(women)") {
            words.push(format!("{}men", word.trim_end_matches("man")));
        }
    }
    words.retain(|word| word != "Congo" && word != "Hong Kong" && word != country);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_factbooks_demonyms() {
        let check = |text, expected: &[&str]| assert_eq!(demonyms(text, "Taiwan"), expected, "{text}");
        check("Ukrainian(s)", &["Ukrainian", "Ukrainians"]);
        check("Frenchman(men), Frenchwoman(women)", &["Frenchman", "Frenchmen", "Frenchwoman", "Frenchwomen"]);
        check("Chinese (singular and plural)", &["Chinese"]);
        check("Briton(s), British (collective plural)", &["Briton", "Britons", "British"]);
        check("Taiwan (or Taiwanese)", &["Taiwanese"]);
        check("Bosnian, Herzegovinian", &["Bosnian", "Herzegovinian"]);
        check("none", &[]);
    }
}
