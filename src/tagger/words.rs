//! What the tagger sees of each token: hashes of its forms, its shape and what the word table says of it.
//! Imports: `text`, `token`, `document`, `tagger`.

use super::table::{Entry, WordTable};
use crate::document::Document;
use crate::text::Span;
use crate::token::{Sentence, TokenKind, fold_char};

/// How the capitals of a sentence are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// A capital means something.
    #[default]
    Normal,
    /// A headline in title case: most words have a capital.
    Title,
    /// All capitals.
    Upper,
}

/// One token as the features see it. Hashes have 64 bits (FNV-1a).
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one token, read by name")]
pub struct Word {
    /// The form as written; in a line of capitals, as it would be written with one capital.
    pub exact: u64,
    /// The folded form, with each digit as `0`.
    pub lower: u64,
    /// The kinds of its characters, runs shortened to one.
    pub shape: u64,
    /// The kinds of its first eight characters.
    pub long_shape: u64,
    /// Whether it may begin or end a name: it has a capital or a digit.
    pub anchor: bool,
    /// Whether it has a capital: `Boeing`, `iPhone`.
    pub capital: bool,
    /// Whether it has that capital where none is needed: inside a sentence of ordinary case.
    pub marked: bool,
    /// Whether it starts with a small letter and has no capital.
    pub small: bool,
    /// Whether it is a dash that touches the words on both sides: `Jae-in`, `U.S.-led`.
    pub hyphen: bool,
    /// Whether it starts a sentence or a quotation, where the capital says little.
    pub initial: bool,
    /// Its place in the word table.
    pub entry: Entry,
    /// That of its form in small letters, where it has a capital: whether `Target` is a word too.
    pub small_entry: Entry,
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// One step of FNV-1a over a character.
pub(super) fn step(hash: u64, char: char) -> u64 {
    (hash ^ u64::from(u32::from(char))).wrapping_mul(FNV_PRIME)
}

/// The hash that [`Word::exact`] holds for `word` outside lines of capitals; the keys of the word table.
pub fn hash(word: &str) -> u64 {
    word.chars().fold(FNV_START, step)
}

/// Reads the tokens of `sentence`, appending one [`Word`] for each to `words`.
pub fn read(document: &Document<'_>, sentence: &Sentence, table: &WordTable, words: &mut Vec<Word>) -> Case {
    let case = case_of(document, sentence);
    let mut initial = true;
    for (token_idx, token) in sentence.clone().zip(document.slice(sentence)) {
        let mut word = read_word(document.word(token_idx as usize), case);
        word.initial = initial;
        word.marked = word.capital && !initial && case == Case::Normal;
        word.hyphen = token.kind == TokenKind::Dash && is_glued(document, token_idx as usize);
        if word.hyphen {
            word.lower = step(word.lower, '-');
        }
        word.entry = entry(document.word(token_idx as usize), word.exact, table);
        if word.capital {
            word.small_entry = table.get(word.lower);
        }
        words.push(word);
        initial = (initial && !matches!(token.kind, TokenKind::Word | TokenKind::Number))
            || matches!(token.kind, TokenKind::Terminal | TokenKind::DoubleMark)
            || document.word(token_idx as usize) == ":";
    }
    case
}

/// Whether token `token_idx` touches the tokens beside it.
fn is_glued(document: &Document<'_>, token_idx: usize) -> bool {
    let span = |at: usize| document.tokens().get(at).map(|token| token.span);
    let own = span(token_idx);
    let before = token_idx.checked_sub(1).and_then(span);
    before.map(Span::end) == own.map(Span::start) && own.map(Span::end) == span(token_idx + 1).map(Span::start)
}

/// What `table` says of `text`; of a long word in capitals (`NAIROBI`) also what it says of it with one capital.
fn entry(text: &str, exact: u64, table: &WordTable) -> Entry {
    let mut entry = table.get(exact);
    if text.len() > 4 && !text.contains(char::is_lowercase) {
        let name = table.get(read_word(text, Case::Upper).exact);
        entry.lists |= name.lists;
        if entry.cluster == 0 {
            entry.cluster = name.cluster;
        }
    }
    entry
}

fn case_of(document: &Document<'_>, sentence: &Sentence) -> Case {
    let (mut n_words, mut n_upper, mut n_capital) = (0, 0, 0);
    for (token_idx, token) in sentence.clone().zip(document.slice(sentence)) {
        if token.kind != TokenKind::Word {
            continue;
        }
        let word = document.word(token_idx as usize);
        n_words += 1;
        n_capital += u32::from(word.starts_with(char::is_uppercase));
        n_upper += u32::from(!word.contains(char::is_lowercase));
    }
    match n_words {
        2.. if n_upper * 10 >= n_words * 8 => Case::Upper,
        4.. if n_capital * 10 >= n_words * 7 => Case::Title,
        _ => Case::Normal,
    }
}

/// The kind of a character, as shapes count it.
fn shape_of(char: char) -> char {
    match char {
        _ if char.is_uppercase() => 'X',
        _ if char.is_lowercase() => 'x',
        _ if char.is_numeric() => 'd',
        _ => fold_char(char).unwrap_or(char),
    }
}

fn read_word(text: &str, case: Case) -> Word {
    let seed = if case == Case::Upper { step(FNV_START, 'U') } else { FNV_START };
    let mut word = Word { exact: FNV_START, lower: FNV_START, shape: seed, long_shape: seed, ..Word::default() };
    let mut last = None;
    for (nth, char) in text.chars().filter(|&char| fold_char(char).is_some()).enumerate() {
        let folded = fold_char(char).unwrap_or(char);
        let kind = shape_of(char);
        word.exact = step(word.exact, if case == Case::Upper && nth > 0 { folded } else { char });
        word.lower = step(word.lower, if kind == 'd' { '0' } else { folded });
        if nth < 8 {
            word.long_shape = step(word.long_shape, kind);
        }
        if last != Some(kind) {
            word.shape = step(word.shape, kind);
        }
        last = Some(kind);
        word.anchor |= matches!(kind, 'X' | 'd');
        word.capital |= kind == 'X';
        word.small |= nth == 0 && kind == 'x';
    }
    word.small &= !word.capital;
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    fn words(text: &str) -> (Vec<Word>, Case) {
        let source = SourceText::from_plain(text);
        let document = Document::new(&source);
        let mut words = Vec::new();
        let case = read(&document, &document.sentences()[0].clone(), &WordTable::default(), &mut words);
        (words, case)
    }

    #[test]
    fn lines_of_capitals_read_as_names_do() {
        let (upper, case) = words("LONDON CALLS PARIS");
        assert_eq!(case, Case::Upper);
        assert_eq!(upper[0].exact, hash("London"));
        let (normal, case) = words("He met London’s mayor.");
        assert_eq!(case, Case::Normal);
        assert_eq!(upper[0].lower, normal[2].lower);
        assert_ne!(upper[0].shape, normal[2].shape);
        assert_eq!(words("Mayor Of London Calls").1, Case::Title);
    }

    #[test]
    fn digits_fold_and_shapes_shorten() {
        let (words, _) = words("In 1999 or 2004 a MiG-29 and US B-52s, 35");
        assert_eq!(words[1].lower, words[3].lower);
        assert_ne!(words[1].exact, words[3].exact);
        assert_eq!(words[1].shape, words[14].shape);
        assert_ne!(words[1].long_shape, words[14].long_shape);
        assert!(words[1].anchor && !words[2].anchor && words[2].small);
        assert!(words[0].initial && !words[1].initial);
    }
}
