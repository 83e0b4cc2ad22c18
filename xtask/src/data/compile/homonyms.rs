//! Names that several people bear: from all people in the sources, kept or not, and from how common the parts of a name
//! are in the US Census of 1990. Imports `source`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use newsgloss::lexicon::name_key;

use crate::data::source;

/// US residents of either sex in 1990, about.
const RESIDENTS_OF_A_SEX: f64 = 125e6;

/// What is known about how many people bear a name.
pub(super) struct Homonyms {
    /// key of the name → identifiers of the people who bear it.
    bearers: BTreeMap<String, BTreeSet<String>>,
    given: BTreeMap<String, f64>,
    surnames: BTreeMap<String, f64>,
}

impl Homonyms {
    /// Reads the politicians' list, the US state officials and the Census.
    pub(super) fn load() -> Result<Self> {
        let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for record in source::rows("politicians_wikidata_2022.tsv")? {
            bearers.entry(name_key(record.get("name"))).or_default().insert(record.get("qid").into());
        }
        for record in source::rows("us_congress_current_2026.tsv")? {
            bearers.entry(name_key(record.get("name"))).or_default().insert(record.get("qid").into());
        }
        for record in source::rows("us_state_officials_openstates_2026.tsv")? {
            // Rows without a state are members of Congress; and an American of that name may be the same person.
            let known = bearers.entry(name_key(record.get("name"))).or_default();
            if !record.get("state").is_empty() && known.is_empty() {
                known.insert(format!("openstates {}", record.get("state")));
            }
        }
        let mut given = BTreeMap::new();
        for record in source::rows("names_us_census1990_given.tsv")? {
            let share: &mut f64 = given.entry(name_key(record.get("name"))).or_default();
            *share = share.max(record.number("pct") / 100.0);
        }
        let surnames = source::rows("names_us_census1990_surnames_top20k.tsv")?;
        let surnames = surnames.iter().map(|record| (name_key(record.get("surname")), record.number("pct") / 100.0));
        Ok(Self { bearers, given, surnames: surnames.collect() })
    }

    /// Whether someone else of that name is likely enough to be meant, for a person mentioned in `weight` articles.
    pub(super) fn is_shared(&self, name: &str, id: &str, weight: f64) -> bool {
        let key = name_key(name);
        let others = self.bearers.get(&key).into_iter().flatten().any(|bearer| bearer != id);
        others || self.americans(&key) > 100.0 * weight.max(1.0)
    }

    /// How many Americans bear a name, if given names and surnames were drawn independently.
    fn americans(&self, key: &str) -> f64 {
        let mut words = key.split(' ');
        let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return 0.0 };
        let share = |table: &BTreeMap<String, f64>, word| table.get(word).copied().unwrap_or_default();
        let middle = if words.next().is_some() { 0.02 } else { 1.0 };
        RESIDENTS_OF_A_SEX * share(&self.given, first) * share(&self.surnames, last) * middle
    }
}
