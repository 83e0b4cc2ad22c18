//! What the fuzz targets begin with: our own articles, pages and glossary, and small data files that our writers make.
//! Imports: `newsgloss`, `data`, `eval::gold`, `root`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use newsgloss::{
    export::from_plain_form,
    lexicon::{
        Class, LEXICON,
        cards::{self, NAME_CARDS, NameCard},
        glossary,
        names::{self, MORE_NAMES, NewRecord},
        pack::{self, Format, Pack, Tag},
        speech::{self, Classes, Entry, Form, Verb},
    },
    pipeline::{Config, Resources, annotate},
    tagger::{
        model::{Calibration, Transitions, Weights, write as write_model},
        table, tags,
    },
    text::SourceText,
    wire::{AnnotatedText, OffsetUnit, Wire},
};
use serde_json::{Value, json};

use crate::{data::glossary as terms, eval::gold, root};

/// Seeds are cut to so many bytes.
const LONGEST: usize = 1500;

/// Terms of the glossary in the seeds.
const TERMS: [&str; 4] = ["ceasefire", "executive-order", "filibuster", "one-china-policy"];

/// Writes the seeds of `target` into `folder`.
pub(super) fn write(target: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (number, seed) in seeds(target)?.into_iter().enumerate() {
        fs::write(folder.join(format!("{number:03}")), seed)?;
    }
    Ok(())
}

fn seeds(target: &str) -> Result<Vec<Vec<u8>>> {
    Ok(match target {
        "tokens" | "pipeline" => articles()?.iter().map(|text| begin(text).into()).collect(),
        "wire" => articles()?.iter().map(|text| sent(begin(text))).collect::<Result<_>>()?,
        "gold-marks" => sources()?.iter().map(|source| begin(source).into()).collect(),
        // Each byte is a mark or a word.
        "quotation-marks" => (0..32_u8).map(|first| (first..first + 8).collect()).collect(),
        "html" => pages()?,
        "glossary" => publisher()?,
        "lexicon" => vec![lexicon()?],
        "names" => vec![packed(MORE_NAMES, &records().sections)],
        "model" => vec![model()],
        "cards" => card_pieces()?,
        _ => return Err(anyhow!("no seeds")),
    })
}

/// The start of `text`, up to a line's end where there is one.
fn begin(text: &str) -> &str {
    let most = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let cut = text.get(..most).unwrap_or(text);
    cut.rfind('\n').and_then(|end| cut.get(..=end)).unwrap_or(cut)
}

/// Our articles with their marks.
fn sources() -> Result<Vec<String>> {
    read(&root::root().join("data/articles"), "txt")
}

/// Our articles as a reader sees them.
fn articles() -> Result<Vec<String>> {
    let plain = |source: &String| {
        let article = gold::parse(source).map_err(|error| anyhow!("{error}"))?;
        Ok(article.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n"))
    };
    sources()?.iter().map(plain).collect()
}

fn pages() -> Result<Vec<Vec<u8>>> {
    let mut pages = read(&root::root().join("www/articles"), "html")?;
    pages.extend(read(&root::root().join("tests/browser/pages"), "html")?);
    Ok(pages.iter().map(|page| begin(page).into()).collect())
}

/// The files of `folder` with this extension, in the order of their names.
fn read(folder: &Path, extension: &str) -> Result<Vec<String>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).with_context(|| path.display().to_string())).collect()
}

/// A text and, after a zero byte, what was found in it.
fn sent(text: &str) -> Result<Vec<u8>> {
    let (source, resources) = (SourceText::from_plain(text), Resources::default());
    let (analysis, chosen) = annotate(&source, &resources, &Config::ALL);
    let wire = Wire { source: &source, analysis: &analysis, resources: &resources, unit: OffsetUnit::Utf16 };
    let json = serde_json::to_string(&AnnotatedText::new(&source, wire.annotations(&chosen)))?;
    debug_assert!(from_plain_form("schemaorg", &json, "").is_some());
    Ok([text, "\0", &json].concat().into_bytes())
}

/// A few of our terms as a publisher would write them, in JSON and in CSV.
fn publisher() -> Result<Vec<Vec<u8>>> {
    let (mut entries, mut rows) = (Vec::new(), vec!["key,label,definition,forms".to_owned()]);
    let files = terms::source::read(&terms::folder())?;
    for term in files.iter().flat_map(|file| &file.terms).filter(|term| TERMS.contains(&term.key.as_str())) {
        let forms: Vec<Value> = term.forms.iter().map(|form| json!({"text": form.text(), "inflect": "noun"})).collect();
        let plain: Vec<_> = term.forms.iter().map(terms::source::Form::text).collect();
        entries.push(json!({"key": term.key, "label": term.label, "definition": term.definition, "forms": forms,
            "needs": {"any": ["talks", "vote"], "within": "sentence"}, "generic": 0.5, "salience": 0.5,
            "links": [{"title": "More", "url": "https://example.org/"}]}));
        rows.push(format!("{},\"{}\",\"{}\",{}", term.key, term.label, term.definition, plain.join("|")));
    }
    let whole = json!({"terms": entries, "remove": ["filibuster"]}).to_string();
    Ok(vec![whole.into_bytes(), rows.join("\n").into_bytes()])
}

