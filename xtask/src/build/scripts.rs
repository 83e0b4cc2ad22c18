//! The JavaScript of pkg/: the loader from www/ and the engine's glue, minified by esbuild.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Map, Value};
use xshell::{Shell, cmd};

use crate::{npm, root, step::step};

use super::{engine::Engine, manifest};

/// The oldest JavaScript that every engine with the CSS Custom Highlight API runs.
const LANGUAGE: &str = "es2022";

/// Writes newsgloss.js and `newsgloss_glue.js`. In the loader, `NEWSGLOSS_VERSION` stands for the package's version and
/// `NEWSGLOSS_INTEGRITY` for an object that has the SRI hash of each file the loader fetches, by name.
pub(crate) fn build(pkg: &Path, engine: &Engine, data: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let esbuild = npm::tool("esbuild")?;
    let shell = Shell::new()?;
    let options = ["--minify", "--legal-comments=none", "--charset=utf8", "--log-level=warning"];
    let target = format!("--target={LANGUAGE}");

    let mut integrity = Map::new();
    for file in data.iter().chain([&engine.wasm]) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        integrity.insert(name.into_owned(), manifest::integrity(file)?.into());
    }
    let version = Value::from(env!("CARGO_PKG_VERSION"));
    let version = format!("--define:NEWSGLOSS_VERSION={version}");
    let integrity = format!("--define:NEWSGLOSS_INTEGRITY={}", Value::from(integrity));

    let (loader, glue) = (pkg.join("newsgloss.js"), pkg.join("newsgloss_glue.js"));
    step("minify the scripts", || {
        let (source, generated) = (root::root().join("www/newsgloss.js"), &engine.glue);
        cmd!(
            shell,
            "{esbuild} {source} {options...} {target} {version} {integrity} --outfile={loader} --allow-overwrite"
        )
        .quiet()
        .run()?;
        cmd!(shell, "{esbuild} {generated} {options...} {target} --outfile={glue} --allow-overwrite").quiet().run()?;
        Ok(())
    })?;
    Ok(vec![loader, glue])
}
