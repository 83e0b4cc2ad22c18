//! Article entities to knowledge records, or to none where two candidates are close. Imports: `document`, `annotation`,
//! `lexicon` (names), `resources`, `annotate::coref` (senses of places, titles).
//!
//! The stages, one file each: `candidates` (records that bear a name of the entity and are of its kind) → `evidence` (which
//! countries the article speaks of, what is said beside the names) → `choose` (the best candidate, if it is safe). The
//! order of evidence follows the usual one of entity linking: name, kind, prior, document. No link rather than a wrong one.

mod candidates;
mod choose;
mod evidence;
mod settle;

pub use settle::settle_labels;

use crate::annotation::{Entity, Mention};
use crate::document::Document;
use crate::lexicon::Names;
use crate::resources::Resources;
use crate::text::Span;

/// Sets `record` of each entity whose identity is safe. Without names in `resources`, of none.
pub fn link_entities(document: &Document<'_>, mentions: &[Mention], entities: &mut [Entity], resources: &Resources) {
    let names = &resources.names;
    let members = members(mentions, entities.len());
    let candidates: Vec<_> = entities
        .iter()
        .zip(&members)
        .map(|(entity, own)| candidates::find(document, mentions, entity.label, own, names))
        .collect();
    let article = evidence::Article::read(document, mentions, entities, &members, &candidates, &resources.speech_words);
    for (id, (entity, candidates)) in entities.iter_mut().zip(&candidates).enumerate() {
        entity.record = choose::choose(candidates, &article.around(id));
    }
}

/// Whether the lexicon has a name that is all of `span`.
pub fn is_known(document: &Document<'_>, span: Span, names: &Names) -> bool {
    candidates::look_up(document, span, names).is_some()
}

/// For each entity the indices of its mentions.
fn members(mentions: &[Mention], n_entities: usize) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); n_entities];
    for (index, mention) in mentions.iter().enumerate() {
        if let Some(own) = mention.entity.and_then(|id| members.get_mut(id.0 as usize)) {
            own.push(index);
        }
    }
    members
}
