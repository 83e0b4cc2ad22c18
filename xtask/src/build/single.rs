//! newsgloss.single.js: all scripts as one classic script, with the wasm and the data of the lite profile inside.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use base64::{Engine, prelude::BASE64_STANDARD};
use flate2::{Compression, write::GzEncoder};
use xshell::{Shell, cmd};

use crate::{npm, step::step};

/// The built script.
const NAME: &str = "newsgloss.single.js";

/// What is inside, by the beginning of the name: the wasm, the lexicon and what cards say of terms.
const INSIDE: [&str; 5] =
    ["newsgloss.wasm", "newsgloss_export.wasm", "newsgloss_glossary.wasm", "en.lexicon", "en.cards-terms-"];

/// Bundles `sources`, a folder with the scripts of www/ and the reader's side with minified styles. `pieces` are the scripts
/// that import each other by name, with their sources in that folder; of the `fetched` files those of [`INSIDE`] come along.
pub(super) fn build(
    pkg: &Path,
    sources: &Path,
    pieces: &[(&str, &str)],
    fetched: &[PathBuf],
    options: &[String],
) -> Result<PathBuf> {
    let (shell, esbuild, out) = (Shell::new()?, npm::tool("esbuild")?, pkg.join(NAME));
    step("bundle the single file", || {
        for folder in ["", "embed", "panel"] {
            for (name, source) in pieces {
                let up = if folder.is_empty() { "." } else { ".." };
                let file = sources.join(folder).join(name);
                if !file.exists() {
                    let from = if source.starts_with('/') { (*source).to_owned() } else { format!("{up}/{source}") };
                    fs::write(file, format!("export * from \"{from}\";\n"))?;
                }
            }
        }
        let (names, inside) = inside(fetched)?;
        let files = sources.join("files.js");
        fs::write(&files, names)?;
        fs::write(sources.join("embed/inside.js"), inside)?;
        let files = format!("--alias:newsgloss-files={}", files.display());
        let entry = sources.join("single.js");
        cmd!(shell, "{esbuild} {entry} --bundle --format=iife --global-name=newsgloss --loader:.css=text {options...}")
            .arg(files)
            .args([
                "--define:import.meta.url=NEWSGLOSS_URL",
                "--banner:js=var NEWSGLOSS_URL=document.currentScript.src;",
            ])
            .arg(format!("--outfile={}", out.display()))
            .quiet()
            .run()?;
        Ok(())
    })?;
    Ok(out)
}

/// Two modules: the names of the files that are inside, as the engine looks for them, and their bytes.
fn inside(fetched: &[PathBuf]) -> Result<(String, String)> {
    let mut names = "export const FILES = {".to_owned();
    let mut inside = "import { unpacked } from \"./unpacked.js\";\nconst TEXTS = {\n".to_owned();
    for file in fetched {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if INSIDE.iter().any(|inside| name.starts_with(inside)) {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&fs::read(file)?)?;
            write!(names, "\"{name}\": [],")?;
            writeln!(inside, "  \"{name}\": \"{}\",", BASE64_STANDARD.encode(gzip.finish()?))?;
        }
    }
    names.push_str("};\n");
    inside.push_str("};\nexport const inside = (name) => TEXTS[name] && unpacked(TEXTS[name]);\n");
    Ok((names, inside))
}
