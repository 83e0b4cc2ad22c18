//! What quotations cost: their share of the engine's time on news text, within one run on one thread.
//! Imports: `newsgloss`, `data`, `eval::quotations::data`, `root`.

use super::data::Gold;
use crate::{data, root};
use anyhow::Result;
use newsgloss::annotate::{quotes::find_stretches, speakers::attribute};
use newsgloss::document::Document;
use newsgloss::pipeline::{Config, Resources, analyse, annotate};
use newsgloss::text::SourceText;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

/// The quickest of so many runs counts: other programs share the machine.
const ROUNDS: usize = 7;

/// The share of stretches and speakers in all that the engine does with the articles, in per cent.
pub(super) fn share(articles: &[Gold]) -> Result<f64> {
    let resources = full()?;
    let texts: Vec<String> = articles.iter().map(|gold| gold.text.iter().collect()).collect();
    let sources: Vec<_> = texts.iter().map(|text| SourceText::from_plain(text)).collect();
    let documents: Vec<_> = sources.iter().map(Document::new).collect();
    let named: Vec<_> = documents.iter().map(|document| analyse(document, &resources, &Config::ALL)).collect();
    let all = quickest(|| sources.iter().map(|source| annotate(source, &resources, &Config::ALL).1.len()).sum());
    let own = quickest(|| {
        let quotations = documents.iter().zip(&named).map(|(document, analysis)| {
            let stretches = find_stretches(document);
            attribute(document, &analysis.mentions, &analysis.entities, &stretches, &resources.speech_words).len()
        });
        quotations.sum()
    });
    let n_bytes: usize = texts.iter().map(String::len).sum();
    println!("  {:.1} MB/s for all, {:.1} MB/s for quotations", n_bytes as f64 / 1e6 / all, n_bytes as f64 / 1e6 / own);
    Ok(100.0 * own / all)
}

fn quickest(run: impl Fn() -> usize) -> f64 {
    let time = |_| {
        let started = Instant::now();
        black_box(run());
        started.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(time).fold(f64::INFINITY, f64::min)
}

/// All language data, packed afresh from the tables: what a page loads before the first highlight.
fn full() -> Result<Resources> {
    let mut resources = Resources::default();
    let mut files = data::pack(&root::root().join("target/eval-cost"))?;
    files.sort();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if ["en.lexicon", "en.names", "en.model"].contains(&name.as_str()) {
            resources.load(&name, &fs::read(&path)?)?;
        }
    }
    Ok(resources)
}
