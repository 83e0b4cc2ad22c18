//! The browser: the only code that names it. What is exported here is called by the loader, `www/newsgloss.js`.

mod article;
mod collect;
mod events;
mod highlight;
mod hit;
mod input;
mod listener;
mod options;
mod page;
mod ranges;
mod reader;
mod reading;
mod shown;
mod theme;
mod view;

use crate::packed::Packed;
use crate::pipeline::annotate;
use crate::resources::Resources;
use crate::text::SourceText;
use crate::wire::{OffsetUnit, Wire};
use article::Article;
use options::Options;
use page::Page;
use reading::{Reading, Setting};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// The engine with its language data.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    resources: Rc<RefCell<Resources>>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without data.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one of the language data files: lexicon and model before the first article starts, card texts at any time.
    pub fn load(&self, file: &str, bytes: &[u8]) -> Result<(), JsError> {
        let mut resources = self.resources.try_borrow_mut().map_err(|_| busy())?;
        resources.load(file, bytes).map_err(|error| JsError::new(error.message()))
    }

    /// Takes in a publisher's glossary, as `newsgloss_glossary.wasm` compiles it, after the lexicon. Returns for each name
    /// to take away whether it was there: 1 or 0.
    #[wasm_bindgen(js_name = addGlossary)]
    pub fn add_glossary(&self, compiled: &[u8]) -> Result<Vec<u8>, JsError> {
        let taken = self.resources.try_borrow_mut().map_err(|_| busy())?.glossary.take(compiled);
        let names = taken.map_err(|error| JsError::new(error.message()))?.names;
        Ok(names.into_iter().map(u8::from).collect())
    }

    /// Annotates plain text; offsets are UTF-16 code units.
    pub fn annotate(&self, text: &str, options: &JsValue) -> JsValue {
        let (source, resources) = (SourceText::from_plain(text), self.resources.borrow());
        let (analysis, chosen) = annotate(&source, &resources, &Options::read(options).config());
        let wire = Wire { source: &source, analysis: &analysis, resources: &resources, unit: OffsetUnit::Utf16 };
        events::to_js(&wire.annotations(&chosen))
    }

    /// Analyses a text with the outline `blocks` for a page elsewhere: numbers and texts for its `Reading::take`.
    pub fn analyse(&self, text: &str, blocks: &[u32], options: &JsValue) -> js_sys::Array {
        let (source, resources) = (SourceText::with_outline(text, blocks), self.resources.borrow());
        let packed = Packed::new(&annotate(&source, &resources, &Options::read(options).config()).0);
        js_sys::Array::of2(&js_sys::Uint32Array::from(packed.numbers.as_slice()), &packed.texts.into())
    }

    /// The numbers of the glossary's entries with these `keys`, one a line; the largest of all where there is none.
    pub fn terms(&self, keys: &str) -> Vec<u32> {
        let keys: Vec<_> = keys.split('\n').collect();
        let found = self.resources.borrow().terms_by_key(&keys);
        found.into_iter().map(|term| term.map_or(u32::MAX, |term| term.0)).collect()
    }

    /// Begins to read the article `root`: all but a glance at the page is left to `Reading::step`.
    pub fn read(&self, root: &Element, options: &JsValue) -> Reading {
        let options = Rc::new(Options::read(options));
        Reading::new(root, Setting { resources: Rc::clone(&self.resources), options })
    }

    /// Paints an article that is read to its end and tells the page with `newsgloss:annotated`.
    pub fn show(&self, reading: Reading) -> Result<Widget, JsValue> {
        let document = reading.root.owner_document().ok_or("the article is not in a document")?;
        let (options, begin, ms) = (Rc::clone(&reading.setting.options), now(), reading.ms);
        let article = Rc::new(Article::new(reading));
        let page = Page::shared(&document)?;
        let number = page.add(Rc::clone(&article), &options);
        events::send_annotated(&article, ms + now() - begin);
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
        self.article().map_or(JsValue::UNDEFINED, |it| it.wired(|wire| events::to_js(&wire.annotations(it.chosen()))))
    }

    /// The outline of the text: what exports need beside text and annotations.
    pub fn blocks(&self) -> Vec<u32> {
        self.article().map(|article| article.wired(|wire| wire.source.outline())).unwrap_or_default()
    }

    /// The article's text as it was read.
    pub fn text(&self) -> String {
        self.article().map(|article| article.text().to_owned()).unwrap_or_default()
    }

    /// Leaves the annotations numbered in `hidden`, which is in order, without paint and card.
    pub fn hide(&self, hidden: &[u32]) {
        self.close();
        if let Some(article) = self.article() {
            article.show_all_but(hidden);
        }
    }

    /// The numbers of the annotations that have cards, in order.
    pub fn shown(&self) -> Vec<u32> {
        self.article().map(|article| article.shown()).unwrap_or_default()
    }

    /// Begins to read the page again; `undefined` where nothing has changed.
    pub fn again(&self) -> Option<Reading> {
        self.article()?.again()
    }

    /// Paints what was read again in place of what is painted. True where the words have changed; the numbers of annotations
    /// are then new ones.
    pub fn replace(&self, reading: Reading) -> bool {
        let Some(page) = self.page.as_ref() else { return false };
        let (analysed, begin, ms) = (reading.analysed, now(), reading.ms);
        let fresh = Rc::new(Article::new(reading));
        page.replace(self.number, Rc::clone(&fresh));
        if analysed {
            events::send_annotated(&fresh, ms + now() - begin);
        }
        analysed
    }

    /// Takes the highlights, card and listeners away; the page is as it was. Calling it again does nothing.
    pub fn stop(&mut self) {
        if let Some(page) = self.page.take() {
            page.remove(self.number);
        }
    }

    fn article(&self) -> Option<Rc<Article>> {
        self.page.as_ref()?.article(self.number)
    }
}

fn busy() -> JsError {
    JsError::new("the engine is busy with its data, or was left so")
}

fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
