//! Politicians of the world: a Wikidata extract of 2022, brought forward by the Factbook's leaders of January 2026 and a
//! list of cabinets of 2026. Imports `countries`, `entity`, `source`, `offices`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use newsgloss::lexicon::name_key;

use super::{Sources, offices};
use crate::data::{countries::Country, entity::Entity, source, source::Record};

/// How many of the extract's people are kept, by weight.
const KEPT: usize = 12_500;

/// A person with the estimate of mentions that decides whether to keep them.
struct Candidate {
    entity: Entity,
    weight: f64,
    terms: Vec<offices::Term>,
}

impl Candidate {
    /// The term as head of state or government of a country, under this title, that had not ended in the list of 2022.
    fn held_in_2022(&self, title: &str, country: &Country) -> Option<&offices::Term> {
        let head = |term: &&offices::Term| {
            let weight = offices::weight(&term.title, Some(country));
            term.open && term.title.contains(title) && weight >= offices::HEAD
        };
        self.terms.iter().filter(|_| self.entity.country == country.code).find(head)
    }
}

/// Everybody but US legislators and US state officials, who have files of their own.
pub(super) fn politicians(sources: &Sources) -> Result<Vec<Entity>> {
    let mut people = Vec::new();
    let mut by_qid = BTreeMap::new();
    for record in source::rows("politicians_wikidata_2022.tsv")? {
        if let Some(candidate) = politician(&record, sources) {
            by_qid.insert(candidate.entity.qid.clone(), people.len());
            people.push(candidate);
        }
    }
    add_leaders(&mut people, &by_qid, sources)?;
    add_cabinets(&mut people, &by_qid, sources)?;
    people.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.entity.qid.cmp(&b.entity.qid)));
    people.truncate(KEPT);
    Ok(people.into_iter().map(|person| finish(person, sources)).collect())
}

fn finish(person: Candidate, sources: &Sources) -> Entity {
    let Candidate { mut entity, weight, .. } = person;
    entity.weigh(weight);
    if sources.homonyms.is_shared(&entity.name, &entity.qid, weight) {
        entity.fact("shared", "yes");
    }
    entity
}

fn politician(record: &Record, sources: &Sources) -> Option<Candidate> {
    let name = record.get("name").split(" (").next().unwrap_or_default();
    if !is_full_latin_name(name) {
        return None;
    }
    let country = country(record.get("country"), sources);
    let terms = offices::terms(record.get("positions"));
    let main = terms.iter().max_by(|a, b| {
        let rank = |term: &offices::Term| offices::weight(&term.title, country.as_ref());
        rank(a).total_cmp(&rank(b)).then_with(|| (a.open, a.to).cmp(&(b.open, b.to)))
    })?;
    let mut entity = Entity::new("politician", "person", name);
    entity.qid = record.get("qid").into();
    entity.country = country.as_ref().map(|country| country.code.clone()).unwrap_or_default();
    entity.fact("office", &offices::phrase(&main.title, country.as_ref()));
    entity.fact("from", &main.from.map(|year| year.to_string()).unwrap_or_default());
    entity.fact("to", &main.to.map(|year| year.to_string()).unwrap_or_default());
    if main.open && main.from.is_none() {
        entity.fact("seen", record.get("last_year"));
    }
    let recency = match record.number("last_year") {
        2018.0.. => 1.0,
        2012.0.. => 0.7,
        _ => 0.45,
    };
    let office = offices::weight(&main.title, country.as_ref());
    let floor = office * recency * attention(country.as_ref(), sources);
    let counted = sources.frequency.of_id(record.get("qid"));
    // The counts are of names. One far above what the office earns is of somebody else of that name, whom the source
    // lacks: John F. Kennedy of the Georgia senate. Holders of national offices of the United States may be that famous.
    let famous = sources.famous.contains(record.get("qid")) || (entity.country == "US" && office >= 0.5);
    let plausible = if office >= 40.0 { 100.0 } else { 15.0 };
    if counted > plausible * floor.max(1.0) && !famous {
        entity.fact("shared", "yes");
        return Some(Candidate { entity, weight: floor, terms });
    }
    Some(Candidate { entity, weight: floor.max(counted), terms })
}

/// How much of political news in English a country gets, 1 being usual.
fn attention(country: Option<&Country>, sources: &Sources) -> f64 {
    let count = country.map_or(0.0, |country| sources.frequency.of_id(&country.qid));
    (1.0 + count).log10().mul_add(0.35, 0.4)
}

fn country(label: &str, sources: &Sources) -> Option<Country> {
    let mut country = sources.countries.find(label)?.clone();
    if label.eq_ignore_ascii_case("scotland") {
        "Scotland".clone_into(&mut country.name);
        "Scottish".clone_into(&mut country.adjective);
    }
    Some(country)
}

/// Two words or more, in Latin letters; a mononym is an everyday word too often (Muslim).
fn is_full_latin_name(name: &str) -> bool {
    let latin = |char: char| !char.is_alphabetic() || char < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&char);
    name.contains(' ') && name.chars().all(latin) && name.starts_with(char::is_uppercase)
}

/// Titles under which the Factbook's rows are clean: the rest is name or remark.
const LEADER_TITLES: [&str; 21] = [
    "Acting President",
    "Acting Prime Minister",
    "Caretaker Prime Minister",
    "Chancellor",
    "Chief Executive",
    "Emperor",
    "Governor General",
    "Governor-General",
    "Grand Duke",
    "Interim President",
    "Interim Prime Minister",
    "King",
    "Premier",
    "President",
    "Prime Minister",
    "Prince",
    "Sultan",
    "Taoiseach",
    "Transition President",
    "Transition Prime Minister",
    "Transitional President",
];

