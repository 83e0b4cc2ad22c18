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

/// Words by hash, in its order. Hashes are spread evenly, so the word that begins like another is near at hand.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    entries: Vec<(u32, Entry)>,
    /// For each beginning of a key the first entry that has it or a later one; one more for the end.
    starts: Vec<u32>,
}

/// Bits of a key behind its beginning.
const LATER_BITS: u32 = 10;

/// The part of a word's `hash` (see [`words::hash`](super::words::hash)) that the table keeps.
pub fn key(hash: u64) -> u32 {
    // The low bits of FNV-1a depend on all characters; the high ones are mixed in.
    ((hash ^ (hash >> 32)) & ((1 << KEY_BITS) - 1)) as u32
}

impl WordTable {
    /// The table of `entries`, by [`key`], which are in its order.
    pub fn new(entries: Vec<(u32, Entry)>) -> Self {
        let mut starts = Vec::with_capacity((1 << (KEY_BITS - LATER_BITS)) + 1);
        for (at, (key, _)) in entries.iter().enumerate() {
            while starts.len() <= (key >> LATER_BITS) as usize {
                starts.push(at as u32);
            }
        }
        starts.resize((1 << (KEY_BITS - LATER_BITS)) + 1, entries.len() as u32);
        Self { entries, starts }
    }

    /// What the table says of the word with this `hash`.
    pub fn get(&self, hash: u64) -> Entry {
        let key = key(hash);
        let start = |beginning: u32| self.starts.get(beginning as usize).map_or(0, |start| *start as usize);
        let beginning = key >> LATER_BITS;
        let near = self.entries.get(start(beginning)..start(beginning + 1)).unwrap_or_default();
        near.iter().find(|(other, _)| *other == key).map_or_else(Entry::default, |(_, entry)| *entry)
    }

    /// Reads what [`write`] wrote.
    pub(super) fn load(mut reader: Reader<'_>) -> Result<Self, Error> {
        let n_words = reader.varint()? as usize;
        let (clusters, _) = reader.bytes(n_words.saturating_mul(2))?.as_chunks::<2>();
        let (lists, _) = reader.bytes(n_words.saturating_mul(2))?.as_chunks::<2>();
        let (mut entries, mut key) = (Vec::with_capacity(n_words), 0_u32);
        for (cluster, lists) in clusters.iter().zip(lists) {
            let start = reader.position();
            key = key.saturating_add(reader.varint()?);
            let entry = Entry { cluster: u16::from_le_bytes(*cluster), lists: u16::from_le_bytes(*lists) };
            if key >> KEY_BITS != 0 || entry.cluster > 1 << 10 {
                return Err(reader.malformed(start, "word out of range"));
            }
            entries.push((key, entry));
        }
        Ok(Self::new(entries))
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
