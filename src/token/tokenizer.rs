//! Text to tokens, one pass, no allocation per token. Imports: `text`, `token`.
//!
//! Conventions are the Penn Treebank's where news tools share them (`do|n’t`, `China|’s`, `Mr.` whole), except that
//! hyphens always split: `U.S.-led` and `dual-use` are then the same to matchers however they are typeset.

use super::sentence::is_abbreviation;
use super::{Token, TokenKind};
use crate::text::Span;

/// Tokenises `text` within `span`, appending to `tokens`. Offsets are into the whole of `text`.
///
/// ```
/// use newsgloss::{text::Span, token::tokenize};
/// let text = "Mr. O’Brien’s U.S.-led plan didn’t cost $1,200.";
/// let mut tokens = Vec::new();
/// tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
/// let words: Vec<_> = tokens.iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words.join("|"), "Mr.|O’Brien|’s|U.S.|-|led|plan|did|n’t|cost|$|1,200|.");
/// ```
pub fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let mut scanner = Scanner { text: span.of(text), base: span.start(), at: 0, tokens };
    while let Some(char) = scanner.peek() {
        scanner.token(char);
    }
}

struct Scanner<'a> {
    /// The piece being read; `at` counts bytes in it.
    text: &'a str,
    base: u32,
    at: usize,
    tokens: &'a mut Vec<Token>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        if byte.is_ascii() { Some(char::from(byte)) } else { self.rest().chars().next() }
    }

    fn emit(&mut self, len: usize, kind: TokenKind) {
        let start = self.base + self.at as u32;
        self.tokens.push(Token { span: Span::new(start, start + len as u32), kind });
        self.at += len;
    }

    fn token(&mut self, char: char) {
        match char {
            _ if char.is_whitespace() || is_invisible(char) => self.at += char.len_utf8(),
            '@' | '#' => match handle_len(self.rest()) {
                Some(len) => self.emit(len, TokenKind::Address),
                None => self.emit(1, TokenKind::Symbol),
            },
            _ if char.is_alphabetic() => self.word(),
            _ if char.is_numeric() => self.number(),
            '.' | '!' | '?' | '…' => {
                let len = self.rest().len() - self.rest().trim_start_matches(char).len();
                self.emit(len, TokenKind::Terminal);
            }
            '\'' | '`' if self.rest().starts_with("''") || self.rest().starts_with("``") => {
                self.emit(2, TokenKind::DoubleMark);
            }
            '"' | '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{2033}' | '\u{ff02}' => {
                self.emit(char.len_utf8(), TokenKind::DoubleMark);
            }
            '\'' | '`' | '\u{2018}'..='\u{201b}' | '‹' | '›' | '\u{2032}' => self.single_mark(char),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                let len = self.rest().len() - self.rest().trim_start_matches(char).len();
                self.emit(len, TokenKind::Dash);
            }
            '(' | ')' | '[' | ']' | '{' | '}' => self.emit(1, TokenKind::Bracket),
            _ => self.emit(char.len_utf8(), TokenKind::Symbol),
        }
    }

    /// An apostrophe outside a word. One that touches the word before it may still be a clitic (`the U.S.’s`).
    fn single_mark(&mut self, char: char) {
        let touches_word = self.tokens.last().is_some_and(|last| {
            last.span.end() == self.base + self.at as u32 && matches!(last.kind, TokenKind::Word | TokenKind::Number)
        });
        match clitic_len(self.rest()) {
            Some(len) if touches_word => self.emit(len, TokenKind::Clitic),
            _ => self.emit(char.len_utf8(), TokenKind::SingleMark),
        }
    }

    fn number(&mut self) {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut len = 0;
        while let Some(char) = rest.get(len..).and_then(|tail| tail.chars().next()) {
            let next_is_digit = bytes.get(len + char.len_utf8()).is_some_and(u8::is_ascii_digit);
            let inside = char.is_alphanumeric() || (matches!(char, ',' | '.' | ':') && next_is_digit && len > 0);
            if !inside {
                break;
            }
            len += char.len_utf8();
        }
        self.emit(len.max(1), TokenKind::Number);
    }

    fn word(&mut self) {
        let rest = self.rest();
        if let Some(len) = address_len(rest) {
            return self.emit(len, TokenKind::Address);
        }
        let len = word_len(rest);
        let word = rest.get(..len).unwrap_or("");
        if let Some((head, clitic)) = split_contraction(word, rest.get(len..).unwrap_or("")) {
            if head > 0 {
                self.emit(head, TokenKind::Word);
            }
            return self.emit(clitic, TokenKind::Clitic);
        }
        let stop = usize::from(rest.get(len..).is_some_and(|tail| tail.starts_with('.')) && keeps_full_stop(rest, len));
        self.emit(len + stop, TokenKind::Word);
    }
}

