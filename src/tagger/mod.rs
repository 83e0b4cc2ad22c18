//! The statistical tagger of names: a linear-chain model over hashed features.
//! Imports: `text`, `token`, `document`, `annotation`, `lexicon`. The trainer (`cargo xtask train`) uses the same
//! words, islands and features.
//!
//! Stages, one file each: [`words`] reads the tokens, [`seen`] the article, [`features`] describes a token,
//! [`model`] weighs, [`decode`] chooses.

pub mod decode;
pub mod features;
pub mod model;
pub mod seen;
pub mod table;
pub mod tags;
pub mod words;

pub use model::Model;

use crate::annotation::Label;
use crate::document::Document;
use decode::decode;
use features::{Context, extract, islands};
use seen::Forms;
use std::ops::Range;
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

/// Finds the names in `document`, in order and without overlaps.
pub fn tag(document: &Document<'_>, model: &Model) -> Vec<TaggedName> {
    let (all, cases) = read_words(document, model.words());
    let forms = Forms::read(&all);
    let (mut names, mut features, mut emissions) = (Vec::new(), Vec::new(), Vec::new());
    for (sentence, &case) in document.sentences().iter().zip(&cases) {
        let first = sentence.start as usize;
        let Some(words) = all.get(first..sentence.end as usize) else { continue };
        let context = Context { words, case };
        for island in islands(words) {
            emissions.clear();
            for at in island.clone() {
                extract(&context, at, document.word(first + at), forms.seen(first + at), &mut features);
                emissions.push(model.emission(&features));
            }
            let start = (first + island.start) as u32;
            names.extend(decode(&model.transitions, &emissions).into_iter().map(|name| TaggedName {
                tokens: start + name.tokens.start as u32..start + name.tokens.end as u32,
                label: tags::label(name.label),
                margin: name.margin,
            }));
        }
    }
    names
}
