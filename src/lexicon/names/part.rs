//! One file's names and records. Imports: `walk`, `query`, `pack`, `class`.
//!
//! Names are sorted by their key and front-coded: each stores how much it shares with the one before it. Loading goes
//! through them once and lays out their keys, which a lookup searches by halves; how a name is written is put together
//! again from its block of [`BLOCK`] when it is asked for. A record is numbered by its main name: records stand in the
//! order of their names, the most frequent first where they share one.

use super::super::{class::Class, key::push_key, pack::Pack, pack::Reader, pack::Tag};
use super::query::{Query, first_word};
use super::walk::{Buffer, Walk};
use super::{CardPlace, LONGEST, Record};
use crate::error::Error;
use crate::ids::Ids;

/// Names per block.
pub(super) const BLOCK: usize = 32;
/// Priors are kept in steps of this much.
pub(super) const PRIOR_STEP: u8 = 6;

/// A name's count: how many records have it as another name in the lowest bits, how many as their main one above.
pub(super) const MOST_ALIASES: u8 = 7;
pub(super) const MOST_OWN: u8 = 15;
pub(super) const OWN_SHIFT: u32 = 3;
/// Beside the counts of a name, and the class of a record.
pub(super) const EVERYDAY: u8 = 0x80;
pub(super) const SHARED: u8 = 0x80;

/// Parts of names that follow what they share, one a line · the bytes shared, one a name · counts, one a name · numbers
/// of the records that have a name as another one.
pub(super) const TEXT: Tag = *b"NTXT";
pub(super) const PREFIXES: Tag = *b"NPRE";
pub(super) const COUNTS: Tag = *b"NCNT";
pub(super) const ALIASES: Tag = *b"NALI";
/// Of each record: class · number of the country · prior. The countries' codes. Which card piece has which records.
pub(super) const CLASSES: Tag = *b"RCLS";
pub(super) const COUNTRIES: Tag = *b"RCTR";
pub(super) const PRIORS: Tag = *b"RPRI";
pub(super) const CODES: Tag = *b"CTRY";
pub(super) const PIECES: Tag = *b"RPIE";
/// Changes with every change to the other sections.
pub(super) const EDITION: Tag = *b"NEDI";

/// Where a block starts in each of the streams.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    text: u32,
    record: u32,
    alias: u32,
}

/// Where a key stands among the names.
struct Search {
    /// The name that has it.
    found: Option<u32>,
    /// Bytes that it shares with the key of the last name not after it.
    shared: usize,
    /// Whether the next name's key starts with all of it.
    goes_on: bool,
}

/// The names and records of one file.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) text: Box<[u8]>,
    pub(super) prefixes: Box<[u8]>,
    counts: Box<[u8]>,
    aliases: Vec<u32>,
    classes: Box<[u8]>,
    countries: Box<[u8]>,
    priors: Box<[u8]>,
    codes: Box<[u8]>,
    blocks: Vec<Block>,
    /// The keys of all names in a row, and where each ends.
    keys: Vec<u8>,
    key_ends: Vec<u32>,
    /// Hashes of the first words of names that start with a small letter (al-Qaeda), sorted.
    small_starts: Ids,
    /// Record → its card piece and its place there.
    places: Vec<(u8, u16)>,
    edition: u32,
}

impl Part {
    /// Whether `pack` has names at all.
    pub(super) fn has_names(pack: &Pack<'_>) -> bool {
        pack.find(TEXT).is_some()
    }

    /// Reads the sections of `pack` that hold names and records.
    pub(super) fn load(pack: &Pack<'_>) -> Result<Self, Error> {
        let bytes = |tag| Ok(pack.section(tag)?.rest().into());
        let mut targets = pack.section(ALIASES)?;
        let mut aliases = Vec::new();
        while !targets.is_empty() {
            aliases.push(targets.varint()?);
        }
        let mut part = Self {
            text: bytes(TEXT)?,
            prefixes: bytes(PREFIXES)?,
            counts: bytes(COUNTS)?,
            aliases,
            classes: bytes(CLASSES)?,
            countries: bytes(COUNTRIES)?,
            priors: bytes(PRIORS)?,
            codes: bytes(CODES)?,
            blocks: Vec::new(),
            keys: Vec::new(),
            key_ends: Vec::new(),
            small_starts: Ids::default(),
            places: Vec::new(),
            edition: pack.section(EDITION)?.u32()?,
        };
        part.index(pack.section(TEXT)?)?;
        part.places = part.read_places(pack.section(PIECES)?)?;
        Ok(part)
    }

