//! www/docs/glossary.html: all terms from A to Z, in the page that data/glossary/page.html is. Imports: `glossary`, `root`,
//! `newsgloss::lexicon`.

use std::{collections::BTreeMap, fmt::Write, fs, path::PathBuf};

use anyhow::{Context, Result, ensure};
use newsgloss::lexicon::name_key;

use super::{card, source};
use crate::root::root;

/// Terms that begin with no letter stand under this.
const NO_LETTER: char = '#';

/// A term on the page.
struct Row {
    /// What it is sorted by: its name, folded.
    by: String,
    category: String,
    html: String,
}

/// Writes the page and returns its path.
pub(crate) fn write() -> Result<PathBuf> {
    let files = source::read(&super::folder())?;
    let entries = source::entries(&files)?;
    let (places, fields) = (places()?, fields()?);
    let mut rows = Vec::new();
    for (term, entry) in super::terms(&files).zip(&entries) {
        let field =
            fields.get(entry.category.as_str()).with_context(|| format!("{}: its field has no name", term.key))?;
        let card = card(term, entry);
        let mut facts = vec![escaped(&capital(field))];
        if !card.also.is_empty() {
            facts.push(format!("also called {}", escaped(&card.also.join(", "))));
        }
        if let Some(region) = card.region {
            facts.push(escaped(places.get(region).with_context(|| format!("{}: no name of {region}", term.key))?));
        }
        let (key, category) = (escaped(&term.key), entry.category.as_str());
        let (label, definition) = (escaped(&term.label), escaped(card.definition));
        let html = format!(
            "<div id=\"{key}\" data-field=\"{category}\"><dt>{label}</dt><dd>{definition} <small>{}</small></dd></div>",
            facts.join(" · ")
        );
        rows.push(Row { by: plain(&term.label), category: category.to_owned(), html });
    }
    rows.sort_by(|a, b| a.by.cmp(&b.by));
    let path = root().join("www/docs/glossary.html");
    fs::write(&path, page(&fs::read_to_string(super::folder().join("page.html"))?, &rows, &fields)?)?;
    Ok(path)
}

/// `template` with its gaps filled.
fn page(template: &str, rows: &[Row], fields: &BTreeMap<String, String>) -> Result<String> {
    let (mut letters, mut sections) = (String::new(), String::new());
    for group in rows.chunk_by(|a, b| letter(a) == letter(b)) {
        let Some(letter) = group.first().map(letter) else { continue };
        let (id, name) = if letter == NO_LETTER {
            ("0-9".to_owned(), "0–9".to_owned())
        } else {
            (letter.to_string(), letter.to_string())
        };
        write!(letters, "<a href=\"#letter-{id}\">{name}</a>")?;
        write!(sections, "<section class=\"terms\">\n<h2 id=\"letter-{id}\">{name}</h2>\n<dl>\n")?;
        group.iter().try_for_each(|row| writeln!(sections, "{}", row.html))?;
        sections.push_str("</dl>\n</section>\n");
    }
    let mut options = String::new();
    for (category, name) in fields.iter().filter(|(category, _)| rows.iter().any(|row| row.category == **category)) {
        write!(options, "<option value=\"{category}\">{}</option>", escaped(&capital(name)))?;
    }
    let gaps = [("count", thousands(rows.len())), ("fields", options), ("letters", letters), ("sections", sections)];
    let mut page = template.to_owned();
    for (gap, text) in &gaps {
        let gap = format!("{{{{{gap}}}}}");
        ensure!(page.contains(&gap), "page.html has no {gap}");
        page = page.replace(&gap, text);
    }
    Ok(page)
}

fn letter(row: &Row) -> char {
    row.by.chars().next().filter(char::is_ascii_alphabetic).map_or(NO_LETTER, |char| char.to_ascii_uppercase())
}

/// What a reader sorts by: without case and accents, and without marks before the first word.
fn plain(label: &str) -> String {
    name_key(label).trim_start_matches(|char: char| !char.is_alphanumeric()).to_owned()
}

/// The names of the fields as cards have them.
fn fields() -> Result<BTreeMap<String, String>> {
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(root().join("data/interface/en.json"))?)?;
    let field = |(key, value): (&String, &serde_json::Value)| {
        Some((key.strip_prefix("category.")?.to_owned(), value.as_str()?.to_owned()))
    };
    Ok(words.iter().filter_map(field).collect())
}

/// The names of countries and territories by their codes in small letters.
fn places() -> Result<BTreeMap<String, String>> {
    let table = fs::read_to_string(root().join("data/entities/territories.tsv"))?;
    let mut places: BTreeMap<_, _> = [("eu".to_owned(), "European Union".to_owned())].into();
    for line in table.lines() {
        let columns: Vec<_> = line.split('\t').collect();
        if let [_, _, _, _, name, _, code, ..] = columns.as_slice() {
            places.entry(code.to_lowercase()).or_insert_with(|| (*name).to_owned());
        }
    }
    let britain = places.get("gb").context("territories.tsv has no GB")?.clone();
    places.insert("uk".to_owned(), britain);
    Ok(places)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// `text` as HTML has it in elements and attributes.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(char),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str) -> Row {
        Row { by: plain(label), category: "law".to_owned(), html: format!("<p>{}</p>", escaped(label)) }
    }

    #[test]
    fn terms_stand_under_their_letters() {
        let rows = [row("15th Amendment"), row("Dáil"), row("‘dead’ tax"), row("élan")];
        let template = "{{count}} {{fields}} {{letters}} {{sections}}";
        let page = page(template, &rows, &[("law".to_owned(), "law & courts".to_owned())].into()).unwrap();
        for part in [
            "4 <option value=\"law\">Law &amp; courts</option>",
            "<a href=\"#letter-0-9\">0–9</a><a href=\"#letter-D\">D</a><a href=\"#letter-E\">E</a>",
            "<h2 id=\"letter-D\">D</h2>\n<dl>\n<p>Dáil</p>\n<p>‘dead’ tax</p>\n</dl>",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(super::page("{{count}}", &rows, &BTreeMap::new()).is_err());
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escaped("<b title=\"a\">'&'</b>"), "&lt;b title=&quot;a&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;");
    }
}
