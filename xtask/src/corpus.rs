//! Annotated corpora: JSON lines of `{"id","text","entities":[{"start","end","label"}]}` with offsets in code points.
//! Imports: `newsgloss`, `root`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use newsgloss::text::Span;
use serde_json::Value;

/// One marked name.
#[derive(Debug, Clone)]
pub(crate) struct Gold {
    /// Its bytes.
    pub(crate) span: Span,
    /// The corpus's label, in our short form: PER, ORG, LOC …
    pub(crate) label: String,
    /// The label before that mapping, or the same.
    pub(crate) original: String,
}

/// One article, post or sentence.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Its name in the corpus.
    pub(crate) id: String,
    /// The text.
    pub(crate) text: String,
    /// Its names, in the order of the file.
    pub(crate) entities: Vec<Gold>,
}

/// The folder of annotated corpora, or an error that says where it should be.
pub(crate) fn folder() -> Result<PathBuf> {
    let folder = crate::root::root().join("../shared/data/entities");
    if !folder.is_dir() {
        bail!("needs ../shared/data/entities (corpora are not part of the repository)");
    }
    Ok(folder)
}

/// All rows of a corpus.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>> {
    let lines = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| row(line).with_context(|| format!("a row of {}", path.display())))
        .collect()
}

fn row(line: &str) -> Result<Row> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().context("no text")?.to_owned();
    let mut starts: Vec<u32> = text.char_indices().map(|(byte, _)| byte as u32).collect();
    starts.push(text.len() as u32);
    let entities = value["entities"]
        .as_array()
        .context("no entities")?
        .iter()
        .map(|entity| {
            let byte = |key: &str| {
                let point = entity[key].as_u64().with_context(|| format!("no {key}"))?;
                starts.get(point as usize).copied().with_context(|| format!("{key} past the end"))
            };
            let label = entity["label"].as_str().context("no label")?;
            let original = entity["orig"].as_str().unwrap_or(label);
            let span = Span::new(byte("start")?, byte("end")?);
            Ok(Gold { span, label: label.to_owned(), original: original.to_owned() })
        })
        .collect::<Result<_>>()?;
    let id = value["id"].as_str().unwrap_or_default().to_owned();
    Ok(Row { id, text, entities })
}