    /// Goes through all names once: checks them, lays out their keys, notes where blocks start and which names start small.
    fn index(&mut self, text: Reader<'_>) -> Result<(), Error> {
        let malformed = |at: Block| Error::malformed(TEXT, at.text as usize, "name");
        let mut further = std::str::from_utf8(text.rest()).map_err(|_| malformed(Block::default()))?.split('\n');
        let n_records = self.classes.len();
        let whole = |tag, length: usize, expected: usize| {
            if length == expected { Ok(()) } else { Err(Error::truncated(tag, length)) }
        };
        whole(COUNTRIES, self.countries.len(), n_records)?;
        whole(PRIORS, self.priors.len(), n_records)?;
        whole(COUNTS, self.counts.len(), self.prefixes.len())?;
        let (mut at, mut name) = (Block::default(), String::new());
        for (index, (&prefix, &count)) in self.prefixes.iter().zip(&self.counts).enumerate() {
            if index % BLOCK == 0 {
                self.blocks.push(at);
                name.clear();
            }
            // Cut in the middle of a character there is no name.
            let kept = name.get(..usize::from(prefix)).ok_or_else(|| malformed(at))?.len();
            let new = further.next().filter(|new| kept + new.len() <= LONGEST).ok_or_else(|| malformed(at))?;
            name.truncate(kept);
            name.push_str(new);
            at.text += new.len() as u32 + 1;
            if name.starts_with(char::is_lowercase) {
                self.small_starts.of(u64::from(first_word(&name)));
            }
            push_key(&name, &mut self.keys);
            self.key_ends.push(self.keys.len() as u32);
            let (records, aliases) = split_count(count);
            at.record += records;
            at.alias += aliases;
        }
        whole(CLASSES, n_records, at.record as usize)?;
        whole(ALIASES, self.aliases.len(), at.alias as usize)?;
        if let Some(place) = self.aliases.iter().position(|&alias| alias as usize >= n_records) {
            return Err(Error::malformed(ALIASES, place, "record number"));
        }
        let known = |&class: &u8| Class::from_number(class & !SHARED).is_some();
        match self.classes.iter().position(|class| !known(class)) {
            Some(place) => Err(Error::malformed(CLASSES, place, "class")),
            None => Ok(()),
        }
    }

    /// For each class, ranges of countries and the piece that has them, as the writer lays them out; a record's place is
    /// the number of records before it in that piece.
    fn read_places(&self, mut pieces: Reader<'_>) -> Result<Vec<(u8, u16)>, Error> {
        let mut ranges: Vec<Vec<(u8, u8)>> = Vec::new();
        for _ in Class::ALL {
            let n_ranges = pieces.varint()?;
            let range = |_| Ok((pieces.u8()?, pieces.u8()?));
            ranges.push((0..n_ranges).map(range).collect::<Result<_, Error>>()?);
        }
        let mut sizes = [0_u16; 256];
        let records = self.classes.iter().zip(&self.countries);
        let place = |(&class, &country): (&u8, &u8)| {
            let ranges = ranges.get(usize::from(class & !SHARED))?;
            let &(_, piece) = ranges.iter().find(|(last, _)| country <= *last)?;
            let size = sizes.get_mut(usize::from(piece))?;
            let place = (piece, *size);
            *size = size.checked_add(1)?;
            Some(place)
        };
        records.map(place).collect::<Option<_>>().ok_or(Error::malformed(
            PIECES,
            pieces.position(),
            "range of countries",
        ))
    }

    /// Whether some name starts with a small letter and a word of this hash.
    pub(super) fn starts_small(&self, word: u32) -> bool {
        self.small_starts.find(u64::from(word)).is_some()
    }

