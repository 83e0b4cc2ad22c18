//! `cargo xtask eval quotations`: quoted stretches, their classes and speakers, by the rules of the shared scorers.
//! Imports: `newsgloss`, `eval::floors`, `root`.

mod cost;
mod data;
mod mask;
mod names;
mod score;
mod single;
mod terms;
mod words;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use newsgloss::annotation::Tier;

use super::floors::Floors;
use crate::root;
use data::{Gold, Predicted};
use score::Fault;

/// Options of `cargo xtask eval quotations`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the sets whose name contains this
    #[arg(long)]
    set: Option<String>,
    /// Time quotations against the whole engine instead
    #[arg(long, conflicts_with_all = ["lite", "raise", "write"])]
    cost: bool,
    /// Measure without a model, as the lite profile runs
    #[arg(long)]
    lite: bool,
    /// Raise the floors to these scores
    #[arg(long)]
    raise: bool,
    /// Write what was found, one file a set, for the Python scorers
    #[arg(long)]
    write: Option<PathBuf>,
}

/// The sets below ../shared/data/quotations, and whether they hold classes and full names.
const SETS: [(&str, bool); 4] =
    [("gum_news_plus", false), ("polnear_dev", false), ("polnear_train300", false), ("wikinews-quotes-dev", true)];

/// Measures, prints, and compares with the floors.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folder = root::root().join("../shared/data/quotations");
    if !folder.is_dir() {
        bail!("needs ../shared/data/quotations (corpora are not part of the repository)");
    }
    if args.cost {
        return time(args, &folder);
    }
    let mut resources = super::lite()?;
    if !args.lite {
        let path = root::root().join("data/model/en.model");
        resources.load("en.model", &fs::read(&path).with_context(|| format!("reading {}", path.display()))?)?;
    }
    let (mut scores, mut report) = (Vec::new(), String::new());
    for (name, classes) in SETS {
        if args.set.as_ref().is_some_and(|set| !name.contains(set.as_str())) {
            continue;
        }
        let gold = data::read(&folder.join(name).with_extension("jsonl"))?;
        let started = Instant::now();
        let found: Vec<_> = gold.iter().map(|gold| data::predict(gold, &resources)).collect();
        let n_bytes: usize = gold.iter().flat_map(|gold| &gold.text).map(|char| char.len_utf8()).sum();
        println!(
            "\n{name}: {} articles, {:.1} MB/s",
            gold.len(),
            n_bytes as f64 / 1e6 / started.elapsed().as_secs_f64()
        );
        let measures = if classes { measure_names(&gold, &found) } else { measure(&gold, &found) };
        for (measure, score) in &measures.0 {
            println!("  {measure:28} {score:5.1}");
        }
        for (gold, faults) in gold.iter().zip(&measures.1) {
            list(name, gold, faults, &mut report)?;
        }
        if let Some(folder) = &args.write {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(name).with_extension("jsonl"), data::rows(&gold, &found))?;
        }
        scores.extend(measures.0.iter().map(|&(measure, score)| (name.to_owned(), measure, score)));
    }
    if scores.is_empty() {
        bail!("no set is called so; there are {}", SETS.map(|(name, _)| name).join(", "));
    }
    let path = root::root().join("target/quotation-faults.txt");
    fs::write(&path, report).with_context(|| format!("writing {}", path.display()))?;
    println!("\nall faults by kind: {}", path.display());
    if args.lite {
        return Ok(());
    }
    scores.retain(|(_, measure, _)| !TOLD.contains(measure));
    let floors = Floors::read(&root::root().join("data/lexicon/floors.toml"))?;
    if args.raise { floors.raise(&scores) } else { floors.check(&scores) }
}

/// Measures that are told and have no floor: they trade with those that are goals.
const TOLD: [&str; 9] = [
    "speaker-precision",
    "speaker-name",
    "speaker-pronoun",
    "speaker-nominal",
    "reported-speaker",
    "cue",
    "tier-B",
    "tier-C",
    "name-wrong",
];

/// Quotations may take so much of the engine's time, in per cent.
const MAX_SHARE: f64 = 25.0;

