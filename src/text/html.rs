//! Which HTML elements start a block and which hold no prose: one table for the page and for the command line.

use super::BlockKind;
use crate::list::WordList;

/// Elements whose text is no prose: code, controls, navigation, drawings.
const SKIPPED: WordList = WordList(
    "audio button canvas code datalist embed form head iframe input kbd math meter nav news-gloss news-gloss-card \
     noscript object output pre progress rp rt samp script select style svg template textarea title video",
);

/// A selector of what the page or the publisher takes out by attribute.
pub const IGNORED: &str = "[hidden],[inert],[aria-hidden=true],[data-newsgloss-ignore],[data-newsgloss=off],\
    [contenteditable]:not([contenteditable=false])";

/// Elements that start a block, by what the block is.
const BLOCKS: [(BlockKind, WordList); 5] = [
    (
        BlockKind::Paragraph,
        WordList(
            "address article aside body center details dialog div fieldset figure footer header hr main p section \
         summary",
        ),
    ),
    (BlockKind::Quote, WordList("blockquote")),
    (BlockKind::Caption, WordList("caption figcaption")),
    (BlockKind::ListItem, WordList("dd dl dt li ol table tbody td tfoot th thead tr ul")),
    (BlockKind::Heading, WordList("h1 h2 h3 h4 h5 h6 hgroup legend")),
];

/// Whether the text of elements called `name` (lower case) is left out.
pub fn is_skipped(name: &str) -> bool {
    SKIPPED.has(name)
}

/// The kind of block that an element called `name` (lower case) starts inside one of kind `outer`; `None` for
/// inline elements. What a heading, caption or quotation contains stays one.
pub fn block_kind(name: &str, outer: Option<BlockKind>) -> Option<BlockKind> {
    let (kind, _) = BLOCKS.into_iter().find(|(_, names)| names.has(name))?;
    Some(outer.filter(|_| kind == BlockKind::Paragraph).unwrap_or(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_inherit_and_inline_elements_start_nothing() {
        assert_eq!(block_kind("p", Some(BlockKind::Quote)), Some(BlockKind::Quote));
        assert_eq!(block_kind("p", None), Some(BlockKind::Paragraph));
        assert_eq!(block_kind("em", None), None);
        assert!(is_skipped("script") && !is_skipped("span"));
    }
}
