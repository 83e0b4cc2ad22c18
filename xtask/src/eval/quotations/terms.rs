//! Terms and titles in quotation marks against speech. Imports: `eval::quotations::{data, score, words}`.

use super::data::{Gold, Predicted, Quote};
use super::mask::Segment;
use super::score::Fault;
use super::words::trim;

/// What is counted, over all articles of a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) terms: u32,
    /// Terms that are not taken for speech.
    pub(super) kept: u32,
    /// Quotations in marks.
    pub(super) speech: u32,
    /// Quotations that are not taken for a term or title.
    pub(super) spoken: u32,
}

impl Counts {
    /// Adds an article; returns terms taken for speech and speech taken for terms.
    pub(super) fn add(&mut self, gold: &Gold, predicted: &Predicted) -> Vec<Fault> {
        let trimmed = |(start, end): Segment| trim(&gold.text, start, end);
        let found: Vec<_> = predicted.quotes.iter().map(|quote| (trimmed(quote.place), quote)).collect();
        // The found stretch that shares more than half of `place` with it.
        let same = |(start, end): Segment| {
            let shared = |(from, to): Segment| 2 * (end.min(to).saturating_sub(start.max(from)));
            let fits = |place: Segment| shared(place) > (end - start).max(place.1 - place.0);
            found.iter().find(|(place, _)| fits(*place)).map(|&(_, quote)| quote)
        };
        let is_term = |quote: &&Quote| matches!(quote.class.as_str(), "phrase" | "title");
        let fault = |what, place, gold: &str, found: &str| {
            let (gold, found) = (gold.to_owned(), found.to_owned());
            Fault { what, place, gold, found }
        };
        let mut faults = Vec::new();
        for place in gold.terms.iter().map(|&place| trimmed(place)) {
            self.terms += 1;
            match same(place).filter(|quote| !is_term(quote)) {
                Some(quote) => faults.push(fault("term as speech", place, "term", &quote.class)),
                None => self.kept += 1,
            }
        }
        for quote in gold.quotes.iter().filter(|quote| quote.kind != "indirect") {
            self.speech += 1;
            match same(trimmed(quote.place)).filter(is_term) {
                Some(term) => faults.push(fault("speech as term", quote.place, &quote.kind, &term.class)),
                None => self.spoken += 1,
            }
        }
        faults
    }
}
