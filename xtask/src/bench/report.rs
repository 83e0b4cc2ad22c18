//! docs/benchmarks: the figures, kept as JSON, and the page and charts made of them. Imports: `bench::{charts, results, targets}`.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path, thread};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

use super::{
    charts::{self, short},
    results::{OURS, PaintedRow, Results, SpeedRow},
    targets,
};
use crate::root;

const FILE: &str = "results.json";

/// The figures of earlier runs on this machine; of another machine, none.
pub(super) fn kept(folder: &Path) -> Result<Results> {
    fs::create_dir_all(folder)?;
    let machine = machine();
    let kept = match fs::read(folder.join(FILE)) {
        Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| format!("docs/benchmarks/{FILE}"))?,
        Err(_) => Results::default(),
    };
    let same = kept.machine == machine;
    let mut results = if same { kept } else { Results { machine, ..Results::default() } };
    results.versions.extend(peer_versions()?);
    Ok(results)
}

/// Writes figures, charts and page.
pub(super) fn keep(results: &Results, folder: &Path) -> Result<()> {
    fs::write(folder.join(FILE), serde_json::to_string_pretty(results)? + "\n")?;
    let charts = charts::draw(results, folder)?;
    Ok(fs::write(folder.join("README.md"), page(results, &charts))?)
}

/// The day, as the machine has it.
pub(super) fn today() -> Result<String> {
    let shell = Shell::new()?;
    Ok(cmd!(shell, "date --utc +%F").quiet().read()?)
}

fn machine() -> String {
    let line = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let value = text.lines().find(|line| line.starts_with(key)).and_then(|line| line.split_once([':', '=']));
        value.map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().trim_matches('"').to_owned())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores, {}", line("/proc/cpuinfo", "model name"), line("/etc/os-release", "PRETTY_NAME"))
}

/// The versions that tests/bench/package.json pins, and ours.
fn peer_versions() -> Result<BTreeMap<String, String>> {
    let package: Value = serde_json::from_slice(&fs::read(root::root().join("tests/bench/package.json"))?)?;
    let mut versions: BTreeMap<String, String> = serde_json::from_value(package["devDependencies"].clone())?;
    versions.insert(OURS.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    Ok(versions)
}

/// The promises as lines for the terminal.
pub(super) fn targets(results: &Results) -> String {
    let rows = targets::targets(results).into_iter().map(|target| {
        let verdict = target.is_met().map_or("not measured", |met| if met { "kept" } else { "missed" });
        let bound = format!("{} {} {}", if target.is_most { "≤" } else { "≥" }, short(target.bound), target.unit);
        let value = target.value.map_or_else(|| "–".to_owned(), short);
        vec![target.name.to_owned(), bound.trim().to_owned(), value, verdict.to_owned()]
    });
    table(&["promise", "bound", "measured", ""], rows)
}

/// A table in Markdown.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

fn page(results: &Results, charts: &[(&str, &str)]) -> String {
    let versions = results.versions.iter().map(|(name, version)| format!("{name} {version}")).collect::<Vec<_>>();
    let mut text = format!(
        "# Benchmarks\n\nMade by `cargo xtask bench`, not by hand; `--only PART` measures one part anew. \
         Machine: {}. Versions: {}.\n\n\
         The texts are our own gold articles, repeated with other people and numbers in them. Every program reads the same texts in the \
         same process, taking turns; figures are medians. A reading in which Newsgloss finds another number of annotations than the native \
         engine does fails the run. MB are 10^6 bytes of UTF-8.\n\n## What is promised\n\n{}\n",
        results.machine,
        versions.join(", "),
        targets(results)
    );
    let days = &results.days;
    let mut section = |part: &str, title: &str, body: String| {
        if let Some(day) = days.get(part) {
            let _ = write!(text, "## {title}\n\n{body}\n");
            for (file, what) in charts.iter().filter(|(file, _)| chart_of(part) == Some(file)) {
                let _ = write!(text, "![{what}]({file})\n\n");
            }
            let _ = write!(text, "Measured on {day} (`cargo xtask bench --only {part}`).\n\n");
        }
    };
    section("wasm", "The engine in browsers, beside its peers", speed(&results.wasm, results));
    section("node", "The same in Node", speed(&results.node, results));
    section("accuracy", "How well names are found", accuracy(results));
    section("page", "From the DOM to the paint", painted(results));
    section("load", "Loading", load(results));
    section("memory", "Memory", memory(results));
    section("growth", "Growth", growth(results));
    section("engine", "The native engine, stage by stage", stages(results));
    section("profile", "Where the time goes in wasm", profile(results));
    section("variants", "Bytes against speed", variants(results));
    text
}

fn chart_of(part: &str) -> Option<&'static str> {
    Some(match part {
        "wasm" => "speed.svg",
        "page" => "page.svg",
        "growth" => "growth.svg",
        "engine" => "stages.svg",
        "variants" => "variants.svg",
        _ => return None,
    })
}

