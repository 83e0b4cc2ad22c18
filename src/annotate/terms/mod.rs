//! Policy terms: forms of the glossary in the text, kept where their conditions hold and no longer name takes them, and
//! named instruments by their form. Imports: `document`, `annotation`, `lexicon::glossary`, `resources`.

mod conditions;
mod find;
mod instruments;
mod show;
mod view;

use crate::annotation::{Mention, Term, TermId};
use crate::document::Document;
use crate::lexicon::glossary::{Glossary, TermKind};
use crate::resources::Resources;
use find::Found;
use std::ops::Range;
use view::View;

/// How sure a term is that only its form gives away.
const BY_FORM: f32 = 0.8;

/// Finds the policy terms in `document`, in order, without overlaps. Those to paint are `shown`.
pub fn find_terms(document: &Document<'_>, mentions: &[Mention], resources: &Resources) -> Vec<Term> {
    let glossary = &resources.glossary;
    let layers: Vec<_> = glossary.layers().iter().map(|layer| (layer, find::Words::new(document, layer))).collect();
    let view = View::new(document, mentions);
    let mut conditions: Vec<_> =
        layers.iter().map(|(layer, words)| conditions::Conditions::new(&view, layer, words)).collect();
    let mut terms: Vec<_> = find::find(document, &layers, &mut |found| {
        has_capitals(&view, found)
            && conditions.get_mut(found.layer).is_some_and(|conditions| conditions.hold(found))
            && !is_in_longer_name(&view, glossary, found)
    })
    .into_iter()
    .map(|found| (found.tokens, found.form.entry, 1.0))
    .collect();
    add_instruments(&view, glossary, &mut terms);
    let term = |(tokens, entry, confidence)| {
        let span = document.span_of(&tokens);
        Term { span, term: TermId(entry), confidence, shown: false }
    };
    let mut terms: Vec<_> = terms.into_iter().map(term).collect();
    show::choose(document, glossary, &mut terms);
    terms
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
fn add_instruments(view: &View<'_>, glossary: &Glossary, terms: &mut Vec<(Range<u32>, u32, f32)>) {
    for (tokens, class) in instruments::find(view) {
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
