//! Political parties and international bodies. Imports `countries`, `entity`, `source`.

use std::collections::BTreeMap;

use anyhow::Result;
use newsgloss::lexicon::name_key;

use super::Sources;
use crate::data::{countries::with_article, entity::Entity, source};

/// Parties that ended before this year are left out.
const PARTY_ENDED: f64 = 1990.0;
/// Per cent of the vote at best; smaller parties are left out.
const SMALLEST_SHARE: f64 = 1.0;
/// From this share on, a party's initials are a name.
const INITIALS_SHARE: f64 = 5.0;

/// Political parties, one per Wikidata item.
pub(super) fn parties(sources: &Sources) -> Result<Vec<Entity>> {
    let mut parties: BTreeMap<String, Entity> = BTreeMap::new();
    for record in source::rows("parties_partyfacts_2026.tsv")? {
        let (share, last) = (record.number("max_vote_share"), record.number("year_last"));
        let Some(country) = sources.countries.alpha3(record.get("country_iso3")) else { continue };
        if share < SMALLEST_SHARE || (last > 0.0 && last < PARTY_ENDED) {
            continue;
        }
        let entity = parties.entry(record.get("qid").into()).or_insert_with(|| {
            let mut entity =
                Entity::new("party", "organization", record.get("name").split(" (").next().unwrap_or_default());
            entity.qid = record.get("qid").into();
            entity.country.clone_from(&country.code);
            entity.fact("of", &with_article(&country.name));
            entity.fact("from", record.get("year_first"));
            entity.fact("to", record.get("year_last"));
            let attention = (1.0 + sources.frequency.of_id(&country.qid)).log10();
            entity.weigh(share / 40.0 * attention);
            entity
        });
        // Initials that spell a word (THE, ACT, HAT) find the word and not the party.
        let word = |alias: &str| alias.chars().all(char::is_uppercase) && sources.words.contains(&alias.to_lowercase());
        for alias in record.list("aliases").filter(|alias| is_party_alias(alias, share) && !word(alias)) {
            entity.alias(alias);
        }
    }
    parties.retain(|_, party| party.name.len() > 2 && party.name.starts_with(char::is_uppercase));
    Ok(parties.into_values().collect())
}

/// Whole names and, of larger parties, initials; no lists of variants and no remarks.
fn is_party_alias(alias: &str, share: f64) -> bool {
    let initials = !alias.contains(' ') && alias.len() <= 6;
    let plain =
        !alias.contains(['/', '[', '(', ':']) && !alias.contains(" - ") && alias.starts_with(char::is_uppercase);
    let shouted = alias.chars().all(char::is_uppercase);
    // News in English rarely has the native name of a small party, and hardly ever a long one.
    let words = alias.split(' ').count();
    let used = words <= 2 || (words <= 4 && share >= 2.0 * INITIALS_SHARE);
    plain && used && alias.len() > 2 && (shouted || alias.len() > 3) && (!initials || share >= INITIALS_SHARE)
}

/// International and European bodies of EuroVoc, with Wikidata items where the counts of names have them.
pub(super) fn bodies(sources: &Sources) -> Result<Vec<Entity>> {
    let mut entities = Vec::new();
    for record in source::rows("vocab_eurovoc_2021-06.tsv")? {
        let Some(kind) = record.list("microthesauri").find_map(body_kind) else { continue };
        let name = record.get("pref_label");
        let code = name.len() <= 5 && !name.contains(char::is_lowercase) && record.get("alt_labels").is_empty();
        if !is_proper_name(name) || code || NO_BODIES.iter().any(|word| name.contains(word)) {
            continue;
        }
        let mut entity = Entity::new("body", "organization", name);
        entity.fact("kind", kind);
        entity.fact("eurovoc", record.get("id"));
        entity.alias(&name.replace("Organisation", "Organization"));
        for alias in record.list("alt_labels").filter(|alias| is_proper_name(alias) && same_body(name, alias)) {
            entity.alias(alias);
        }
        let qids: Vec<&str> =
            entity.names().map(|name| sources.frequency.organization_qid(name)).filter(|qid| !qid.is_empty()).collect();
        qids.first().copied().unwrap_or_default().clone_into(&mut entity.qid);
        let counts = entity.names().map(|name| sources.frequency.of_name(name, "organization"));
        let weight = counts.fold(1.0, f64::max).max(sources.frequency.of_id(&entity.qid));
        entity.weigh(weight);
        entities.push(entity);
    }
    Ok(entities)
}

