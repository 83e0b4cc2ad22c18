//! The statistical tagger of names: a linear-chain model over hashed features.
//! Imports: `text`, `token`, `document`, `annotation`, `lexicon`. The trainer (`cargo xtask train`) uses the same
//! words, islands and features.
//!
//! Stages, one file each: [`words`] reads the tokens, [`seen`] the article, [`features`] describes a token,
//! [`model`] weighs, [`decode`] chooses, [`votes`] lets the occurrences of a word speak for each other,
//! [`doubt`] what the article says against everyday words as names.

pub mod decode;
mod doubt;
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
#[derive(Debug)]
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

/// Sentences that one [`Tagging::step`] reads; runs are about as long.
const SENTENCES: usize = 16;

/// The work of [`tag`], as far as it is done.
#[derive(Debug, Default)]
pub struct Tagging {
    words: Vec<Word>,
    /// For each sentence that is read, its case.
    cases: Vec<Case>,
    forms: Forms,
    /// Sentences that the first reading has done.
    sentences: usize,
    runs: Vec<Run>,
    /// Set between the two readings.
    votes: Option<Votes>,
    /// Runs that the second reading has done.
    voted: usize,
}

/// Finds the names in `document`, in order and without overlaps, in two readings: each word by itself, then with what
/// its other occurrences were taken for.
pub fn tag(document: &Document<'_>, model: &Model) -> Vec<TaggedName> {
    let mut tagging = Tagging::default();
    while !tagging.step(document, model) {}
    tagging.names(document, model)
}

/// The names of the first reading alone: what a trainer's votes are made from.
pub fn tag_without_votes(document: &Document<'_>, model: &Model) -> Vec<Name> {
    let mut tagging = Tagging::default();
    while tagging.votes.is_none() {
        tagging.step(document, model);
    }
    tagging.runs.into_iter().flat_map(|run| run.names).collect()
}

impl Tagging {
    /// Goes on with `document`, always the same. True when there is nothing left to do.
    pub fn step(&mut self, document: &Document<'_>, model: &Model) -> bool {
        let sentences = document.sentences();
        let left = sentences.get(self.cases.len()..).unwrap_or(&[]);
        if !left.is_empty() {
            let read = |sentence| words::read(document, sentence, model.words(), &mut self.words);
            self.cases.extend(left.iter().take(SENTENCES).map(read));
        } else if self.forms.is_empty() && !self.words.is_empty() {
            self.forms = Forms::read(&self.words);
        } else if self.sentences < sentences.len() {
            self.first_reading(document, model);
        } else if let Some(votes) = self.votes.take() {
            self.second_reading(&votes, model);
            self.votes = Some(votes);
        } else {
            self.votes = Some(Votes::count(&self.words, &self.forms, self.runs.iter().flat_map(|run| &run.names)));
        }
        self.votes.is_some() && self.voted >= self.runs.len()
    }

    /// What was found, without what the article speaks against.
    pub fn names(&self, document: &Document<'_>, model: &Model) -> Vec<TaggedName> {
        let mut names = self.runs.iter().flat_map(|run| &run.names).map(tagged).collect();
        doubt::add_missed(document, &self.words, &mut names);
        doubt::keep_certain(document, &self.words, &self.forms, &mut names, model);
        names
    }

    fn first_reading(&mut self, document: &Document<'_>, model: &Model) {
        let mut features = Vec::new();
        let sentences = document.sentences().iter().zip(&self.cases).skip(self.sentences).take(SENTENCES);
        self.sentences += SENTENCES;
        for (sentence, &case) in sentences {
            let start = sentence.start as usize;
            let Some(words) = self.words.get(start..sentence.end as usize) else { continue };
            let context = Context { words, case };
            for island in islands(words) {
                let mut run =
                    Run { first: start + island.start, emissions: Vec::with_capacity(island.len()), names: Vec::new() };
                for at in island {
                    extract(&context, at, document.word(start + at), self.forms.seen(start + at), &mut features);
                    run.emissions.push(model.emission(&features));
                }
                run.decode(model);
                self.runs.push(run);
            }
        }
    }

    fn second_reading(&mut self, votes: &Votes, model: &Model) {
        let mut features = Vec::new();
        for run in self.runs.iter_mut().skip(self.voted).take(SENTENCES) {
            let mut changed = false;
            for (token_idx, emission) in (run.first..).zip(&mut run.emissions) {
                features.clear();
                votes.features(&self.words, &self.forms, token_idx, &mut features);
                if !features.is_empty() {
                    changed = true;
                    emission.iter_mut().zip(model.emission(&features)).for_each(|(sum, vote)| *sum += vote);
                }
            }
            if changed {
                run.decode(model);
            }
        }
        self.voted += SENTENCES;
    }
}

/// As the annotators know it.
fn tagged(name: &Name) -> TaggedName {
    let tokens = name.tokens.start as u32..name.tokens.end as u32;
    TaggedName { tokens, label: tags::label(name.label), margin: name.margin }
}
