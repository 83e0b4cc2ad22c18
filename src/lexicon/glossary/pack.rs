//! The glossary in the data files, read: entries compiled for matching in `en.lexicon`, card texts in pieces
//! `en.cards-terms-NN`, a publisher's entries with theirs in bytes of the same kind. `write` writes them.
//! Imports: `lexicon::pack`, `error`, `glossary::{layer, form, words, label}`.
//!
//! Columns of like numbers compress better than rows. Words stand in alphabetical order, each with the bytes that it
//! shares with the one before; a form says which words differ from the form before it.

use super::form::{Capitals, Form};
use super::label::Label;
use super::layer::{Entry, Layer, Rule};
use super::source::{Category, Demand, Instrument, TermKind, Within};
use super::words::{Code, WordHash};
use crate::error::Error;
use crate::ids::{self, Ids};
use crate::lexicon::pack::{Format, Pack, Stream, Tag};
use crate::text::Span;

/// Of each word: bytes shared with the one before, what it is a variant of, its further bytes, one word a line.
pub(super) const SHARED: Tag = *b"TWSH";
pub(super) const VARIANTS: Tag = *b"TWVA";
pub(super) const LETTERS: Tag = *b"TWLE";
/// The columns of the entries, the edition before them.
pub(super) const ENTRIES: Tag = *b"TENT";
/// How the words of labels are written; keys and labels that are kept as texts.
pub(super) const LABELS: Tag = *b"TLAB";
pub(super) const TEXTS: Tag = *b"TTXT";
/// What forms ask for besides words; of each form which of these, which words it shares, which conditions it has.
pub(super) const TEMPLATES: Tag = *b"TTPL";
pub(super) const FORMS: Tag = *b"TFRM";
pub(super) const KEPT: Tag = *b"TKEP";
pub(super) const FORM_CONDITIONS: Tag = *b"TFCO";
/// The words of forms that are new: their numbers, or how far they are from the word in their place before.
pub(super) const WORDS: Tag = *b"TWRD";
pub(super) const STEPS: Tag = *b"TSTE";
/// What conditions ask, and their phrases.
pub(super) const CONDITIONS: Tag = *b"TCON";
pub(super) const PHRASES: Tag = *b"TPHR";
/// A publisher's card texts, the hashes of keys, and what to take away.
pub(super) const CARD_TEXTS: Tag = *b"TCAR";
pub(super) const KEYS: Tag = *b"TKEY";
pub(super) const REMOVED: Tag = *b"TREM";
/// The texts of a piece.
pub(super) const TERM_CARDS: Tag = *b"TCRD";

/// What `en.lexicon` holds of the glossary.
pub const SECTIONS: [Tag; 14] = [
    SHARED,
    VARIANTS,
    LETTERS,
    ENTRIES,
    LABELS,
    TEXTS,
    TEMPLATES,
    FORMS,
    KEPT,
    FORM_CONDITIONS,
    WORDS,
    STEPS,
    CONDITIONS,
    PHRASES,
];

/// A piece of card texts.
pub const CARDS: Format = Format { tag: *b"tdef", name: "en.cards-terms", version: 2 };

/// A publisher's glossary, compiled.
pub(super) const PUBLISHED: Format = Format { tag: *b"glos", name: "glossary", version: 1 };

/// Columns of bytes of the entries.
pub(super) const N_COLUMNS: usize = 7;

/// Of a template: number of words, capitals and their bits, plurals, possible plurals.
pub(super) const TEMPLATE_BYTES: usize = 10;

/// Of a number of two bytes the first, unless it is larger than that.
pub(super) const LARGE: u8 = u8::MAX;

/// Of an entry whose key is not the one that its label gives.
pub(super) const HAS_KEY: u8 = 1;

impl Layer {
    /// The glossary of `pack`, whose entries have ids from `first_id` on; an empty one where the file has none.
    pub(super) fn read(pack: &Pack<'_>, first_id: u32, own: bool) -> Result<Self, Error> {
        let mut layer = Self::default();
        layer.first_id = first_id;
        if pack.find(ENTRIES).is_some() {
            layer.read_words(pack)?;
            layer.read_entries(pack, own)?;
        }
        Ok(layer)
    }

