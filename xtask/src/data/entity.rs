//! One row of data/entities/*.tsv, and how a file of them is read and written. Imports std only.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use newsgloss::lexicon::name_key;

/// The columns of every file, in order.
pub(super) const HEADER: &str = "key\tqid\tclass\tlabel\tname\taliases\tcountry\tprior\tfacts";

/// A person, place, organization … that an article may name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entity {
    /// A slug, unique over all files.
    pub(super) key: String,
    /// Wikidata item, only from a source that has it; may be empty.
    pub(super) qid: String,
    /// The kind of thing, finer than the label; decides the description.
    pub(super) class: String,
    /// The label of its mentions.
    pub(super) label: String,
    /// The name that a card shows.
    pub(super) name: String,
    /// Other names, without those that differ only in what a key ignores.
    pub(super) aliases: Vec<String>,
    /// ISO 3166-1 alpha-2; may be empty.
    pub(super) country: String,
    /// 12 · log2(1 + weight), where the weight estimates mentions in 37,554 news articles.
    pub(super) prior: u8,
    /// What the description is made of: office, from, to, state, party, population …
    pub(super) facts: BTreeMap<String, String>,
}

impl Entity {
    /// An entity of `class` and `label`, called `name`.
    pub(super) fn new(class: &str, label: &str, name: &str) -> Self {
        Self { class: class.into(), label: label.into(), name: name.trim().into(), ..Self::default() }
    }

    /// Adds a fact, unless its value is empty.
    pub(super) fn fact(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.facts.insert(name.into(), value.replace([';', '\t'], ","));
        }
    }

    /// The value of a fact, or the empty string.
    pub(super) fn get(&self, fact: &str) -> &str {
        self.facts.get(fact).map_or("", String::as_str)
    }

    /// Adds an alias, unless it is empty or compares equal to a name already there.
    pub(super) fn alias(&mut self, alias: &str) {
        let alias = alias.trim();
        let key = name_key(alias);
        if !key.is_empty() && self.names().all(|name| name_key(name) != key) {
            self.aliases.push(alias.into());
        }
    }

    /// The name and the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }

    /// Sets the prior by an estimate of mentions in 37,554 articles.
    #[expect(clippy::cast_sign_loss, reason = "clamped")]
    pub(super) fn weigh(&mut self, weight: f64) {
        self.prior = (12.0 * (1.0 + weight).log2()).round().clamp(0.0, 255.0) as u8;
    }

    fn to_line(&self) -> String {
        let facts: Vec<String> = self.facts.iter().map(|(name, value)| format!("{name}={value}")).collect();
        [
            &self.key,
            &self.qid,
            &self.class,
            &self.label,
            &self.name,
            &self.aliases.join("|"),
            &self.country,
            &self.prior.to_string(),
            &facts.join("; "),
        ]
        .map(String::as_str)
        .join("\t")
    }

    fn from_line(line: &str) -> Result<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [key, qid, class, label, name, aliases, country, prior, facts] = cells[..] else {
            anyhow::bail!("{} columns, expected 9", cells.len());
        };
        let fact = |fact: &str| fact.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(Self {
            key: key.into(),
            qid: qid.into(),
            class: class.into(),
            label: label.into(),
            name: name.into(),
            aliases: aliases.split('|').filter(|alias| !alias.is_empty()).map(Into::into).collect(),
            country: country.into(),
            prior: prior.parse().context("prior is not a number from 0 to 255")?,
            facts: facts
                .split("; ")
                .filter(|fact| !fact.is_empty())
                .map(|text| fact(text).with_context(|| format!("fact without a value: {text}")))
                .collect::<Result<_>>()?,
        })
    }
}

/// Reads one file of entities.
pub(super) fn read(path: &Path) -> Result<Vec<Entity>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lines = text.lines();
    ensure!(lines.next() == Some(HEADER), "{}: wrong header", path.display());
    let at = |index: usize| format!("{} line {}", path.display(), index + 2);
    lines.enumerate().map(|(index, line)| Entity::from_line(line).with_context(|| at(index))).collect()
}

/// Writes one file of entities, sorted by key.
pub(super) fn write(path: &Path, entities: &[Entity]) -> Result<()> {
    let mut lines: Vec<String> = entities.iter().map(Entity::to_line).collect();
    lines.sort();
    let text = format!("{HEADER}\n{}\n", lines.join("\n"));
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads every file of entities in `folder`, in order of their names.
pub(super) fn read_all(folder: &Path) -> Result<Vec<(String, Vec<Entity>)>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| Ok((stem(path), read(path)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_survives_writing_and_reading() {
        let mut entity = Entity::new("person", "person", "Antony Blinken");
        entity.alias("Tony Blinken");
        entity.alias("ANTONY  BLINKEN");
        entity.fact("office", "US Secretary of State");
        entity.fact("from", "2021");
        entity.fact("party", "");
        entity.weigh(3.0);
        assert_eq!(entity.aliases, ["Tony Blinken"]);
        assert_eq!(entity.prior, 24);
        assert_eq!(Entity::from_line(&entity.to_line()).unwrap(), entity);
    }
}
