//! The editorial standard of data/glossary/README.md, as far as a machine can hold it. Imports: `glossary::source`, `root`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use anyhow::Result;
use newsgloss::{
    lexicon::glossary::{ambiguities, slug},
    token::folded,
};

use super::source::{self, File, Term};
use crate::root::root;

/// Definitions have so many characters …
const CHARS: std::ops::RangeInclusive<usize> = 40..=170;
/// … and no more words than this, no longer ones on average: what a sixteen-year-old reads at a glance.
const MAX_WORDS: usize = 28;
const MAX_MEAN_LETTERS: usize = 8;

/// Words that take a side or go stale.
const BANNED: [&str; 15] = [
    "controversial",
    "so-called",
    "radical",
    "draconian",
    "notorious",
    "infamous",
    "heroic",
    "brutal",
    "evil",
    "currently",
    "nowadays",
    "presently",
    "obviously",
    "unfortunately",
    "sadly",
];

/// Capitalised words after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 6] = ["U.S.", "U.N.", "St.", "No.", "v.", "Dr."];

/// What is wrong with the glossary, a line each.
pub(super) fn complaints() -> Result<Vec<String>> {
    let files = source::read(&super::folder())?;
    let entries = source::entries(&files)?;
    let mut complaints = Vec::new();
    let (mut keys, mut forms) = (BTreeSet::new(), BTreeMap::new());
    for file in &files {
        if !file.terms.is_sorted_by(|a, b| a.key < b.key) {
            complaints.push(format!("{}.toml is not sorted by key", file.name));
        }
        for term in &file.terms {
            let mut complain = |what: String| complaints.push(format!("{}.toml: {}: {what}", file.name, term.key));
            if !keys.insert(&term.key) {
                complain("key is used twice".to_owned());
            }
            definition(&term.definition).into_iter().for_each(&mut complain);
            fields(term).into_iter().for_each(&mut complain);
            for form in &term.forms {
                let form = folded(form.text()).replace('-', " ");
                if let Some(other) = forms.insert(form.clone(), &term.key).filter(|other| **other != term.key) {
                    complain(format!("form “{form}” belongs to {other}"));
                }
            }
        }
    }
    complaints.extend(variants(&entries));
    complaints.extend(identifiers(&files)?);
    complaints.extend(spelling(&files)?);
    Ok(complaints)
}

fn definition(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let length = text.chars().count();
    if !CHARS.contains(&length) {
        complaints.push(format!("definition has {length} characters"));
    }
    let words: Vec<_> = text.split_whitespace().collect();
    let inner = words.iter().take(words.len().saturating_sub(1));
    let stops = inner.zip(words.iter().skip(1)).any(|(word, next)| {
        let initial = word.len() == 2 && word.starts_with(char::is_uppercase);
        word.ends_with(['.', '!', '?'])
            && !initial
            && !ABBREVIATIONS.contains(word)
            && next.starts_with(char::is_uppercase)
    });
    if stops || !text.ends_with('.') {
        complaints.push("definition is not one sentence with a full stop".to_owned());
    }
    let letters: usize = words.iter().map(|word| word.chars().filter(|char| char.is_alphabetic()).count()).sum();
    if words.len() > MAX_WORDS || letters > MAX_MEAN_LETTERS * words.len() {
        complaints.push("definition is hard to read: too many or too long words".to_owned());
    }
    let is_banned = |word: &&&str| {
        BANNED.contains(&word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase().as_str())
    };
    complaints.extend(words.iter().find(is_banned).map(|word| format!("definition has the banned word “{word}”")));
    complaints
}

fn fields(term: &Term) -> Vec<String> {
    let mut complaints = Vec::new();
    if slug(&term.key) != term.key || term.key.is_empty() {
        complaints.push("key is no slug".to_owned());
    }
    if term.reviewed.is_none() {
        complaints.push("review date is missing".to_owned());
    }
    if ![term.generic, term.salience].iter().all(|share| (0.0..=1.0).contains(share)) {
        complaints.push("generic or salience is not between 0 and 1".to_owned());
    }
    let region = term.region.as_str();
    if region != "intl" && !(region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_lowercase())) {
        complaints.push(format!("region “{region}” is none"));
    }
    if term.forms.is_empty() && term.instrument.is_none() {
        complaints.push("has no form".to_owned());
    }
    if term.also.iter().flatten().any(String::is_empty)
        || [&term.needs, &term.blocks].iter().any(|near| near.as_ref().is_some_and(|near| near.any.is_empty()))
    {
        complaints.push("has an empty list or name".to_owned());
    }
    complaints
}

