//! Countries, regions, demonyms and cities. Imports `countries`, `entity`, `source`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use newsgloss::lexicon::name_key;

use super::Sources;
use crate::data::{
    countries::{Country, with_article},
    entity::Entity,
    source,
};

/// Cities below this population are left out, unless they are capitals.
const SMALLEST: f64 = 100_000.0;
/// In countries whose news is mostly in English, smaller places are named too.
const SMALLEST_AT_HOME: f64 = 60_000.0;
const AT_HOME: [&str; 6] = ["AU", "CA", "GB", "IE", "NZ", "US"];
/// Cities that are regions of their own: one thing, which the table of regions has an item for.
const CITY_STATES: [(&str, &str); 5] =
    [("Berlin", "de"), ("Hamburg", "de"), ("Kyiv", "ua"), ("Moscow", "ru"), ("Saint Petersburg", "ru")];

/// Countries and territories with an ISO code.
pub(super) fn territories(sources: &Sources) -> Vec<Entity> {
    sources.countries.iter().map(|country| territory(country, sources)).collect()
}

fn territory(country: &Country, sources: &Sources) -> Entity {
    let independent = country.standing == "Yes" || country.code == "XK";
    let mut entity = Entity::new(if independent { "country" } else { "territory" }, "place", &country.name);
    for alias in country.aliases.iter().filter(|alias| alias.len() > 2) {
        entity.alias(alias);
    }
    entity.qid.clone_from(&country.qid);
    entity.country.clone_from(&country.code);
    if independent {
        entity.fact("capital", &country.capital);
        entity.fact("continent", continent(&country.continent));
    } else {
        let owner = country.standing.rsplit(' ').next().and_then(|code| sources.countries.get(code));
        entity.fact("of", &owner.map(|owner| with_article(&owner.name)).unwrap_or_default());
    }
    entity.weigh(sources.frequency.of_id(&country.qid).max(if independent { 60.0 } else { 8.0 }));
    entity
}

fn continent(code: &str) -> &'static str {
    match code {
        "AF" => "Africa",
        "AN" => "the Antarctic",
        "AS" => "Asia",
        "EU" => "Europe",
        "NA" => "North America",
        "OC" => "Oceania",
        "SA" => "South America",
        _ => "",
    }
}

/// States, provinces, historical countries and the like: what rigour lists beside the countries.
pub(super) fn regions(sources: &Sources) -> Result<Vec<Entity>> {
    let mut entities = Vec::new();
    let called_as_city = named_as_city()?;
    for record in source::rows("territories_rigour_2026.tsv")? {
        let (code, parent) = (record.get("code"), record.get("parent"));
        let listed = code.len() == 2 && !record.get("alpha3").is_empty();
        let listed = listed || CITY_STATES.contains(&(without_brackets(record.get("name")), parent));
        // Not places: the European Union and the United Nations are organizations, the others no names.
        if listed || ["eu", "un", "ip", "zz"].contains(&code) {
            continue;
        }
        let historical = record.get("kind") == "historical";
        let mut entity = Entity::new("region", "place", without_brackets(record.get("name")));
        entity.qid = record.get("qid").into();
        if let Some(country) = sources.countries.get(&parent.to_uppercase()).filter(|_| !historical) {
            entity.country.clone_from(&country.code);
            entity.fact("of", &with_article(&country.name));
        }
        entity.fact("kind", if historical { historical_kind(parent) } else { region_kind(code, parent) });
        let floor = if ["us", "gb"].contains(&parent) { 60.0 } else { 6.0 };
        let counted = sources.frequency.of_id(record.get("qid"));
        entity.weigh(if called_as_city.contains_key(record.get("qid")) { floor } else { counted.max(floor) });
        entities.push(entity);
    }
    Ok(entities)
}

/// The Wikidata items of regions whose name means their large city where nothing else is said, with that city's identifier:
/// the canton of Geneva. The states of the US and the parts of Britain are told apart by what stands beside their names.
fn named_as_city() -> Result<BTreeMap<String, String>> {
    let key = |name: &str, country: &str| (name.to_owned(), country.to_lowercase());
    let cities = source::rows("cities_geonames_pop50k.tsv")?;
    let large = cities.iter().filter(|city| city.number("population") >= SMALLEST);
    let large: BTreeMap<_, _> =
        large.map(|city| (key(city.get("name"), city.get("cc")), city.get("geonameid").to_owned())).collect();
    let regions = source::rows("territories_rigour_2026.tsv")?;
    let own = regions.iter().filter(|region| !["us", "gb"].contains(&region.get("parent")));
    let named = own.filter_map(|region| {
        let city = large.get(&key(without_brackets(region.get("name")), region.get("parent")))?;
        Some((region.get("qid").to_owned(), city.clone()))
    });
    Ok(named.filter(|(qid, _)| !qid.is_empty()).collect())
}

fn without_brackets(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

fn historical_kind(parent: &str) -> &'static str {
    if parent == "suhh" { "former Soviet republic" } else { "former country" }
}

