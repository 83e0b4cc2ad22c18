//! The statistical tagger of names: a linear-chain model over hashed features.
//! Imports: `text`, `token`, `document`, `annotation`, `lexicon`. The trainer (`cargo xtask train`) uses the same
//! words, islands and features.
//!
//! Stages, one file each: [`words`] reads the tokens, [`seen`] the article, [`features`] describes a token,
//! [`model`] weighs, [`decode`] chooses, [`votes`] lets the occurrences of a word speak for each other.

pub mod decode;
pub mod features;
pub mod model;
pub mod seen;
pub mod table;
pub mod tags;
pub mod votes;
pub mod words;

pub use model::Model;

use crate::annotation::Label;
use crate::document::Document;
use decode::{Name, decode};
use features::{Context, extract, islands};
use seen::Forms;
use std::ops::Range;
use votes::Votes;
use words::{Case, Word};

/// A name as the tagger finds it, before the house rules for boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaggedName {
    /// Its tokens in the document.
    pub tokens: Range<u32>,
    /// What it names.
    pub label: Label,
    /// By how much it beats the next best reading, for [`Model::confidence`].
    pub margin: i32,
}

/// The sentences of `document` as the features see them: all words, and for each sentence its case.
pub fn read_words(document: &Document<'_>, table: &table::WordTable) -> (Vec<Word>, Vec<Case>) {
    let mut all = Vec::with_capacity(document.tokens().len());
    let cases = document.sentences().iter().map(|sentence| words::read(document, sentence, table, &mut all)).collect();
    (all, cases)
}

/// A run of tokens that may hold names, with the scores of its tags and the names that they give.
struct Run {
    first: usize,
    emissions: Vec<[i32; tags::N_TAGS]>,
    /// Tokens are those of the document.
    names: Vec<Name>,
}

impl Run {
    fn decode(&mut self, model: &Model) {
        self.names = decode(&model.transitions, &self.emissions);
        for name in &mut self.names {
            name.tokens = self.first + name.tokens.start..self.first + name.tokens.end;
        }
    }
}

/// Finds the names in `document`, in order and without overlaps, in two readings: each word by itself, then with what
/// its other occurrences were taken for.
pub fn tag(document: &Document<'_>, model: &Model) -> Vec<TaggedName> {
    let (words, cases) = read_words(document, model.words());
    let forms = Forms::read(&words);
    let mut runs = first_reading(document, model, &words, &cases, &forms);
    let votes = Votes::count(&words, &forms, runs.iter().flat_map(|run| &run.names));
    let mut features = Vec::new();
    for run in &mut runs {
        let mut changed = false;
        for (token_idx, emission) in (run.first..).zip(&mut run.emissions) {
            features.clear();
            votes.features(&words, &forms, token_idx, &mut features);
            if !features.is_empty() {
                changed = true;
                emission.iter_mut().zip(model.emission(&features)).for_each(|(sum, vote)| *sum += vote);
            }
        }
        if changed {
            run.decode(model);
        }
    }
    runs.iter().flat_map(|run| &run.names).map(tagged).collect()
}

/// The names of the first reading alone: what a trainer's votes are made from.
pub fn tag_without_votes(document: &Document<'_>, model: &Model) -> Vec<Name> {
    let (words, cases) = read_words(document, model.words());
    let runs = first_reading(document, model, &words, &cases, &Forms::read(&words));
    runs.into_iter().flat_map(|run| run.names).collect()
}

fn first_reading(document: &Document<'_>, model: &Model, all: &[Word], cases: &[Case], forms: &Forms) -> Vec<Run> {
    let (mut runs, mut features) = (Vec::new(), Vec::new());
    for (sentence, &case) in document.sentences().iter().zip(cases) {
        let start = sentence.start as usize;
        let Some(words) = all.get(start..sentence.end as usize) else { continue };
        let context = Context { words, case };
        for island in islands(words) {
            let mut run =
                Run { first: start + island.start, emissions: Vec::with_capacity(island.len()), names: Vec::new() };
            for at in island {
                extract(&context, at, document.word(start + at), forms.seen(start + at), &mut features);
                run.emissions.push(model.emission(&features));
            }
            run.decode(model);
            runs.push(run);
        }
    }
    runs
}

fn tagged(name: &Name) -> TaggedName {
    let tokens = name.tokens.start as u32..name.tokens.end as u32;
    TaggedName { tokens, label: tags::label(name.label), margin: name.margin }
}
