//! `cargo xtask eval entities`: precision, recall and F1 of names, by corpus and label.
//! Imports: `newsgloss`, `corpus`, `eval::{score, floors}`, `root`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use newsgloss::annotate::entities::find_mentions;
use newsgloss::annotation::Label;
use newsgloss::document::Document;
use newsgloss::pipeline::Resources;
use newsgloss::text::{SourceText, Span};

use super::floors::Floors;
use super::score::{Counts, Scores};
use crate::corpus::{self, Row};
use crate::root;

/// Options of `cargo xtask eval entities`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the sets whose name contains this
    #[arg(long)]
    set: Option<String>,
    /// A model to measure in place of data/model/en.model
    #[arg(long)]
    model: Option<PathBuf>,
    /// Measure without a model, as the lite profile runs
    #[arg(long)]
    lite: bool,
    /// Raise the floors to these scores
    #[arg(long)]
    raise: bool,
}

/// The sets, below ../shared/data/entities, and whether they mark all our labels.
pub(crate) const SETS: [(&str, bool); 5] = [
    ("news-gold-dev", true),
    ("wikipedia-gold-dev", true),
    ("measure-only/conllpp-dev", false),
    ("measure-only/worldwide-dev", false),
    ("measure-only/finerord-val", false),
];

/// The labels that all corpora share.
pub(crate) const SHARED: [&str; 3] = ["PER", "ORG", "LOC"];
/// Our labels by their short names, in the order of [`Label::ALL`].
const ALL: [&str; 9] = ["PER", "ORG", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK", "PROD"];
/// Lines in the list of confusions.
const N_CONFUSIONS: usize = 50;
/// Readings of each text whose time is taken.
const N_READINGS: usize = 5;

/// Measures, prints, and compares with the floors.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folder = corpus::folder()?;
    let path = args.model.clone().unwrap_or_else(|| root::root().join("data/model/en.model"));
    let mut resources = super::lite()?;
    if !args.lite {
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        resources.load("en.model", &bytes)?;
    }
    let (mut scores, mut confusions, mut shared) = (Vec::new(), BTreeMap::new(), Vec::new());
    for (name, ours) in SETS {
        if args.set.as_ref().is_some_and(|set| !name.contains(set.as_str())) {
            continue;
        }
        let rows = corpus::read(&folder.join(name).with_extension("jsonl"))?;
        let found: Vec<_> = rows.iter().map(|row| find(row, &resources)).collect();
        println!("\n{name}: {:.1} MB/s on one core", speed(&rows, &resources));
        let set = name.rsplit('/').next().unwrap_or(name);
        let coarse = measure(&rows, &found, &SHARED, coarse_label);
        print(&coarse);
        shared.push(100.0 * coarse.micro().f1());
        scores.push((set.to_owned(), "names", 100.0 * coarse.micro().f1()));
        if ours {
            let all = measure(&rows, &found, &ALL, |label| label);
            println!("  by our own labels:");
            print(&all);
            scores.push((set.to_owned(), "all", 100.0 * all.micro().f1()));
        }
        let (labels, map): (&[_], fn(&str) -> &str) =
            if ours { (&ALL, |label| label) } else { (&SHARED, coarse_label) };
        confuse(set, &rows, &found, (labels, map), &mut confusions);
    }
    if shared.is_empty() {
        bail!("no set is called so; there are {}", SETS.map(|(name, _)| name).join(", "));
    }
    println!("\nmean F1 of PER, ORG, LOC: {:.2}", shared.iter().sum::<f64>() / shared.len() as f64);
    write_confusions(&confusions)?;
    if args.lite {
        return Ok(());
    }
    let floors = Floors::read(&root::root().join("data/model/floors.toml"))?;
    if args.raise { floors.raise(&scores) } else { floors.check(&scores) }
}

/// Megabytes of text a second: each text by the quickest of some readings, so that other work of the machine hardly counts.
fn speed(rows: &[Row], resources: &Resources) -> f64 {
    let quickest = |row: &Row| -> Duration {
        let reading = |_| {
            let started = Instant::now();
            std::hint::black_box(find(row, resources));
            started.elapsed()
        };
        (0..N_READINGS).map(reading).min().unwrap_or_default()
    };
    let n_bytes: usize = rows.iter().map(|row| row.text.len()).sum();
    n_bytes as f64 / 1e6 / rows.iter().map(quickest).sum::<Duration>().as_secs_f64()
}

