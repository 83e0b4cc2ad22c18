//! One list of entries as the matcher has it: a trie over word numbers. Imports: `ids`, `text`, `glossary::{form, words, label}`.

use super::card::TermCard;
use super::form::Form;
use super::label::Label;
use super::source::{Category, Demand, Instrument, TermKind, Within, slug};
use super::words::{Code, WordHash, Words};
use crate::ids::Ids;
use crate::text::Span;

/// An entry, ready for use.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where its key is not the one that its label gives.
    pub(super) key: Option<Span>,
    pub(super) label: Label,
    pub(super) card: Span,
    /// What kind of thing it is.
    pub kind: TermKind,
    /// Its field.
    pub category: Category,
    /// How everyday the word is outside policy, 0–100.
    pub generic: u8,
    /// How much a reader would want it explained, 0–100.
    pub salience: u8,
    /// Whether it is the publisher's.
    pub own: bool,
    pub(super) removed: bool,
    pub(super) conditions: (u32, u32),
}

/// A condition whose phrases are words of the glossary.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What it asks.
    pub demand: Demand,
    /// How far it looks.
    pub within: Within,
    pub(super) phrases: (u32, u32),
}

/// Where the words read so far lead to in the trie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State(u32);

/// Ends a chain of forms.
const NONE: u32 = u32::MAX;

/// The entries of one source.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    pub(super) words: Words,
    /// The id of its first entry.
    pub(super) first_id: u32,
    pub(super) entries: Vec<Entry>,
    /// Each with the one that was added before it and has the same words.
    forms: Vec<(Form, u32)>,
    /// State and word → the next state, less one.
    pub(super) steps: Ids,
    /// For each state the last form that ends there.
    ends: Vec<u32>,
    pub(super) rules: Vec<Rule>,
    /// Each phrase as a range of `phrase_words`.
    pub(super) phrases: Vec<(u32, u32)>,
    pub(super) phrase_words: Vec<Code>,
    /// The letters of all words, by number, and where each ends.
    pub(super) letters: String,
    pub(super) letter_ends: Vec<u32>,
    /// The words of labels, with how they are written.
    pub(super) label_words: Vec<(u32, u8)>,
    /// Keys, labels and cards that are kept as texts.
    pub(super) texts: String,
    /// The entries that explain a class, with it.
    pub(super) instruments: Vec<(Instrument, u32)>,
    /// The hashes of the keys, where they have been asked for.
    pub(super) keys: Vec<u64>,
    pub(super) edition: u32,
}

impl Layer {
    /// What words are to the matcher.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Its entries, in the order of their ids.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this id, where it is here.
    pub fn entry(&self, id: u32) -> Option<&Entry> {
        self.entries.get(id.checked_sub(self.first_id)? as usize)
    }

    /// The key of `entry`.
    pub fn key(&self, entry: &Entry) -> String {
        entry.key.map_or_else(|| slug(&self.label(entry)), |key| key.of(&self.texts).to_owned())
    }

    /// The name of `entry`.
    pub fn label(&self, entry: &Entry) -> String {
        entry.label.write(self)
    }

    /// What the card of `entry` says, where it is loaded.
    pub fn card(&self, entry: &Entry) -> Option<TermCard<'_>> {
        TermCard::read(entry.card.of(&self.texts))
    }

    /// The letters of word `number`, folded.
    pub(super) fn word(&self, number: u32) -> &str {
        let end = |number: u32| self.letter_ends.get(number as usize).copied().unwrap_or_default();
        Span::new(number.checked_sub(1).map_or(0, end), end(number)).of(&self.letters)
    }

    /// Where the word of `code`, whichever its number, leads from `state`.
    pub fn step(&self, state: State, code: Code) -> Option<State> {
        self.steps.find(step_key(state, code.number())).map(|next| State(next + 1))
    }

    /// The forms that end at `state`, the last one added first.
    pub fn ends(&self, state: State) -> impl Iterator<Item = &Form> {
        let mut next = self.ends.get(state.0 as usize).copied().unwrap_or(NONE);
        let forms = std::iter::from_fn(move || {
            let (form, before) = self.forms.get(next as usize)?;
            next = *before;
            Some(form)
        });
        forms.filter(|form| self.entry(form.entry).is_some_and(|entry| !entry.removed))
    }

    /// The conditions of `form` and of its entry.
    pub fn rules(&self, form: &Form) -> impl Iterator<Item = (u32, &Rule)> {
        let of_entry = self.entry(form.entry).map_or((0, 0), |entry| entry.conditions);
        [of_entry, form.conditions].into_iter().flat_map(|(start, end)| {
            let rules = self.rules.get(start as usize..end as usize).unwrap_or_default();
            (start..).zip(rules)
        })
    }

    /// The number of conditions, for tables of what is known of each.
    pub fn n_rules(&self) -> usize {
        self.rules.len()
    }

    /// The phrases of `rule`, as their words.
    pub fn phrases(&self, rule: &Rule) -> impl Iterator<Item = &[Code]> {
        let phrases = self.phrases.get(rule.phrases.0 as usize..rule.phrases.1 as usize).unwrap_or_default();
        phrases.iter().map(|&(start, end)| self.phrase_words.get(start as usize..end as usize).unwrap_or_default())
    }

    /// Where these words lead to from the beginning.
    pub(super) fn state_of(&self, mut words: impl Iterator<Item = WordHash>) -> Option<State> {
        words.try_fold(State::default(), |state, word| self.step(state, self.words.get(word)?))
    }

    /// Sees to it that `keys` are there.
    pub(super) fn hash_keys(&mut self) {
        if self.keys.is_empty() {
            self.keys = self.entries.iter().map(|entry| WordHash::EMPTY.with(&self.key(entry)).0).collect();
        }
    }

    /// Takes in a form of these words.
    pub(super) fn insert(&mut self, words: &[u32], form: Form) {
        let next = |state, word: &u32| State(self.steps.of(step_key(state, *word)) + 1);
        let State(state) = words.iter().fold(State::default(), next);
        if self.ends.len() <= state as usize {
            self.ends.resize(state as usize + 1, NONE);
        }
        if let Some(end) = self.ends.get_mut(state as usize) {
            let before = std::mem::replace(end, self.forms.len() as u32);
            self.forms.push((form, before));
        }
    }

    /// Takes the forms away that end at `state`; tells whether there was one.
    pub(super) fn remove_forms(&mut self, State(state): State) -> bool {
        let end = self.ends.get_mut(state as usize);
        end.is_some_and(|end| std::mem::replace(end, NONE) != NONE)
    }
}

/// Spread over all bits, since [`Ids`] looks at some of them first.
fn step_key(State(state): State, word: u32) -> u64 {
    (u64::from(state) << 32 | u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
