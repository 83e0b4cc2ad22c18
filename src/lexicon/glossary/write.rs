//! Writes a compiled glossary as `pack` reads it. Imports: `lexicon::pack`, `glossary::{compile, source, pack, label}`.

use super::compile::{Compiled, CompiledCondition, CompiledEntry, CompiledForm, tokens};
use super::form::{Form, Shape};
use super::label::{CAPITAL, HYPHEN, JOINED, PLURAL, UPPER, write_word};
use super::pack::{
    CARD_TEXTS, CARDS, CONDITIONS, ENTRIES, FORM_CONDITIONS, FORMS, HAS_KEY, KEPT, KEYS, LABELS, LARGE, LETTERS,
    N_COLUMNS, PHRASES, PUBLISHED, REMOVED, SHARED, STEPS, TEMPLATES, TERM_CARDS, TEXTS, VARIANTS, WORDS,
};
use super::source::{SourceEntry, slug};
use super::vocabulary::{Spelling, Vocabulary};
use super::words::{Code, WordHash};
use crate::ids::{self, Ids};
use crate::lexicon::pack::{Tag, put_str, put_varint, write as write_pack};
use crate::sort;
use crate::token::folded;

/// Forms of one entry share at most so many words at each end that is said.
const MOST_KEPT: usize = 15;

/// The sections of `en.lexicon` that hold `entries`; their ids are their places. `edition` ties them to their definitions.
pub fn write(entries: &[SourceEntry<'_>], edition: u32) -> Vec<(Tag, Vec<u8>)> {
    let compiled = Compiled::new(entries);
    let words = Sorted::new(&compiled.words);
    let mut sections = words.sections();
    let mut writer = Writer::new(&words);
    for (entry, compiled) in entries.iter().zip(&compiled.entries) {
        writer.entry(entry, compiled);
    }
    sections.extend(writer.sections(edition));
    sections
}

/// A publisher's `entries` with their cards, and the names of what they take away, as `Layer::read` and `Glossary::take` do.
pub(super) fn publish(entries: &[SourceEntry<'_>], removed: &[&str]) -> Vec<u8> {
    let mut sections = write(entries, 0);
    let (mut cards, mut keys, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        put_str(&mut cards, &entry.card.as_ref().map(super::TermCard::to_text).unwrap_or_default());
        keys.extend(WordHash::EMPTY.with(entry.key).0.to_le_bytes());
    }
    for name in removed {
        names.extend(WordHash::EMPTY.with(name).0.to_le_bytes());
        let words = super::compile::split(name);
        put_varint(&mut names, words.len() as u32);
        for word in &words {
            names.extend(WordHash::EMPTY.with(word).0.to_le_bytes());
        }
    }
    sections.extend([(CARD_TEXTS, cards), (KEYS, keys), (REMOVED, names)]);
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    write_pack(PUBLISHED, &sections)
}

/// A piece with the card texts of the entries from `first` on.
pub fn write_cards(first: u32, cards: &[String], edition: u32) -> Vec<u8> {
    let mut bytes = edition.to_le_bytes().to_vec();
    put_varint(&mut bytes, first);
    put_varint(&mut bytes, cards.len() as u32);
    for card in cards {
        put_str(&mut bytes, card);
    }
    write_pack(CARDS, &[(TERM_CARDS, &bytes)])
}

/// The words in alphabetical order, numbered by it.
struct Sorted<'a> {
    vocabulary: &'a Vocabulary,
    spellings: Vec<&'a Spelling>,
    /// Old number → new one.
    numbers: Vec<u32>,
    /// By new number.
    base: Vec<&'a str>,
}

impl<'a> Sorted<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        let mut spellings: Vec<_> = vocabulary.spellings.iter().collect();
        sort::by(&mut spellings, |a, b| a.word.cmp(&b.word));
        let base: Vec<_> = spellings.iter().filter(|spelling| spelling.is_base).copied().collect();
        let mut numbers = vec![0; base.len()];
        for (new, spelling) in base.iter().enumerate() {
            if let Some(number) = numbers.get_mut(spelling.code.number() as usize) {
                *number = new as u32;
            }
        }
        let base = base.into_iter().map(|spelling| spelling.word.as_str()).collect();
        Self { vocabulary, spellings, numbers, base }
    }

    fn number(&self, old: u32) -> u32 {
        self.numbers.get(old as usize).copied().unwrap_or_default()
    }

    fn word(&self, number: u32) -> &'a str {
        self.base.get(number as usize).copied().unwrap_or_default()
    }

    fn sections(&self) -> Vec<(Tag, Vec<u8>)> {
        let (mut shared, mut variants, mut further) = (Vec::new(), Vec::new(), Vec::new());
        let (mut before, mut n_words) = ("", 0);
        for Spelling { word, code, is_base } in self.spellings.iter().copied() {
            let mut n_shared = word.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count().min(255);
            while !word.is_char_boundary(n_shared) || !before.is_char_boundary(n_shared) {
                n_shared -= 1;
            }
            shared.push(n_shared as u8);
            further.push(word.get(n_shared..).unwrap_or_default());
            before = word;
            let number = self.number(code.number());
            if *is_base {
                put_varint(&mut variants, 0);
                n_words += 1;
            } else {
                put_varint(&mut variants, 1 + (step(n_words, number) << 1 | u32::from(code.is_plural())));
            }
        }
        // A word is a token, and a token has no line feed in it.
        vec![(SHARED, shared), (VARIANTS, variants), (LETTERS, further.join("\n").into_bytes())]
    }
}

