//! What a card says of a record: its Wikidata item and one line of description, in pieces that load when they are needed.
//! Imports: `names`, `pack`, `error`.
//!
//! A piece holds records of like classes and countries (`names` says which), so that it needs few phrases. A description is a
//! phrase with its numbers taken out: `US senator for Ohio (Republican) since #`.

use super::names::CardPlace;
use super::pack::{Format, Pack, Tag, put_varint, write as write_pack};
use crate::error::Error;
use crate::number::decimal;

/// The files `en.cards-names-00` and so on.
pub const NAME_CARDS: Format = Format { tag: *b"ncrd", name: "en.cards-names", version: 1 };

/// Number of the piece and edition of the names · phrases, one a line, the commonest first · of each record the phrase · the numbers of all
/// descriptions in a row · the four bytes of each Wikidata item, lowest bytes of all records first; 0 for none.
const PIECE: Tag = *b"PIEC";
const PHRASES: Tag = *b"PHRS";
const CHOICES: Tag = *b"DESC";
const NUMBERS: Tag = *b"NUMS";
const ITEMS: Tag = *b"QIDS";

/// Stands for a number in a phrase.
const SLOT: char = '#';
/// Years from here on are written in one byte, as are small numbers.
const FIRST_YEAR: u32 = 1950;
const LAST_YEAR: u32 = 2027;
const FIRST_OTHER: u32 = 128;

/// What is said of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameCard {
    /// The number of its Wikidata item.
    pub qid: Option<u32>,
    /// One line, never empty where the tables are sound.
    pub description: String,
}

/// The pieces that are loaded.
#[derive(Debug, Default)]
pub struct NameCards {
    /// By number; a piece that is not loaded is empty.
    pieces: Vec<Piece>,
}

#[derive(Debug, Default)]
struct Piece {
    edition: u32,
    cards: Vec<NameCard>,
}

impl NameCards {
    /// Takes in the bytes of a file `en.cards-names-…`.
    pub fn load(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let pack = Pack::open(bytes, NAME_CARDS)?;
        let mut piece = pack.section(PIECE)?;
        let (number, edition) = (usize::from(piece.u8()?), piece.u32()?);
        let loaded = Piece { edition, cards: read(&pack)? };
        if self.pieces.len() <= number {
            self.pieces.resize_with(number + 1, Piece::default);
        }
        if let Some(piece) = self.pieces.get_mut(number) {
            *piece = loaded;
        }
        Ok(())
    }

    /// What is said of a record; `None` while its piece is not loaded, and where it is of another edition.
    pub fn card(&self, at: CardPlace) -> Option<&NameCard> {
        let piece = self.pieces.get(usize::from(at.piece)).filter(|piece| piece.edition == at.edition)?;
        piece.cards.get(usize::from(at.place))
    }
}

fn read(pack: &Pack<'_>) -> Result<Vec<NameCard>, Error> {
    let phrases = pack.section(PHRASES)?;
    let text = std::str::from_utf8(phrases.rest()).map_err(|_| phrases.malformed(0, "text that is not UTF-8"))?;
    let phrases: Vec<&str> = text.lines().collect();
    let (mut choices, mut numbers, items) =
        (pack.section(CHOICES)?, pack.section(NUMBERS)?, pack.section(ITEMS)?.rest());
    let n_records = items.len() / 4;
    let mut cards = Vec::new();
    for record in 0..n_records {
        let position = choices.position();
        let choice = choices.varint()? as usize;
        let phrase = phrases.get(choice).ok_or_else(|| choices.malformed(position, "number of a phrase"))?;
        let mut description = String::with_capacity(phrase.len() + 8);
        for char in phrase.chars() {
            if char == SLOT {
                description.push_str(&decimal(from_code(numbers.varint()?)));
            } else {
                description.push(char);
            }
        }
        let byte = |plane: usize| items.get(plane * n_records + record).copied().unwrap_or_default();
        let qid = u32::from_le_bytes([byte(0), byte(1), byte(2), byte(3)]);
        cards.push(NameCard { qid: Some(qid).filter(|&qid| qid > 0), description });
    }
    Ok(cards)
}

