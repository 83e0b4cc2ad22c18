//! Tokens as a key, and how a name is written in a text. Imports: `key`, `token`.

use super::super::key::{KeyPart, key_part};
use super::{Case, LONGEST};
use crate::token::Token;

/// Most tokens of a name.
const MOST_TOKENS: usize = 24;
/// Tokens looked at first.
pub(super) const FEW_TOKENS: usize = 4;

/// The key of the tokens from one on, and where in it each of them ends.
pub(super) struct Query {
    bytes: [u8; LONGEST],
    ends: [u8; MOST_TOKENS],
    n_tokens: usize,
}

impl Query {
    /// No tokens where the first one has nothing that counts in a key.
    pub(super) fn new(text: &str, tokens: &[Token]) -> Self {
        let mut query = Self { bytes: [0; LONGEST], ends: [u8::MAX; MOST_TOKENS], n_tokens: 0 };
        let end = |token: &Token| token.span.end() as usize;
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return query };
        let start = first.span.start() as usize;
        let (mut len, mut gap) = (0, false);
        let mut pending = tokens.iter().map(end).zip(query.ends.iter_mut()).peekable();
        for (offset, char) in text.get(start..end(last)).unwrap_or_default().char_indices() {
            match key_part(char) {
                KeyPart::Break => break,
                KeyPart::Nothing => {}
                KeyPart::Gap => gap = len > 0,
                KeyPart::Char(char) => {
                    let mut encoded = [0; 4];
                    let space: &[u8] = if std::mem::take(&mut gap) { b" " } else { b"" };
                    let char = char.encode_utf8(&mut encoded).as_bytes();
                    let width = space.len() + char.len();
                    let Some(place) = query.bytes.get_mut(len..len + width) else { break };
                    place.iter_mut().zip(space.iter().chain(char)).for_each(|(place, byte)| *place = *byte);
                    len += width;
                }
            }
            let read = start + offset + char.len_utf8();
            while let Some((_, end)) = pending.next_if(|(end, _)| *end <= read) {
                *end = len as u8;
                query.n_tokens += 1;
            }
        }
        if query.ends.first() == Some(&0) {
            query.n_tokens = 0;
        }
        query
    }

    /// How many tokens there are.
    pub(super) fn n_tokens(&self) -> usize {
        self.n_tokens
    }

    /// The key of the first `n_tokens` tokens.
    pub(super) fn key(&self, n_tokens: usize) -> &[u8] {
        let end = n_tokens.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |&end| usize::from(end));
        self.bytes.get(..end).unwrap_or_default()
    }

    /// How many tokens end within the first `len` bytes of the key.
    pub(super) fn tokens_within(&self, len: usize) -> usize {
        self.ends.get(..self.n_tokens).unwrap_or_default().partition_point(|&end| usize::from(end) <= len)
    }
}

/// How `text` writes a `name` that has the same key.
pub(super) fn case_of(text: &str, name: &str) -> Case {
    if letters(text).zip(letters(name)).all(|(one, other)| one.is_uppercase() == other.is_uppercase()) {
        return Case::Exact;
    }
    let mut initials = initials(text).zip(initials(name));
    if initials.all(|(one, other)| one.is_uppercase() || !other.is_uppercase()) { Case::Capital } else { Case::Lower }
}

fn is_letter(char: char) -> bool {
    matches!(key_part(char), KeyPart::Char(_))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&char| is_letter(char))
}

/// The first letter of each word.
fn initials(text: &str) -> impl Iterator<Item = char> {
    text.split(|char| key_part(char) == KeyPart::Gap).filter_map(|word| letters(word).next())
}

/// A hash of the key of the first word of `name`.
pub(super) fn first_word(name: &str) -> u32 {
    let parts = name.chars().map(key_part).take_while(|part| !matches!(part, KeyPart::Gap | KeyPart::Break));
    parts.fold(0x811c_9dc5, |hash, part| match part {
        KeyPart::Char(char) => (hash ^ u32::from(char)).wrapping_mul(0x0100_0193),
        _ => hash,
    })
}
