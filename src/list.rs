//! Lists of words and tables of words as one text each. Imports: std only.
//!
//! A `&[&str]` costs eight bytes for each word besides its letters, and addresses do not compress: 1,600 words of rules
//! were 4 KiB of the compressed wasm.

/// Words with one space between them.
///
/// ```
/// use newsgloss::list::WordList;
/// let ranks = WordList("general colonel major");
/// assert!(ranks.has("colonel") && !ranks.has("col") && !ranks.has("") && !ranks.has("colonel major"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordList(pub &'static str);

impl WordList {
    /// Whether `word` is one of them, in the same case.
    pub fn has(self, word: &str) -> bool {
        find(self.0, word, false).is_some()
    }

    /// Whether `word` is one of them, whatever the case of its ASCII letters.
    pub fn has_any_case(self, word: &str) -> bool {
        find(self.0, word, true).is_some()
    }

    /// Them in order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }
}

/// Rows of words with one `|` between them: a word, then those that belong to it. A `_` is a space within a word.
///
/// ```
/// use newsgloss::list::WordTable;
/// let plurals = WordTable("child children|index indices indexes");
/// assert!(plurals.row("index").is_some_and(|row| row.has("indexes")));
/// assert_eq!(plurals.first("child"), Some("children"));
/// assert!(plurals.row("indices").is_none());
/// assert_eq!(plurals.row_with("indices").map(|row| row.0), Some("index"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordTable(pub &'static str);

impl WordTable {
    /// Each word with those that belong to it.
    pub fn rows(self) -> impl Iterator<Item = (&'static str, WordList)> {
        self.0.split('|').map(split_row)
    }

    /// The first row that has `word`, as its first word or as one that belongs to it.
    pub fn row_with(self, word: &str) -> Option<(&'static str, WordList)> {
        let (before, from) = self.0.split_at_checked(find(self.0, word, false)?)?;
        let start = before.rfind('|').map_or(0, |bar| bar + 1);
        let end = from.find('|').map_or(self.0.len(), |bar| before.len() + bar);
        self.0.get(start..end).map(split_row)
    }

    /// What belongs to `word`.
    pub fn row(self, word: &str) -> Option<WordList> {
        self.rows().find(|(key, _)| *key == word).map(|(_, rest)| rest)
    }

    /// The first that belongs to `word`.
    pub fn first(self, word: &str) -> Option<&'static str> {
        self.row(word)?.words().next()
    }
}

fn split_row(row: &'static str) -> (&'static str, WordList) {
    row.split_once(' ').map_or((row, WordList("")), |(word, rest)| (word, WordList(rest)))
}

/// Where `word` first stands in `text` as a whole word.
///
/// Byte by byte, and compared only where the first letter fits: several lists are asked for every word of an article.
fn find(text: &str, word: &str, any_case: bool) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let is_end = |byte: &u8| matches!(byte, b' ' | b'|');
    // Small and large letters differ in this bit.
    let first = word.first()? | 0x20;
    let mut begins = true;
    for (at, byte) in text.iter().enumerate() {
        if begins && byte | 0x20 == first {
            let end = at + word.len();
            let other = text.get(at..end).unwrap_or(&[]);
            let is_it = if any_case { other.eq_ignore_ascii_case(word) } else { other == word };
            if is_it && text.get(end).is_none_or(is_end) && !word.iter().any(is_end) {
                return Some(at);
            }
        }
        begins = is_end(byte);
    }
    None
}
