//! schema.org: what a `NewsArticle` is about, mentions and quotes, as JSON-LD that a publisher's server can put into
//! its page.
//!
//! Only what is sure: a speaker who is merely probable has no place in structured data, which cannot say so.

use super::{Value, wikidata};
use crate::annotation::Label;
use crate::text::{BlockKind, SourceText};
use crate::wire::WireAnnotation;
use std::collections::{BTreeMap, BTreeSet};

/// An entity is what the article is about when a heading names it or the text does so at least this often.
const ABOUT_MENTIONS: u32 = 4;

/// The article's part of the JSON-LD, to be merged into the publisher's own `NewsArticle`. `found` count bytes of
/// `source`; `address` is where it is published, an empty one is left out.
pub fn news_article<'a>(source: &SourceText, found: &[WireAnnotation<'a>], address: &'a str) -> Value<'a> {
    let (mut about, mut mentions, mut quotations) = (Vec::new(), Vec::new(), Vec::new());
    let in_headings = named_in_headings(source, found);
    let (mut labels, mut seen_terms) = (BTreeMap::new(), BTreeSet::new());
    for found in found {
        if let Some(entity) = &found.entity {
            let Some(label) = Label::from_name(found.label) else { continue };
            let Some(kind) = type_of(label).filter(|_| labels.insert(entity.key, label).is_none()) else { continue };
            let is_about = entity.mentions >= ABOUT_MENTIONS || in_headings.contains(entity.key);
            let mut thing = thing(kind, entity.name, entity.qid.as_deref());
            thing.extend(entity.description.clone().map(|description| ("description", description.into())));
            if is_about { &mut about } else { &mut mentions }.push(Value::Object(thing));
        } else if let Some(term) = &found.term {
            if seen_terms.insert(term.key.clone()) {
                let mut thing = thing("DefinedTerm", term.name.clone(), None);
                thing.push(("termCode", term.key.clone().into()));
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
    let parts = quotations.chunk_by(|a, b| a.group == b.group).map(|pieces| quotation(&labels, pieces));
    article.extend([("about", Value::List(about)), ("mentions", Value::List(mentions))]);
    article.push(("hasPart", Value::List(parts.collect())));
    Value::Object(article)
}

type Fields<'a> = Vec<(&'static str, Value<'a>)>;

fn thing<'a>(kind: &'static str, name: impl Into<Value<'a>>, qid: Option<&str>) -> Fields<'a> {
    let mut fields = vec![("@type", kind.into()), ("name", name.into())];
    fields.extend(qid.map(|qid| ("sameAs", wikidata(qid))));
    fields
}

fn quotation<'a>(labels: &BTreeMap<&str, Label>, pieces: &[&WireAnnotation<'a>]) -> Value<'a> {
    let words: Vec<_> = pieces.iter().map(|piece| piece.text).collect();
    let mut fields = vec![("@type", "Quotation".into()), ("text", words.join(" ").into())];
    let speaker = pieces.iter().find_map(|piece| speaker(labels, piece));
    fields.extend(speaker.map(|speaker| ("spokenByCharacter", Value::Object(speaker))));
    Value::Object(fields)
}

/// The entities that a heading names; a text without headings has its first block for one.
fn named_in_headings<'a>(source: &SourceText, found: &[WireAnnotation<'a>]) -> BTreeSet<&'a str> {
    let blocks = source.blocks();
    let has_headings = blocks.iter().any(|block| block.kind == BlockKind::Heading);
    let is_in_heading = |found: &&WireAnnotation<'_>| {
        let at = blocks.partition_point(|block| block.span.end() <= found.start);
        let heading = blocks.get(at).is_some_and(|block| block.kind == BlockKind::Heading);
        heading || !has_headings && at == 0
    };
    found.iter().filter(is_in_heading).filter_map(|found| Some(found.entity.as_ref()?.key)).collect()
}

/// The speaker, where that is sure and somebody by name. Countries and cities that speak are the bodies that speak for them;
/// what a speaker is remains open only in a plain form that does not say it.
fn speaker<'a>(labels: &BTreeMap<&str, Label>, found: &WireAnnotation<'a>) -> Option<Fields<'a>> {
    let speaker = found.speaker.as_ref().filter(|speaker| speaker.tier == "A")?;
    let label = labels.get(speaker.key?).copied().or_else(|| Label::from_name(speaker.label?));
    let kind = match label {
        Some(Label::Person) => "Person",
        Some(_) => "Organization",
        None => "Thing",
    };
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
