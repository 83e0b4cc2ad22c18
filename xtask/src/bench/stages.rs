//! Where the native engine's time goes, stage by stage. Imports: `newsgloss`, `bench::{statistics, texts}`.

use std::{hint::black_box, time::Instant};

use anyhow::{Result, ensure};
use newsgloss::{
    annotate::{coref, dates, entities, link, quotes, speakers, terms},
    annotation::Analysis,
    document::Document,
    pipeline::Resources,
    resolve::resolve,
    sort,
    text::SourceText,
    wire::{OffsetUnit, Wire},
};
use serde::{Deserialize, Serialize};

use super::{statistics::median, texts::Case};

/// The stages in the order of the pipeline, and the wire's JSON after them.
pub(super) const STAGES: [&str; 10] =
    ["read", "names", "dates", "identity", "links", "quotations", "speakers", "terms", "resolve", "wire"];

/// What was measured.
#[derive(Serialize, Deserialize)]
pub(super) struct Stages {
    /// About so many words a text.
    pub(super) words: usize,
    /// Readings.
    pub(super) runs: usize,
    /// Annotations of the first text.
    pub(super) found: usize,
    /// Stage → the median of its milliseconds a megabyte.
    pub(super) ms_per_mb: Vec<(String, f64)>,
}

impl Stages {
    /// Milliseconds a megabyte of all stages.
    pub(super) fn total(&self) -> f64 {
        self.ms_per_mb.iter().map(|(_, ms)| ms).sum()
    }
}

/// Times every stage on the texts of `case`; fails where the stages find another number than `annotate` does.
pub(super) fn measure(case: &Case, resources: &Resources) -> Result<Stages> {
    let mut times = vec![Vec::new(); STAGES.len()];
    for run in 0..case.runs {
        let text = &case.texts[run % case.texts.len()];
        let (found, stopped) = analyse(&text.text, resources);
        ensure!(found == text.expected, "the stages find {found}, the pipeline {}", text.expected);
        for (all, ms) in times.iter_mut().zip(stopped) {
            all.push(ms * 1e6 / text.text.len() as f64);
        }
    }
    let ms_per_mb = STAGES.iter().zip(times).map(|(&stage, times)| (stage.to_owned(), median(times))).collect();
    Ok(Stages { words: case.words, runs: case.runs, found: case.texts[0].expected, ms_per_mb })
}

/// The calls of [`newsgloss::pipeline`] one by one, with the milliseconds of each.
fn analyse(text: &str, resources: &Resources) -> (usize, [f64; STAGES.len()]) {
    let (mut times, mut stage, mut begin) = ([0.0; STAGES.len()], 0, Instant::now());
    let mut stop = || {
        times[stage] = begin.elapsed().as_secs_f64() * 1e3;
        (stage, begin) = (stage + 1, Instant::now());
    };
    let source = SourceText::from_plain(text);
    let document = Document::new(&source);
    stop();
    let mut mentions = entities::find_mentions(&document, resources);
    stop();
    mentions.extend(dates::find_dates(&document));
    sort::by_key(&mut mentions, |mention| [mention.span.start(), mention.span.end(), 0]);
    stop();
    let mut analysis = Analysis { mentions, ..Analysis::default() };
    analysis.entities = coref::group_mentions(&document, &mut analysis.mentions, &resources.speech_words);
    stop();
    link::link_entities(&document, &analysis.mentions, &mut analysis.entities, resources);
    stop();
    let stretches = quotes::find_stretches(&document);
    stop();
    let Analysis { mentions, entities, .. } = &analysis;
    analysis.quotations = speakers::attribute(&document, mentions, entities, &stretches, &resources.speech_words);
    stop();
    analysis.terms = terms::find_terms(&document, &analysis.mentions, resources);
    stop();
    let chosen = resolve(&analysis);
    stop();
    let wire = Wire { source: &source, analysis: &analysis, resources, unit: OffsetUnit::Utf16 };
    let json = serde_json::to_string(&wire.annotations(&chosen)).map_or(0, |json| json.len());
    stop();
    black_box(json);
    (chosen.len(), times)
}
