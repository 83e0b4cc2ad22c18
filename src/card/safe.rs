//! The safe way from a line to its card: a pointer in it is on its way, whatever it passes over.

use super::Box2;

/// Further away than this the card is no longer beside its line but a sheet at the bottom, in CSS pixels.
const REACH: f64 = 24.0;

/// Whether the point lies between `line` and `card`, above or below, within the sides of the shape that spans both.
pub fn is_between(line: Box2, card: Box2, (x, y): (f64, f64)) -> bool {
    let below = card.y >= line.y + line.height;
    let (top, bottom) = if below { (line, card) } else { (card, line) };
    let (from, to) = (top.y + top.height, bottom.y);
    if !(from..=to).contains(&y) || to - from > REACH {
        return false;
    }
    let part = if to > from { (y - from) / (to - from) } else { 0.0 };
    let mix = |a: f64, b: f64| a + (b - a) * part;
    let (left, right) = (mix(top.x, bottom.x), mix(top.x + top.width, bottom.x + bottom.width));
    (left..=right).contains(&x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(point: (f64, f64), expected: bool) {
        let at = |x, y, width, height| Box2 { x, y, width, height };
        let line = at(100.0, 100.0, 60.0, 20.0);
        assert_eq!(is_between(line, at(100.0, 124.0, 300.0, 200.0), point), expected, "below, {point:?}");
        let mirrored = (point.0, 220.0 - point.1);
        assert_eq!(is_between(line, at(100.0, -104.0, 300.0, 200.0), mirrored), expected, "above, {mirrored:?}");
    }

    #[test]
    fn the_gap_is_safe_and_what_lies_beside_it_is_not() {
        check((110.0, 122.0), true);
        check((250.0, 123.5), true);
        check((250.0, 121.0), false);
        check((90.0, 122.0), false);
        check((110.0, 110.0), false);
        check((110.0, 130.0), false);
    }

    #[test]
    fn a_sheet_far_away_has_no_way() {
        let at = |y, height| Box2 { x: 0.0, y, width: 100.0, height };
        assert!(!is_between(at(0.0, 20.0), at(500.0, 100.0), (50.0, 200.0)));
    }
}
