//! The article as attribution reads it: words with their classes, quotations opaque. Imports: `text`, `token`,
//! `document`, `annotation`, `list`.
//!
//! Compared with the document's tokens, hyphenated words are one word and a possessive belongs to its word.

use crate::annotate::quotes::Stretch;
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::lexicon::speech::{Classes, Entry, SpeechWords, Verb};
use crate::list::WordList;
use crate::text::{BlockKind, Span};
use crate::token::{Token, TokenKind};
use std::ops::Range;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Word,
    Number,
    Comma,
    Semicolon,
    Colon,
    /// `.`, `?`, `!`, `…`.
    Stop,
    Dash,
    Open,
    Close,
    Mark,
    Other,
}

/// A word or mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// With a possessive ending.
    pub(super) span: Span,
    /// Without it.
    pub(super) bare: Span,
    pub(super) shape: Shape,
    pub(super) entry: Entry,
    /// The stretch that holds it.
    pub(super) stretch: Option<u32>,
    /// The mention of a name that holds it, and what that names.
    pub(super) mention: Option<(u32, Label)>,
    pub(super) capital: bool,
    pub(super) possessive: bool,
}

/// What lies past the ends.
const NOTHING: Word = Word {
    span: Span::new(0, 0),
    bare: Span::new(0, 0),
    shape: Shape::Other,
    entry: Entry { classes: Classes::EMPTY, verb: None },
    stretch: None,
    mention: None,
    capital: false,
    possessive: false,
};

impl Word {
    /// Whether it is the author's, not quoted.
    pub(super) fn outside(&self) -> bool {
        self.stretch.is_none()
    }

    pub(super) fn is(&self, classes: Classes) -> bool {
        self.entry.classes.any(classes)
    }

    pub(super) fn verb(&self) -> Option<Verb> {
        self.entry.verb
    }

    /// Whether it holds letters or digits.
    #[inline(never)]
    pub(super) fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Word | Shape::Number)
    }

    /// Whether it can be part of a name.
    #[inline(never)]
    pub(super) fn is_name_like(&self) -> bool {
        self.capital && self.shape == Shape::Word && !self.is(Classes::CALENDAR)
    }
}

/// The words of one block and its stretches, as index ranges.
#[derive(Clone, Debug)]
pub(super) struct BlockWords {
    pub(super) words: Range<usize>,
    pub(super) stretches: Range<usize>,
    pub(super) kind: BlockKind,
}

/// All words of an article, or those of the blocks that are read.
#[derive(Debug, Default)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) blocks: Vec<BlockWords>,
    /// The mention that the next word may belong to.
    mention: usize,
}

