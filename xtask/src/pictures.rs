//! `cargo xtask pictures`: takes the pictures of the documentation anew, in Chromium, from the demo newspaper as it is built.

use anyhow::Result;

use crate::{build, test};

/// Options of `cargo xtask pictures`.
#[derive(clap::Args)]
pub(crate) struct Args {}

/// Builds the package and writes www/img/readers-*.png.
pub(crate) fn run(_: &Args) -> Result<()> {
    build::run(&build::Args {})?;
    test::pictures()
}
