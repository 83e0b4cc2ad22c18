//! The glossary in the data files: entries without texts in `en.lexicon`, card texts in pieces `en.cards-terms-NN`.
//! Imports: `lexicon::pack`, `error`, `glossary`.
//!
//! Section `TTXT` holds strings, one a line: of each entry the key (empty where the label gives it) and the label, then its
//! forms (empty where one is the label) and the phrases of its conditions. Section `TNUM` holds numbers, column by column,
//! which compresses better than row by row.

use super::Glossary;
use super::entry::{
    Case, Category, Condition, Demand, Inflect, Instrument, SourceEntry, SourceForm, TermKind, Within, slug,
};
use crate::error::Error;
use crate::lexicon::pack::{Format, Pack, Reader, Tag, put_str, put_varint, write as write_pack};

const TEXTS: Tag = *b"TTXT";
const NUMBERS: Tag = *b"TNUM";
const TERM_CARDS: Tag = *b"TCRD";

/// What `en.lexicon` holds of the glossary.
pub const SECTIONS: [Tag; 2] = [TEXTS, NUMBERS];

/// A piece of card texts.
pub const CARDS: Format = Format { tag: *b"tdef", name: "en.cards-terms", version: 2 };

/// The sections of `en.lexicon` that hold `entries`; their ids are their places. `edition` ties them to their definitions.
pub fn write(entries: &[SourceEntry<'_>], edition: u32) -> Vec<(Tag, Vec<u8>)> {
    let mut lines = Vec::new();
    let (mut columns, mut flags) = (<[Vec<u8>; 7]>::default(), Vec::new());
    for entry in entries {
        lines.push(if slug(entry.label) == entry.key { "" } else { entry.key });
        lines.push(entry.label);
        let values = [
            entry.kind as u8,
            entry.category as u8,
            entry.generic,
            entry.salience,
            entry.conditions.len() as u8,
            entry.forms.len() as u8,
            entry.instrument.map_or(0, |class| class as u8 + 1),
        ];
        columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        put_conditions(&entry.conditions, &mut flags, &mut lines);
        for form in &entry.forms {
            lines.push(if form.text == entry.label { "" } else { form.text });
            flags.push(form.case as u8 | (form.inflect as u8) << 2 | (form.conditions.len() as u8) << 4);
            put_conditions(&form.conditions, &mut flags, &mut lines);
        }
    }
    let mut numbers = edition.to_le_bytes().to_vec();
    put_varint(&mut numbers, entries.len() as u32);
    numbers.extend(columns.concat());
    numbers.extend(flags);
    vec![(TEXTS, lines.join("\n").into_bytes()), (NUMBERS, numbers)]
}

fn put_conditions<'a>(conditions: &[Condition<'a>], flags: &mut Vec<u8>, lines: &mut Vec<&'a str>) {
    for condition in conditions {
        flags.push(condition.demand as u8 | (condition.within as u8) << 2);
        put_varint(flags, condition.phrases.len() as u32);
        lines.extend(&condition.phrases);
    }
}

/// The glossary of `en.lexicon`; an empty one where the file has none.
pub fn read(pack: &Pack<'_>) -> Result<Glossary, Error> {
    let mut glossary = Glossary::default();
    let Some(texts) = pack.find(TEXTS) else { return Ok(glossary) };
    let mut numbers = pack.section(NUMBERS)?;
    glossary.edition = numbers.u32()?;
    let n_entries = numbers.varint()? as usize;
    let mut columns = [&[][..]; 7];
    for column in &mut columns {
        *column = numbers.bytes(n_entries)?;
    }
    let lines = std::str::from_utf8(texts.rest()).map_err(|_| texts.malformed(0, "text that is not UTF-8"))?;
    let mut source = Source { lines: lines.split('\n'), numbers };
    for entry_idx in 0..n_entries {
        let [kind, category, generic, salience, n_conditions, n_forms, instrument] =
            columns.map(|column| column.get(entry_idx).copied().unwrap_or_default());
        let entry = source.entry([kind, category, generic, salience, instrument], n_conditions, n_forms)?;
        let key = if entry.key.is_empty() { slug(entry.label) } else { entry.key.to_owned() };
        glossary.add(&SourceEntry { key: &key, ..entry }, false);
    }
    glossary.n_packed = n_entries as u32;
    glossary.finish();
    Ok(glossary)
}

struct Source<'a> {
    lines: std::str::Split<'a, char>,
    numbers: Reader<'a>,
}

impl<'a> Source<'a> {
    fn entry(&mut self, values: [u8; 5], n_conditions: u8, n_forms: u8) -> Result<SourceEntry<'a>, Error> {
        let [kind, category, generic, salience, instrument] = values;
        let (key, label) = (self.line()?, self.line()?);
        let conditions = self.conditions(n_conditions)?;
        let mut forms = Vec::with_capacity(usize::from(n_forms));
        for _ in 0..n_forms {
            let text = self.line()?;
            let flags = self.numbers.u8()?;
            forms.push(SourceForm {
                text: if text.is_empty() { label } else { text },
                case: self.value(Case::ALL, flags & 3)?,
                inflect: self.value(Inflect::ALL, flags >> 2 & 3)?,
                conditions: self.conditions(flags >> 4)?,
            });
        }
        let (kind, category) = (self.value(TermKind::ALL, kind)?, self.value(Category::ALL, category)?);
        let instrument = instrument.checked_sub(1).map(|class| self.value(Instrument::ALL, class)).transpose()?;
        Ok(SourceEntry { key, label, kind, category, card: None, generic, salience, forms, conditions, instrument })
    }

    fn conditions(&mut self, n_conditions: u8) -> Result<Vec<Condition<'a>>, Error> {
        let mut conditions = Vec::new();
        for _ in 0..n_conditions {
            let flags = self.numbers.u8()?;
            let (demand, within) = (self.value(Demand::ALL, flags & 3)?, self.value(Within::ALL, flags >> 2)?);
            let n_phrases = self.numbers.varint()?;
            let phrases = (0..n_phrases).map(|_| self.line()).collect::<Result<_, _>>()?;
            conditions.push(Condition { demand, within, phrases });
        }
        Ok(conditions)
    }

    fn line(&mut self) -> Result<&'a str, Error> {
        self.lines.next().ok_or_else(|| Error::truncated(TEXTS, 0))
    }

    fn value<T: Copy>(&self, all: &[T], value: u8) -> Result<T, Error> {
        all.get(usize::from(value))
            .copied()
            .ok_or_else(|| self.numbers.malformed(self.numbers.position(), "unknown value"))
    }
}

/// A piece with the card texts of the entries from `first` on.
pub fn write_cards(first: u32, cards: &[String], edition: u32) -> Vec<u8> {
    let mut bytes = edition.to_le_bytes().to_vec();
    put_varint(&mut bytes, first);
    put_varint(&mut bytes, cards.len() as u32);
    for card in cards {
        put_str(&mut bytes, card);
    }
    write_pack(CARDS, &[(TERM_CARDS, &bytes)])
}

/// Takes in a piece; one of another edition is an error.
pub fn read_cards(bytes: &[u8], glossary: &mut Glossary) -> Result<(), Error> {
    let mut piece = Pack::open(bytes, CARDS)?.section(TERM_CARDS)?;
    if piece.u32()? != glossary.edition {
        return Err(piece.malformed(0, "another edition than that of en.lexicon"));
    }
    let (first, n_cards) = (piece.varint()?, piece.varint()?);
    for entry_idx in (first..glossary.n_packed).take(n_cards as usize) {
        let card = piece.str()?;
        glossary.set_card(entry_idx as usize, card);
    }
    Ok(())
}
