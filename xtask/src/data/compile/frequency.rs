//! How often a name occurs in 37,554 political articles of 2012–2020: our own counts. Imports `source`.

use std::collections::BTreeMap;

use anyhow::Result;
use newsgloss::lexicon::name_key;

use crate::data::source;

/// Document frequencies, by identifier where the source table has one and by name for organizations and people.
pub(super) struct Frequency {
    by_id: BTreeMap<String, f64>,
    by_name: BTreeMap<(String, &'static str), f64>,
    organization_qids: BTreeMap<String, String>,
}

impl Frequency {
    /// Reads the counts.
    pub(super) fn load() -> Result<Self> {
        let mut by_id: BTreeMap<String, f64> = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        let mut organization_qids = BTreeMap::new();
        for record in source::rows("prior_df_allsides_2012-2020.tsv")? {
            let (name, id, count) = (record.get("name"), record.get("qid"), record.number("doc_freq_of_37554"));
            // A single word's count is mostly the count of an everyday word or a surname: Muslim, Most, David.
            let mononym = !name.contains(' ');
            match record.get("type") {
                "per" if mononym => continue,
                "per" => {
                    by_name.insert((name_key(name), "person"), count);
                }
                "org" => {
                    by_name.insert((name_key(name), "organization"), count);
                    if id.starts_with('Q') {
                        organization_qids.insert(name_key(name), id.to_owned());
                    }
                }
                _ => {}
            }
            // The capital's name was counted for the state.
            if !id.is_empty() && name != "Washington" {
                let most = by_id.entry(id.to_owned()).or_default();
                *most = most.max(count);
            }
        }
        Ok(Self { by_id, by_name, organization_qids })
    }

    /// The count of the most frequent name of a Wikidata item, or of a GeoNames place written `G` and its number.
    pub(super) fn of_id(&self, id: &str) -> f64 {
        self.by_id.get(id).copied().unwrap_or_default()
    }

    /// The count of a name of a `person` or an `organization`.
    pub(super) fn of_name(&self, name: &str, label: &'static str) -> f64 {
        self.by_name.get(&(name_key(name), label)).copied().unwrap_or_default()
    }

    /// The Wikidata item that the counts give for an organization. Not for parties: most of their names have several.
    pub(super) fn organization_qid(&self, name: &str) -> &str {
        self.organization_qids.get(&name_key(name)).map_or("", String::as_str)
    }
}
