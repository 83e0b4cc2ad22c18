//! What the words around a quotation are: cues of saying and closed word classes, from `data/lexicon`.
//! Imports: `token`.

use crate::token::fold_into;
use std::sync::OnceLock;

/// Classes of words, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::annotate) struct Classes(u32);

impl Classes {
    pub(super) const EMPTY: Self = Self(0);
    pub(in crate::annotate) const DETERMINER: Self = Self(1);
    pub(super) const PREPOSITION: Self = Self(1 << 1);
    pub(super) const AUXILIARY: Self = Self(1 << 2);
    pub(super) const ADVERB: Self = Self(1 << 3);
    pub(super) const PRONOUN: Self = Self(1 << 4);
    /// Nouns for people and bodies that speak.
    pub(in crate::annotate) const ROLE: Self = Self(1 << 5);
    /// Words that stand before a name and are no part of it.
    pub(in crate::annotate) const TITLE: Self = Self(1 << 6);
    pub(in crate::annotate) const MALE: Self = Self(1 << 7);
    pub(in crate::annotate) const FEMALE: Self = Self(1 << 8);
    /// Words that are capitalised only because they start a sentence.
    pub(super) const STARTER: Self = Self(1 << 9);
    pub(super) const CALENDAR: Self = Self(1 << 10);
    /// Lower-case parts of names: `de`, `van`, `bin`.
    pub(in crate::annotate) const PARTICLE: Self = Self(1 << 11);
    /// Last words of the names of bodies: `Committee`, `Party`.
    pub(super) const ORGANIZATION: Self = Self(1 << 12);
    /// Nouns before the title of a work.
    pub(super) const WORK: Self = Self(1 << 13);
    /// Words before a term that is only named, not said: `so-called`, `dubbed`.
    pub(super) const NAMING: Self = Self(1 << 14);
    /// `one`, `others`, `many`: speakers without a noun.
    pub(super) const INDEFINITE: Self = Self(1 << 15);

    const NAMES: [(&'static str, Self); 16] = [
        ("determiner", Self::DETERMINER),
        ("preposition", Self::PREPOSITION),
        ("auxiliary", Self::AUXILIARY),
        ("adverb", Self::ADVERB),
        ("pronoun", Self::PRONOUN),
        ("role", Self::ROLE),
        ("title", Self::TITLE),
        ("male", Self::MALE),
        ("female", Self::FEMALE),
        ("starter", Self::STARTER),
        ("calendar", Self::CALENDAR),
        ("particle", Self::PARTICLE),
        ("organization", Self::ORGANIZATION),
        ("work", Self::WORK),
        ("naming", Self::NAMING),
        ("indefinite", Self::INDEFINITE),
    ];

    /// Whether the set has a class of `other`.
    pub(in crate::annotate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The form of a verb, as far as its subject cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `say`: after `to` or an auxiliary, or with a plural subject; otherwise a noun.
    Base,
    /// `saying`.
    Participle,
    /// `says`.
    Third,
    /// `said`.
    Past,
}

/// A word that may say that someone says something. Categories are those of `data/lexicon/README.md`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verb {
    pub(super) category: u8,
    /// How surely it is a cue, 0–1.
    pub(super) weight: f32,
    flags: u8,
    /// Whether this form is as often a noun or another verb.
    pub(super) ambiguous: bool,
    pub(super) form: Form,
}

/// Verdicts on somebody or something, quoted as a fragment: `called it “x”`.
pub(super) const VERDICT: u8 = 12;
impl Verb {
    /// It marks reported speech too, without marks.
    pub(super) const CORE: u8 = 1;
    /// Its passive has the hearer as subject: `was told`.
    pub(super) const HEARER: u8 = 2;
    /// Its object may be the speaker: `quoted NAME as saying`.
    pub(super) const RELAY: u8 = 4;
    /// The base is the past form too: `put`.
    const PAST: u8 = 8;

