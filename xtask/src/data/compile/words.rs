//! Words that are names and something else besides, and given names and surnames: data/names/*. Imports `source`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use anyhow::{Context, Result};
use newsgloss::lexicon::name_key;

use crate::{
    data::{entity::Entity, source},
    root::root,
};

/// Given names kept, by how many people bear them.
const GIVEN: usize = 3_000;
/// Surnames kept.
const SURNAMES: usize = 5_000;

/// Single words that are common in English, be it as a word, a given name or a surname: too common for a small city.
pub(super) struct Everyday {
    /// Word as the source writes it → its frequency on the Zipf scale.
    words: BTreeMap<String, f64>,
}

impl Everyday {
    /// Reads the study's list.
    pub(super) fn load() -> Result<Self> {
        let rows = source::rows("ambiguous_single_token_names.tsv")?;
        // A territory is common because of the news; that is no other sense.
        let other_sense = rows.iter().filter(|record| !matches!(record.get("types"), "territory" | "territory|admin1"));
        Ok(Self { words: other_sense.map(|record| (name_key(record.get("name")), record.number("zipf_en"))).collect() })
    }

    /// Whether `name` is a single word on the list.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.words.contains_key(&name_key(name))
    }
}

/// Writes the lists that the lexicon is packed from: only words that are part of a name in `entities`.
pub(super) fn compile(entities: &[Entity], words: &BTreeSet<String>) -> Result<()> {
    let folder = root().join("data/names");
    fs::create_dir_all(&folder)?;
    let mut given: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for record in source::rows("names_us_census1990_given.tsv")? {
        let shares = given.entry(record.get("name").to_owned()).or_default();
        let share = if record.get("gender") == "f" { &mut shares.0 } else { &mut shares.1 };
        *share = record.number("pct");
    }
    let mut given: Vec<(String, (f64, f64))> = given.into_iter().collect();
    given.sort_by(|a, b| (b.1.0 + b.1.1).total_cmp(&(a.1.0 + a.1.1)).then_with(|| a.0.cmp(&b.0)));
    given.truncate(GIVEN);
    given.sort_by(|a, b| a.0.cmp(&b.0));
    let lines: Vec<String> = given.iter().map(|(name, (f, m))| format!("{name}\t{}", gender(*f, *m))).collect();
    fs::write(folder.join("given.tsv"), lines.join("\n") + "\n")?;

    let surnames = source::rows("names_us_census1990_surnames_top20k.tsv")?;
    let mut surnames: Vec<&str> = surnames.iter().take(SURNAMES).map(|record| record.get("surname")).collect();
    surnames.sort_unstable();
    fs::write(folder.join("surnames.txt"), surnames.join("\n") + "\n")?;

    let names = entities.iter().flat_map(Entity::names).chain(surnames.iter().copied());
    let names: BTreeSet<String> = names.chain(given.iter().map(|(name, _)| name.as_str())).map(name_key).collect();
    let everyday: Vec<&str> = words.iter().filter(|word| names.contains(*word)).map(String::as_str).collect();
    fs::write(folder.join("everyday.txt"), everyday.join("\n") + "\n")?;
    println!("{:>6} everyday words, {} given names, {} surnames", everyday.len(), given.len(), surnames.len());
    Ok(())
}

/// Words that public-domain texts write small three times or more, and once in twenty times or more.
pub(super) fn small_words() -> Result<BTreeSet<String>> {
    let (mut small, mut all) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for file in ["us-presidential-speeches.txt", "us-senate-press-releases.jsonl"] {
        let path = root().join("../shared/data/text").join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("needs ../shared: {}", path.display()))?;
        for word in text.split(|char: char| !char.is_alphabetic()).filter(|word| word.len() > 1) {
            let key = word.to_lowercase();
            if key == word {
                *small.entry(key.clone()).or_default() += 1;
            }
            *all.entry(key).or_default() += 1;
        }
    }
    small.retain(|word, count| *count >= 3 && *count * 20 >= all.get(word).copied().unwrap_or_default());
    Ok(small.into_keys().collect())
}

/// `f` or `m` when nine in ten bearers are; `-` otherwise.
fn gender(women: f64, men: f64) -> char {
    let share = women / (women + men);
    if share >= 0.9 {
        'f'
    } else if share <= 0.1 {
        'm'
    } else {
        '-'
    }
}
