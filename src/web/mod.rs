//! The browser: the only code that names it. What is exported here is called by the loader, `www/newsgloss.js`.

mod article;
mod card_view;
mod collect;
mod events;
mod handed;
mod highlight;
mod hit;
mod listener;
mod options;
mod page;
mod ranges;

use crate::annotation::Annotation;
use crate::export::{fragment_links, news_article, web_annotations};
use crate::pipeline::annotate;
use crate::resources::Resources;
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

    /// Annotates plain text; offsets are UTF-16 code units. With a `format` the result is that export, for an
    /// article published at `address`; see `Widget::export`.
    pub fn annotate(&self, text: &str, options: &JsValue, format: &str, address: &str) -> JsValue {
        let source = SourceText::from_plain(text);
        let (analysis, chosen) = annotate(&source, &self.resources, &Options::read(options).config());
        let wire = Wire { source: &source, analysis: &analysis, resources: &self.resources, unit: OffsetUnit::Utf16 };
        export(wire, &chosen, format, address)
    }

    /// Annotates and paints the article `root`, and tells the page with `newsgloss:annotated`. With `given`, an
    /// `AnnotatedText` made elsewhere, nothing is analysed here.
    pub fn start(&self, root: &Element, options: &JsValue, given: &JsValue) -> Result<Widget, JsValue> {
        let options = Rc::new(Options::read(options));
        let begin = now();
        let document = root.owner_document().ok_or("the article is not in a document")?;
        let given = given.is_object().then(|| Rc::new(handed::read(given)));
        let article = Rc::new(Article::new(root, Rc::clone(&self.resources), Rc::clone(&options), given)?);
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
        self.export("", "")
    }

    /// The annotations as `webannotation`, `schemaorg` or `textfragments`, of an article published at `address`.
    pub fn export(&self, format: &str, address: &str) -> JsValue {
        self.article().map_or(JsValue::UNDEFINED, |it| export(it.wire(), it.chosen(), format, address))
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

    /// Scrolls annotation `id` into the window.
    pub fn reveal(&self, id: u32) {
        if let Some(article) = self.article() {
            article.reveal(id);
        }
    }

    /// Reads the page again. True where the words have changed; the numbers of annotations are then new ones.
    pub fn refresh(&self) -> Result<bool, JsValue> {
        let Some((page, article)) = self.page.as_ref().zip(self.article()) else { return Ok(false) };
        let begin = now();
        let Some((fresh, changed)) = article.refreshed()? else { return Ok(false) };
        let fresh = Rc::new(fresh);
        page.replace(self.number, Rc::clone(&fresh));
        if changed {
            events::send_annotated(&fresh, now() - begin);
        }
        Ok(changed)
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

    fn article(&self) -> Option<Rc<Article>> {
        self.page.as_ref()?.article(self.number)
    }
}

/// As JavaScript values; the annotations themselves where no format is named.
fn export(wire: Wire<'_>, chosen: &[Annotation], format: &str, address: &str) -> JsValue {
    let value = match format {
        "webannotation" => web_annotations(wire, chosen, address),
        "schemaorg" => news_article(wire, chosen, address),
        "textfragments" => fragment_links(wire.source, chosen, address),
        _ => return events::to_js(&wire.annotations(chosen)),
    };
    js_sys::JSON::parse(&value.to_json()).unwrap_or_default()
}

fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
