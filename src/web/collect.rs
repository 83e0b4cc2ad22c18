//! The text of an article as the reader reads it: one walk over the DOM, nothing changed.

use crate::text::{BlockKind, SourceText, SourceTextBuilder, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

/// An article's text and the text nodes it was read from; segments index `nodes`.
pub(crate) struct Collected {
    /// The text.
    pub(crate) source: SourceText,
    /// The nodes, in document order.
    pub(crate) nodes: Vec<Text>,
}

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT` of the DOM standard.
const SHOW_ELEMENTS_AND_TEXT: u32 = 1 | 4;

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
    let mut at: Option<Node> = if leaves_out(root, exclude) { None } else { Some(root.clone().into()) };
    while let Some(node) = at {
        let mut descend = true;
        if let Some(text) = node.dyn_ref::<Text>() {
            builder.push_text(nodes.len() as u32, &text.data());
            nodes.push(text.clone());
        } else if let Some(element) = node.dyn_ref::<Element>() {
            let name = element.local_name();
            if **element != **root && leaves_out(element, exclude) {
                descend = false;
            } else if name == "br" || name == "wbr" {
                if name == "br" {
                    builder.push_line_break();
                }
            } else if let Some(kind) = html::block_kind(&name, open.last().map(|(_, kind)| *kind)) {
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

fn leaves_out(element: &Element, exclude: Option<&str>) -> bool {
    html::is_skipped(&element.local_name())
        || element.matches(html::IGNORED).unwrap_or(false)
        || exclude.is_some_and(|selector| element.matches(selector).unwrap_or(false))
}
