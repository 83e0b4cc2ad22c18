//! The policy glossary as its TOML files state it (data/glossary/README.md). Imports: `newsgloss::lexicon`.
//!
//! The library's tests read the glossary through this file too, so it names nothing of xtask.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use newsgloss::lexicon::glossary::{
    Case, Category, Condition, Demand, Inflect, Instrument, SourceEntry, SourceForm, TermCard, TermKind, Within,
};
use serde::Deserialize;
use toml::value::Datetime;

/// A file of the glossary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Its name without extension.
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) category: String,
    #[serde(rename = "term")]
    pub(crate) terms: Vec<Term>,
}

/// An entry as README.md in data/glossary describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the check reads all of it, the pack and the tests less")]
pub(crate) struct Term {
    pub(crate) key: String,
    pub(crate) label: String,
    /// Where it is not that of the file.
    pub(crate) category: Option<String>,
    pub(crate) kind: String,
    /// The class of named instruments that it explains.
    pub(crate) instrument: Option<String>,
    pub(crate) definition: String,
    pub(crate) forms: Vec<Form>,
    pub(crate) generic: f64,
    pub(crate) salience: f64,
    pub(crate) region: String,
    pub(crate) reviewed: Option<Datetime>,
    #[serde(default)]
    pub(crate) eurovoc: Option<String>,
    #[serde(default)]
    pub(crate) iptc: Option<String>,
    pub(crate) needs: Option<Near>,
    pub(crate) blocks: Option<Near>,
    #[serde(default)]
    pub(crate) not_before: Vec<String>,
    #[serde(default)]
    pub(crate) not_after: Vec<String>,
    /// In place of the names that its forms give.
    pub(crate) also: Option<Vec<String>>,
}

/// A form: its text alone, or with what differs from the default.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Form {
    Text(String),
    Table(FormTable),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormTable {
    text: String,
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    inflect: Option<String>,
    needs: Option<Near>,
    blocks: Option<Near>,
}

/// Words that are or are not to be near.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Near {
    pub(crate) any: Vec<String>,
    within: String,
}

impl Form {
    /// The words.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Table(table) => &table.text,
        }
    }
}

/// All files of `folder`, in order of their names.
pub(crate) fn read(folder: &Path) -> Result<Vec<File>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| {
        path.extension().is_some_and(|it| it == "toml") && path.file_stem().is_some_and(|it| it != "floors")
    });
    paths.sort();
    let read = |path: &PathBuf| -> Result<File> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut file: File =
            toml::from_str(&fs::read_to_string(path)?).with_context(|| format!("data/glossary/{name}.toml"))?;
        // Written with the keyboard's apostrophe, read as print has it.
        file.terms.iter_mut().for_each(|term| term.definition = term.definition.replace('\'', "’"));
        Ok(File { name, ..file })
    };
    paths.iter().map(read).collect()
}

/// The entries of `files` as the library takes them.
pub(crate) fn entries(files: &[File]) -> Result<Vec<SourceEntry<'_>>> {
    let of_file = |file| terms(file).with_context(|| format!("data/glossary/{}.toml", file.name));
    Ok(files.iter().map(of_file).collect::<Result<Vec<_>>>()?.concat())
}

fn terms(file: &File) -> Result<Vec<SourceEntry<'_>>> {
    file.terms.iter().map(|term| entry(term, &file.category).with_context(|| term.key.clone())).collect()
}

fn entry<'a>(term: &'a Term, category: &str) -> Result<SourceEntry<'a>> {
    let category = term.category.as_deref().unwrap_or(category);
    let instrument = term.instrument.as_deref();
    let mut conditions = conditions(term.needs.as_ref(), term.blocks.as_ref())?;
    for (demand, phrases) in [(Demand::NotBefore, &term.not_before), (Demand::NotAfter, &term.not_after)] {
        if !phrases.is_empty() {
            let phrases = phrases.iter().map(String::as_str).collect();
            conditions.push(Condition { demand, within: Within::Sentence, phrases });
        }
    }
    Ok(SourceEntry {
        key: &term.key,
        label: &term.label,
        kind: TermKind::from_name(&term.kind).with_context(|| format!("no kind {}", term.kind))?,
        category: Category::from_name(category).with_context(|| format!("no category {category}"))?,
        card: Some(TermCard {
            definition: &term.definition,
            also: term.also.iter().flatten().map(String::as_str).collect(),
            region: Some(term.region.as_str()).filter(|region| *region != "intl"),
            links: Vec::new(),
        }),
        generic: percent(term.generic),
        salience: percent(term.salience),
        forms: term.forms.iter().map(form).collect::<Result<_>>()?,
        conditions,
        instrument: instrument
            .map(|class| Instrument::from_name(class).with_context(|| format!("no instrument {class}")))
            .transpose()?,
    })
}

fn form(form: &Form) -> Result<SourceForm<'_>> {
    let text = form.text();
    let Form::Table(table) = form else {
        return Ok(SourceForm { text, case: Case::Any, inflect: Inflect::Noun, conditions: Vec::new() });
    };
    let (case, inflect) = (table.case.as_deref().unwrap_or("any"), table.inflect.as_deref().unwrap_or("noun"));
    Ok(SourceForm {
        text,
        case: Case::from_name(case).with_context(|| format!("{text}: no case {case}"))?,
        inflect: Inflect::from_name(inflect).with_context(|| format!("{text}: no inflect {inflect}"))?,
        conditions: conditions(table.needs.as_ref(), table.blocks.as_ref())?,
    })
}

fn conditions<'a>(needs: Option<&'a Near>, blocks: Option<&'a Near>) -> Result<Vec<Condition<'a>>> {
    let condition = |(demand, near): (Demand, &'a Near)| {
        let within = Within::from_name(&near.within).with_context(|| format!("no within {}", near.within))?;
        Ok(Condition { demand, within, phrases: near.any.iter().map(String::as_str).collect() })
    };
    let both = [needs.map(|near| (Demand::Needs, near)), blocks.map(|near| (Demand::Blocks, near))];
    both.into_iter().flatten().map(condition).collect()
}

fn percent(share: f64) -> u8 {
    u8::try_from((share.clamp(0.0, 1.0) * 100.0).round() as i64).unwrap_or_default()
}
