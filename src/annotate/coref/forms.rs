//! The forms of an article's names: equal names of one kind once each, and which of them are one entity.
//! Imports: `annotation`, `coref::{name, places}`.

use super::name::Name;
use super::{Article, places};
use crate::annotation::Label;
use crate::ids::{self, Groups, Ids};

/// A name of one kind, with the mentions that bear it.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) label: Label,
    pub(super) name: Name,
    /// What tells places of one name apart: a state (`texas`), `state` or `dc`.
    pub(super) sense: Option<&'static str>,
    /// The name as it would be written, where no mention writes it out (`Bill` in `Bill and Hillary Clinton`).
    pub(super) written: Option<String>,
    /// Indices of mentions, in order.
    pub(super) mentions: Vec<usize>,
}

impl Form {
    /// Index of its first mention.
    pub(super) fn first_mention(&self) -> usize {
        self.mentions.first().copied().unwrap_or(usize::MAX)
    }
}

/// All forms, and the union of those that name one entity.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) list: Vec<Form>,
    /// The numbers of those in the list that mentions bear as they stand.
    known: Ids,
    /// For each mention the form that stands for it; none for dates and amounts.
    of_mention: Vec<Option<usize>>,
    /// Disjoint sets: the parent of each form. A root is the earliest form of its set.
    parents: Vec<usize>,
}

/// The mentions of two labels that are one name need this many times as many of the one as of the other to be repaired …
const MAJORITY: usize = 2;
/// … and the minority must be less sure than this.
const UNSURE: f32 = 0.8;

impl Forms {
    /// Adds the forms of the next `n_mentions`, in order of first mention.
    pub(super) fn gather(&mut self, Article { document, mentions, .. }: Article<'_>, n_mentions: usize) {
        for (index, mention) in mentions.iter().enumerate().skip(self.n_mentions()).take(n_mentions) {
            if matches!(mention.label, Label::Date | Label::Money) {
                self.of_mention.push(None);
                continue;
            }
            let mut name = Name::read(document.source().slice(mention.span), mention.label);
            let sense = places::read_sense(document, mentions, index, &mut name);
            let key = told_apart(labelled(mention.label, &name.key()), sense);
            let form = self.known.of(key) as usize;
            if form == self.list.len() {
                self.add(Form { label: mention.label, name, sense, written: None, mentions: Vec::new() });
            }
            if let Some(form) = self.list.get_mut(form) {
                form.mentions.push(index);
            }
            self.of_mention.push(Some(form));
        }
    }

    /// How many mentions are gathered.
    pub(super) fn n_mentions(&self) -> usize {
        self.of_mention.len()
    }

    /// The set of form `form`, by its root.
    pub(super) fn root(&self, form: usize) -> usize {
        let mut at = form;
        while let Some(&parent) = self.parents.get(at).filter(|&&parent| parent != at) {
            at = parent;
        }
        at
    }

    /// The set that mention `mention` belongs to.
    pub(super) fn root_of_mention(&self, mention: usize) -> Option<usize> {
        self.of_mention.get(mention).copied().flatten().map(|form| self.root(form))
    }

    /// Makes the sets of `a` and `b` one, and shortens the ways to their root.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (from, to) = (self.root(a), self.root(b));
        let root = from.min(to);
        for mut at in [a, b] {
            while let Some(parent) = self.parents.get_mut(at).filter(|parent| **parent != root) {
                let next = std::mem::replace(parent, root);
                if next == at {
                    break;
                }
                at = next;
            }
        }
    }

    /// The form that stands for mention `mention`.
    pub(super) fn form_of(&self, mention: usize) -> Option<usize> {
        self.of_mention.get(mention).copied().flatten()
    }

    /// Adds a form that no mention bears as it stands, and returns it.
    pub(super) fn add(&mut self, form: Form) -> usize {
        self.list.push(form);
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    /// Lets form `form` stand for mention `mention` alone; the form that it leaves still lists it.
    pub(super) fn assign(&mut self, mention: usize, form: usize) {
        if let Some(slot) = self.of_mention.get_mut(mention) {
            *slot = Some(form);
        }
    }

    /// Indices of the forms of `label`, in order.
    pub(super) fn of_label(&self, label: Label) -> Vec<usize> {
        self.list.iter().enumerate().filter(|(_, form)| form.label == label).map(|(index, _)| index).collect()
    }

    /// Joins forms that differ in their label only, where the label of few mentions is a mistake beside that of many.
    /// A name of several words has one bearer; a single word may well be a place and a person (`Jordan`), so there the
    /// odd mentions must also be unsure.
    pub(super) fn repair_labels(Article { mentions, .. }: Article<'_>, forms: &mut Self) {
        let mut by_name = Groups::default();
        for (index, form) in forms.list.iter().enumerate() {
            by_name.push(ids::key(form.name.key()), index);
        }
        for same in by_name.lists.into_iter().filter(|same| same.len() > 1) {
            let count = |form: usize| forms.list.get(form).map_or(0, |form| form.mentions.len());
            let Some(main) = same.iter().copied().max_by_key(|&form| (count(form), usize::MAX - form)) else {
                continue;
            };
            for form in same {
                let Some((odd, most)) = forms.list.get(form).zip(forms.list.get(main)) else { continue };
                let confidence = |index: &usize| mentions.get(*index).map_or(0.0, |mention| mention.confidence);
                let unsure = odd.mentions.iter().map(confidence).all(|confidence| confidence < UNSURE);
                let outnumbered = most.mentions.len() >= MAJORITY * odd.mentions.len();
                if odd.label != most.label && (!odd.name.is_single() || unsure && outnumbered) {
                    forms.join(form, main);
                }
            }
        }
    }
}

/// The key of a name of one kind, to be extended by what else tells it from others.
pub(super) fn labelled(label: Label, name: &str) -> u64 {
    ids::extend(ids::extend(ids::key(label.as_str()), "|"), name)
}

/// The key of a place's name in one sense.
pub(super) fn told_apart(name: u64, sense: Option<&str>) -> u64 {
    ids::extend(ids::extend(name, "|"), sense.unwrap_or_default())
}

/// The one that all of `roots` are, if they are one.
pub(super) fn the_only(mut roots: impl Iterator<Item = usize>) -> Option<usize> {
    let first = roots.next()?;
    roots.all(|root| root == first).then_some(first)
}