    fn read_words(&mut self, pack: &Pack<'_>) -> Result<(), Error> {
        let (shared, mut variants) = (Stream::new(pack, SHARED), Stream::new(pack, VARIANTS));
        let mut letters = Stream::new(pack, LETTERS);
        let mut further = std::str::from_utf8(letters.rest()).unwrap_or_default().split('\n');
        let mut word = String::new();
        let mut n_words = 0;
        for &shared in shared.rest() {
            // Cut in the middle of a character there is no word.
            match (word.get(..usize::from(shared)), further.next()) {
                (Some(_), Some(new)) => {
                    word.truncate(usize::from(shared));
                    word.push_str(new);
                }
                _ => letters.fail("word"),
            }
            let code = match variants.varint().checked_sub(1) {
                None => {
                    self.letters.push_str(&word);
                    self.letter_ends.push(self.letters.len() as u32);
                    n_words += 1;
                    Code::new(n_words - 1, false)
                }
                Some(variant) => Code::new(moved(n_words, variant >> 1), variant & 1 == 1),
            };
            if letters.has_failed() || variants.has_failed() {
                break;
            }
            self.words.insert(WordHash(ids::key(&word)), code);
        }
        if !self.words.are_within(n_words) {
            variants.fail("number of a word");
        }
        [shared, letters, variants].iter().try_for_each(Stream::end)
    }

    fn read_entries(&mut self, pack: &Pack<'_>, own: bool) -> Result<(), Error> {
        let stream = |tag| Stream::new(pack, tag);
        let mut numbers = stream(ENTRIES);
        self.edition = numbers.u32();
        let n_entries = numbers.varint() as usize;
        let columns = [(); N_COLUMNS].map(|()| numbers.bytes(n_entries));
        numbers.end()?;
        let (mut texts, mut labels) = (stream(TEXTS), stream(LABELS));
        let mut cards = pack.find(CARD_TEXTS).map(|_| stream(CARD_TEXTS));
        let mut conditions = Conditions { kinds: stream(CONDITIONS), phrases: stream(PHRASES) };
        let mut forms = Forms::new(pack);
        // A form leads to two new states or so.
        self.steps = Ids::with_capacity(2 * forms.conditions.rest().len());
        if let Some(keys) = pack.find(KEYS) {
            let (keys, _) = keys.rest().as_chunks::<8>();
            self.keys = keys.iter().map(|key| u64::from_le_bytes(*key)).collect();
            self.keys.resize(n_entries, 0);
        }
        for index in 0..n_entries {
            let [kind, category, generic, salience, instrument, keyed, n_conditions] =
                columns.map(|column| column.get(index).copied().unwrap_or_default());
            let id = self.first_id + index as u32;
            let of_entry = conditions.read(self, n_conditions);
            let n_forms = numbers.varint();
            let label_form = labels.varint();
            let mut label = None;
            let mut of_form = (0, 0);
            forms.is_first = true;
            for nth in 0..n_forms {
                let form = forms.next();
                match forms.conditions.u8() {
                    0 => of_form = (0, 0),
                    1 => {}
                    n_more => of_form = conditions.read(self, n_more - 1),
                }
                if nth + 1 == label_form {
                    let start = self.label_words.len() as u32;
                    self.label_words.extend(forms.words.iter().map(|word| (*word, labels.u8())));
                    label = Some(Label::Words(start, self.label_words.len() as u32));
                }
                if forms.which.has_failed() {
                    break;
                }
                self.insert(&forms.words, Form { entry: id, conditions: of_form, ..form });
            }
            let label = label.unwrap_or_else(|| Label::Text(self.add_text(texts.str())));
            let key = (keyed == HAS_KEY).then(|| self.add_text(texts.str()));
            let card = cards.as_mut().map_or_else(Span::default, |cards| self.add_text(cards.str()));
            if let Some(class) = instrument.checked_sub(1) {
                self.instruments.extend(numbers.one_of(Instrument::ALL, class).map(|class| (class, id)));
            }
            let (kind, category) = (numbers.one_of(TermKind::ALL, kind), numbers.one_of(Category::ALL, category));
            let (Some(kind), Some(category), false) = (kind, category, numbers.has_failed()) else { break };
            let (removed, conditions) = (false, of_entry);
            self.entries.push(Entry { key, label, card, kind, category, generic, salience, own, removed, conditions });
        }
        let Forms { which, kept, conditions: of_forms, new, steps, .. } = forms;
        let Conditions { kinds, phrases } = conditions;
        let all = [numbers, texts, labels, which, kept, of_forms, new, steps, kinds, phrases];
        all.iter().chain(&cards).try_for_each(Stream::end)
    }

