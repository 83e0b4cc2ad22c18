//! The card's DOM as the page sees it: an object of the reader's side, `www/panel/card.js`.

use super::events::Via;
use super::hit;
use super::page::Id;
use crate::card::{Box2, place};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DomRect, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// Builds, shows and hides the card.
    #[derive(Clone)]
    pub type View;
    /// The element on `<body>` that holds the card, as event targets name it.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn host(this: &View) -> HtmlElement;
    /// Whether CSS places the card.
    #[wasm_bindgen(method, getter)]
    fn anchored(this: &View) -> bool;
    /// The open card's box; `undefined` where none is open, or where it is a sheet at the bottom.
    #[wasm_bindgen(method, getter, js_name = box)]
    pub(crate) fn bounds(this: &View) -> Option<DomRect>;
    /// Shows the card of annotation `id` of article number `article` at `line`, which is in viewport coordinates.
    #[wasm_bindgen(method, catch)]
    fn show(this: &View, article: u32, id: u32, line: &DomRect, via: &str) -> Result<(), JsValue>;
    /// Moves the card's corner to a point of the viewport.
    #[wasm_bindgen(method)]
    fn place(this: &View, x: f64, y: f64);
    /// Takes the card away.
    #[wasm_bindgen(method)]
    pub(crate) fn hide(this: &View);
    /// Takes everything off the page.
    #[wasm_bindgen(method)]
    pub(crate) fn remove(this: &View);
}

impl View {
    /// Shows the card of annotation `id` beside `line`. False where that failed.
    pub(crate) fn show_at(&self, document: &Document, (article, id): Id, line: &DomRect, via: Via) -> bool {
        if self.show(article, id, line, via.as_str()).is_err() {
            return false;
        }
        if let (false, Some(card), Some(root)) = (self.anchored(), self.bounds(), document.document_element()) {
            let (width, height) = (f64::from(root.client_width()), f64::from(root.client_height()));
            let viewport = Box2 { x: 0.0, y: 0.0, width, height };
            let (x, y) = place(hit::to_box(line), hit::to_box(&card), viewport);
            self.place(x, y);
        }
        true
    }
}
