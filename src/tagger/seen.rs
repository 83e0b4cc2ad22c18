//! How the article as a whole writes a word: with a capital inside a sentence, or small. Imports: `ids`, `tagger`.

use super::words::Word;
use crate::ids::Ids;

/// What the article shows of one folded form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Times without a capital.
    pub small: u8,
    /// Times with a capital where none is needed.
    pub capital: u8,
}

impl Seen {
    /// The counts as one small number: none, one or more of each.
    pub(super) fn summary(self) -> u64 {
        u64::from(self.small.min(2)) * 3 + u64::from(self.capital.min(2))
    }
}

/// Numbers the folded forms of an article in order of first use, and counts how they are written.
#[derive(Debug, Default)]
pub struct Forms {
    /// The form of each token.
    of_token: Vec<u32>,
    seen: Vec<Seen>,
}

impl Forms {
    /// Reads all `words` of an article.
    pub fn read(words: &[Word]) -> Self {
        let mut ids = Ids::default();
        let mut forms = Self { of_token: Vec::with_capacity(words.len()), seen: Vec::new() };
        for word in words {
            let form = ids.of(word.lower);
            if forms.seen.len() < ids.len() {
                forms.seen.push(Seen::default());
            }
            forms.of_token.push(form);
            if let Some(seen) = forms.seen.get_mut(form as usize) {
                seen.small = seen.small.saturating_add(u8::from(word.small));
                seen.capital = seen.capital.saturating_add(u8::from(word.marked));
            }
        }
        forms
    }

    /// How the article writes the form of token `token_idx`.
    pub fn seen(&self, token_idx: usize) -> Seen {
        self.form(token_idx).and_then(|form| self.seen.get(form)).copied().unwrap_or_default()
    }

    /// The number of the form of token `token_idx`.
    pub fn form(&self, token_idx: usize) -> Option<usize> {
        self.of_token.get(token_idx).map(|&form| form as usize)
    }

    /// Number of different forms.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether the article has no words.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }
}
