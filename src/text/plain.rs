//! Plain text (no page): which line breaks end a block.

use super::{Block, OffsetMap, Segment, Utf16Offset};
use super::{BlockKind, SourceText, SourceTextBuilder, Span};

/// A text whose lines are about this long or shorter, many to a paragraph, was wrapped by a mail program or editor.
const WRAP_WIDTH: usize = 100;

impl SourceText {
    /// Reads plain text. A blank line ends a block, and so does each line break unless the text is hard-wrapped.
    /// The text is kept byte for byte as one segment (node 0).
    pub fn from_plain(text: &str) -> Self {
        let wrapped = is_hard_wrapped(text);
        let mut blocks = Vec::new();
        let mut open: Option<Span> = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let from = start + (line.len() - line.trim_start().len());
            let span = Span::new(from as u32, (from + trimmed.len()) as u32);
            start += line.len();
            if trimmed.is_empty() {
                blocks.extend(open.take());
            } else if wrapped {
                open = Some(open.map_or(span, |block| block.cover(span)));
            } else {
                blocks.push(span);
            }
        }
        blocks.extend(open);
        Self::with_blocks(text, blocks.into_iter().map(|span| Block { span, kind: BlockKind::Paragraph }).collect())
    }

    /// A text whose blocks are known already, as [`SourceText::outline`] tells them; one segment (node 0). Blocks that are
    /// empty or overlap one before are left out.
    pub fn with_outline(text: &str, outline: &[u32]) -> Self {
        let offsets = OffsetMap::new(text);
        let mut blocks: Vec<Block> = Vec::with_capacity(outline.len() / 3);
        for block in outline.chunks_exact(3) {
            let &[start, end, kind] = block else { continue };
            let byte = |offset| offsets.to_byte(Utf16Offset(offset));
            let span = Span::new(byte(start), byte(end));
            let kind = BlockKind::ALL.get(kind as usize).copied().unwrap_or_default();
            if !span.is_empty() && blocks.last().is_none_or(|last| last.span.end() <= span.start()) {
                blocks.push(Block { span, kind });
            }
        }
        Self::with_blocks(text, blocks)
    }

    /// For each block its start and end (UTF-16) and the number of its kind, in one list.
    pub fn outline(&self) -> Vec<u32> {
        let utf16 = |byte| self.offsets.to_utf16(byte).0;
        let block = |block: &Block| [utf16(block.span.start()), utf16(block.span.end()), block.kind as u32];
        self.blocks.iter().flat_map(block).collect()
    }

    fn with_blocks(text: &str, blocks: Vec<Block>) -> Self {
        let segments = if text.is_empty() { Vec::new() } else { vec![Segment { start: 0, node: Some(0) }] };
        Self { text: text.to_owned(), blocks, segments, offsets: OffsetMap::new(text) }
    }

    /// Reads blocks of plain text, one text node each: what a caller without a page hands over.
    pub fn from_blocks<'a>(blocks: impl IntoIterator<Item = (BlockKind, &'a str)>) -> Self {
        let mut builder = SourceTextBuilder::new();
        for (node, (kind, text)) in blocks.into_iter().enumerate() {
            builder.start_block(kind);
            builder.push_text(node as u32, text);
        }
        builder.finish()
    }
}

/// Whether line breaks inside paragraphs are only layout: paragraphs are set apart by blank lines, and most of
/// their lines but the last are of like length, below [`WRAP_WIDTH`] characters.
fn is_hard_wrapped(text: &str) -> bool {
    let (mut inner, mut full) = (0usize, 0usize);
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if !line.is_empty() && lines.peek().is_some_and(|next| !next.is_empty()) {
            inner += 1;
            let width = line.chars().count();
            full += usize::from((45..=WRAP_WIDTH).contains(&width));
        }
    }
    inner >= 3 && full * 10 >= inner * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let source = SourceText::from_plain(text);
        let blocks: Vec<_> = source.blocks().iter().map(|block| source.slice(block.span)).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn lines_are_blocks() {
        check("Head\n\n One. \nTwo.\r\n", &["Head", "One.", "Two."]);
        check("", &[]);
    }

    #[test]
    fn an_outline_comes_back_and_a_wild_one_does_no_harm() {
        let blocks = [(BlockKind::Heading, "Café 😀"), (BlockKind::Paragraph, "One."), (BlockKind::Quote, "Two.")];
        let source = SourceText::from_blocks(blocks);
        assert_eq!(source.outline(), [0, 7, 1, 8, 12, 0, 13, 17, 3]);
        assert_eq!(SourceText::with_outline(source.text(), &source.outline()).blocks(), source.blocks());
        let wild = SourceText::with_outline("One two", &[4, 9000, 77, 0, 3, 1, 5, 2, 0, 1]);
        assert_eq!(wild.blocks(), [Block { span: Span::new(4, 7), kind: BlockKind::Paragraph }]);
    }

    #[test]
    fn hard_wrapped_lines_are_not() {
        let line = "words that run on to about seventy columns, as a mail program sets\n";
        let text = format!("Head\n\n{line}{line}{line}end.\n\nNext.");
        check(&text, &["Head", &format!("{line}{line}{line}end."), "Next."]);
    }
}
