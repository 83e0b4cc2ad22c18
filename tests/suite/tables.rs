//! The names of data/entities as the engine looks them up, made in memory. Imports: `newsgloss::{annotation, lexicon}`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use newsgloss::lexicon::names::{NewRecord, write};
use newsgloss::lexicon::{Class, LEXICON, Names, name_key, pack};

/// What a record is known by: name, class and country.
pub(crate) type Identity = (String, Class, String);

/// Names below this prior that people bear are everyday words, as `cargo xtask data pack` has it.
const WELL_KNOWN: u8 = 60;

/// All names, and key → identity.
pub(crate) fn names() -> (Names, BTreeMap<String, Identity>) {
    let (mut records, mut known) = (Vec::new(), BTreeMap::new());
    for row in tables().lines() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [key, _, class, _, name, aliases, country, prior, facts] = columns.as_slice() else { continue };
        let Some(class) = Class::from_name(class) else { continue };
        known.insert((*key).to_owned(), ((*name).to_owned(), class, (*country).to_owned()));
        let aliases = aliases.split('|').filter(|alias| !alias.is_empty());
        records.push(NewRecord {
            names: std::iter::once(*name).chain(aliases).map(str::to_owned).collect(),
            class,
            country: country.as_bytes().try_into().ok(),
            prior: prior.parse().expect("a prior is a number"),
            shared: facts.contains("shared=yes"),
        });
    }
    let (everyday, mut people) = (words("everyday.txt"), words("surnames.txt"));
    people.extend(words("given.tsv"));
    let is_everyday = |key: &str, prior: u8| everyday.contains(key) || prior < WELL_KNOWN && people.contains(key);
    let sections = write(&records, is_everyday, 0, 5_000).sections;
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let file = pack::write(LEXICON, &sections);
    let mut names = Names::default();
    names.load(&pack::Pack::open(&file, LEXICON).expect("just written")).expect("just written");
    (names, known)
}

fn tables() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/entities");
    let files = fs::read_dir(folder).expect("data/entities is in the repository").filter_map(Result::ok);
    let mut paths: Vec<_> = files.map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "tsv"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a table is UTF-8")).collect()
}

/// The first column of a list in data/names, as keys.
fn words(file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/names").join(file);
    let text = fs::read_to_string(path).expect("data/names is in the repository");
    text.lines().map(|line| name_key(line.split('\t').next().unwrap_or_default())).collect()
}
