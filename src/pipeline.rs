//! From a source text to its annotations: straight-line calls of the annotators. Imports: all layers below.

use crate::annotate::coref::Grouping;
use crate::annotate::entities::Naming;
use crate::annotate::link::Linking;
use crate::annotate::quotes::Stretch;
use crate::annotate::speakers::Attributing;
use crate::annotate::terms::Finding;
use crate::annotate::{dates, quotes};
use crate::annotation::{Analysis, Annotation};
use crate::document::{Document, Parts};
use crate::resolve::resolve;
use crate::sort;
use crate::text::SourceText;

pub use crate::resources::{Resources, TermInfo};

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Names, dates and amounts.
    pub entities: bool,
    /// Quotations and their speakers.
    pub quotations: bool,
    /// Policy terms.
    pub terms: bool,
}

impl Config {
    /// Everything.
    pub const ALL: Self = Self { entities: true, quotations: true, terms: true };
}

/// Runs every annotator that `config` asks for. Layers may overlap; [`annotate`] resolves them.
///
/// Quotations need names for their speakers and terms need names for their limits, so names are always found and
/// left out of the result where they are not wanted.
pub fn analyse(document: &Document<'_>, resources: &Resources, config: &Config) -> Analysis {
    let mut progress = Progress { stage: Stage::Names, ..Progress::default() };
    while progress.stage != Stage::Chosen {
        progress.go_on(document, resources, config, usize::MAX);
    }
    progress.analysis
}

/// Analyses `source` and chooses what to show. The same text, data and options give the same result everywhere.
pub fn annotate(source: &SourceText, resources: &Resources, config: &Config) -> (Analysis, Vec<Annotation>) {
    let mut progress = Progress::default();
    while !progress.step_by(usize::MAX, source, resources, config) {}
    (progress.analysis, progress.chosen)
}

/// Blocks, and sentences, that are read in a step where each is read by itself.
const AT_ONCE: usize = 4;
/// A step takes so many times the usual shares: a millisecond in a browser at most, on a desktop machine.
const PACE: usize = 8;

/// What a step of an analysis does, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Tokens,
    Names,
    Dates,
    Identity,
    Links,
    Quotations,
    Speakers,
    Terms,
    Chosen,
    Done,
}

/// An analysis as far as it is done: [`annotate`] in steps, none of which takes long, so that a page can go on in between.
/// The result does not depend on where the steps are cut, because there is no other way to it.
#[derive(Debug, Default)]
pub struct Progress {
    stage: Stage,
    parts: Parts,
    naming: Naming,
    /// Sentences that are searched for dates.
    dated: usize,
    grouping: Grouping,
    linking: Linking,
    stretches: Vec<Stretch>,
    attributing: Attributing,
    finding: Finding,
    /// The result, once [`Progress::step`] has returned true.
    pub analysis: Analysis,
    /// What of it to show.
    pub chosen: Vec<Annotation>,
}

impl Progress {
    /// Goes on with `source`, for which all arguments are always the same. True when there is nothing left to do.
    pub fn step(&mut self, source: &SourceText, resources: &Resources, config: &Config) -> bool {
        self.step_by(PACE, source, resources, config)
    }

    /// A step that takes `pace` times the usual shares.
    fn step_by(&mut self, pace: usize, source: &SourceText, resources: &Resources, config: &Config) -> bool {
        let mut document = Document::resume(source, std::mem::take(&mut self.parts));
        if self.stage != Stage::Tokens {
            self.go_on(&document, resources, config, pace);
        } else if document.read_on(AT_ONCE.saturating_mul(pace)) {
            self.stage = Stage::Names;
        }
        self.parts = document.into_parts();
        self.stage == Stage::Done
    }

