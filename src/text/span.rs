//! A half-open range of UTF-8 byte offsets.

use std::fmt;

/// A half-open range `start..end` of UTF-8 byte offsets into one text.
///
/// Not for DOM positions (those are UTF-16, see [`OffsetMap`](super::OffsetMap)) nor for ranges of tokens.
///
/// ```
/// use newsgloss::text::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(span.of("the World"), "World");
/// assert!(span.contains(Span::new(5, 9)));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// The range `start..end`; an end before the start makes an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// First byte.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span (a span contains itself).
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The bytes of `text` in this span, or `""` where it does not fit (past the end, inside a character).
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_never_ends_before_it_starts() {
        assert_eq!(Span::new(5, 2), Span::new(5, 5));
    }

    #[test]
    fn slices_that_do_not_fit_are_empty() {
        assert_eq!(Span::new(0, 9).of("short"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
