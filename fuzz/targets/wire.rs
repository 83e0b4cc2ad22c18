//! Annotations on their way: out as JSON and as numbers and back the same; and whatever else comes in does no harm.
//!
//! Up to the first zero byte the input is an article, the rest is what a hostile server or worker sends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::export::from_plain_form;
use newsgloss::given::{Given, GivenAnnotation, GivenEntity, GivenSpan, GivenSpeaker, GivenTerm, place};
use newsgloss::packed::Packed;
use newsgloss::text::SourceText;
use newsgloss::wire::{AnnotatedText, OffsetUnit, Wire};
use newsgloss_fuzz::{SHIPPED, check_analysis, check_span, check_wire};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (text, sent) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let text = String::from_utf8_lossy(text);
    let source = SourceText::from_plain(&text);
    let (analysis, chosen) = check_analysis(&source, &SHIPPED);
    let packed = Packed::new(&analysis);
    assert_eq!(packed.unpack().as_ref(), Some(&analysis));

    let wire = Wire { source: &source, analysis: &analysis, resources: &SHIPPED, unit: OffsetUnit::Utf16 };
    let annotations = wire.annotations(&chosen);
    let json = serde_json::to_string(&AnnotatedText::new(&source, annotations)).expect("JSON");
    let value: Value = serde_json::from_str(&json).expect("what was written can be read");
    let given = given(&value);
    let back = place(&given, &source, &SHIPPED);
    let spans =
        |chosen: &[newsgloss::annotation::Annotation]| chosen.iter().map(|it| (it.kind, it.span)).collect::<Vec<_>>();
    assert_eq!(spans(&back.1), spans(&chosen), "{json}");
    for format in ["webannotation", "schemaorg", "textfragments"] {
        let exported = from_plain_form(format, &json, "https://example.org/").expect("a format");
        serde_json::from_str::<Value>(&exported).expect("what was exported is JSON");
    }

    let numbers = sent.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
    let hostile = Packed { numbers, texts: packed.texts };
    if let Some(analysis) = hostile.unpack() {
        newsgloss::resolve::resolve(&analysis);
    }
    let sent = String::from_utf8_lossy(sent);
    let _ = from_plain_form("schemaorg", &sent, &sent);
    let outline: Vec<u32> = bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes) % 999).collect();
    let outlined = SourceText::with_outline(&text, &outline);
    outlined.blocks().iter().for_each(|block| check_span(&outlined, block.span));
    if let Ok(value) = serde_json::from_str(&sent) {
        let (analysis, chosen) = place(&self::given(&value), &source, &SHIPPED);
        check_wire(&source, &SHIPPED, &analysis, &chosen);
    }
});

/// The plain form as a page hands it over.
fn given(value: &Value) -> Given {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let number = |value: &Value, name: &str| value[name].as_u64().map(|number| number as u32);
    let entity = |it: &Value| {
        let [key, name, qid, description] = ["key", "name", "qid", "description"].map(|name| text(it, name));
        GivenEntity { key, name, qid, description }
    };
    let annotation = |it: &Value| GivenAnnotation {
        kind: text(it, "kind"),
        label: text(it, "label"),
        start: number(it, "start").unwrap_or(0),
        end: number(it, "end").unwrap_or(0),
        confidence: it["confidence"].as_f64().unwrap_or(0.0) as f32,
        entity: it.get("entity").map(entity),
        speaker: it.get("speaker").map(|it| GivenSpeaker {
            entity: entity(it),
            label: text(it, "label"),
            start: number(it, "start"),
            end: number(it, "end"),
            tier: text(it, "tier"),
        }),
        cue: it
            .get("cue")
            .map(|it| GivenSpan { start: number(it, "start").unwrap_or(0), end: number(it, "end").unwrap_or(0) }),
        group: number(it, "group").unwrap_or(0),
        term: it.get("term").map(|it| GivenTerm { key: text(it, "key") }),
    };
    let annotations = value["annotations"].as_array().into_iter().flatten().map(annotation).collect();
    Given { text: text(value, "text"), annotations }
}
