//! From a point on the screen to the annotation under it, at a cost that does not grow with their number.

use crate::card::Box2;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, Node, Range};

/// How far outside a line's box the pointer still counts as on it, in CSS pixels.
const SLACK: f64 = 2.0;

/// The text position nearest to the viewport point: node and UTF-16 offset. `caretPositionFromPoint` is the
/// standard; WebKit before 26.2 has `caretRangeFromPoint` only.
pub(crate) fn caret_at(document: &Document, x: f64, y: f64) -> Option<(Node, u32)> {
    if Reflect::has(document, &"caretPositionFromPoint".into()).unwrap_or(false) {
        let caret = document.caret_position_from_point(x as f32, y as f32)?;
        return Some((caret.offset_node()?, caret.offset()));
    }
    let method: Function = Reflect::get(document, &"caretRangeFromPoint".into()).ok()?.dyn_into().ok()?;
    let range: Range = method.call2(document, &x.into(), &y.into()).ok()?.dyn_into().ok()?;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}

/// The box of the line of `ranges` that the point lies on. A caret snaps to the nearest text, so blank space
/// beside a line reports that line: the box is what decides.
pub(crate) fn line_under(ranges: &[Range], x: f64, y: f64) -> Option<DomRect> {
    lines(ranges).find(|line| {
        (line.left() - SLACK..=line.right() + SLACK).contains(&x)
            && (line.top() - SLACK..=line.bottom() + SLACK).contains(&y)
    })
}

/// The boxes of all lines of `ranges`, in order.
pub(crate) fn lines(ranges: &[Range]) -> impl Iterator<Item = DomRect> + '_ {
    ranges
        .iter()
        .filter_map(Range::get_client_rects)
        .flat_map(|boxes| (0..boxes.length()).filter_map(move |i| boxes.get(i)))
}

/// A DOM rectangle as the core knows it.
pub(crate) fn to_box(rect: &DomRect) -> Box2 {
    Box2 { x: rect.left(), y: rect.top(), width: rect.width(), height: rect.height() }
}
