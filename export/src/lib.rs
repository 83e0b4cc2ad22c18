//! The export formats as a wasm of their own, `newsgloss_export.wasm`: fetched when a page first asks for one.
//! Imports: `newsgloss::export`.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::*;

/// `article`, the plain form with its blocks, as `format`, for an article published at `address`; `undefined` where
/// there is no such format. See [`newsgloss::export::from_plain_form`].
#[wasm_bindgen]
pub fn rewrite(format: &str, article: &str, address: &str) -> Option<String> {
    newsgloss::export::from_plain_form(format, article, address)
}
