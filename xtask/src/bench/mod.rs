//! `cargo xtask bench`: how fast the engine and the page are, beside what a publisher would take instead; docs/benchmarks keeps it.
//! Imports: `build`, `corpus`, `eval`, `npm`, `root`, `serve`, `size`, `step`, `test`, `train::random`.
#![allow(clippy::cast_precision_loss, reason = "sizes and times, far below 2^52")]

mod accuracy;
mod charts;
mod profile;
mod report;
mod results;
mod scripts;
mod stages;
mod statistics;
mod targets;
mod texts;
mod variants;

use std::{fs, time::Instant};

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use newsgloss::{
    pipeline::{Config, Resources, annotate},
    text::SourceText,
};
use serde_json::json;

use crate::{
    build, root,
    step::step,
    test::engine::{ENGINES, Engine},
};
use results::{Answer, Growth, Load, LoadRow, MemoryRow, OURS, Page, Results, Speed};
use scripts::Scripts;
use statistics::exponent;
use texts::{Case, Stock};

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Measure this part alone and keep the others' figures as they are
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Few and short runs in Chromium and Node, which keep nothing: that all parts work and find what they should
    #[arg(long)]
    quick: bool,
}

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The native engine, stage by stage
    Engine,
    /// The engine in browsers against compromise and wink-nlp
    Wasm,
    /// The same in Node
    Node,
    /// From the DOM to the paint, against mark.js
    Page,
    /// From nothing to the first highlights
    Load,
    /// What is held in memory
    Memory,
    /// Time over size
    Growth,
    /// How well the programs find names
    Accuracy,
    /// The engine compiled otherwise; only when it is asked for
    Variants,
    /// Where the time goes in wasm; only when it is asked for
    Profile,
}

/// Compared with ours.
const PROGRAMS: [&str; 3] = [OURS, "compromise", "wink-nlp"];
/// Readings before those that count.
const N_WARMUPS: usize = 4;
/// Texts of each length.
const N_TEXTS: usize = 4;
/// So much slower a processor is tried too: a middling phone beside a laptop, as Lighthouse takes it.
const THROTTLES: [u32; 2] = [1, 4];
/// Time may grow with the size to this power.
const MAX_EXPONENT: f64 = 1.1;
/// compromise needs minutes beyond that.
const LONGEST_OF_COMPROMISE: usize = 20_000;

/// Words and timed readings of each part.
type Sizes = &'static [(usize, usize)];
const COMPARED: Sizes = &[(300, 25), (3_000, 15), (20_000, 5)];
const PAGES: Sizes = &[(300, 3), (3_000, 3), (20_000, 1), (100_000, 1)];
/// About as much text of each size, so that other work of the machine meets all alike.
const GROWN: Sizes = &[(1_000, 240), (3_000, 80), (10_000, 24), (30_000, 8), (100_000, 3)];

/// What all parts need.
struct Bench {
    stock: Stock,
    resources: Resources,
    scripts: Scripts,
    quick: bool,
}

/// Builds, measures and writes docs/benchmarks.
pub(crate) fn run(args: &Args) -> Result<()> {
    build::run(&build::Args {})?;
    let bench =
        Bench { stock: Stock::read()?, resources: resources()?, scripts: Scripts::prepare()?, quick: args.quick };
    let folder = root::root().join("docs/benchmarks");
    let mut results = if args.quick { Results::default() } else { report::kept(&folder)? };
    let wanted = |part: Part| match args.only {
        Some(only) => only == part,
        None => !matches!(part, Part::Variants | Part::Profile),
    };
    for part in Part::value_variants().iter().filter(|part| wanted(**part)) {
        let name = part.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
        step(&format!("measure: {name}"), || bench.measure(*part, &mut results))?;
        results.days.insert(name, report::today()?);
        if !args.quick {
            report::keep(&results, &folder)?;
        }
    }
    println!("{}", report::targets(&results));
    let grown = results.growth.iter().find(|growth| wanted(Part::Growth) && growth.exponent > MAX_EXPONENT);
    ensure!(grown.is_none(), "time grows faster than the text: {}", grown.map_or("", |growth| &growth.runtime));
    Ok(())
}

