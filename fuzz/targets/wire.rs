//! Annotations on their way: out as JSON and as numbers and back the same; and whatever else comes in does no harm.
//!
//! Up to the first zero byte the input is an article, the rest is what a hostile server or worker sends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::annotation::{Analysis, Annotation};
use newsgloss::export::from_plain_form;
use newsgloss::given::{Beside, NO_TERM, place};
use newsgloss::packed::Packed;
use newsgloss::resolve::resolve;
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
    let back = given(&json, &source).expect("what was written can be read");
    let spans = |chosen: &[Annotation]| chosen.iter().map(|it| (it.kind, it.span)).collect::<Vec<_>>();
    assert_eq!(spans(&resolve(&back)), spans(&chosen), "{json}");
    for format in ["webannotation", "schemaorg", "textfragments"] {
        let exported = from_plain_form(format, &json, "https://example.org/").expect("a format");
        serde_json::from_str::<Value>(&exported).expect("what was exported is JSON");
    }

    let numbers = sent.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
    let hostile = Packed { numbers, texts: packed.texts };
    if let Some(analysis) = hostile.unpack() {
        resolve(&analysis);
    }
    let sent = String::from_utf8_lossy(sent);
    let _ = from_plain_form("schemaorg", &sent, &sent);
    let outline: Vec<u32> = bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes) % 999).collect();
    let outlined = SourceText::with_outline(&text, &outline);
    outlined.blocks().iter().for_each(|block| check_span(&outlined, block.span));
    if let Some(analysis) = given(&sent, &source) {
        check_wire(&source, &SHIPPED, &analysis, &resolve(&analysis));
    }
});

/// `document`, a plain form, on the page's text `source`, with the numbers that www/embed/export.js hands over beside it.
fn given(document: &str, source: &SourceText) -> Option<Analysis> {
    let value: Value = serde_json::from_str(document).unwrap_or_default();
    let found = value["annotations"].as_array().map_or(&[][..], Vec::as_slice);
    let keys: Vec<_> = found.iter().map(|it| it["term"]["key"].as_str().unwrap_or_default()).collect();
    let terms = SHIPPED.terms_by_key(&keys).into_iter().map(|term| term.map_or(NO_TERM, |term| term.0));
    let terms: Vec<_> = terms.collect();
    let confidences: Vec<_> = found.iter().map(|it| it["confidence"].as_f64().unwrap_or(0.0) as f32).collect();
    place(document, source, Beside { terms: &terms, confidences: &confidences })
}
