//! The browser: the only code that names it. What is exported here is called by the loader, `www/newsgloss.js`.

mod article;
mod card_view;
mod collect;
mod events;
mod highlight;
mod hit;
mod listener;
mod options;
mod page;
mod ranges;

use crate::pipeline::{Resources, annotate};
use crate::text::SourceText;
use crate::wire::{OffsetUnit, Wire};
use article::Article;
use options::Options;
use page::Page;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// The engine with its language data.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    resources: Rc<Resources>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without data.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one of the language data files. All of them before the first article starts.
    pub fn load(&mut self, file: &str, bytes: &[u8]) -> Result<(), JsError> {
        let resources =
            Rc::get_mut(&mut self.resources).ok_or_else(|| JsError::new("articles have started already"))?;
        resources.load(file, bytes).map_err(|error| JsError::new(&error.to_string()))
    }

    /// Annotates plain text; offsets are UTF-16 code units.
    pub fn annotate(&self, text: &str, options: &JsValue) -> JsValue {
        let source = SourceText::from_plain(text);
        let (analysis, chosen) = annotate(&source, &self.resources, &Options::read(options).config());
        let wire = Wire { source: &source, analysis: &analysis, resources: &self.resources, unit: OffsetUnit::Utf16 };
        events::to_js(&wire.annotations(&chosen))
    }

    /// Annotates and paints the article `root`, and tells the page with `newsgloss:annotated`.
    pub fn start(&self, root: &Element, options: &JsValue) -> Result<Widget, JsValue> {
        let options = Options::read(options);
        let begin = now();
        let document = root.owner_document().ok_or("the article is not in a document")?;
        let article = Rc::new(Article::new(root, Rc::clone(&self.resources), &options)?);
        let page = Page::shared(&document)?;
        let number = page.add(Rc::clone(&article), options.root.as_deref());
        events::send_annotated(&article, now() - begin);
        Ok(Widget { page: Some(page), number })
    }
}

/// A handle on one annotated article. Losing it stops nothing: a script tag keeps none.
#[wasm_bindgen]
pub struct Widget {
    /// None once it is stopped.
    page: Option<Rc<Page>>,
    number: u32,
}

#[wasm_bindgen]
impl Widget {
    /// The annotations in order, with UTF-16 offsets into the text as we read it.
    pub fn annotations(&self) -> JsValue {
        let article = self.page.as_ref().and_then(|page| page.article(self.number));
        article.map_or(JsValue::UNDEFINED, |it| events::to_js(&it.wire().annotations(it.chosen())))
    }

    /// Opens the card of annotation `id` and keeps it open.
    pub fn open(&self, id: u32) {
        if let Some(page) = &self.page {
            page.open(self.number, id);
        }
    }

    /// Closes the open card.
    pub fn close(&self) {
        if let Some(page) = &self.page {
            page.close();
        }
    }

    /// Takes the highlights, card and listeners away; the page is as it was. Calling it again does nothing.
    pub fn stop(&mut self) {
        if let Some(page) = self.page.take() {
            page.remove(self.number);
        }
    }
}

fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
