//! schema.org: what a `NewsArticle` is about, mentions and quotes, as JSON-LD that a publisher's server can put into
//! its page.
//!
//! Only what is sure: a speaker who is merely probable has no place in structured data, which cannot say so.

use super::{Value, wikidata};
use crate::annotation::{Annotation, Kind, Label};
use crate::text::BlockKind;
use crate::wire::{Wire, WireAnnotation};

/// An entity is what the article is about when a heading names it or the text does so at least this often.
const ABOUT_MENTIONS: u32 = 4;

/// The article's part of the JSON-LD, to be merged into the publisher's own `NewsArticle`. `address` is where it is
/// published; an empty one is left out.
pub fn news_article<'a>(wire: Wire<'a>, chosen: &[Annotation], address: &'a str) -> Value<'a> {
    let (mut about, mut mentions, mut quotations) = (Vec::new(), Vec::new(), Vec::new());
    let in_headings = named_in_headings(wire, chosen);
    let (mut seen, mut seen_terms) = (vec![false; in_headings.len()], Vec::new());
    for (number, annotation) in (0..).zip(chosen) {
        let Some(found) = wire.annotation(number, annotation) else { continue };
        if let Some(entity) = &found.entity {
            let kind = Label::from_name(found.label).and_then(type_of);
            let index = entity_of(wire, annotation);
            let Some(((kind, index), seen)) = kind.zip(index).and_then(|it| Some((it, seen.get_mut(it.1)?))) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            let is_about = entity.mentions >= ABOUT_MENTIONS || in_headings.get(index) == Some(&true);
            let mut thing = thing(kind, entity.name, entity.qid.as_deref());
            thing.extend(entity.description.clone().map(|description| ("description", description.into())));
            if is_about { &mut about } else { &mut mentions }.push(Value::Object(thing));
        } else if let Some(term) = &found.term {
            if !seen_terms.contains(&term.key) {
                seen_terms.push(term.key);
                let mut thing = thing("DefinedTerm", term.name, None);
                thing.push(("termCode", term.key.into()));
                thing.extend(term.definition.map(|definition| ("description", definition.into())));
                mentions.push(Value::Object(thing));
            }
        } else if matches!(found.label, "direct" | "partial") {
            quotations.push(found);
        }
    }
    let mut article = vec![("@context", "https://schema.org".into()), ("@type", "NewsArticle".into())];
    if !address.is_empty() {
        article.push(("@id", address.into()));
    }
    // Pieces of one quotation over several paragraphs are one.
    let parts = quotations.chunk_by(|a, b| a.group == b.group).map(|pieces| quotation(wire, pieces));
    article.extend([("about", Value::List(about)), ("mentions", Value::List(mentions))]);
    article.push(("hasPart", Value::List(parts.collect())));
    Value::Object(article)
}

type Fields<'a> = Vec<(&'static str, Value<'a>)>;

fn thing<'a>(kind: &'static str, name: &'a str, qid: Option<&str>) -> Fields<'a> {
    let mut fields = vec![("@type", kind.into()), ("name", name.into())];
    fields.extend(qid.map(|qid| ("sameAs", wikidata(qid))));
    fields
}

fn quotation<'a>(wire: Wire<'a>, pieces: &[WireAnnotation<'a>]) -> Value<'a> {
    let mut words = String::new();
    for piece in pieces {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(piece.text);
    }
    let mut fields = vec![("@type", "Quotation".into()), ("text", words.into())];
    let speaker = pieces.iter().find_map(|piece| speaker(wire, piece));
    fields.extend(speaker.map(|speaker| ("spokenByCharacter", Value::Object(speaker))));
    Value::Object(fields)
}

/// Index of the article entity of `annotation`.
fn entity_of(wire: Wire<'_>, annotation: &Annotation) -> Option<usize> {
    let mention = wire.analysis.mentions.get(annotation.index as usize)?;
    mention.entity.filter(|_| annotation.kind == Kind::Entity).map(|id| id.0 as usize)
}

/// For each article entity, whether a heading names it; a text without headings has its first block for one.
fn named_in_headings(wire: Wire<'_>, chosen: &[Annotation]) -> Vec<bool> {
    let mut named = vec![false; wire.analysis.entities.len()];
    let blocks = wire.source.blocks();
    let has_headings = blocks.iter().any(|block| block.kind == BlockKind::Heading);
    for annotation in chosen {
        let at = blocks.partition_point(|block| block.span.end() <= annotation.span.start());
        let heading = blocks.get(at).is_some_and(|block| block.kind == BlockKind::Heading);
        if (heading || !has_headings && at == 0)
            && let Some(named) = entity_of(wire, annotation).and_then(|index| named.get_mut(index))
        {
            *named = true;
        }
    }
    named
}

/// The speaker, where that is sure and somebody by name.
fn speaker<'a>(wire: Wire<'a>, found: &WireAnnotation<'a>) -> Option<Fields<'a>> {
    let speaker = found.speaker.as_ref().filter(|speaker| speaker.tier == "A")?;
    let entity = wire.analysis.entities.iter().find(|entity| Some(entity.key.as_str()) == speaker.key)?;
    let kind = if entity.label == Label::Person { "Person" } else { "Organization" };
    Some(thing(kind, speaker.name, speaker.qid.as_deref()))
}

/// The schema.org type of a label; `None` for what is no thing.
fn type_of(label: Label) -> Option<&'static str> {
    Some(match label {
        Label::Person => "Person",
        Label::Organization => "Organization",
        Label::Place | Label::Facility => "Place",
        Label::Event => "Event",
        Label::Law => "Legislation",
        Label::Work => "CreativeWork",
        Label::Product => "Product",
        Label::Group => "Thing",
        Label::Date | Label::Money => return None,
    })
}
