//! What words are around a quotation: cues of saying and closed word classes, compiled from `data/lexicon`.
//! Imports: `pack`, `token`, `error`.
//!
//! Section `SPCH`: the sets of classes (a count, two bytes each), the verbs (a count, three bytes each), then the words in
//! order, front-coded — the number of bytes shared with the word before, below 32 and so no letter, and the rest — behind
//! their length in bytes, then the number of each word's set and of its verb, 0 for none.

use super::pack::{Pack, Reader, Tag, put_varint};
use crate::error::Error;
use crate::token::fold_into;

const SPEECH: Tag = *b"SPCH";

/// Classes of words, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u16);

impl Classes {
    /// No class.
    pub const EMPTY: Self = Self(0);
    /// `the`, `his`, `three`.
    pub const DETERMINER: Self = Self(1);
    /// `of`, `despite`.
    pub const PREPOSITION: Self = Self(1 << 1);
    /// `has`, `would`, `not`.
    pub const AUXILIARY: Self = Self(1 << 2);
    /// `later`, `repeatedly`.
    pub const ADVERB: Self = Self(1 << 3);
    /// `she`, `who`.
    pub const PRONOUN: Self = Self(1 << 4);
    /// Nouns for people and bodies that speak.
    pub const ROLE: Self = Self(1 << 5);
    /// Words that stand before a name and are no part of it.
    pub const TITLE: Self = Self(1 << 6);
    /// Titles and given names of men.
    pub const MALE: Self = Self(1 << 7);
    /// Titles and given names of women.
    pub const FEMALE: Self = Self(1 << 8);
    /// Words that are capitalised only because they start a sentence.
    pub const STARTER: Self = Self(1 << 9);
    /// Months and days.
    pub const CALENDAR: Self = Self(1 << 10);
    /// Lower-case parts of names: `de`, `van`, `bin`.
    pub const PARTICLE: Self = Self(1 << 11);
    /// Last words of the names of bodies: `Committee`, `Party`.
    pub const ORGANIZATION: Self = Self(1 << 12);
    /// Nouns before the title of a work.
    pub const WORK: Self = Self(1 << 13);
    /// Words before a term that is only named, not said: `so-called`, `dubbed`.
    pub const NAMING: Self = Self(1 << 14);
    /// `one`, `others`, `many`: speakers without a noun.
    pub const INDEFINITE: Self = Self(1 << 15);

    /// The names of the classes in the tables, in order of their bits.
    pub const NAMES: [&str; 16] = [
        "determiner",
        "preposition",
        "auxiliary",
        "adverb",
        "pronoun",
        "role",
        "title",
        "male",
        "female",
        "starter",
        "calendar",
        "particle",
        "organization",
        "work",
        "naming",
        "indefinite",
    ];

    /// The class that the tables call `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|known| *known == name).map(|bit| Self(1 << bit))
    }

    /// Whether the set has a class of `other`.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The form of a verb, as far as its subject cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// What it says of the speech, 1–14.
    pub category: u8,
    /// How surely it is a cue, in per cent.
    pub percent: u8,
    /// [`Verb::CORE`] and the others.
    pub flags: u8,
    /// Whether this form is as often a noun or another verb.
    pub ambiguous: bool,
    /// The form of this word.
    pub form: Form,
}

/// Verdicts on somebody or something, quoted as a fragment: `called it “x”`.
pub const VERDICT: u8 = 12;
/// The course of a talk: `continue`, `begin`.
pub const COURSE: u8 = 2;
/// Thought and knowledge rather than speech.
pub const COGNITION: u8 = 13;

impl Verb {
    /// It marks reported speech too, without marks.
    pub const CORE: u8 = 1;
    /// Its passive has the hearer as subject: `was told`.
    pub const HEARER: u8 = 2;
    /// Its object may be the speaker: `quoted NAME as saying`.
    pub const RELAY: u8 = 4;
    /// With a preposition of direction it is no speech: `pointed to the table`.
    pub const MOVES: u8 = 8;

    /// The weight of an ambiguous form in per cent, whatever its verb's.
    pub const AMBIGUOUS: u8 = 60;

    /// A verb that no lexicon knows: as one of manner.
    pub const UNKNOWN: Self =
        Self { category: 10, percent: Self::AMBIGUOUS, flags: 0, ambiguous: true, form: Form::Past };

    /// Whether it has the flag `flag`.
    pub fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// How surely it is a cue, 0–1.
    pub fn weight(self) -> f32 {
        f32::from(self.percent) / 100.0
    }

