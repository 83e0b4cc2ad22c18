//! The training half of our own gold articles, `data/articles`, as rows of a corpus. Imports: `newsgloss`, `corpus`, `root`.

use std::fs;

use anyhow::{Context, Result};
use newsgloss::text::Span;

use crate::corpus::{Gold, Row};
use crate::root;

/// Our labels and their short names in the corpora.
const LABELS: [(&str, &str); 9] = [
    ("person", "PER"),
    ("organization", "ORG"),
    ("place", "LOC"),
    ("facility", "FAC"),
    ("group", "NORP"),
    ("event", "EVENT"),
    ("law", "LAW"),
    ("work", "WORK"),
    ("product", "PROD"),
];

/// The articles whose header says `split: train`.
pub(super) fn read() -> Result<Vec<Row>> {
    let mut paths: Vec<_> =
        fs::read_dir(root::root().join("data/articles"))?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut rows = Vec::new();
    for path in paths {
        let article = fs::read_to_string(&path)?;
        let (header, body) = article.split_once("\n\n").with_context(|| format!("no header in {}", path.display()))?;
        let field = |name: &str| header.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if field("split:") == Some("train") {
            rows.push(row(&format!("{}\n\n{body}", field("title:").unwrap_or(""))));
        }
    }
    Ok(rows)
}

/// The text without its marks, and the names that they marked.
fn row(marked: &str) -> Row {
    let (mut text, mut entities, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(char) = rest.chars().next() {
        rest = &rest[char.len_utf8()..];
        match char {
            '\\' => {
                text.extend(rest.chars().next());
                rest = rest.get(1..).unwrap_or("");
            }
            '[' => {
                let (mark, after) = rest.split_once(' ').unwrap_or((rest, ""));
                let name = mark.split(':').next().unwrap_or(mark);
                open.push((LABELS.iter().find(|(label, _)| *label == name), text.len()));
                rest = after;
            }
            ']' => {
                if let Some((Some((_, label)), start)) = open.pop() {
                    let span = Span::new(start as u32, text.len() as u32);
                    entities.push(Gold { span, label: (*label).to_owned(), original: (*label).to_owned() });
                }
            }
            _ => text.push(char),
        }
    }
    Row { text, entities }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_off() {
        let row = row(
            "[quote.direct:jo-roe “Go,”] said [person:jo-roe Jo Roe] of [term [law:x-act X Act]], \\[in [date May]\\].",
        );
        assert_eq!(row.text, "“Go,” said Jo Roe of X Act, [in May].");
        let names: Vec<_> = row.entities.iter().map(|gold| (gold.label.as_str(), gold.span.of(&row.text))).collect();
        assert_eq!(names, [("PER", "Jo Roe"), ("LAW", "X Act")]);
    }

    #[test]
    fn half_of_the_articles_train() {
        let rows = read().unwrap();
        assert!(rows.len() > 5 && rows.iter().all(|row| row.entities.len() > 5 && !row.text.contains("split:")));
    }
}