/// Parts of proper names in EuroVoc's lists of bodies that are offices, parts or predecessors of bodies, or that stand
/// in another table.
const NO_BODIES: [&str; 13] = [
    "Commissioner",
    "Common Assembly",
    "Commission Delegation",
    "Committee of the EP",
    "EP Committee",
    "Joint Undertaking",
    "Presidency",
    "Secretary-General",
    "South Sudan",
    "UN Commission",
    "UN Standing",
    "UNO",
    "of the EP",
];

fn body_kind(microthesaurus: &str) -> Option<&'static str> {
    match microthesaurus.get(..4)? {
        "1006" => Some("European Union institution or body"),
        "7606" => Some("United Nations body"),
        "7611" => Some("European organisation"),
        "7616" => Some("regional organisation"),
        "7621" => Some("international organisation"),
        "7626" => Some("international non-governmental organisation"),
        _ => None,
    }
}

const SMALL_WORDS: [&str; 10] = ["and", "against", "de", "for", "in", "of", "on", "the", "to", "with"];

/// Every word but the small ones has a capital, and there is no remark in brackets.
fn is_proper_name(name: &str) -> bool {
    !name.contains('(')
        && name.len() > 2
        && name.split(' ').all(|word| SMALL_WORDS.contains(&word) || word.contains(char::is_uppercase))
}

/// EuroVoc's "used for" labels also hold predecessors and parts; a name of the same body shares its initials or most words.
fn same_body(name: &str, alias: &str) -> bool {
    let spelled = |name: &str| name_key(name).replace("organization", "organisation").replace("united nations", "un");
    let (name_words, alias_words) = (spelled(name), spelled(alias));
    let words = |text: &str| -> Vec<String> {
        text.split(' ').filter(|word| !SMALL_WORDS.contains(word)).map(Into::into).collect()
    };
    let (one, other) = (words(&name_words), words(&alias_words));
    let initials = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let fits = |short: &[String], long: &[String]| {
        let expanded = if long.first().is_some_and(|word| word == "un") {
            format!("un{}", initials(&long[1..]))
        } else {
            String::new()
        };
        short.len() == 1 && long.len() > 1 && (short[0] == initials(long) || short[0] == expanded)
    };
    let shared = one.iter().filter(|word| other.contains(word)).count();
    fits(&one, &other) || fits(&other, &one) || shared * 3 >= one.len().max(other.len()) * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_names_of_a_body_from_its_predecessors() {
        for (name, alias, same) in [
            ("NATO", "North Atlantic Treaty Organization", true),
            ("International Atomic Energy Agency", "IAEA", true),
            ("World Trade Organisation", "World Trade Organization", true),
            ("UN Security Council", "United Nations Security Council", true),
            ("UNHCR", "UN High Commissioner for Refugees", true),
            ("International Organisation for Migration", "ICME", false),
            ("European Space Agency", "ELDO", false),
            ("African Union", "Organisation of African Unity", false),
        ] {
            assert_eq!(same_body(name, alias), same, "{name} / {alias}");
        }
    }

    #[test]
    fn concepts_are_not_names() {
        assert!(is_proper_name("Council of the European Union"));
        assert!(!is_proper_name("UN specialised agency"));
        assert!(!is_proper_name("fund (EU)"));
    }
}