/// Times each set.
fn time(args: &Args, folder: &Path) -> Result<()> {
    for (name, _) in
        SETS.into_iter().filter(|(name, _)| args.set.as_ref().is_none_or(|set| name.contains(set.as_str())))
    {
        let share = cost::share(&data::read(&folder.join(name).with_extension("jsonl"))?)?;
        println!("  {name}: quotations take {share:.1} % of the engine's time");
        ensure!(share <= MAX_SHARE, "quotations may take {MAX_SHARE} %");
    }
    Ok(())
}

type Measures = (Vec<(&'static str, f64)>, Vec<Vec<Fault>>);

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * f64::from(part) / f64::from(whole) }
}

fn f1(right: [u32; 2], found: u32, gold: u32) -> f64 {
    let (precision, recall) = (share(right[0], found), share(right[1], gold));
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// Stretches and speakers, by the rules of `score_quotations.py`.
fn measure(gold: &[Gold], found: &[Predicted]) -> Measures {
    let mut counts = score::Counts::default();
    let speech: Vec<_> = found.iter().map(Predicted::speech).collect();
    let mut faults: Vec<Vec<Fault>> = gold.iter().zip(&speech).map(|(gold, found)| counts.add(gold, found)).collect();
    let c = &counts;
    let direct = f1([c.right_exact[0], c.exact.direct], c.found - c.neutral, c.gold.direct);
    let mut measures = vec![
        ("direct", direct),
        ("direct-partial", f1([c.right_exact[1], c.exact.sum()], c.found, c.gold.sum())),
        ("speaker", share(c.entity.sum(), c.speakers.sum())),
        ("speaker-direct", share(c.entity.direct, c.speakers.direct)),
        ("speaker-precision", share(c.entity.sum(), c.with_speaker)),
        ("speaker-name", share(c.name[0], c.name[1])),
        ("speaker-pronoun", share(c.pronoun[0], c.pronoun[1])),
        ("speaker-nominal", share(c.nominal[0], c.nominal[1])),
        ("reported-speaker", share(c.reported_speakers[0], c.reported_speakers[1])),
        ("cue", share(c.cues[2], c.cues[3])),
    ];
    for (name, tier) in [("tier-A", Tier::A), ("tier-B", Tier::B), ("tier-C", Tier::C)] {
        let mut counts = score::Counts::default();
        for (gold, found) in gold.iter().zip(&speech) {
            let quotes = found.quotes.iter().filter(|quote| quote.tier == Some(tier) && quote.kind == "direct");
            counts.add(gold, &Predicted { quotes: quotes.cloned().collect() });
        }
        measures.push((name, share(counts.entity.sum(), counts.speakers_given)));
    }
    if gold.iter().any(|gold| !gold.terms.is_empty()) {
        let mut counts = terms::Counts::default();
        for ((gold, found), faults) in gold.iter().zip(found).zip(&mut faults) {
            faults.extend(counts.add(gold, found));
        }
        println!("  {} of {} terms and titles kept out of speech", counts.kept, counts.terms);
        println!("  {} of {} quotations kept as speech", counts.spoken, counts.speech);
        measures.push(("terms-kept", share(counts.kept, counts.terms)));
        measures.push(("speech-kept", share(counts.spoken, counts.speech)));
    }
    for (precision, recall, marks) in [
        ("single-curly-precision", "single-curly-recall", ("‘", "’")),
        ("single-straight-precision", "single-straight-recall", ("'", "'")),
    ] {
        let mut counts = single::Counts::default();
        for gold in gold {
            counts.add(&gold.text.iter().collect::<String>(), marks);
        }
        measures.push((precision, share(counts.right, counts.found)));
        measures.push((recall, share(counts.right, counts.wanted)));
    }
    (measures, faults)
}

/// Classes and full names, by the rules of `score_speakers.py`.
fn measure_names(gold: &[Gold], found: &[Predicted]) -> Measures {
    let mut counts = names::Counts::default();
    let faults = gold.iter().zip(found).map(|(gold, found)| counts.add(gold, &found.marked())).collect();
    let measures = vec![
        ("found", share(counts.found, counts.gold)),
        ("class", share(counts.class, counts.gold)),
        ("class-fine", share(counts.class_fine, counts.gold)),
        ("name", share(counts.right, counts.named)),
        ("name-wrong", share(counts.wrong, counts.named)),
        ("name-not-wrong", 100.0 - share(counts.wrong, counts.named)),
    ];
    (measures, faults)
}

/// Context around a fault, in code points.
const CONTEXT: usize = 120;

/// Appends the faults of an article to the report.
fn list(set: &str, gold: &Gold, faults: &[Fault], report: &mut String) -> Result<()> {
    let text = |from: usize, to: usize| gold.text[from..to].iter().collect::<String>().replace('\n', "⏎");
    for fault in faults {
        let (start, end) = fault.place;
        let before = text(start.saturating_sub(CONTEXT), start);
        let after = text(end, (end + CONTEXT).min(gold.text.len()));
        writeln!(report, "{}\t{set}\t{}\tgold: {}\tfound: {}", fault.what, gold.id, fault.gold, fault.found)?;
        writeln!(report, "\t{before}⟦{}⟧{after}", text(start, end))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Real predictions, without the model, get the same figures from the Python scorers and from these.
    #[test]
    fn scores_are_those_of_the_python_scorers() {
        let shared = root::root().join("../shared");
        if !shared.join("tools/score_quotations.py").exists() || !shared.join("data/quotations").is_dir() {
            return eprintln!("SKIPPED: needs ../shared/tools and ../shared/data/quotations");
        }
        if Command::new("python3").arg("--version").output().is_err() {
            return eprintln!("SKIPPED: needs python3");
        }
        let lite = super::super::lite().unwrap();
        for (set, classes) in SETS.into_iter().filter(|(set, _)| *set != "polnear_train300") {
            let path = shared.join("data/quotations").join(set).with_extension("jsonl");
            let gold = data::read(&path).unwrap();
            let keep = if classes { Predicted::marked } else { Predicted::speech };
            let found: Vec<_> = gold.iter().map(|gold| keep(&data::predict(gold, &lite))).collect();
            let file = std::env::temp_dir().join(format!("newsgloss-{set}-{}.jsonl", std::process::id()));
            fs::write(&file, data::rows(&gold, &found)).unwrap();
            let aux = path.with_extension("coref.jsonl");
            let tool = shared.join("tools").join(if classes { "score_speakers.py" } else { "score_quotations.py" });
            let mut command = Command::new("python3");
            command.arg(tool).args([&path, &file]).arg("--json");
            if aux.exists() && !classes {
                command.arg("--aux").arg(aux);
            }
            let output = command.output().unwrap();
            fs::remove_file(file).unwrap();
            let python: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            let same = |ours: f64, theirs: &serde_json::Value, what: &str| {
                let theirs = 100.0 * theirs.as_f64().unwrap();
                assert!((ours - theirs).abs() < 1e-6, "{set} {what}: {ours} here, {theirs} there");
            };
            let of =
                |measures: &[(&str, f64)], name: &str| measures.iter().find(|(known, _)| *known == name).unwrap().1;
            if classes {
                let (measures, _) = measure_names(&gold, &found);
                for (ours, theirs) in [
                    ("found", "found"),
                    ("class", "class"),
                    ("class-fine", "class_fine"),
                    ("name", "name_right"),
                    ("name-wrong", "name_wrong"),
                ] {
                    same(of(&measures, ours), &python[theirs], ours);
                }
            } else {
                let (measures, _) = measure(&gold, &found);
                for (ours, theirs) in [
                    ("direct", &python["D_exact"][2]),
                    ("direct-partial", &python["DM_exact"][2]),
                    ("speaker", &python["acc_all_entity"]),
                    ("speaker-direct", &python["acc_all_entity_direct"]),
                    ("speaker-precision", &python["end2end_precision"]),
                    ("speaker-name", &python["acc_name"][0]),
                    ("speaker-pronoun", &python["acc_pronoun"][0]),
                    ("speaker-nominal", &python["acc_nominal"][0]),
                    ("reported-speaker", &python["indirect_spk_acc"]),
                    ("cue", &python["cue"][0]),
                ] {
                    same(of(&measures, ours), theirs, ours);
                }
            }
        }
    }
}