fn add_leaders(people: &mut Vec<Candidate>, by_qid: &BTreeMap<String, usize>, sources: &Sources) -> Result<()> {
    let mut done = BTreeSet::new();
    let mut records = source::rows("world_leaders_factbook_2026.tsv")?;
    // Charles III is king of many countries; here, of the first one read.
    records.sort_by_key(|record| record.get("country") != "United Kingdom");
    for record in records {
        let title = record.get("title").split(" Gen").next().unwrap_or_default();
        let name = &leader_name(record.get("name"));
        let Some(country) = sources.countries.find(record.get("country")) else { continue };
        // Of a dependency, the Factbook lists the sovereign's head of state.
        let sovereign = country.standing == "Yes" || country.code == "XK";
        if !sovereign || !LEADER_TITLES.contains(&title) || !is_clean_name(name) || !done.insert(name_key(name)) {
            continue;
        }
        let since = record.get("since").rsplit(' ').next().unwrap_or_default();
        let office = offices::phrase(title, Some(country));
        let weight = 40.0 * attention(Some(country), sources);
        let known = known_leader(people, by_qid.get(record.get("qid_match")), name, country);
        // The Factbook's year can be that of another inauguration. It is the first when somebody else held the office in
        // 2022; otherwise only Wikidata's counts. What it says of January 2026 may have ended since: no "since".
        let held = |person: &Candidate| person.held_in_2022(title, country).map(|term| term.from);
        let mut holders = people.iter().enumerate().filter(|(_, person)| held(person).is_some()).peekable();
        let new = since >= "2022" && holders.peek().is_some() && holders.all(|(index, _)| Some(index) != known);
        let first = known.and_then(|index| held(&people[index])).flatten();
        let from = first.map(|year| year.to_string()).or(new.then(|| since.to_owned()));
        let index = known.unwrap_or_else(|| {
            let mut entity = Entity::new("politician", "person", name);
            entity.country.clone_from(&country.code);
            people.push(Candidate { entity, weight, terms: Vec::new() });
            people.len() - 1
        });
        let Candidate { entity, weight: own, .. } = &mut people[index];
        entity.facts.clear();
        entity.fact("office", &office);
        entity.fact(if from.is_some() { "from" } else { "seen" }, from.as_deref().unwrap_or("2026"));
        entity.alias(name);
        *own = own.max(weight);
    }
    Ok(())
}

/// The leader's place among the people. The source joined items by name and country; here the item must also be of a
/// politician of that country with no other given names (Hamza Shahbaz is not Shehbaz Sharif), or the only one.
fn known_leader(people: &[Candidate], index: Option<&usize>, name: &str, country: &Country) -> Option<usize> {
    let words = |name: &str| name_key(name).split([' ', ',']).map(str::to_owned).collect::<BTreeSet<String>>();
    let same = |known: &str| words(known).is_subset(&words(name)) || words(name).is_subset(&words(known));
    let fits = |index: &usize| people[*index].entity.country == country.code && same(&people[*index].entity.name);
    let mut executives = (0..people.len()).filter(|index| {
        let office = |term: &offices::Term| offices::weight(&term.title, Some(country)) >= 4.0;
        people[*index].terms.iter().any(office) && fits(index)
    });
    let only = || executives.next().filter(|_| executives.next().is_none());
    index.copied().filter(fits).or_else(|| same_name(people, name, &country.code)).or_else(only)
}

/// Without a rank before it, and with the numerals of kings in capitals: the source spells `Carl Xvi Gustaf`.
fn leader_name(name: &str) -> String {
    let ranks = name.split(' ').take_while(|word| word.ends_with('.') && word.len() > 2).count();
    let numeral = |word: &str| word.len() > 1 && word.chars().all(|char| "IVXivx".contains(char));
    let word = |word: &str| if numeral(word) { word.to_uppercase() } else { word.to_owned() };
    name.split(' ').skip(ranks).map(word).collect::<Vec<_>>().join(" ")
}

fn is_clean_name(name: &str) -> bool {
    let words = name.split(' ').count();
    (2..=5).contains(&words) && !name.contains(['(', '"', ',']) && !name.contains(" and ") && !name.contains(" of ")
}

fn same_name(people: &[Candidate], name: &str, country: &str) -> Option<usize> {
    let key = name_key(name);
    let mut found = people
        .iter()
        .enumerate()
        .filter(|(_, person)| person.entity.country == country && name_key(&person.entity.name) == key);
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

/// Members of cabinets of 2026. Their roles are partly stale in the source, so that only the country is kept.
fn add_cabinets(people: &mut Vec<Candidate>, by_qid: &BTreeMap<String, usize>, sources: &Sources) -> Result<()> {
    let mut known: BTreeSet<String> =
        people.iter().flat_map(|person| person.entity.names().map(name_key).collect::<Vec<_>>()).collect();
    for record in source::rows("recent_executives_govsalaries_2026.tsv")? {
        let (name, kind) = (record.get("name"), record.get("kind"));
        let Some(country) = sources.countries.get(record.get("cc")) else { continue };
        let weight = if kind == "executive" { 6.0 } else { 3.0 } * attention(Some(country), sources);
        if let Some(&index) = by_qid.get(record.get("qid_match")) {
            people[index].weight = people[index].weight.max(weight);
        } else if kind != "royalty" && is_clean_name(name) && is_full_latin_name(name) && known.insert(name_key(name)) {
            let mut entity = Entity::new("politician", "person", name);
            entity.country.clone_from(&country.code);
            people.push(Candidate { entity, weight, terms: Vec::new() });
        }
    }
    Ok(())
}