    /// A step after the document is read.
    fn go_on(&mut self, document: &Document<'_>, resources: &Resources, config: &Config, pace: usize) {
        let Self { analysis, stretches, .. } = self;
        self.stage = match self.stage {
            Stage::Tokens | Stage::Names => match self.naming.step(document, resources, pace) {
                None => return,
                Some(mentions) => {
                    analysis.mentions = mentions;
                    self.naming = Naming::default();
                    Stage::Dates
                }
            },
            Stage::Dates => {
                let left = document.sentences().get(self.dated..).unwrap_or(&[]);
                let share = AT_ONCE.saturating_mul(pace);
                dates::find_more(document, left.get(..share).unwrap_or(left), &mut analysis.mentions);
                self.dated = self.dated.saturating_add(share);
                if left.len() > share {
                    return;
                }
                sort::by_key(&mut analysis.mentions, |mention| [mention.span.start(), mention.span.end(), 0]);
                Stage::Identity
            }
            Stage::Identity => {
                let grouped = self.grouping.step(document, &mut analysis.mentions, &resources.speech_words, pace);
                let Some(entities) = grouped else { return };
                analysis.entities = entities;
                Stage::Links
            }
            Stage::Links => {
                if !self.linking.step(document, &analysis.mentions, &mut analysis.entities, resources, pace) {
                    return;
                }
                Stage::Quotations
            }
            Stage::Quotations if config.quotations => {
                *stretches = quotes::find_stretches(document);
                Stage::Speakers
            }
            Stage::Speakers => {
                let Analysis { mentions, entities, .. } = &analysis;
                let words = &resources.speech_words;
                let found = self.attributing.step(document, mentions, entities, stretches, words, pace);
                let Some(quotations) = found else { return };
                analysis.quotations = quotations;
                Stage::Terms
            }
            Stage::Quotations | Stage::Terms => {
                if config.terms {
                    self.stage = Stage::Terms;
                    let found = self.finding.step(document, &analysis.mentions, resources, pace);
                    let Some(terms) = found else { return };
                    analysis.terms = terms;
                }
                if !config.entities {
                    analysis.mentions.clear();
                }
                Stage::Chosen
            }
            Stage::Chosen | Stage::Done => {
                self.chosen = resolve(analysis);
                Stage::Done
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// Speakers, signatures, pronouns, couples, short forms, terms: what one block says of another.
    const BLOCKS: [&str; 12] = [
        "“We will not wait,” said President Ada Moreau on 3 May 2024. Ms Moreau flew to Geneva.",
        "“The talks go on.",
        "“Nobody has left the table,” she said.",
        "“It was a cold day, and nobody came.”",
        "— Senator Max Roe",
        "Mr Roe told reporters that the World Trade Board (WTB) had “no plan”. The Board met Bill and Jane Holm in Paris, Texas.",
        "Moreau, according to the minister, asked the U.S. Ministry of Trade for $3 million last week.",
        "He said: “The tariff of Georgia state is not ours.” The Safer Roads Act of 2021 followed.",
        "General Secretary Jane Holm of the Trade Ministry met the president. “So-called ‘friends’,” the president said.",
        "World Diplomacy",
        "Jordan said it would wait. Michael Jordan did not. Jordan’s carbon tax is new.",
        "",
    ];

    /// The package's data where it is built; without it there are no cues, links and terms to compare.
    static RESOURCES: LazyLock<Resources> = LazyLock::new(|| {
        let mut resources = Resources::default();
        for name in ["en.lexicon", "en.names", "en.model"] {
            match std::fs::read([env!("CARGO_MANIFEST_DIR"), "/pkg/", name].concat()) {
                Ok(bytes) => resources.load(name, &bytes).unwrap(),
                Err(_) => eprintln!("SKIPPED: needs pkg/{name}"),
            }
        }
        resources
    });

    #[test]
    fn steps_are_many_and_their_result_is_that_of_one_go() {
        let paragraph = "“We will not wait,” said President Ada Moreau on 3 May 2024. Ms Moreau flew to Geneva.\n\n";
        let resources = Resources::default();
        let steps = |times: usize| {
            let source = SourceText::from_plain(&paragraph.repeat(times));
            let (mut progress, mut steps) = (Progress::default(), 1);
            while !progress.step(&source, &resources, &Config::ALL) {
                steps += 1;
            }
            let whole = analyse(&Document::new(&source), &resources, &Config::ALL);
            assert_eq!(progress.chosen, resolve(&whole));
            assert_eq!(progress.analysis, whole);
            assert!(whole.mentions.len() >= 2 * times && whole.quotations.len() == times, "{whole:?}");
            steps
        };
        assert!(steps(1) < steps(200) - 10);
    }

    proptest! {
        #[test]
        fn the_result_does_not_depend_on_where_the_steps_are_cut(
            blocks in prop::collection::vec(0..BLOCKS.len(), 0..120),
            pace in 1usize..12,
        ) {
            let text: Vec<_> = blocks.iter().filter_map(|&block| BLOCKS.get(block).copied()).collect();
            let source = SourceText::from_plain(&text.join("\n\n"));
            let (analysis, chosen) = annotate(&source, &RESOURCES, &Config::ALL);
            let mut progress = Progress::default();
            while !progress.step_by(pace, &source, &RESOURCES, &Config::ALL) {}
            prop_assert_eq!(progress.chosen, chosen);
            prop_assert_eq!(progress.analysis, analysis);
        }
    }

    #[test]
    fn what_is_not_wanted_is_left_out() {
        let source = SourceText::from_plain("“We will not wait,” said President Ada Moreau on 3 May 2024.");
        let none = Config { entities: false, quotations: false, terms: false };
        let check = |config: &Config, expected| {
            let (analysis, _) = annotate(&source, &Resources::default(), config);
            assert_eq!((analysis.mentions.is_empty(), analysis.quotations.is_empty()), expected);
        };
        check(&Config::ALL, (false, false));
        check(&none, (true, true));
        check(&Config { quotations: true, ..none }, (true, false));
    }
}
