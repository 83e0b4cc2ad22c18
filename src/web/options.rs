//! The publisher's options as JavaScript hands them over. Read by hand: a derived deserialiser would bring
//! 7 KiB of error texts and number formatting for a handful of fields.

use crate::card::Timing;
use crate::pipeline::Config;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the article's ground is.
    #[default]
    Auto,
    Light,
    Dark,
}

/// What is painted and has cards: the reader's own choice, or the publisher's where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the reader's own")]
pub(crate) struct Choice {
    pub(crate) entities: bool,
    pub(crate) quotations: bool,
    pub(crate) terms: bool,
    /// Only the first mention of each entity.
    pub(crate) first: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self { entities: true, quotations: true, terms: true, first: false }
    }
}

impl Choice {
    /// Reads `{ off, kinds, density }`; what is absent is shown.
    pub(crate) fn read(choice: &JsValue) -> Self {
        let off = field(choice, "off").is_truthy();
        let kinds = strings(choice, "kinds");
        let wants = |kind: &str| !off && kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|wanted| wanted == kind));
        Self {
            entities: wants("entities"),
            quotations: wants("quotations"),
            terms: wants("terms"),
            first: field(choice, "density").as_string().is_some_and(|density| density == "first"),
        }
    }
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn strings(object: &JsValue, name: &str) -> Option<Vec<String>> {
    let list = field(object, name).dyn_into::<Array>().ok()?;
    Some(list.iter().filter_map(|item| item.as_string()).collect())
}

/// Options of `init`; all optional, unknown ones ignored here (the loader warns of them).
#[derive(Debug)]
pub(crate) struct Options {
    /// Which kinds to show: `entities`, `quotations`, `terms`; all when absent.
    kinds: Option<Vec<String>>,
    /// Selector of what to leave out.
    pub(crate) exclude: Option<String>,
    /// The selector that found the root, for the pointer's shape over annotations.
    pub(crate) root: Option<String>,
    /// Light or dark.
    pub(crate) theme: Theme,
    /// Whether highlights are printed.
    pub(crate) printed: bool,
    /// Whether a tap on a link in an annotation opens the card first and follows the link the second time.
    pub(crate) card_before_link: bool,
    /// When cards open and close.
    pub(crate) timing: Timing,
    /// What is painted at first.
    pub(crate) choice: Choice,
}

impl Options {
    /// Reads the fields of `options`; one of a wrong type counts as absent.
    pub(crate) fn read(options: &JsValue) -> Self {
        let text = |name| field(options, name).as_string();
        let says = |name, value: &str| text(name).is_some_and(|said| said == value);
        #[allow(clippy::cast_sign_loss, reason = "a negative number becomes 0")]
        let delay = field(options, "delay").as_f64().map(|ms| ms as u32);
        Self {
            kinds: strings(options, "kinds"),
            exclude: text("exclude"),
            root: text("root"),
            theme: match text("theme").as_deref() {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                _ => Theme::Auto,
            },
            printed: says("print", "keep"),
            card_before_link: says("linkTap", "card-first"),
            timing: delay.map_or(Timing::DEFAULT, |open| Timing { open, ..Timing::DEFAULT }),
            choice: Choice::read(&field(options, "reader")),
        }
    }

    /// What the engine is to look for.
    pub(crate) fn config(&self) -> Config {
        let wants = |kind: &str| self.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|wanted| wanted == kind));
        Config { entities: wants("entities"), quotations: wants("quotations"), terms: wants("terms") }
    }
}