fn speed(rows: &[SpeedRow], results: &Results) -> String {
    let rows = rows.iter().map(|row| {
        vec![
            row.runtime.clone(),
            short(row.words as f64),
            row.program.clone(),
            short(row.mb_s),
            if row.program == OURS { "1".to_owned() } else { short(row.ratio) },
            row.found.to_string(),
            row.runs.to_string(),
            mean_f1(results, &row.program),
        ]
    });
    let head =
        ["runtime", "words", "program", "MB/s", "its time over ours", "finds in the first text", "runs", "F1 of names"];
    table(&head, rows)
        + "\nNewsgloss: names with links, dates, amounts, quotations with speakers, policy terms. compromise: `topics()`, that is people, \
           places and organizations. wink-nlp: sentences, parts of speech and its entities (dates, amounts, numbers; it has no type for \
           names). F1: mean over the sets below, typed.\n"
}

/// The mean over the sets.
fn mean_f1(results: &Results, program: &str) -> String {
    let scores: Option<Vec<f64>> =
        results.accuracy.iter().filter(|row| row.program == program).map(|row| row.typed).collect();
    match scores.as_deref() {
        Some([]) => "–".to_owned(),
        Some(scores) => format!("{:.1}", scores.iter().sum::<f64>() / scores.len() as f64),
        None => "marks no names".to_owned(),
    }
}

fn accuracy(results: &Results) -> String {
    let rows = results.accuracy.iter().map(|row| {
        let typed = row.typed.map_or_else(|| "–".to_owned(), |score| format!("{score:.1}"));
        vec![row.set.clone(), row.program.clone(), typed, format!("{:.1}", row.untyped)]
    });
    table(&["set", "program", "F1 of people, organizations, places", "F1 with types ignored"], rows)
        + "\nExact spans, by the scorer of `cargo xtask eval entities` (leading article and possessive left out on both sides). Honorifics and \
           punctuation at the ends of compromise's names are cut off for it, as our scheme leaves them out. wink-nlp's web model has no \
           types for names: runs of its proper nouns are counted, with types ignored. The first two sets are of the scheme that Newsgloss \
           was trained on; the last three are of other schemes and never learnt from.\n"
}

fn painted(results: &Results) -> String {
    let cell = |painted: Option<PaintedRow>, pick: fn(&PaintedRow) -> f64| {
        painted.map_or_else(|| "over half a minute".to_owned(), |row| short(pick(&row)))
    };
    let rows = results.page.iter().map(|row| {
        let tasks = match row.first {
            _ if row.runtime != "chromium" => "not told".to_owned(),
            Some(first) => format!("{}, longest {}", short(first.long_tasks), short(first.longest)),
            None => "one".to_owned(),
        };
        vec![
            row.runtime.clone(),
            format!("{}×", row.throttle),
            short(row.words as f64),
            short(f64::from(row.expected)),
            row.program.clone(),
            cell(row.first, |row| row.ms),
            cell(row.first, |row| row.painted),
            cell(row.again, |row| row.ms),
            tasks,
            row.runs.to_string(),
        ]
    });
    let head = [
        "browser",
        "slowed down",
        "words",
        "spans",
        "program",
        "script, ms",
        "to the frame, ms",
        "script with warm code, ms",
        "tasks over 50 ms",
        "runs",
    ];
    table(&head, rows)
        + "\nNewsgloss: all of it, from reading the DOM to painted highlights, in a fresh page with the engine loaded; from 200,000 UTF-16 \
           units on the analysis runs in a worker, whose start is in the time to the frame. mark.js only wraps the spans that it is given \
           (`markRanges`), the same ones that Newsgloss paints; it is stopped after half a minute.\n"
}