fn region_kind(code: &str, parent: &str) -> &'static str {
    match parent {
        "us" if code == "us-dc" => "federal district",
        "us" | "br" | "de" => "state",
        "in" | "au" => "state or territory",
        "ca" => "province or territory",
        "ch" => "canton",
        "gb" => "part",
        "cn" => "province-level region",
        "ae" => "emirate",
        "fr" => "overseas region",
        _ => "region",
    }
}

/// What the people and things of a country are called, one entity per country.
pub(super) fn demonyms(sources: &Sources) -> Vec<Entity> {
    let mut entities = Vec::new();
    let mut seen = BTreeSet::new();
    let (own, dependent): (Vec<_>, Vec<_>) =
        sources.countries.iter().partition(|country| country.standing == "Yes" || country.code == "XK");
    // "Chinese" is China's, not Hong Kong's: independent countries come first.
    for country in own.into_iter().chain(dependent) {
        // The adjective is the name: Danish, not Dane.
        let names = std::iter::once(&country.adjective).chain(&country.demonyms).filter(|name| !name.is_empty());
        let mut names = names.filter(|name| seen.insert((*name).clone()));
        let Some(name) = names.next() else { continue };
        let mut entity = Entity::new("demonym", "group", name);
        for alias in names {
            entity.alias(alias);
        }
        entity.qid.clone_from(&country.qid);
        entity.country.clone_from(&country.code);
        entity.fact("of", &with_article(&country.name));
        entity.weigh(sources.frequency.of_id(&country.qid).mul_add(0.6, 30.0));
        entities.push(entity);
    }
    entities
}

/// Cities and capitals, with US places joined to Wikidata by name and state.
pub(super) fn cities(sources: &Sources) -> Result<Vec<Entity>> {
    let states = us_states()?;
    let qids = us_city_qids()?;
    let regions = source::rows("territories_rigour_2026.tsv")?;
    let mut entities = Vec::new();
    let mut capitals: BTreeSet<&str> = BTreeSet::new();
    let of_region: BTreeMap<_, _> = named_as_city()?.into_iter().map(|(region, city)| (city, region)).collect();
    for record in source::rows("cities_geonames_pop50k.tsv")? {
        let (name, code, population) = (record.get("name"), record.get("cc"), record.number("population"));
        let Some(country) = sources.countries.get(code) else { continue };
        // Largest first in the source, so that Washington is the one in the District of Columbia.
        let capital = !country.capital.is_empty()
            && name_key(name) == name_key(&country.capital)
            && capitals.insert(&country.code);
        // A city named like a person or an everyday word does harm unless it is large: Most, David, Jackson.
        let region = of_region.get(record.get("geonameid"));
        let everyday = region.is_none() && !name.contains([' ', '-']) && sources.everyday.contains(name);
        let smallest = if AT_HOME.contains(&code) { SMALLEST_AT_HOME } else { SMALLEST };
        let district = name.contains(|char: char| char.is_ascii_digit());
        if district || !capital && population < smallest * if everyday { 5.0 } else { 1.0 } {
            continue;
        }
        let mut entity = Entity::new(if capital { "capital" } else { "city" }, "place", name);
        entity.country = code.into();
        entity.fact("population", record.get("population"));
        entity.fact("geonames", record.get("geonameid"));
        if let Some(state) = states.get(record.get("admin1")).filter(|_| code == "US") {
            entity.fact("state", state);
            entity.qid = qids.get(&(name_key(name), state.clone())).cloned().unwrap_or_default();
        }
        if CITY_STATES.contains(&(name, code.to_lowercase().as_str())) {
            let same = |region: &&source::Record| without_brackets(region.get("name")) == name;
            let region = regions.iter().filter(|region| region.get("parent") == code.to_lowercase()).find(same);
            entity.qid = region.map_or("", |region| region.get("qid")).into();
        }
        let counted = sources.frequency.of_id(&format!("G{}", record.get("geonameid")));
        let counted = counted.max(sources.frequency.of_id(&entity.qid));
        let counted = counted.max(region.map_or(0.0, |region| sources.frequency.of_id(region)));
        let floor = if capital { 20.0 } else { population / 250_000.0 };
        // The count of an everyday word says something of a large city only: of Paris, not of Male.
        entity.weigh(if everyday && population < 1e6 { floor } else { floor.max(counted) });
        entities.push(entity);
    }
    Ok(entities)
}

/// Postal abbreviation → name of the US states and the federal district.
pub(super) fn us_states() -> Result<BTreeMap<String, String>> {
    let rows = source::rows("territories_rigour_2026.tsv")?;
    let state = |code: &str| code.strip_prefix("us-").map(str::to_uppercase);
    Ok(rows
        .iter()
        .filter_map(|record| Some((state(record.get("code"))?, without_brackets(record.get("name")).into())))
        .collect())
}

/// (key of the name, state) → Wikidata item, where exactly one item has that name and state.
fn us_city_qids() -> Result<BTreeMap<(String, String), String>> {
    let mut qids: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for record in source::rows("us_cities_wikidata.tsv")? {
        let state = match record.get("state") {
            "-Washington DC" => "District of Columbia",
            state => state,
        };
        qids.entry((name_key(record.get("name")), state.to_owned())).or_default().push(record.get("qid").into());
    }
    Ok(qids.into_iter().filter_map(|(place, qids)| (qids.len() == 1).then(|| (place, qids.concat()))).collect())
}