    const FLAGS: [(&'static str, u8); 4] =
        [("core", Self::CORE), ("hearer", Self::HEARER), ("relay", Self::RELAY), ("past", Self::PAST)];

    /// A verb that no lexicon knows: as one of manner.
    pub(super) const UNKNOWN: Self =
        Self { category: 10, weight: AMBIGUOUS, flags: 0, ambiguous: true, form: Form::Past };

    /// Whether it has the flag `flag`.
    pub(super) fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// The course of a talk: `continue`, `begin`.
pub(super) const COURSE: u8 = 2;
/// Thought and knowledge rather than speech.
pub(super) const COGNITION: u8 = 13;

/// The weight of an ambiguous form, whatever its verb's.
const AMBIGUOUS: f32 = 0.6;

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::annotate) struct Entry {
    pub(in crate::annotate) classes: Classes,
    pub(super) verb: Option<Verb>,
}

/// The words of `data/lexicon` in a table with open addressing.
pub(in crate::annotate) struct Lexicon {
    /// A power of two long, at most half full.
    slots: Vec<(&'static str, Entry)>,
}

const SLOTS: usize = 1 << 13;

/// The lexicon, built on first use.
pub(in crate::annotate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon { slots: vec![("", Entry::default()); SLOTS] };
        for table in
            [include_str!("../../../data/lexicon/words.tsv"), include_str!("../../../data/lexicon/given-names.tsv")]
        {
            rows(table).for_each(|row| lexicon.add_words(row));
        }
        rows(include_str!("../../../data/lexicon/cues.tsv")).for_each(|row| lexicon.add_verbs(row));
        lexicon
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

impl Lexicon {
    /// What `word` is; `buffer` is scratch space for its folded form.
    pub(in crate::annotate) fn look_up(&self, word: &str, buffer: &mut String) -> Entry {
        buffer.clear();
        fold_into(word, buffer);
        let key = buffer.trim_end_matches('.');
        self.slots.get(self.slot(key)).map_or_else(Entry::default, |&(_, entry)| entry)
    }

    /// The slot of `key`, or the empty one where it belongs (FNV-1a and linear probing).
    fn slot(&self, key: &str) -> usize {
        let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut at = (hash ^ (hash >> 15)) as usize % SLOTS;
        while self.slots.get(at).is_some_and(|&(known, _)| !known.is_empty() && known != key) {
            at = (at + 1) % SLOTS;
        }
        at
    }

    fn entry(&mut self, key: &'static str) -> Option<&mut Entry> {
        let at = self.slot(key);
        let slot = self.slots.get_mut(at)?;
        slot.0 = key;
        Some(&mut slot.1)
    }

    /// A row of `class<TAB>words`.
    fn add_words(&mut self, row: &'static str) {
        let Some((class, words)) = row.split_once('\t') else { return };
        let class =
            Classes::NAMES.iter().find(|(name, _)| *name == class).map_or(Classes::default(), |&(_, class)| class);
        for word in words.split(' ') {
            if let Some(entry) = self.entry(word) {
                entry.classes = entry.classes.with(class);
            }
        }
    }

    /// A row of `category<TAB>weight in per cent<TAB>flags<TAB>forms`.
    fn add_verbs(&mut self, row: &'static str) {
        let mut fields = row.split('\t');
        let (Some(category), Some(weight), Some(flags), Some(forms)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return;
        };
        let flags = Verb::FLAGS.iter().filter(|(name, _)| flags.split(' ').any(|flag| flag == *name));
        let flags = flags.fold(0, |flags, (_, flag)| flags | flag);
        let weight = weight.parse::<u8>().map_or(0.0, |percent| f32::from(percent) / 100.0);
        for (index, form) in forms.split(' ').enumerate() {
            let key = form.trim_end_matches('~');
            let ambiguous = key.len() < form.len();
            if let Some(entry) = self.entry(key) {
                entry.verb = Some(Verb {
                    category: category.parse().unwrap_or(0),
                    weight: if ambiguous { weight.min(AMBIGUOUS) } else { weight },
                    flags,
                    ambiguous,
                    form: match index {
                        0 if flags & Verb::PAST == 0 => Form::Base,
                        _ if key.ends_with("ing") => Form::Participle,
                        1 => Form::Third,
                        _ => Form::Past,
                    },
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in
            [include_str!("../../../data/lexicon/words.tsv"), include_str!("../../../data/lexicon/given-names.tsv")]
                .into_iter()
                .flat_map(rows)
        {
            let (class, words) = row.split_once('\t').expect("two fields");
            assert!(Classes::NAMES.iter().any(|(name, _)| *name == class), "{class}");
            assert!(words.split(' ').all(|word| !word.is_empty()), "{row}");
        }
        for row in rows(include_str!("../../../data/lexicon/cues.tsv")) {
            let fields: Vec<_> = row.split('\t').collect();
            assert!(matches!(fields[0].parse(), Ok(1..=14)), "{row}");
            assert!(matches!(fields[1].parse(), Ok(1..=100)), "{row}");
            assert!(
                fields[2].split(' ').all(|flag| flag == "-" || Verb::FLAGS.iter().any(|(name, _)| *name == flag)),
                "{row}"
            );
            assert_eq!(fields.len(), 4);
        }
    }

    #[test]
    fn the_table_keeps_room() {
        let used = lexicon().slots.iter().filter(|(key, _)| !key.is_empty()).count();
        assert!(used * 2 <= SLOTS, "{used}");
    }

    #[test]
    fn looks_up_what_typesetting_varies() {
        let mut buffer = String::new();
        let mut look_up = |word| lexicon().look_up(word, &mut buffer);
        assert_eq!(look_up("Said").verb.map(|verb| (verb.category, verb.has(Verb::CORE))), Some((1, true)));
        assert!(look_up("Sen.").classes.any(Classes::TITLE));
        assert!(look_up("’s").classes.any(Classes::AUXILIARY));
        assert_eq!(look_up("aardvark"), Entry::default());
    }
}
