//! Forms in the text: the longest at each place. Imports: `document`, `token`, `text`, `lexicon::glossary`.

use crate::document::Document;
use crate::lexicon::glossary::{Code, Form, Layer, State, WordHash, is_word};
use crate::text::Span;
use crate::token::{Sentence, Token, TokenKind};
use std::ops::Range;

/// What each token of a document is to a layer of the glossary.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<Word>,
    /// For each code the first token that has it, plus one; 0 where none has.
    firsts: Vec<u32>,
    /// Tokens that begin a hyphenated word which the glossary writes closed (`cease-fire`), in order.
    closed: Vec<(u32, Code)>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A word of the glossary.
    Known(Code),
    /// A hyphen inside a compound or a quotation mark: may stand between the words of a form.
    Joint,
    /// Anything else.
    Other,
}

impl Words {
    /// Looks up `n_tokens` more of `document`; false where none is left.
    pub(super) fn read_on(&mut self, document: &Document<'_>, layer: &Layer, n_tokens: usize) -> bool {
        let (text, tokens) = (document.text(), document.tokens());
        let known = |hash| layer.words().get(hash);
        let done = self.all.len();
        self.all.reserve(tokens.len() - done);
        for (at, token) in tokens.iter().enumerate().skip(done).take(n_tokens) {
            self.all.push(match token.kind {
                TokenKind::DoubleMark | TokenKind::SingleMark => Word::Joint,
                TokenKind::Dash => match compound(tokens, at) {
                    Some((left, right)) => {
                        let hash = WordHash::EMPTY.with(left.span.of(text)).with(right.span.of(text));
                        self.closed.extend(known(hash).map(|code| (at as u32 - 1, code)));
                        Word::Joint
                    }
                    None => Word::Other,
                },
                _ => known(WordHash::EMPTY.with(token.span.of(text))).map_or(Word::Other, Word::Known),
            });
            if let Some(&Word::Known(code)) = self.all.last() {
                let code = code.index();
                self.firsts.resize(self.firsts.len().max(code + 1), 0);
                self.firsts
                    .iter_mut()
                    .skip(code)
                    .take(1)
                    .filter(|at| **at == 0)
                    .for_each(|first| *first = at as u32 + 1);
            }
        }
        done < tokens.len()
    }

    /// The first token that has `code`.
    pub(super) fn first(&self, code: Code) -> Option<u32> {
        self.firsts.get(code.index())?.checked_sub(1)
    }

    /// What token `at` is.
    pub(super) fn at(&self, at: u32) -> Word {
        self.all.get(at as usize).copied().unwrap_or(Word::Other)
    }

    /// The code of token `at`.
    pub(super) fn code(&self, at: u32) -> Option<Code> {
        match self.at(at) {
            Word::Known(code) => Some(code),
            _ => None,
        }
    }

    fn closed_at(&self, at: u32) -> Option<Code> {
        let found = self.closed.binary_search_by_key(&at, |(start, _)| *start).ok()?;
        self.closed.get(found).map(|(_, code)| *code)
    }
}

/// The words that the dash at `at` joins without space.
fn compound(tokens: &[Token], at: usize) -> Option<(Token, Token)> {
    let (left, dash, right) = (*tokens.get(at.checked_sub(1)?)?, *tokens.get(at)?, *tokens.get(at + 1)?);
    let joined = left.touches(dash) && dash.touches(right) && is_word(left.kind) && is_word(right.kind);
    joined.then_some((left, right))
}

/// A form in the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// From the first word to the last, with marks around some of the words.
    pub(super) tokens: Range<u32>,
    /// The words alone.
    pub(super) words: Vec<u32>,
    /// Bit n: word n is a plural.
    pub(super) plural: u16,
    /// The number of the layer.
    pub(super) layer: usize,
    /// Which form.
    pub(super) form: Form,
}

impl Found {
    /// Its place in the text.
    pub(super) fn span(&self, document: &Document<'_>) -> Span {
        document.span_of(&self.tokens)
    }
}

/// Hands the forms of `layers` in `sentence` to `takes`, in order: at each place the longest first, of those in the last
/// layer, until one is taken. None overlaps one that was taken.
pub(super) fn find(
    document: &Document<'_>,
    layers: &[(&Layer, &Words)],
    sentence: &Sentence,
    takes: &mut dyn FnMut(&Found) -> bool,
) {
    let mut at = sentence.start;
    let mut found = Vec::new();
    while at < sentence.end {
        for (number, (layer, words)) in layers.iter().enumerate().rev() {
            let mut walk = Walk { layer, number, words, end: sentence.end, path: Vec::new(), found: &mut found };
            walk.go(State::default(), at);
        }
        if found.len() > 1 {
            crate::sort::by_key(&mut found, |found| [u32::MAX - found.tokens.end, 0, 0]);
        }
        let mut longest = found.drain(..).map(|found| with_marks(document, sentence, found));
        at = longest.find(|found| takes(found)).map_or(at + 1, |found| found.tokens.end.max(at + 1));
    }
}

struct Walk<'a> {
    layer: &'a Layer,
    number: usize,
    words: &'a Words,
    end: u32,
    /// Tokens of the words so far, with their plurals.
    path: Vec<(u32, bool)>,
    found: &'a mut Vec<Found>,
}

impl Walk<'_> {
    /// Takes token `at` as the next word, or the hyphenated word that begins there.
    fn go(&mut self, state: State, at: u32) {
        if let Some(code) = self.words.code(at) {
            self.arrive(state, at, code, at + 1);
        }
        if let Some(code) = self.words.closed_at(at)
            && at + 2 < self.end
        {
            self.arrive(state, at, code, at + 3);
        }
    }

    fn arrive(&mut self, from: State, at: u32, code: Code, after: u32) {
        let Some(state) = self.layer.step(from, code) else { return };
        self.path.push((at, code.is_plural()));
        let plural = self.path.iter().rev().fold(0, |bits, (_, plural)| bits << 1 | u16::from(*plural));
        let start = self.path.first().map_or(at, |(start, _)| *start);
        for form in self.layer.ends(state).filter(|form| form.takes(plural)) {
            let words = self.path.iter().map(|(at, _)| *at).collect();
            self.found.push(Found { tokens: start..after, words, plural, layer: self.number, form: *form });
        }
        let next = if self.words.at(after) == Word::Joint { after + 1 } else { after };
        if next < self.end {
            self.go(state, next);
        }
        self.path.pop();
    }
}

/// Takes in the quotation mark of the sentence whose partner stands inside: `“One China” policy`.
fn with_marks(document: &Document<'_>, sentence: &Sentence, mut found: Found) -> Found {
    let tokens = document.tokens();
    let is_mark = |at: u32| {
        let token = tokens.get(at as usize).filter(|_| sentence.contains(&at));
        token.is_some_and(|token| matches!(token.kind, TokenKind::DoubleMark | TokenKind::SingleMark))
    };
    let inside: Vec<_> = found.tokens.clone().filter(|at| is_mark(*at)).collect();
    if let [_] = inside.as_slice() {
        let before = found.tokens.start.checked_sub(1).filter(|at| is_mark(*at));
        match before {
            Some(before) => found.tokens.start = before,
            None if is_mark(found.tokens.end) => found.tokens.end += 1,
            None => {}
        }
    }
    found
}
