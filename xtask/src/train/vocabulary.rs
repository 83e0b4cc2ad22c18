//! The word table of the model: clusters from unmarked text and name lists, by hash. Imports: `newsgloss`, `corpus`,
//! `root`, `train`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use newsgloss::tagger::table::{EVERYDAY, Entry, key};
use newsgloss::tagger::words::hash;

use super::clusters::{Text, cluster};
use super::lists;
use super::random::Random;
use super::schemes::{ARTICLES, CORPORA};
use crate::{corpus, root};

/// Which parts of the table to make.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    /// A word needs this many occurrences for a cluster; 0 for no clusters.
    pub(super) min_count: u32,
    /// Whether to read the name lists.
    pub(super) lists: bool,
}

/// The entries of the table, sorted by key without repeats.
pub(super) fn entries(options: Options, random: &mut Random) -> Result<Vec<(u32, Entry)>> {
    let mut entries = BTreeMap::<u32, Entry>::new();
    if options.min_count > 0 {
        let text = text()?;
        for (word, path) in cluster(&text, options.min_count, random) {
            entries.entry(key(hash(&word))).or_default().cluster = path + 1;
        }
        for word in text.everyday(options.min_count) {
            entries.entry(key(hash(word))).or_default().lists |= EVERYDAY;
        }
    }
    if options.lists {
        for (word, lists) in lists::read()? {
            entries.entry(key(hash(&word))).or_default().lists |= lists;
        }
    }
    Ok(entries.into_iter().collect())
}

/// All text that may be used: that of the corpora, speeches and press releases.
fn text() -> Result<Text> {
    let mut text = Text::default();
    // Our own articles are too few to matter.
    for corpus in CORPORA.into_iter().filter(|corpus| corpus.name != ARTICLES) {
        let rows = corpus::read(&corpus::folder()?.join(corpus.name).with_extension("jsonl"))?;
        for row in &rows {
            text.add(&row.text);
        }
    }
    let folder = root::root().join("../shared/data/text");
    let read = |name: &str| fs::read_to_string(folder.join(name)).with_context(|| format!("reading {name}"));
    text.add(&read("us-presidential-speeches.txt")?);
    for line in read("us-senate-press-releases.jsonl")?.lines() {
        let release: serde_json::Value = serde_json::from_str(line)?;
        text.add(release["text"].as_str().unwrap_or(""));
    }
    Ok(text)
}