    pub(super) fn add_text(&mut self, text: &str) -> Span {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        Span::new(start, self.texts.len() as u32)
    }
}

/// The forms of all entries, one after the other.
struct Forms<'a> {
    templates: Vec<(Form, usize)>,
    which: Stream<'a>,
    kept: Stream<'a>,
    conditions: Stream<'a>,
    new: Stream<'a>,
    steps: Stream<'a>,
    /// Of the last form.
    words: Vec<u32>,
    /// Whether the next form is the first of an entry.
    is_first: bool,
}

impl<'a> Forms<'a> {
    fn new(pack: &Pack<'a>) -> Self {
        let stream = |tag| Stream::new(pack, tag);
        let (templates, _) = stream(TEMPLATES).rest().as_chunks::<TEMPLATE_BYTES>();
        let template = |&[n_words, kind, b0, b1, b2, b3, p0, p1, m0, m1]: &[u8; TEMPLATE_BYTES]| {
            let capitals = Capitals::from_numbers(kind, u32::from_le_bytes([b0, b1, b2, b3]));
            let (plural, may_be_plural) = (u16::from_le_bytes([p0, p1]), u16::from_le_bytes([m0, m1]));
            (Form { capitals, plural, may_be_plural, ..Form::default() }, usize::from(n_words))
        };
        Self {
            templates: templates.iter().map(template).collect(),
            which: stream(FORMS),
            kept: stream(KEPT),
            conditions: stream(FORM_CONDITIONS),
            new: stream(WORDS),
            steps: stream(STEPS),
            words: Vec::new(),
            is_first: true,
        }
    }

    /// The next form; its words are in `words`. What an entry's first form shares is nothing, but its first word stands in
    /// the alphabet not far from that of the entry before.
    fn next(&mut self) -> Form {
        let which = self.which.varint() as usize;
        let (form, n_words) = self.templates.get(which).copied().unwrap_or_else(|| {
            self.which.fail("unknown value");
            (Form::default(), 0)
        });
        let kept = if self.is_first { 0 } else { usize::from(self.kept.u8()) };
        let (head, tail) = (kept & 15, kept >> 4);
        let replaced = !self.is_first && self.words.len() == n_words && head + tail + 1 == n_words;
        let before = std::mem::take(&mut self.words);
        for at in 0..n_words {
            let old = before.get(at).copied().unwrap_or_default();
            let to_end = n_words - at;
            let word = if at < head {
                old
            } else if to_end <= tail {
                before.get(before.len().wrapping_sub(to_end)).copied().unwrap_or_default()
            } else if replaced || self.is_first && at == 0 {
                moved(old, self.steps.varint())
            } else {
                match self.new.u8() {
                    LARGE => self.new.varint(),
                    high => u32::from(high) << 8 | u32::from(self.new.u8()),
                }
            };
            self.words.push(word);
        }
        self.is_first = false;
        form
    }
}

/// A number `step` away from `from`: even steps go up, odd ones down (zigzag).
fn moved(from: u32, step: u32) -> u32 {
    from.wrapping_add(step >> 1 ^ (step & 1).wrapping_neg())
}

struct Conditions<'a> {
    kinds: Stream<'a>,
    phrases: Stream<'a>,
}

