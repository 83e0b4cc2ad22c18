//! The words of the glossary: what a word of a text is to the matcher. Imports: `ids`, `token`.
//!
//! Words are known by the hash of their folded letters, so that a word of an article is looked up without an allocation.
//! Two words share a hash once in 2^64 pairs, which is not worth the bytes of comparing them.

use crate::ids::Ids;
use crate::token::fold_char;

/// A word: its number, and whether it stands in the plural. All spellings of a word have one code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub(super) u32);

impl Code {
    pub(super) fn new(number: u32, plural: bool) -> Self {
        Self(number << 1 | u32::from(plural))
    }

    /// The word, whether singular or plural.
    pub fn number(self) -> u32 {
        self.0 >> 1
    }

    /// A small number that no other code has.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether it is the plural that a rule made from a form.
    pub fn is_plural(self) -> bool {
        self.0 & 1 == 1
    }
}

/// FNV-1a (Fowler, Noll, Vo; 64 bits) of a folded word, fed piece by piece: `cease`, then `fire`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordHash(pub(super) u64);

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
}

/// Codes by the hashes of their words.
#[derive(Clone, Debug, Default)]
pub struct Words {
    ids: Ids,
    /// By the number that `ids` has for a word.
    codes: Vec<Code>,
}

impl Words {
    /// The code of the word with this hash, where the glossary has it.
    pub fn get(&self, WordHash(hash): WordHash) -> Option<Code> {
        self.codes.get(self.ids.find(hash)? as usize).copied()
    }

    /// Whether all codes are of the first `n_words` words: what counts by them takes memory by the largest.
    pub(super) fn are_within(&self, n_words: u32) -> bool {
        self.codes.iter().all(|code| code.number() < n_words)
    }

    /// Takes in a word; one that is there already keeps its code. Tells whether it was new.
    pub(super) fn insert(&mut self, WordHash(hash): WordHash, code: Code) -> bool {
        let is_new = self.ids.of(hash) as usize == self.codes.len();
        if is_new {
            self.codes.push(code);
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_join_and_ignore_case() {
        assert_eq!(WordHash::EMPTY.with("Cease").with("Fire"), WordHash::EMPTY.with("ceasefire"));
        assert_eq!(WordHash::EMPTY.with("ÉLYSÉE"), WordHash::EMPTY.with("élysée"));
    }

    #[test]
    fn the_first_code_of_a_word_stays() {
        let mut words = Words::default();
        let hash = WordHash::EMPTY.with("Tariff");
        assert!(words.insert(hash, Code::new(3, false)) && !words.insert(hash, Code::new(4, true)));
        assert_eq!((words.get(hash), words.get(WordHash::EMPTY)), (Some(Code::new(3, false)), None));
    }
}
