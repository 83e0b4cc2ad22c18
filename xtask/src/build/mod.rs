//! `cargo xtask build`: writes pkg/ complete, from the wasm modules, the scripts and the language data.

mod engine;
mod names;
mod glue;
mod manifest;
mod scripts;
mod single;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

pub(crate) use engine::{Recipe, TARGET, add_target, build_variant};

use crate::{
    data, root,
    stamp::{self, Inputs},
    step::{step, unchanged},
};

/// Options of `cargo xtask build`.
#[derive(clap::Args)]
pub(crate) struct Args {}

/// Committed in pkg/; the build leaves them alone and the manifest lists them with the rest.
const COMMITTED: [&str; 4] = ["README.md", "annotations.schema.json", "glossary.schema.json", "package.json"];

/// Builds what has changed and says where it is.
pub(crate) fn run(_: &Args) -> Result<()> {
    let pkg = root::pkg();
    let engine = engine::build(&pkg, &engine::ENGINE)?;
    let export = engine::build(&pkg, &engine::EXPORT)?;
    let glossary = engine::build(&pkg, &engine::GLOSSARY)?;
    let mut files = pack()?;
    files.extend([engine.wasm, export.wasm, glossary.wasm]);
    let lazy = [("newsgloss-export-glue", export.glue), ("newsgloss-glossary-glue", glossary.glue)];
    files.extend(scripts::build(&pkg, &engine.glue, &lazy, &files)?);
    files.push(types()?);
    files.extend(COMMITTED.map(|name| pkg.join(name)));
    files.push(manifest::write(&pkg, &files)?);
    remove_all_but(&files)?;
    step("write the glossary page", data::glossary::write_page)?;
    println!("pkg/ is ready: {} files", files.len());
    Ok(())
}

fn pack() -> Result<Vec<PathBuf>> {
    let root = root::root();
    let mut inputs = Inputs::new("");
    for path in ["data", "src", "xtask/src/data"] {
        inputs.path(&root.join(path))?;
    }
    let pack = || step("pack the language data", || data::pack(&root::pkg()));
    let (files, made) = stamp::unless_fresh("data", inputs, pack)?;
    if !made {
        unchanged("language data");
    }
    Ok(files)
}

fn types() -> Result<PathBuf> {
    let name = "newsgloss.d.ts";
    let out = root::pkg().join(name);
    fs::copy(root::root().join("www").join(name), &out).with_context(|| format!("cannot copy www/{name}"))?;
    Ok(out)
}

/// pkg/ holds what this build made and nothing of an earlier one.
fn remove_all_but(files: &[PathBuf]) -> Result<()> {
    for entry in fs::read_dir(root::pkg())? {
        let path = entry?.path();
        if path.is_file() && !files.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
