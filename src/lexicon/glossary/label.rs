//! How the name of an entry is kept: the words of one of its forms with their capitals and what stands before them, or a
//! text. Imports: `text`, `token`, `glossary::{layer, form}`.

use super::layer::Layer;
use crate::text::Span;

/// The name of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Label {
    /// From and to which of the layer's label words.
    Words(u32, u32),
    /// The text at this place.
    Text(Span),
}

/// How a word of a name is written: its capitals in the lowest two bits, what stands before it above.
pub(super) const CAPITAL: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const HYPHEN: u8 = 4;
pub(super) const JOINED: u8 = 8;
/// With an `s` behind it.
pub(super) const PLURAL: u8 = 16;

impl Label {
    /// The name, as the entries of `layer` have it.
    pub(super) fn write(self, layer: &Layer) -> String {
        match self {
            Self::Text(span) => span.of(&layer.texts).to_owned(),
            Self::Words(start, end) => {
                let words = layer.label_words.get(start as usize..end as usize).unwrap_or_default();
                let mut label = String::new();
                for (word, how) in words {
                    write_word(&mut label, layer.word(*word), *how);
                }
                label
            }
        }
    }
}

/// Appends `word`, folded, written `how`.
pub(super) fn write_word(label: &mut String, word: &str, how: u8) {
    if how & HYPHEN != 0 {
        label.push('-');
    } else if how & JOINED == 0 && !label.is_empty() {
        label.push(' ');
    }
    for (at, char) in word.chars().enumerate() {
        let capital = how & UPPER != 0 || how & CAPITAL != 0 && at == 0;
        label.push(if capital { char.to_ascii_uppercase() } else { char });
    }
    if how & PLURAL != 0 {
        label.push('s');
    }
}
