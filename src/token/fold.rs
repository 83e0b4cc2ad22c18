//! Folding of words for comparison: case, quotation marks, dashes, spaces and invisible characters. The text itself
//! is never changed. Imports: `list`.

use crate::list::WordList;

/// The form of `char` used in comparisons, or `None` for a character that comparisons skip
/// (soft hyphen, zero-width characters, direction marks).
pub fn fold_char(char: char) -> Option<char> {
    if char.is_ascii() {
        return Some(char.to_ascii_lowercase());
    }
    match char {
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2bc}' | '\u{2bb}' | '\u{2032}' | '\u{ff07}' => {
            Some('\'')
        }
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' | '\u{ff02}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ if char.is_whitespace() => Some(' '),
        _ => Some(lowercase(char)),
    }
}

/// The small letter of `char` in the bicameral scripts of names that English newspapers print: Latin, Greek, Cyrillic,
/// Armenian. The standard library's tables for all of Unicode would be 7 KiB of the wasm, compressed.
fn lowercase(char: char) -> char {
    let code = u32::from(char);
    let is_even = code.is_multiple_of(2);
    let lower = match code {
        0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f | 0xff21..=0xff3a => code + 32,
        0x130 => u32::from('i'),
        0x178 => 0xff,
        0x1e9e => 0xdf,
        0x100..=0x137
        | 0x14a..=0x177
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
            if is_even =>
        {
            code + 1
        }
        0x1a0..=0x1a5 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff if is_even => code + 1,
        0x139..=0x148 | 0x179..=0x17e | 0x1af | 0x1cd..=0x1dc | 0x4c1..=0x4ce if !is_even => code + 1,
        0x18f => 0x259,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x400..=0x40f => code + 80,
        0x4c0 => 0x4cf,
        0x531..=0x556 => code + 48,
        _ => return char,
    };
    char::from_u32(lower).unwrap_or(char)
}

/// Appends the folded form of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        out.extend(text.chars().filter_map(fold_char));
    }
}

/// The folded form of `text`.
///
/// ```
/// use newsgloss::token::folded;
/// assert_eq!(folded("One\u{a0}China’s"), "one china's");
/// ```
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Whether `text` folds to `folded`, which is in folded form already.
pub fn eq_folded(text: &str, folded: &str) -> bool {
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(folded) && !folded.bytes().any(|byte| byte.is_ascii_uppercase());
    }
    text.chars().filter_map(fold_char).eq(folded.chars())
}

/// Whether `text` folds to one of `list`, whose words are in folded form already.
pub fn folds_to_one_of(text: &str, list: WordList) -> bool {
    if text.is_ascii() { list.has_any_case(text) } else { list.words().any(|word| eq_folded(text, word)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_those_of_unicode() {
        let blocks = ['\0'..='\u{17f}', '\u{386}'..='\u{3ce}', '\u{400}'..='\u{556}', '\u{1e00}'..='\u{1eff}'];
        for char in blocks.into_iter().flatten().chain("ƏƠƯǍǛȘȚǸＡ".chars()) {
            assert_eq!(
                Some(lowercase(char.to_ascii_lowercase())),
                char.to_ascii_lowercase().to_lowercase().next(),
                "{char}"
            );
        }
        for char in '\0'..=char::MAX {
            assert!([Some(char), char.to_lowercase().next()].contains(&Some(lowercase(char))), "{char}");
        }
    }

    #[test]
    fn folds_what_typesetting_varies() {
        for (text, expected) in [
            ("TAIWAN", "taiwan"),
            ("dual‑use", "dual-use"),
            ("pro\u{ad}gramme", "programme"),
            ("O’Brien", "o'brien"),
            ("“One", "\"one"),
            ("Zürich", "zürich"),
        ] {
            assert_eq!(folded(text), expected);
            assert!(eq_folded(text, expected));
        }
        assert!(!eq_folded("taiwanese", "taiwan"));
        let list = WordList("one dual-use two");
        for (text, expected) in
            [("One", true), ("TWO", true), ("dual‑use", true), ("tw", false), ("", false), ("é", false)]
        {
            assert_eq!(folds_to_one_of(text, list), expected, "{text}");
        }
    }
}
