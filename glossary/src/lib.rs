//! The reader of publishers' glossaries as a wasm of its own, `newsgloss_glossary.wasm`: fetched where there is such a
//! glossary. Imports: `newsgloss::lexicon::glossary`.

#![cfg(target_arch = "wasm32")]

use newsgloss::lexicon::glossary::{self, Fault};
use wasm_bindgen::prelude::*;

/// A glossary, ready for `Engine::addGlossary`.
#[wasm_bindgen]
pub struct Published(glossary::Published);

/// Reads and compiles the JSON or CSV `text`.
#[wasm_bindgen]
pub fn publish(text: &str) -> Published {
    Published(glossary::publish(text))
}

#[wasm_bindgen]
impl Published {
    /// What the engine takes in; empty where nothing of the glossary can be used.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.bytes.clone()
    }

    /// What is wrong with the entries that were left out, a line each.
    pub fn faults(&self) -> Vec<String> {
        lines(&self.0.faults)
    }

    /// For each name to take away, what to say if the engine does not have it.
    pub fn removed(&self) -> Vec<String> {
        lines(&self.0.removed)
    }
}

fn lines(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}