    /// Category and form, weight, flags and whether it is ambiguous.
    fn to_bytes(self) -> [u8; 3] {
        [self.category << 2 | self.form as u8, self.percent, self.flags << 1 | u8::from(self.ambiguous)]
    }

    fn from_bytes([kind, percent, flags]: [u8; 3]) -> Self {
        let form = match kind & 3 {
            0 => Form::Base,
            1 => Form::Participle,
            2 => Form::Third,
            _ => Form::Past,
        };
        Self { category: kind >> 2, percent, flags: flags >> 1, ambiguous: flags & 1 != 0, form }
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its classes.
    pub classes: Classes,
    /// As a cue, where it may be one.
    pub verb: Option<Verb>,
}

/// All that is known of words around quotations; nothing before it is loaded.
#[derive(Debug, Default)]
pub struct SpeechWords {
    /// The words, one after the other.
    text: Vec<u8>,
    /// Where each word starts and, last, where the text ends.
    starts: Vec<u32>,
    entries: Vec<Entry>,
    /// Word numbers from 1 on, 0 for none, in a table with open addressing: a power of two long, at most half full.
    slots: Vec<u16>,
}

impl SpeechWords {
    /// Takes in the words of `pack`; none where it has none.
    pub fn load(&mut self, pack: &Pack<'_>) -> Result<(), Error> {
        *self = Self::default();
        if let Some(section) = pack.find(SPEECH) {
            *self = Self::read(section)?;
        }
        Ok(())
    }

    fn read(mut section: Reader<'_>) -> Result<Self, Error> {
        let n_sets = usize::from(section.u8()?);
        let (sets, _) = section.bytes(n_sets * 2)?.as_chunks::<2>();
        let n_verbs = usize::from(section.u8()?);
        let (verbs, _) = section.bytes(n_verbs * 3)?.as_chunks::<3>();
        let n_bytes = section.varint()? as usize;
        let at = section.position();
        let mut words = Self::default();
        words.unfold(section.bytes(n_bytes)?).ok_or_else(|| section.malformed(at, "list of words"))?;
        let n_words = words.starts.len().saturating_sub(1);
        let (own_sets, own_verbs) = (section.bytes(n_words)?, section.bytes(n_words)?);
        for (&set, &verb) in own_sets.iter().zip(own_verbs) {
            let number = |number: u8| usize::from(number).wrapping_sub(1);
            let classes = sets.get(number(set)).map_or(Classes::EMPTY, |&set| Classes(u16::from_le_bytes(set)));
            words.entries.push(Entry { classes, verb: verbs.get(number(verb)).copied().map(Verb::from_bytes) });
        }
        words.slots = vec![0; (n_words * 2).next_power_of_two()];
        for number in 1..=n_words {
            let slot = words.slot(words.word(number));
            if let Some(slot) = words.slots.get_mut(slot) {
                *slot = number as u16;
            }
        }
        Ok(words)
    }

    /// Writes out the front-coded list `coded`; `None` where it is none, or longer than slots can number.
    fn unfold(&mut self, coded: &[u8]) -> Option<()> {
        let mut last = 0;
        for &byte in coded {
            if byte >= 32 {
                self.starts.first()?;
                self.text.push(byte);
                continue;
            }
            let (shared, start) = (last..last + usize::from(byte), self.text.len());
            if shared.end > start || self.starts.len() > usize::from(u16::MAX - 1) {
                return None;
            }
            self.text.extend_from_within(shared);
            self.starts.push(start as u32);
            last = start;
        }
        self.starts.push(self.text.len() as u32);
        Some(())
    }

