//! `cargo xtask data check`: what must hold of every committed table. Imports `entity`, `describe`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use newsgloss::annotation::Label;

use super::{
    country_names,
    describe::{LONGEST, describe},
    entity::{self, Entity},
    folder, overlay,
};

/// Fails with all that is wrong, one line each.
pub(super) fn run() -> Result<()> {
    let files = entity::read_all(&folder())?;
    overlay::read(&folder().join("overlay.toml"))?;
    let countries = country_names(&files);
    let mut faults = Vec::new();
    let mut keys = BTreeMap::new();
    for (file, entities) in &files {
        ensure!(!entities.is_empty(), "{file}.tsv is empty");
        if !entities.is_sorted_by(|a, b| a.key < b.key) {
            faults.push(format!("{file}: keys are not sorted, or one stands twice"));
        }
        for entity in entities {
            let country = countries.get(&entity.country).map_or("", String::as_str);
            let found = faults_of(entity, country, &countries);
            faults.extend(found.into_iter().map(|fault| format!("{file}: {}: {fault}", entity.key)));
            if let Some(other) = keys.insert(&entity.key, file) {
                faults.push(format!("{file}: {}: key is also in {other}", entity.key));
            }
        }
    }
    let total = keys.len();
    for (file, entities) in &files {
        let linked = entities.iter().filter(|entity| !entity.qid.is_empty()).count();
        println!("{:>6} {file}, {linked} with a Wikidata item", entities.len());
    }
    println!("{total:>6} entities");
    ensure!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

fn faults_of(entity: &Entity, country: &str, countries: &BTreeMap<String, String>) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let mut require = |holds: bool, fault| {
        if !holds {
            faults.push(fault);
        }
    };
    let slug = |char: char| char.is_alphanumeric() && !char.is_uppercase() || "-+!".contains(char);
    require(!entity.key.is_empty() && entity.key.chars().all(slug), "key is not a slug");
    require(entity.names().all(|name| !name.trim().is_empty() && name.trim() == name), "empty or padded name");
    let distinct: BTreeSet<&str> = entity.names().collect();
    require(distinct.len() == entity.names().count(), "name stands twice");
    let digits = entity.qid.strip_prefix('Q').is_some_and(|number| number.parse().is_ok_and(|number: u32| number > 0));
    require(entity.qid.is_empty() || digits, "invalid Wikidata item");
    require(Label::from_name(&entity.label).is_some(), "unknown label");
    require(entity.country.is_empty() || countries.contains_key(&entity.country), "unknown country");
    let description = describe(entity, country);
    require(!description.is_empty(), "no description");
    require(description.chars().count() <= LONGEST, "description is too long");
    let mut words = description.split(|char: char| !char.is_alphanumeric());
    require(words.all(|word| !["current", "currently", "Current"].contains(&word)), "description says current");
    require(!description.contains("  ") && !description.contains("()"), "description has a gap");
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_tables_are_sound() {
        run().unwrap();
    }

    #[test]
    fn finds_what_is_wrong_with_a_row() {
        let countries = BTreeMap::from([("UA".to_owned(), "Ukraine".to_owned())]);
        let mut entity = Entity::new("politician", "person", "Volodymyr Zelenskyy");
        entity.key = "volodymyr-zelenskyy".into();
        entity.qid = "Q3874799".into();
        entity.country = "UA".into();
        entity.fact("office", "President of Ukraine");
        entity.fact("since", "2019");
        assert!(faults_of(&entity, "Ukraine", &countries).is_empty());

        let broken = |change: fn(&mut Entity)| {
            let mut broken = entity.clone();
            change(&mut broken);
            faults_of(&broken, "Ukraine", &countries)
        };
        assert_eq!(broken(|entity| entity.key = "Volodymyr Zelenskyy".into()), ["key is not a slug"]);
        assert_eq!(broken(|entity| entity.qid = "3874799".into()), ["invalid Wikidata item"]);
        assert_eq!(broken(|entity| entity.label = "human".into()), ["unknown label"]);
        assert_eq!(broken(|entity| entity.country = "XX".into()), ["unknown country"]);
        assert_eq!(broken(|entity| entity.aliases.push(" ".into())), ["empty or padded name"]);
        assert_eq!(broken(|entity| entity.fact("office", "current President")), ["description says current"]);
        assert_eq!(broken(|entity| entity.fact("text", &"x".repeat(100))), ["description is too long"]);
    }
}
