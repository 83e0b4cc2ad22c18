//! The training examples: runs of tokens with their features and open tags, kept flat. Imports: `newsgloss`, `corpus`,
//! `train`.

use std::ops::Range;

use newsgloss::document::Document;
use newsgloss::tagger::features::{Context, extract, islands};
use newsgloss::tagger::read_words;
use newsgloss::tagger::seen::Forms;
use newsgloss::tagger::table::WordTable;
use newsgloss::text::SourceText;

use super::crf::Run;
use super::lattice::lattice;
use super::random::Random;
use super::schemes::{Corpus, Scheme};
use crate::corpus::Row;

/// All runs of all corpora.
#[derive(Default)]
pub(super) struct Examples {
    features: Vec<u32>,
    /// For each token: where its features end, and how many of the first depend on which word it is.
    tokens: Vec<(usize, u8)>,
    allowed: Vec<u64>,
    runs: Vec<(Range<usize>, f32, bool)>,
}

impl Examples {
    /// Adds the runs of `row`.
    pub(super) fn add(&mut self, row: &Row, corpus: &Corpus, table: &WordTable) {
        let source = SourceText::from_plain(&row.text);
        let document = Document::new(&source);
        let allowed = lattice(&document, &row.entities, corpus.scheme);
        let (all, cases) = read_words(&document, table);
        let forms = Forms::read(&all);
        let mut features = Vec::new();
        for (sentence, &case) in document.sentences().iter().zip(&cases) {
            let first = sentence.start as usize;
            let context = Context { words: &all[first..sentence.end as usize], case };
            for island in islands(context.words) {
                let start = self.tokens.len();
                for at in island {
                    let n_lexical =
                        extract(&context, at, document.word(first + at), forms.seen(first + at), &mut features);
                    self.features.extend_from_slice(&features);
                    self.tokens.push((self.features.len(), n_lexical as u8));
                    self.allowed.push(allowed[first + at]);
                }
                self.runs.push((start..self.tokens.len(), corpus.weight, corpus.scheme == Scheme::Ours));
            }
        }
    }

    /// Number of runs.
    pub(super) fn n_runs(&self) -> usize {
        self.runs.len()
    }

    /// Number of tokens in runs.
    pub(super) fn n_tokens(&self) -> usize {
        self.tokens.len()
    }

    /// Number of features of all tokens.
    pub(super) fn n_features(&self) -> usize {
        self.features.len()
    }

    /// Whether every label of run `at` is marked.
    pub(super) fn is_full(&self, at: usize) -> bool {
        self.runs[at].2
    }

    /// Run `at`, with a share `hide` of its words hidden.
    pub(super) fn run(&self, at: usize, hide: f32, random: &mut Random) -> Run<'_> {
        let (tokens, weight, _) = &self.runs[at];
        let features = tokens
            .clone()
            .map(|token| {
                let start = if token == 0 { 0 } else { self.tokens[token - 1].0 };
                let (end, n_lexical) = self.tokens[token];
                let hidden = if random.chance(hide) { usize::from(n_lexical) } else { 0 };
                &self.features[start + hidden..end]
            })
            .collect();
        Run { features, allowed: &self.allowed[tokens.clone()], weight: *weight }
    }
}
