//! The annotation as JavaScript, the command line and every export know it. Imports: all core layers.
//!
//! The only types that derive `Serialize`. The TypeScript of `www/newsgloss.d.ts` is tested against this file.

use crate::annotation::{Analysis, Annotation, Entity, Kind, Mention, Quotation, Term};
use crate::lexicon::glossary::TermCard;
use crate::number::decimal;
use crate::resources::Resources;
use crate::text::{SourceText, Span};
use serde::Serialize;

mod reader;

pub use reader::{WireOutline, WireRelated};

/// What `start` and `end` count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// UTF-16 code units, as JavaScript and the DOM do.
    #[default]
    Utf16,
    /// UTF-8 bytes.
    Utf8,
    /// Unicode code points, as Python does.
    CodePoint,
}

/// One annotation.
#[derive(Debug, Serialize)]
pub struct WireAnnotation<'a> {
    /// Number of the annotation in its article, from 0.
    pub id: u32,
    /// `"entity"`, `"quotation"` or `"term"`.
    pub kind: &'a str,
    /// The entity's label, the quotation's class or the term's category.
    pub label: &'a str,
    /// Start in the unit asked for.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// 0–1, rounded to two places.
    pub confidence: f64,
    /// Whom or what a name names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<WireEntity<'a>>,
    /// Who said it; absent where that is not known well enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<WireSpeaker<'a>>,
    /// Where the cue stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<WireSpan>,
    /// Pieces of one quotation share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// The glossary entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<WireTerm<'a>>,
}

/// A place in the text.
#[derive(Debug, Serialize)]
pub struct WireSpan {
    /// Start in the unit asked for.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
}

/// An article entity.
#[derive(Debug, Serialize)]
pub struct WireEntity<'a> {
    /// Unique in the article.
    pub key: &'a str,
    /// Its best name.
    pub name: &'a str,
    /// Its Wikidata id, where the link is safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qid: Option<String>,
    /// One line with years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How often the article names it.
    pub mentions: u32,
}

/// A speaker.
#[derive(Debug, Serialize)]
pub struct WireSpeaker<'a> {
    /// What to show.
    pub name: &'a str,
    /// Where the article names the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// End of that, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// The article entity's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'a str>,
    /// The entity's label, `person` say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    /// Wikidata id, where the link is safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qid: Option<String>,
    /// One line with years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `"A"` (sure) or `"B"` (probable).
    pub tier: &'a str,
}

/// A glossary entry.
#[derive(Debug, Default, Serialize)]
pub struct WireTerm<'a> {
    /// Its key in the glossary.
    pub key: String,
    /// Its name.
    pub name: String,
    /// One sentence; absent while the texts are not loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<&'a str>,
    /// What it is called besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<&'a str>,
    /// Where it holds: a country's two small letters, `uk`, `eu`, or a publisher's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<&'a str>,
    /// Where more is said, by the publisher.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<WireLink<'a>>,
}

/// A link of a card; the address is one that a page may link to.
#[derive(Debug, Serialize)]
pub struct WireLink<'a> {
    /// What to call it.
    pub title: &'a str,
    /// Its address.
    pub url: &'a str,
}

/// The plain form of a whole article, with the text that the offsets count in. `annotations.schema.json` describes
/// it, and `given` takes it back.
#[derive(Debug, Serialize)]
pub struct AnnotatedText<'a> {
    /// The version of Newsgloss that made it.
    pub version: &'static str,
    /// The article's text as it was read.
    pub text: &'a str,
    /// The annotations in order.
    pub annotations: Vec<WireAnnotation<'a>>,
}

impl<'a> AnnotatedText<'a> {
    /// `annotations` of `source`.
    pub fn new(source: &'a SourceText, annotations: Vec<WireAnnotation<'a>>) -> Self {
        Self { version: env!("CARGO_PKG_VERSION"), text: source.text(), annotations }
    }
}

/// What is needed to put annotations on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Wire<'a> {
    /// The article.
    pub source: &'a SourceText,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The language data, for names and definitions.
    pub resources: &'a Resources,
    /// What `start` and `end` count.
    pub unit: OffsetUnit,
}

