//! `cargo xtask data`: the knowledge tables, from raw sources to the files that ship.

mod check;
mod compile;
mod countries;
mod describe;
mod entity;
pub(crate) mod glossary;
mod names;
mod overlay;
mod pack;
mod source;
pub(crate) mod speech;

pub(crate) use pack::pack;

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;

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
    /// Pack the committed tables into pkg/, and say what the parts weigh
    Pack,
}

/// Runs one of the commands.
pub(crate) fn run(args: &Args) -> Result<()> {
    match args.command {
        Command::Compile => compile::run(),
        Command::Check => check(),
        Command::Pack => pack::run(),
    }
}

/// Fails with all that is wrong with the committed tables.
pub(crate) fn check() -> Result<()> {
    check::run()?;
    glossary::check()
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