impl Bench {
    fn measure(&self, part: Part, results: &mut Results) -> Result<()> {
        match part {
            Part::Engine => results.engine = Some(stages::measure(&self.case(3_000, 60), &self.resources)?),
            Part::Wasm => {
                results.wasm.clear();
                for engine in self.browsers() {
                    let input = json!({ "cases": self.cases(COMPARED), "programs": PROGRAMS, "warmups": N_WARMUPS });
                    let answer: Answer<Vec<Speed>> = self.scripts.browser(engine, "speed", input)?;
                    results.wasm.extend(answer.measured.iter().flat_map(|speed| speed.rows(&answer.runtime)));
                    results.versions.insert(answer.runtime, answer.version);
                }
            }
            Part::Node => {
                let input = json!({ "cases": self.cases(COMPARED), "programs": PROGRAMS, "warmups": N_WARMUPS });
                let answer: Answer<Vec<Speed>> = self.scripts.node("speed", input)?;
                results.node = answer.measured.iter().flat_map(|speed| speed.rows(&answer.runtime)).collect();
                results.versions.insert(answer.runtime, answer.version);
            }
            Part::Page => {
                results.page.clear();
                for engine in self.browsers() {
                    let input = json!({ "cases": self.cases(PAGES), "throttles": THROTTLES });
                    let answer: Answer<Vec<Page>> = self.scripts.browser(engine, "page", input)?;
                    results.page.extend(answer.measured.iter().flat_map(|page| page.rows(&answer.runtime)));
                }
            }
            Part::Load => {
                results.load.clear();
                for engine in self.browsers() {
                    let input = json!({ "cases": [self.case(800, 1)], "runs": if self.quick { 1 } else { 5 } });
                    let answer: Answer<Vec<Load>> = self.scripts.browser(engine, "load", input)?;
                    results.load.extend(LoadRow::of(&answer.runtime, &answer.measured));
                }
            }
            Part::Memory => {
                results.memory.clear();
                for engine in self.browsers() {
                    let input =
                        json!({ "cases": self.cases(PAGES), "programs": PROGRAMS, "longest": LONGEST_OF_COMPROMISE });
                    let answer: Answer<Vec<MemoryRow>> = self.scripts.browser(engine, "memory", input)?;
                    let with_runtime = |row| MemoryRow { runtime: answer.runtime.clone(), ..row };
                    results.memory.extend(answer.measured.into_iter().map(with_runtime));
                }
            }
            Part::Growth => results.growth = self.growth()?,
            Part::Accuracy => results.accuracy = accuracy::measure(&self.scripts, &self.resources)?,
            Part::Variants => results.variants = variants::measure(&self.scripts, &self.case(3_000, 60))?,
            Part::Profile => {
                let shares = profile::measure(&self.scripts, &self.case(3_000, 150))?;
                for (name, share) in shares.functions.iter().take(40) {
                    println!("{share:>6.1} % {name}");
                }
                results.profile = shares.modules;
            }
        }
        Ok(())
    }

    /// The browsers that are measured: those that have most readers and a driver here.
    fn browsers(&self) -> impl Iterator<Item = &'static Engine> {
        let quick = self.quick;
        ENGINES.iter().filter(move |engine| engine.name == "chromium" || engine.name == "firefox" && !quick)
    }

    fn case(&self, words: usize, runs: usize) -> Case {
        let runs = if self.quick { runs.min(3) } else { runs };
        self.stock.case(words, N_TEXTS.min(runs), runs, &self.resources)
    }

    fn cases(&self, sizes: Sizes) -> Vec<Case> {
        let longest = if self.quick { 3_000 } else { usize::MAX };
        sizes.iter().filter(|(words, _)| *words <= longest).map(|&(words, runs)| self.case(words, runs)).collect()
    }

    /// Time over size, natively, in Node and in the browsers.
    fn growth(&self) -> Result<Vec<Growth>> {
        let cases: Vec<_> = GROWN.iter().map(|&(words, runs)| self.case(words, runs)).collect();
        let mut measured = vec![("native".to_owned(), cases.iter().map(|case| self.native_point(case)).collect())];
        let input = json!({ "cases": cases, "programs": [OURS], "warmups": N_WARMUPS });
        let mut answers: Vec<Answer<Vec<Speed>>> = vec![self.scripts.node("speed", input.clone())?];
        for engine in self.browsers() {
            answers.push(self.scripts.browser(engine, "speed", input.clone())?);
        }
        measured.extend(
            answers
                .into_iter()
                .map(|answer| (answer.runtime, answer.measured.iter().map(Speed::point).collect::<Vec<_>>())),
        );
        let growth = |(runtime, points): (String, Vec<_>)| Growth { runtime, exponent: exponent(&points), points };
        Ok(measured.into_iter().map(growth).collect())
    }

    /// The mean size of the texts, and the milliseconds that all readings together imply for it.
    fn native_point(&self, case: &Case) -> (f64, f64) {
        let lengths: Vec<_> = (0..case.runs).map(|run| case.texts[run % case.texts.len()].text.len() as f64).collect();
        let begin = Instant::now();
        for run in 0..case.runs {
            let source = SourceText::from_plain(&case.texts[run % case.texts.len()].text);
            std::hint::black_box(annotate(&source, &self.resources, &Config::ALL));
        }
        (lengths.iter().sum::<f64>() / case.runs as f64, begin.elapsed().as_secs_f64() * 1e3 / case.runs as f64)
    }
}

/// What a page has loaded before the first highlight.
fn resources() -> Result<Resources> {
    let mut resources = Resources::default();
    for name in ["en.lexicon", "en.names", "en.model"] {
        let file = root::pkg().join(name);
        resources.load(name, &fs::read(&file).with_context(|| format!("reading {}", file.display()))?)?;
    }
    Ok(resources)
}
