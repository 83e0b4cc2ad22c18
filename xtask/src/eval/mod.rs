//! `cargo xtask eval`: how well the annotators do on marked texts, against committed floors. Imports: `corpus`, `data::speech`, `root`.
#![allow(clippy::cast_precision_loss, reason = "counts of names, far below 2^52")]

pub(crate) mod entities;
mod floors;
#[path = "../../../tests/suite/gold.rs"]
#[allow(dead_code, reason = "each measure reads another part of the marks")]
pub(crate) mod gold;
mod identity;
mod links;
mod quotations;
pub(crate) mod score;
mod term_score;
mod terms;

use anyhow::Result;
use newsgloss::pipeline::Resources;

use crate::{data::speech, root};

/// Options of `cargo xtask eval`.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Names of people, organizations, places and the like
    Entities(entities::Args),
    /// Policy terms
    Terms(terms::Args),
    /// Quotations, their classes and speakers
    Quotations(quotations::Args),
    /// Which names of an article are put together
    Identity(identity::Args),
    /// The records that names are linked to
    Links(links::Args),
}

/// Measures and compares.
pub(crate) fn run(args: &Args) -> Result<()> {
    match &args.what {
        What::Entities(args) => entities::run(args),
        What::Terms(args) => terms::run(args),
        What::Quotations(args) => quotations::run(args),
        What::Identity(args) => identity::run(args),
        What::Links(args) => links::run(args),
    }
}

/// What names and quotations need without a model: the words of data/lexicon.
fn lite() -> Result<Resources> {
    let speech_words = speech::words(&root::root().join("data/lexicon"))?;
    Ok(Resources { speech_words, ..Resources::default() })
}
