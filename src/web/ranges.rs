//! Annotations to DOM ranges, and positions in the DOM back to offsets.

use super::collect::Collected;
use crate::text::{Span, Utf16Offset};
use js_sys::Map;
use wasm_bindgen::JsValue;
use web_sys::{Document, Node, Range};

/// The collected text with a way back from its nodes.
pub(crate) struct TextMap {
    /// The text and its nodes.
    pub(crate) collected: Collected,
    /// Text node → index of its segment.
    segment_of: Map,
}

impl TextMap {
    /// Prepares the way back.
    pub(crate) fn new(collected: Collected) -> Self {
        let segment_of = Map::new();
        for (index, segment) in collected.source.segments().iter().enumerate() {
            if let Some(node) = segment.node.and_then(|node| collected.nodes.get(node as usize)) {
                segment_of.set(node, &JsValue::from(index as u32));
            }
        }
        Self { collected, segment_of }
    }

    /// One live range for each text node that `span` touches, in order; none where the page no longer says the
    /// same words. A range never reaches over what was skipped between two nodes.
    pub(crate) fn ranges(&self, document: &Document, span: Span) -> Vec<Range> {
        let source = &self.collected.source;
        let mut ranges = Vec::new();
        let mut at = span.start();
        while at < span.end() {
            let Some((segment, whole)) = source.segment_at(at) else { return Vec::new() };
            let piece = Span::new(at, span.end().min(whole.end()));
            at = whole.end();
            let Some(node) = segment.node else { continue };
            let Some(node) = self.collected.nodes.get(node as usize) else { return Vec::new() };
            let base = source.offsets().to_utf16(whole.start()).0;
            let start = source.offsets().to_utf16(piece.start()).0 - base;
            let end = source.offsets().to_utf16(piece.end()).0 - base;
            let same = node.substring_data(start, end - start).is_ok_and(|words| words == source.slice(piece));
            let Some(range) = document.create_range().ok().filter(|_| same) else { return Vec::new() };
            if range.set_start(node, start).is_err() || range.set_end(node, end).is_err() {
                return Vec::new();
            }
            ranges.push(range);
        }
        ranges
    }

    /// The byte offset in the source text of the position `offset` (UTF-16) in `node`; `None` outside our text.
    pub(crate) fn offset_at(&self, node: &Node, offset: u32) -> Option<u32> {
        #[allow(clippy::cast_sign_loss, reason = "only segment indices are put in")]
        let index = self.segment_of.get(node).as_f64()? as usize;
        let source = &self.collected.source;
        let segment = source.segments().get(index)?;
        let base = source.offsets().to_utf16(segment.start).0;
        Some(source.offsets().to_byte(Utf16Offset(base + offset)))
    }
}

/// Whether `range` still covers `words`; a range collapses when the page replaces its node.
pub(crate) fn still_covers(ranges: &[Range], words: &str) -> bool {
    let mut left = words;
    for range in ranges {
        let piece: String = range.to_string().into();
        match left.trim_start_matches('\n').strip_prefix(piece.as_str()) {
            Some(rest) if !piece.is_empty() => left = rest,
            _ => return false,
        }
    }
    left.is_empty()
}
