//! The glossary as the matcher has it: layers of entries with their words, forms and the conditions under which they count.
//! Imports: `ids`, `text`, `token`, `lexicon::pack`, `error`.
//!
//! Our entries are compiled when the data files are built, a publisher's in the page by a wasm of its own (`compile`, with
//! `variants` and `vocabulary`), and both are read by `pack`. Each source is a layer; later layers outrank earlier ones.

mod card;
mod compile;
mod form;
pub(crate) mod json;
mod label;
mod layer;
mod pack;
mod publisher;
mod source;
mod variants;
mod vocabulary;
mod words;
mod write;

pub use card::{Link, TermCard, is_safe};
pub use compile::ambiguities;
pub use form::{Capitals, Form, Shape, is_word};
pub use layer::{Entry, Layer, Rule, State};
pub use pack::{CARDS, SECTIONS};
pub use publisher::{Collision, Fault, MAX_BYTES, MAX_ENTRIES, Published, collisions, publish};
pub use source::{
    Case, Category, Condition, Demand, Inflect, Instrument, SourceEntry, SourceForm, TermKind, Within, slug,
};
pub use words::{Code, WordHash, Words};
pub use write::{write, write_cards};

use crate::error::Error;
use crate::ids::Ids;
use crate::lexicon::pack::{Pack, Reader};
use pack::{PUBLISHED, REMOVED, TERM_CARDS};

/// All entries: ours, then those of each publisher's glossary. Ids go on from layer to layer.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    layers: Vec<Layer>,
}

/// What a publisher's glossary did to the entries before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Keys of entries that one of the same key replaces.
    pub replaced: Vec<String>,
    /// For each name to take away whether it was a key or a form.
    pub names: Vec<bool>,
}

/// Ids by the hashes of keys.
struct Keys {
    numbers: Ids,
    ids: Vec<Option<u32>>,
}

impl Glossary {
    /// The entries of `en.lexicon`.
    pub fn read(pack: &Pack<'_>) -> Result<Self, Error> {
        Ok(Self { layers: vec![Layer::read(pack, 0, false)?] })
    }

    /// The layers, the first one ours.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The entry with this id and its layer, where there is one.
    pub fn entry(&self, id: u32) -> Option<(&Layer, &Entry)> {
        self.layers.iter().find_map(|layer| Some((layer, layer.entry(id)?)))
    }

    /// The id of the entry that explains `class`, where there is one.
    pub fn instrument(&self, class: Instrument) -> Option<u32> {
        let explains = |layer: &Layer, &(other, id): &(Instrument, u32)| {
            (other == class && layer.entry(id).is_some_and(|entry| !entry.removed)).then_some(id)
        };
        self.layers.iter().find_map(|layer| layer.instruments.iter().find_map(|it| explains(layer, it)))
    }

    /// The entry that has a form of exactly these words, where there is one.
    pub fn owner(&self, form: &str) -> Option<(&Layer, &Entry)> {
        let words = compile::split(form);
        let hashes = || words.iter().map(|word| WordHash::EMPTY.with(word));
        self.layers.iter().rev().find_map(|layer| {
            let form = layer.ends(layer.state_of(hashes())?).next()?;
            Some((layer, layer.entry(form.entry)?))
        })
    }

