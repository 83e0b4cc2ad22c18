//! Classes and full names: a port of `../shared/tools/score_speakers.py`, held equal to it by a test.
//! Imports: `eval::quotations::{data, score, words}`.

use super::data::{Gold, Predicted, Quote};
use super::score::Fault;
use super::words::{last_name, trim};

/// What is counted, over all articles of a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) gold: u32,
    pub(super) found: u32,
    /// Direct and partial count as one.
    pub(super) class: u32,
    /// Each for itself.
    pub(super) class_fine: u32,
    pub(super) named: u32,
    pub(super) right: u32,
    pub(super) wrong: u32,
    pub(super) silent: u32,
}

fn speech(class: &str) -> &str {
    if matches!(class, "direct" | "partial") { "speech" } else { class }
}

impl Counts {
    /// Adds an article; returns wrong classes and names.
    pub(super) fn add(&mut self, gold: &Gold, predicted: &Predicted) -> Vec<Fault> {
        let text = &gold.text;
        let place = |quote: &Quote| trim(text, quote.place.0, quote.place.1);
        let found: Vec<_> = predicted.quotes.iter().map(|quote| (place(quote), quote)).collect();
        let mut faults = Vec::new();
        for quote in gold.quotes.iter().filter(|quote| !quote.fault) {
            let (start, end) = place(quote);
            self.gold += 1;
            let mut best: Option<(f64, &Quote)> = None;
            for &((from, to), other) in &found {
                let shared = end.min(to) as f64 - start.max(from) as f64;
                let union = (end.max(to) - start.min(from)) as f64;
                if shared > 0.0 && 2.0 * shared >= union && best.is_none_or(|(top, _)| shared / union > top) {
                    best = Some((shared / union, other));
                }
            }
            let other = best.map(|(_, other)| other);
            let class = other.map_or("nothing", |other| other.class.as_str());
            self.found += u32::from(other.is_some());
            self.class += u32::from(other.is_some() && speech(class) == speech(&quote.class));
            self.class_fine += u32::from(class == quote.class);
            let fault = |what, gold: &str, found: &str| Fault {
                what,
                place: (start, end),
                gold: gold.to_owned(),
                found: found.to_owned(),
            };
            if speech(class) != speech(&quote.class) {
                faults.push(fault("class", &quote.class, class));
            }
            let Some(name) = quote.full_name.as_deref().filter(|name| !name.is_empty()) else { continue };
            self.named += 1;
            match other.and_then(|other| other.full_name.as_deref()).filter(|name| !name.is_empty()) {
                None => {
                    self.silent += 1;
                    faults.push(fault(
                        "unnamed",
                        name,
                        other.and_then(|other| other.who.name.as_deref()).unwrap_or(""),
                    ));
                }
                Some(found) if last_name(found) == last_name(name) => self.right += 1,
                Some(found) => {
                    self.wrong += 1;
                    faults.push(fault("wrong name", name, found));
                }
            }
        }
        faults
    }
}
