//! Annotations that were made elsewhere — on the publisher's server, in a worker — put back on the text of a page.
//! Imports: all core layers.
//!
//! Nothing is taken on trust. The two texts are compared without their white space, block by block; an annotation
//! whose block the page does not hold, or whose words differ, is dropped. Labels and numbers must be ones we know. What
//! cards say of a term comes from our own language data; what they say of a name is the server's word, as the page has no
//! analysis to link it by: a Wikidata number and one line of text.

use crate::annotation::{
    Analysis, Annotation, Entity, EntityId, Label, Mention, Quotation, QuotationClass, Speaker, Term, TermId, Tier,
    Told,
};
use crate::resolve::resolve;
use crate::resources::Resources;
use crate::sort;
use crate::text::{SourceText, Span, Utf16Offset};

/// [`AnnotatedText`](crate::export::AnnotatedText) as it comes back. Offsets count UTF-16 units in `text`.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The text that the annotations were made from.
    pub text: String,
    /// The annotations.
    pub annotations: Vec<GivenAnnotation>,
}

/// One annotation, as far as it is read back; see [`WireAnnotation`](crate::wire::WireAnnotation).
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the wire")]
pub struct GivenAnnotation {
    pub kind: String,
    pub label: String,
    pub start: u32,
    pub end: u32,
    pub confidence: f32,
    pub entity: Option<GivenEntity>,
    pub speaker: Option<GivenSpeaker>,
    pub cue: Option<GivenSpan>,
    pub group: u32,
    pub term: Option<GivenTerm>,
}

/// A place in the text.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the wire")]
pub struct GivenSpan {
    pub start: u32,
    pub end: u32,
}

/// An article entity.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the wire")]
pub struct GivenEntity {
    pub key: String,
    pub name: String,
    pub qid: String,
    pub description: String,
}

/// A speaker.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the wire")]
pub struct GivenSpeaker {
    /// The key is empty where the speaker is no entity.
    pub entity: GivenEntity,
    pub label: String,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub tier: String,
}

/// A glossary entry.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the wire")]
pub struct GivenTerm {
    pub key: String,
}

/// `given` on the text of the page, as if it had been analysed here.
pub fn place(given: &Given, source: &SourceText, resources: &Resources) -> (Analysis, Vec<Annotation>) {
    let alignment = Alignment::new(&given.text, source);
    let mut analysis = Analysis::default();
    for found in given.annotations.iter().filter(|found| found.kind == "entity") {
        let Some((span, label)) = alignment.span(found.start, found.end).zip(Label::from_name(&found.label)) else {
            continue;
        };
        let id = found.entity.as_ref().map(|given| {
            // A name is only believed where the page says it.
            let said = !given.name.is_empty() && source.text().contains(&given.name);
            let name = if said { &given.name } else { source.slice(span) };
            entity(&mut analysis, given, name, label)
        });
        if let Some(entity) = id.and_then(|id| analysis.entities.get_mut(id.0 as usize)) {
            entity.mentions += 1;
        }
        analysis.mentions.push(Mention { span, label, confidence: sure(found.confidence), entity: id });
    }
    for found in &given.annotations {
        let Some(span) = alignment.span(found.start, found.end) else { continue };
        match found.kind.as_str() {
            "quotation" => {
                let Some(class) = QuotationClass::from_name(&found.label) else { continue };
                let cue = found.cue.as_ref().and_then(|cue| alignment.span(cue.start, cue.end));
                let speaker = found.speaker.as_ref().and_then(|it| speaker(it, &alignment, &mut analysis));
                let (confidence, group) = (sure(found.confidence), found.group);
                analysis.quotations.push(Quotation { span, class, confidence, speaker, cue, group });
            }
            "term" => {
                let term = found.term.as_ref().and_then(|term| term_by_key(resources, &term.key));
                let confidence = sure(found.confidence);
                analysis.terms.extend(term.map(|term| Term { span, term, confidence, shown: true }));
            }
            _ => {}
        }
    }
    let place = |span: Span| [span.start(), span.end(), 0];
    sort::by_key(&mut analysis.mentions, |mention| place(mention.span));
    sort::by_key(&mut analysis.quotations, |quotation| place(quotation.span));
    sort::by_key(&mut analysis.terms, |term| place(term.span));
    let chosen = resolve(&analysis);
    (analysis, chosen)
}

/// Descriptions longer than this, in bytes, are none of ours.
const LONGEST: usize = 300;

