//! What the annotators read: the language data, as far as they are loaded. Imports: `annotation`, `lexicon`, `tagger`.

use crate::Error;
use crate::annotation::TermId;
use crate::ids::{self, Ids};
use crate::lexicon::cards::{NAME_CARDS, NameCard, NameCards};
use crate::lexicon::glossary::{self, Glossary, TermCard};
use crate::lexicon::names::MORE_NAMES;
use crate::lexicon::pack::Pack;
use crate::lexicon::speech::SpeechWords;
use crate::lexicon::{LEXICON, Names};
use crate::number::decimal;
use crate::tagger::Model;

/// The language data, loaded once and read-only. Each part may be missing; its annotators then do less.
#[derive(Debug, Default)]
pub struct Resources {
    /// The statistical tagger, `en.model`.
    pub model: Option<Model>,
    /// The policy terms: `en.lexicon` with the texts of `en.cards-terms-*`, and the publisher's.
    pub glossary: Glossary,
    /// The names and records of `en.lexicon` and `en.names`.
    pub names: Names,
    /// What words are around quotations and names, of `en.lexicon`.
    pub speech_words: SpeechWords,
    /// What cards say of the records: `en.cards-names-*`.
    pub name_cards: NameCards,
}

/// What a reader is told of a glossary entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermInfo<'a> {
    /// Its key in the glossary.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: &'static str,
    /// What its card says; `None` while the card texts are not loaded.
    pub card: Option<TermCard<'a>>,
}

/// What a publisher's glossary did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of entries added.
    pub added: u32,
    /// Keys of our entries that an entry of the same key replaces.
    pub replaced: Vec<String>,
    /// Entries left out, and names to take away that are not there.
    pub faults: Vec<glossary::Fault>,
}

impl Resources {
    /// Takes in the language data `file`, as `cargo xtask build` writes it.
    pub fn load(&mut self, file: &str, bytes: &[u8]) -> Result<(), Error> {
        match file {
            "en.model" => self.model = Some(Model::load(bytes)?),
            "en.lexicon" => {
                let pack = Pack::open(bytes, LEXICON)?;
                self.glossary = Glossary::read(&pack)?;
                self.names.load(&pack)?;
                self.speech_words.load(&pack)?;
            }
            _ if file == MORE_NAMES.name => {
                let pack = Pack::open(bytes, MORE_NAMES)?;
                self.names.load_more(&pack)?;
            }
            _ if file.starts_with(NAME_CARDS.name) => self.name_cards.load(bytes)?,
            _ if file.starts_with(glossary::CARDS.name) => self.glossary.read_cards(bytes)?,
            _ => return Err(Error::unknown_file(file)),
        }
        Ok(())
    }

    /// Takes in a publisher's glossary, JSON or CSV, after `en.lexicon`: it adds, overrides and removes entries.
    /// Bad entries are left out; the report names each with its field and fault.
    pub fn add_glossary(&mut self, text: &str) -> Report {
        let glossary::Published { bytes, n_entries, mut faults, removed } = glossary::publish(text);
        let taken = self.glossary.take(&bytes).unwrap_or_default();
        let missing = removed.into_iter().zip(&taken.names).filter(|(_, is_there)| !**is_there);
        faults.splice(..0, missing.map(|(fault, _)| fault));
        Report { added: n_entries, replaced: taken.replaced, faults }
    }

    /// The forms of a publisher's glossary that other entries have, which will give way.
    pub fn collisions(&self, text: &str) -> Vec<glossary::Collision> {
        glossary::collisions(&self.glossary, text)
    }

    /// The number of the Wikidata id of lexicon record `record`, where the card texts are loaded and it has one.
    pub fn qid(&self, record: u32) -> Option<u32> {
        self.name_card(record)?.qid
    }

    /// The description of lexicon record `record`, where the card texts are loaded.
    pub fn description(&self, record: u32) -> Option<String> {
        Some(self.name_card(record)?.description.clone())
    }

    /// The file that has the card text of lexicon record `record`.
    pub fn name_card_file(&self, record: u32) -> Option<String> {
        let piece = self.names.card_place(record)?.piece;
        Some([NAME_CARDS.name, if piece < 10 { "-0" } else { "-" }, &decimal(piece.into())].concat())
    }

    fn name_card(&self, record: u32) -> Option<&NameCard> {
        self.name_cards.card(self.names.card_place(record)?)
    }

    /// What the glossary says of `term`.
    pub fn term(&self, term: TermId) -> Option<TermInfo<'_>> {
        let (layer, entry) = self.glossary.entry(term.0)?;
        Some(TermInfo {
            key: layer.key(entry),
            name: layer.label(entry),
            category: entry.category.as_str(),
            card: layer.card(entry),
        })
    }

    /// For each of `keys` the glossary entry that has it. Goes through the glossary once, however many there are.
    pub fn terms_by_key(&self, keys: &[&str]) -> Vec<Option<TermId>> {
        let mut wanted = Ids::default();
        let places: Vec<_> = keys.iter().map(|key| wanted.of(ids::key(key)) as usize).collect();
        let mut found = vec![None; keys.len()];
        for (id, term) in (0..).map(TermId).map_while(|id| Some((id, self.term(id)?))) {
            let place = wanted.find(ids::key(term.key)).and_then(|place| found.get_mut(place as usize));
            place.map(|place| place.get_or_insert(id));
        }
        places.into_iter().map(|place| found.get(place).copied().flatten()).collect()
    }
}