    /// Takes in what [`publish`] made of a publisher's glossary.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Taken, Error> {
        let pack = Pack::open(bytes, PUBLISHED)?;
        let first_id = self.layers.last().map_or(0, |layer| layer.first_id + layer.entries.len() as u32);
        let layer = Layer::read(&pack, first_id, true)?;
        let mut taken = Taken::default();
        let known = self.keys();
        let mut names = pack.section(REMOVED)?;
        while !names.is_empty() {
            let is_there = self.remove(&known, &mut names)?;
            taken.names.push(is_there);
        }
        for &key in &layer.keys {
            taken.replaced.extend(self.remove_key(&known, key));
        }
        self.layers.push(layer);
        Ok(taken)
    }

    /// The ids of the entries by the hashes of their keys.
    fn keys(&mut self) -> Keys {
        let n_entries = self.layers.iter().map(|layer| layer.entries.len()).sum();
        let mut known = Keys { numbers: Ids::with_capacity(n_entries), ids: Vec::with_capacity(n_entries) };
        for layer in &mut self.layers {
            layer.hash_keys();
            for ((id, key), entry) in (layer.first_id..).zip(&layer.keys).zip(&layer.entries) {
                let number = known.numbers.of(*key) as usize;
                known.ids.resize(known.numbers.len(), None);
                if let Some(known) = known.ids.get_mut(number).filter(|_| !entry.removed) {
                    *known = Some(id);
                }
            }
        }
        known
    }

    /// Takes the entry away whose key is next in `names`, or the forms that are written so. Tells whether there was one.
    fn remove(&mut self, known: &Keys, names: &mut Reader<'_>) -> Result<bool, Error> {
        let key = names.u64()?;
        let words: Vec<_> = (0..names.varint()?).map(|_| names.u64().map(WordHash)).collect::<Result<_, _>>()?;
        if self.remove_key(known, key).is_some() {
            return Ok(true);
        }
        let mut found = false;
        for layer in &mut self.layers {
            found |= layer.state_of(words.iter().copied()).is_some_and(|state| layer.remove_forms(state));
        }
        Ok(found)
    }

    /// Takes the entry with this key away and returns the key.
    fn remove_key(&mut self, known: &Keys, key: u64) -> Option<String> {
        let id = (*known.ids.get(known.numbers.find(key)? as usize)?)?;
        let layer = self.layers.iter_mut().rev().find(|layer| layer.first_id <= id)?;
        let entry = layer.entries.get_mut((id - layer.first_id) as usize).filter(|entry| !entry.removed)?;
        entry.removed = true;
        let entry = *entry;
        Some(layer.key(&entry))
    }

    /// Takes in a piece of card texts; one of another edition is an error.
    pub fn read_cards(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut piece = Pack::open(bytes, CARDS)?.section(TERM_CARDS)?;
        let Some(ours) = self.layers.first_mut().filter(|layer| layer.first_id == 0) else { return Ok(()) };
        if piece.u32()? != ours.edition {
            return Err(piece.malformed(0, "another edition than that of en.lexicon"));
        }
        let (first, n_cards) = (piece.varint()?, piece.varint()?);
        for index in (first as usize..ours.entries.len()).take(n_cards as usize) {
            let card = ours.add_text(piece.str()?);
            if let Some(entry) = ours.entries.get_mut(index) {
                entry.card = card;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::pack::write as write_pack;
    use proptest::prelude::*;

    const RING: &str = r#"{"remove": ["no such", "toll"], "terms": [{"key": "ring", "label": "ring road", "definition": "A road."},
        {"label": "toll", "definition": "A fee.", "forms": ["toll", {"text": "road toll", "needs": {"any": ["city"]}}]}]}"#;

    /// What [`publish`] makes of [`RING`], with a byte of a section changed.
    fn changed(section: usize, at: usize, value: u8) -> Vec<u8> {
        let bytes = publish(RING).bytes;
        let published = Pack::open(&bytes, PUBLISHED).unwrap();
        let tags = SECTIONS.iter().chain(&[pack::CARD_TEXTS, pack::KEYS, REMOVED]);
        let mut sections: Vec<_> = tags.map(|tag| (*tag, published.section(*tag).unwrap().rest().to_vec())).collect();
        let n_sections = sections.len();
        let (_, bytes) = &mut sections[section % n_sections];
        let n_bytes = bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(at % n_bytes) {
            *byte = value;
        }
        let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
        write_pack(PUBLISHED, &sections)
    }

    #[test]
    fn layers_replace_and_remove() {
        let mut glossary = Glossary::default();
        assert_eq!(glossary.take(&publish(RING).bytes).unwrap().names, [false, false]);
        let taken = glossary.take(&publish(RING).bytes).unwrap();
        assert_eq!((taken.names, taken.replaced), (vec![false, true], vec!["ring".to_owned()]));
        let (layer, owner) = glossary.owner("Ring roads").unwrap();
        assert_eq!((layer.first_id, layer.label(owner).as_str()), (2, "ring road"));
        assert_eq!(glossary.take(b"").unwrap_err().to_string(), "not a glossary file");
    }

    proptest! {
        #[test]
        fn any_change_is_taken_or_refused(section: usize, at: usize, value: u8) {
            let mut glossary = Glossary::default();
            let _ = glossary.take(&publish(RING).bytes);
            let _ = glossary.take(&changed(section, at, value));
            for layer in glossary.layers() {
                layer.entries().iter().for_each(|entry| drop((layer.key(entry), layer.card(entry))));
            }
            glossary.owner("road toll");
        }
    }
}
