//! Articles with marked quotations, and what the engine finds in them, both in code points. Imports: `newsgloss`, `root`.

use super::mask::Segment;
use anyhow::{Context, Result};
use newsgloss::annotation::{Quotation, QuotationClass, Tier};
use newsgloss::document::Document;
use newsgloss::pipeline::{Config, Resources, analyse};
use newsgloss::text::{SourceText, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The places of the mentions of one entity.
pub(super) type Chain = Vec<Segment>;

/// A predicted speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) place: Option<Segment>,
    pub(super) name: Option<String>,
}

impl Speaker {
    pub(super) fn is_given(&self) -> bool {
        self.place.is_some() || self.name.is_some()
    }
}

/// A quotation of either side.
#[derive(Clone, Debug, Default)]
pub(super) struct Quote {
    pub(super) place: Segment,
    /// `direct`, `mixed` or `indirect`: the scorer's types.
    pub(super) kind: String,
    /// `direct`, `partial`, `phrase`, `title`, `other` or empty: our classes.
    pub(super) class: String,
    /// Where the speaker stands, in the gold.
    pub(super) speaker: Option<Segment>,
    /// The speaker as predicted.
    pub(super) who: Speaker,
    /// The speaker's full name, where the gold has one or the prediction shows a person's.
    pub(super) full_name: Option<String>,
    pub(super) cue: Option<Segment>,
    /// Left out of the score of classes and names.
    pub(super) fault: bool,
    pub(super) tier: Option<Tier>,
}

/// A marked article.
#[derive(Debug)]
pub(super) struct Gold {
    pub(super) id: String,
    pub(super) text: Vec<char>,
    pub(super) quotes: Vec<Quote>,
    /// Terms and titles in marks, where the set has them.
    pub(super) terms: Vec<Segment>,
    pub(super) chains: Vec<Chain>,
}

/// What was found in an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Predicted {
    pub(super) quotes: Vec<Quote>,
}

/// The articles of the set at `path`, with the chains of the file beside it, if there is one.
pub(super) fn read(path: &Path) -> Result<Vec<Gold>> {
    let rows = |path: &Path| -> Result<Vec<Value>> {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        Ok(text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let aux = path.with_extension("coref.jsonl");
    let mut chains: BTreeMap<String, Vec<Chain>> = BTreeMap::new();
    if aux.exists() {
        for row in rows(&aux)? {
            let of_row = row["chains"].as_array().into_iter().flatten();
            let chain = |chain: &Value| chain.as_array().into_iter().flatten().filter_map(pair).collect();
            chains.insert(row["id"].as_str().unwrap_or("").to_owned(), of_row.map(chain).collect());
        }
    }
    let gold = rows(path)?.into_iter().map(|row| {
        let id = row["id"].as_str().context("no id")?.to_owned();
        let text = row["text"].as_str().context("no text")?.chars().collect();
        let quotes = row["quotes"].as_array().context("no quotes")?.iter().filter_map(quote).collect();
        let terms = row["other_marks"].as_array().into_iter().flatten().filter_map(place).collect();
        Ok(Gold { chains: chains.remove(&id).unwrap_or_default(), id, text, quotes, terms })
    });
    gold.collect()
}

fn pair(value: &Value) -> Option<Segment> {
    Some((value[0].as_u64()? as usize, value[1].as_u64()? as usize))
}

fn place(value: &Value) -> Option<Segment> {
    Some((value["start"].as_u64()? as usize, value["end"].as_u64()? as usize))
}

fn quote(value: &Value) -> Option<Quote> {
    let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
    Some(Quote {
        place: place(value)?,
        kind: text("type"),
        class: text("class"),
        speaker: place(&value["speaker"]),
        full_name: value["name"].as_str().map(str::to_owned),
        cue: place(&value["cue"]),
        fault: value["fault"] == true,
        ..Quote::default()
    })
}

/// What the engine finds in `gold`.
pub(super) fn predict(gold: &Gold, resources: &Resources) -> Predicted {
    let text: String = gold.text.iter().collect();
    let source = SourceText::from_plain(&text);
    let analysis = analyse(&Document::new(&source), resources, &Config::ALL);
    let point = |byte: u32| source.offsets().to_point(byte) as usize;
    let place = |span: Span| (point(span.start()), point(span.end()));
    let quote = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_ref();
        let shown = speaker.filter(|speaker| speaker.tier != Tier::C);
        Quote {
            place: place(quotation.span),
            kind: if quotation.class == QuotationClass::Reported { "indirect" } else { "direct" }.to_owned(),
            class: quotation.class.as_str().to_owned(),
            speaker: None,
            who: Speaker {
                place: speaker.and_then(|speaker| speaker.span).map(place),
                name: speaker.map(|speaker| speaker.name.clone()),
            },
            full_name: shown.map(|speaker| speaker.name.clone()).filter(|name| is_name(name)),
            cue: quotation.cue.map(place),
            fault: false,
            tier: speaker.map(|speaker| speaker.tier),
        }
    };
    Predicted { quotes: analysis.quotations.iter().map(quote).collect() }
}

/// One row an article, for the Python scorers.
pub(super) fn rows(gold: &[Gold], found: &[Predicted]) -> String {
    let mut rows = String::new();
    for (gold, found) in gold.iter().zip(found) {
        rows.push_str(&found.to_json(&gold.id).to_string());
        rows.push('\n');
    }
    rows
}

/// Whether what is shown for a speaker is a name rather than the article's own words (`she`, `The police`).
fn is_name(shown: &str) -> bool {
    const WORDS: [&str; 30] = [
        "the",
        "a",
        "an",
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "who",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "one",
        "two",
        "three",
        "another",
        "some",
        "many",
        "several",
        "both",
        "all",
        "each",
        "others",
        "officials",
        "police",
        "someone",
    ];
    let first = shown.split_whitespace().next().unwrap_or("").to_lowercase();
    shown.starts_with(char::is_uppercase) && !WORDS.contains(&first.as_str())
}

impl Predicted {
    /// Speech only: what the scorer of stretches takes. Terms and titles are found, but no speech.
    pub(super) fn speech(&self) -> Self {
        let speech = |quote: &&Quote| matches!(quote.class.as_str(), "direct" | "partial" | "reported");
        Self { quotes: self.quotes.iter().filter(speech).cloned().collect() }
    }

    /// Stretches in marks only, of all classes.
    pub(super) fn marked(&self) -> Self {
        Self { quotes: self.quotes.iter().filter(|quote| quote.class != "reported").cloned().collect() }
    }

    fn to_json(&self, id: &str) -> Value {
        let span = |place: Option<Segment>| place.map(|(start, end)| json!({ "start": start, "end": end }));
        let quotes: Vec<_> = self
            .quotes
            .iter()
            .map(|quote| {
                json!({
                    "start": quote.place.0, "end": quote.place.1, "type": quote.kind, "class": quote.class,
                    "speaker": span(quote.who.place), "speaker_name": quote.who.name, "name": quote.full_name,
                    "cue": span(quote.cue),
                })
            })
            .collect();
        json!({ "id": id, "quotes": quotes })
    }
}
