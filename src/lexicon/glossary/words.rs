//! The words of the glossary: what a word of a text is to the matcher. Imports: `token`, `variants`, `form`.
//!
//! A table from the hash of a folded word to a [`Code`], open addressing, no text kept: a word of an article is looked up
//! without an allocation. Two words share a hash once in 2^64 pairs, which is not worth their bytes.

use super::form::Role;
use super::variants::{plurals, spellings};
use crate::token::fold_char;

/// A word: its number, and whether it stands in the plural. All spellings of a word have one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u32);

impl Code {
    fn new(number: u32, plural: bool) -> Self {
        Self(number << 1 | u32::from(plural))
    }

    /// The word, whether singular or plural.
    pub fn number(self) -> u32 {
        self.0 >> 1
    }

    /// Whether it is the plural that a rule made from a form.
    pub fn is_plural(self) -> bool {
        self.0 & 1 == 1
    }
}

/// FNV-1a (Fowler, Noll, Vo; 64 bits) of a folded word, fed piece by piece: `cease`, then `fire`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordHash(u64);

impl WordHash {
    /// Of no letters.
    pub const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// With `text` folded and appended.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        let mut hash = self.0;
        let mut feed = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        if text.is_ascii() {
            text.bytes().for_each(|byte| feed(byte.to_ascii_lowercase()));
        } else {
            let mut utf8 = [0; 4];
            for char in text.chars().filter_map(fold_char) {
                char.encode_utf8(&mut utf8).bytes().for_each(&mut feed);
            }
        }
        Self(hash)
    }

    /// The higher and the lower half of its bits, to sort by.
    pub fn halves(self) -> [u32; 2] {
        [(self.0 >> 32) as u32, self.0 as u32]
    }
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// A power of two of them, at most two thirds full.
    slots: Vec<Option<(u64, Code)>>,
    n_used: usize,
    n_numbers: u32,
    /// By number.
    roles: Vec<Role>,
    /// By number: whether its plurals are in, and none of them is a word of its own.
    has_plurals: Vec<bool>,
}

impl Words {
    /// The number of different words; [`Code::number`] is below it.
    pub fn len(&self) -> u32 {
        self.n_numbers
    }

    /// What `folded`, which is taken in where it is new, is in any form.
    pub(super) fn add_role(&mut self, folded: &str) -> Role {
        let code = self.add(folded);
        self.role(code)
    }

    /// What the word of `code` is in any form.
    pub(super) fn role(&self, code: Code) -> Role {
        self.roles.get(code.number() as usize).copied().unwrap_or_default()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.n_numbers == 0
    }

    /// The code of the word with this hash, where the glossary has it.
    pub fn get(&self, WordHash(hash): WordHash) -> Option<Code> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        while let Some((other, code)) = self.slots.get(at).copied().flatten() {
            if other == hash {
                return Some(code);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The code of `folded`, which is taken in with its other spellings where it is new.
    pub fn add(&mut self, folded: &str) -> Code {
        let hash = WordHash::EMPTY.with(folded);
        if let Some(code) = self.get(hash) {
            return code;
        }
        let code = Code::new(self.n_numbers, false);
        self.n_numbers += 1;
        self.roles.push(Role::of(folded));
        self.insert(hash, code);
        spellings(folded, |spelling| self.insert(WordHash::EMPTY.with(spelling), code));
        code
    }

    /// Takes in the plurals of `folded`, whose code is `code`. A plural that is a word of its own already keeps its
    /// code; those codes are returned.
    pub fn add_plurals(&mut self, folded: &str, code: Code) -> Vec<Code> {
        let mut own = Vec::new();
        if self.has_plurals.get(code.number() as usize) == Some(&true) {
            return own;
        }
        let plural = Code::new(code.number(), true);
        let mut add = |words: &mut Self, spelling: &str| {
            let hash = WordHash::EMPTY.with(spelling);
            match words.get(hash) {
                None => words.insert(hash, plural),
                Some(known) if known != plural && !own.contains(&known) => own.push(known),
                Some(_) => {}
            }
        };
        plurals(folded, |one| {
            add(self, one);
            spellings(one, |spelling| add(self, spelling));
        });
        self.has_plurals.resize(self.n_numbers as usize, false);
        if let Some(done) = self.has_plurals.get_mut(code.number() as usize) {
            *done = own.is_empty();
        }
        own
    }

    fn insert(&mut self, hash: WordHash, code: Code) {
        if self.get(hash).is_some() {
            return;
        }
        if (self.n_used + 1) * 3 > self.slots.len() * 2 {
            let larger = vec![None; (self.slots.len() * 2).max(1024)];
            for (hash, code) in std::mem::replace(&mut self.slots, larger).into_iter().flatten() {
                self.put(hash, code);
            }
        }
        self.put(hash.0, code);
        self.n_used += 1;
    }

    fn put(&mut self, hash: u64, code: Code) {
        let mask = self.slots.len().saturating_sub(1);
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(Option::is_some) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = Some((hash, code));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(words: &Words, word: &str) -> Option<Code> {
        words.get(WordHash::EMPTY.with(word))
    }

    #[test]
    fn spellings_share_a_code_and_plurals_a_number() {
        let mut words = Words::default();
        let programme = words.add("programme");
        assert!(words.add_plurals("programme", programme).is_empty());
        assert_eq!(code(&words, "Program"), Some(programme));
        let plural = code(&words, "PROGRAMS").unwrap();
        assert!(plural.is_plural() && plural.number() == programme.number());
        assert_eq!((code(&words, "programmer"), words.len()), (None, 1));
    }

    #[test]
    fn a_plural_that_is_a_word_already_keeps_its_code() {
        let mut words = Words::default();
        let (sanctions, sanction) = (words.add("sanctions"), words.add("sanction"));
        assert_eq!(words.add_plurals("sanction", sanction), [sanctions]);
    }

    #[test]
    fn hashes_join_and_tables_grow() {
        assert_eq!(WordHash::EMPTY.with("Cease").with("Fire").0, WordHash::EMPTY.with("ceasefire").0);
        let mut words = Words::default();
        let codes: Vec<_> = (0..5000).map(|n| words.add(&format!("word{n}"))).collect();
        assert!((0..5000).all(|n| code(&words, &format!("word{n}")) == codes.get(n).copied()));
    }
}
