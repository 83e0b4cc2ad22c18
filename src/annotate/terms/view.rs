//! A document as the term rules see it: capitals, the names around a place, the sentence it stands in.
//! Imports: `document`, `annotation`, `token`, `text`.

use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::list::WordList;
use crate::text::Span;
use crate::token::{TokenKind, eq_folded, folds_to_one_of};
use std::cell::OnceCell;
use std::ops::Range;

/// A sentence longer than this many words to either side is not looked through to its end.
pub(super) const REACH: u32 = 60;

/// Words that begin a sentence with a capital and no name, folded.
const SENTENCE_OPENERS: WordList = WordList(
    "a about after all an and as at because before but by despite during for from how if in its many more most \
     new no of on our some since such that the their these this under what when with",
);

/// Roles that follow the name of an institution.
const ROLES: WordList = WordList(
    "Chair Chairman Chairwoman Chief Commissioner Deputy Director Governor Judge Justice Justices Leader Member \
     Members Minister Ministers President Resolution Resolutions Secretary Speaker Vice",
);

/// A document and its names.
pub(super) struct View<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) mentions: &'a [Mention],
    /// Whether the article names the European Union, where that has been asked.
    pub(super) is_european: &'a OnceCell<bool>,
}

impl<'a> View<'a> {
    /// Token `at` as written.
    pub(super) fn word(&self, at: u32) -> &'a str {
        self.document.word(at as usize)
    }

    /// What token `at` is made of.
    pub(super) fn kind(&self, at: u32) -> Option<TokenKind> {
        self.document.tokens().get(at as usize).map(|token| token.kind)
    }

    /// The tokens of the sentence around `at`.
    pub(super) fn sentence(&self, at: u32) -> Range<u32> {
        let sentence = self.document.sentence_at(at).and_then(|at| self.document.sentences().get(at));
        sentence.cloned().unwrap_or(at..at)
    }

    /// Whether token `at` is a word with a capital.
    pub(super) fn has_capital(&self, at: u32) -> bool {
        self.kind(at) == Some(TokenKind::Word) && self.word(at).contains(char::is_uppercase)
    }

    /// Whether the capitals of `tokens` say nothing, as in most headlines: the words around them have theirs too.
    pub(super) fn is_in_title_case(&self, tokens: &Range<u32>) -> bool {
        let sentence = self.sentence(tokens.start);
        let near = sentence.start.max(tokens.start.saturating_sub(REACH))..sentence.end.min(tokens.end + REACH);
        let around = near.filter(|at| !tokens.contains(at));
        let (mut small, mut large) = (0, 0);
        for at in around.filter(|at| self.kind(*at) == Some(TokenKind::Word) && self.word(*at).len() > 3) {
            *if self.has_capital(at) { &mut large } else { &mut small } += 1;
        }
        large > 3 * small
    }

    /// Whether one of `words` stands in `sentence`.
    pub(super) fn names(&self, sentence: &Range<u32>, words: &[&str]) -> bool {
        sentence.clone().take(2 * REACH as usize).any(|at| words.contains(&self.word(at)))
    }

    /// Whether the article names the European Union.
    pub(super) fn is_european(&self) -> bool {
        *self.is_european.get_or_init(|| {
            let tokens = 0..self.document.tokens().len() as u32;
            tokens.into_iter().any(|at| matches!(self.word(at), "EU" | "E.U." | "European" | "Brussels"))
        })
    }

    /// Whether a found name takes in `span` and more.
    pub(super) fn is_inside_mention(&self, span: Span) -> bool {
        let first = self.mentions.partition_point(|mention| mention.span.end() <= span.start());
        let around = self.mentions.iter().skip(first).take_while(|mention| mention.span.start() < span.end());
        let is_name = |label| !matches!(label, Label::Date | Label::Money);
        around.into_iter().any(|it| it.span.contains(span) && it.span.len() > span.len() && is_name(it.label))
    }

    /// Whether the capitalised word before `start` belongs to the same name: `National | Security Council`.
    pub(super) fn name_goes_on_left(&self, start: u32) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| self.has_capital(*before)) else { return false };
        !self.is_opener(before) && !is_origin(self.word(before)) && !self.is_place(before)
    }

    /// Whether the capitalised words after `last` belong to the same name: `Supreme Court | of Cassation`.
    pub(super) fn name_goes_on_right(&self, last: u32) -> bool {
        let next = self.word(last + 1);
        self.has_capital(last + 1) && !ROLES.has(next) || next == "of" && self.has_capital(last + 2)
    }

    /// Where the title-cased name that ends with token `last` begins: back over capitals, with `joints` between them.
    pub(super) fn name_back(&self, sentence: &Range<u32>, last: u32, joints: WordList) -> Option<u32> {
        let mut start = last;
        let mut at = last;
        while at > sentence.start {
            at -= 1;
            let compound = self.kind(at) == Some(TokenKind::Dash) && at + 1 == start;
            // Another name begins: `the Treaty of Zaragoza and | the Tirana Accord`.
            if self.word(at) == "and" && self.word(at + 1) == "the" {
                break;
            }
            if self.has_capital(at) {
                start = at;
            } else if !(joints.has(self.word(at)) && start <= at + 2 || compound) {
                break;
            }
        }
        while start < last && (self.is_opener(start) || is_origin(self.word(start)) || !self.has_capital(start)) {
            start += 1;
        }
        self.has_capital(start).then_some(start)
    }

    /// Past the title-cased name that begins at `first`, with `joints` between its words.
    pub(super) fn name_onward(&self, first: u32, joints: WordList) -> u32 {
        let mut end = first + 1;
        loop {
            if self.has_capital(end) {
                end += 1;
            } else if joints.has(self.word(end)) && self.has_capital(end + 1) {
                end += 2;
            } else if joints.has(self.word(end)) && self.word(end + 1) == "the" && self.has_capital(end + 2) {
                end += 3;
            } else {
                return end;
            }
        }
    }

    /// Whether token `at` has its capital from the start of the sentence alone, or is an article with one.
    fn is_opener(&self, at: u32) -> bool {
        let word = self.word(at);
        let opens = self.sentence(at).start == at || self.kind(at.saturating_sub(1)) == Some(TokenKind::DoubleMark);
        eq_folded(word, "the") || opens && folds_to_one_of(word, SENTENCE_OPENERS)
    }

    /// Whether token `at` belongs to the name of a country or people: `Puerto Rico Senate`.
    fn is_place(&self, at: u32) -> bool {
        let Some(token) = self.document.tokens().get(at as usize) else { return false };
        let mention = self.mentions.partition_point(|mention| mention.span.end() < token.span.end());
        let mention = self.mentions.get(mention).filter(|mention| mention.span.contains(token.span));
        mention.is_some_and(|mention| matches!(mention.label, Label::Place | Label::Group))
    }
}

/// Whether `word` says whose a thing is: `U.S. Supreme Court`, `German Bundestag`.
fn is_origin(word: &str) -> bool {
    const SHORT: WordList =
        WordList("US U.S. UK U.K. UN U.N. EU E.U. NATO French German Greek Dutch Swiss Czech Thai Afghan");
    const ENDINGS: WordList = WordList("ian ean can ish ese aqi ani aeli");
    SHORT.has(word) || ENDINGS.words().any(|ending| word.ends_with(ending))
}
