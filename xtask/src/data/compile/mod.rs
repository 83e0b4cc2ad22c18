//! `cargo xtask data compile`: ../shared/data/knowledge and overlay.toml to data/entities/*.tsv and data/names/*.
//! Runs only where ../shared is at hand; what it writes is committed.

mod business;
mod frequency;
mod homonyms;
mod offices;
mod organizations;
mod people;
mod places;
mod us_government;
mod us_officials;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use anyhow::{Result, ensure};
use newsgloss::lexicon::name_key;

use super::{countries::Countries, entity, entity::Entity, folder, overlay};
use frequency::Frequency;
use homonyms::Homonyms;
use words::Everyday;

/// What several of the tables are made with.
struct Sources {
    countries: Countries,
    frequency: Frequency,
    homonyms: Homonyms,
    everyday: Everyday,
    famous: BTreeSet<String>,
    words: BTreeSet<String>,
}

/// Writes all tables anew.
pub(super) fn run() -> Result<()> {
    let overlay = overlay::read(&folder().join("overlay.toml"))?;
    let sources = Sources {
        countries: Countries::load()?,
        frequency: Frequency::load()?,
        homonyms: Homonyms::load()?,
        everyday: Everyday::load()?,
        famous: overlay.famous.clone(),
        words: words::small_words()?,
    };
    let (people_kept, mut kept): (Vec<_>, Vec<_>) =
        overlay.entities().into_iter().partition(|entity| entity.label == "person");
    for entity in kept.iter_mut().filter(|entity| entity.label == "organization") {
        entity.qid = sources.frequency.organization_qid(&entity.name).into();
    }
    // In order of preference: of two rows for one thing, the first stays.
    let entities: Vec<Entity> = [
        kept,
        places::territories(&sources),
        places::demonyms(&sources),
        places::regions(&sources)?,
        places::cities(&sources)?,
        us_officials::congress(&sources)?,
        us_officials::state_officials(&sources)?,
        people::politicians(&sources)?,
        us_officials::presidents()?,
        organizations::parties(&sources)?,
        organizations::bodies(&sources)?,
        us_government::agencies(&sources)?,
        us_government::committees(&sources)?,
        us_government::courts()?,
        business::companies(&sources)?,
        business::media(&sources)?,
    ]
    .concat();
    let mut entities = merged(entities);
    overlay.apply(&mut entities)?;
    let name = |person: &Entity| (person.label.clone(), person.country.clone(), name_key(&person.name));
    let known: BTreeSet<_> = entities.iter().map(name).collect();
    let twice = people_kept.iter().filter(|person| known.contains(&name(person)));
    let twice: Vec<&str> = twice.map(|person| person.name.as_str()).collect();
    ensure!(twice.is_empty(), "overlay: in the tables already, change those rows: {}", twice.join(", "));
    entities.extend(people_kept);
    entities.sort_by(|a, b| (&a.name, b.prior, &a.qid).cmp(&(&b.name, a.prior, &b.qid)));
    assign_keys(&mut entities);
    write(&entities)?;
    words::compile(&entities, &sources.words)
}

/// One entity per thing: rows with one Wikidata item and label, and rows of one name and label that can be the same,
/// are joined, the first staying and taking over the names of the others.
fn merged(entities: Vec<Entity>) -> Vec<Entity> {
    let mut kept: Vec<Entity> = Vec::new();
    let mut by_item: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for entity in entities {
        let item = (entity.label.clone(), entity.qid.clone());
        let name = (entity.label.clone(), name_key(&entity.name));
        let namesakes = by_name.entry(name).or_default();
        let same = by_item.get(&item).copied().filter(|_| !entity.qid.is_empty());
        let same = same.or_else(|| namesakes.iter().copied().find(|&index| may_be_one(&kept[index], &entity)));
        let Some(index) = same else {
            by_item.entry(item).or_insert(kept.len());
            namesakes.push(kept.len());
            kept.push(entity);
            continue;
        };
        let first = &mut kept[index];
        entity.names().for_each(|name| first.alias(name));
        first.prior = first.prior.max(entity.prior);
        if first.qid.is_empty() && !entity.qid.is_empty() {
            first.qid = entity.qid;
            by_item.entry(item).or_insert(index);
        }
    }
    kept
}

/// Whether two rows of one name and label can be the same thing. Places share names within a country too.
fn may_be_one(first: &Entity, second: &Entity) -> bool {
    let items = first.qid.is_empty() || second.qid.is_empty();
    let countries = first.country == second.country;
    match first.label.as_str() {
        "place" => false,
        "person" => items && countries,
        _ => items && (countries || first.country.is_empty() || second.country.is_empty()),
    }
}

/// Gives each entity a slug of its name; where several share it, with the country, then with a number.
fn assign_keys(entities: &mut [Entity]) {
    let slug = |entity: &Entity| name_key(&entity.name).replace(", ", "-").replace([' ', ','], "-").replace('&', "and");
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for entity in entities.iter() {
        *bearers.entry(slug(entity)).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    for entity in entities {
        let slug = slug(entity);
        let shared = bearers.get(&slug).is_some_and(|&count| count > 1) && !entity.country.is_empty();
        let base = if shared { format!("{slug}-{}", entity.country.to_lowercase()) } else { slug };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        entity.key = std::iter::once(base.clone()).chain(numbered).find(|key| !taken.contains(key)).unwrap_or_default();
        taken.insert(entity.key.clone());
    }
}

/// Class → the file that holds it, where that is not the class's plural.
fn file_of(class: &str) -> String {
    match class {
        "country" | "territory" => "territories",
        "capital" => "capitals",
        "city" => "cities",
        "place" => "geography",
        "body" => "bodies",
        "government" => "institutions",
        "agency" => "agencies",
        "company" | "firm" => "companies",
        "party" => "parties",
        "outlet" | "newspaper" | "broadcaster" => "media",
        "politician" | "person" => "people",
        "civil-society" => "civil-society",
        "university" => "universities",
        "facility" => "facilities",
        "congress" => "congress",
        class => return format!("{class}s"),
    }
    .into()
}

fn write(entities: &[Entity]) -> Result<()> {
    let mut files: BTreeMap<String, Vec<Entity>> = BTreeMap::new();
    for entity in entities {
        files.entry(file_of(&entity.class)).or_default().push(entity.clone());
    }
    for path in fs::read_dir(folder())?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()? {
        if path.extension().is_some_and(|extension| extension == "tsv") {
            fs::remove_file(path)?;
        }
    }
    for (file, entities) in files {
        let path = folder().join(file).with_extension("tsv");
        entity::write(&path, &entities)?;
        println!("{:>6} {}", entities.len(), path.display());
    }
    println!("{:>6} entities", entities.len());
    Ok(())
}