/// The entity with the key of `given`, made on its first mention.
fn entity(analysis: &mut Analysis, given: &GivenEntity, name: &str, label: Label) -> EntityId {
    let known = analysis.entities.iter().position(|entity| entity.key == given.key);
    let index = known.unwrap_or_else(|| {
        let qid = given.qid.strip_prefix('Q').and_then(|number| number.parse().ok());
        let description = Some(given.description.clone()).filter(|it| !it.is_empty() && it.len() <= LONGEST);
        let (key, name, told) = (given.key.clone(), name.to_owned(), Some(Box::new(Told { qid, description })));
        analysis.entities.push(Entity { key, name, label, mentions: 0, record: None, told });
        analysis.entities.len() - 1
    });
    EntityId(index as u32)
}

fn term_by_key(resources: &Resources, key: &str) -> Option<TermId> {
    (0..).map(TermId).map_while(|id| Some((id, resources.term(id)?))).find(|(_, term)| term.key == key).map(|it| it.0)
}

/// A speaker whose name is in the article: as an entity of it, or as the words at the speaker's own place.
fn speaker(given: &GivenSpeaker, alignment: &Alignment<'_>, analysis: &mut Analysis) -> Option<Speaker> {
    let tier = match given.tier.as_str() {
        "A" => Tier::A,
        "B" => Tier::B,
        _ => return None,
    };
    let span = given.start.zip(given.end).and_then(|(start, end)| alignment.span(start, end));
    let name = &given.entity.name;
    if !alignment.source.text().contains(name) {
        return None;
    }
    let label = Label::from_name(&given.label).filter(|_| !given.entity.key.is_empty());
    let entity = label.map(|label| entity(analysis, &given.entity, name, label));
    Some(Speaker { name: name.clone(), span, entity, tier })
}

fn sure(confidence: f32) -> f32 {
    if confidence.is_finite() { confidence.clamp(0.0, 1.0) } else { 0.0 }
}

/// Below this many characters a block is too common to say where in the given text we are.
const TELLING: usize = 20;
/// How far ahead a block is looked for, in bytes: what a page may leave out of the text that the server had.
const WINDOW: usize = 40_000;

/// Two texts side by side, without their white space.
struct Alignment<'a> {
    source: &'a SourceText,
    given: Squeezed<'a>,
    page: Squeezed<'a>,
    /// Stretches found in both: start in `given`, start in `page`, length; in squeezed bytes, by the first.
    common: Vec<(usize, usize, usize)>,
    offsets: crate::text::OffsetMap,
}

/// A text without white space and the way back.
struct Squeezed<'a> {
    whole: &'a str,
    text: String,
    /// For each byte of `text`, its byte in `whole`.
    at: Vec<u32>,
}

impl<'a> Squeezed<'a> {
    fn new(whole: &'a str) -> Self {
        let (mut text, mut at) = (String::with_capacity(whole.len()), Vec::with_capacity(whole.len()));
        for (start, character) in whole.char_indices().filter(|(_, character)| !character.is_whitespace()) {
            text.push(character);
            at.extend((start..start + character.len_utf8()).map(|byte| byte as u32));
        }
        Self { whole, text, at }
    }

    /// The squeezed bytes that `span` of the whole covers, where it neither starts nor ends in white space.
    fn squeeze(&self, span: Span) -> Option<(usize, usize)> {
        let start = self.at.binary_search(&span.start()).ok()?;
        let last = self.at.binary_search(&span.end().checked_sub(1)?).ok()?;
        (start <= last && span.of(self.whole).len() == span.len() as usize).then_some((start, last + 1))
    }
}

impl<'a> Alignment<'a> {
    fn new(given: &'a str, source: &'a SourceText) -> Self {
        let (squeezed, page) = (Squeezed::new(given), Squeezed::new(source.text()));
        let mut common = Vec::new();
        let mut next = 0;
        for block in source.blocks() {
            let Some((start, end)) = page.squeeze(block.span) else { continue };
            let words = page.text.get(start..end).unwrap_or("");
            let mut window = squeezed.text.len().min(next + words.len() + WINDOW);
            while !squeezed.text.is_char_boundary(window) {
                window -= 1;
            }
            let ahead = squeezed.text.get(next..window).unwrap_or("");
            let found = if words.len() < TELLING { ahead.starts_with(words).then_some(0) } else { ahead.find(words) };
            if let Some(found) = found {
                common.push((next + found, start, words.len()));
                next += found + words.len();
            }
        }
        Self { source, given: squeezed, page, common, offsets: crate::text::OffsetMap::new(given) }
    }