impl<'a> Wire<'a> {
    /// The chosen annotations in order, numbered from 0.
    pub fn annotations(self, chosen: &[Annotation]) -> Vec<WireAnnotation<'a>> {
        (0..).zip(chosen).filter_map(|(id, annotation)| self.annotation(id, annotation)).collect()
    }

    /// One annotation with the number `id`; `None` where it does not belong to this analysis.
    pub fn annotation(self, id: u32, annotation: &Annotation) -> Option<WireAnnotation<'a>> {
        let index = annotation.index as usize;
        match annotation.kind {
            Kind::Entity => self.analysis.mentions.get(index).map(|mention| self.mention(id, mention)),
            Kind::Quotation => self.analysis.quotations.get(index).map(|quotation| self.quotation(id, quotation)),
            Kind::Term => self.analysis.terms.get(index).and_then(|term| self.term(id, term)),
        }
    }

    fn base(self, id: u32, kind: Kind, label: &'a str, span: Span, confidence: f32) -> WireAnnotation<'a> {
        let WireSpan { start, end } = self.span(span);
        WireAnnotation {
            id,
            kind: kind.as_str(),
            label,
            start,
            end,
            text: self.source.slice(span),
            confidence: f64::from((confidence * 100.0).round()) / 100.0,
            entity: None,
            speaker: None,
            cue: None,
            group: None,
            term: None,
        }
    }

    fn mention(self, id: u32, mention: &Mention) -> WireAnnotation<'a> {
        let entity = self.entity(mention.entity).map(|entity| WireEntity {
            key: &entity.key,
            name: &entity.name,
            qid: self.qid(entity),
            description: self.description(entity),
            mentions: entity.mentions,
        });
        let base = self.base(id, Kind::Entity, mention.label.as_str(), mention.span, mention.confidence);
        WireAnnotation { entity, ..base }
    }

    fn quotation(self, id: u32, quotation: &'a Quotation) -> WireAnnotation<'a> {
        let speaker = quotation.speaker.as_ref().filter(|speaker| speaker.tier != crate::annotation::Tier::C);
        let speaker = speaker.map(|speaker| {
            let entity = self.entity(speaker.entity);
            let span = speaker.span.map(|span| self.span(span));
            WireSpeaker {
                name: &speaker.name,
                start: span.as_ref().map(|span| span.start),
                end: span.map(|span| span.end),
                key: entity.map(|entity| entity.key.as_str()),
                label: entity.map(|entity| entity.label.as_str()),
                qid: entity.and_then(|entity| self.qid(entity)),
                description: entity.and_then(|entity| self.description(entity)),
                tier: speaker.tier.as_str(),
            }
        });
        let base = self.base(id, Kind::Quotation, quotation.class.as_str(), quotation.span, quotation.confidence);
        WireAnnotation { speaker, cue: quotation.cue.map(|cue| self.span(cue)), group: Some(quotation.group), ..base }
    }

    fn term(self, id: u32, term: &Term) -> Option<WireAnnotation<'a>> {
        let info = self.resources.term(term.term)?;
        let base = self.base(id, Kind::Term, info.category, term.span, term.confidence);
        let definition = info.card.as_ref().map(|card| card.definition);
        let TermCard { also, region, links, .. } = info.card.unwrap_or_default();
        let links = links.iter().map(|link| WireLink { title: link.title, url: link.url }).collect();
        Some(WireAnnotation {
            term: Some(WireTerm { key: info.key, name: info.name, definition, also, region, links }),
            ..base
        })
    }

    fn entity(self, id: Option<crate::annotation::EntityId>) -> Option<&'a Entity> {
        self.analysis.entities.get(id?.0 as usize)
    }

    fn qid(self, entity: &Entity) -> Option<String> {
        let own = entity.record.and_then(|record| self.resources.qid(record));
        own.or_else(|| entity.told.as_ref()?.qid).map(|qid| ["Q", &decimal(qid)].concat())
    }

    fn description(self, entity: &Entity) -> Option<String> {
        let own = entity.record.and_then(|record| self.resources.description(record));
        own.or_else(|| entity.told.as_ref()?.description.clone())
    }

    fn span(self, span: Span) -> WireSpan {
        let offsets = self.source.offsets();
        let convert = |byte| match self.unit {
            OffsetUnit::Utf16 => offsets.to_utf16(byte).0,
            OffsetUnit::Utf8 => byte,
            OffsetUnit::CodePoint => offsets.to_point(byte),
        };
        WireSpan { start: convert(span.start()), end: convert(span.end()) }
    }
}
