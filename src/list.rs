//! Lists of words and tables of words as one text each. Imports: std only.
//!
//! A `&[&str]` costs eight bytes for each word besides its letters, and addresses do not compress: 1,600 words of rules
//! were 4 KiB of the compressed wasm.

/// Words with one space between them.
///
/// ```
/// use newsgloss::list::WordList;
/// let ranks = WordList("general colonel major");
/// assert!(ranks.has("colonel") && !ranks.has("col") && !ranks.has(""));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordList(pub &'static str);

impl WordList {
    /// Whether `word` is one of them, in the same case.
    pub fn has(self, word: &str) -> bool {
        self.any(|other| other == word.as_bytes())
    }

    /// Whether `word` is one of them, whatever the case of its ASCII letters.
    pub fn has_any_case(self, word: &str) -> bool {
        self.any(|other| other.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Byte by byte: for every word of an article, the standard library's search for the next space would cost more than all
    /// comparisons.
    fn any(self, is_it: impl Fn(&[u8]) -> bool) -> bool {
        self.0.as_bytes().split(|byte| *byte == b' ').any(|word| !word.is_empty() && is_it(word))
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
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WordTable(pub &'static str);

impl WordTable {
    /// Each word with those that belong to it.
    pub fn rows(self) -> impl Iterator<Item = (&'static str, WordList)> {
        self.0
            .split('|')
            .map(|row| row.split_once(' ').map_or((row, WordList("")), |(word, rest)| (word, WordList(rest))))
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