    /// The place on the page of `start..end` (UTF-16) in the given text: within one block, and the same words.
    fn span(&self, start: u32, end: u32) -> Option<Span> {
        if start >= end || end > self.offsets.len_utf16() {
            return None;
        }
        let byte = |offset| self.offsets.to_byte(Utf16Offset(offset));
        let (start, end) = self.given.squeeze(Span::new(byte(start), byte(end)))?;
        let after = self.common.partition_point(|(given, ..)| *given <= start);
        let &(given, page, length) = self.common.get(after.checked_sub(1)?)?;
        if end > given + length {
            return None;
        }
        let first = *self.page.at.get(page + start - given)?;
        let last = *self.page.at.get(page + end - 1 - given)?;
        let span = Span::new(first, last + 1);
        (!self.source.slice(span).is_empty()).then_some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockKind;

    /// The words on the page for each given `(start, end)` of `text`.
    fn check(text: &str, page: &[&str], spans: &[(u32, u32)], expected: &[Option<&str>]) {
        let source = SourceText::from_blocks(page.iter().map(|block| (BlockKind::Paragraph, *block)));
        let alignment = Alignment::new(text, &source);
        let words: Vec<_> =
            spans.iter().map(|(start, end)| alignment.span(*start, *end).map(|span| source.slice(span))).collect();
        assert_eq!(words, expected, "{text:?}");
    }

    #[test]
    fn white_space_and_left_out_blocks_do_not_matter() {
        let text = "Head line\n\nMinisters met in  Geneva\nyesterday 😀 in Bern.\n\nLeft out on the page, all of it.\n\nMerkel left for home today.";
        let page = [
            "Head line",
            "Advert",
            "Ministers met in\u{a0}Geneva yesterday 😀 in Bern.",
            "Merkel left for home today.",
        ];
        let at = |words: &str| {
            let byte = text.find(words).expect("there");
            let offsets = crate::text::OffsetMap::new(text);
            (offsets.to_utf16(byte as u32).0, offsets.to_utf16((byte + words.len()) as u32).0)
        };
        check(
            text,
            &page,
            &[at("Geneva\nyesterday"), at("Bern"), at("page"), at("Merkel"), at("Head")],
            &[Some("Geneva yesterday"), Some("Bern"), None, Some("Merkel"), Some("Head")],
        );
    }

    #[test]
    fn another_text_and_impossible_offsets_give_nothing() {
        let page = ["Ministers met in Geneva yesterday."];
        check("Ministers met in Vienna yesterday.", &page, &[(0, 9)], &[None]);
        let text = "Ministers met in Geneva yesterday.";
        check(
            text,
            &page,
            &[(9, 5), (0, 4_000_000_000), (9, 10), (0, 0), (0, 9)],
            &[None, None, None, None, Some("Ministers")],
        );
    }

    #[test]
    fn a_hostile_document_adds_nothing_that_the_page_does_not_say() {
        let text = "Ministers met in Geneva yesterday, said Ada Moreau.";
        let source = SourceText::from_blocks([(BlockKind::Paragraph, text)]);
        let found = |kind: &str, label: &str, start, end| GivenAnnotation {
            kind: kind.to_owned(),
            label: label.to_owned(),
            confidence: 9e9,
            start,
            end,
            ..GivenAnnotation::default()
        };
        let speaker = |name: &str, tier: &str| {
            let entity = GivenEntity { name: name.to_owned(), ..GivenEntity::default() };
            Some(GivenSpeaker { entity, tier: tier.to_owned(), ..GivenSpeaker::default() })
        };
        let [key, name, qid] = ["geneva", "Geneva", "Q71\"><img>"].map(str::to_owned);
        let entity = Some(GivenEntity { key, name, qid, description: "x".repeat(5_000) });
        let annotations = vec![
            GivenAnnotation { entity, ..found("entity", "place", 17, 23) },
            found("entity", "<img>", 17, 23),
            GivenAnnotation { speaker: speaker("Somebody Else", "A"), ..found("quotation", "direct", 0, 13) },
            GivenAnnotation { speaker: speaker("Ada Moreau", "B"), ..found("quotation", "direct", 14, 23) },
            GivenAnnotation { term: Some(GivenTerm { key: "none".to_owned() }), ..found("term", "law", 0, 9) },
        ];
        let given = Given { text: text.to_owned(), annotations };
        let (analysis, _) = place(&given, &source, &Resources::default());
        assert_eq!((analysis.mentions.len(), analysis.quotations.len(), analysis.terms.len()), (1, 2, 0));
        assert!(analysis.mentions.iter().all(|mention| mention.confidence <= 1.0));
        assert_eq!(analysis.entities[0].told.as_deref(), Some(&Told::default()));
        let speakers: Vec<_> =
            analysis.quotations.iter().map(|it| it.speaker.as_ref().map(|it| it.name.as_str())).collect();
        assert_eq!(speakers, [None, Some("Ada Moreau")]);
    }
}
