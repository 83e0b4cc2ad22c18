//! W3C Web Annotation Data Model (Recommendation, 23 February 2017). Positions count code points, as its sections
//! 4.2.4 and 4.2.5 ask; the quote selector finds the words again where a page counts its text otherwise.

use super::{Value, wikidata};
use crate::text::SourceText;
use crate::wire::WireAnnotation;

/// Characters of context on each side of a quoted text: what annotation clients commonly store.
const CONTEXT: usize = 32;

/// A list with one Web Annotation for each of `found`, which count bytes of `source`, an article published at `address`;
/// an empty address is left out.
pub fn web_annotations<'a>(source: &'a SourceText, found: &[WireAnnotation<'a>], address: &'a str) -> Value<'a> {
    let one = |found: &WireAnnotation<'a>| {
        let motivation = match found.kind {
            "entity" => "identifying",
            "term" => "describing",
            _ => "classifying",
        };
        Value::Object(vec![
            ("@context", "http://www.w3.org/ns/anno.jsonld".into()),
            ("type", "Annotation".into()),
            ("motivation", motivation.into()),
            ("body", Value::List(bodies(found))),
            ("target", target(source, found, address)),
        ])
    };
    Value::List(found.iter().map(one).collect())
}

fn target<'a>(source: &'a SourceText, found: &WireAnnotation<'a>, address: &'a str) -> Value<'a> {
    let text = source.text();
    let before = text.get(..found.start as usize).unwrap_or("");
    let after = text.get(found.end as usize..).unwrap_or("");
    let quote = Value::Object(vec![
        ("type", "TextQuoteSelector".into()),
        ("exact", found.text.into()),
        ("prefix", last(before).into()),
        ("suffix", first(after).into()),
    ]);
    let position = Value::Object(vec![
        ("type", "TextPositionSelector".into()),
        ("start", Value::Number(source.offsets().to_point(found.start))),
        ("end", Value::Number(source.offsets().to_point(found.end))),
    ]);
    let mut target = vec![("selector", Value::List(vec![quote, position]))];
    if !address.is_empty() {
        target.insert(0, ("source", address.into()));
    }
    Value::Object(target)
}

fn last(text: &str) -> &str {
    let start = text.char_indices().rev().take(CONTEXT).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or("")
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

/// What the annotation says: its class first, then whom or what it identifies, then what is told of it.
fn bodies<'a>(found: &WireAnnotation<'a>) -> Vec<Value<'a>> {
    let text = |purpose: &'static str, value: Value<'a>| {
        Value::Object(vec![("type", "TextualBody".into()), ("purpose", purpose.into()), ("value", value)])
    };
    let mut bodies = vec![text("classifying", found.label.into())];
    let entity = found.entity.as_ref().map(|entity| (entity.name, &entity.qid));
    let speaker = found.speaker.as_ref().map(|speaker| (speaker.name, &speaker.qid));
    for (name, qid) in entity.into_iter().chain(speaker) {
        bodies.push(text("identifying", name.into()));
        bodies.extend(qid.as_deref().map(|qid| {
            let (kind, purpose) = ("SpecificResource".into(), "identifying".into());
            Value::Object(vec![("type", kind), ("purpose", purpose), ("source", wikidata(qid))])
        }));
    }
    if let Some(term) = &found.term {
        bodies.push(text("identifying", term.name.clone().into()));
        bodies.extend(term.definition.map(|definition| text("describing", definition.into())));
    }
    bodies
}
