//! What the other occurrences of a word in the article were taken for, as features of a second reading.
//! Imports: `tagger`. A surname is easy after its full name and hard alone: the easy one votes for the hard one
//! (context aggregation, Chieu and Ng 2003).

use super::decode::Name;
use super::features::Sink;
use super::seen::Forms;
use super::tags::N_LABELS;
use super::words::Word;

/// Outside every name, as a reading of a word.
pub const NO_NAME: usize = N_LABELS;

/// How often each capitalised form of an article was taken for a name of each label or for none.
#[derive(Debug)]
pub struct Votes {
    by_form: Vec<[u8; N_LABELS + 1]>,
    /// What each token was taken for.
    own: Vec<u8>,
}

impl Votes {
    /// Counts `names`, whose tokens are those of the article.
    pub fn count<'a>(words: &[Word], forms: &Forms, names: impl Iterator<Item = &'a Name>) -> Self {
        let mut own = vec![NO_NAME as u8; words.len()];
        for name in names {
            if let Some(tokens) = own.get_mut(name.tokens.clone()) {
                tokens.fill(name.label as u8);
            }
        }
        let mut by_form = vec![[0; N_LABELS + 1]; forms.len()];
        for (token_idx, (word, &label)) in words.iter().zip(&own).enumerate() {
            if votes(word, label) {
                let cell = forms.form(token_idx).and_then(|form| by_form.get_mut(form)?.get_mut(usize::from(label)));
                if let Some(count) = cell {
                    *count = u8::saturating_add(*count, 1);
                }
            }
        }
        Self { by_form, own }
    }

    /// What most other occurrences of the word were taken for, and whether all agree; none where it has no other.
    fn others(&self, words: &[Word], forms: &Forms, token_idx: usize) -> Option<(usize, bool)> {
        let word = words.get(token_idx).filter(|word| word.capital)?;
        let mut counts = *self.by_form.get(forms.form(token_idx)?)?;
        let own = *self.own.get(token_idx)?;
        if votes(word, own) {
            let count = counts.get_mut(usize::from(own))?;
            *count = count.saturating_sub(1);
        }
        let (label, &most) =
            counts.iter().enumerate().max_by_key(|&(label, &count)| (count, std::cmp::Reverse(label)))?;
        let total: u32 = counts.iter().map(|&count| u32::from(count)).sum();
        (most > 0).then_some((label, u32::from(most) == total))
    }

    /// Appends the features that the votes give token `token_idx`; none where the word stands alone in the article.
    pub fn features(&self, words: &[Word], forms: &Forms, token_idx: usize, out: &mut Vec<u32>) {
        let Some((label, agreed)) = self.others(words, forms, token_idx) else { return };
        let shape = words.get(token_idx).map_or(0, |word| word.shape);
        let beside = |neighbour: Option<usize>| {
            neighbour.and_then(|at| self.others(words, forms, at)).map_or(0, |(label, _)| label as u64 + 1)
        };
        let vote = label as u64;
        let mut sink = Sink::new(out);
        sink.two(130, vote, u64::from(agreed));
        sink.two(131, vote, shape);
        sink.two(132, vote, beside(token_idx.checked_sub(1)));
        sink.two(133, vote, beside(Some(token_idx + 1)));
    }
}

/// Whether an occurrence says anything: part of a name, or a capital that means something and yet is none.
fn votes(word: &Word, label: u8) -> bool {
    word.capital && (usize::from(label) != NO_NAME || word.marked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::tagger::read_words;
    use crate::tagger::table::WordTable;
    use crate::text::SourceText;

    #[test]
    fn other_occurrences_vote() {
        let source = SourceText::from_plain("Jane Roe ran. Later Roe sat with Kim.");
        let document = Document::new(&source);
        let (words, _) = read_words(&document, &WordTable::default());
        let forms = Forms::read(&words);
        let name = Name { tokens: 0..2, label: 0, margin: 0 };
        let votes = Votes::count(&words, &forms, [name].iter());
        let others = |word: &str| votes.others(&words, &forms, (0..9).find(|&at| document.word(at) == word).unwrap());
        assert_eq!(votes.others(&words, &forms, 5), Some((0, true)));
        assert_eq!(others("Roe"), Some((NO_NAME, true)));
        assert_eq!(others("Kim"), None);
        assert_eq!(others("ran"), None);
    }
}
