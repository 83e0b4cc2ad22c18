//! Makes the sections that hold names and records, for the tool that packs the lexicon. Imports: `key`, `pack`, `class`.

use std::{cmp::Reverse, collections::BTreeMap};

use super::super::{class::Class, key::name_key, pack::Tag, pack::checksum, pack::put_varint};
use super::LONGEST;
use super::part::{
    ALIASES, BLOCK, CLASSES, CODES, COUNTRIES, COUNTS, EDITION, EVERYDAY, MOST_ALIASES, MOST_OWN, OWN_SHIFT, PIECES,
    PREFIXES, PRIOR_STEP, PRIORS, SHARED, TEXT,
};

/// A record to be written.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// The main name first; at most 120 bytes each.
    pub names: Vec<String>,
    /// Its kind.
    pub class: Class,
    /// ISO 3166-1 alpha-2.
    pub country: Option<[u8; 2]>,
    /// As in [`Record::prior`](super::Record::prior).
    pub prior: u8,
    /// As in [`Record::shared`](super::Record::shared).
    pub shared: bool,
}

/// What was made of the records of one file.
#[derive(Debug)]
pub struct Written {
    /// The sections, for [`pack::write`](super::super::pack::write).
    pub sections: Vec<(Tag, Vec<u8>)>,
    /// Ties the cards to the names, for [`cards::write`](super::super::cards::write).
    pub edition: u32,
    /// Card pieces, in order of their numbers: the places of their records in the slice that was given.
    pub pieces: Vec<Vec<usize>>,
}

/// What stands under one key.
#[derive(Default)]
struct Entry<'a> {
    /// How the record named oftenest writes it.
    name: &'a str,
    rank: u8,
    /// The highest prior of a record with the name.
    prior: u8,
    own: u8,
    /// Numbers of the records that have it as another name, with their priors.
    aliases: Vec<(u8, u32)>,
}

/// The sections for `records`. Of those with one main name the 15 most frequent are kept, of those with another name in
/// common the 7 most frequent. `is_everyday` tells of the key of a single word, and the highest prior of a record of that
/// name, whether a capital is no evidence for it. Card pieces are numbered from `first_piece` on and get about
/// `piece_records` records each.
pub fn write(
    records: &[NewRecord],
    is_everyday: impl Fn(&str, u8) -> bool,
    first_piece: u8,
    piece_records: usize,
) -> Written {
    let order = numbered(records);
    let numbered: Vec<&NewRecord> = order.iter().filter_map(|&place| records.get(place)).collect();
    let mut sections = name_sections(entries(&numbered), is_everyday);
    let codes = country_codes(&numbered);
    let country = |record: &NewRecord| codes.iter().position(|&known| known == code(record)).unwrap_or_default() as u8;
    let class = |record: &&NewRecord| record.class as u8 | if record.shared { SHARED } else { 0 };
    let (ranges, pieces) = cut(&numbered, country, piece_records);
    sections.extend([
        (CLASSES, numbered.iter().map(class).collect()),
        (COUNTRIES, numbered.iter().map(|record| country(record)).collect()),
        (PRIORS, numbered.iter().map(|record| record.prior.div_ceil(PRIOR_STEP)).collect()),
        (CODES, codes.concat()),
        (PIECES, range_bytes(&ranges, first_piece)),
    ]);
    let whole: Vec<u8> = sections.iter().flat_map(|(_, bytes)| bytes).copied().collect();
    let edition = checksum(&whole) as u32;
    sections.push((EDITION, edition.to_le_bytes().to_vec()));
    let places = |piece: Vec<usize>| piece.iter().filter_map(|&number| order.get(number).copied()).collect();
    Written { sections, edition, pieces: pieces.into_iter().map(places).collect() }
}

/// The places of the records that are kept, by the key of the main name, the most frequent first.
fn numbered(records: &[NewRecord]) -> Vec<usize> {
    let mut keyed: Vec<(String, Reverse<u8>, usize)> = Vec::new();
    for (place, record) in records.iter().enumerate() {
        if let Some(name) = record.names.first().filter(|name| name.len() <= LONGEST) {
            keyed.push((name_key(name), Reverse(record.prior), place));
        }
    }
    keyed.sort();
    let kept = keyed.chunk_by(|a, b| a.0 == b.0).flat_map(|same| same.iter().take(usize::from(MOST_OWN)));
    kept.map(|&(_, _, place)| place).collect()
}

