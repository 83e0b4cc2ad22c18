//! Source text with its blocks and segments, and spans in it. Imports: std only.
//!
//! The text is what the reader reads, in order, exactly as the page holds it. Only the separators between blocks
//! and at line breaks are ours, and segments say which those are. It is never edited, trimmed or normalised.

pub mod html;
mod offsets;
mod plain;
mod span;

pub use offsets::{OffsetMap, Utf16Offset};
pub use span::Span;

/// What a block is on the page; annotators read headings and quoted blocks differently from prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph or anything that reads like one.
    #[default]
    Paragraph,
    /// A headline or section heading.
    Heading,
    /// An item of a list or a cell of a table.
    ListItem,
    /// Inside a `<blockquote>`: quoted matter, usually without marks.
    Quote,
    /// A caption of a picture or table.
    Caption,
}

impl BlockKind {
    /// Every kind; its place is its number outside of the core.
    pub const ALL: [Self; 5] = [Self::Paragraph, Self::Heading, Self::ListItem, Self::Quote, Self::Caption];
}

/// A run of text that no annotation crosses: one paragraph, heading, list item or caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where the block lies; separators between blocks belong to no block.
    pub span: Span,
    /// What it is on the page.
    pub kind: BlockKind,
}

/// Where a piece of the text came from. A segment runs to the start of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First byte of the segment.
    pub start: u32,
    /// Index of the text node it copies, or `None` for a separator of our own.
    pub node: Option<u32>,
}

/// An article's text, its blocks, where each piece came from, and the map to UTF-16 offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    text: String,
    blocks: Vec<Block>,
    segments: Vec<Segment>,
    offsets: OffsetMap,
}

impl SourceText {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in order; they do not overlap and none is empty.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The segments in order of their start.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The map between UTF-8 and UTF-16 offsets of this text.
    pub fn offsets(&self) -> &OffsetMap {
        &self.offsets
    }

    /// The text of `span`, or `""` where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The segment that holds the byte at `offset`, with its own span.
    pub fn segment_at(&self, offset: u32) -> Option<(Segment, Span)> {
        let after = self.segments.partition_point(|segment| segment.start <= offset);
        let segment = *self.segments.get(after.checked_sub(1)?)?;
        let end = self.segments.get(after).map_or(self.text.len() as u32, |next| next.start);
        (offset < end).then(|| (segment, Span::new(segment.start, end)))
    }
}

/// Collects a [`SourceText`] piece by piece, as a walk over a page meets it.
#[derive(Debug, Default)]
pub struct SourceTextBuilder {
    text: String,
    blocks: Vec<Block>,
    segments: Vec<Segment>,
    kind: BlockKind,
    block_start: u32,
}

impl SourceTextBuilder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes collected so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was collected yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends the whole content of text node `node`.
    pub fn push_text(&mut self, node: u32, content: &str) {
        self.push(Some(node), content);
    }

    /// Appends a line break inside the block (`<br>`): a newline that no text node holds.
    pub fn push_line_break(&mut self) {
        self.push(None, "\n");
    }

    /// Ends the current block; what follows belongs to a new one of kind `kind`.
    /// A block of white space only leaves no [`Block`] behind.
    pub fn start_block(&mut self, kind: BlockKind) {
        if self.text.len() as u32 > self.block_start {
            self.end_block();
            self.push(None, "\n");
        }
        self.block_start = self.text.len() as u32;
        self.kind = kind;
    }

    /// The finished text.
    pub fn finish(mut self) -> SourceText {
        self.end_block();
        let offsets = OffsetMap::new(&self.text);
        SourceText { text: self.text, blocks: self.blocks, segments: self.segments, offsets }
    }

    fn push(&mut self, node: Option<u32>, content: &str) {
        if !content.is_empty() {
            self.segments.push(Segment { start: self.text.len() as u32, node });
            self.text.push_str(content);
        }
    }

    fn end_block(&mut self) {
        let whole = Span::new(self.block_start, self.text.len() as u32);
        let inner = whole.of(&self.text);
        let trimmed = inner.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = self.block_start + (inner.len() - inner.trim_start().len()) as u32;
        self.blocks.push(Block { span: Span::new(start, start + trimmed.len() as u32), kind: self.kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_trimmed_and_separators_belong_to_no_node() {
        let mut builder = SourceTextBuilder::new();
        builder.push_text(0, "  Head ");
        builder.start_block(BlockKind::Paragraph);
        builder.push_text(1, "One");
        builder.push_line_break();
        builder.push_text(2, "two");
        builder.start_block(BlockKind::ListItem);
        builder.push_text(3, " \n ");
        let source = builder.finish();
        assert_eq!(source.text(), "  Head \nOne\ntwo\n \n ");
        let blocks: Vec<_> = source.blocks().iter().map(|b| source.slice(b.span)).collect();
        assert_eq!(blocks, ["Head", "One\ntwo"]);
        let at = |offset| source.segment_at(offset).map(|(segment, span)| (segment.node, span));
        assert_eq!(at(7), Some((None, Span::new(7, 8))));
        assert_eq!(at(8), Some((Some(1), Span::new(8, 11))));
        assert_eq!(at(12), Some((Some(2), Span::new(12, 15))));
        assert_eq!(at(19), None);
    }
}
