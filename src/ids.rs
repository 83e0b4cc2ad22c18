//! One map for the whole crate: numbers for keys, in order of first use. Imports: std only.
//!
//! The standard library's maps are compiled anew for every type of key and value, about 5 KiB of wasm each. Here all
//! keys are 64-bit hashes and all values small numbers, which index the caller's own lists.

/// Numbers for keys.
///
/// ```
/// use newsgloss::ids::{Ids, key};
/// let mut ids = Ids::default();
/// assert_eq!([ids.of(key("one")), ids.of(key("two")), ids.of(key("one"))], [0, 1, 0]);
/// assert_eq!((ids.find(key("two")), ids.find(key("three"))), (Some(1), None));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// Open addressing: a key at the first free place from where its hash points to. At most half full.
    keys: Vec<u64>,
    /// The number of the key at the same place, plus one; 0 where there is none.
    numbers: Vec<u32>,
    len: u32,
}

impl Ids {
    /// Without keys, but with room for so many.
    pub fn with_capacity(n_keys: usize) -> Self {
        let n_places = (n_keys * 2 + 1).next_power_of_two();
        Self { keys: vec![0; n_places], numbers: vec![0; n_places], len: 0 }
    }

    /// The number of `key`: the next one if it is new.
    pub fn of(&mut self, key: u64) -> u32 {
        if self.len as usize * 2 >= self.keys.len() {
            let mut larger = Self::with_capacity(self.keys.len().max(8));
            for (key, number) in self.keys.iter().zip(&self.numbers).filter(|(_, number)| **number > 0) {
                larger.put(*key, *number);
            }
            *self = Self { len: self.len, ..larger };
        }
        let number = self.put(key, self.len + 1);
        self.len = self.len.max(number);
        number - 1
    }

    /// The number of `key`, if it has one.
    pub fn find(&self, key: u64) -> Option<u32> {
        self.numbers.get(self.place(key)?)?.checked_sub(1)
    }

    /// How many keys have a number.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether no key has one.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Gives `key` the `number`, plus one, unless it has one; returns what it has now.
    fn put(&mut self, key: u64, number: u32) -> u32 {
        let place = self.place(key).unwrap_or_default();
        if let (Some(known), Some(free)) = (self.numbers.get_mut(place), self.keys.get_mut(place))
            && *known == 0
        {
            (*known, *free) = (number, key);
        }
        self.numbers.get(place).copied().unwrap_or(number)
    }

    /// Where `key` stands or would stand; nowhere in a map without places.
    fn place(&self, key: u64) -> Option<usize> {
        let mask = self.keys.len().checked_sub(1)?;
        let mut at = (key ^ (key >> 29)) as usize & mask;
        while self.numbers.get(at).is_some_and(|number| *number > 0) && self.keys.get(at) != Some(&key) {
            at = (at + 1) & mask;
        }
        Some(at)
    }
}

/// The key of a text: FNV-1a over its bytes. Two texts of one article that share a hash of 64 bits are not expected.
pub fn key(text: impl AsRef<[u8]>) -> u64 {
    extend(0xcbf2_9ce4_8422_2325, text)
}

/// The key of a text that goes on with `text` after one that has the key `key`.
pub fn extend(key: u64, text: impl AsRef<[u8]>) -> u64 {
    text.as_ref().iter().fold(key, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Lists of values by key.
#[derive(Clone, Debug)]
pub struct Groups<T> {
    ids: Ids,
    /// The values of each key, in order of first use.
    pub lists: Vec<Vec<T>>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { ids: Ids::default(), lists: Vec::new() }
    }
}

impl<T> Groups<T> {
    /// Adds `value` to those of `key`.
    pub fn push(&mut self, key: u64, value: T) {
        let id = self.ids.of(key) as usize;
        if id == self.lists.len() {
            self.lists.push(Vec::new());
        }
        if let Some(list) = self.lists.get_mut(id) {
            list.push(value);
        }
    }

    /// The values of `key`.
    pub fn get(&self, key: u64) -> &[T] {
        let list = self.ids.find(key).and_then(|id| self.lists.get(id as usize));
        list.map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(keys in prop::collection::vec(0u64..50, 0..200), spread in 0u32..60) {
            let (mut ids, mut known) = (Ids::default(), BTreeMap::new());
            for key in keys.iter().map(|key| key << spread) {
                let next = known.len() as u32;
                prop_assert_eq!(ids.of(key), *known.entry(key).or_insert(next));
                prop_assert_eq!(ids.len(), known.len());
            }
            for key in (0..60).map(|key| key << spread) {
                prop_assert_eq!(ids.find(key), known.get(&key).copied());
            }
        }
    }
}
