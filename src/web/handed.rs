//! An `AnnotatedText` as JavaScript hands it over, read field by field; what is missing or of a wrong type is empty.

use crate::given::{Given, GivenAnnotation, GivenEntity, GivenSpan, GivenSpeaker, GivenTerm};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Annotations past this many are not read: no article has them.
const MOST: u32 = 5_000;

/// Reads the whole document.
pub(crate) fn read(document: &JsValue) -> Given {
    let list = field(document, "annotations").dyn_into::<Array>().unwrap_or_default();
    let annotations = (0..list.length().min(MOST)).map(|index| annotation(&list.get(index))).collect();
    Given { text: string(document, "text"), annotations }
}

fn annotation(given: &JsValue) -> GivenAnnotation {
    GivenAnnotation {
        kind: string(given, "kind"),
        label: string(given, "label"),
        start: number(given, "start").unwrap_or(0),
        end: number(given, "end").unwrap_or(0),
        confidence: field(given, "confidence").as_f64().unwrap_or(0.0) as f32,
        entity: object(given, "entity").map(|it| entity(&it)),
        speaker: object(given, "speaker").map(|it| GivenSpeaker {
            entity: entity(&it),
            label: string(&it, "label"),
            start: number(&it, "start"),
            end: number(&it, "end"),
            tier: string(&it, "tier"),
        }),
        cue: object(given, "cue")
            .map(|it| GivenSpan { start: number(&it, "start").unwrap_or(0), end: number(&it, "end").unwrap_or(0) }),
        group: number(given, "group").unwrap_or(0),
        term: object(given, "term").map(|it| GivenTerm { key: string(&it, "key") }),
    }
}

fn entity(given: &JsValue) -> GivenEntity {
    let [key, name, qid, description] = ["key", "name", "qid", "description"].map(|name| string(given, name));
    GivenEntity { key, name, qid, description }
}

/// A primitive has no fields.
fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn object(parent: &JsValue, name: &str) -> Option<JsValue> {
    Some(field(parent, name)).filter(JsValue::is_object)
}

fn string(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_default()
}

#[allow(clippy::cast_sign_loss, reason = "a cast saturates: a negative number becomes 0")]
fn number(object: &JsValue, name: &str) -> Option<u32> {
    field(object, name).as_f64().map(|number| number as u32)
}
