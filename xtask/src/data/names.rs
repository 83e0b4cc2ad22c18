//! Packs the tables of entities: names into `en.lexicon` and `en.names`, cards into `en.cards-names-NN`.
//! Imports `entity`, `describe`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use newsgloss::lexicon::{
    Class,
    cards::{self, NAME_CARDS, NameCard},
    name_key,
    names::{self, MORE_NAMES, NewRecord, Written},
    pack::{self, Tag},
};

use super::{
    country_names,
    describe::describe,
    entity::{self, Entity},
    folder,
};
use crate::root::root;

/// From this prior on, a name is known for what it names even if people bear it too: Jordan, Georgia, Washington.
const WELL_KNOWN: u8 = 60;
/// Entities of this prior or more load before the first highlight, with those of the [`SMALL_CLASSES`].
const FIRST_PART: u8 = 32;
/// Classes that are few and whose names are hardly ever something else.
const SMALL_CLASSES: [Class; 8] = [
    Class::ArmedGroup,
    Class::Body,
    Class::CentralBank,
    Class::Country,
    Class::Demonym,
    Class::Group,
    Class::Parliament,
    Class::Territory,
];
/// A piece of cards weighs about 8 bytes a record; it must stay below 40 KiB.
const PIECE_RECORDS: usize = 3_600;

/// Parts of a data file.
type Sections = Vec<(Tag, Vec<u8>)>;

/// Writes `en.names` and the cards into `out_dir`; returns the sections for `en.lexicon`, and the files.
pub(super) fn pack(out_dir: &Path) -> Result<(Sections, Vec<PathBuf>)> {
    let tables = entity::read_all(&folder())?;
    let countries = country_names(&tables);
    let (first, more): (Vec<Entity>, Vec<Entity>) =
        tables.into_iter().flat_map(|(_, entities)| entities).partition(is_first);
    let (written, mut files) = part(&first, 0, &countries, out_dir)?;
    let (rest, cards) = part(&more, files.len() as u8, &countries, out_dir)?;
    files.extend(cards);
    let sections: Vec<_> = rest.sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let path = out_dir.join(MORE_NAMES.name);
    fs::write(&path, pack::write(MORE_NAMES, &sections))?;
    files.push(path);
    Ok((written.sections, files))
}

fn is_first(entity: &Entity) -> bool {
    let small = Class::from_name(&entity.class).is_some_and(|class| SMALL_CLASSES.contains(&class));
    small || entity.prior >= FIRST_PART
}

/// The names of some entities, and the files of their cards, numbered from `first_piece` on.
fn part(
    entities: &[Entity],
    first_piece: u8,
    countries: &BTreeMap<String, String>,
    out_dir: &Path,
) -> Result<(Written, Vec<PathBuf>)> {
    let records: Vec<NewRecord> = entities.iter().map(record).collect::<Result<_>>()?;
    let everyday = words("everyday.txt")?;
    let mut people = words("surnames.txt")?;
    people.extend(words("given.tsv")?);
    let is_everyday = |key: &str, prior: u8| everyday.contains(key) || (prior < WELL_KNOWN && people.contains(key));
    let written = names::write(&records, is_everyday, first_piece, PIECE_RECORDS);
    let mut files = Vec::new();
    for (number, piece) in (first_piece..).zip(&written.pieces) {
        let cards: Vec<NameCard> = piece.iter().map(|&place| card(&entities[place], countries)).collect();
        let path = out_dir.join(format!("{}-{number:02}", NAME_CARDS.name));
        fs::write(&path, cards::write(number, written.edition, &cards))
            .with_context(|| format!("cannot write {}", path.display()))?;
        files.push(path);
    }
    Ok((written, files))
}

fn record(entity: &Entity) -> Result<NewRecord> {
    let class = Class::from_name(&entity.class).with_context(|| format!("{}: class {}", entity.key, entity.class))?;
    Ok(NewRecord {
        names: entity.names().map(Into::into).collect(),
        class,
        country: entity.country.as_bytes().try_into().ok(),
        prior: entity.prior,
        shared: entity.get("shared") == "yes",
    })
}

fn card(entity: &Entity, countries: &BTreeMap<String, String>) -> NameCard {
    let country = countries.get(&entity.country).map_or("", String::as_str);
    let qid = entity.qid.strip_prefix('Q').and_then(|number| number.parse().ok());
    NameCard { qid, description: describe(entity, country) }
}

/// The first column of a list in data/names, as keys.
fn words(file: &str) -> Result<BTreeSet<String>> {
    Ok(list(file)?.lines().map(|line| name_key(line.split('\t').next().unwrap_or_default())).collect())
}

fn list(file: &str) -> Result<String> {
    let path = root().join("data/names").join(file);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}
