//! The word table: for some ten thousand words, their distributional cluster and the name lists they are on.
//! Words are known by a hash only. Imports: `lexicon`, `error`.

use crate::error::Error;
use crate::lexicon::pack::{Reader, put_varint};

/// What the table says of a word; all zero for a word it does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Path in the tree of clusters plus one, or 0: 4 bits for the branch, 3 for the limb, 3 for the twig.
    pub cluster: u16,
    /// One bit for each name list.
    pub lists: u16,
}

/// The bit of [`Entry::lists`] of a word that is commoner in small letters than as a name.
pub const EVERYDAY: u16 = 1 << 14;

/// The bits of [`Entry::lists`] of first names …
pub const GIVEN: u16 = 1 << 0;
/// … and of last names.
pub const SURNAME: u16 = 1 << 1;
/// The bits of [`Entry::lists`] of nouns that names of things end with.
pub const NOUNS: u16 = 0b11_1111 << 8;
/// The bit of [`Entry::lists`] of the first word of a firm's name.
pub const COMPANY: u16 = 1 << 7;

impl Entry {
    /// Whether people have the word as their first name.
    pub fn is_given(self) -> bool {
        self.lists & GIVEN != 0
    }

    /// Whether people have the word as their last name, and it is no noun of other names (`May Day`).
    pub fn is_only_surname(self) -> bool {
        self.lists & SURNAME != 0 && self.lists & NOUNS == 0
    }

    /// Whether a firm's name begins with the word.
    pub fn is_company(self) -> bool {
        self.lists & COMPANY != 0
    }

    /// Whether the word is commoner in small letters than as a name.
    pub fn is_everyday(self) -> bool {
        self.lists & EVERYDAY != 0
    }

    /// The path cut at the three levels of the tree, coarse to fine; none for a word outside it.
    pub fn cluster_levels(self) -> Option<[u16; 3]> {
        let path = self.cluster.checked_sub(1)?;
        Some([path >> 6, path >> 3, path])
    }
}

/// Bits of a word's hash that the file keeps: two of 50,000 words collide about once in 500.
const KEY_BITS: u32 = 26;

/// Words by hash: open addressing in a table at most half full.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    slots: Vec<(u32, Entry)>,
}

const EMPTY: u32 = u32::MAX;

/// The part of a word's `hash` (see [`words::hash`](super::words::hash)) that the table keeps.
pub fn key(hash: u64) -> u32 {
    // The low bits of FNV-1a depend on all characters; the high ones are mixed in.
    ((hash ^ (hash >> 32)) & ((1 << KEY_BITS) - 1)) as u32
}

impl WordTable {
    /// The table of `entries`, by [`key`].
    pub fn new(entries: &[(u32, Entry)]) -> Self {
        if entries.is_empty() {
            return Self::default();
        }
        let size = (entries.len() * 2).next_power_of_two();
        let mut table = Self { slots: vec![(EMPTY, Entry::default()); size] };
        for &(key, entry) in entries {
            let at = table.probe(key);
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = (key, entry);
            }
        }
        table
    }

    /// What the table says of the word with this `hash`.
    pub fn get(&self, hash: u64) -> Entry {
        let at = self.probe(key(hash));
        self.slots.get(at).filter(|(key, _)| *key != EMPTY).map_or_else(Entry::default, |&(_, entry)| entry)
    }

    /// The slot that holds `key`, or the free one where it would go.
    fn probe(&self, key: u32) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (key.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while self.slots.get(at).is_some_and(|&(other, _)| other != key && other != EMPTY) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Reads what [`write`] wrote.
    pub(super) fn load(mut reader: Reader<'_>) -> Result<Self, Error> {
        let n_words = reader.varint()? as usize;
        let mut clusters = Reader::new(reader.bytes(n_words.saturating_mul(2))?, *b"WORD");
        let mut lists = Reader::new(reader.bytes(n_words.saturating_mul(2))?, *b"WORD");
        let (mut entries, mut key) = (Vec::new(), 0_u32);
        for _ in 0..n_words {
            let start = reader.position();
            key = key.saturating_add(reader.varint()?);
            let entry = Entry { cluster: clusters.u16()?, lists: lists.u16()? };
            if key >> KEY_BITS != 0 || entry.cluster > 1 << 10 {
                return Err(reader.malformed(start, "word out of range"));
            }
            entries.push((key, entry));
        }
        Ok(Self::new(&entries))
    }
}

/// The section of `entries`, which are sorted by key without repeats.
pub fn write(entries: &[(u32, Entry)]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, entries.len() as u32);
    out.extend(entries.iter().flat_map(|(_, entry)| entry.cluster.to_le_bytes()));
    out.extend(entries.iter().flat_map(|(_, entry)| entry.lists.to_le_bytes()));
    let mut last = 0;
    for &(key, _) in entries {
        put_varint(&mut out, key - last);
        last = key;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_back_what_was_written(words in proptest::collection::btree_map(0_u32..1 << 26, (0_u16..=1024, any::<u16>()), 0..50)) {
            let entries: Vec<_> =
                words.iter().map(|(&key, &(cluster, lists))| (key, Entry { cluster, lists })).collect();
            let table = WordTable::load(Reader::new(&write(&entries), *b"WORD")).unwrap();
            for &(key, entry) in &entries {
                prop_assert_eq!(table.get(u64::from(key)), entry);
            }
        }

        #[test]
        fn any_bytes_load_or_fail(bytes: Vec<u8>) {
            let _ = WordTable::load(Reader::new(&bytes, *b"WORD"));
        }
    }

    #[test]
    fn an_empty_table_knows_nothing() {
        assert_eq!(WordTable::default().get(5), Entry::default());
        assert_eq!(Entry::default().cluster_levels(), None);
        assert_eq!(Entry { cluster: 1024, lists: 0 }.cluster_levels(), Some([15, 127, 1023]));
    }
}
