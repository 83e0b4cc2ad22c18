//! The training half of our own gold articles, `data/articles`, as rows of a corpus. Imports: `newsgloss`, `corpus`,
//! `eval::gold`, `root`.

use std::fs;

use anyhow::{Result, anyhow};
use newsgloss::tagger::tags;
use newsgloss::text::Span;

use crate::corpus::{Gold, Row};
use crate::eval::gold::{self, Article, Kind};
use crate::root;

/// The short names of the labels in the corpora, in the order of [`newsgloss::annotation::Label::ALL`].
pub(super) const SHORT: [&str; tags::N_LABELS] = ["PER", "ORG", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK", "PROD"];

/// The articles whose header says `split: train`.
pub(super) fn read() -> Result<Vec<Row>> {
    let entries = fs::read_dir(root::root().join("data/articles"))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut rows = Vec::new();
    for path in paths {
        let source = fs::read_to_string(&path)?;
        let article = gold::parse(&source).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        if article.split == "train" {
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            rows.push(row(&id, &article));
        }
    }
    Ok(rows)
}

/// The text of all blocks of the article `id`, with the names that the tagger learns.
fn row(id: &str, article: &Article<'_>) -> Row {
    let (mut text, mut entities) = (String::new(), Vec::new());
    for block in &article.blocks {
        let start = text.len() as u32;
        text.push_str(&block.text);
        text.push_str("\n\n");
        for mark in &block.marks {
            let Kind::Entity(label, _) = mark.kind else { continue };
            if let Some(label) = tags::index(label).map(|index| SHORT[index].to_owned()) {
                let span = Span::new(start + mark.span.start(), start + mark.span.end());
                entities.push(Gold { span, label: label.clone(), original: label });
            }
        }
    }
    Row { id: id.to_owned(), text, entities }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_where_the_text_has_them() {
        let rows = read().unwrap();
        assert!(rows.len() > 5);
        for row in rows {
            assert!(row.entities.len() > 5);
            assert!(row.entities.iter().all(|gold| !gold.span.of(&row.text).contains(['[', ']', '\n'])));
        }
    }
}
