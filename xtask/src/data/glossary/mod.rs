//! The policy glossary: data/glossary/*.toml to sections of en.lexicon and pieces of card texts.
//! Imports: `newsgloss::lexicon`, `root`.

mod also;
mod check;
mod page;
pub(crate) mod source;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, ensure};
use newsgloss::lexicon::{
    glossary::{CARDS, SourceEntry, TermCard, write, write_cards},
    pack::Tag,
};

use crate::root::root;

pub(crate) use page::write as write_page;

/// Card texts of so many bytes make a piece: well below 40 KiB compressed.
const PIECE_BYTES: usize = 100_000;

/// The folder of the glossary.
pub(crate) fn folder() -> PathBuf {
    root().join("data/glossary")
}

/// Fails with all that breaks the editorial standard, one line each.
pub(super) fn check() -> Result<()> {
    let complaints = check::complaints()?;
    ensure!(complaints.is_empty(), "{} faults in data/glossary:\n{}", complaints.len(), complaints.join("\n"));
    println!("{:>6} terms", source::read(&folder())?.iter().map(|file| file.terms.len()).sum::<usize>());
    Ok(())
}

/// Sections of en.lexicon.
type Sections = Vec<(Tag, Vec<u8>)>;

/// The sections of en.lexicon; writes the pieces of card texts into `out_dir` and returns them too.
pub(crate) fn pack(out_dir: &Path) -> Result<(Sections, Vec<PathBuf>)> {
    let files = source::read(&folder())?;
    let entries = source::entries(&files)?;
    let cards: Vec<_> = terms(&files).zip(&entries).map(|(term, entry)| card(term, entry).to_text()).collect();
    let edition = edition(&entries);
    let (mut pieces, mut first) = (Vec::new(), 0);
    while first < cards.len() {
        let mut bytes = 0;
        let rest = &cards[first..];
        let n_cards = rest.iter().take_while(|text| {
            bytes += text.len();
            bytes <= PIECE_BYTES
        });
        let end = first + n_cards.count().max(1);
        let path = out_dir.join(format!("{}-{:02}", CARDS.name, pieces.len()));
        fs::write(&path, write_cards(first as u32, &cards[first..end], edition))?;
        pieces.push(path);
        first = end;
    }
    Ok((write(&entries, edition), pieces))
}

fn terms(files: &[source::File]) -> impl Iterator<Item = &source::Term> {
    files.iter().flat_map(|file| &file.terms)
}

/// What the card of `term` says, which the library knows as `entry`.
fn card<'a>(term: &source::Term, entry: &SourceEntry<'a>) -> TermCard<'a> {
    let card = entry.card.clone().unwrap_or_default();
    if term.also.is_some() { card } else { TermCard { also: also::also(entry), ..card } }
}

/// A number that changes with the keys: a piece of another list of entries is not taken for one of this.
fn edition(entries: &[SourceEntry<'_>]) -> u32 {
    let bytes = entries.iter().flat_map(|entry| entry.key.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
