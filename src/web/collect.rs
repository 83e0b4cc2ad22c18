//! The text of an article as the reader reads it: one walk over the DOM, nothing changed.

use crate::text::{BlockKind, SourceText, SourceTextBuilder};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

/// An article's text and the text nodes it was read from; segments index `nodes`.
pub(crate) struct Collected {
    /// The text.
    pub(crate) source: SourceText,
    /// The nodes, in document order.
    pub(crate) nodes: Vec<Text>,
}

/// Elements whose text is no prose: code, controls, navigation, drawings.
const SKIPPED: &[&str] = &[
    "audio", "button", "canvas", "code", "datalist", "embed", "form", "iframe", "input", "kbd", "math", "meter", "nav",
    "noscript", "object", "output", "pre", "progress", "rp", "rt", "samp", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// Elements that start a block, with what the block is.
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

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT` of the DOM standard.
const SHOW_ELEMENTS_AND_TEXT: u32 = 1 | 4;

/// Our own elements, and what the publisher took out.
const IGNORED: &str = "[hidden],[inert],[aria-hidden=true],[data-newsgloss-ignore],\
    [contenteditable]:not([contenteditable=false]),news-gloss,news-gloss-card";

/// Walks `root` once. `exclude` is the publisher's selector of what to leave out; a faulty one excludes nothing.
pub(crate) fn collect(root: &Element, exclude: Option<&str>) -> Collected {
    let mut builder = SourceTextBuilder::new();
    let mut nodes = Vec::new();
    let Some(document) = root.owner_document() else { return Collected { source: builder.finish(), nodes } };
    let Ok(walker) = document.create_tree_walker_with_what_to_show(root, SHOW_ELEMENTS_AND_TEXT) else {
        return Collected { source: builder.finish(), nodes };
    };
    // Open blocks from the outside in, with the element whose end closes each.
    let mut open: Vec<(Node, BlockKind)> = Vec::new();
    let mut at: Option<Node> = if is_skipped(root, exclude) { None } else { Some(root.clone().into()) };
    while let Some(node) = at {
        let mut descend = true;
        if let Some(text) = node.dyn_ref::<Text>() {
            builder.push_text(nodes.len() as u32, &text.data());
            nodes.push(text.clone());
        } else if let Some(element) = node.dyn_ref::<Element>() {
            let name = element.local_name();
            if **element != **root && is_skipped(element, exclude) {
                descend = false;
            } else if name == "br" || name == "wbr" {
                if name == "br" {
                    builder.push_line_break();
                }
            } else if let Some(kind) = block_kind(&name, open.last().map(|(_, kind)| *kind)) {
                builder.start_block(kind);
                open.push((node.clone(), kind));
            }
        }
        let child = if descend { walker.first_child().ok().flatten() } else { None };
        at = child.or_else(|| leave(&walker, &mut open, &mut builder));
    }
    Collected { source: builder.finish(), nodes }
}

/// The next node after the walker's current subtree; closes the blocks that are left on the way.
fn leave(
    walker: &web_sys::TreeWalker,
    open: &mut Vec<(Node, BlockKind)>,
    builder: &mut SourceTextBuilder,
) -> Option<Node> {
    loop {
        let current = walker.current_node();
        if open.last().is_some_and(|(block, _)| *block == current) {
            open.pop();
            builder.start_block(open.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind));
        }
        if let Some(next) = walker.next_sibling().ok().flatten() {
            return Some(next);
        }
        walker.parent_node().ok().flatten()?;
    }
}

fn is_skipped(element: &Element, exclude: Option<&str>) -> bool {
    SKIPPED.binary_search(&element.local_name().as_str()).is_ok()
        || element.matches(IGNORED).unwrap_or(false)
        || exclude.is_some_and(|selector| element.matches(selector).unwrap_or(false))
}

/// The kind of block that an element called `name` starts inside one of kind `outer`; `None` for inline elements.
/// What a heading, caption or quotation contains stays one.
fn block_kind(name: &str, outer: Option<BlockKind>) -> Option<BlockKind> {
    let index = BLOCKS.binary_search_by(|(block, _)| (*block).cmp(name)).ok()?;
    let kind = BLOCKS.get(index)?.1;
    Some(match outer {
        Some(outer) if kind == BlockKind::Paragraph => outer,
        _ => kind,
    })
}
