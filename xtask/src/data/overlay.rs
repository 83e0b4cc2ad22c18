//! data/entities/overlay.toml: corrections to what the sources give, and names that no open table holds. Imports `entity`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result, ensure};
use newsgloss::lexicon::name_key;
use serde::Deserialize;

use super::entity::Entity;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Overlay {
    /// The day on which the whole was last read through.
    #[serde(rename = "reviewed")]
    _reviewed: toml::value::Datetime,
    /// Wikidata items of people whose count in the news is their own although their office is minor.
    pub(super) famous: BTreeSet<String>,
    /// Corrections, applied in order.
    change: Vec<Change>,
    /// Class → label and names.
    class: BTreeMap<String, Class>,
}

/// What is different about the entities that a name, and perhaps a Wikidata item, class or country, picks out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    name: String,
    #[serde(default)]
    qid: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    rename: String,
    #[serde(default)]
    also: Vec<String>,
    /// Aliases to take away.
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    /// Facts stay as they are unless this is set.
    #[serde(default)]
    only_these_facts: bool,
    weight: Option<f64>,
    /// Takes away a Wikidata item that is of something else.
    #[serde(default)]
    no_qid: bool,
    #[serde(default)]
    drop: bool,
    /// The table that shows it, or the reason.
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    label: String,
    names: BTreeMap<String, Hand>,
}

/// A name kept by hand, without an identifier.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hand {
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    country: String,
    text: String,
    weight: Option<f64>,
}

/// Reads the file.
pub(super) fn read(path: &Path) -> Result<Overlay> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{}", path.display()))
}

impl Overlay {
    /// The entities kept by hand.
    pub(super) fn entities(&self) -> Vec<Entity> {
        let mut entities = Vec::new();
        for (class, Class { label, names }) in &self.class {
            for (name, hand) in names {
                let mut entity = Entity::new(class, label, name);
                hand.also.iter().for_each(|alias| entity.alias(alias));
                entity.country.clone_from(&hand.country);
                entity.fact("text", &hand.text);
                entity.weigh(hand.weight.unwrap_or(4.0));
                entities.push(entity);
            }
        }
        entities
    }

    /// Applies the corrections. One that fits nothing is an error: the source has moved on.
    pub(super) fn apply(&self, entities: &mut Vec<Entity>) -> Result<()> {
        let mut idle = Vec::new();
        for change in &self.change {
            let fits = |entity: &Entity| {
                name_key(&entity.name) == name_key(&change.name)
                    && (change.qid.is_empty() || change.qid == entity.qid)
                    && (change.class.is_empty() || change.class == entity.class)
                    && (change.country.is_empty() || change.country == entity.country)
            };
            if !entities.iter().any(fits) {
                idle.push(change.name.as_str());
            }
            entities.retain(|entity| !(change.drop && fits(entity)));
            entities.iter_mut().filter(|entity| fits(entity)).for_each(|entity| change.apply(entity));
        }
        ensure!(idle.is_empty(), "overlay: changes that fit nothing: {}", idle.join(", "));
        Ok(())
    }
}

impl Change {
    fn apply(&self, entity: &mut Entity) {
        if !self.rename.is_empty() {
            let old = std::mem::replace(&mut entity.name, self.rename.clone());
            entity.aliases.retain(|alias| name_key(alias) != name_key(&self.rename));
            entity.alias(&old);
        }
        self.also.iter().for_each(|alias| entity.alias(alias));
        entity.aliases.retain(|alias| self.not.iter().all(|not| name_key(not) != name_key(alias)));
        if self.only_these_facts {
            entity.facts.clear();
        }
        for (fact, value) in &self.facts {
            entity.fact(fact, value);
        }
        if let Some(weight) = self.weight {
            entity.weigh(weight);
        }
        if self.no_qid {
            entity.qid.clear();
        }
    }
}
