//! The speeds that are promised, and whether they are kept. Imports: `bench::results`.

use super::results::{OURS, Results, SpeedRow};

/// A promise and what became of it.
pub(super) struct Target {
    /// What is promised.
    pub(super) name: &'static str,
    /// The least, or where `is_most` the most, that keeps it.
    pub(super) bound: f64,
    pub(super) is_most: bool,
    pub(super) unit: &'static str,
    /// What was measured; `None` where it was not.
    pub(super) value: Option<f64>,
}

impl Target {
    /// Whether the promise is kept, where that is known.
    pub(super) fn is_met(&self) -> Option<bool> {
        self.value.map(|value| if self.is_most { value <= self.bound } else { value >= self.bound })
    }
}

const WORDS: usize = 3_000;

/// All promises that a run of the benchmarks can tell.
pub(super) fn targets(results: &Results) -> Vec<Target> {
    let chromium = |program: &str, pick: fn(&SpeedRow) -> f64| {
        let row =
            results.wasm.iter().find(|row| row.runtime == "chromium" && row.words == WORDS && row.program == program);
        row.map(pick)
    };
    let page = |words: usize| {
        let is_ours =
            |row: &&super::results::PageRow| row.runtime == "chromium" && row.throttle == 1 && row.program == OURS;
        results.page.iter().filter(is_ours).find(|row| row.words == words)
    };
    let least = |name, bound, unit, value| Target { name, bound, is_most: false, unit, value };
    let most = |name, bound, unit, value| Target { name, bound, is_most: true, unit, value };
    let exponents = results.growth.iter().map(|growth| growth.exponent);
    let longest = page(100_000).and_then(|row| Some(row.first?.longest.max(row.again?.longest)));
    vec![
        least("engine in Chromium, 3,000 words", 2.5, "MB/s", chromium(OURS, |row| row.mb_s)),
        least("times as fast as compromise, Chromium, 3,000 words", 20.0, "", chromium("compromise", |row| row.ratio)),
        least("times as fast as wink-nlp, Chromium, 3,000 words", 1.5, "", chromium("wink-nlp", |row| row.ratio)),
        most(
            "3,000 words, DOM to paint, fresh page, of the page's thread",
            20.0,
            "ms",
            page(WORDS).and_then(|row| Some(row.first?.ms)),
        ),
        most("3,000 words, the same with warm code", 20.0, "ms", page(WORDS).and_then(|row| Some(row.again?.ms))),
        most("100,000 words, longest task over 50 ms (0: none)", 0.0, "ms", longest),
        most("growth, largest exponent", super::MAX_EXPONENT, "", exponents.reduce(f64::max)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_without_a_measurement_is_neither_kept_nor_broken() {
        let target = |is_most, value| Target { name: "", bound: 2.0, is_most, unit: "", value };
        assert_eq!(target(true, None).is_met(), None);
        assert_eq!(
            [1.0, 2.0, 3.0].map(|value| target(true, Some(value)).is_met()),
            [Some(true), Some(true), Some(false)]
        );
        assert_eq!(
            [1.0, 2.0, 3.0].map(|value| target(false, Some(value)).is_met()),
            [Some(false), Some(true), Some(true)]
        );
        assert!(targets(&Results::default()).iter().all(|target| target.is_met().is_none()));
    }
}