/// The bytes of the file of piece `number` with these cards, for names of this `edition`.
pub fn write(number: u8, edition: u32, cards: &[NameCard]) -> Vec<u8> {
    let mut phrases: Vec<(String, usize)> = Vec::new();
    let split: Vec<(String, Vec<u32>)> = cards.iter().map(|card| split_numbers(&card.description)).collect();
    for (phrase, _) in &split {
        match phrases.iter_mut().find(|(known, _)| known == phrase) {
            Some((_, count)) => *count += 1,
            None => phrases.push((phrase.clone(), 1)),
        }
    }
    phrases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let (mut choices, mut numbers) = (Vec::new(), Vec::new());
    for (phrase, values) in &split {
        let choice = phrases.iter().position(|(known, _)| known == phrase).unwrap_or_default();
        put_varint(&mut choices, choice as u32);
        for &value in values {
            put_varint(&mut numbers, to_code(value));
        }
    }
    let text: String = phrases.iter().flat_map(|(phrase, _)| [phrase.as_str(), "\n"]).collect();
    let plane = |plane: u32| cards.iter().map(move |card| (card.qid.unwrap_or_default() >> (8 * plane)) as u8);
    let items: Vec<u8> = (0..4).flat_map(plane).collect();
    let piece = [&[number][..], &edition.to_le_bytes()].concat();
    let sections: [(Tag, &[u8]); 5] =
        [(PIECE, &piece), (PHRASES, text.as_bytes()), (CHOICES, &choices), (NUMBERS, &numbers), (ITEMS, &items)];
    write_pack(NAME_CARDS, &sections)
}

/// `since 2013` as `since #` and 2013. Only numbers that read back the same are taken out.
fn split_numbers(description: &str) -> (String, Vec<u32>) {
    let (mut phrase, mut numbers) = (String::new(), Vec::new());
    let mut rest = description;
    while let Some(start) = rest.find(|char: char| char.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(from.find(|char: char| !char.is_ascii_digit()).unwrap_or(from.len()));
        phrase.push_str(before);
        match digits.parse::<u32>() {
            Ok(number) if decimal(number) == digits && number < u32::MAX - FIRST_OTHER => {
                phrase.push(SLOT);
                numbers.push(number);
            }
            _ => phrase.push_str(digits),
        }
        rest = after;
    }
    phrase.push_str(rest);
    (phrase, numbers)
}

/// Small numbers, then years, then the others.
fn to_code(number: u32) -> u32 {
    match number {
        0..50 => number,
        FIRST_YEAR..=LAST_YEAR => number - FIRST_YEAR + 50,
        _ => number + FIRST_OTHER,
    }
}

fn from_code(code: u32) -> u32 {
    match code {
        0..50 => code,
        50..FIRST_OTHER => code - 50 + FIRST_YEAR,
        _ => code - FIRST_OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(qid: u32, description: &str) -> NameCard {
        NameCard { qid: Some(qid).filter(|&qid| qid > 0), description: description.into() }
    }

    fn at(piece: u8, place: usize) -> CardPlace {
        CardPlace { piece, place: place as u16, edition: 7 }
    }

    #[test]
    fn cards_read_back() {
        let written = [
            card(7_821_917, "US Secretary of State 2021–2025"),
            card(0, "city in Ohio, US, 380,000 people"),
            card(120_000_000, "US Secretary of State 1949–1953"),
            card(1, "publisher of mi5.gov.uk, 007"),
        ];
        let mut cards = NameCards::default();
        cards.load(&write(2, 7, &written)).unwrap();
        for (place, card) in written.iter().enumerate() {
            assert_eq!(cards.card(at(2, place)), Some(card));
        }
        assert_eq!(cards.card(at(2, 4)), None);
        assert_eq!(cards.card(at(0, 0)), None);
        assert_eq!(cards.card(CardPlace { edition: 8, ..at(2, 0) }), None);
    }

    #[test]
    fn numbers_leave_the_phrase() {
        assert_eq!(split_numbers("1.4 million, 2021–2025"), ("#.# million, #–#".into(), vec![1, 4, 2021, 2025]));
        assert_eq!(split_numbers("380,000 people"), ("#,000 people".into(), vec![380]));
        for number in [0, 49, 50, 127, 128, 1949, 1950, 2027, 2028, 4_000_000_000] {
            assert_eq!(from_code(to_code(number)), number);
        }
    }

    proptest! {
        #[test]
        fn any_description_reads_back(texts in proptest::collection::vec("[ -\"$-~–é]{0,40}", 0..20)) {
            let written: Vec<NameCard> = texts.iter().map(|text| card(5, text)).collect();
            let mut cards = NameCards::default();
            cards.load(&write(0, 7, &written)).unwrap();
            for (place, card) in written.iter().enumerate() {
                prop_assert_eq!(cards.card(at(0, place)), Some(card));
            }
        }

        #[test]
        fn any_change_never_panics(at in 0_usize..1000, value: u8) {
            let whole = write(0, 7, &[card(9, "since 2013"), card(8, "until 2012"), card(7, "since 2014")]);
            let pack = Pack::open(&whole, NAME_CARDS).unwrap();
            let tags = [PIECE, PHRASES, CHOICES, NUMBERS, ITEMS];
            let mut sections = tags.map(|tag| (tag, pack.section(tag).unwrap().rest().to_vec()));
            let section = &mut sections[at % tags.len()].1;
            let place = at % section.len();
            section[place] = value;
            let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
            let _ = NameCards::default().load(&write_pack(NAME_CARDS, &sections));
        }
    }
}
