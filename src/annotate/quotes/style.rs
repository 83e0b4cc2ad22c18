//! House style: whether an article sets its quotations in double or in single marks. Imports: `text`, `token`, `document`.

use crate::document::Document;
use crate::text::{Block, BlockKind};
use crate::token::{Token, TokenKind};

/// The marks that an article puts around speech; the other kinds are left for what is nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Double,
    /// Single marks, `‘…’` or else `'…'`.
    Single {
        curly: bool,
    },
}

/// A single-marked stretch shorter than this, in bytes, may end with a comma and be no speech.
const MIN_QUOTATION: u32 = 8;
/// A stretch in single marks is no shorter than this, in bytes: `rock ’n’ roll`.
const MIN_STRETCH: u32 = 3;
/// A headline is no longer than this, in bytes.
const MAX_HEADLINE: u32 = 150;

/// What the single marks of an article tell.
#[derive(Default)]
struct Evidence {
    /// Stretches that are speech by their punctuation.
    spoken: usize,
    stretches: usize,
    /// Openers of either shape.
    curly: usize,
    straight: usize,
}

/// Single style needs quotations that look like speech, and more of them than double marks: terms stand in single marks
/// in any style, and headlines tell nothing. An article without double marks is in single style where it has any.
pub(super) fn house_style(document: &Document<'_>) -> Style {
    let (mut doubles, mut singles) = (0, Evidence::default());
    for (block, tokens, _) in document.blocks() {
        let tokens = document.slice(&tokens);
        doubles += tokens.iter().filter(|token| token.kind == TokenKind::DoubleMark).count();
        if !is_headline(document, block) {
            singles.add(document, tokens);
        }
    }
    let enough = singles.spoken >= 2 || doubles == 0 && singles.spoken + singles.stretches >= 1;
    if enough && (doubles == 0 || singles.spoken * 2 > doubles) {
        Style::Single { curly: singles.curly >= singles.straight }
    } else {
        Style::Double
    }
}

/// Whether the block is a heading, by its kind or as the short first line, without a full stop, of a plain text. Whatever the
/// house style, headlines have single marks.
pub(super) fn is_headline(document: &Document<'_>, block: &Block) -> bool {
    let text = block.span.of(document.text());
    let first = document.source().blocks().first().is_some_and(|first| first.span == block.span);
    let line = || block.span.len() <= MAX_HEADLINE && !text.trim_end_matches(['\'', '’']).ends_with(['.', '!', ':']);
    block.kind == BlockKind::Heading || first && line()
}

impl Evidence {
    /// Adds what the marks among `tokens`, those of a block, tell. What stands in double marks is nested there.
    fn add(&mut self, document: &Document<'_>, tokens: &[Token]) {
        let mut quoted = false;
        // The opener, and whether it is one of speech: at the start of the block or after a comma or colon.
        let mut open: Option<(&Token, bool)> = None;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind == TokenKind::DoubleMark && open.is_none() {
                quoted = !quoted;
            }
            if token.kind != TokenKind::SingleMark || quoted {
                continue;
            }
            let previous = at.checked_sub(1).and_then(|i| tokens.get(i));
            let before = previous.filter(|before| before.touches(*token));
            let after = tokens.get(at + 1).filter(|after| token.touches(**after));
            let is_mark = |token: &Token| matches!(token.span.of(document.text()), "," | "." | "?" | "!" | ":");
            match (before, after) {
                (None, Some(after)) if after.kind != TokenKind::Number => {
                    let curly = token.span.of(document.text()) == "‘";
                    self.curly += usize::from(curly);
                    self.straight += usize::from(!curly);
                    let announced = previous.is_none_or(is_mark);
                    self.spoken += usize::from(announced);
                    open = Some((token, announced));
                }
                (Some(before), after) if after.is_none_or(|after| after.kind != TokenKind::Word) => {
                    let Some((opener, announced)) = open else { continue };
                    let len = token.span.start() - opener.span.end();
                    self.stretches += usize::from(len >= MIN_STRETCH);
                    if is_mark(before) && len >= MIN_QUOTATION {
                        self.spoken += usize::from(!announced);
                        open = None;
                    }
                }
                _ => {}
            }
        }
    }
}
