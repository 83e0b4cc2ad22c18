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

pub(super) use settle::Settling;
pub use settle::settle_labels;

use crate::annotation::{Entity, Mention};
use crate::document::Document;
use crate::lexicon::Names;
use crate::resources::Resources;
use crate::text::Span;
use candidates::Candidate;
use evidence::Article;

/// Entities that a step of [`Linking`] takes.
const AT_ONCE: usize = 8;

/// Sets `record` of each entity whose identity is safe. Without names in `resources`, of none.
pub fn link_entities(document: &Document<'_>, mentions: &[Mention], entities: &mut [Entity], resources: &Resources) {
    let mut linking = Linking::default();
    while !linking.step(document, mentions, entities, resources, usize::MAX) {}
}

/// The work of [`link_entities`], as far as it is done.
#[derive(Debug, Default)]
pub(crate) struct Linking {
    /// For each entity the indices of its mentions; none before the first step.
    members: Vec<Vec<usize>>,
    candidates: Vec<Vec<Candidate>>,
    article: Article,
    /// Entities for which a record is chosen.
    n_chosen: usize,
}

impl Linking {
    /// Goes on by `pace` times the usual share, otherwise always with the same arguments. True when there is nothing left to do.
    pub(crate) fn step(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        entities: &mut [Entity],
        resources: &Resources,
        pace: usize,
    ) -> bool {
        let share = AT_ONCE.saturating_mul(pace);
        let Self { members, candidates, article, n_chosen } = self;
        if members.is_empty() {
            *members = self::members(mentions, entities.len());
        }
        let some = |done: usize| done..entities.len().min(done.saturating_add(share));
        if candidates.len() < entities.len() {
            let left = entities.iter().zip(&*members).skip(candidates.len()).take(share);
            let found =
                left.map(|(entity, own)| candidates::find(document, mentions, entity.label, own, &resources.names));
            candidates.extend(found);
        } else if article.details.len() < entities.len() {
            for id in some(article.details.len()) {
                let Some((entity, own)) = entities.get(id).zip(members.get(id)) else { break };
                article.read(document, mentions, (entity, own), candidates, &resources.speech_words);
            }
            if article.details.len() == entities.len() {
                article.mark_namesakes(entities);
            }
        } else {
            let all = entities.iter_mut().zip(&*candidates).enumerate();
            for (id, (entity, candidates)) in all.skip(*n_chosen).take(share) {
                entity.record = choose::choose(candidates, &article.around(id));
                *n_chosen = id + 1;
            }
        }
        *n_chosen == entities.len()
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
