//! A publisher's glossary, read and compiled: it adds, overrides and removes entries. Schema: `pkg/glossary.schema.json`.
//! Imports: `ids`, `glossary::{json, source, write}`.
//!
//! An entry that does not fit the schema is left out with one fault; the others count.

use super::json::{Json, Value, parse_csv};
use super::{
    Case, Category, Condition, Demand, Glossary, Inflect, Link, SourceEntry, SourceForm, TermCard, TermKind, Within,
    is_safe, slug, write,
};
use crate::ids::{self, Ids};
use std::fmt;

/// A glossary of more bytes is refused.
pub const MAX_BYTES: usize = 4_000_000;

/// Entries past so many are left out.
pub const MAX_ENTRIES: usize = 10_000;

const MAX_FORMS: usize = 50;
const MAX_NAME_CHARS: usize = 120;
const MAX_DEFINITION_CHARS: usize = 400;
const MAX_URL_CHARS: usize = 2_000;
const MAX_LINKS: usize = 5;
const MAX_FAULT_CHARS: usize = 60;

/// What is wrong with an entry, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the text, from 1.
    pub line: u32,
    /// Key or label of the entry, or its number; empty for the file.
    pub entry: String,
    /// Which field; empty for the whole.
    pub field: String,
    /// What is wrong with it.
    pub fault: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        for part in [self.entry.as_str(), &self.field, self.fault].iter().filter(|part| !part.is_empty()) {
            write!(f, ": {part}")?;
        }
        Ok(())
    }
}

/// A form of the publisher's that another entry had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// Key of the publisher's entry.
    pub key: String,
    /// The form.
    pub form: String,
    /// Key of the entry that gives way.
    pub ours: String,
}

/// A publisher's glossary, ready to be taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The entries, for `Glossary::take`; empty where nothing of the glossary can be used.
    pub bytes: Vec<u8>,
    /// Number of entries.
    pub n_entries: u32,
    /// Entries left out, and what else is wrong.
    pub faults: Vec<Fault>,
    /// For each name to take away, what is wrong if it turns out to be no key and no form.
    pub removed: Vec<Fault>,
}

/// A field and what is wrong with it.
type Wrong<'a> = (&'a str, &'static str);

/// Reads and compiles the JSON or CSV `text`.
pub fn publish(text: &str) -> Published {
    let mut published = Published::default();
    let faults = &mut published.faults;
    if text.len() > MAX_BYTES {
        faults.push(fault_in(1, "", "", "more than 4,000,000 bytes; nothing of it is used"));
        return published;
    }
    let breaks: Vec<_> = text.match_indices('\n').map(|(at, _)| at as u32).collect();
    let line = |at: u32| 1 + breaks.partition_point(|other| *other < at) as u32;
    let root = match read(text) {
        Ok(root) => root,
        Err((at, expected)) => {
            faults.push(fault_in(line(at), "not JSON", "", expected));
            return published;
        }
    };
    let list = |name| root.get(name).map_or(&[][..], Json::items);
    let (terms, removed) = (list("terms"), list("remove"));
    if terms.is_empty() && removed.is_empty() {
        faults.push(fault_in(1, "", "", "no list of terms"));
    }
    let names: Vec<_> = removed.iter().map(|item| item.text().unwrap_or_default()).collect();
    let missing = |(item, name): (&Json<'_>, &&str)| fault_in(line(item.at), name, "remove", "no such key or form");
    published.removed = removed.iter().zip(&names).map(missing).collect();
    if let Some(item) = terms.get(MAX_ENTRIES) {
        faults.push(fault_in(line(item.at), "", "", "more than 10,000 entries; the rest is left out"));
    }
    let terms = terms.get(..MAX_ENTRIES).unwrap_or(terms);
    let keys: Vec<_> = terms.iter().map(key_of).collect();
    let (mut known, mut entries) = (Ids::default(), Vec::new());
    for (number, (item, key)) in terms.iter().zip(&keys).enumerate() {
        let read = entry(item, key).and_then(|entry| {
            let n_keys = known.len();
            let is_new = known.of(ids::key(key)) as usize == n_keys;
            if is_new { Ok(entry) } else { Err(("key", "used before")) }
        });
        match read {
            Ok(entry) => entries.push(entry),
            Err((field, fault)) => {
                let name = ["key", "label"].iter().find_map(|name| item.get(name)?.text());
                let name = name.map_or_else(|| ["entry ", &(number + 1).to_string()].concat(), str::to_owned);
                faults.push(fault_in(line(item.at), &name, field, fault));
            }
        }
    }
    published.n_entries = entries.len() as u32;
    published.bytes = write::publish(&entries, &names);
    published
}

/// A fault, in words that fit on a line however long the publisher's are.
fn fault_in(line: u32, entry: &str, field: &str, fault: &'static str) -> Fault {
    let short = |text: &str| text.chars().take(MAX_FAULT_CHARS).collect();
    Fault { line, entry: short(entry), field: short(field), fault }
}

/// The forms in the JSON or CSV `text` that entries of `glossary` have, which gives way to it; nothing of it is taken in.
pub fn collisions(glossary: &Glossary, text: &str) -> Vec<Collision> {
    let mut collisions = Vec::new();
    let Ok(root) = read(text) else { return collisions };
    for item in root.get("terms").map_or(&[][..], Json::items) {
        let key = key_of(item);
        for form in entry(item, &key).map(|entry| entry.forms).unwrap_or_default() {
            let ours = glossary.owner(form.text).map(|(layer, ours)| layer.key(ours)).filter(|ours| *ours != key);
            collisions.extend(ours.map(|ours| Collision { key: key.clone(), form: form.text.to_owned(), ours }));
        }
    }
    collisions
}

fn key_of(item: &Json<'_>) -> String {
    item.get("key").or_else(|| item.get("label")).and_then(Json::text).map(slug).unwrap_or_default()
}

fn read(text: &str) -> Result<Json<'_>, (u32, &'static str)> {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        let root = Json::parse(text)?;
        let bare = matches!(root.value, Value::List(_));
        return Ok(if bare { Json { at: 0, value: Value::Object(vec![("terms".into(), root)]) } } else { root });
    }
    let rows = Json { at: 0, value: Value::List(parse_csv(text, "forms")) };
    Ok(Json { at: 0, value: Value::Object(vec![("terms".into(), rows)]) })
}

