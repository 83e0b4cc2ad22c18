//! UTF-8 byte offsets to UTF-16 code units and code points, and back. The only file that knows more than one of them.
//!
//! Only the non-ASCII characters are stored (the idea is rust-analyzer's line index): news text is nearly all
//! ASCII, so the table holds some dozens of rows and each conversion is one binary search.

/// An offset in UTF-16 code units, as the DOM and JavaScript count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Offset(pub u32);

/// One non-ASCII character: where it ends in each of the three counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    byte_end: u32,
    utf16_end: u32,
    point_end: u32,
    /// Length in bytes (2–4).
    len: u8,
}

impl Wide {
    fn byte_start(self) -> u32 {
        self.byte_end - u32::from(self.len)
    }

    fn utf16_len(self) -> u32 {
        u32::from(self.len == 4) + 1
    }
}

/// Converts offsets of one text between UTF-8 bytes, UTF-16 code units and code points.
///
/// No function panics: an offset inside a character is taken as that character's start, and one past the end as the end.
///
/// ```
/// use newsgloss::text::{OffsetMap, Utf16Offset};
/// let map = OffsetMap::new("a😀b");
/// assert_eq!(map.to_utf16(5), Utf16Offset(3));
/// assert_eq!(map.to_byte(Utf16Offset(3)), 5);
/// assert_eq!(map.to_point(5), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    wide: Vec<Wide>,
    len: u32,
}

impl OffsetMap {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let (mut wide, mut saved16, mut saved_points) = (Vec::new(), 0, 0);
        for (start, char) in text.char_indices().filter(|(_, char)| !char.is_ascii()) {
            let len = char.len_utf8() as u32;
            saved16 += len - char.len_utf16() as u32;
            saved_points += len - 1;
            let byte_end = start as u32 + len;
            wide.push(Wide {
                byte_end,
                utf16_end: byte_end - saved16,
                point_end: byte_end - saved_points,
                len: len as u8,
            });
        }
        Self { wide, len: text.len() as u32 }
    }

    /// The UTF-16 offset of the byte offset `byte`.
    pub fn to_utf16(&self, byte: u32) -> Utf16Offset {
        let byte = self.floor(byte);
        Utf16Offset(self.before(byte).map_or(byte, |wide| wide.utf16_end + (byte - wide.byte_end)))
    }

    /// The code-point offset of the byte offset `byte`.
    pub fn to_point(&self, byte: u32) -> u32 {
        let byte = self.floor(byte);
        self.before(byte).map_or(byte, |wide| wide.point_end + (byte - wide.byte_end))
    }

    /// The byte offset of the UTF-16 offset `utf16`.
    pub fn to_byte(&self, utf16: Utf16Offset) -> u32 {
        let after = self.wide.partition_point(|wide| wide.utf16_end <= utf16.0);
        let (byte_end, utf16_end) = match after.checked_sub(1).and_then(|i| self.wide.get(i)) {
            Some(wide) => (wide.byte_end, wide.utf16_end),
            None => (0, 0),
        };
        let byte = (byte_end + (utf16.0 - utf16_end)).min(self.len);
        match self.wide.get(after) {
            // Inside the next wide character: its start.
            Some(next) if utf16.0 > next.utf16_end - next.utf16_len() => next.byte_start(),
            _ => byte,
        }
    }

    /// Length of the text in UTF-16 code units.
    pub fn len_utf16(&self) -> u32 {
        self.to_utf16(self.len).0
    }

    /// The last stored character that ends at or before `byte`.
    fn before(&self, byte: u32) -> Option<&Wide> {
        let after = self.wide.partition_point(|wide| wide.byte_end <= byte);
        after.checked_sub(1).and_then(|i| self.wide.get(i))
    }

    /// `byte`, moved to the start of the character that it lies in.
    fn floor(&self, byte: u32) -> u32 {
        let byte = byte.min(self.len);
        let after = self.wide.partition_point(|wide| wide.byte_end <= byte);
        self.wide.get(after).map_or(byte, |next| byte.min(next.byte_start()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "[a-c é“한\u{ad}\u{a0}\u{301}🦀👩‍🚀\u{fffd}]{0,40}") {
            let map = OffsetMap::new(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let utf16 = text[..byte].encode_utf16().count() as u32;
                prop_assert_eq!(map.to_utf16(byte as u32), Utf16Offset(utf16));
                prop_assert_eq!(map.to_byte(Utf16Offset(utf16)), byte as u32);
                prop_assert_eq!(map.to_point(byte as u32) as usize, text[..byte].chars().count());
            }
            prop_assert_eq!(map.len_utf16() as usize, text.encode_utf16().count());
        }

        #[test]
        fn any_offset_has_a_defined_answer(text in ".{0,20}", offset in 0u32..80) {
            let map = OffsetMap::new(&text);
            let byte = map.to_byte(Utf16Offset(offset));
            prop_assert!(text.is_char_boundary(byte as usize));
            prop_assert!(map.to_utf16(offset).0 <= map.len_utf16());
        }
    }

    #[test]
    fn inside_a_character_is_its_start() {
        let map = OffsetMap::new("é😀");
        assert_eq!(map.to_utf16(1), Utf16Offset(0));
        assert_eq!(map.to_utf16(4), Utf16Offset(1));
        assert_eq!(map.to_byte(Utf16Offset(2)), 2);
    }
}
