//! Places and organizations that the tagger takes for each other, told apart by the lexicon. Imports: `document`,
//! `annotation`, `ids`, `lexicon` (names), `link::candidates`.

use super::candidates::{is_written_so, look_up};
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::ids::{self, Ids};
use crate::lexicon::Names;

/// A name below this prior (63 of 37,554 articles) may be that of something else here.
const WELL_KNOWN: u8 = 72;

/// Gives the names among `mentions` that are well known as one kind of thing only the label of that kind: `Kremlin` is an
/// organization wherever it stands. So is one word for a person whom the article names nowhere in full, where it is a
/// well-known place: `Washington asked`. Other people, groups and works are left as they are: they bear names of places.
pub fn settle_labels(document: &Document<'_>, mentions: &mut [Mention], names: &Names) {
    let mut settling = Settling::default();
    while !settling.step(document, mentions, names, usize::MAX) {}
}

/// The work of [`settle_labels`], as far as it is done.
#[derive(Debug, Default)]
pub(crate) struct Settling {
    /// The words of people's names of several words; none before the first step.
    parts: Option<Ids>,
    /// Mentions that are settled.
    n_settled: usize,
}

impl Settling {
    /// Goes on by `n_mentions`, otherwise always with the same arguments. True when there is nothing left to do.
    pub(crate) fn step(
        &mut self,
        document: &Document<'_>,
        mentions: &mut [Mention],
        names: &Names,
        n_mentions: usize,
    ) -> bool {
        let settles = |label| matches!(label, Label::Place | Label::Organization | Label::Facility);
        let text = |mention: &Mention| document.source().slice(mention.span);
        let parts = self.parts.get_or_insert_with(|| {
            let mut parts = Ids::default();
            for name in mentions.iter().filter(|mention| mention.label == Label::Person).map(text) {
                name.split(' ').filter(|part| *part != name).for_each(|part| _ = parts.of(ids::key(part)));
            }
            parts
        });
        let is_lone = |mention: &Mention| {
            mention.label == Label::Person
                && parts.find(ids::key(text(mention))).is_none()
                && !is_titled(document, mention)
        };
        let n_all = mentions.len();
        let some = mentions.iter_mut().skip(self.n_settled).take(n_mentions);
        for mention in some.filter(|mention| settles(mention.label) || is_lone(mention)) {
            let Some(name) = look_up(document, mention.span, names) else { continue };
            if name.everyday || !is_written_so(&name, document.source().slice(mention.span)) {
                continue;
            }
            let mut records = names.records(&name).filter_map(|record| names.record(record));
            let Some(first) = records.next().filter(|first| !first.shared && first.prior >= WELL_KNOWN) else {
                continue;
            };
            let label = first.class.label();
            let may_be = if mention.label == Label::Person { label == Label::Place } else { settles(label) };
            if may_be && records.all(|record| record.class.label() == label) {
                mention.label = label;
            }
        }
        self.n_settled = self.n_settled.saturating_add(n_mentions);
        self.n_settled >= n_all
    }
}

/// Whether a title or another name stands before `mention`, with a capital inside the sentence.
fn is_titled(document: &Document<'_>, mention: &Mention) -> bool {
    let first = document.tokens_in(mention.span).start as usize;
    first.checked_sub(1).is_some_and(|before| document.word(before).starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn a_title_is_a_capital_before_the_name() {
        for (text, name, titled) in [
            ("Then Mr. Roe left", "Roe", true),
            ("Senator Roe left", "Roe", true),
            ("He said Roe left", "Roe", false),
            ("They left. Roe stayed", "Roe", false),
        ] {
            let source = SourceText::from_plain(text);
            let start = text.find(name).unwrap_or_default() as u32;
            let span = crate::text::Span::new(start, start + name.len() as u32);
            let mention = Mention { span, label: Label::Person, confidence: 1.0, entity: None };
            assert_eq!(is_titled(&Document::new(&source), &mention), titled, "{text}");
        }
    }
}
