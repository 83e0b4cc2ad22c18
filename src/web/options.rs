//! The publisher's options as JavaScript hands them over.

use crate::pipeline::Config;
use serde::Deserialize;

/// Options of `init`; all optional, unknown ones ignored here (the loader warns of them).
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Options {
    /// Which kinds to show: `entities`, `quotations`, `terms`; all when absent.
    kinds: Option<Vec<String>>,
    /// Selector of what to leave out.
    pub(crate) exclude: Option<String>,
    /// The selector that found the root, for the pointer's shape over annotations.
    pub(crate) root: Option<String>,
}

impl Options {
    /// What the engine is to look for.
    pub(crate) fn config(&self) -> Config {
        let wants = |kind: &str| self.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|wanted| wanted == kind));
        Config { entities: wants("entities"), quotations: wants("quotations"), terms: wants("terms") }
    }
}
