//! Which HTML elements start a block and which hold no prose: one table for the page and for the command line.

use super::BlockKind;

/// Elements whose text is no prose: code, controls, navigation, drawings. Sorted.
const SKIPPED: &[&str] = &[
    "audio",
    "button",
    "canvas",
    "code",
    "datalist",
    "embed",
    "form",
    "head",
    "iframe",
    "input",
    "kbd",
    "math",
    "meter",
    "nav",
    "news-gloss",
    "news-gloss-card",
    "noscript",
    "object",
    "output",
    "pre",
    "progress",
    "rp",
    "rt",
    "samp",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// A selector of what the page or the publisher takes out by attribute.
pub const IGNORED: &str = "[hidden],[inert],[aria-hidden=true],[data-newsgloss-ignore],[data-newsgloss=off],\
    [contenteditable]:not([contenteditable=false])";

/// Elements that start a block, with what the block is. Sorted.
const BLOCKS: &[(&str, BlockKind)] = &[
    ("address", BlockKind::Paragraph),
    ("article", BlockKind::Paragraph),
    ("aside", BlockKind::Paragraph),
    ("blockquote", BlockKind::Quote),
    ("body", BlockKind::Paragraph),
    ("caption", BlockKind::Caption),
    ("center", BlockKind::Paragraph),
    ("dd", BlockKind::ListItem),
    ("details", BlockKind::Paragraph),
    ("dialog", BlockKind::Paragraph),
    ("div", BlockKind::Paragraph),
    ("dl", BlockKind::ListItem),
    ("dt", BlockKind::ListItem),
    ("fieldset", BlockKind::Paragraph),
    ("figcaption", BlockKind::Caption),
    ("figure", BlockKind::Paragraph),
    ("footer", BlockKind::Paragraph),
    ("h1", BlockKind::Heading),
    ("h2", BlockKind::Heading),
    ("h3", BlockKind::Heading),
    ("h4", BlockKind::Heading),
    ("h5", BlockKind::Heading),
    ("h6", BlockKind::Heading),
    ("header", BlockKind::Paragraph),
    ("hgroup", BlockKind::Heading),
    ("hr", BlockKind::Paragraph),
    ("legend", BlockKind::Heading),
    ("li", BlockKind::ListItem),
    ("main", BlockKind::Paragraph),
    ("ol", BlockKind::ListItem),
    ("p", BlockKind::Paragraph),
    ("section", BlockKind::Paragraph),
    ("summary", BlockKind::Paragraph),
    ("table", BlockKind::ListItem),
    ("tbody", BlockKind::ListItem),
    ("td", BlockKind::ListItem),
    ("tfoot", BlockKind::ListItem),
    ("th", BlockKind::ListItem),
    ("thead", BlockKind::ListItem),
    ("tr", BlockKind::ListItem),
    ("ul", BlockKind::ListItem),
];

/// Whether the text of elements called `name` (lower case) is left out.
pub fn is_skipped(name: &str) -> bool {
    SKIPPED.binary_search(&name).is_ok()
}

/// The kind of block that an element called `name` (lower case) starts inside one of kind `outer`; `None` for
/// inline elements. What a heading, caption or quotation contains stays one.
pub fn block_kind(name: &str, outer: Option<BlockKind>) -> Option<BlockKind> {
    let index = BLOCKS.binary_search_by(|(block, _)| (*block).cmp(name)).ok()?;
    let kind = BLOCKS.get(index)?.1;
    Some(outer.filter(|_| kind == BlockKind::Paragraph).unwrap_or(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(SKIPPED.is_sorted());
        assert!(BLOCKS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn paragraphs_inherit_and_inline_elements_start_nothing() {
        assert_eq!(block_kind("p", Some(BlockKind::Quote)), Some(BlockKind::Quote));
        assert_eq!(block_kind("p", None), Some(BlockKind::Paragraph));
        assert_eq!(block_kind("em", None), None);
        assert!(is_skipped("script") && !is_skipped("span"));
    }
}