impl<'a> View<'a> {
    /// The same words of `text`: a view that outlives a step has none.
    pub(super) fn of(self, text: &str) -> View<'_> {
        View { text, words: self.words, blocks: self.blocks, mention: self.mention }
    }

    /// The blocks from block `first` on that have about `n_words`.
    pub(super) fn some_blocks(&self, first: usize, n_words: usize) -> Range<usize> {
        let left = self.blocks.get(first..).unwrap_or(&[]);
        let start = left.first().map_or(0, |block| block.words.start);
        first..first + left.iter().take_while(|block| block.words.start - start < n_words).count()
    }

    /// Reads about `n_words` on in `document` with its `mentions` and `stretches`, both in order.
    pub(super) fn read_on(
        &mut self,
        document: &Document<'_>,
        mentions: &[Mention],
        stretches: &[Stretch],
        words: &SpeechWords,
        n_words: usize,
    ) {
        let (n_blocks, done) = (self.blocks.len(), self.words.len());
        self.words.reserve(document.tokens().len().saturating_sub(done));
        let mut buffer = String::new();
        let mut stretch = self.blocks.last().map_or(0, |last| last.stretches.end);
        for (index, (block, tokens, _)) in document.blocks().enumerate().skip(n_blocks) {
            let (first_word, first_stretch) = (self.words.len(), stretch);
            if first_word - done >= n_words {
                break;
            }
            for token in document.slice(&tokens) {
                self.push(token, first_word);
            }
            for at in first_word..self.words.len() {
                let Some(word) = self.words.get(at).copied() else { break };
                let place = word.span;
                while mentions.get(self.mention).is_some_and(|mention| mention.span.end() <= place.start()) {
                    self.mention += 1;
                }
                while stretches
                    .get(stretch)
                    .is_some_and(|s| s.block as usize == index && s.outer.end() <= place.start())
                {
                    stretch += 1;
                }
                let entry = lookup(word, self.text, words, &mut buffer);
                if let Some(word) = self.words.get_mut(at) {
                    word.entry = entry;
                    word.capital = is_capital(word.bare.of(self.text));
                    let name = |m: &&Mention| m.span.overlaps(place) && !matches!(m.label, Label::Date | Label::Money);
                    word.mention = mentions.get(self.mention).filter(name).map(|m| (self.mention as u32, m.label));
                    let holds = |s: &&Stretch| s.block as usize == index && s.outer.overlaps(place);
                    word.stretch = stretches.get(stretch).filter(holds).map(|_| stretch as u32);
                }
            }
            while stretches.get(stretch).is_some_and(|s| s.block as usize == index) {
                stretch += 1;
            }
            let (words, stretches) = (first_word..self.words.len(), first_stretch..stretch);
            self.blocks.push(BlockWords { words, stretches, kind: block.kind });
        }
    }

    /// Appends a token, or joins it to the word before: a possessive ending, the rest of a hyphenated word.
    fn push(&mut self, token: &Token, first_word: usize) {
        let text = self.text;
        let n = self.words.len();
        let [before_last, last] = match self.words.get_mut(first_word..) {
            Some([.., before_last, last]) => [Some(before_last), Some(last)],
            Some([last]) => [None, Some(last)],
            _ => [None, None],
        };
        let touches = |word: &Word| word.span.end() == token.span.start();
        if let Some(last) = last {
            let own = last.bare.of(text);
            let possessive = match token.kind {
                TokenKind::Clitic => token.span.of(text).ends_with(['s', 'S']) && !is_contraction_host(own),
                TokenKind::SingleMark => own.ends_with('s') && last.shape == Shape::Word,
                _ => false,
            };
            if possessive && touches(last) && last.is_word() {
                last.possessive = true;
                if token.kind == TokenKind::Clitic {
                    last.span = last.span.cover(token.span);
                    return;
                }
            }
            let compound = matches!(token.kind, TokenKind::Word | TokenKind::Number)
                && last.shape == Shape::Dash
                && touches(last)
                && matches!(own, "-" | "\u{2010}" | "\u{2011}");
            if let Some(head) =
                before_last.filter(|head| compound && head.is_word() && head.span.end() == last.span.start())
                && !head.possessive
            {
                head.span = head.span.cover(token.span);
                head.bare = head.span;
                self.words.truncate(n - 1);
                return;
            }
        }
        let shape = shape(token, text);
        self.words.push(Word { span: token.span, bare: token.span, shape, ..NOTHING });
    }

    /// The word at `at`, or a word without properties past the ends.
    #[inline(never)]
    pub(super) fn at(&self, at: usize) -> &Word {
        self.words.get(at).unwrap_or(&NOTHING)
    }

    /// Whether the word at `at` is the author's, not quoted.
    #[inline(never)]
    pub(super) fn outside(&self, at: usize) -> bool {
        self.at(at).outside()
    }

    /// Whether the word at `at` is of one of `classes`.
    #[inline(never)]
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.at(at).is(classes)
    }

    /// Whether the word at `at` holds letters or digits.
    #[inline(never)]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.at(at).is_word()
    }

    /// Whether the word at `at` has the shape `shape`.
    #[inline(never)]
    pub(super) fn has(&self, at: usize, shape: Shape) -> bool {
        self.at(at).shape == shape
    }

    /// The text of the word at `at`, without a possessive ending.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.at(at).bare.of(self.text)
    }

    /// Whether the word at `at` is one of `words`, whatever its case.
    #[inline(never)]
    pub(super) fn is_any(&self, at: usize, words: &'static str) -> bool {
        WordList(words).has_any_case(self.word(at))
    }

    /// The words `first..end` as a span of text, without a final possessive ending.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        self.at(first).span.cover(self.at(end.saturating_sub(1).max(first)).bare)
    }
}

/// Whether a word has the capital of a name: at its start, or after a short particle (`el-Sisi`).
fn is_capital(word: &str) -> bool {
    let particle =
        || word.split_once('-').is_some_and(|(head, tail)| head.len() <= 3 && tail.starts_with(char::is_uppercase));
    word.starts_with(char::is_uppercase) || particle()
}

/// A number of words or sentences, to reckon with.
pub(super) fn count(n: usize) -> f32 {
    u16::try_from(n).map_or(f32::from(u16::MAX), f32::from)
}

/// Pronouns and the like, after which `’s` is a verb.
fn is_contraction_host(word: &str) -> bool {
    WordList("he she it that there here what who where how let this").has_any_case(word)
}

fn lookup(word: Word, text: &str, words: &SpeechWords, buffer: &mut String) -> Entry {
    if !word.is_word() {
        return Entry::default();
    }
    let bare = word.bare.of(text);
    let mut entry = words.look_up(bare, buffer);
    // `co-author`, `ex-minister`: what the last part is.
    if entry == Entry::default()
        && let Some((_, tail)) = bare.rsplit_once(['-', '\u{2010}', '\u{2011}'])
    {
        let tail = words.look_up(tail, buffer);
        if tail.classes.any(Classes::ROLE) {
            entry.classes = tail.classes;
        }
    }
    entry
}

fn shape(token: &Token, text: &str) -> Shape {
    match (token.kind, token.span.of(text)) {
        (TokenKind::Word | TokenKind::Clitic | TokenKind::Address, _) => Shape::Word,
        (TokenKind::Number, _) => Shape::Number,
        (TokenKind::DoubleMark | TokenKind::SingleMark, _) => Shape::Mark,
        (TokenKind::Terminal, _) => Shape::Stop,
        (TokenKind::Dash, _) => Shape::Dash,
        (TokenKind::Bracket, "(" | "[" | "{") => Shape::Open,
        (TokenKind::Bracket, _) => Shape::Close,
        (TokenKind::Symbol, ",") => Shape::Comma,
        (TokenKind::Symbol, ";") => Shape::Semicolon,
        (TokenKind::Symbol, ":") => Shape::Colon,
        (TokenKind::Symbol, _) => Shape::Other,
    }
}
