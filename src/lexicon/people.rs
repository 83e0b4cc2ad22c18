//! Given names and surnames, as evidence that a word is part of a person's name and of the person's gender.
//! Imports: `key`, `pack`, `error`.
//!
//! Words are sorted keys, front-coded as in `names`: section `PTXT` holds what follows the shared bytes, one a line, `PPRE`
//! the number of shared bytes and `PFLG` the flags of each.

use super::key::name_key;
use super::pack::{Pack, Tag};
use crate::error::Error;

const TEXT: Tag = *b"PTXT";
const PREFIXES: Tag = *b"PPRE";
const FLAGS: Tag = *b"PFLG";

const GIVEN: u8 = 1;
const FEMALE: u8 = 2;
const MALE: u8 = 4;
const SURNAME: u8 = 8;
const EVERYDAY: u8 = 16;

/// What a word can be in a person's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonWord {
    /// A given name.
    pub given: bool,
    /// The gender of nine in ten bearers of the given name.
    pub gender: Option<Gender>,
    /// A surname.
    pub surname: bool,
    /// An everyday word too: Will, Grace, Young.
    pub everyday: bool,
}

/// As the census has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// `f`
    Female,
    /// `m`
    Male,
}

/// All words of names, as far as they are loaded.
#[derive(Debug, Default)]
pub struct PersonWords {
    /// Keys in order, with flags.
    words: Vec<(Box<str>, u8)>,
}

impl PersonWords {
    /// Takes in the words of `pack`; none where it has none.
    pub fn load(&mut self, pack: &Pack<'_>) -> Result<(), Error> {
        self.words.clear();
        let Some(text) = pack.find(TEXT) else { return Ok(()) };
        let malformed = |place| text.malformed(place, "word of a name");
        let lines = std::str::from_utf8(text.rest()).map_err(|_| malformed(0))?.lines();
        let (prefixes, flags) = (pack.section(PREFIXES)?.rest(), pack.section(FLAGS)?.rest());
        let mut word = String::new();
        for (place, ((suffix, &prefix), &flags)) in lines.zip(prefixes).zip(flags).enumerate() {
            let shared = word.get(..usize::from(prefix)).ok_or_else(|| malformed(place))?;
            word = [shared, suffix].concat();
            self.words.push((word.as_str().into(), flags));
        }
        Ok(())
    }

    /// What `word` can be, whatever its case and marks.
    pub fn get(&self, word: &str) -> PersonWord {
        let key = name_key(word);
        let found = self.words.binary_search_by(|(known, _)| known.as_ref().cmp(&key));
        let flags = found.ok().and_then(|place| self.words.get(place)).map_or(0, |&(_, flags)| flags);
        let gender = match (flags & FEMALE != 0, flags & MALE != 0) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        };
        let has = |flag| flags & flag != 0;
        PersonWord { given: has(GIVEN), gender, surname: has(SURNAME), everyday: has(EVERYDAY) }
    }
}

/// The sections for `words`: a key and what it can be, sorted by key without doubles.
pub fn write(words: &[(String, PersonWord)]) -> Vec<(Tag, Vec<u8>)> {
    let (mut text, mut prefixes, mut flags) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = "";
    for (word, kind) in words {
        let shared = last.chars().zip(word.chars()).take_while(|(one, other)| one == other);
        let shared: usize = shared.map(|(char, _)| char.len_utf8()).sum();
        text.extend_from_slice(word.get(shared..).unwrap_or_default().as_bytes());
        text.push(b'\n');
        prefixes.push(shared as u8);
        let gender = match kind.gender {
            Some(Gender::Female) => FEMALE,
            Some(Gender::Male) => MALE,
            None => 0,
        };
        let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
        let kinds = flag(kind.given, GIVEN) | flag(kind.surname, SURNAME) | flag(kind.everyday, EVERYDAY);
        flags.push(kinds | gender);
        last = word;
    }
    vec![(TEXT, text), (PREFIXES, prefixes), (FLAGS, flags)]
}

#[cfg(test)]
mod tests {
    use super::super::{LEXICON, pack};
    use super::*;
    use proptest::prelude::*;

    fn load(sections: &[(Tag, Vec<u8>)]) -> Result<PersonWords, Error> {
        let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
        let mut words = PersonWords::default();
        words.load(&Pack::open(&pack::write(LEXICON, &sections), LEXICON)?)?;
        Ok(words)
    }

    fn sample() -> Vec<(Tag, Vec<u8>)> {
        let word = |word: &str, kind: PersonWord| (word.to_owned(), kind);
        let given = PersonWord { given: true, ..PersonWord::default() };
        write(&[
            word("grace", PersonWord { gender: Some(Gender::Female), everyday: true, surname: true, ..given }),
            word("graham", PersonWord { gender: Some(Gender::Male), ..given }),
            word("robin", given),
            word("smith", PersonWord { surname: true, ..PersonWord::default() }),
        ])
    }

    #[test]
    fn tells_names_from_words() {
        let words = load(&sample()).unwrap();
        assert_eq!(
            words.get("Graham"),
            PersonWord { given: true, gender: Some(Gender::Male), ..PersonWord::default() }
        );
        assert_eq!(words.get("GRACE").gender, Some(Gender::Female));
        assert!(words.get("Grace").everyday && words.get("Grace").surname);
        assert_eq!(words.get("Robin"), PersonWord { given: true, ..PersonWord::default() });
        assert!(words.get("Smith").surname && !words.get("Smith").given);
        assert_eq!(words.get("Table"), PersonWord::default());
        assert_eq!(load(&[]).unwrap().get("Graham"), PersonWord::default());
    }

    proptest! {
        #[test]
        fn any_change_never_panics(section in 0_usize..3, at: usize, value: u8) {
            let mut sections = sample();
            let bytes = &mut sections[section].1;
            let place = at % bytes.len();
            bytes[place] = value;
            if let Ok(words) = load(&sections) {
                words.get("Graham");
            }
        }
    }
}