fn entries<'a>(records: &[&'a NewRecord]) -> BTreeMap<String, Entry<'a>> {
    let mut entries: BTreeMap<String, Entry<'_>> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        for (index, name) in record.names.iter().enumerate().filter(|(_, name)| name.len() <= LONGEST) {
            let entry = entries.entry(name_key(name)).or_default();
            // A main name tells how it is written before another record's alias does.
            let rank = if index == 0 { record.prior.saturating_add(1) } else { record.prior / 2 };
            if rank > entry.rank || entry.name.is_empty() {
                (entry.name, entry.rank) = (name, rank);
            }
            entry.prior = entry.prior.max(record.prior);
            match index {
                0 => entry.own += 1,
                _ => entry.aliases.push((record.prior, number as u32)),
            }
        }
    }
    entries
}

fn name_sections(entries: BTreeMap<String, Entry<'_>>, is_everyday: impl Fn(&str, u8) -> bool) -> Vec<(Tag, Vec<u8>)> {
    let (mut text, mut prefixes, mut counts, mut aliases) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut last = "";
    for (index, (key, mut entry)) in entries.into_iter().enumerate() {
        let mut shared = last.bytes().zip(entry.name.bytes()).take_while(|(one, other)| one == other).count();
        while !entry.name.is_char_boundary(shared) {
            shared -= 1;
        }
        if index % BLOCK == 0 {
            shared = 0;
        }
        text.extend_from_slice(entry.name.get(shared..).unwrap_or_default().as_bytes());
        text.push(b'\n');
        prefixes.push(shared as u8);
        entry.aliases.sort_by_key(|&(prior, record)| (Reverse(prior), record));
        entry.aliases.truncate(usize::from(MOST_ALIASES));
        let everyday = !key.contains(' ') && is_everyday(&key, entry.prior);
        counts.push(entry.aliases.len() as u8 | entry.own << OWN_SHIFT | if everyday { EVERYDAY } else { 0 });
        entry.aliases.iter().for_each(|&(_, record)| put_varint(&mut aliases, record));
        last = entry.name;
    }
    vec![(TEXT, text), (PREFIXES, prefixes), (COUNTS, counts), (ALIASES, aliases)]
}

fn code(record: &NewRecord) -> [u8; 2] {
    record.country.unwrap_or(*b"--")
}

/// The countries of the records, the commonest first.
fn country_codes(records: &[&NewRecord]) -> Vec<[u8; 2]> {
    let mut frequency: BTreeMap<[u8; 2], usize> = BTreeMap::new();
    for record in records {
        *frequency.entry(code(record)).or_default() += 1;
    }
    let mut codes: Vec<([u8; 2], usize)> = frequency.into_iter().collect();
    codes.sort_by_key(|&(_, count)| Reverse(count));
    codes.into_iter().map(|(code, _)| code).collect()
}

/// For each class, ranges of countries (by the last one's number) with the number of their piece.
type Ranges = Vec<Vec<(u8, usize)>>;

/// Cuts the records into pieces of about `piece_records`, by class and country, so that a piece's descriptions are alike.
fn cut(records: &[&NewRecord], country: impl Fn(&NewRecord) -> u8, piece_records: usize) -> (Ranges, Vec<Vec<usize>>) {
    let mut groups: BTreeMap<(Class, u8), Vec<usize>> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        groups.entry((record.class, country(record))).or_default().push(number);
    }
    let mut pieces: Vec<Vec<usize>> = vec![Vec::new()];
    let mut ranges: Ranges = vec![Vec::new(); Class::ALL.len()];
    for (&(class, country), numbers) in &groups {
        let full = pieces.last().is_some_and(|piece| !piece.is_empty() && piece.len() + numbers.len() > piece_records);
        if full {
            pieces.push(Vec::new());
        }
        let number = pieces.len() - 1;
        if let (Some(piece), Some(ranges)) = (pieces.last_mut(), ranges.get_mut(class as usize)) {
            piece.extend(numbers);
            match ranges.last_mut() {
                Some((last, same)) if *same == number => *last = country,
                _ => ranges.push((country, number)),
            }
        }
    }
    for piece in &mut pieces {
        piece.sort_unstable();
    }
    (ranges, pieces)
}

fn range_bytes(ranges: &Ranges, first_piece: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    for class in ranges {
        put_varint(&mut bytes, class.len() as u32);
        bytes.extend(class.iter().flat_map(|&(last, piece)| [last, first_piece + piece as u8]));
    }
    bytes
}
