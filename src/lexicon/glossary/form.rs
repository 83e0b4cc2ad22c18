//! One form: what it asks of the words of a text, their plurals and capitals. Imports: `list`, `token`.

use crate::list::WordList;
use crate::token::TokenKind;

/// Words of a title that are written small.
const SMALL: WordList = WordList("a an and as at by for from in of on or the to v vs with");

/// A form of an entry, with the bits of its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The entry it belongs to.
    pub entry: u32,
    /// The capitals it asks for.
    pub capitals: Capitals,
    /// Bit n: word n must stand in the plural.
    pub(super) plural: u16,
    /// Bit n: word n may stand in the plural.
    pub(super) may_be_plural: u16,
    /// Its own conditions.
    pub(super) conditions: (u32, u32),
}

impl Form {
    /// Whether it may have these words in the plural (bit n: word n).
    pub fn takes(&self, plural: u16) -> bool {
        plural & !(self.may_be_plural | self.plural) == 0 && self.plural & !plural == 0
    }

    /// Whether the same words of a text can be this form and `other`, which has the same sequence.
    pub(super) fn is_met_with(&self, other: &Self) -> bool {
        self.capitals == other.capitals && (self.takes(other.plural) || other.takes(self.plural))
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No capital.
    Lower,
    /// A capital at the start.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// Capitals inside.
    Mixed,
}

impl Shape {
    /// The shape of `word`.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|char| char.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let (mut upper, mut lower) = (0, 0);
        letters.for_each(|char| *if char.is_uppercase() { &mut upper } else { &mut lower } += 1);
        match (first, upper, lower) {
            (false, 0, _) => Self::Lower,
            (true, 0, _) => Self::Capital,
            (true, _, 0) => Self::Upper,
            _ => Self::Mixed,
        }
    }
}

/// The capitals that a form asks of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capitals {
    /// None.
    #[default]
    Any,
    /// Each content word has one: the form is a name.
    Title,
    /// One of the words has one, at the places of these bits: the form holds a name.
    Some(u16),
    /// Each word is written so: two bits a word.
    Exact(u32),
}

impl Capitals {
    /// Whether the words of a text, in order, have these capitals. `plural` has a bit for each word that stands in the
    /// plural (`ICBMs`).
    pub fn fit<'a>(self, plural: u16, mut words: impl Iterator<Item = &'a str>) -> bool {
        let has_capital = |word: &str| Shape::of(word) != Shape::Lower;
        match self {
            Self::Any => true,
            Self::Title => words.all(|word| !is_content(word) || has_capital(word)),
            Self::Some(places) => words.enumerate().any(|(at, word)| places >> at & 1 == 1 && has_capital(word)),
            Self::Exact(shapes) => words.enumerate().all(|(at, word)| {
                let wanted = shapes >> (2 * at) & 3;
                let singular = word.strip_suffix('s').filter(|_| plural >> at & 1 == 1);
                Shape::of(word) as u32 == wanted || singular.is_some_and(|word| Shape::of(word) as u32 == wanted)
            }),
        }
    }
}

impl Capitals {
    /// As numbers, for the data files.
    pub(super) fn to_numbers(self) -> (u8, u32) {
        match self {
            Self::Any => (0, 0),
            Self::Title => (1, 0),
            Self::Some(places) => (2, u32::from(places)),
            Self::Exact(shapes) => (3, shapes),
        }
    }

    /// What [`Capitals::to_numbers`] made these numbers from.
    pub(super) fn from_numbers(kind: u8, bits: u32) -> Self {
        match kind {
            0 => Self::Any,
            1 => Self::Title,
            2 => Self::Some(bits as u16),
            _ => Self::Exact(bits),
        }
    }
}

/// Whether a title gives `word` a capital.
pub(super) fn is_content(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && !SMALL.has_any_case(word)
}

/// Whether a token counts as a word when forms are compared.
pub fn is_word(kind: TokenKind) -> bool {
    !matches!(kind, TokenKind::Dash | TokenKind::DoubleMark | TokenKind::SingleMark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_words() {
        for (word, shape) in [
            ("policy", Shape::Lower),
            ("Policy", Shape::Capital),
            ("A", Shape::Capital),
            ("NATO", Shape::Upper),
            ("U.S.", Shape::Upper),
            ("ICBMs", Shape::Mixed),
            ("230", Shape::Lower),
        ] {
            assert_eq!(Shape::of(word), shape, "{word}");
        }
    }
}
