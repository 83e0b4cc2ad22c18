//! The browser tests, tests/browser/*.test.mjs, in one engine.

use std::{fs, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{
    npm, root,
    serve::{self, Site},
};

use super::{
    engine::Engine,
    install,
    outcome::{Outcome, run_counting},
};

/// Runs the browser tests in this engine.
pub(super) fn test(engine: &Engine, filter: Option<&str>) -> Result<Outcome> {
    run(engine, files("tests/browser")?, filter)
}

/// Serves the site, starts the engine's driver and runs `files` with Node's own test runner, one file at a time.
pub(super) fn run(engine: &Engine, files: Vec<PathBuf>, filter: Option<&str>) -> Result<Outcome> {
    npm::install()?;
    install::install(engine)?;
    let server = serve::start(serve::listen(0)?, &Site::ours())?;
    let driver = engine.start()?;
    let mut command = Command::new("node");
    command
        .current_dir(root::root())
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec", "--test-timeout=120000"])
        .args(filter.map(|filter| format!("--test-name-pattern={filter}")))
        .args(files)
        .env("NEWSGLOSS_BROWSER", engine.name)
        .env("NEWSGLOSS_BINARY", engine.binary()?)
        .env("NEWSGLOSS_DRIVER", &driver.url)
        .env("NEWSGLOSS_URL", format!("http://{}", server.address));
    Ok(run_counting(command, counts_of_node)?.of_some(filter))
}

/// Runs what needs no browser: the package in Node and in other people's build tools, and the documentation's snippets.
pub(super) fn test_outside(filter: Option<&str>) -> Result<Outcome> {
    npm::install()?;
    let mut command = Command::new("node");
    command
        .current_dir(root::root())
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec", "--test-timeout=240000"])
        .args(filter.map(|filter| format!("--test-name-pattern={filter}")))
        .args(files("tests/node")?);
    Ok(run_counting(command, counts_of_node)?.of_some(filter))
}

fn files(folder: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root::root().join(folder))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}

/// Reads `ℹ pass 3`, `ℹ fail 1` and `ℹ cancelled 0`, each on its own line at the end.
fn counts_of_node(line: &str) -> Option<(u32, u32)> {
    let (name, count) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let count = count.parse().ok()?;
    match name {
        "pass" => Some((count, 0)),
        "fail" | "cancelled" => Some((0, count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::counts_of_node;

    #[test]
    fn the_closing_lines_of_node_are_read() {
        let check = |line, expected| assert_eq!(counts_of_node(line), expected, "{line}");
        check("ℹ pass 3", Some((3, 0)));
        check("ℹ fail 1", Some((0, 1)));
        check("ℹ cancelled 2", Some((0, 2)));
        check("ℹ duration_ms 12.5", None);
        check("ℹ tests 4", None);
        check("✔ pass 3", None);
    }
}