/// Length of the word at the start of `rest`: letters, digits, marks, and what joins them inside a word.
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = char.is_alphanumeric()
            || is_invisible(char)
            || is_mark(char)
            || match char {
                // `O’Brien`, `Sana’a`; clitics are split off afterwards.
                '\'' | '\u{2019}' | '\u{2bc}' => next.is_some_and(char::is_alphabetic),
                // `U.S.`, `a.m.`, `Ph.D`; but not `end.Next`, a missing space.
                '.' => next.is_some_and(char::is_alphabetic) && is_dotted(rest, at),
                '&' => {
                    next.is_some_and(char::is_uppercase)
                        && rest.get(..at).is_some_and(|head| head.ends_with(char::is_uppercase))
                }
                _ => false,
            };
        if !inside {
            break;
        }
        len = at + char.len_utf8();
    }
    // A trailing soft hyphen or zero-width mark stays with the word; it folds away.
    len
}

/// Whether the full stop at `at` joins single letters (`U.S`, `a.m`): one or two letters since the last stop or the start.
fn is_dotted(rest: &str, at: usize) -> bool {
    let since = rest.get(..at).unwrap_or("").rsplit('.').next().unwrap_or("");
    let next: usize = rest.get(at + 1..).unwrap_or("").chars().take(3).take_while(|char| char.is_alphabetic()).count();
    next == 1 && (since.chars().count() == 1 || since == "Ph")
}

/// Whether the full stop after the word of length `len` belongs to it: `U.S.`, initials, abbreviations.
fn keeps_full_stop(rest: &str, len: usize) -> bool {
    let word = rest.get(..len).unwrap_or("");
    if word.contains('.') {
        return true;
    }
    let tail = rest.get(len + 1..).unwrap_or("");
    if tail.starts_with('.') {
        return false;
    }
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    if initial {
        // `J. Smith`, `J.K. Rowling`; at the end of a sentence a lone capital is a word (`Plan B.`, `you and I.`).
        let next = tail.trim_start().chars().next();
        return word != "I" && (next.is_some_and(char::is_uppercase) || next.is_some_and(|next| next == ','));
    }
    is_abbreviation(word)
}

/// Where a word splits into head and clitic: `(head, clitic)` in bytes. `after` is the text right after the word.
fn split_contraction(word: &str, after: &str) -> Option<(usize, usize)> {
    let apostrophe = word.rfind(['\'', '\u{2019}', '\u{2bc}'])?;
    if after.starts_with(['\'', '\u{2019}']) && after.chars().nth(1).is_some_and(char::is_alphabetic) {
        return None;
    }
    let tail = word.get(apostrophe..)?;
    let head = word.get(..apostrophe)?;
    if clitic_len(tail) == Some(tail.len()) {
        return Some((apostrophe, tail.len()));
    }
    let letters = tail.trim_start_matches(['\'', '\u{2019}', '\u{2bc}']);
    if letters.eq_ignore_ascii_case("t") && head.ends_with(['n', 'N']) {
        return Some((apostrophe - 1, tail.len() + 1));
    }
    None
}

/// Length of a clitic (apostrophe and letters) at the start of `rest`.
fn clitic_len(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|char| matches!(char, '\'' | '\u{2019}' | '\u{2bc}'))?;
    let letters = rest.get(mark.len_utf8()..)?;
    let len = letters.bytes().take_while(u8::is_ascii_alphabetic).count();
    let ends = letters.get(len..)?.chars().next().is_none_or(|char| !char.is_alphanumeric());
    let known = ["s", "ll", "re", "ve", "d", "m"]
        .iter()
        .any(|clitic| letters.get(..len).is_some_and(|l| l.eq_ignore_ascii_case(clitic)));
    (known && ends).then_some(mark.len_utf8() + len)
}

/// Length of a handle or tag at the start of `rest` (`@name`, `#Tag`).
fn handle_len(rest: &str) -> Option<usize> {
    let name = rest.get(1..)?;
    let len = name.find(|char: char| !(char.is_alphanumeric() || char == '_')).unwrap_or(name.len());
    name.chars().next().is_some_and(char::is_alphabetic).then_some(1 + len)
}

/// Longest local part, and longest host, of an address, in bytes (RFC 5321, 4.5.3.1; RFC 1035, 2.3.4). Nothing is looked at
/// past them, so that `a-a-a-…` and `a@a@a@…` take no time.
const MAX_LOCAL: usize = 64;
const MAX_HOST: usize = 255;

