//! Where things are: the repository's root and the folders that commands read and write.

use std::{env, fs, path::PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

/// The root of the repository that this program was started from (by `cargo xtask`) or, run alone, built in.
pub(crate) fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map(PathBuf::from).unwrap_or(xtask)
}

/// The npm package, written by `cargo xtask build`.
pub(crate) fn pkg() -> PathBuf {
    root().join("pkg")
}

/// Cargo's build folder.
pub(crate) fn target() -> Result<PathBuf> {
    let metadata = metadata()?;
    let target = metadata.pointer("/target_directory").and_then(Value::as_str);
    Ok(target.context("cargo metadata names no target_directory")?.into())
}

/// Cargo's build folder's corner for what commands keep between runs; it exists.
pub(crate) fn kept() -> Result<PathBuf> {
    let kept = target()?.join("xtask");
    fs::create_dir_all(&kept)?;
    Ok(kept)
}

/// The workspace as `cargo metadata` describes it.
pub(crate) fn metadata() -> Result<Value> {
    let shell = Shell::new()?;
    shell.change_dir(root());
    let json = cmd!(shell, "cargo metadata --no-deps --format-version 1").quiet().read()?;
    Ok(serde_json::from_str(&json)?)
}
