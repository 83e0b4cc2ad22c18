//! What was measured, as it is kept in docs/benchmarks/results.json, and how it comes from the answers of the scripts.
//! Imports: `bench::{stages, statistics}`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{stages::Stages, statistics::median};

/// Our name among the programs.
pub(super) const OURS: &str = "newsgloss";

/// All parts that have been measured on one machine.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Results {
    /// Processor, cores and system.
    pub(super) machine: String,
    /// Program → version.
    pub(super) versions: BTreeMap<String, String>,
    /// Part → the day of its last run.
    pub(super) days: BTreeMap<String, String>,
    pub(super) engine: Option<Stages>,
    pub(super) wasm: Vec<SpeedRow>,
    pub(super) node: Vec<SpeedRow>,
    pub(super) page: Vec<PageRow>,
    pub(super) load: Vec<LoadRow>,
    pub(super) memory: Vec<MemoryRow>,
    pub(super) growth: Vec<Growth>,
    pub(super) accuracy: Vec<AccuracyRow>,
    pub(super) variants: Vec<Variant>,
    /// Module of the engine → share of the time in wasm, in percent.
    pub(super) profile: Vec<(String, f64)>,
}

/// The answer of a script.
#[derive(Deserialize)]
pub(super) struct Answer<T> {
    /// `Node` or the browser.
    pub(super) runtime: String,
    /// Of the runtime.
    pub(super) version: String,
    pub(super) measured: T,
}

/// Timed readings of the texts of one length, by program.
#[derive(Deserialize)]
pub(super) struct Speed {
    pub(super) words: usize,
    bytes: Vec<f64>,
    pub(super) times: BTreeMap<String, Vec<Time>>,
    found: BTreeMap<String, Vec<Option<u32>>>,
}

/// One reading.
#[derive(Deserialize)]
pub(super) struct Time {
    /// Number of the text.
    nth: usize,
    ms: f64,
}

/// A program's speed on the texts of one length.
#[derive(Serialize, Deserialize)]
pub(super) struct SpeedRow {
    pub(super) runtime: String,
    pub(super) words: usize,
    pub(super) program: String,
    /// Timed readings.
    pub(super) runs: usize,
    /// Megabytes (10^6 bytes of UTF-8) a second, the median.
    pub(super) mb_s: f64,
    /// The median of this program's time over ours, run by run.
    pub(super) ratio: f64,
    /// What it found in the first text.
    pub(super) found: u32,
}

impl Speed {
    /// A row a program, ours first.
    pub(super) fn rows(&self, runtime: &str) -> Vec<SpeedRow> {
        let ours = self.times.get(OURS).map_or(&[][..], Vec::as_slice);
        let row = |(program, times): (&String, &Vec<Time>)| SpeedRow {
            runtime: runtime.to_owned(),
            words: self.words,
            program: program.clone(),
            runs: times.len(),
            mb_s: median(times.iter().map(|time| self.bytes[time.nth] / time.ms / 1e3)),
            ratio: median(times.iter().zip(ours).map(|(theirs, ours)| theirs.ms / ours.ms)),
            found: self.found[program].first().copied().flatten().unwrap_or_default(),
        };
        let mut rows: Vec<_> = self.times.iter().map(row).collect();
        rows.sort_by_key(|row| row.program != OURS);
        rows
    }

    /// The mean size of a text in bytes, and the mean milliseconds that our engine needs for it.
    pub(super) fn point(&self) -> (f64, f64) {
        let times = &self.times[OURS];
        let n = times.len() as f64;
        (
            times.iter().map(|time| self.bytes[time.nth]).sum::<f64>() / n,
            times.iter().map(|time| time.ms).sum::<f64>() / n,
        )
    }
}

/// Fresh pages of one length at one speed of the processor.
#[derive(Deserialize)]
pub(super) struct Page {
    words: usize,
    throttle: u32,
    expected: u32,
    times: BTreeMap<String, Vec<Painting>>,
}

#[derive(Deserialize)]
struct Painting {
    /// In a fresh page; `None` where it was stopped.
    first: Option<Reading>,
    /// Once more in the same page.
    again: Option<Reading>,
}

#[derive(Deserialize)]
struct Reading {
    ms: f64,
    painted: f64,
    tasks: Vec<f64>,
}

/// A program's time from the DOM to the paint.
#[derive(Serialize, Deserialize)]
pub(super) struct PageRow {
    pub(super) runtime: String,
    pub(super) words: usize,
    /// The processor is so many times slower than it is.
    pub(super) throttle: u32,
    pub(super) program: String,
    /// Spans that are painted.
    pub(super) expected: u32,
    pub(super) runs: usize,
    /// Milliseconds in a fresh page; `None` where it was stopped after half a minute.
    pub(super) first: Option<PaintedRow>,
    /// Once more in the same page.
    pub(super) again: Option<PaintedRow>,
}

/// Medians.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct PaintedRow {
    /// Milliseconds of the page's thread.
    pub(super) ms: f64,
    /// Milliseconds to the frame that shows it.
    pub(super) painted: f64,
    /// Tasks over 50 ms; the browser tells them or there are none.
    pub(super) long_tasks: f64,
    /// The longest of any run, in milliseconds.
    pub(super) longest: f64,
}