/// What `moved` in `pack` reads: how far `to` is from `from`.
fn step(from: u32, to: u32) -> u32 {
    if to >= from { (to - from) << 1 } else { (from - to - 1) << 1 | 1 }
}

/// The streams of the entries.
struct Writer<'a> {
    words: &'a Sorted<'a>,
    columns: [Vec<u8>; N_COLUMNS],
    n_forms: Vec<u8>,
    labels: Vec<u8>,
    texts: Vec<u8>,
    /// What forms ask for besides words, with their number of words: in order of first use, for each form.
    templates: Vec<Template>,
    kept: Vec<u8>,
    form_conditions: Vec<u8>,
    new: Vec<u8>,
    steps: Vec<u8>,
    conditions: Vec<u8>,
    phrases: Vec<u8>,
    /// Of the form before.
    before: Vec<u32>,
}

/// Number of words, capitals, plurals: the bytes of a template.
type Template = Vec<u8>;

impl<'a> Writer<'a> {
    fn new(words: &'a Sorted<'a>) -> Self {
        Self {
            words,
            columns: Default::default(),
            n_forms: Vec::new(),
            labels: Vec::new(),
            texts: Vec::new(),
            templates: Vec::new(),
            kept: Vec::new(),
            form_conditions: Vec::new(),
            new: Vec::new(),
            steps: Vec::new(),
            conditions: Vec::new(),
            phrases: Vec::new(),
            before: Vec::new(),
        }
    }

    fn entry(&mut self, entry: &SourceEntry<'_>, compiled: &CompiledEntry) {
        let has_key = slug(entry.label) != entry.key;
        let values = [
            entry.kind as u8,
            entry.category as u8,
            entry.generic,
            entry.salience,
            entry.instrument.map_or(0, |class| class as u8 + 1),
            if has_key { HAS_KEY } else { 0 },
            compiled.conditions.len() as u8,
        ];
        self.columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        self.conditions(&compiled.conditions);
        put_varint(&mut self.n_forms, compiled.forms.len() as u32);
        self.label(entry.label, &compiled.forms);
        if has_key {
            put_str(&mut self.texts, entry.key);
        }
        let mut source = None;
        for (nth, form) in compiled.forms.iter().enumerate() {
            self.form(form, nth == 0);
            let conditions = compiled.of_forms.get(form.source).map_or(&[][..], Vec::as_slice);
            match conditions.len() as u8 {
                0 => self.form_conditions.push(0),
                _ if source == Some(form.source) => self.form_conditions.push(1),
                n_conditions => {
                    self.form_conditions.push(n_conditions + 1);
                    self.conditions(conditions);
                }
            }
            source = Some(form.source);
        }
    }

    /// The label as the number of the form that has its words, from 1, and how they are written; 0 for a text.
    fn label(&mut self, label: &str, forms: &[CompiledForm]) {
        let written = self.written(label);
        let same = |(numbers, _): &(Vec<u32>, _)| forms.iter().position(|form| self.is_of(form, numbers));
        if let Some((form, (_, how))) = written.and_then(|written| Some((same(&written)?, written))) {
            put_varint(&mut self.labels, form as u32 + 1);
            self.labels.extend(how);
        } else {
            put_varint(&mut self.labels, 0);
            put_str(&mut self.texts, label);
        }
    }

    fn is_of(&self, form: &CompiledForm, numbers: &[u32]) -> bool {
        form.words.iter().map(|word| self.words.number(*word)).eq(numbers.iter().copied())
    }

