//! A tokenised article: built once, read-only from then on. Imports: `text`, `token`.

use crate::text::{Block, SourceText, Span};
use crate::token::{Sentence, Token, split_sentences, tokenize};
use std::ops::Range;

/// Text past this many bytes is left unannotated: a 100,000-word page stays inside, a runaway page does not.
pub const MAX_BYTES: usize = 2_000_000;

/// A source text with its tokens and sentences.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a SourceText,
    parts: Parts,
}

/// What a document holds beside its source, as far as that is read.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    tokens: Vec<Token>,
    /// For each block: its tokens and its sentences, as index ranges.
    blocks: Vec<(Range<u32>, Range<u32>)>,
    sentences: Vec<Sentence>,
}

impl<'a> Document<'a> {
    /// Tokenises the blocks of `source`, up to [`MAX_BYTES`] of text.
    pub fn new(source: &'a SourceText) -> Self {
        let mut document = Self::resume(source, Parts::default());
        document.read_on(source.blocks().len());
        document
    }

    /// The document of `source` as far as it was read when it gave these `parts` away.
    pub(crate) fn resume(source: &'a SourceText, parts: Parts) -> Self {
        Self { source, parts }
    }

    /// Gives away what was read.
    pub(crate) fn into_parts(self) -> Parts {
        self.parts
    }

    /// Tokenises `count` more blocks. True when all are done.
    pub(crate) fn read_on(&mut self, count: usize) -> bool {
        let (text, Parts { tokens, blocks, sentences }) = (self.source.text(), &mut self.parts);
        tokens.reserve(if blocks.is_empty() { text.len().min(MAX_BYTES) / 5 } else { 0 });
        let all = self.source.blocks().iter().take_while(|block| block.span.end() as usize <= MAX_BYTES);
        let mut left = all.skip(blocks.len());
        for block in left.by_ref().take(count) {
            let (first_token, first_sentence) = (tokens.len() as u32, sentences.len() as u32);
            tokenize(text, block.span, tokens);
            split_sentences(text, tokens, first_token..tokens.len() as u32, sentences);
            blocks.push((first_token..tokens.len() as u32, first_sentence..sentences.len() as u32));
        }
        left.next().is_none()
    }

    /// The text and where it came from.
    pub fn source(&self) -> &'a SourceText {
        self.source
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.source.text()
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.parts.tokens
    }

    /// All sentences in order, as ranges of token indices. No sentence crosses a block.
    pub fn sentences(&self) -> &[Sentence] {
        &self.parts.sentences
    }

    /// The analysed blocks, each with its range of tokens and its range of sentences.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = (&'a Block, Range<u32>, Range<u32>)> + '_ {
        self.source
            .blocks()
            .iter()
            .zip(&self.parts.blocks)
            .map(|(block, (tokens, sentences))| (block, tokens.clone(), sentences.clone()))
    }

    /// The text of token `token_idx`, or `""` past the end.
    pub fn word(&self, token_idx: usize) -> &'a str {
        self.tokens().get(token_idx).map_or("", |token| token.span.of(self.text()))
    }

    /// The tokens of `range`; empty where the range does not fit.
    pub fn slice(&self, range: &Range<u32>) -> &[Token] {
        self.tokens().get(range.start as usize..range.end as usize).unwrap_or(&[])
    }

    /// The span of the tokens `range`, from the first one's start to the last one's end.
    pub fn span_of(&self, range: &Range<u32>) -> Span {
        match self.slice(range) {
            [first, .., last] => first.span.cover(last.span),
            [only] => only.span,
            [] => Span::default(),
        }
    }

    /// The tokens that lie inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self.tokens().partition_point(|token| token.span.start() < span.start());
        let end = self.tokens().partition_point(|token| token.span.end() <= span.end());
        start as u32..end.max(start) as u32
    }

    /// Index of the sentence that holds token `token_idx`.
    pub fn sentence_at(&self, token_idx: u32) -> Option<usize> {
        let sentence = self.sentences().partition_point(|sentence| sentence.end <= token_idx);
        self.sentences().get(sentence).filter(|range| range.contains(&token_idx)).map(|_| sentence)
    }

    /// Index of the block that holds token `token_idx`.
    pub fn block_at(&self, token_idx: u32) -> Option<usize> {
        let block = self.parts.blocks.partition_point(|(tokens, _)| tokens.end <= token_idx);
        self.parts.blocks.get(block).filter(|(tokens, _)| tokens.contains(&token_idx)).map(|_| block)
    }
}
