//! What leaves an article and comes to it in forms of other programs, as a wasm of its own, `newsgloss_export.wasm`: fetched
//! when a page first asks for one, or is given annotations from a server. Imports: `newsgloss::{export, given, packed}`.

#![cfg(target_arch = "wasm32")]

use newsgloss::{
    given::{Beside, place},
    packed::Packed,
    text::SourceText,
};
use wasm_bindgen::prelude::*;

/// `article`, the plain form with its blocks, as `format`, for an article published at `address`; `undefined` where
/// there is no such format. See [`newsgloss::export::from_plain_form`].
#[wasm_bindgen]
pub fn rewrite(format: &str, article: &str, address: &str) -> Option<String> {
    newsgloss::export::from_plain_form(format, article, address)
}

/// The plain form `document` on the page's `text` with the outline `blocks`: numbers and texts for the engine's
/// `Reading.take`; `undefined` where it is no JSON. See [`newsgloss::given::Beside`].
#[wasm_bindgen]
pub fn placed(document: &str, text: &str, blocks: &[u32], terms: &[u32], confidences: &[f32]) -> Option<Vec<JsValue>> {
    let source = SourceText::with_outline(text, blocks);
    let Packed { numbers, texts } = Packed::new(&place(document, &source, Beside { terms, confidences })?);
    Some(vec![numbers.into(), texts.into()])
}
