//! Painting: one CSS highlight per kind under keys of our own, one adopted style sheet, and nothing else touched.
//!
//! Highlights and sheet are shared by all articles of the page and go when the last one stops. What is not ours
//! in the registry is never read, changed or cleared.

use crate::annotation::{Analysis, Annotation, Kind, Label};
use crate::card::is_shown;
use js_sys::Reflect;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, Range};

#[wasm_bindgen]
extern "C" {
    // web-sys keeps these behind its unstable flag; a few externs are smaller than the flag.
    type Highlight;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &Range) -> bool;
    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: i32);

    type HighlightRegistry;
    #[wasm_bindgen(method)]
    fn set(this: &HighlightRegistry, key: &str, highlight: &Highlight) -> JsValue;
    #[wasm_bindgen(method, js_name = delete)]
    fn remove(this: &HighlightRegistry, key: &str) -> bool;
}

/// Names are dotted in the colour of their kind, terms dashed, quotations on a pale ground: the line says what it is, the colour
/// only which kind. The colours follow Okabe and Ito's palette, darkened to 4.5:1 on white. Lines are said in longhands:
/// `WebKit` reads no shorthand with a style. Comments stand here because the file ships.
const STYLE: &str = include_str!("highlight.css");
/// Turned on where the article's ground is dark.
const DARK: &str = include_str!("dark.css");
/// Paper shows the article as the page prints it; turned off by `print: "keep"`.
const PRINT: &str = include_str!("print.css");
const QUOTATION: usize = Label::ALL.len();
const TERM: usize = QUOTATION + 1;
const ACTIVE: usize = TERM + 1;

/// Paint for all articles of one page.
struct Paint {
    document: Document,
    style: CssStyleSheet,
    dark: CssStyleSheet,
    print: CssStyleSheet,
    registry: HighlightRegistry,
    /// By the constants above, entity labels first.
    highlights: Vec<Highlight>,
}

thread_local! {
    static PAINT: RefCell<Weak<Paint>> = const { RefCell::new(Weak::new()) };
}

/// The registry key of highlight `index`.
fn key(index: usize) -> String {
    let name = match index {
        QUOTATION => "quotation",
        TERM => "term",
        ACTIVE => "active",
        label => Label::ALL.get(label).map_or("", |label| label.as_str()),
    };
    ["newsgloss-", name].concat()
}

impl Paint {
    /// The page's paint, made on first use; `None` in a browser without the CSS Custom Highlight API.
    fn shared(document: &Document) -> Option<Rc<Self>> {
        let living = PAINT.with_borrow(Weak::upgrade);
        if living.is_some() {
            return living;
        }
        let paint = Rc::new(Self::new(document).ok()?);
        PAINT.with_borrow_mut(|slot| *slot = Rc::downgrade(&paint));
        Some(paint)
    }

    fn new(document: &Document) -> Result<Self, JsValue> {
        let css = Reflect::get(&js_sys::global(), &"CSS".into())?;
        let registry = Reflect::get(&css, &"highlights".into())?;
        if registry.is_undefined() {
            return Err(registry);
        }
        let registry: HighlightRegistry = registry.unchecked_into();
        let [style, dark, print] = [STYLE, DARK, PRINT].map(|text| {
            let sheet = CssStyleSheet::new()?;
            sheet.replace_sync(text)?;
            document.adopted_style_sheets().push(&sheet);
            Ok::<_, JsValue>(sheet)
        });
        let mut highlights = Vec::with_capacity(ACTIVE + 1);
        for index in 0..=ACTIVE {
            let highlight = Highlight::new()?;
            highlight.set_priority(match index {
                QUOTATION => 0,
                TERM => 2,
                ACTIVE => 3,
                _ => 1,
            });
            highlights.push(highlight);
        }
        Ok(Self { document: document.clone(), style: style?, dark: dark?, print: print?, registry, highlights })
    }

    /// Forced colours paint every highlight as if it were selected, whatever its style: then only the active one
    /// stays in the registry.
    fn register(&self, forced_colors: bool) {
        for (index, highlight) in self.highlights.iter().enumerate() {
            if forced_colors && index != ACTIVE {
                self.registry.remove(&key(index));
            } else {
                self.registry.set(&key(index), highlight);
            }
        }
    }
}

impl Drop for Paint {
    fn drop(&mut self) {
        for index in 0..self.highlights.len() {
            self.registry.remove(&key(index));
        }
        let ours: [&JsValue; 3] = [&self.style, &self.dark, &self.print];
        let kept = self.document.adopted_style_sheets().filter(&mut |other, _, _| ours.iter().all(|it| **it != other));
        self.document.set_adopted_style_sheets(&kept);
    }
}

/// The paint of one article; dropping it takes away exactly what it added.
pub(crate) struct Painted {
    paint: Rc<Paint>,
    /// Highlight index and range of each piece painted.
    pieces: Vec<(usize, Range)>,
    active: Vec<Range>,
}

impl Painted {
    /// Ready to paint in `document`; `None` in a browser that cannot.
    pub(crate) fn new(document: &Document) -> Option<Self> {
        Some(Self { paint: Paint::shared(document)?, pieces: Vec::new(), active: Vec::new() })
    }

    /// Follows the colours of the page: light or dark ground, forced colours or free ones.
    pub(crate) fn set_colors(&self, dark: bool, forced: bool) {
        self.paint.dark.set_disabled(!dark);
        self.paint.register(forced);
    }

    /// Whether the paint goes on paper, too.
    pub(crate) fn set_printed(&self, printed: bool) {
        self.paint.print.set_disabled(printed);
    }

    /// Paints the ranges of `annotation`, if its kind is one that is painted.
    pub(crate) fn add(&mut self, analysis: &Analysis, annotation: &Annotation, ranges: &[Range]) {
        let Some(index) = highlight_of(analysis, annotation) else { return };
        let Some(highlight) = self.paint.highlights.get(index) else { return };
        for range in ranges {
            highlight.add(range);
            self.pieces.push((index, range.clone()));
        }
    }

    /// Paints `ranges` as the active annotation in place of the last one; none to clear.
    pub(crate) fn set_active(&mut self, ranges: &[Range]) {
        let Some(highlight) = self.paint.highlights.get(ACTIVE) else { return };
        for range in self.active.drain(..) {
            highlight.delete(&range);
        }
        for range in ranges {
            // A range is in a highlight once; a copy keeps the two independent.
            let copy = range.clone_range();
            highlight.add(&copy);
            self.active.push(copy);
        }
    }
}

impl Drop for Painted {
    fn drop(&mut self) {
        self.set_active(&[]);
        for (index, range) in self.pieces.drain(..) {
            if let Some(highlight) = self.paint.highlights.get(index) {
                highlight.delete(&range);
            }
        }
    }
}

/// Which highlight paints `annotation`; `None` for what is not shown.
fn highlight_of(analysis: &Analysis, annotation: &Annotation) -> Option<usize> {
    match annotation.kind {
        _ if !is_shown(analysis, annotation) => None,
        Kind::Term => Some(TERM),
        Kind::Quotation => Some(QUOTATION),
        Kind::Entity => {
            let label = analysis.mentions.get(annotation.index as usize)?.label;
            Label::ALL.iter().position(|&other| other == label)
        }
    }
}
