//! `cargo xtask data`: the knowledge tables, from raw sources to the files that ship.

mod check;
mod compile;
mod countries;
mod describe;
mod entity;
pub(crate) mod glossary;
mod overlay;
mod source;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use newsgloss::lexicon::{LEXICON, pack::write};

use crate::root::root;

/// Options of `cargo xtask data`.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make data/entities and data/names from the raw tables of ../shared (rarely; the result is committed)
    Compile,
    /// Check the committed tables
    Check,
}

/// Runs one of the commands.
pub(crate) fn run(args: &Args) -> Result<()> {
    match args.command {
        Command::Compile => compile::run(),
        Command::Check => check::run(),
    }
}

/// Writes the language data into `out_dir` and returns the files written.
pub(crate) fn pack(out_dir: &Path) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(out_dir)?;
    let (sections, mut files) = glossary::pack(out_dir)?;
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let lexicon = out_dir.join(LEXICON.name);
    fs::write(&lexicon, write(LEXICON, &sections))?;
    files.extend([lexicon, pack_model(out_dir)?]);
    Ok(files)
}

/// The tagger's model is made by `cargo xtask train` and committed; it ships as it is.
fn pack_model(out_dir: &Path) -> Result<PathBuf> {
    let model = out_dir.join("en.model");
    fs::copy(root().join("data/model/en.model"), &model)?;
    Ok(model)
}

/// The committed tables of entities.
fn folder() -> PathBuf {
    root().join("data/entities")
}

/// Country code → English name, from the table of territories.
fn country_names(files: &[(String, Vec<entity::Entity>)]) -> BTreeMap<String, String> {
    let territories = files.iter().filter(|(file, _)| file == "territories").flat_map(|(_, entities)| entities);
    territories.map(|territory| (territory.country.clone(), territory.name.clone())).collect()
}
