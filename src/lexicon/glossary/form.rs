//! One form: its words with their variants, and the capitals it asks for. Imports: `token`, `text`, `entry`, `variants`, `words`.

use super::entry::{Case, Inflect, SourceForm, TermKind};
use super::variants::verb_forms;
use super::words::Words;
use crate::list::WordList;
use crate::text::Span;
use crate::token::{Token, TokenKind, folded, tokenize};

/// Longer forms than this are left out.
const MAX_WORDS: usize = 15;

/// Words of a title that are written small.
const SMALL: WordList = WordList("a an and as at by for from in of on or the to v vs with");

/// A name of so many content words is nothing else in small letters either (`carbon border adjustment mechanism`).
const LONG_NAME: u32 = 4;

/// After the head noun of a phrase: `vote | of no confidence`.
const AFTER_HEAD: WordList = WordList("of in for to on at against from with by");

/// Adjectives that follow their noun: `attorneys general`.
const ADJECTIVES: WordList = WordList("general martial elect designate");

/// Beginnings that news also writes closed: `cyber attack`, `cyberattack`.
const PREFIXES: WordList =
    WordList("anti bio co counter cyber eco geo inter micro mid mini multi non over post pre re semi sub super");

/// A form of an entry, with the bits of its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// The entry it belongs to.
    pub entry: u32,
    /// Number of its words.
    pub n_words: u8,
    /// The capitals it asks for.
    pub capitals: Capitals,
    /// Bit n: word n must stand in the plural.
    plural: u16,
    /// Bit n: word n may stand in the plural.
    may_be_plural: u16,
    pub(super) start: u32,
    pub(super) conditions: (u32, u32),
}

impl Form {
    pub(super) fn new(entry: u32, conditions: (u32, u32)) -> Self {
        Self { entry, conditions, ..Self::default() }
    }

    /// Whether it may have these words in the plural (bit n: word n).
    pub fn takes(&self, plural: u16) -> bool {
        plural & !(self.may_be_plural | self.plural) == 0 && self.plural & !plural == 0
    }

    /// Whether the same words of a text can be this form and `other`, which has the same sequence.
    pub(super) fn is_met_with(&self, other: &Self) -> bool {
        self.capitals == other.capitals && (self.takes(other.plural) || other.takes(self.plural))
    }

    pub(super) fn sequence<'a>(&self, sequences: &'a [u32]) -> &'a [u32] {
        let start = self.start as usize;
        sequences.get(start..start + usize::from(self.n_words)).unwrap_or_default()
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
    fn new(case: Case, kind: TermKind, words: &[&str]) -> Self {
        let mut capital = 0_u16;
        let mut all = true;
        for (at, word) in words.iter().enumerate() {
            match Shape::of(word) {
                Shape::Lower => all = all && !is_content(word),
                _ => capital |= 1 << at,
            }
        }
        match case {
            Case::Exact => Self::Exact(words.iter().rev().fold(0, |bits, word| bits << 2 | Shape::of(word) as u32)),
            Case::Title => Self::Title,
            Case::Any if capital == 0 => Self::Any,
            Case::Any if !all => Self::Some(capital),
            Case::Any => match capital.count_ones() {
                1 => Self::Title,
                2.. if !is_named(kind) => Self::Any,
                LONG_NAME.. => Self::Any,
                _ => Self::Title,
            },
        }
    }

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

/// Whether the words of such a term, in small letters, would be others (`home office`, `new deal`). Of `attorney general`
/// and `electoral vote` news writes either.
fn is_named(kind: TermKind) -> bool {
    use TermKind::{Clause, Concept, Doctrine, Indicator, Office, Procedure};
    !matches!(kind, Clause | Concept | Doctrine | Indicator | Office | Procedure)
}

/// Whether a title gives `word` a capital.
fn is_content(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && !SMALL.has_any_case(word)
}

/// What a folded word is in any form. It is looked up once a word, not once a form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    after_head: bool,
    adjective: bool,
    prefix: bool,
}

impl Role {
    /// The role of `folded`.
    pub(super) fn of(folded: &str) -> Self {
        let (after_head, adjective) = (AFTER_HEAD.has(folded), ADJECTIVES.has(folded));
        Self { after_head, adjective, prefix: PREFIXES.has(folded) }
    }
}

/// The folded words of `text`, as the matcher counts them: hyphens and quotation marks are none.
pub(super) fn split(text: &str) -> Vec<String> {
    tokens(text).iter().map(|token| folded(token.span.of(text))).collect()
}

/// The tokens of a form that are words to the matcher.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
    tokens.retain(|token| is_word(token.kind));
    tokens
}

/// Whether a token counts as a word when forms are compared.
pub fn is_word(kind: TokenKind) -> bool {
    !matches!(kind, TokenKind::Dash | TokenKind::DoubleMark | TokenKind::SingleMark)
}

