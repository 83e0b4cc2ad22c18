//! The glossary compiled for matching: words, forms and the conditions under which they count.
//! Imports: `text`, `token`, `lexicon::pack`, `error`.
//!
//! Our entries come from the pack, a publisher's from JSON or CSV, and both go through [`Glossary::add`], which makes the
//! variants (`variants`). Forms are kept sorted by their words, so that a [`Cursor`] narrows to the forms that go on as
//! the text does.

mod card;
mod entry;
mod form;
pub(crate) mod json;
mod pack;
mod publisher;
mod variants;
mod words;

pub use card::{Link, TermCard, is_safe};
pub use entry::{
    Case, Category, Condition, Demand, Inflect, Instrument, SourceEntry, SourceForm, TermKind, Within, slug,
};
pub use form::{Capitals, Form, Shape, is_word};
pub use pack::{CARDS, SECTIONS, read, read_cards, write, write_cards};
pub use publisher::{Collision, Fault, MAX_BYTES, MAX_ENTRIES, Report, add_publisher, collisions};
pub use words::{Code, WordHash, Words};

use crate::sort;
use crate::text::Span;

/// An entry, ready for use.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    key: Span,
    label: Span,
    card: Span,
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
    removed: bool,
    conditions: (u32, u32),
}

/// A condition whose phrases are words of the glossary.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What it asks.
    pub demand: Demand,
    /// How far it looks.
    pub within: Within,
    phrases: (u32, u32),
}

/// All entries.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    words: Words,
    entries: Vec<Entry>,
    forms: Vec<Form>,
    /// The word numbers of all forms.
    sequences: Vec<u32>,
    /// For each word number: where the forms that begin with it begin.
    first: Vec<u32>,
    rules: Vec<Rule>,
    /// Each phrase as a range of `phrase_words`.
    phrases: Vec<(u32, u32)>,
    phrase_words: Vec<Code>,
    /// Keys, labels and cards.
    texts: String,
    /// The entries that explain a class, with it.
    instruments: Vec<(Instrument, u32)>,
    /// The entries by their keys.
    keys: Vec<(WordHash, u32)>,
    n_packed: u32,
    edition: u32,
}

/// The forms that begin as the text does.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    low: u32,
    high: u32,
    depth: u32,
}

impl Glossary {
    /// What words are to the matcher.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The entries, in the order of their ids.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Entry `index`, where there is one.
    pub fn entry(&self, index: u32) -> Option<&Entry> {
        self.entries.get(index as usize)
    }

    /// The entry that explains `class`, where there is one.
    pub fn instrument(&self, class: Instrument) -> Option<u32> {
        let explains =
            |&&(other, entry): &&(Instrument, u32)| other == class && self.entry(entry).is_some_and(|it| !it.removed);
        self.instruments.iter().find(explains).map(|(_, entry)| *entry)
    }

    /// The key of `entry`.
    pub fn key(&self, entry: &Entry) -> &str {
        entry.key.of(&self.texts)
    }

    /// The name of `entry`.
    pub fn label(&self, entry: &Entry) -> &str {
        entry.label.of(&self.texts)
    }

