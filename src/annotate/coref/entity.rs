//! Article entities from joined forms: their best name, readable key and label.
//! Imports: `document`, `annotation`, `lexicon` (name keys), `coref::{forms, name}`.

use super::forms::Forms;
use super::name::without_possessive;
use crate::annotation::{Entity, EntityId, Label, Mention};
use crate::document::Document;
use crate::ids::{self, Groups, Ids};
use crate::lexicon::name_key;
use crate::number::decimal;
use std::cmp::Reverse;

/// A name of more words than this is not taken for the best one: it is more likely a mistake of the tagger.
const MAX_WORDS: usize = 10;

/// The entities as far as they are built.
#[derive(Debug, Default)]
pub(super) struct Building {
    /// The mentions of each entity, in order of first mention; none before the first step.
    members: Groups<usize>,
    keys: Ids,
    /// For each of `keys` the number to try next.
    next: Vec<u32>,
    entities: Vec<Entity>,
}

impl Building {
    /// Numbers the entities in order of first mention and writes them into `mentions`, `n_entities` with each step; with the last
    /// step come the entities.
    pub(super) fn step(
        &mut self,
        document: &Document<'_>,
        mentions: &mut [Mention],
        forms: &Forms,
        n_entities: usize,
    ) -> Option<Vec<Entity>> {
        if self.members.lists.is_empty() {
            for index in 0..mentions.len() {
                if let Some(root) = forms.root_of_mention(index) {
                    self.members.push(root as u64, index);
                }
            }
        }
        let first = self.entities.len();
        for (id, own) in self.members.lists.iter().enumerate().skip(first).take(n_entities) {
            let label = label(mentions, own);
            let name = best_name(document, mentions, forms, own);
            self.entities.push(Entity {
                key: unique(&slug(&name, label), &mut self.keys, &mut self.next),
                name,
                label,
                mentions: own.len() as u32,
                record: None,
                told: None,
            });
            for &index in own {
                if let Some(mention) = mentions.get_mut(index) {
                    (mention.entity, mention.label) = (Some(EntityId(id as u32)), label);
                }
            }
        }
        (self.entities.len() == self.members.lists.len()).then(|| std::mem::take(&mut self.entities))
    }
}

/// The label of most mentions; between equals the surer one, then the earlier one.
fn label(mentions: &[Mention], own: &[usize]) -> Label {
    let mut votes: Vec<(Label, u32, f32)> = Vec::new();
    for mention in own.iter().filter_map(|&index| mentions.get(index)) {
        match votes.iter_mut().find(|(label, ..)| *label == mention.label) {
            Some(vote) => (vote.1, vote.2) = (vote.1 + 1, vote.2 + mention.confidence),
            None => votes.push((mention.label, 1, mention.confidence)),
        }
    }
    let best = votes.into_iter().rev().max_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)));
    best.map_or(Label::Organization, |(label, ..)| label)
}

/// The longest well-formed name: in mixed case if there is one, not a possessive.
fn best_name(document: &Document<'_>, mentions: &[Mention], forms: &Forms, own: &[usize]) -> String {
    let mut names: Vec<String> = Vec::new();
    for &index in own {
        let written = forms.form_of(index).and_then(|form| forms.list.get(form)).and_then(|form| form.written.as_ref());
        let text = written.map(String::as_str).or_else(|| mentions.get(index).map(|m| document.source().slice(m.span)));
        let text = text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        names.push(without_possessive(&text).to_owned());
    }
    let quality = |name: &String| {
        let n_words = name.split(' ').count();
        let mixed = name.chars().any(char::is_lowercase);
        (n_words <= MAX_WORDS, mixed, n_words, name.chars().count())
    };
    let best = names.iter().enumerate().max_by_key(|(at, name)| (quality(name), Reverse(*at)));
    best.map_or_else(String::new, |(_, name)| name.clone())
}

/// `name` in lower-case ASCII letters and digits with hyphens; the label where nothing of it is left.
fn slug(name: &str, label: Label) -> String {
    let mut slug = String::with_capacity(name.len());
    for char in name_key(name).chars() {
        match char {
            'a'..='z' | '0'..='9' => slug.push(char),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'þ' => slug.push_str("th"),
            ' ' if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { label.as_str().to_owned() } else { slug.to_owned() }
}

/// `slug`, numbered where the article has it already. `next` holds the number to try next for each of `keys`.
fn unique(slug: &str, keys: &mut Ids, next: &mut Vec<u32>) -> String {
    let own = keys.of(ids::key(slug)) as usize;
    let mut key = slug.to_owned();
    let mut id = own;
    while id < next.len() {
        let number = next.get(own).copied().unwrap_or_default();
        key = [slug, "-", &decimal(number)].concat();
        next.iter_mut().skip(own).take(1).for_each(|number| *number += 1);
        id = keys.of(ids::key(&key)) as usize;
    }
    next.push(2);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii_and_unique() {
        let (mut keys, mut next) = Default::default();
        let mut check = |name: &str, expected: &str| {
            assert_eq!(unique(&slug(name, Label::Person), &mut keys, &mut next), expected);
        };
        check("Sanne Kjær", "sanne-kjaer");
        check("D’Angelo", "dangelo");
        check("Washington, D.C.", "washington-dc");
        check("习近平", "person");
        check("李强", "person-2");
        check("X 2", "x-2");
        check("X", "x");
        check("X", "x-3");
    }
}