/// Compiles `source`, a form of a term of this `kind`, and its variants. Each goes to `each` with its word numbers as `form`
/// with all but `start` set.
pub(super) fn compile(
    source: &SourceForm<'_>,
    kind: TermKind,
    form: Form,
    words: &mut Words,
    mut each: impl FnMut(Form, &[u32]),
) {
    let text = source.text;
    let tokens = tokens(text);
    if tokens.is_empty() || tokens.len() > MAX_WORDS {
        return;
    }
    let written: Vec<_> = tokens.iter().map(|token| token.span.of(text)).collect();
    let base: Vec<_> = written.iter().map(|word| folded(word)).collect();
    let is_prefix: Vec<_> = base.iter().map(|word| words.add_role(word).prefix).collect();
    let mut add = |words: &mut Words, folded: &[String], written: &[&str]| {
        let form = Form { capitals: Capitals::new(source.case, kind, written), ..form };
        add(form, folded, source.inflect, words, &mut each);
    };
    add(words, &base, &written);
    if let (Inflect::Verb, [verb, rest @ ..]) = (source.inflect, base.as_slice()) {
        verb_forms(verb, |other| {
            let varied: Vec<_> = std::iter::once(other.to_owned()).chain(rest.iter().cloned()).collect();
            add(words, &varied, &written);
        });
    }
    for at in 0..base.len().saturating_sub(1) {
        let (Some(left), Some(right)) = (tokens.get(at), tokens.get(at + 1)) else { continue };
        let hyphen =
            left.span.end() + 1 == right.span.start() && text.as_bytes().get(left.span.end() as usize) == Some(&b'-');
        let prefix = is_prefix.get(at) == Some(&true);
        let letters = |token: &&Token| token.span.of(text).chars().all(char::is_alphabetic);
        if (hyphen || prefix) && [left, right].iter().all(letters) {
            let closed = Span::new(left.span.start(), right.span.end());
            let closed: String = closed.of(text).chars().filter(|char| char.is_alphabetic()).collect();
            let (mut folded_words, mut written) = (base.clone(), written.clone());
            folded_words.splice(at..at + 2, [folded(&closed)]);
            written.splice(at..at + 2, [closed.as_str()]);
            add(words, &folded_words, &written);
        }
    }
}

/// One sequence of words, with the plurals that `inflect` allows.
fn add(form: Form, folded: &[String], inflect: Inflect, words: &mut Words, each: &mut impl FnMut(Form, &[u32])) {
    let codes: Vec<_> = folded.iter().map(|word| words.add(word)).collect();
    let numbers: Vec<_> = codes.iter().map(|code| code.number()).collect();
    let plural = codes.iter().rev().fold(0, |bits, code| bits << 1 | u16::from(code.is_plural()));
    let form = Form { n_words: codes.len() as u8, plural, ..form };
    let after_head = codes.iter().skip(1).position(|code| words.role(*code).after_head);
    let last = folded.len().saturating_sub(1);
    let after_noun = codes.last().is_some_and(|code| words.role(*code).adjective);
    let head = after_head.unwrap_or(if after_noun { last.saturating_sub(1) } else { last });
    let (Inflect::Noun, Some(noun), Some(&code)) = (inflect, folded.get(head), codes.get(head)) else {
        return each(form, &numbers);
    };
    each(Form { may_be_plural: 1 << head, ..form }, &numbers);
    for own in words.add_plurals(noun, code) {
        let mut numbers = numbers.clone();
        if let Some(number) = numbers.get_mut(head) {
            *number = own.number();
        }
        each(Form { plural: plural & !(1 << head) | u16::from(own.is_plural()) << head, ..form }, &numbers);
    }
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

    #[test]
    fn names_keep_their_capitals() {
        let kind = TermKind::Law;
        let check = |case, form: &str, text: &str| {
            let words: Vec<_> = form.split(' ').collect();
            Capitals::new(case, kind, &words).fit(0, text.split(' '))
        };
        assert!(check(Case::Any, "price cap", "Price Cap") && check(Case::Any, "price cap", "price cap"));
        assert!(
            check(Case::Any, "War Powers Act", "War Powers Act")
                && !check(Case::Any, "War Powers Act", "war powers act")
        );
        assert!(
            check(Case::Any, "rules of origin", "rules of origin")
                && check(Case::Any, "Law of the Sea", "Law of the Sea")
        );
        assert!(
            check(Case::Any, "One China policy", "one China policy")
                && !check(Case::Any, "One China policy", "one china policy")
        );
        assert!(check(Case::Exact, "SNAP", "SNAP") && !check(Case::Exact, "SNAP", "Snap"));
        assert!(
            check(Case::Title, "green new deal", "Green New Deal")
                && !check(Case::Title, "green new deal", "green new deal")
        );
        assert!(
            Capitals::new(Case::Any, TermKind::Office, &["Attorney", "General"])
                .fit(0, ["attorney", "general"].into_iter())
        );
        assert!(!Capitals::new(Case::Any, TermKind::Office, &["Speaker"]).fit(0, ["speaker"].into_iter()));
        assert!(Capitals::new(Case::Exact, TermKind::Weapon, &["ICBM"]).fit(1, ["ICBMs"].into_iter()));
    }
}
