//! How well the programs find names, beside how fast they are: the sets, labels and scorer of `cargo xtask eval entities`.
//! Imports: `newsgloss`, `corpus`, `bench::{results, scripts}`, `eval::{entities, score}`.

use std::collections::BTreeMap;

use anyhow::Result;
use newsgloss::{
    annotate::entities::find_mentions,
    document::Document,
    pipeline::Resources,
    text::{SourceText, Span},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    results::{AccuracyRow, OURS},
    scripts::Scripts,
};
use crate::{
    corpus::{self, Row},
    eval::{
        entities::{SETS, SHARED, coarse_label, short_label},
        score::Scores,
    },
};

/// Has no types for names: only where they are counts.
const WITHOUT_TYPES: &str = "wink-nlp";
const PEERS: [&str; 2] = ["compromise", WITHOUT_TYPES];

/// A name that a script tells, in UTF-16 units.
#[derive(Deserialize)]
struct Name {
    start: u32,
    end: u32,
    label: String,
}

/// Scores all programs on all sets; none where the sets are not at hand.
pub(super) fn measure(scripts: &Scripts, resources: &Resources) -> Result<Vec<AccuracyRow>> {
    let Ok(folder) = corpus::folder() else {
        eprintln!("SKIPPED: needs ../shared/data/entities");
        return Ok(Vec::new());
    };
    let mut measured = Vec::new();
    for (set, _) in SETS {
        let rows = corpus::read(&folder.join(set).with_extension("jsonl"))?;
        let texts: Vec<_> = rows.iter().map(|row| row.text.as_str()).collect();
        let mut found: BTreeMap<String, Vec<Vec<Name>>> =
            scripts.node("names", json!({ "programs": PEERS, "texts": texts }))?;
        let ours: Vec<_> = rows.iter().map(|row| own_names(row, resources)).collect();
        measured.push(score(set, OURS, &rows, &ours));
        for program in PEERS {
            let names = found.remove(program).unwrap_or_default();
            let names: Vec<_> = rows.iter().zip(&names).map(|(row, names)| in_bytes(row, names)).collect();
            measured.push(score(set, program, &rows, &names));
        }
    }
    Ok(measured)
}

type Names<'a> = Vec<(Span, &'a str)>;

fn own_names(row: &Row, resources: &Resources) -> Names<'static> {
    let source = SourceText::from_plain(&row.text);
    let mentions = find_mentions(&Document::new(&source), resources);
    mentions.iter().filter_map(|mention| Some((mention.span, coarse_label(short_label(mention.label)?)))).collect()
}

fn in_bytes<'a>(row: &Row, names: &'a [Name]) -> Names<'a> {
    // The byte of each UTF-16 unit; a low surrogate has that of its character.
    let mut bytes: Vec<u32> =
        row.text.char_indices().flat_map(|(byte, char)| vec![byte as u32; char.len_utf16()]).collect();
    bytes.push(row.text.len() as u32);
    let byte = |unit: u32| bytes.get(unit as usize).copied();
    let span = |name: &Name| Some(Span::new(byte(name.start)?, byte(name.end).filter(|_| name.start < name.end)?));
    names.iter().filter_map(|name| Some((span(name)?, name.label.as_str()))).collect()
}

fn score(set: &str, program: &str, rows: &[Row], found: &[Names<'_>]) -> AccuracyRow {
    let mut scores = Scores::default();
    for (row, found) in rows.iter().zip(found) {
        let gold: Vec<_> = row.entities.iter().map(|gold| (gold.span, coarse_label(&gold.label))).collect();
        scores.add(&row.text, &SHARED, &gold, found);
    }
    AccuracyRow {
        set: set.rsplit('/').next().unwrap_or(set).to_owned(),
        program: program.to_owned(),
        typed: (program != WITHOUT_TYPES).then(|| 100.0 * scores.micro().f1()),
        untyped: 100.0 * scores.untyped.f1(),
    }
}
