//! The policy glossary: data/glossary/*.toml to sections of en.lexicon and pieces of definitions.
//! Imports: `newsgloss::lexicon`, `root`.

mod check;
pub(crate) mod source;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, ensure};
use newsgloss::lexicon::{
    glossary::{CARDS, SourceEntry, write, write_definitions},
    pack::Tag,
};

use crate::root::root;

/// Definitions of so many bytes make a piece: well below 40 KiB compressed.
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

/// The sections of en.lexicon; writes the pieces of definitions into `out_dir` and returns them too.
pub(crate) fn pack(out_dir: &Path) -> Result<(Sections, Vec<PathBuf>)> {
    let files = source::read(&folder())?;
    let entries = source::entries(&files)?;
    let definitions: Vec<_> = entries.iter().map(|entry| entry.definition.unwrap_or_default()).collect();
    let edition = edition(&entries);
    let (mut pieces, mut first) = (Vec::new(), 0);
    while first < definitions.len() {
        let mut bytes = 0;
        let rest = &definitions[first..];
        let n_definitions = rest.iter().take_while(|text| {
            bytes += text.len();
            bytes <= PIECE_BYTES
        });
        let end = first + n_definitions.count().max(1);
        let path = out_dir.join(format!("{}-{:02}", CARDS.name, pieces.len()));
        fs::write(&path, write_definitions(first as u32, &definitions[first..end], edition))?;
        pieces.push(path);
        first = end;
    }
    Ok((write(&entries, edition), pieces))
}

/// A number that changes with the keys: a piece of another list of entries is not taken for one of this.
fn edition(entries: &[SourceEntry<'_>]) -> u32 {
    let bytes = entries.iter().flat_map(|entry| entry.key.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