/// Length of a web or e-mail address at the start of `rest`.
fn address_len(rest: &str) -> Option<usize> {
    // Only a word that runs into one of these can be an address; the check keeps ordinary words cheap.
    let head = rest
        .bytes()
        .take(MAX_LOCAL + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'.'))
        .count();
    let at_mark = rest.as_bytes().get(head) == Some(&b'@');
    let scheme = rest.get(head..).is_some_and(|tail| tail.starts_with("://"));
    let www = rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let mut host = rest.bytes().skip(head + 1).take(MAX_HOST);
    let mail = at_mark && host.any(|byte| byte == b'.');
    if !(mail || scheme || www) {
        return None;
    }
    let end = rest.find(|char: char| char.is_whitespace() || "<>\"“”«»()[]{}".contains(char)).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '\u{2019}']);
    let complete = match (at_mark, www) {
        (true, _) => address.get(head + 1..).is_some_and(|host| host.contains('.')),
        (_, true) => address.len() > 4,
        _ => address.len() > head + 3,
    };
    complete.then_some(address.len())
}

/// Combining marks, which belong to the letter before them.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Characters that no reader sees: they join no token and end none.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
        tokens
    }

    fn check(text: &str, expected: &str) {
        let words: Vec<_> = tokens(text).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn contractions_and_possessives_split() {
        check("don't CAN’T we'll it’s China's workers’", "do|n't|CA|N’T|we|'ll|it|’s|China|'s|workers|’");
        check("O'Brien D’Souza Sana’a Qur'an o'clock", "O'Brien|D’Souza|Sana’a|Qur'an|o'clock");
        check("the U.S.’s role", "the|U.S.|’s|role");
        check("'s gravenhage ’90s", "'|s|gravenhage|’|90s");
    }

    #[test]
    fn full_stops_stay_with_abbreviations() {
        check("Mr. J. K. Smith of Acme Inc. said.", "Mr.|J.|K.|Smith|of|Acme|Inc.|said|.");
        check("J.K. Rowling at 5 p.m. in Washington D.C.", "J.K.|Rowling|at|5|p.m.|in|Washington|D.C.");
        check("Plan B. It was I. Then", "Plan|B.|It|was|I|.|Then");
        check("the end.Next thing", "the|end|.|Next|thing");
        check("wait... what?!", "wait|...|what|?|!");
    }

    #[test]
    fn hyphens_split_and_numbers_hold() {
        check(
            "U.S.-led dual‑use 1,200.50 19th 3:30 F-16 COVID-19",
            "U.S.|-|led|dual|‑|use|1,200.50|19th|3:30|F|-|16|COVID|-|19",
        );
        check("2019–20 $3.5bn 40% 1990s", "2019|–|20|$|3.5bn|40|%|1990s");
        check("AT&T and R&D vs. A&b", "AT&T|and|R&D|vs.|A|&|b");
    }

    #[test]
    fn addresses_are_one_token() {
        check(
            "see https://example.com/a?b=1, or mail a.b@c.org.",
            "see|https://example.com/a?b=1|,|or|mail|a.b@c.org|.",
        );
        check("@handle wrote #NoWar @ 5", "@handle|wrote|#NoWar|@|5");
        check("www.example.org.", "www.example.org|.");
    }

    #[test]
    fn invisible_characters_do_not_split_words() {
        check("pro\u{ad}gramme Tai\u{200b}wan e\u{301}tat", "pro\u{ad}gramme|Tai\u{200b}wan|e\u{301}tat");
        check("a\u{a0}b", "a|b");
    }

    #[test]
    fn quotation_marks_are_tokens() {
        let kinds: Vec<_> = tokens("“a” ''b'' ‘c’ «d»").iter().map(|token| token.kind).collect();
        let (d, w, s) = (TokenKind::DoubleMark, TokenKind::Word, TokenKind::SingleMark);
        assert_eq!(kinds, [d, w, d, d, w, d, s, w, s, d, w, d]);
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_whole_and_cover_all_ink(text in "[a-zA-Z0-9 .,'’“”\"@#/:&é한🦀\u{ad}\u{301}\n-]{0,60}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start() >= end && !token.span.is_empty());
                let gap = &text[end as usize..token.span.start() as usize];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || is_invisible(c)));
                prop_assert!(!token.span.of(&text).is_empty());
                end = token.span.end();
            }
            prop_assert!(text[end as usize..].chars().all(|c| c.is_whitespace() || is_invisible(c)));
        }

        #[test]
        fn any_text_is_tokenised(text in ".{0,60}") {
            tokens(&text);
        }
    }
}
