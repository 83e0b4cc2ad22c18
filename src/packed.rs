//! An analysis as numbers and one text: how it comes from another wasm, a worker's or the exports', to its page.
//! Imports: `annotation`, `text`.
//!
//! Both ends are the same build with the same language data, so indices into them are good. What does not fit all the same,
//! bytes of another build say, is refused.

use crate::annotation::{
    Analysis, Entity, EntityId, Label, Mention, Quotation, QuotationClass, Speaker, Term, TermId, Tier, Told,
};
use crate::text::Span;

/// Stands for an absent number; no text is so long, no list has so many items.
const NONE: u32 = u32::MAX;

/// An analysis, packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// The lists, each after its length; an item's numbers one after the other.
    pub numbers: Vec<u32>,
    /// The keys and names, one after the other.
    pub texts: String,
}

impl Packed {
    /// Packs `analysis`.
    pub fn new(analysis: &Analysis) -> Self {
        let mut packed = Self::default();
        packed.put(&[analysis.mentions.len() as u32]);
        for it in &analysis.mentions {
            packed.put_span(Some(it.span));
            packed.put(&[it.label as u32, it.confidence.to_bits(), it.entity.map_or(NONE, |id| id.0)]);
        }
        packed.put(&[analysis.entities.len() as u32]);
        for it in &analysis.entities {
            packed.put_text(&it.key);
            packed.put_text(&it.name);
            packed.put(&[it.label as u32, it.mentions, it.record.unwrap_or(NONE)]);
            let told = it.told.as_deref();
            packed.put(&[told.and_then(|told| told.qid).unwrap_or(NONE)]);
            packed.put_text(told.and_then(|told| told.description.as_deref()).unwrap_or(""));
        }
        packed.put(&[analysis.quotations.len() as u32]);
        for it in &analysis.quotations {
            packed.put_span(Some(it.span));
            packed.put_span(it.cue);
            packed.put(&[it.class as u32, it.confidence.to_bits(), it.group, u32::from(it.speaker.is_some())]);
            if let Some(speaker) = &it.speaker {
                packed.put(&[speaker.tier as u32]);
                packed.put_text(&speaker.name);
                packed.put_span(speaker.span);
                packed.put(&[speaker.entity.map_or(NONE, |id| id.0)]);
            }
        }
        packed.put(&[analysis.terms.len() as u32]);
        for it in &analysis.terms {
            packed.put_span(Some(it.span));
            packed.put(&[it.term.0, it.confidence.to_bits(), u32::from(it.shown)]);
        }
        packed
    }

    /// The analysis; `None` where this is none.
    pub fn unpack(&self) -> Option<Analysis> {
        let mut from = Reader { numbers: self.numbers.iter(), texts: &self.texts, fits: true };
        let mut analysis = Analysis::default();
        for _ in 0..from.number() {
            let (span, label, confidence) = (from.span()?, from.one_of(&Label::ALL)?, from.confidence());
            analysis.mentions.push(Mention { span, label, confidence, entity: from.optional().map(EntityId) });
        }
        for _ in 0..from.number() {
            let (key, name, label) = (from.text()?, from.text()?, from.one_of(&Label::ALL)?);
            let (mentions, record) = (from.number(), from.optional());
            let (qid, description) = (from.optional(), from.text().filter(|text| !text.is_empty()));
            let is_told = qid.is_some() || description.is_some();
            let told = is_told.then(|| Box::new(Told { qid, description }));
            analysis.entities.push(Entity { key, name, label, mentions, record, told });
        }
        for _ in 0..from.number() {
            let (span, cue, class) = (from.span()?, from.span(), from.one_of(&QuotationClass::ALL)?);
            let (confidence, group) = (from.confidence(), from.number());
            let mut speaker = None;
            if from.number() == 1 {
                let (tier, name) = (from.one_of(&[Tier::A, Tier::B, Tier::C])?, from.text()?);
                speaker = Some(Speaker { name, span: from.span(), entity: from.optional().map(EntityId), tier });
            }
            analysis.quotations.push(Quotation { span, class, confidence, speaker, cue, group });
        }
        for _ in 0..from.number() {
            let (span, term, confidence) = (from.span()?, TermId(from.number()), from.confidence());
            analysis.terms.push(Term { span, term, confidence, shown: from.number() == 1 });
        }
        let complete = from.fits && from.numbers.as_slice().is_empty() && from.texts.is_empty();
        complete.then_some(analysis)
    }

