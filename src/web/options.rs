//! The publisher's options as JavaScript hands them over. Read by hand: a derived deserialiser would bring
//! 7 KiB of error texts and number formatting for a handful of fields.

use crate::pipeline::Config;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Options of `init`; all optional, unknown ones ignored here (the loader warns of them).
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// Which kinds to show: `entities`, `quotations`, `terms`; all when absent.
    kinds: Option<Vec<String>>,
    /// Selector of what to leave out.
    pub(crate) exclude: Option<String>,
    /// The selector that found the root, for the pointer's shape over annotations.
    pub(crate) root: Option<String>,
}

impl Options {
    /// Reads the fields of `options`; one of a wrong type counts as absent.
    pub(crate) fn read(options: &JsValue) -> Self {
        let field = |name: &str| Reflect::get(options, &name.into()).unwrap_or_default();
        let kinds = field("kinds").dyn_into::<Array>().ok();
        Self {
            kinds: kinds.map(|kinds| kinds.iter().filter_map(|kind| kind.as_string()).collect()),
            exclude: field("exclude").as_string(),
            root: field("root").as_string(),
        }
    }

    /// What the engine is to look for.
    pub(crate) fn config(&self) -> Config {
        let wants = |kind: &str| self.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|wanted| wanted == kind));
        Config { entities: wants("entities"), quotations: wants("quotations"), terms: wants("terms") }
    }
}