    /// What `word` is, whatever its case; `buffer` is scratch space for its folded form.
    pub fn look_up(&self, word: &str, buffer: &mut String) -> Entry {
        buffer.clear();
        fold_into(word, buffer);
        let number = self.slots.get(self.slot(buffer.trim_end_matches('.').as_bytes()));
        let place = number.map_or(0, |&number| usize::from(number));
        self.entries.get(place.wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// The word of this number.
    fn word(&self, number: usize) -> &[u8] {
        let place = |number: usize| self.starts.get(number).map_or(0, |&start| start as usize);
        self.text.get(place(number.wrapping_sub(1))..place(number)).unwrap_or_default()
    }

    /// The slot of `key`, or the empty one where it belongs (FNV-1a and linear probing).
    fn slot(&self, key: &[u8]) -> usize {
        let hash = key.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let last = self.slots.len().wrapping_sub(1);
        let mut at = (hash ^ (hash >> 15)) as usize & last;
        while self.slots.get(at).is_some_and(|&number| number != 0 && self.word(usize::from(number)) != key) {
            at = (at + 1) & last;
        }
        at
    }
}

/// The section for `words`: folded words and what they are, in order without doubles. Fails with what there is too much of.
pub fn write(words: &[(String, Entry)]) -> Result<(Tag, Vec<u8>), &'static str> {
    let (mut sets, mut verbs): (Vec<u16>, Vec<[u8; 3]>) = (Vec::new(), Vec::new());
    let (mut list, mut own_sets, mut own_verbs): (Vec<u8>, Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new(), Vec::new());
    let mut before = "";
    for (word, entry) in words {
        let shared = before.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count().min(31);
        list.push(shared as u8);
        list.extend_from_slice(word.as_bytes().get(shared..).unwrap_or_default());
        let set = Some(entry.classes.0).filter(|&set| set != 0);
        own_sets.push(set.map_or(0, |set| number(&mut sets, set)));
        own_verbs.push(entry.verb.map_or(0, |verb| number(&mut verbs, verb.to_bytes())));
        before = word;
    }
    if sets.len() > 255 || verbs.len() > 255 || words.len() >= usize::from(u16::MAX) {
        return Err("more kinds of words than a byte can number, or more words than two bytes can");
    }
    let mut section = vec![sets.len() as u8];
    section.extend(sets.iter().flat_map(|set| set.to_le_bytes()));
    section.push(verbs.len() as u8);
    section.extend(verbs.iter().flatten());
    put_varint(&mut section, list.len() as u32);
    section.extend(list.iter().chain(&own_sets).chain(&own_verbs));
    Ok((SPEECH, section))
}

/// The number of `kind` among `kinds`, from 1 on; a new one is added.
fn number<T: PartialEq>(kinds: &mut Vec<T>, kind: T) -> u8 {
    let place = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
        kinds.push(kind);
        kinds.len() - 1
    });
    (place + 1) as u8
}

#[cfg(test)]
mod tests {
    use super::super::{LEXICON, pack};
    use super::*;
    use proptest::prelude::*;

    fn load(section: &[u8]) -> Result<SpeechWords, Error> {
        let mut words = SpeechWords::default();
        words.load(&Pack::open(&pack::write(LEXICON, &[(SPEECH, section)]), LEXICON)?)?;
        Ok(words)
    }

    const SAID: Verb = Verb { category: 1, percent: 100, flags: Verb::CORE, ambiguous: false, form: Form::Past };

    fn sample() -> Vec<u8> {
        let word = |word: &str, classes: Classes, verb: Option<Verb>| (word.to_owned(), Entry { classes, verb });
        let report = Verb { category: 4, percent: 60, flags: 0, ambiguous: true, form: Form::Base };
        let words = [
            word("'s", Classes::AUXILIARY, None),
            word("report", Classes::ROLE, Some(report)),
            word("reporter", Classes::ROLE.with(Classes::TITLE), None),
            word("said", Classes::EMPTY, Some(SAID)),
            word("sen", Classes::TITLE, None),
        ];
        write(&words).unwrap().1
    }

    #[test]
    fn looks_up_what_typesetting_varies() {
        let words = load(&sample()).unwrap();
        let look_up = |word: &str| words.look_up(word, &mut String::new());
        assert_eq!(look_up("Said").verb, Some(SAID));
        assert!(look_up("Sen.").classes.any(Classes::TITLE));
        assert!(look_up("’s").classes.any(Classes::AUXILIARY));
        let verb = look_up("report").verb.unwrap();
        assert!(
            verb.ambiguous
                && verb.form == Form::Base
                && verb.category == 4
                && look_up("report").classes.any(Classes::ROLE)
        );
        assert!(look_up("reporter").verb.is_none() && look_up("reporter").classes.any(Classes::TITLE));
        assert_eq!(look_up("aardvark"), Entry::default());
        assert_eq!(look_up(""), Entry::default());
        assert_eq!(SpeechWords::default().look_up("said", &mut String::new()), Entry::default());
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let whole = sample();
        for end in 0..whole.len() {
            assert!(load(&whole[..end]).is_err(), "{end}");
        }
    }

    proptest! {
        #[test]
        fn any_change_never_panics(at: usize, value: u8) {
            let mut section = sample();
            let place = at % section.len();
            section[place] = value;
            if let Ok(words) = load(&section) {
                words.look_up("said", &mut String::new());
            }
        }
    }
}
