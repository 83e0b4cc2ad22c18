//! Quoted stretches: which words stand between quotation marks, block by block. Imports: `text`, `token`, `document`.
//!
//! Marks are read as the cheapest path over the states outside, inside and nested (`parse`), with costs from the
//! glyph and the white space around it (`marks`). A wrong mark never reaches past its block.

mod marks;
mod parse;
mod style;

use crate::document::Document;
use crate::text::{BlockKind, Span};
use style::Style;

/// One quoted stretch of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The stretch with its marks.
    pub outer: Span,
    /// The words without the marks.
    pub inner: Span,
    /// Index of the block.
    pub block: u32,
    /// Whether a mark closes it; open ends are quotations that go on in the next block, or typing errors.
    pub closed: bool,
    /// Whether it goes on from the block before without a mark of its own.
    pub resumed: bool,
    /// How it is set off from the author's words.
    pub marking: Marking,
}

/// How a stretch is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// By the marks that this article uses for speech.
    Outer,
    /// By single marks in an article that uses double ones for speech: a term, hardly ever speech.
    Single,
    /// By its place alone: a block of quoted matter without marks.
    Block,
}

/// Finds the quoted stretches of `document`, in order. Nested quotations belong to the one around them.
pub fn find_stretches(document: &Document<'_>) -> Vec<Stretch> {
    let style = style::house_style(document);
    let mut stretches = Vec::new();
    let mut marks = Vec::new();
    let mut unclosed = false;
    let blocks: Vec<_> = document.blocks().collect();
    for (index, (block, tokens, _)) in blocks.iter().enumerate() {
        marks::collect(document, block.span, tokens, style, &mut marks);
        if style != Style::Double && style::is_headline(document, block) {
            marks.retain(|mark| mark.inner);
        }
        let next = blocks.get(index + 1).map_or("", |(next, ..)| next.span.of(document.text()));
        let before = stretches.len();
        parse::parse(document.text(), block.span, &marks, unclosed, marks::opens(next, style), |stretch| {
            stretches.push(Stretch { block: index as u32, ..stretch });
        });
        unclosed = stretches.get(before..).and_then(<[Stretch]>::last).is_some_and(|last| !last.closed);
        if stretches.len() == before && block.kind == BlockKind::Quote {
            stretches.push(unmarked(block.span, index as u32));
        }
        if style == Style::Double && block.kind != BlockKind::Heading {
            marks::single_terms(document, tokens, index as u32, before, &mut stretches);
        }
    }
    stretches
}

fn unmarked(span: Span, block: u32) -> Stretch {
    Stretch { outer: span, inner: span, block, closed: true, resumed: false, marking: Marking::Block }
}