    fn put(&mut self, numbers: &[u32]) {
        self.numbers.extend_from_slice(numbers);
    }

    fn put_span(&mut self, span: Option<Span>) {
        self.put(&span.map_or([NONE, NONE], |span| [span.start(), span.end()]));
    }

    fn put_text(&mut self, text: &str) {
        self.put(&[text.len() as u32]);
        self.texts.push_str(text);
    }
}

struct Reader<'a> {
    numbers: std::slice::Iter<'a, u32>,
    texts: &'a str,
    /// Whether there were numbers enough.
    fits: bool,
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let number = self.numbers.next().copied();
        self.fits &= number.is_some();
        number.unwrap_or(0)
    }

    fn optional(&mut self) -> Option<u32> {
        Some(self.number()).filter(|number| *number != NONE)
    }

    /// `None` is an absent span, or none where the numbers have run out.
    fn span(&mut self) -> Option<Span> {
        let (start, end) = (self.optional(), self.optional());
        start.zip(end).filter(|_| self.fits).map(|(start, end)| Span::new(start, end))
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.number() as usize).copied()
    }

    fn confidence(&mut self) -> f32 {
        f32::from_bits(self.number())
    }

    fn text(&mut self) -> Option<String> {
        let (text, rest) = self.texts.split_at_checked(self.number() as usize)?;
        self.texts = rest;
        self.fits.then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> (Analysis, Packed) {
        let span = Span::new(3, 7);
        let entity = Some(EntityId(0));
        let speaker = |span| Some(Speaker { name: "Ada Né".to_owned(), span, entity, tier: Tier::B });
        let quotation = |cue, speaker| {
            let (class, confidence, group) = (QuotationClass::Partial, 0.25, 2);
            Quotation { span, class, confidence, speaker, cue, group }
        };
        let entity_told = |told| {
            let (key, name) = ("ada-ne".to_owned(), "Ada Né".to_owned());
            Entity { key, name, label: Label::Money, mentions: 4, record: Some(9), told }
        };
        let told = |qid, description: Option<&str>| {
            entity_told(Some(Box::new(Told { qid, description: description.map(str::to_owned) })))
        };
        let analysis = Analysis {
            mentions: [entity, None]
                .map(|entity| Mention { span, label: Label::Person, confidence: 0.5, entity })
                .into(),
            entities: vec![
                told(Some(5), Some("mayor")),
                told(None, Some("sculptor")),
                told(Some(6), None),
                entity_told(None),
            ],
            quotations: vec![
                quotation(Some(span), speaker(None)),
                quotation(None, speaker(Some(span))),
                quotation(None, None),
            ],
            terms: vec![Term { span, term: TermId(5), confidence: 0.8, shown: true }],
        };
        let packed = Packed::new(&analysis);
        (analysis, packed)
    }

    #[test]
    fn what_was_packed_comes_out() {
        let (analysis, packed) = packed();
        assert_eq!(packed.unpack(), Some(analysis));
        assert_eq!(Packed::new(&Analysis::default()).unpack(), Some(Analysis::default()));
    }

    #[test]
    fn whatever_else_comes_is_refused_or_harmless() {
        let (_, packed) = packed();
        assert_eq!(Packed::default().unpack(), None);
        for at in 0..packed.numbers.len() {
            let mut short = packed.clone();
            short.numbers.truncate(at);
            assert_eq!(short.unpack(), None, "cut at {at}");
            for number in [0, 1, 77, NONE] {
                let mut wrong = packed.clone();
                wrong.numbers[at] = number;
                // Some numbers may be others; none may do harm.
                let _ = wrong.unpack();
            }
        }
        let texts = packed.texts.chars().skip(1).collect();
        assert_eq!(Packed { texts, ..packed }.unpack(), None);
    }
}
