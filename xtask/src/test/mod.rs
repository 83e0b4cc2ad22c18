//! `cargo xtask test`: every check there is, one after the other, with one table at the end.

mod browsers;
pub(crate) mod engine;
mod host;
pub(crate) mod install;
mod outcome;
mod types;

use std::time::Instant;

use anyhow::{Result, ensure};

use crate::{build, data, fuzz, root, size};
use engine::{ENGINES, Engine};
use outcome::{Outcome, Row, print_table};

/// Options of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Leave the browser tests out
    #[arg(long, conflicts_with = "browser")]
    no_browser: bool,
    /// Run the browser tests in this engine and nothing else: chromium, firefox or webkit
    #[arg(long, value_name = "ENGINE", value_parser = ["chromium", "firefox", "webkit"])]
    browser: Option<String>,
    /// Run only tests whose name contains this, and no other checks
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// How long each fuzz target runs, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    fuzz: u32,
}

/// Runs all steps, those after a failing one too, and fails at the end when one has failed.
pub(crate) fn run(args: &Args) -> Result<()> {
    let filter = args.filter.as_deref();
    let everything = filter.is_none() && args.browser.is_none();
    let mut rows = Vec::new();
    if everything {
        rows.push(row("format", host::format));
        rows.push(row("clippy", host::clippy));
        rows.push(row("clippy for wasm", host::clippy_wasm));
        rows.push(row("licences and bans", host::deny));
        rows.push(row("advisories", host::advisories));
        rows.push(row("data", || data::check().map(|()| Outcome::ONE_PASSED)));
    }
    // First, because tests of the command line and of Node read what it writes.
    let package = row("build", || build::run(&build::Args {}).map(|()| Outcome::ONE_PASSED));
    let built = !package.outcome.is_failure();
    rows.push(package);
    if args.browser.is_none() {
        rows.push(row("host tests", || host::tests(filter)));
    }
    if built && everything {
        rows.push(row("size", || size::run(&size::Args {}).map(|()| Outcome::ONE_PASSED)));
        rows.push(row("fuzz", || {
            let (passed, failed) = fuzz::test(args.fuzz)?;
            Ok(Outcome::Counted { passed, failed, skipped: 0 })
        }));
        rows.push(row("types", types::test));
        rows.push(row("outside a page", || browsers::test_outside(filter)));
    }
    if built && !args.no_browser {
        let wanted = |engine: &&Engine| args.browser.as_ref().is_none_or(|browser| browser == engine.name);
        for engine in ENGINES.iter().filter(wanted) {
            rows.push(row(engine.name, || browsers::test(engine, filter)));
        }
    }
    print_table(&rows);
    ensure!(!rows.iter().any(|row| row.outcome.is_failure()), "the tests failed");
    Ok(())
}

/// Has Chromium take the pictures of the documentation.
pub(crate) fn pictures() -> Result<()> {
    let chromium = &ENGINES[0];
    let taken = browsers::run(chromium, vec![root::root().join("tests/browser/pictures.mjs")], None)?;
    ensure!(!taken.is_failure(), "a picture could not be taken");
    Ok(())
}

/// Runs one step; an error of its own is a failure like another.
fn row(name: &'static str, work: impl FnOnce() -> Result<Outcome>) -> Row {
    println!("── {name}");
    let start = Instant::now();
    let outcome = work().unwrap_or_else(|error| Outcome::Failed(format!("{error:#}")));
    if let Outcome::Failed(reason) = &outcome {
        println!("{name}: {reason}");
    }
    Row { name, outcome, time: start.elapsed() }
}
