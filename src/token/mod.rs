//! Tokens, sentences and the folding used to compare words. Imports: `text`.

mod fold;
mod sentence;
mod tokenizer;

pub use fold::{eq_folded, fold_char, fold_into, folded, folds_to_one_of};
pub use sentence::{Sentence, is_abbreviation, split_sentences};
pub use tokenizer::tokenize;

use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits, inner apostrophes and full stops: `Taiwan`, `O’Brien`, `U.S.`, `H1N1`, `AT&T`.
    Word,
    /// The split-off tail of a contraction or possessive: `’s`, `n’t`, `’ll`.
    Clitic,
    /// Starts with a digit: `1,200`, `3.5`, `19th`, `2010s`.
    Number,
    /// A web address, e-mail address, `@handle` or `#tag`, which is never part of a name or quotation mark.
    Address,
    /// A double quotation mark of any shape, including `''`, ` `` `, `«` and `»`.
    DoubleMark,
    /// A single quotation mark or apostrophe that is not inside a word.
    SingleMark,
    /// A hyphen or dash.
    Dash,
    /// A bracket of any shape.
    Bracket,
    /// A full stop, exclamation or question mark, or ellipsis.
    Terminal,
    /// Any other mark or symbol.
    Symbol,
}

/// A token: its place in the text and its kind. Tokens do not overlap; white space lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// Whether nothing lies between this token and `next`.
    pub fn touches(self, next: Self) -> bool {
        self.span.end() == next.span.start()
    }
}