/// Names of every length, case and kind.
fn records() -> names::Written {
    let record = |names: &[&str], class, country: Option<&[u8; 2]>, prior, shared| NewRecord {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        class,
        country: country.copied(),
        prior,
        shared,
    };
    let records = [
        record(&["Germany"], Class::Country, Some(b"DE"), 120, false),
        record(&["France"], Class::Country, Some(b"FR"), 121, false),
        record(&["United States", "U.S.", "America"], Class::Country, Some(b"US"), 150, false),
        record(&["Geneva"], Class::City, Some(b"CH"), 60, false),
        record(&["Angela Merkel", "Merkel"], Class::Politician, Some(b"DE"), 90, false),
        record(&["Jens Stoltenberg", "Stoltenberg"], Class::Politician, Some(b"NO"), 70, true),
        record(&["NATO", "North Atlantic Treaty Organization"], Class::Body, None, 99, false),
        record(&["al-Jazeera"], Class::Company, Some(b"QA"), 33, false),
        record(&["German"], Class::Demonym, Some(b"DE"), 110, false),
    ];
    names::write(&records, |key, _| key == "german", 0, 4)
}

fn lexicon() -> Result<Vec<u8>> {
    let mut files = terms::source::read(&terms::folder())?;
    for file in &mut files {
        file.terms.retain(|term| TERMS.contains(&term.key.as_str()));
    }
    let mut sections = glossary::write(&terms::source::entries(&files)?, 7);
    sections.extend(records().sections);
    let said = Verb { category: 1, percent: 95, flags: Verb::CORE, ambiguous: false, form: Form::Past };
    let words = [("chancellor", Classes::TITLE), ("of", Classes::PREPOSITION), ("she", Classes::PRONOUN)];
    let mut words: Vec<_> =
        words.iter().map(|(word, classes)| ((*word).to_owned(), Entry { classes: *classes, verb: None })).collect();
    for verb in ["said", "told"] {
        words.push((verb.to_owned(), Entry { classes: Classes::EMPTY, verb: Some(said) }));
    }
    words.sort_by(|one, other| one.0.cmp(&other.0));
    sections.push(speech::write(&words).map_err(|fault| anyhow!("{fault}"))?);
    Ok(packed(LEXICON, &sections))
}

fn packed(format: Format, sections: &[(Tag, Vec<u8>)]) -> Vec<u8> {
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    pack::write(format, &sections)
}

/// A model of 64 buckets whose weights are a pattern.
fn model() -> Vec<u8> {
    let row = |bucket: usize| {
        let mut row = [0; tags::N_TAGS];
        for (tag, weight) in row.iter_mut().enumerate() {
            *weight = if (bucket + tag).is_multiple_of(5) { (bucket * 7 + tag * 3) as i8 % 40 } else { 0 };
        }
        row
    };
    let words = (1..40).map(|key| (key * 1_000_003 % (1 << 26), table::Entry { cluster: key as u16, lists: 1 }));
    let mut words: Vec<_> = words.collect();
    words.sort_by_key(|(key, _)| *key);
    write_model(&Weights {
        bits: 6,
        rows: (0..64).map(row).collect(),
        transitions: Transitions::default(),
        calibration: Calibration { slope: 0.1, intercept: -1.0 },
        words,
    })
}

/// A piece of each kind, of the edition that the built package has.
fn card_pieces() -> Result<Vec<Vec<u8>>> {
    let shipped = |format: Format| fs::read(root::pkg().join(format!("{}-00", format.name)));
    let (names, cards) = (shipped(NAME_CARDS)?, shipped(glossary::CARDS)?);
    let mut piece = Pack::open(&names, NAME_CARDS)?.section(*b"PIEC")?;
    let (number, edition) = (piece.u8()?, piece.u32()?);
    let card = |qid, text: &str| NameCard { qid: Some(qid), description: text.to_owned() };
    let said =
        [card(1, "Chancellor of Germany 2005–2021"), card(2, "capital of Kenya, 4.4 million people"), card(3, "")];
    let edition_of_terms = Pack::open(&cards, glossary::CARDS)?.section(*b"TCRD")?.u32()?;
    let texts = ["Money that one state pays.\n+aid\n@us\n>https://example.org/ More".to_owned(), "A vote.".to_owned()];
    Ok(vec![cards::write(number, edition, &said), glossary::write_cards(0, &texts, edition_of_terms)])
}
