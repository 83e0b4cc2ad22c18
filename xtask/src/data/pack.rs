//! `cargo xtask data pack`: the committed tables to `en.lexicon`, `en.names` and the card pieces. Needs nothing outside the
//! repository.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Result;
use newsgloss::{
    lexicon::{LEXICON, Names, names::MORE_NAMES, pack::Pack, pack::write},
    text::Span,
    token::tokenize,
};

use super::{glossary, names, speech};
use crate::{root, size::brotli};

/// Packs into pkg/ and prints what the files weigh and how fast names are found.
pub(super) fn run() -> Result<()> {
    for file in pack(&root::pkg())? {
        let bytes = fs::read(&file)?;
        println!("{:>9} raw {:>8} brotli  {}", bytes.len(), brotli(&bytes)?, file.display());
    }
    time_names(&root::pkg())
}

/// Times loading all names, and looking for one at each token of our own articles.
fn time_names(pkg: &Path) -> Result<()> {
    const ROUNDS: u32 = 20;
    let (lexicon, more) = (fs::read(pkg.join(LEXICON.name))?, fs::read(pkg.join(MORE_NAMES.name))?);
    let start = Instant::now();
    let mut names = Names::default();
    names.load(&Pack::open(&lexicon, LEXICON)?)?;
    names.load_more(&Pack::open(&more, MORE_NAMES)?)?;
    println!("names loaded in {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut text = String::new();
    for entry in fs::read_dir(root::root().join("data/articles"))? {
        text.push_str(&fs::read_to_string(entry?.path())?);
    }
    let mut tokens = Vec::new();
    tokenize(&text, Span::new(0, text.len() as u32), &mut tokens);
    let start = Instant::now();
    let find = |first: usize| tokens.get(first..).and_then(|rest| names.longest_match(&text, rest));
    let n_found = (0..ROUNDS).map(|_| (0..tokens.len()).filter_map(find).count()).sum::<usize>();
    let rate = u128::from(ROUNDS) * text.len() as u128 / start.elapsed().as_micros().max(1);
    println!("{rate} MB/s, {} names at {} tokens", n_found / ROUNDS as usize, tokens.len());
    Ok(())
}

/// Writes the language data into `out_dir` and returns the files written.
pub(crate) fn pack(out_dir: &Path) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(out_dir)?;
    let (mut sections, mut files) = glossary::pack(out_dir)?;
    let (names, more) = names::pack(out_dir)?;
    sections.extend(names);
    sections.push(speech::section(&root::root().join("data/lexicon"))?);
    files.extend(more);
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let lexicon = out_dir.join(LEXICON.name);
    fs::write(&lexicon, write(LEXICON, &sections))?;
    files.extend([lexicon, pack_model(out_dir)?]);
    Ok(files)
}

/// The tagger's model is made by `cargo xtask train` and committed; it ships as it is.
fn pack_model(out_dir: &Path) -> Result<PathBuf> {
    let model = out_dir.join("en.model");
    fs::copy(root::root().join("data/model/en.model"), &model)?;
    Ok(model)
}
