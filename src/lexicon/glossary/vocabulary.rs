//! The words of a glossary in the making: their spellings and plurals, and what they are in any form.
//! Imports: `list`, `token`, `glossary::{words, variants}`.

use super::variants::{plurals, spellings};
use super::words::{Code, WordHash, Words};
use crate::list::WordList;
use crate::token::folded;

/// After the head noun of a phrase: `vote | of no confidence`.
const AFTER_HEAD: WordList = WordList("of in for to on at against from with by");

/// Adjectives that follow their noun: `attorneys general`.
const ADJECTIVES: WordList = WordList("general martial elect designate");

/// Beginnings that news also writes closed: `cyber attack`, `cyberattack`.
const PREFIXES: WordList =
    WordList("anti bio co counter cyber eco geo inter micro mid mini multi non over post pre re semi sub super");

/// What a folded word is in any form. It is looked up once a word, not once a form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    pub(super) after_head: bool,
    pub(super) adjective: bool,
    pub(super) prefix: bool,
}

/// A way to write a word.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pub(super) word: String,
    pub(super) code: Code,
    /// Whether it is the one that a form had.
    pub(super) is_base: bool,
}

/// The words, by number: those that forms have.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Words,
    /// All ways to write them, in order of first use.
    pub(super) spellings: Vec<Spelling>,
    roles: Vec<Role>,
    /// Whether the plurals are in, and none of them is a word of its own.
    has_plurals: Vec<bool>,
}

impl Vocabulary {
    /// What the word of `code` is in any form.
    pub(super) fn role(&self, code: Code) -> Role {
        self.roles.get(code.number() as usize).copied().unwrap_or_default()
    }

    /// The code of `word`, where it is in.
    pub(super) fn get(&self, word: &str) -> Option<Code> {
        self.words.get(WordHash::EMPTY.with(word))
    }

    /// The code of `word`, which is taken in with its other spellings where it is new.
    pub(super) fn add(&mut self, word: &str) -> Code {
        if let Some(code) = self.get(word) {
            return code;
        }
        let folded = &folded(word);
        let code = Code::new(self.roles.len() as u32, false);
        let (after_head, adjective) = (AFTER_HEAD.has(folded), ADJECTIVES.has(folded));
        self.roles.push(Role { after_head, adjective, prefix: PREFIXES.has(folded) });
        self.insert(folded, code, true);
        spellings(folded, |spelling| self.insert(spelling, code, false));
        code
    }

    /// Takes in the plurals of `word`, whose code is `code`. A plural that is a word of its own already keeps its
    /// code; those codes are returned.
    pub(super) fn add_plurals(&mut self, word: &str, code: Code) -> Vec<Code> {
        let mut own = Vec::new();
        if self.has_plurals.get(code.number() as usize) == Some(&true) {
            return own;
        }
        let plural = Code::new(code.number(), true);
        let mut add = |words: &mut Self, spelling: &str| match words.get(spelling) {
            None => words.insert(spelling, plural, false),
            Some(known) if known != plural && !own.contains(&known) => own.push(known),
            Some(_) => {}
        };
        plurals(&folded(word), |one| {
            add(self, one);
            spellings(one, |spelling| add(self, spelling));
        });
        self.has_plurals.resize(self.roles.len(), false);
        if let Some(done) = self.has_plurals.get_mut(code.number() as usize) {
            *done = own.is_empty();
        }
        own
    }

    fn insert(&mut self, word: &str, code: Code, is_base: bool) {
        if self.words.insert(WordHash::EMPTY.with(word), code) {
            self.spellings.push(Spelling { word: word.to_owned(), code, is_base });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_share_a_code_and_plurals_a_number() {
        let mut words = Vocabulary::default();
        let programme = words.add("programme");
        assert!(words.add_plurals("programme", programme).is_empty());
        assert_eq!(words.get("Program"), Some(programme));
        let plural = words.get("PROGRAMS").unwrap();
        assert!(plural.is_plural() && plural.number() == programme.number());
        assert_eq!((words.get("programmer"), words.roles.len()), (None, 1));
    }

    #[test]
    fn a_plural_that_is_a_word_already_keeps_its_code() {
        let mut words = Vocabulary::default();
        let (sanctions, sanction) = (words.add("sanctions"), words.add("sanction"));
        assert_eq!(words.add_plurals("sanction", sanction), [sanctions]);
    }
}
