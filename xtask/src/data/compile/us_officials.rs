//! Members of the US Congress, presidents, governors and other state officials. Imports `entity`, `source`, `offices`.

use std::collections::BTreeMap;

use anyhow::Result;
use newsgloss::lexicon::name_key;

use super::{Sources, offices, places::us_states};
use crate::data::{entity::Entity, source};

/// The year of the lists of Congress and of state officials.
const SEEN: &str = "2026";

/// The 119th Congress, joined by identifier to the terms of the politicians' list.
pub(super) fn congress(sources: &Sources) -> Result<Vec<Entity>> {
    let states = us_states()?;
    let mut terms = BTreeMap::new();
    for record in source::rows("politicians_wikidata_2022.tsv")? {
        if record.get("country") == "us" {
            terms.insert(record.get("qid").to_owned(), offices::terms(record.get("positions")));
        }
    }
    let mut entities = Vec::new();
    for record in source::rows("us_congress_current_2026.tsv")? {
        let (qid, chamber) = (record.get("qid"), record.get("chamber"));
        let mut entity = Entity::new("congress", "person", record.get("name"));
        record.list("aliases").for_each(|alias| entity.alias(alias));
        entity.qid = qid.into();
        entity.country = "US".into();
        entity.fact("office", &format!("US {chamber}"));
        entity.fact("state", states.get(record.get("state")).map_or("", String::as_str));
        entity.fact("party", adjective(record.get("party")));
        let title = format!("United States {chamber}");
        let held = terms.get(qid).into_iter().flatten().find(|term| term.title == title && term.open);
        match held.and_then(|term| term.from) {
            Some(year) => entity.fact("since", &year.to_string()),
            None => entity.fact("seen", SEEN),
        }
        let floor = if chamber == "senator" { 12.0 } else { 4.0 };
        let weight = sources.frequency.of_id(qid).max(floor);
        entity.weigh(weight);
        if sources.homonyms.is_shared(&entity.name, qid, weight) {
            entity.fact("shared", "yes");
        }
        entities.push(entity);
    }
    Ok(entities)
}

fn adjective(party: &str) -> &str {
    if party == "Democrat" { "Democratic" } else { party }
}

/// Presidents and vice presidents whom the politicians' list lacks: those before 1989 and those since 2023.
pub(super) fn presidents() -> Result<Vec<Entity>> {
    let mut entities = Vec::new();
    for record in source::rows("us_presidents_vps.tsv")? {
        let years: Vec<u32> = record.get("terms").split(['-', '|']).filter_map(|year| year.parse().ok()).collect();
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else { continue };
        if last > 1989 && first < 2023 {
            continue;
        }
        let president = record.get("office").contains("prez|") || record.get("office") == "prez";
        let mut entity = Entity::new("politician", "person", record.get("name"));
        entity.country = "US".into();
        // Terms of both offices stand in one list; with both, the years are not told apart.
        let both = record.get("office").contains('|');
        entity.fact("office", if president { "US President" } else { "US Vice President" });
        if last > 2025 {
            entity.fact("since", &first.to_string());
        } else if !both {
            entity.fact("from", &first.to_string());
            entity.fact("to", &last.to_string());
        } else {
            entity.fact("to", &last.to_string());
        }
        entity.weigh(if president { 12.0 } else { 3.0 });
        entities.push(entity);
    }
    Ok(entities)
}

/// Governors, other officers elected in a whole state, and mayors.
pub(super) fn state_officials(sources: &Sources) -> Result<Vec<Entity>> {
    let states = us_states()?;
    // Name and office and state: the join that homonyms do not break.
    let mut governors = BTreeMap::new();
    for record in source::rows("politicians_wikidata_2022.tsv")? {
        for term in offices::terms(record.get("positions")) {
            if record.get("country") == "us" && term.open {
                governors.insert((name_key(record.get("name")), term.title), (record.get("qid").to_owned(), term.from));
            }
        }
    }
    let mut entities = Vec::new();
    for record in source::rows("us_state_officials_openstates_2026.tsv")? {
        let Some(state) = states.get(record.get("state")) else { continue };
        let (office, weight) = match record.get("role") {
            "governor" => (format!("Governor of {state}"), 12.0),
            "lt_governor" => (format!("Lieutenant Governor of {state}"), 2.0),
            "attorney general" => (format!("Attorney General of {state}"), 3.0),
            "secretary of state" => (format!("Secretary of State of {state}"), 2.0),
            "mayor" if !record.get("place").is_empty() => {
                (format!("mayor of {}, {state}", title_case(record.get("place"))), 0.8)
            }
            _ => continue,
        };
        let mut entity = Entity::new("state-official", "person", record.get("name"));
        entity.country = "US".into();
        entity.fact("state", state);
        entity.fact("office", &office);
        entity.fact("party", adjective(record.get("party")).trim_start_matches("Nonpartisan"));
        let mut weight = weight;
        match governors.get(&(name_key(record.get("name")), office)) {
            Some((qid, from)) => {
                entity.qid.clone_from(qid);
                entity.fact("since", &from.map(|year| year.to_string()).unwrap_or_default());
                weight = sources.frequency.of_id(qid).max(weight);
            }
            None => entity.fact("seen", SEEN),
        }
        entity.weigh(weight);
        let id = if entity.qid.is_empty() { format!("openstates {}", record.get("state")) } else { entity.qid.clone() };
        if sources.homonyms.is_shared(&entity.name, &id, weight) {
            entity.fact("shared", "yes");
        }
        entities.push(entity);
    }
    Ok(entities)
}

/// `santa_monica` as `Santa Monica`.
fn title_case(slug: &str) -> String {
    let word = |word: &str| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
    slug.split('_').map(word).collect::<Vec<_>>().join(" ")
}