type Found = Vec<(Span, &'static str)>;

fn find(row: &Row, resources: &Resources) -> Found {
    let source = SourceText::from_plain(&row.text);
    find_mentions(&Document::new(&source), resources)
        .into_iter()
        .filter_map(|mention| Some((mention.span, short_label(mention.label)?)))
        .collect()
}

/// The short name of a label that the corpora know.
pub(crate) fn short_label(label: Label) -> Option<&'static str> {
    ALL.get(Label::ALL.iter().position(|&other| other == label)?).copied()
}

/// The shared label of one of ours: a facility counts as a place.
pub(crate) fn coarse_label(label: &str) -> &str {
    if label == "FAC" { "LOC" } else { label }
}

fn measure(rows: &[Row], found: &[Found], labels: &[&str], map: fn(&str) -> &str) -> Scores {
    let mut scores = Scores::default();
    for (row, found) in rows.iter().zip(found) {
        let gold: Vec<_> = row.entities.iter().map(|gold| (gold.span, map(&gold.label))).collect();
        let found: Vec<_> = found.iter().map(|&(span, label)| (span, map(label))).collect();
        scores.add(&row.text, labels, &gold, &found);
    }
    scores
}

fn print(scores: &Scores) {
    println!("  {:9} {:>6} {:>6} {:>6} {:>6} {:>6}", "label", "P", "R", "F1", "gold", "found");
    let line = |name: &str, counts: Counts| {
        let [p, r, f] = [counts.precision(), counts.recall(), counts.f1()].map(|share| 100.0 * share);
        println!("  {name:9} {p:6.2} {r:6.2} {f:6.2} {:6} {:6}", counts.gold, counts.found);
    };
    scores.labels.iter().filter(|(_, counts)| counts.gold > 0).for_each(|(label, &counts)| line(label, counts));
    line("micro", scores.micro());
    line("untyped", scores.untyped);
}

/// Counts pairs of a marked and a found name of these `labels` that overlap and differ, and names without partner.
fn confuse(
    set: &str,
    rows: &[Row],
    found: &[Found],
    (labels, map): (&[&str], fn(&str) -> &str),
    confusions: &mut BTreeMap<String, u32>,
) {
    let mut count = |gold: &str, found: &str| {
        *confusions.entry(format!("{set}: {gold} taken as {found}")).or_default() += 1;
    };
    for (row, found) in rows.iter().zip(found) {
        let show = |span: Span, label: &str| format!("[{} {}]", map(label), span.of(&row.text).replace('\n', " "));
        for gold in row.entities.iter().filter(|gold| labels.contains(&map(&gold.label))) {
            let partner = found.iter().find(|(span, _)| span.overlaps(gold.span));
            match partner {
                Some(&(span, label)) if span == gold.span && map(label) == map(&gold.label) => {}
                Some(&(span, label)) => count(&show(gold.span, &gold.label), &show(span, label)),
                None => count(&show(gold.span, &gold.label), "nothing"),
            }
        }
        let found = found.iter().filter(|(_, label)| labels.contains(&map(label)));
        for &(span, label) in found.filter(|(span, _)| !row.entities.iter().any(|gold| gold.span.overlaps(*span))) {
            count("nothing", &show(span, label));
        }
    }
}

fn write_confusions(confusions: &BTreeMap<String, u32>) -> Result<()> {
    let mut list: Vec<_> = confusions.iter().collect();
    list.sort_by_key(|&(text, &times)| (std::cmp::Reverse(times), text));
    let mut text = String::new();
    for (confusion, times) in list.into_iter().take(N_CONFUSIONS) {
        writeln!(text, "{times:4} {confusion}")?;
    }
    let path = root::root().join("target/entity-confusions.txt");
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    println!("the {N_CONFUSIONS} commonest confusions: {}", path.display());
    Ok(())
}
