//! Annotations that were made elsewhere, on the publisher's server, put back on the text of a page.
//! Imports: all core layers, and the JSON reader of `lexicon`.
//!
//! Nothing is taken on trust. The two texts are compared without their white space, block by block; an annotation
//! whose block the page does not hold, or whose words differ, is dropped. Labels and numbers must be ones we know. What
//! cards say of a term comes from our own language data; what they say of a name is the server's word, as the page has no
//! analysis to link it by: a Wikidata number and one line of text.
//!
//! Few pages are given annotations: this is no part of the engine's wasm but of that of the exports.

use crate::annotation::{
    Analysis, Entity, EntityId, Label, Mention, Quotation, QuotationClass, Speaker, Term, TermId, Tier, Told,
};
use crate::lexicon::glossary::json::Json;
use crate::sort;
use crate::text::{SourceText, Span, Utf16Offset};

/// What the caller says of an annotation beside the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// For each annotation, the number of its term in the engine that the result is for; [`NO_TERM`] where it has none.
    pub terms: &'a [u32],
    /// For each annotation, how sure the server was, 0 to 1.
    pub confidences: &'a [f32],
}

/// In [`Beside::terms`]: no term.
pub const NO_TERM: u32 = u32::MAX;

/// The JSON `document`, an article's plain form, on the text of the page `source`, as if it had been analysed there; `None`
/// where it is no JSON. What is missing in it or of a wrong type is empty.
pub fn place(document: &str, source: &SourceText, beside: Beside<'_>) -> Option<Analysis> {
    let document = Json::parse(document).ok()?;
    let found = document.get("annotations").map_or(&[][..], Json::items);
    let alignment = Alignment::new(string(&document, "text"), source);
    let mut analysis = Analysis::default();
    let confidence = |index: usize| {
        let confidence = beside.confidences.get(index).copied().unwrap_or(0.0);
        if confidence.is_finite() { confidence.clamp(0.0, 1.0) } else { 0.0 }
    };
    for (index, found) in found.iter().enumerate().filter(|(_, found)| string(found, "kind") == "entity") {
        let Some((span, label)) = alignment.span(found).zip(Label::from_name(string(found, "label"))) else { continue };
        let id = found.get("entity").map(|given| {
            // A name is only believed where the page says it.
            let name = string(given, "name");
            let said = !name.is_empty() && source.text().contains(name);
            entity(&mut analysis, given, if said { name } else { source.slice(span) }, label)
        });
        if let Some(entity) = id.and_then(|id| analysis.entities.get_mut(id.0 as usize)) {
            entity.mentions += 1;
        }
        analysis.mentions.push(Mention { span, label, confidence: confidence(index), entity: id });
    }
    for (index, found) in found.iter().enumerate() {
        let Some(span) = alignment.span(found) else { continue };
        let confidence = confidence(index);
        match string(found, "kind") {
            "quotation" => {
                let Some(class) = QuotationClass::from_name(string(found, "label")) else { continue };
                let cue = found.get("cue").and_then(|cue| alignment.span(cue));
                let speaker = found.get("speaker").and_then(|it| speaker(it, &alignment, &mut analysis));
                let group = found.get("group").and_then(Json::number).unwrap_or(0);
                analysis.quotations.push(Quotation { span, class, confidence, speaker, cue, group });
            }
            "term" => {
                let term = beside.terms.get(index).copied().filter(|number| *number != NO_TERM).map(TermId);
                analysis.terms.extend(term.map(|term| Term { span, term, confidence, shown: true }));
            }
            _ => {}
        }
    }
    let place = |span: Span| [span.start(), span.end(), 0];
    sort::by_key(&mut analysis.mentions, |mention| place(mention.span));
    sort::by_key(&mut analysis.quotations, |quotation| place(quotation.span));
    sort::by_key(&mut analysis.terms, |term| place(term.span));
    Some(analysis)
}

fn string<'a>(object: &'a Json<'_>, name: &str) -> &'a str {
    object.get(name).and_then(Json::text).unwrap_or("")
}

