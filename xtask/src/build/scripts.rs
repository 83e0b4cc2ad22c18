//! The JavaScript of pkg/: the loader from www/ and the engine's glue, minified by esbuild.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{npm, root, step::step};

use super::{engine::Engine, manifest};

/// The oldest JavaScript that every engine with the CSS Custom Highlight API runs.
const LANGUAGE: &str = "es2022";

/// The scripts: name in pkg/, source below www/. Each is one request; between them they import each other by name.
const BUNDLES: [(&str, &str); 3] = [
    ("newsgloss.js", "newsgloss.js"),
    ("newsgloss_page.js", "embed/page.js"),
    ("newsgloss_engine.js", "embed/engine.js"),
];

/// Writes the scripts of [`BUNDLES`] and `newsgloss_glue.js`. In them `NEWSGLOSS_VERSION` stands for the package's
/// version, and the module `newsgloss-files` for the addresses and SRI hashes of what is fetched.
pub(crate) fn build(pkg: &Path, engine: &Engine, data: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let esbuild = npm::tool("esbuild")?;
    let shell = Shell::new()?;
    let options = ["--minify", "--legal-comments=none", "--charset=utf8", "--log-level=warning", "--allow-overwrite"];
    let target = format!("--target={LANGUAGE}");
    let version = format!("--define:NEWSGLOSS_VERSION={}", Value::from(env!("CARGO_PKG_VERSION")));
    let files = root::kept()?.join("newsgloss_files.js");
    fs::write(&files, files_module(data.iter().chain([&engine.wasm]))?)?;
    let files = format!("--alias:newsgloss-files={}", files.display());
    let bundle = ["--bundle", "--format=esm", "--external:./newsgloss_*"];

    let glue = pkg.join("newsgloss_glue.js");
    let mut written = vec![glue.clone()];
    step("minify the scripts", || {
        for (name, source) in BUNDLES {
            let (source, out) = (root::root().join("www").join(source), pkg.join(name));
            cmd!(shell, "{esbuild} {source} {bundle...} {options...} {target} {version} {files} --outfile={out}")
                .quiet()
                .run()?;
            written.push(out);
        }
        let generated = &engine.glue;
        cmd!(shell, "{esbuild} {generated} {options...} {target} --outfile={glue}").quiet().run()?;
        Ok(())
    })?;
    Ok(written)
}

/// A module with the fetched files by name: address and hash. The addresses are written out as bundlers look for them.
fn files_module<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Result<String> {
    let mut module = "export const FILES = {\n".to_owned();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let integrity = manifest::integrity(file)?;
        writeln!(module, "  \"{name}\": [new URL(\"./{name}\", import.meta.url), \"{integrity}\"],")?;
    }
    module.push_str("};\n");
    Ok(module)
}
