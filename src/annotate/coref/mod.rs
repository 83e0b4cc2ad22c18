//! In-article identity: which mentions name the same entity. Imports: `document`, `annotation`, `lexicon` (name keys),
//! `annotate::speakers` (word classes).
//!
//! The stages, one file each: `name` (a name in comparable words) → `forms` (equal names once each, and their union) →
//! `places`, `people` with `surnames`, `bodies` (which forms are one entity) → `entity` (its key, name and label).
//! Names that could mean two entities are joined to neither: a wrong identity is worse than none. Every list that a
//! lookup returns is capped, so time is near-linear in the number of mentions, whatever the article.

mod bodies;
mod context;
mod entity;
mod forms;
mod given;
mod name;
mod people;
mod places;
mod roles;
mod surnames;

pub use roles::role_holder;

use crate::annotation::{Entity, Mention};
use crate::document::Document;
use forms::Forms;

/// Sets `entity` of each mention of a name, gives all mentions of an entity the label of most of them, and returns the
/// article's entities in order of first mention. `mentions` are in order of their spans.
pub fn group_mentions(document: &Document<'_>, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut forms = Forms::gather(document, mentions);
    forms.repair_labels(mentions);
    places::join(&mut forms);
    people::join(document, mentions, &mut forms);
    bodies::join(document, mentions, &mut forms);
    entity::build(document, mentions, &mut forms)
}
