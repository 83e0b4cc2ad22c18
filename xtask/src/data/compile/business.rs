//! Companies and news media. Imports `entity`, `source`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use newsgloss::lexicon::name_key;

use super::{Sources, places::us_states};
use crate::data::{entity::Entity, source};

/// How many of the SEC's filers, largest first, are read after the S&P 500.
const FILERS: usize = 1_500;

/// Companies of the S&P 500, then the largest other filers with the US Securities and Exchange Commission.
pub(super) fn companies(sources: &Sources) -> Result<Vec<Entity>> {
    let mut companies = Vec::new();
    let mut seen = BTreeSet::new();
    for record in source::rows("companies_sp500_2026.tsv")? {
        let name = record.get("name").split(" (").next().unwrap_or_default();
        if !seen.insert(record.get("cik").to_owned()) {
            continue;
        }
        let mut entity = company(name, sources, 8.0);
        entity.fact("sector", &record.get("sector").to_lowercase());
        entity.fact("seat", record.get("hq").split(';').next().unwrap_or_default());
        companies.push(entity);
    }
    let mut names: BTreeSet<String> = companies.iter().flat_map(Entity::names).map(name_key).collect();
    for record in source::rows("companies_sec_tickers.tsv")?.iter().take(FILERS) {
        let Some(name) = filer_name(record.get("name")) else { continue };
        if seen.insert(record.get("cik").to_owned()) && names.insert(name_key(&name)) {
            companies.push(company(&name, sources, 1.0));
        }
    }
    Ok(companies)
}

fn company(name: &str, sources: &Sources, floor: f64) -> Entity {
    let mut entity = Entity::new("company", "organization", name);
    entity.alias(short_name(name));
    let counts = entity.names().filter(|name| !sources.everyday.contains(name));
    let weight = counts.map(|name| sources.frequency.of_name(name, "organization")).fold(floor, f64::max);
    entity.weigh(weight);
    entity
}

const FORMS: [&str; 19] = [
    "Inc.",
    "Inc",
    "Corp.",
    "Corp",
    "Corporation",
    "Company",
    "Co.",
    "Co",
    "plc",
    "PLC",
    "Ltd.",
    "Ltd",
    "Limited",
    "LLC",
    "S.A.",
    "N.V.",
    "SE",
    "AG",
    "& Co.",
];

/// The name without its legal form: `Apple` for `Apple Inc.`.
fn short_name(name: &str) -> &str {
    let mut short = name.trim();
    while let Some(rest) = FORMS.iter().find_map(|form| short.strip_suffix(form)?.strip_suffix(' ')) {
        short = rest.trim_end_matches([',', ' ', '&']);
    }
    short
}

/// A filer's name as news writes it; none for funds, and where capitals hide how it is written.
fn filer_name(name: &str) -> Option<String> {
    let name = name.split('/').next().unwrap_or_default().split('\\').next().unwrap_or_default().trim();
    let lower = name.to_lowercase();
    let fund = ["fund", "trust", "etf", "spdr", "ishares", "partners l", "acquisition", "bancorp", "bancshares"];
    if name.len() < 4 || fund.iter().any(|word| lower.contains(word)) {
        return None;
    }
    if name.contains(char::is_lowercase) && name.split(' ').next().is_some_and(|word| word.contains(char::is_lowercase))
    {
        return Some(short_name(name).into());
    }
    let shouted = [
        "INC", "CORP", "CO", "LTD", "PLC", "NV", "SA", "AG", "SE", "GROUP", "HOLDINGS", "HOLDING", "LIMITED", "&",
        "DE", "S", "A",
    ];
    let words: Vec<&str> = name.split([' ', '.', ',']).filter(|word| !word.is_empty()).collect();
    let end = words.iter().rposition(|word| !shouted.contains(word))? + 1;
    // A short word in capitals may be initials (ASML) or a word (Toyota); only longer ones are certain.
    let certain = words[..end].iter().all(|word| word.len() >= 5 && word.chars().all(|char| char.is_ascii_uppercase()));
    let title = |word: &&str| word[..1].to_owned() + &word[1..].to_lowercase();
    (certain && end > 1).then(|| words[..end].iter().map(title).collect::<Vec<_>>().join(" "))
}

const PAPER_WORDS: [&str; 40] = [
    "Advocate",
    "American",
    "Argus",
    "Banner",
    "Beacon",
    "Bee",
    "Bulletin",
    "Chronicle",
    "Citizen",
    "Courant",
    "Courier",
    "Daily",
    "Democrat",
    "Dispatch",
    "Eagle",
    "Enterprise",
    "Examiner",
    "Gazette",
    "Globe",
    "Herald",
    "Independent",
    "Inquirer",
    "Journal",
    "Ledger",
    "Mail",
    "Mercury",
    "Messenger",
    "Mirror",
    "News",
    "Observer",
    "Post",
    "Press",
    "Record",
    "Register",
    "Reporter",
    "Sentinel",
    "Star",
    "Times",
    "Tribune",
    "Union",
];