const FIELDS: [&str; 16] = [
    "key",
    "label",
    "kind",
    "category",
    "definition",
    "forms",
    "needs",
    "blocks",
    "not_before",
    "not_after",
    "generic",
    "salience",
    "region",
    "reviewed",
    "also",
    "links",
];

fn entry<'a>(json: &'a Json<'_>, key: &'a str) -> Result<SourceEntry<'a>, Wrong<'a>> {
    let Value::Object(fields) = &json.value else { return Err(("", "not an object")) };
    if let Some((name, _)) = fields.iter().find(|(name, _)| !FIELDS.contains(&name.as_ref())) {
        return Err((name, "no field of a term"));
    }
    let label = text(json, "label", MAX_NAME_CHARS)?.ok_or(("label", "is missing"))?;
    let definition = text(json, "definition", MAX_DEFINITION_CHARS)?.ok_or(("definition", "is missing"))?;
    if key.is_empty() {
        return Err(("key", "has no letter or digit"));
    }
    let kind = named(json, "kind", TermKind::from_name)?.unwrap_or(TermKind::Concept);
    let category = named(json, "category", Category::from_name)?.unwrap_or(Category::General);
    let mut conditions = conditions(json)?;
    for (field, demand) in [("not_before", Demand::NotBefore), ("not_after", Demand::NotAfter)] {
        let phrases = json.get(field).map_or(Ok(Vec::new()), |json| phrases(json, field))?;
        if !phrases.is_empty() {
            conditions.push(Condition { demand, within: Within::Sentence, phrases });
        }
    }
    let forms = match json.get("forms").map(|forms| &forms.value) {
        None => vec![plain(label)],
        Some(Value::List(items)) if items.len() <= MAX_FORMS => items.iter().map(form).collect::<Result<_, _>>()?,
        Some(Value::List(_)) => return Err(("forms", "more than 50")),
        Some(_) => return Err(("forms", "not a list")),
    };
    let generic = share(json, "generic")?.unwrap_or(0);
    let salience = share(json, "salience")?.unwrap_or(100);
    let also = json.get("also").map_or(Ok(Vec::new()), |json| phrases(json, "also"))?;
    let region = text(json, "region", MAX_NAME_CHARS)?.filter(|region| *region != "intl");
    let card = Some(TermCard { definition, also, region, links: links(json)? });
    Ok(SourceEntry { key, label, kind, category, card, generic, salience, forms, conditions, instrument: None })
}

