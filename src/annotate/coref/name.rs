//! A name in comparable words: without article, possessive, suffix and nickname, initials one by one.
//! Imports: `annotation`, `lexicon` (name keys), `token`.

use crate::annotation::Label;
use crate::lexicon::name_key;
use crate::list::WordList;
use crate::token::folded;

/// A mention's name as comparison sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words in key form; an initial is a word of one letter.
    pub(super) words: Vec<String>,
    /// `jr`, `sr`, `ii` … of a person.
    pub(super) suffix: Option<String>,
    /// What stands in quotation marks inside the name.
    pub(super) nickname: Option<String>,
    /// Whether it is one word that is mostly capitals: `WHO`, `U.S.`, `UNHCR`.
    pub(super) is_acronym: bool,
}

const SUFFIXES: WordList = WordList("jr sr ii iii iv v");
const ARTICLES: WordList = WordList("the a an");
const OPENERS: [char; 4] = ['“', '"', '‘', '\''];
const CLOSERS: [char; 4] = ['”', '"', '’', '\''];

impl Name {
    /// The name in `text`, which names a thing of kind `label`.
    pub(super) fn read(text: &str, label: Label) -> Self {
        let mut name = Self::default();
        let is_person = label == Label::Person;
        let mixed_case = text.chars().any(char::is_lowercase);
        let mut tokens = text.split_whitespace().peekable();
        let mut nickname: Option<String> = None;
        while let Some(token) = tokens.next() {
            if is_person && nickname.is_none() && !name.words.is_empty() && token.starts_with(OPENERS) {
                nickname = Some(String::new());
            }
            if let Some(inside) = &mut nickname
                && name.nickname.is_none()
            {
                inside.push(' ');
                inside.push_str(token);
                if token.trim_end_matches(',').ends_with(CLOSERS) {
                    name.nickname = Some(name_key(inside));
                }
                continue;
            }
            let last = tokens.peek().is_none();
            name.push(trim(token, last), is_person, mixed_case && !(last && name.words.is_empty()));
        }
        if name.words.len() > 1 && label != Label::Work && name.words.first().is_some_and(|w| ARTICLES.has(w)) {
            name.words.remove(0);
        }
        if is_person && name.words.len() > 2 && name.words.last().is_some_and(|word| SUFFIXES.has(word)) {
            name.suffix = name.words.pop();
        }
        if name.words.is_empty() {
            name.words.push(folded(text.trim()));
        }
        let capitals = text.chars().filter(|char| char.is_uppercase()).count();
        let others = text.chars().filter(|char| char.is_lowercase()).count();
        name.is_acronym = name.words.len() == 1 && capitals >= 2 && capitals > others;
        name
    }

    /// The words with their suffix: equal for equal names.
    pub(super) fn key(&self) -> String {
        let words = self.words.iter().map(String::as_str).chain(self.suffix.as_deref());
        words.collect::<Vec<_>>().join(" ")
    }

    /// First word; every name has one.
    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Last word.
    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether it has one word only.
    pub(super) fn is_single(&self) -> bool {
        self.words.len() == 1
    }

    /// Adds the words of `token`: `J.K.`, and `JK` before other words of a person's name in mixed case, are two initials.
    fn push(&mut self, token: &str, is_person: bool, mixed_case: bool) {
        let letters = || token.chars().filter(|char| char.is_alphabetic());
        let dotted = token.ends_with('.') && token.chars().filter(|&char| char == '.').count() == letters().count();
        let bare = mixed_case && self.words.is_empty() && letters().count() == 2 && letters().all(char::is_uppercase);
        if is_person && (dotted || bare) && !SUFFIXES.has(&name_key(token)) {
            self.words.extend(letters().map(|char| name_key(char.encode_utf8(&mut [0; 4]))));
        } else {
            let key = name_key(token.trim_matches([',', ';', ':']));
            if !key.is_empty() {
                self.words.push(key);
            }
        }
    }
}

/// `token` without a possessive ending, which only the last word of a name may have.
fn trim(token: &str, last: bool) -> &str {
    if last { without_possessive(token) } else { token }
}

/// `name` without a possessive ending; of what has no other letters, as it is.
pub(super) fn without_possessive(name: &str) -> &str {
    let rest = ["'s", "’s", "'S", "’S"].into_iter().find_map(|ending| name.strip_suffix(ending));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, label: Label, words: &[&str]) -> Name {
        let name = Name::read(text, label);
        assert_eq!(name.words, words, "{text}");
        name
    }

    #[test]
    fn initials_are_words() {
        check("J. K. Rowling", Label::Person, &["j", "k", "rowling"]);
        check("J.K. Rowling", Label::Person, &["j", "k", "rowling"]);
        check("JD Vance", Label::Person, &["j", "d", "vance"]);
        check("JO BIDEN", Label::Person, &["jo", "biden"]);
        check("BB", Label::Person, &["bb"]);
        check("U.S. Supreme Court", Label::Organization, &["us", "supreme", "court"]);
    }

    #[test]
    fn suffix_nickname_article_and_possessive_are_no_words() {
        let name = check("Robert F. Kennedy Jr.", Label::Person, &["robert", "f", "kennedy"]);
        assert_eq!(name.suffix.as_deref(), Some("jr"));
        let name = check("Dwayne “The Rock” Johnson", Label::Person, &["dwayne", "johnson"]);
        assert_eq!(name.nickname.as_deref(), Some("the rock"));
        check("the White House’s", Label::Organization, &["white", "house"]);
        check("The Road", Label::Work, &["the", "road"]);
        check("—", Label::Person, &["-"]);
    }

    #[test]
    fn acronyms_are_one_word_of_capitals() {
        for (text, is_acronym) in
            [("WHO", true), ("U.S.", true), ("UNHCR", true), ("DoJ", true), ("Nato", false), ("EU law", false)]
        {
            assert_eq!(Name::read(text, Label::Organization).is_acronym, is_acronym, "{text}");
        }
    }
}