/// News outlets by the sites they publish on, then US newspapers with a Wikidata item and a name of their own.
pub(super) fn media(sources: &Sources) -> Result<Vec<Entity>> {
    let states = us_states()?;
    let mut media: BTreeMap<String, Entity> = BTreeMap::new();
    for record in source::rows("media_outlets_allsides.tsv")? {
        let name = record.get("outlet").split(['(', ':']).next().unwrap_or_default().trim_end_matches(" Online News");
        let name = name.split(" - ").next().unwrap_or_default().trim_end_matches(".com").trim();
        let domain = record.get("domain").trim_start_matches("www.");
        let column = ["Editorial", "Fact Check", "Opinion", "360"].iter().any(|word| name.contains(word));
        if publishes_on(name, domain) && !column {
            let entity = media.entry(name_key(without_article(name))).or_insert_with(|| {
                let mut entity = Entity::new("outlet", "organization", without_article(name));
                entity.fact("domain", domain);
                entity
            });
            entity.weigh(
                record.number("articles").mul_add(0.2, 4.0).max(f64::exp2(f64::from(entity.prior) / 12.0) - 1.0),
            );
        }
    }
    let papers = source::rows("media_us_newspapers_wiki.tsv")?;
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for record in &papers {
        *bearers.entry(name_key(without_article(paper_name(record.get("name"))))).or_default() += 1;
    }
    for record in &papers {
        let name = without_article(paper_name(record.get("name")));
        let key = name_key(name);
        let is_paper = name.contains(' ') && PAPER_WORDS.iter().any(|word| name.contains(word));
        if record.get("qid").is_empty() || !is_paper || bearers.get(&key) != Some(&1) {
            continue;
        }
        let state = record.get("state");
        let entity = media.entry(key).or_insert_with(|| {
            let mut entity = Entity::new("newspaper", "organization", name);
            entity.weigh(0.3);
            entity
        });
        // An outlet and a paper of one name are one when the outlet is American; the list has only those.
        entity.qid = record.get("qid").into();
        entity.country = "US".into();
        "newspaper".clone_into(&mut entity.class);
        if states.values().any(|known| known == state) {
            entity.fact("state", state);
        }
    }
    for entity in media.values_mut() {
        let count = sources.frequency.of_name(&entity.name, "organization");
        if count > 0.0 && f64::from(entity.prior) < 12.0 * (1.0 + count).log2() {
            entity.weigh(count);
        }
    }
    Ok(media.into_values().collect())
}

fn paper_name(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// `Boston Globe` for `The Boston Globe`, but `The Hill`.
fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").filter(|rest| rest.contains(' ')).unwrap_or(name)
}

/// Whether a site's address is made of the outlet's letters, which tells outlets from guest writers.
fn publishes_on(name: &str, domain: &str) -> bool {
    let site = domain.rsplit_once('.').map_or(domain, |(site, _)| site).rsplit('.').next().unwrap_or_default();
    let site = site.trim_start_matches("the").trim_end_matches("news").trim_end_matches("online");
    let letters = name_key(name.trim_start_matches("The ")).replace(' ', "");
    let mut rest = letters.chars();
    site.len() > 1
        && letters.chars().next() == site.chars().next()
        && site.chars().all(|char| rest.any(|letter| letter == char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_and_capitals_go() {
        assert_eq!(short_name("Apple Inc."), "Apple");
        assert_eq!(short_name("Arthur J. Gallagher & Co."), "Arthur J. Gallagher");
        assert_eq!(short_name("Progressive Corporation"), "Progressive");
        assert_eq!(filer_name("TOYOTA MOTOR CORP/").as_deref(), Some("Toyota Motor"));
        assert_eq!(filer_name("Airbus SE/ADR").as_deref(), Some("Airbus"));
        assert_eq!(filer_name("ASML HOLDING NV"), None);
        assert_eq!(filer_name("SPDR S&P 500 ETF TRUST"), None);
    }

    #[test]
    fn outlets_are_told_from_guest_writers() {
        assert!(publishes_on("Wall Street Journal", "wsj.com"));
        assert!(publishes_on("The Guardian", "theguardian.com"));
        assert!(publishes_on("Associated Press", "apnews.com"));
        assert!(!publishes_on("Victor Hanson", "nationalreview.com"));
        assert!(!publishes_on("Guest Writer", "cnn.com"));
    }
}