    /// The longest name that is a start of `few` tokens, or of `all` where names go on past those few; with its number of
    /// tokens.
    pub(super) fn longest<'a>(&self, few: &'a Query, all: impl FnOnce() -> &'a Query) -> Option<(u32, usize)> {
        let (mut query, mut n_tokens) = (few, few.n_tokens());
        let mut search = self.search(few.key(n_tokens));
        if search.goes_on {
            query = all();
            n_tokens = query.n_tokens();
            search = self.search(query.key(n_tokens));
        }
        while n_tokens > 0 {
            let key = query.key(n_tokens);
            if let Some(name) = search.found {
                return Some((name, query.tokens_within(key.len() - 1) + 1));
            }
            // A shorter name that starts here is a start of the last name before the key too, so it ends where that parts
            // from the key at the latest.
            n_tokens = query.tokens_within(search.shared).min(n_tokens - 1);
            search = self.search(query.key(n_tokens));
        }
        None
    }

    /// Whether a capital is no evidence for the name.
    pub(super) fn is_everyday(&self, name: u32) -> bool {
        self.counts.get(name as usize).is_some_and(|count| count & EVERYDAY != 0)
    }

    /// The records that a name may stand for.
    pub(super) fn records(&self, name: u32) -> impl Iterator<Item = u32> + use<'_> {
        let block = name as usize / BLOCK;
        let start = self.blocks.get(block).copied().unwrap_or_default();
        let before = self.counts.get(block * BLOCK..name as usize).unwrap_or_default();
        let (records, aliases) = before
            .iter()
            .map(|&count| split_count(count))
            .fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        let (own, other) = self.counts.get(name as usize).map_or((0, 0), |&count| split_count(count));
        let (first, alias) = (start.record + records, (start.alias + aliases) as usize);
        let aliases = self.aliases.get(alias..alias + other as usize).unwrap_or_default();
        (first..first + own).chain(aliases.iter().copied())
    }

    /// What is known of a record.
    pub(super) fn record(&self, record: u32) -> Option<Record> {
        let index = record as usize;
        let class = *self.classes.get(index)?;
        let code = usize::from(*self.countries.get(index)?) * 2;
        let country = self.codes.get(code..code + 2).and_then(|code| code.try_into().ok()).filter(|code| code != b"--");
        Some(Record {
            class: Class::from_number(class & !SHARED)?,
            country,
            prior: self.priors.get(index)?.saturating_mul(PRIOR_STEP),
            shared: class & SHARED != 0,
        })
    }

    /// The name that a record is numbered by.
    pub(super) fn main_name(&self, record: u32) -> Option<String> {
        let block = self.blocks.partition_point(|block| block.record <= record).checked_sub(1)?;
        let mut next = self.blocks.get(block)?.record;
        let mut walk = self.walk(block);
        while let Some(name) = walk.next() {
            next += split_count(*self.counts.get(name as usize)?).0;
            if next > record {
                return Some(walk.buffer.str().to_owned());
            }
        }
        None
    }

    /// Where a record's card is.
    pub(super) fn card_place(&self, record: u32) -> Option<CardPlace> {
        let &(piece, place) = self.places.get(record as usize)?;
        Some(CardPlace { piece, place, edition: self.edition })
    }

    fn search(&self, key: &[u8]) -> Search {
        let after = self.first_after(key);
        let shared = |name: usize| self.key(name).iter().zip(key).take_while(|(one, other)| one == other).count();
        let before = after.checked_sub(1);
        Search {
            found: before.filter(|&name| self.key(name) == key).map(|name| name as u32),
            shared: before.map_or(0, shared),
            goes_on: after < self.key_ends.len() && shared(after) == key.len(),
        }
    }

    /// The first name whose key is after `key`.
    fn first_after(&self, key: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.key_ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle) <= key { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn key(&self, name: usize) -> &[u8] {
        let end = |name: usize| self.key_ends.get(name).map_or(self.keys.len(), |&end| end as usize);
        let start = name.checked_sub(1).map_or(0, end);
        self.keys.get(start..end(name)).unwrap_or_default()
    }

    /// How the lexicon writes a name.
    pub(super) fn writing(&self, name: u32) -> Buffer {
        let mut walk = self.walk(name as usize / BLOCK);
        while walk.next().is_some_and(|walked| walked < name) {}
        walk.buffer
    }

    fn walk(&self, block: usize) -> Walk<'_> {
        let text = self.blocks.get(block).map_or(self.text.len(), |block| block.text as usize);
        Walk::new(self, block, text)
    }
}

/// How many records have the name as their main one, and how many as another.
fn split_count(count: u8) -> (u32, u32) {
    (u32::from(count >> OWN_SHIFT & MOST_OWN), u32::from(count & MOST_ALIASES))
}