    /// What the card of `entry` says, where it is loaded.
    pub fn card(&self, entry: &Entry) -> Option<TermCard<'_>> {
        TermCard::read(entry.card.of(&self.texts))
    }

    /// The forms that begin with `code`, whichever its number.
    pub fn start(&self, code: Code) -> Option<Cursor> {
        let number = code.number() as usize;
        let (low, high) = (*self.first.get(number)?, *self.first.get(number + 1)?);
        (low < high).then_some(Cursor { low, high, depth: 1 })
    }

    /// Those that go on with `code`.
    pub fn step(&self, cursor: Cursor, code: Code) -> Option<Cursor> {
        let forms = self.forms.get(cursor.low as usize..cursor.high as usize)?;
        let word = |form: &Form| self.sequence(form).get(cursor.depth as usize).map_or(0, |word| word + 1);
        let wanted = code.number() + 1;
        let low = cursor.low + forms.partition_point(|form| word(form) < wanted) as u32;
        let high = cursor.low + forms.partition_point(|form| word(form) <= wanted) as u32;
        (low < high).then_some(Cursor { low, high, depth: cursor.depth + 1 })
    }

    /// Those that end here, the publisher's first, of those the last one added.
    pub fn ends(&self, cursor: Cursor) -> &[Form] {
        let forms = self.forms.get(cursor.low as usize..cursor.high as usize).unwrap_or_default();
        let n_ends = forms.iter().take_while(|form| u32::from(form.n_words) == cursor.depth).count();
        forms.get(..n_ends).unwrap_or_default()
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

    /// Takes in `entry`; [`Glossary::finish`] makes it count. Forms without words are left out.
    pub fn add(&mut self, entry: &SourceEntry<'_>, own: bool) {
        let entry_idx = self.entries.len() as u32;
        let conditions = self.add_rules(&entry.conditions);
        let (key, label) = (self.add_text(entry.key), self.add_text(entry.label));
        let card = entry.card.as_ref().map_or_else(Span::default, |card| self.add_text(&card.to_text()));
        self.entries.push(Entry {
            key,
            label,
            card,
            kind: entry.kind,
            category: entry.category,
            generic: entry.generic,
            salience: entry.salience,
            own,
            removed: false,
            conditions,
        });
        self.instruments.extend(entry.instrument.map(|class| (class, entry_idx)));
        for form in &entry.forms {
            let conditions = self.add_rules(&form.conditions);
            let template = Form::new(entry_idx, conditions);
            form::compile(form, entry.kind, template, &mut self.words, |mut form, words| {
                let start = self.sequences.len() as u32;
                self.sequences.extend_from_slice(words);
                form.start = start;
                self.forms.push(form);
            });
        }
    }

    /// The entry that has a form of exactly these words, where there is one.
    pub fn owner(&self, form: &str) -> Option<&Entry> {
        let mut codes = form::split(form).into_iter().map(|word| self.words.get(WordHash::EMPTY.with(&word)));
        let start = self.start(codes.next()??)?;
        let cursor = codes.try_fold(start, |cursor, code| self.step(cursor, code?))?;
        self.entry(self.ends(cursor).first()?.entry).filter(|entry| !entry.removed)
    }

    /// Keys of entries that a text can meet in the same words, capitals and number included: what a source must not have.
    pub fn collisions(&self) -> Vec<(&str, &str)> {
        let pairs = self.forms.iter().zip(self.forms.iter().skip(1));
        let same =
            pairs.filter(|(a, b)| a.entry != b.entry && self.sequence(a) == self.sequence(b) && a.is_met_with(b));
        let keys = same.filter_map(|(a, b)| Some((self.key(self.entry(a.entry)?), self.key(self.entry(b.entry)?))));
        keys.collect()
    }

    /// Takes the entry with this key away, or the forms that are written so; [`Glossary::finish`] makes it count.
    /// Tells whether there was one.
    pub fn remove(&mut self, key_or_form: &str) -> bool {
        if self.remove_key(key_or_form) {
            return true;
        }
        let (codes, n_before) = (self.phrase(key_or_form), self.forms.len());
        let numbers: Vec<_> = codes.iter().map(|code| code.number()).collect();
        let sequences = &self.sequences;
        self.forms.retain(|form| form.sequence(sequences) != numbers);
        self.forms.len() < n_before
    }

    /// Takes the entry with this key away, if it was there at the last [`Glossary::finish`].
    fn remove_key(&mut self, key: &str) -> bool {
        let hash = WordHash::EMPTY.with(key);
        let found = self.keys.binary_search_by_key(&hash, |(other, _)| *other).ok().and_then(|at| self.keys.get(at));
        let entry = found.and_then(|(_, entry)| self.entries.get_mut(*entry as usize)).filter(|entry| !entry.removed);
        entry.map(|entry| entry.removed = true).is_some()
    }

    /// Sorts what was added and removed since, so that it is found.
    pub fn finish(&mut self) {
        let (sequences, entries) = (&self.sequences, &self.entries);
        let own = |form: &Form| entries.get(form.entry as usize).is_some_and(|entry| entry.own);
        self.forms.retain(|form| entries.get(form.entry as usize).is_some_and(|entry| !entry.removed));
        sort::by(&mut self.forms, |a, b| {
            let by_words = a.sequence(sequences).cmp(b.sequence(sequences));
            by_words.then_with(|| own(b).cmp(&own(a))).then_with(|| b.entry.cmp(&a.entry))
        });
        let in_use = (0..).zip(&self.entries).filter(|(_, entry)| !entry.removed);
        let texts = &self.texts;
        self.keys = in_use.map(|(at, entry)| (WordHash::EMPTY.with(entry.key.of(texts)), at)).collect();
        sort::by_key(&mut self.keys, |&(hash, entry)| {
            let [high, low] = hash.halves();
            [high, low, entry]
        });
        self.first.clear();
        self.first.resize(self.words.len() as usize + 1, 0);
        for form in &self.forms {
            let first = form.sequence(sequences).first().copied().unwrap_or_default();
            if let Some(n) = self.first.get_mut(first as usize + 1) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for start in &mut self.first {
            sum += *start;
            *start = sum;
        }
    }

    fn sequence(&self, form: &Form) -> &[u32] {
        form.sequence(&self.sequences)
    }

    fn add_text(&mut self, text: &str) -> Span {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        Span::new(start, self.texts.len() as u32)
    }

    fn add_rules(&mut self, conditions: &[Condition<'_>]) -> (u32, u32) {
        let start = self.rules.len() as u32;
        for condition in conditions {
            let first = self.phrases.len() as u32;
            for phrase in &condition.phrases {
                let words = self.phrase(phrase);
                let start = self.phrase_words.len() as u32;
                self.phrase_words.extend(words);
                self.phrases.push((start, self.phrase_words.len() as u32));
            }
            let phrases = (first, self.phrases.len() as u32);
            self.rules.push(Rule { demand: condition.demand, within: condition.within, phrases });
        }
        (start, self.rules.len() as u32)
    }

    fn phrase(&mut self, text: &str) -> Vec<Code> {
        form::split(text).iter().map(|word| self.words.add(word)).collect()
    }

    fn set_card(&mut self, entry_idx: usize, text: &str) {
        let span = self.add_text(text);
        if let Some(entry) = self.entries.get_mut(entry_idx) {
            entry.card = span;
        }
    }
}
