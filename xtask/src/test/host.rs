//! The checks that need no browser.

use std::process::Command;

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::{build, root};

use super::outcome::{Outcome, run_counting};

/// Source text is formatted.
pub(super) fn format() -> Result<Outcome> {
    let shell = shell()?;
    cmd!(shell, "cargo fmt --all -- --check").quiet().run()?;
    Ok(Outcome::ONE_PASSED)
}

/// No warning on the host.
pub(super) fn clippy() -> Result<Outcome> {
    let shell = shell()?;
    cmd!(shell, "cargo clippy --quiet --workspace --all-targets -- -D warnings").quiet().run()?;
    Ok(Outcome::ONE_PASSED)
}

/// No warning in what only the browser build compiles.
pub(super) fn clippy_wasm() -> Result<Outcome> {
    build::add_target()?;
    let (shell, target) = (shell()?, build::TARGET);
    cmd!(shell, "cargo clippy --quiet --package newsgloss --lib --target {target} -- -D warnings").quiet().run()?;
    for package in ["newsgloss-export", "newsgloss-glossary"] {
        cmd!(shell, "cargo clippy --quiet --package {package} --lib --target {target} -- -D warnings").quiet().run()?;
    }
    Ok(Outcome::ONE_PASSED)
}

/// The rules of deny.toml on licences, sources and banned crates.
pub(super) fn deny() -> Result<Outcome> {
    let shell = shell()?;
    if which::which("cargo-deny").is_err() {
        return Ok(Outcome::Skipped("get cargo-deny with `cargo install cargo-deny`".to_owned()));
    }
    cmd!(shell, "cargo deny --workspace --log-level warn check bans licenses sources").quiet().run()?;
    Ok(Outcome::ONE_PASSED)
}

/// No known vulnerability in a dependency, where the database of them can be had.
pub(super) fn advisories() -> Result<Outcome> {
    let shell = shell()?;
    if which::which("cargo-deny").is_err() {
        return Ok(Outcome::Skipped("get cargo-deny with `cargo install cargo-deny`".to_owned()));
    }
    if cmd!(shell, "cargo deny fetch db").quiet().ignore_stderr().run().is_err() {
        return Ok(Outcome::Skipped("the RustSec database cannot be reached".to_owned()));
    }
    cmd!(shell, "cargo deny --workspace --log-level warn check --disable-fetch advisories").quiet().run()?;
    Ok(Outcome::ONE_PASSED)
}

/// The tests of all crates, the examples in their documentation included.
pub(super) fn tests(filter: Option<&str>) -> Result<Outcome> {
    let mut command = Command::new("cargo");
    command.current_dir(root::root()).args(["test", "--quiet", "--workspace", "--no-fail-fast"]).args(filter);
    // What passing tests print tells which of them skip.
    command.args(["--", "--show-output"]);
    Ok(run_counting(command, counts_of_libtest)?.of_some(filter))
}

fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(root::root());
    Ok(shell)
}

/// Reads `test result: ok. 32 passed; 0 failed; …`.
fn counts_of_libtest(line: &str) -> Option<(u32, u32)> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let mut counts = counts.split("; ").map(|count| count.split_once(' ')?.0.parse().ok());
    Some((counts.next()??, counts.next()??))
}

#[cfg(test)]
mod tests {
    use super::counts_of_libtest;

    #[test]
    fn the_result_line_of_libtest_is_read() {
        let check = |line, expected| assert_eq!(counts_of_libtest(line), expected, "{line}");
        check(
            "test result: ok. 32 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.15s",
            Some((32, 0)),
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", Some((3, 2)));
        check("running 32 tests", None);
        check("test result: unknown", None);
    }
}
