//! Policy terms: forms of the glossary in the text, kept where their conditions hold and no longer name takes them, and
//! named instruments by their form. Imports: `document`, `annotation`, `lexicon::glossary`, `resources`.

mod conditions;
mod find;
mod instruments;
mod show;
mod view;

use crate::annotation::{Mention, Term, TermId};
use crate::document::Document;
use crate::lexicon::glossary::{Glossary, Instrument, TermKind};
use crate::resources::Resources;
use conditions::Conditions;
use find::Found;
use std::cell::OnceCell;
use std::ops::Range;
use view::View;

/// How sure a term is that only its form gives away.
const BY_FORM: f32 = 0.8;

/// Finds the policy terms in `document`, in order, without overlaps. Those to paint are `shown`.
pub fn find_terms(document: &Document<'_>, mentions: &[Mention], resources: &Resources) -> Vec<Term> {
    let mut finding = Finding::default();
    loop {
        if let Some(terms) = finding.step(document, mentions, resources, usize::MAX) {
            return terms;
        }
    }
}

/// Tokens that a step of [`Finding`] looks up, and sentences that one searches.
const TOKENS: usize = 500;
const SENTENCES: usize = 8;

/// The work of [`find_terms`], as far as it is done: all tokens are looked up first, since conditions look through the
/// whole article.
#[derive(Debug, Default)]
pub(crate) struct Finding {
    /// For each layer of the glossary what the tokens are to it, and what its conditions saw.
    layers: Vec<(find::Words, conditions::Seen)>,
    is_european: OnceCell<bool>,
    /// Sentences that are searched.
    n_sentences: usize,
    terms: Vec<(Range<u32>, u32, f32)>,
    instruments: Vec<(Range<u32>, Instrument)>,
}

impl Finding {
    /// Goes on by `pace` times the usual share, otherwise always with the same arguments; with the last step come the terms.
    pub(crate) fn step(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        resources: &Resources,
        pace: usize,
    ) -> Option<Vec<Term>> {
        let glossary = &resources.glossary;
        self.layers.resize_with(glossary.layers().len(), Default::default);
        for (layer, (words, _)) in glossary.layers().iter().zip(&mut self.layers) {
            if words.read_on(document, layer, TOKENS.saturating_mul(pace)) {
                return None;
            }
        }
        let view = View { document, mentions, is_european: &self.is_european };
        let left = document.sentences().get(self.n_sentences..).unwrap_or(&[]);
        if left.is_empty() {
            add_instruments(&view, glossary, std::mem::take(&mut self.instruments), &mut self.terms);
            let term = |(tokens, entry, confidence)| {
                let span = document.span_of(&tokens);
                Term { span, term: TermId(entry), confidence, shown: false }
            };
            let mut terms: Vec<_> = self.terms.drain(..).map(term).collect();
            show::choose(document, glossary, &mut terms);
            return Some(terms);
        }
        let (mut layers, mut conditions) = (Vec::new(), Vec::new());
        for (layer, (words, seen)) in glossary.layers().iter().zip(&mut self.layers) {
            layers.push((layer, &*words));
            conditions.push(Conditions { view: &view, layer, words, seen });
        }
        for sentence in left.iter().take(SENTENCES.saturating_mul(pace)) {
            find::find(document, &layers, sentence, &mut |found| {
                let allowed = has_capitals(&view, found)
                    && conditions.get_mut(found.layer).is_some_and(|conditions| conditions.hold(found))
                    && !is_in_longer_name(&view, glossary, found);
                if allowed {
                    self.terms.push((found.tokens.clone(), found.form.entry, 1.0));
                }
                allowed
            });
            instruments::find(&view, sentence, &mut self.instruments);
        }
        self.n_sentences = self.n_sentences.saturating_add(SENTENCES.saturating_mul(pace));
        None
    }
}

fn has_capitals(view: &View<'_>, found: &Found) -> bool {
    found.form.capitals.fit(found.plural, found.words.iter().map(|at| view.word(*at)))
}

/// Whether a name goes on past `found`: one that was found there, or one that its neighbours' capitals give away.
fn is_in_longer_name(view: &View<'_>, glossary: &Glossary, found: &Found) -> bool {
    if view.is_inside_mention(found.span(view.document)) {
        return true;
    }
    let (Some(&start), Some(&last)) = (found.words.first(), found.words.last()) else { return false };
    let office = glossary.entry(found.form.entry).is_some_and(|(_, entry)| entry.kind == TermKind::Office);
    let left = view.has_capital(start) && view.name_goes_on_left(start);
    let right = !office && view.has_capital(last) && view.name_goes_on_right(last);
    (left || right) && !view.is_in_title_case(&found.tokens)
}

/// Adds the instruments, each in place of shorter terms inside it.
fn add_instruments(
    view: &View<'_>,
    glossary: &Glossary,
    instruments: Vec<(Range<u32>, Instrument)>,
    terms: &mut Vec<(Range<u32>, u32, f32)>,
) {
    for (tokens, class) in instruments {
        let Some(entry) = glossary.instrument(class) else { continue };
        let first = terms.partition_point(|(term, ..)| term.end <= tokens.start);
        let end = terms.partition_point(|(term, ..)| term.start < tokens.end);
        let mut inside = terms.get(first..end).unwrap_or_default().iter();
        if inside.all(|(term, ..)| term.len() < tokens.len()) && !view.is_inside_mention(view.document.span_of(&tokens))
        {
            terms.splice(first..end.max(first), [(tokens, entry, BY_FORM)]);
        }
    }
}
