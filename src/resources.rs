//! What the annotators read: the language data, as far as they are loaded. Imports: `annotation`, `lexicon`, `tagger`.

use crate::Error;
use crate::annotation::TermId;
use crate::tagger::Model;

/// The language data, loaded once and read-only. Each part may be missing; its annotators then do less.
#[derive(Debug, Default)]
pub struct Resources {
    /// The statistical tagger, `en.model`.
    pub model: Option<Model>,
}

/// What a reader is told of a glossary entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermInfo<'a> {
    /// Its key in the glossary.
    pub key: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its category.
    pub category: &'a str,
    /// One sentence; `None` while the card texts are not loaded.
    pub definition: Option<&'a str>,
}

impl Resources {
    /// Takes in the language data `file`, as `cargo xtask build` writes it.
    pub fn load(&mut self, file: &str, bytes: &[u8]) -> Result<(), Error> {
        match file {
            "en.model" => self.model = Some(Model::load(bytes)?),
            _ => return Err(Error::unknown_file(file)),
        }
        Ok(())
    }

    /// The number of the Wikidata id of lexicon record `record`, where the card texts are loaded and it has one.
    pub fn qid(&self, _record: u32) -> Option<u32> {
        None
    }

    /// The description of lexicon record `record`, where the card texts are loaded.
    pub fn description(&self, _record: u32) -> Option<String> {
        None
    }

    /// What the glossary says of `term`.
    pub fn term(&self, _term: TermId) -> Option<TermInfo<'_>> {
        None
    }
}