fn links<'a>(json: &'a Json<'_>) -> Result<Vec<Link<'a>>, Wrong<'a>> {
    let items = match json.get("links").map(|links| &links.value) {
        None => return Ok(Vec::new()),
        Some(Value::List(items)) if items.len() <= MAX_LINKS => items,
        Some(Value::List(_)) => return Err(("links", "more than 5")),
        Some(_) => return Err(("links", "not a list")),
    };
    let link = |json: &'a Json<'_>| {
        let url = text(json, "url", MAX_URL_CHARS)?.filter(|url| is_safe(url));
        let url = url.ok_or(("links", "not an address that begins with https:, http: or mailto:"))?;
        Ok(Link { url, title: text(json, "title", MAX_NAME_CHARS)?.unwrap_or(url) })
    };
    items.iter().map(link).collect()
}

fn plain(text: &str) -> SourceForm<'_> {
    SourceForm { text, case: Case::Any, inflect: Inflect::Noun, conditions: Vec::new() }
}

fn form<'a>(json: &'a Json<'_>) -> Result<SourceForm<'a>, Wrong<'a>> {
    let words = match json.text() {
        Some(words) => words,
        None => text(json, "text", MAX_NAME_CHARS)?.ok_or(("forms", "neither a text nor an object with a text"))?,
    };
    if words.chars().count() > MAX_NAME_CHARS {
        return Err(("forms", "longer than 120 characters"));
    }
    if !words.contains(char::is_alphanumeric) {
        return Err(("forms", "has no letter or digit"));
    }
    Ok(SourceForm {
        case: named(json, "case", Case::from_name)?.unwrap_or(Case::Any),
        inflect: named(json, "inflect", Inflect::from_name)?.unwrap_or(Inflect::Noun),
        conditions: conditions(json)?,
        ..plain(words)
    })
}

fn conditions<'a>(json: &'a Json<'_>) -> Result<Vec<Condition<'a>>, Wrong<'a>> {
    let mut conditions = Vec::new();
    for (field, demand) in [("needs", Demand::Needs), ("blocks", Demand::Blocks)] {
        let Some(near) = json.get(field) else { continue };
        let any = near.get("any").ok_or((field, "has no list `any`"))?;
        let within = named(near, "within", Within::from_name)?.unwrap_or(Within::Article);
        conditions.push(Condition { demand, within, phrases: phrases(any, field)? });
    }
    Ok(conditions)
}

fn phrases<'a>(json: &'a Json<'_>, field: &'static str) -> Result<Vec<&'a str>, Wrong<'a>> {
    let Value::List(items) = &json.value else { return Err((field, "not a list")) };
    items.iter().map(|item| item.text().ok_or((field, "holds what is no text"))).collect()
}

/// A text field of at most `max_chars`; none where the field is absent or blank.
fn text<'a>(json: &'a Json<'_>, field: &'static str, max_chars: usize) -> Result<Option<&'a str>, Wrong<'a>> {
    let Some(value) = json.get(field) else { return Ok(None) };
    let text = value.text().ok_or((field, "not a text"))?.trim();
    if text.chars().count() > max_chars {
        return Err((field, "too long"));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn named<T>(
    json: &Json<'_>,
    field: &'static str,
    from_name: fn(&str) -> Option<T>,
) -> Result<Option<T>, Wrong<'static>> {
    let value = json.get(field).map(|value| value.text().and_then(from_name).ok_or((field, "not one of its values")));
    value.transpose()
}

/// A number from 0 to 1, in per cent.
fn share(json: &Json<'_>, field: &'static str) -> Result<Option<u8>, Wrong<'static>> {
    let Some(value) = json.get(field) else { return Ok(None) };
    let number = match &value.value {
        Value::Number(number) => number,
        Value::Text(text) => text.as_ref(),
        _ => "",
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    let hundredths = fraction.bytes().chain(*b"00").take(2).fold(0, |sum, byte| sum * 10 + byte.wrapping_sub(b'0'));
    match whole {
        _ if !digits(fraction) => Err((field, "not a number from 0 to 1")),
        "0" => Ok(Some(hundredths)),
        "1" if fraction.bytes().all(|byte| byte == b'0') => Ok(Some(100)),
        _ => Err((field, "not a number from 0 to 1")),
    }
}