/// Forms that become the same once their variants are made.
fn variants(entries: &[newsgloss::lexicon::glossary::SourceEntry<'_>]) -> Vec<String> {
    let pairs = ambiguities(entries);
    pairs.into_iter().map(|(one, other)| format!("{one} and {other} have a form in common")).collect()
}

/// `EuroVoc` and IPTC identifiers that their vocabularies do not have.
fn identifiers(files: &[File]) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let column = |term: &Term, name| if name == "eurovoc" { term.eurovoc.clone() } else { term.iptc.clone() };
    for (name, file) in [("eurovoc", "vocab_eurovoc_2024-07_labels.tsv"), ("iptc", "vocab_iptc_mediatopics.tsv")] {
        let path = root().join("../shared/data/knowledge").join(file);
        let Some(vocabulary) = read_if_there(&path)? else { continue };
        let known: BTreeSet<_> = vocabulary.lines().filter_map(|line| line.split('\t').next()).collect();
        for term in files.iter().flat_map(|file| &file.terms) {
            if let Some(id) = column(term, name).filter(|id| !known.contains(id.trim_start_matches("medtop:"))) {
                complaints.push(format!("{}: {name} has no {id}", term.key));
            }
        }
    }
    Ok(complaints)
}

/// Words that stand in one definition and nowhere else in our texts: most likely misspelt.
fn spelling(files: &[File]) -> Result<Vec<String>> {
    let shared = root().join("../shared/data/text");
    let texts = ["us-senate-press-releases.jsonl", "us-presidential-speeches.txt"].map(|file| shared.join(file));
    let mut known = BTreeSet::new();
    for path in &texts {
        let Some(text) = read_if_there(path)? else { return Ok(Vec::new()) };
        known.extend(words(&text));
    }
    for entry in fs::read_dir(root().join("data/articles"))? {
        known.extend(words(&fs::read_to_string(entry?.path())?));
    }
    let terms = || files.iter().flat_map(|file| &file.terms);
    for term in terms() {
        known.extend(words(&term.label));
        term.forms.iter().for_each(|form| known.extend(words(form.text())));
    }
    known.extend(fs::read_to_string(super::folder().join("words.txt"))?.lines().map(str::to_owned));
    let mut uses = BTreeMap::<String, Vec<&str>>::new();
    for term in terms() {
        for word in words(&term.definition).filter(|word| !is_known(&known, word)) {
            uses.entry(word).or_default().push(&term.key);
        }
    }
    let once = uses.into_iter().filter(|(_, keys)| keys.len() == 1);
    Ok(once.map(|(word, keys)| format!("{}: “{word}” stands nowhere else", keys.concat())).collect())
}

/// Whether `word` or the word it is made from is known, in British or American spelling.
fn is_known(known: &BTreeSet<String>, word: &str) -> bool {
    let american = word.replace("our", "or").replace("is", "iz");
    let stems = ["", "s", "es", "ed", "d", "ing", "ly", "er", "ers"].into_iter();
    let forms = |word: &str| {
        stems.clone().filter_map(|ending| word.strip_suffix(ending).map(str::to_owned)).collect::<Vec<_>>()
    };
    let endings = ["e", "y", "s", "ed", "ing"];
    [word, &american].iter().flat_map(|word| forms(word)).any(|stem| {
        stem.len() > 2
            && (known.contains(&stem) || endings.iter().any(|ending| known.contains(&[&stem, *ending].concat())))
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| word.len() > 3).map(str::to_lowercase)
}

/// The text at `path`, or none, said loudly.
fn read_if_there(path: &PathBuf) -> Result<Option<String>> {
    if !path.exists() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        eprintln!("SKIPPED: a check of the glossary needs ../shared/…/{name}");
        return Ok(None);
    }
    Ok(Some(fs::read_to_string(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glossary_keeps_its_standard() {
        let complaints = complaints().unwrap();
        assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    }

    #[test]
    fn definitions_that_break_it_are_named() {
        let check = |text: &str, expected: &[&str]| assert_eq!(definition(text), expected, "{text}");
        check("A rule that holds in the U.S. Senate and under George W. Bush too.", &[]);
        check("Too short.", &["definition has 10 characters"]);
        check(
            "This is a first sentence of some length. This is a second.",
            &["definition is not one sentence with a full stop"],
        );
        check(
            "A controversial rule on who may speak, and for how long.",
            &["definition has the banned word “controversial”"],
        );
        check(
            "Intercontinental telecommunication standardisation harmonisation.",
            &["definition is hard to read: too many or too long words"],
        );
    }
}
