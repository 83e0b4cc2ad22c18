//! In-article identity: which mentions name the same entity. Imports: `document`, `annotation`, `lexicon` (name keys,
//! word classes).
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
mod surnames;

use crate::annotation::{Entity, Label, Mention};
use crate::document::Document;
use crate::lexicon::speech::SpeechWords;
use entity::Building;
use forms::Forms;

/// What the text beside the place `index` says about which place of its name it is: `state` (`Georgia state`, `Ga.`), `dc`,
/// or the US state that it lies in (`Paris, Texas`).
pub(super) fn sense_of_place(document: &Document<'_>, mentions: &[Mention], index: usize) -> Option<&'static str> {
    let mention = mentions.get(index)?;
    let mut name = name::Name::read(document.source().slice(mention.span), mention.label);
    places::read_sense(document, mentions, index, &mut name)
}

/// The state that a place's name `text` abbreviates: `Georgia` for `Ga.`
pub(super) fn state_written_out(text: &str, label: Label) -> Option<String> {
    let state = places::state_of(text).filter(|_| label == Label::Place)?;
    let words =
        state.split('_').filter_map(|word| Some([&word.get(..1)?.to_ascii_uppercase(), word.get(1..)?].concat()));
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The titles and roles before the person `mention`, in folded form, short ones written out.
pub(super) fn titles_before(document: &Document<'_>, mention: &Mention, words: &SpeechWords) -> Vec<String> {
    context::Context::before(document, mention, words).titles
}

/// Mentions, and entities, that a step of [`Grouping`] takes.
const AT_ONCE: usize = 16;

/// What all stages read.
#[derive(Clone, Copy)]
struct Article<'a> {
    document: &'a Document<'a>,
    mentions: &'a [Mention],
    /// Titles, given names and particles.
    words: &'a SpeechWords,
}

/// What joins the forms that are one entity, in order; each goes once over the forms or mentions.
const PASSES: [fn(Article<'_>, &mut Forms); 9] = [
    Forms::repair_labels,
    places::join,
    people::share_surnames,
    people::join_full_names,
    surnames::join,
    bodies::join_introduced,
    bodies::join_variants,
    bodies::join_acronyms,
    bodies::join_shortened,
];

/// Sets `entity` of each mention of a name, gives all mentions of an entity the label of most of them, and returns the
/// article's entities in order of first mention. `mentions` are in order of their spans; without `words` titles and given
/// names are not known.
pub fn group_mentions(document: &Document<'_>, mentions: &mut [Mention], words: &SpeechWords) -> Vec<Entity> {
    let mut grouping = Grouping::default();
    loop {
        if let Some(entities) = grouping.step(document, mentions, words, usize::MAX) {
            return entities;
        }
    }
}

/// The work of [`group_mentions`], as far as it is done.
#[derive(Debug, Default)]
pub(crate) struct Grouping {
    forms: Forms,
    /// Passes that are done.
    n_passes: usize,
    building: Building,
}

impl Grouping {
    /// Goes on by `pace` times the usual share, otherwise always with the same arguments; with the last step come the entities.
    pub(crate) fn step(
        &mut self,
        document: &Document<'_>,
        mentions: &mut [Mention],
        words: &SpeechWords,
        pace: usize,
    ) -> Option<Vec<Entity>> {
        let share = AT_ONCE.saturating_mul(pace);
        let article = Article { document, mentions, words };
        if self.forms.n_mentions() < mentions.len() {
            self.forms.gather(article, share);
        } else if let Some(pass) = PASSES.get(self.n_passes) {
            pass(article, &mut self.forms);
            self.n_passes += 1;
        } else {
            return self.building.step(document, mentions, &self.forms, share);
        }
        None
    }
}