impl Conditions<'_> {
    /// Reads so many conditions into `layer` and returns their range.
    fn read(&mut self, layer: &mut Layer, n_conditions: u8) -> (u32, u32) {
        let start = layer.rules.len() as u32;
        for _ in 0..n_conditions {
            let kind = self.kinds.u8();
            let first = layer.phrases.len() as u32;
            for _ in 0..self.kinds.varint() {
                let start = layer.phrase_words.len() as u32;
                for _ in 0..self.phrases.u8() {
                    layer.phrase_words.push(Code(self.phrases.varint()));
                }
                layer.phrases.push((start, layer.phrase_words.len() as u32));
                if self.phrases.has_failed() {
                    break;
                }
            }
            let (demand, within) =
                (self.kinds.one_of(Demand::ALL, kind & 3), self.kinds.one_of(Within::ALL, kind >> 2));
            if let (Some(demand), Some(within)) = (demand, within) {
                layer.rules.push(Rule { demand, within, phrases: (first, layer.phrases.len() as u32) });
            }
        }
        (start, layer.rules.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::{Case, Inflect, SourceEntry, SourceForm};
    use super::super::write::write;
    use super::*;
    use crate::lexicon::pack::write as write_pack;
    use proptest::prelude::*;

    const FORMAT: Format = Format { tag: *b"test", name: "test", version: 1 };

    fn packed(labels: &[String], change: Option<(usize, usize, u8)>) -> Vec<u8> {
        let form = |text| SourceForm { text, case: Case::Any, inflect: Inflect::Noun, conditions: Vec::new() };
        let entries = labels.iter().map(|label| SourceEntry {
            key: "",
            label,
            kind: TermKind::Law,
            category: Category::Eu,
            card: None,
            generic: 7,
            salience: 90,
            forms: vec![form(label.as_str()), form("non-proliferation pact")],
            conditions: Vec::new(),
            instrument: None,
        });
        let entries: Vec<_> = entries.collect();
        let mut sections = write(&entries, 5);
        if let Some((section, at, value)) = change {
            let n_sections = sections.len();
            let (_, bytes) = &mut sections[section % n_sections];
            let n_bytes = bytes.len().max(1);
            if let Some(byte) = bytes.get_mut(at % n_bytes) {
                *byte = value;
            }
        }
        let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
        write_pack(FORMAT, &sections)
    }

    fn read(bytes: &[u8]) -> Result<Layer, Error> {
        Layer::read(&Pack::open(bytes, FORMAT)?, 3, false)
    }

    proptest! {
        #[test]
        fn labels_and_forms_come_back(labels in prop::collection::vec("[A-Za-z][a-zé]{1,6}( |-|’s |, |)[A-Za-z]{1,6}s?", 1..8)) {
            let layer = read(&packed(&labels, None)).unwrap();
            for (id, label) in (3..).zip(&labels) {
                let entry = layer.entry(id).unwrap();
                prop_assert_eq!((&layer.label(entry), layer.key(entry)), (label, String::new()));
                let words = super::super::compile::split(label);
                let state = layer.state_of(words.iter().map(|word| WordHash::EMPTY.with(word)));
                let found = state.is_some_and(|state| layer.ends(state).any(|form| form.entry == id));
                prop_assert!(found, "{}", label);
            }
        }

        #[test]
        fn any_change_loads_or_fails(section: usize, at: usize, value: u8) {
            let labels = ["Arms Trade Treaty", "veto", "cease-fire lines"].map(str::to_owned);
            if let Ok(layer) = read(&packed(&labels, Some((section, at, value)))) {
                prop_assert!(layer.words.are_within(layer.letter_ends.len() as u32));
                for entry in &layer.entries {
                    layer.label(entry);
                    layer.key(entry);
                }
                let words = ["non", "proliferation", "pacts"].map(|word| WordHash::EMPTY.with(word));
                for form in layer.state_of(words.into_iter()).into_iter().flat_map(|state| layer.ends(state)) {
                    layer.rules(form).for_each(|(_, rule)| assert!(layer.phrases(rule).count() < 1_000));
                }
            }
        }
    }
}
