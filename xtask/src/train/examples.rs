//! The training examples: runs of tokens with their features and open tags, kept flat. Imports: `newsgloss`, `corpus`,
//! `train`.

use std::ops::Range;

use newsgloss::document::Document;
use newsgloss::tagger::decode::Name;
use newsgloss::tagger::features::{Context, extract, islands};
use newsgloss::tagger::read_words;
use newsgloss::tagger::seen::Forms;
use newsgloss::tagger::table::WordTable;
use newsgloss::tagger::votes::Votes;
use newsgloss::text::SourceText;

use super::crf::Run;
use super::lattice::lattice;
use super::random::Random;
use super::schemes::{Corpus, Scheme};
use crate::corpus::Row;

/// Where the features of a token are.
struct Token {
    /// One past its last feature.
    end: usize,
    /// How many of the first depend on which word it is.
    n_lexical: u8,
    /// How many of the last are votes of other occurrences.
    n_votes: u8,
}

/// All runs of all corpora.
#[derive(Default)]
pub(super) struct Examples {
    features: Vec<u32>,
    tokens: Vec<Token>,
    allowed: Vec<u64>,
    runs: Vec<(Range<usize>, f32, bool)>,
}

impl Examples {
    /// Adds the runs of `row`, with votes where a first reading of it found `names`.
    pub(super) fn add(&mut self, row: &Row, corpus: &Corpus, table: &WordTable, names: Option<&[Name]>) {
        let source = SourceText::from_plain(&row.text);
        let document = Document::new(&source);
        let allowed = lattice(&document, &row.entities, corpus.scheme);
        let (all, cases) = read_words(&document, table);
        let forms = Forms::read(&all);
        let votes = names.map(|names| Votes::count(&all, &forms, names.iter()));
        let (mut features, mut vote) = (Vec::new(), Vec::new());
        for (sentence, &case) in document.sentences().iter().zip(&cases) {
            let first = sentence.start as usize;
            let context = Context { words: &all[first..sentence.end as usize], case };
            for island in islands(context.words) {
                let start = self.tokens.len();
                for at in island {
                    let n_lexical =
                        extract(&context, at, document.word(first + at), forms.seen(first + at), &mut features);
                    vote.clear();
                    if let Some(votes) = &votes {
                        votes.features(&all, &forms, first + at, &mut vote);
                    }
                    self.features.extend_from_slice(&features);
                    self.features.extend_from_slice(&vote);
                    let (n_lexical, n_votes) = (n_lexical as u8, vote.len() as u8);
                    self.tokens.push(Token { end: self.features.len(), n_lexical, n_votes });
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

    /// Run `at`, with a share `hide` of its words hidden, and one time in two as the first reading sees it: without votes.
    pub(super) fn run(&self, at: usize, hide: f32, random: &mut Random) -> Run<'_> {
        let (tokens, weight, _) = &self.runs[at];
        let first_reading = random.chance(0.5);
        let features = tokens
            .clone()
            .map(|token| {
                let start = if token == 0 { 0 } else { self.tokens[token - 1].end };
                let Token { end, n_lexical, n_votes } = self.tokens[token];
                let hidden = if random.chance(hide) { usize::from(n_lexical) } else { 0 };
                let silent = if first_reading { usize::from(n_votes) } else { 0 };
                &self.features[start + hidden..end - silent]
            })
            .collect();
        Run { features, allowed: &self.allowed[tokens.clone()], weight: *weight }
    }
}