impl Page {
    /// A row a program, ours first.
    pub(super) fn rows(&self, runtime: &str) -> Vec<PageRow> {
        let row = |(program, times): (&String, &Vec<Painting>)| PageRow {
            runtime: runtime.to_owned(),
            words: self.words,
            throttle: self.throttle,
            program: program.clone(),
            expected: self.expected,
            runs: times.len(),
            first: painted(times.iter().map(|time| time.first.as_ref())),
            again: painted(times.iter().map(|time| time.again.as_ref())),
        };
        let mut rows: Vec<_> = self.times.iter().map(row).collect();
        rows.sort_by_key(|row| row.program != OURS);
        rows
    }
}

fn painted<'a>(runs: impl Iterator<Item = Option<&'a Reading>>) -> Option<PaintedRow> {
    let runs = runs.collect::<Option<Vec<_>>>()?;
    let of = |pick: fn(&Reading) -> f64| median(runs.iter().map(|run| pick(run)));
    Some(PaintedRow {
        ms: of(|run| run.ms),
        painted: of(|run| run.painted),
        long_tasks: of(|run| run.tasks.len() as f64),
        longest: runs.iter().flat_map(|run| run.tasks.iter().copied()).fold(0.0, f64::max),
    })
}

/// One loading.
#[derive(Deserialize)]
pub(super) struct Load {
    times: BTreeMap<String, f64>,
    bytes: BTreeMap<String, usize>,
    cold: f64,
    warm: f64,
}

/// What loading takes in a browser, in medians of milliseconds.
#[derive(Serialize, Deserialize)]
pub(super) struct LoadRow {
    pub(super) runtime: String,
    pub(super) runs: usize,
    /// Part → milliseconds.
    pub(super) times: BTreeMap<String, f64>,
    /// File → bytes as they are on the disk.
    pub(super) bytes: BTreeMap<String, usize>,
    /// From the start of the navigation to the first highlights, with an empty cache.
    pub(super) cold: f64,
    /// The same with files and compiled code in the cache.
    pub(super) warm: f64,
}

impl LoadRow {
    /// The medians of `loads`.
    pub(super) fn of(runtime: &str, loads: &[Load]) -> Option<Self> {
        let first = loads.first()?;
        let part = |name: &String| (name.clone(), median(loads.iter().map(|load| load.times[name])));
        Some(Self {
            runtime: runtime.to_owned(),
            runs: loads.len(),
            times: first.times.keys().map(part).collect(),
            bytes: first.bytes.clone(),
            cold: median(loads.iter().map(|load| load.cold)),
            warm: median(loads.iter().map(|load| load.warm)),
        })
    }
}

/// What a program holds in memory, in bytes.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MemoryRow {
    #[serde(default)]
    pub(super) runtime: String,
    pub(super) words: usize,
    pub(super) program: String,
    /// JavaScript's heap beyond that of the page without the program; `None` where the browser does not tell.
    pub(super) loaded: Option<f64>,
    /// The same after the article.
    pub(super) after: Option<f64>,
    /// The engine's own memory before and after the article.
    pub(super) wasm_loaded: Option<f64>,
    pub(super) wasm: Option<f64>,
}

/// How the time of our engine grows with the text.
#[derive(Serialize, Deserialize)]
pub(super) struct Growth {
    pub(super) runtime: String,
    /// Bytes and milliseconds.
    pub(super) points: Vec<(f64, f64)>,
    pub(super) exponent: f64,
}

/// How well a program names people, organizations and places on one set, in points.
#[derive(Serialize, Deserialize)]
pub(super) struct AccuracyRow {
    pub(super) set: String,
    pub(super) program: String,
    /// With its types; `None` of a program without them.
    pub(super) typed: Option<f64>,
    pub(super) untyped: f64,
}

/// The engine by another recipe.
#[derive(Serialize, Deserialize)]
pub(super) struct Variant {
    pub(super) name: String,
    pub(super) raw: usize,
    pub(super) brotli: usize,
    /// Megabytes a second in Node.
    pub(super) mb_s: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_medians_and_ratios_are_taken_run_by_run() {
        let answer = r#"{ "words": 10, "bytes": [1000, 2000],
            "times": { "compromise": [{"nth":0,"ms":10},{"nth":1,"ms":40},{"nth":0,"ms":20}], "newsgloss": [{"nth":0,"ms":1},{"nth":1,"ms":2},{"nth":0,"ms":1}] },
            "found": { "compromise": [3, 4], "newsgloss": [7, null] } }"#;
        let speed: Speed = serde_json::from_str(answer).unwrap();
        let rows = speed.rows("Node");
        let seen: Vec<_> = rows.iter().map(|row| (row.program.as_str(), row.mb_s, row.ratio, row.found)).collect();
        assert_eq!(seen, [("newsgloss", 1.0, 1.0, 7), ("compromise", 0.05, 20.0, 3)]);
        assert_eq!(speed.point(), (4000.0 / 3.0, 4.0 / 3.0));
    }

    #[test]
    fn a_program_that_was_stopped_has_no_time() {
        let answer = r#"{ "words": 10, "throttle": 4, "expected": 7, "times": {
            "mark.js": [{"first":{"ms":9,"painted":20,"tasks":[60]},"again":null},{"first":null,"again":null}],
            "newsgloss": [{"first":{"ms":1,"painted":17,"tasks":[]},"again":{"ms":1,"painted":16,"tasks":[51, 70]}}] } }"#;
        let rows = serde_json::from_str::<Page>(answer).unwrap().rows("chromium");
        assert!(rows[1].first.is_none() && rows[1].again.is_none());
        let again = rows[0].again.unwrap();
        assert_eq!((again.painted, again.long_tasks, again.longest), (16.0, 2.0, 70.0));
    }
}
