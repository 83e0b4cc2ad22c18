//! What the reader's side of the page, `www/panel`, calls.

use super::events::{Via, to_js};
use super::options::Choice;
use super::view::View;
use super::{Page, Widget};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
impl Widget {
    /// The article's number on this page, by which cards name it.
    #[wasm_bindgen(getter)]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The article.
    #[wasm_bindgen(getter)]
    pub fn root(&self) -> Option<Element> {
        self.article().map(|article| article.root.clone())
    }

    /// Takes in who shows the cards of this page.
    pub fn attach(&self, view: View) {
        if let Some(page) = self.page() {
            page.attach(view);
        }
    }

    /// What is in the article, grouped for the panel.
    pub fn outline(&self) -> JsValue {
        self.article().map_or(JsValue::UNDEFINED, |article| to_js(&article.outline()))
    }

    /// What the card of annotation `id` leads to.
    pub fn related(&self, id: u32) -> JsValue {
        self.article().map_or(JsValue::UNDEFINED, |article| to_js(&article.related(id)))
    }

    /// How the names of the files begin that have the card text of annotation `id`; `undefined` where nothing is missing.
    #[wasm_bindgen(js_name = cardFiles)]
    pub fn card_files(&self, id: u32) -> Option<String> {
        self.article()?.card_files(id)
    }

    /// Annotation `id` as the API knows it.
    pub fn annotation(&self, id: u32) -> JsValue {
        self.article().map_or(JsValue::UNDEFINED, |article| article.annotation(id))
    }

    /// Brings annotation `id` into view, opens its card and keeps it open. `via` says for whom: `"panel"`,
    /// `"keyboard"`, `"tap"`, or else a script.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands optional strings over by value")]
    pub fn open(&self, id: u32, via: Option<String>) {
        if let Some(page) = self.page() {
            page.open(self.number, id, Via::from_name(via.as_deref().unwrap_or_default()));
        }
    }

    /// Opens the card of the next annotation of the page (1) or the one before (-1).
    pub fn step(&self, step: i32) {
        if let Some(page) = self.page() {
            page.step(step.signum());
        }
    }

    /// Closes the open card.
    pub fn close(&self) {
        if let Some(page) = self.page() {
            page.close();
        }
    }

    /// Shows the open card anew, its texts having come.
    pub fn redraw(&self) {
        if let Some(page) = self.page() {
            page.redraw();
        }
    }

    /// Paints what `choice`, `{ off, kinds, density }`, wants; the rest has neither paint nor card.
    pub fn choose(&self, choice: &JsValue) {
        if let Some((article, page)) = self.article().zip(self.page()) {
            page.forget(self.number);
            article.choose(Choice::read(choice));
        }
    }

    /// Looks at the colours around the article again. True where its ground is dark.
    #[wasm_bindgen(js_name = followColors)]
    pub fn follow_colors(&self) -> bool {
        self.article().is_some_and(|article| article.follow_colors())
    }

    fn page(&self) -> Option<&Rc<Page>> {
        self.page.as_ref()
    }
}
