//! Where things are: the repository's root and the folders below it. Imports std only.

use std::{env, path::PathBuf};

/// The root of the repository that this program was started from (by `cargo xtask`) or, run alone, built in.
pub(crate) fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map(PathBuf::from).unwrap_or(xtask)
}

/// The npm package, written by `cargo xtask build`.
pub(crate) fn pkg() -> PathBuf {
    root().join("pkg")
}
