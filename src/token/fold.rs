//! Folding of words for comparison: case, quotation marks, dashes, spaces and invisible characters. The text itself
//! is never changed. Imports: std only.

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
        _ => char.to_lowercase().next(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