    /// The words of `label` and how they are written, where that gives it back.
    fn written(&self, label: &str) -> Option<(Vec<u32>, Vec<u8>)> {
        let (mut numbers, mut how_written) = (Vec::new(), Vec::new());
        let (mut end, mut again) = (0, String::new());
        for token in tokens(label) {
            let word = token.span.of(label);
            let folded = folded(word);
            let number = self.words.number(self.words.vocabulary.get(&folded)?.number());
            let plural = if folded == self.words.word(number) { 0 } else { PLURAL };
            let before = match label.get(end..token.span.start() as usize)? {
                "-" => HYPHEN,
                "" => JOINED,
                _ => 0,
            };
            let capitals = match Shape::of(word) {
                Shape::Lower => 0,
                Shape::Capital => CAPITAL,
                Shape::Upper | Shape::Mixed => UPPER,
            };
            let how = before | capitals | plural;
            write_word(&mut again, self.words.word(number), how);
            numbers.push(number);
            how_written.push(how);
            end = token.span.end() as usize;
        }
        (again == label).then_some((numbers, how_written))
    }

    fn form(&mut self, form: &CompiledForm, is_first: bool) {
        let words: Vec<_> = form.words.iter().map(|word| self.words.number(*word)).collect();
        let Form { capitals, plural, may_be_plural, .. } = form.form;
        let (kind, bits) = capitals.to_numbers();
        let mut template = vec![words.len() as u8, kind];
        template.extend(bits.to_le_bytes());
        template.extend([plural, may_be_plural].iter().flat_map(|bits| bits.to_le_bytes()));
        self.templates.push(template);
        let same = |(a, b): &(&u32, &u32)| a == b;
        let (mut head, mut tail) = (0, 0);
        if !is_first {
            head = words.iter().zip(&self.before).take_while(same).count().min(MOST_KEPT);
            let rest = (words.len() - head).min(self.before.len() - head).min(MOST_KEPT);
            tail = words.iter().rev().zip(self.before.iter().rev()).take(rest).take_while(same).count();
            self.kept.push(head as u8 | (tail as u8) << 4);
        }
        let replaced = !is_first && self.before.len() == words.len() && head + tail + 1 == words.len();
        for (at, &word) in words.iter().enumerate().take(words.len() - tail).skip(head) {
            let old = self.before.get(at).copied().unwrap_or_default();
            if replaced || is_first && at == 0 {
                put_varint(&mut self.steps, step(old, word));
            } else {
                match u8::try_from(word >> 8) {
                    Ok(high) if high != LARGE => self.new.extend([high, word as u8]),
                    _ => {
                        self.new.push(LARGE);
                        put_varint(&mut self.new, word);
                    }
                }
            }
        }
        self.before = words;
    }

    fn conditions(&mut self, conditions: &[CompiledCondition]) {
        for condition in conditions {
            self.conditions.push(condition.demand as u8 | (condition.within as u8) << 2);
            put_varint(&mut self.conditions, condition.phrases.len() as u32);
            for phrase in &condition.phrases {
                self.phrases.push(phrase.len() as u8);
                for code in phrase {
                    let number = self.words.number(code.number());
                    put_varint(&mut self.phrases, Code::new(number, code.is_plural()).0);
                }
            }
        }
    }

    /// All of it. The commonest templates have the lowest numbers.
    fn sections(self, edition: u32) -> Vec<(Tag, Vec<u8>)> {
        let [first, ..] = &self.columns;
        let mut entries = edition.to_le_bytes().to_vec();
        put_varint(&mut entries, first.len() as u32);
        entries.extend(self.columns.concat());
        entries.extend(&self.n_forms);
        let (mut ids, mut kinds) = (Ids::default(), Vec::<(&[u8], u32)>::new());
        for template in &self.templates {
            match kinds.get_mut(ids.of(ids::key(template)) as usize) {
                Some((_, count)) => *count += 1,
                None => kinds.push((template, 1)),
            }
        }
        sort::by_key(&mut kinds, |(_, count)| [u32::MAX - count, 0, 0]);
        let mut numbers = vec![0; kinds.len()];
        for (number, (template, _)) in (0..).zip(&kinds) {
            if let Some(slot) = numbers.get_mut(ids.of(ids::key(template)) as usize) {
                *slot = number;
            }
        }
        let mut forms = Vec::new();
        for template in &self.templates {
            put_varint(&mut forms, numbers.get(ids.of(ids::key(template)) as usize).copied().unwrap_or_default());
        }
        let templates = kinds.iter().flat_map(|(template, _)| template.iter().copied()).collect();
        vec![
            (ENTRIES, entries),
            (LABELS, self.labels),
            (TEXTS, self.texts),
            (TEMPLATES, templates),
            (FORMS, forms),
            (KEPT, self.kept),
            (FORM_CONDITIONS, self.form_conditions),
            (WORDS, self.new),
            (STEPS, self.steps),
            (CONDITIONS, self.conditions),
            (PHRASES, self.phrases),
        ]
    }
}