/// Descriptions longer than this, in bytes, are none of ours.
const LONGEST: usize = 300;
/// The entity with the key of `given`, made on its first mention.
fn entity(analysis: &mut Analysis, given: &Json<'_>, name: &str, label: Label) -> EntityId {
    let key = string(given, "key");
    let known = analysis.entities.iter().position(|entity| entity.key == key);
    let index = known.unwrap_or_else(|| {
        let qid = string(given, "qid").strip_prefix('Q').and_then(|number| number.parse().ok());
        let description = Some(string(given, "description")).filter(|it| !it.is_empty() && it.len() <= LONGEST);
        let (key, name, description) = (key.to_owned(), name.to_owned(), description.map(str::to_owned));
        let told = Some(Box::new(Told { qid, description }));
        analysis.entities.push(Entity { key, name, label, mentions: 0, record: None, told });
        analysis.entities.len() - 1
    });
    EntityId(index as u32)
}

/// A speaker whose name the page says. It is no entity where it has no key.
fn speaker(given: &Json<'_>, alignment: &Alignment<'_>, analysis: &mut Analysis) -> Option<Speaker> {
    let tier = match string(given, "tier") {
        "A" => Tier::A,
        "B" => Tier::B,
        _ => return None,
    };
    let name = string(given, "name");
    if !alignment.source.text().contains(name) {
        return None;
    }
    let label = Label::from_name(string(given, "label")).filter(|_| !string(given, "key").is_empty());
    let entity = label.map(|label| entity(analysis, given, name, label));
    Some(Speaker { name: name.to_owned(), span: alignment.span(given), entity, tier })
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

    /// The place on the page of what has the offsets of `found`.
    fn span(&self, found: &Json<'_>) -> Option<Span> {
        let number = |name| found.get(name).and_then(Json::number);
        self.between(number("start")?, number("end")?)
    }

    /// The place on the page of `start..end` (UTF-16) in the given text: within one block, and the same words.
    fn between(&self, start: u32, end: u32) -> Option<Span> {
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
            spans.iter().map(|(start, end)| alignment.between(*start, *end).map(|span| source.slice(span))).collect();
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
        let description = "x".repeat(5_000);
        let entity = format!(r#"{{"key":"geneva","name":"Geneva","qid":"Q71\"><img>","description":"{description}"}}"#);
        let speaker = |name: &str, tier: &str| format!(r#""speaker":{{"name":"{name}","tier":"{tier}","start":"5"}}"#);
        let found = |kind: &str, label: &str, start: i64, end: i64, more: &str| {
            format!(r#"{{"kind":"{kind}","label":"{label}","start":{start},"end":{end},{more}}}"#)
        };
        let annotations = [
            found("entity", "place", 17, 23, &format!(r#""entity":{entity}"#)),
            found("entity", "<img>", 17, 23, r#""entity":7"#),
            found("quotation", "direct", 0, 13, &speaker("Somebody Else", "A")),
            found("quotation", "direct", 14, 23, &speaker("Ada Moreau", "B")),
            found("term", "law", 0, 9, r#""term":{"key":"none"}"#),
            found("term", "law", 0, 9, r#""term":[]"#),
            found("entity", "place", -1, 1_000_000_000_000, r#""entity":null"#),
            "null".to_owned(),
            "7".to_owned(),
        ];
        let document = format!(r#"{{"text":"{text}","annotations":[{}]}}"#, annotations.join(","));
        let (terms, confidences) = ([NO_TERM, NO_TERM, 0, 0, NO_TERM], [f32::INFINITY, 9e9, -1.0, f32::NAN]);
        let analysis = place(&document, &source, Beside { terms: &terms, confidences: &confidences }).expect("JSON");
        assert_eq!((analysis.mentions.len(), analysis.quotations.len(), analysis.terms.len()), (1, 2, 0));
        let confidences =
            analysis.mentions.iter().map(|it| it.confidence).chain(analysis.quotations.iter().map(|it| it.confidence));
        assert!(confidences.eq([0.0, 0.0, 0.0]), "only numbers from 0 to 1");
        assert_eq!(analysis.entities[0].told.as_deref(), Some(&Told::default()));
        let speakers: Vec<_> =
            analysis.quotations.iter().map(|it| it.speaker.as_ref().map(|it| it.name.as_str())).collect();
        assert_eq!(speakers, [None, Some("Ada Moreau")]);
    }
}
