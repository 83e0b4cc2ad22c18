//! The words around quotations: the tables of `data/lexicon` as entries, packed into `en.lexicon`. Imports: `newsgloss`.
//! The tests of the repository read the tables through this file too.

use anyhow::{Context, Result, anyhow, bail, ensure};
use newsgloss::lexicon::speech::{Classes, Entry, Form, SpeechWords, Verb, write};
use newsgloss::lexicon::{LEXICON, pack};
use std::{collections::BTreeMap, fs, path::Path};

const FLAGS: [(&str, u8); 4] =
    [("core", Verb::CORE), ("hearer", Verb::HEARER), ("relay", Verb::RELAY), ("moves", Verb::MOVES)];

/// The section of the words of the tables in `folder`.
pub(crate) fn section(folder: &Path) -> Result<(pack::Tag, Vec<u8>)> {
    let mut entries = BTreeMap::new();
    for (file, read) in [
        ("words.tsv", add_words as fn(&mut BTreeMap<String, Entry>, &str) -> Result<()>),
        ("given-names.tsv", add_words),
        ("cues.tsv", add_verbs),
    ] {
        let table = fs::read_to_string(folder.join(file)).with_context(|| format!("cannot read {file}"))?;
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            read(&mut entries, row).with_context(|| format!("{file}: {row}"))?;
        }
    }
    write(&entries.into_iter().collect::<Vec<_>>()).map_err(|fault| anyhow!("data/lexicon: {fault}"))
}

/// The words of the tables in `folder`, packed and loaded.
pub(crate) fn words(folder: &Path) -> Result<SpeechWords> {
    let (tag, bytes) = section(folder)?;
    let mut words = SpeechWords::default();
    words.load(&pack::Pack::open(&pack::write(LEXICON, &[(tag, &bytes)]), LEXICON)?)?;
    Ok(words)
}

/// A row of `class<TAB>words`.
fn add_words(entries: &mut BTreeMap<String, Entry>, row: &str) -> Result<()> {
    let (class, words) = row.split_once('\t').context("not two fields")?;
    let class = Classes::from_name(class).context("no such class")?;
    for word in words.split(' ') {
        let classes = &mut entry(entries, word)?.classes;
        *classes = classes.with(class);
    }
    Ok(())
}

/// A row of `category<TAB>weight in per cent<TAB>flags<TAB>forms`.
fn add_verbs(entries: &mut BTreeMap<String, Entry>, row: &str) -> Result<()> {
    let [category, percent, names, forms] = row.split('\t').collect::<Vec<_>>()[..] else { bail!("not four fields") };
    let (category, percent): (u8, u8) = (category.parse()?, percent.parse()?);
    ensure!((1..=14).contains(&category) && (1..=100).contains(&percent), "a number out of its range");
    let (mut flags, mut past) = (0, false);
    for name in names.split(' ').filter(|name| *name != "-") {
        match FLAGS.iter().find(|(known, _)| *known == name) {
            Some((_, flag)) => flags |= flag,
            None if name == "past" => past = true,
            None => bail!("no such flag"),
        }
    }
    for (index, form) in forms.split(' ').enumerate() {
        let key = form.trim_end_matches('~');
        let ambiguous = key.len() < form.len();
        let form = match index {
            0 if !past => Form::Base,
            _ if key.ends_with("ing") => Form::Participle,
            1 => Form::Third,
            _ => Form::Past,
        };
        let percent = if ambiguous { percent.min(Verb::AMBIGUOUS) } else { percent };
        entry(entries, key)?.verb = Some(Verb { category, percent, flags, ambiguous, form });
    }
    Ok(())
}

fn entry<'a>(entries: &'a mut BTreeMap<String, Entry>, word: &str) -> Result<&'a mut Entry> {
    ensure!(!word.is_empty(), "an empty word");
    Ok(entries.entry(word.to_owned()).or_default())
}
