//! The tools from npm that package.json names at the root; their versions are pinned by package-lock.json.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use xshell::{Shell, cmd};

use crate::{
    root,
    stamp::{self, Inputs},
    step::step,
};

/// The path of a tool in `node_modules`, installed by `npm ci` when it is missing or the lockfile has changed.
pub(crate) fn tool(name: &str) -> Result<PathBuf> {
    install()?;
    let tool = root::root().join("node_modules/.bin").join(name);
    ensure!(tool.exists(), "package.json installs no `{name}`");
    Ok(tool)
}

/// Installs the tools at the root.
pub(crate) fn install() -> Result<()> {
    install_in("")
}

/// Makes `node_modules` in a folder what its package-lock.json says. No package may run a script of its own while it is
/// installed.
pub(crate) fn install_in(folder: &str) -> Result<()> {
    let place = root::root().join(folder);
    let mut inputs = Inputs::new(include_str!("npm.rs"));
    inputs.path(&place.join("package-lock.json"))?;
    stamp::unless_fresh(&format!("npm{}", folder.replace('/', "-")), inputs, || {
        step("install the npm tools", || {
            let hint = "is missing; install Node 20 or later (on Debian: apt-get install nodejs npm)";
            ensure!(which::which("npm").is_ok(), "npm {hint}");
            let shell = Shell::new()?;
            shell.change_dir(&place);
            cmd!(shell, "npm ci --ignore-scripts --no-audit --no-fund --loglevel=error").quiet().run()?;
            Ok(vec![place.join("node_modules/.package-lock.json")])
        })
    })?;
    Ok(())
}
