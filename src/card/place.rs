//! Where a card lies, for browsers without CSS anchor positioning.

/// A box in CSS pixels, in viewport coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box2 {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Space between line and card, and between card and viewport edge, in CSS pixels.
const GAP: f64 = 4.0;
const EDGE: f64 = 8.0;

/// Top left corner of a card of `size` (its x and y do not matter) at the line `anchor`: below it and from its
/// start; above it where there is more room; always inside the viewport as far as the card fits.
pub fn place(anchor: Box2, size: Box2, viewport: Box2) -> (f64, f64) {
    let below = anchor.y + anchor.height + GAP;
    let above = anchor.y - GAP - size.height;
    let fits_below = below + size.height <= viewport.height - EDGE;
    let y = if fits_below || above < EDGE { below } else { above };
    let clamp = |at: f64, size: f64, room: f64| at.min(room - EDGE - size).max(EDGE);
    (clamp(anchor.x, size.width, viewport.width), clamp(y, size.height, viewport.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(anchor: (f64, f64), expected: (f64, f64)) {
        let at = |x, y, width, height| Box2 { x, y, width, height };
        let found = place(at(anchor.0, anchor.1, 60.0, 20.0), at(0.0, 0.0, 300.0, 200.0), at(0.0, 0.0, 800.0, 600.0));
        assert!((found.0 - expected.0).abs() < 0.01 && (found.1 - expected.1).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn stays_inside_at_all_four_corners() {
        check((10.0, 10.0), (10.0, 34.0));
        check((0.0, 590.0), (8.0, 386.0));
        check((790.0, 10.0), (492.0, 34.0));
        check((790.0, 590.0), (492.0, 386.0));
    }
}
