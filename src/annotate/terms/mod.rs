//! Policy terms: forms of the glossary in the text, kept where their conditions hold and no longer name takes them.
//! Imports: `document`, `annotation`, `lexicon::glossary`, `resources`.

mod context;
mod find;
mod show;

use crate::annotation::{Mention, Term, TermId};
use crate::document::Document;
use crate::resources::Resources;

/// Finds the policy terms in `document`, in order, without overlaps. Those to paint are `shown`.
pub fn find_terms(document: &Document<'_>, mentions: &[Mention], resources: &Resources) -> Vec<Term> {
    let glossary = &resources.glossary;
    let words = find::Words::new(document, glossary);
    let mut context = context::Context::new(document, glossary, &words, mentions);
    let found = find::find(document, glossary, &words, &mut |found| context.allows(found));
    let mut terms: Vec<_> = found
        .iter()
        .map(|found| Term { span: found.span(document), term: TermId(found.form.entry), confidence: 1.0, shown: false })
        .collect();
    show::choose(document, glossary, mentions, &mut terms);
    terms
}