fn load(results: &Results) -> String {
    let mut text = String::new();
    for row in &results.load {
        let ms = |name: &str| short(row.times.get(name).copied().unwrap_or_default());
        let bytes = row.bytes.iter().map(|(name, bytes)| format!("{name} {}", short(*bytes as f64)));
        let _ = writeln!(
            text,
            "- **{}**: fetch from this machine {} ms, compile {} ms, instantiate {} ms, decode en.lexicon {} ms, en.names {} ms, en.model {} ms. \
             From the start of the navigation to the first highlights of 800 words: **{} ms cold, {} ms warm**. {} runs. Bytes on the disk: {}.",
            row.runtime,
            ms("fetch"),
            ms("compile"),
            ms("instantiate"),
            ms("en.lexicon"),
            ms("en.names"),
            ms("en.model"),
            short(row.cold),
            short(row.warm),
            row.runs,
            bytes.collect::<Vec<_>>().join(", ")
        );
    }
    text + "\nCold: a fresh browser, empty cache, files uncompressed from this machine. Warm: the third visit, files and compiled code in the \
            cache. `cargo xtask size` says what travels compressed.\n"
}

fn memory(results: &Results) -> String {
    let mb = |bytes: Option<f64>| bytes.map_or_else(|| "–".to_owned(), |bytes| format!("{:.1}", bytes / 1e6));
    let rows = results.memory.iter().map(|row| {
        let Some(first) = row.runtime.get(..) else { return vec![] };
        vec![
            first.to_owned(),
            short(row.words as f64),
            row.program.clone(),
            mb(row.wasm_loaded),
            mb(row.wasm),
            mb(row.loaded),
            mb(row.after),
        ]
    });
    table(
        &[
            "browser",
            "words",
            "program",
            "wasm loaded, MB",
            "wasm after, MB",
            "JavaScript loaded, MB",
            "JavaScript after, MB",
        ],
        rows,
    ) + "\nNewsgloss has painted the article by then, in the page's own thread. JavaScript's heap is what is left after a collection, beyond \
           that of the page before; Firefox does not tell it. The wasm's memory never shrinks, so it is the most that was needed.\n"
}

fn growth(results: &Results) -> String {
    let rows = results.growth.iter().map(|growth| {
        let points = growth.points.iter().map(|(bytes, ms)| format!("{} kB {} ms", short(bytes / 1e3), short(*ms)));
        vec![growth.runtime.clone(), format!("{:.3}", growth.exponent), points.collect::<Vec<_>>().join(", ")]
    });
    table(&["runtime", "exponent", "mean reading"], rows)
        + "\nThe exponent of time over size from 1,000 to 100,000 words; above 1.1 the run fails.\n"
}

fn stages(results: &Results) -> String {
    let Some(stages) = &results.engine else { return String::new() };
    let total = stages.total();
    let rows = stages
        .ms_per_mb
        .iter()
        .map(|(stage, ms)| vec![stage.clone(), short(*ms), short(1e3 / ms), format!("{:.1} %", 100.0 * ms / total)]);
    let all = vec!["all".to_owned(), short(total), short(1e3 / total), "100 %".to_owned()];
    table(&["stage", "ms a MB", "MB/s", "share"], rows.chain([all]))
        + &format!(
            "\nOne thread, opt-level 3, texts of {} words, {} annotations in the first; {} runs. read: tokens and sentences; wire: JSON.\n",
            short(stages.words as f64),
            stages.found,
            stages.runs
        )
}

fn profile(results: &Results) -> String {
    let rows = results.profile.iter().filter(|(_, share)| *share >= 0.5);
    table(&["module", "share"], rows.map(|(module, share)| vec![format!("`{module}`"), format!("{share:.1} %")]))
        + "\nSelf time in Node, from a build with names; what the standard library does counts for the module that called it.\n"
}

fn variants(results: &Results) -> String {
    let shipped = results.variants.first();
    let rows = results.variants.iter().map(|variant| {
        let change = |now: f64, then: f64| format!("{:+.0} %", 100.0 * (now / then - 1.0));
        let [bytes, speed] = shipped.map_or_else(Default::default, |shipped| {
            [change(variant.brotli as f64, shipped.brotli as f64), change(variant.mb_s, shipped.mb_s)]
        });
        let (raw, brotli) = (short(variant.raw as f64), short(variant.brotli as f64));
        vec![variant.name.clone(), raw, brotli, bytes, short(variant.mb_s), speed]
    });
    table(&["recipe", "bytes", "brotli", "", "MB/s in Node", ""], rows)
        + "\nThe wasm alone, without its glue. One process, taking turns. The package is one crate, so that cargo's `opt-level` cannot differ \
           between its hot and its cold parts.\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_markdown() {
        let rows = [vec!["a".to_owned(), "b".to_owned()]];
        assert_eq!(table(&["x", "y"], rows), "| x | y |\n|---|---|\n| a | b |\n");
    }

    #[test]
    fn a_page_without_figures_says_what_is_promised_and_no_more() {
        let page = page(&Results::default(), &[]);
        assert!(page.contains("| not measured |") && !page.contains("## Memory"));
    }
}
