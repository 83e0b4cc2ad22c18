//! The JavaScript of pkg/: the loader from www/ and the engine's glue, minified by esbuild.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::{npm, root, step::step};

use super::{manifest, single};

/// The oldest JavaScript that every engine with the CSS Custom Highlight API runs.
const LANGUAGE: &str = "es2022";

/// The scripts: name in pkg/, source below www/. Each is one request; between them they import each other by name.
const BUNDLES: [(&str, &str); 7] = [
    ("newsgloss.js", "newsgloss.js"),
    ("newsgloss_page.js", "embed/page.js"),
    ("newsgloss_engine.js", "embed/engine.js"),
    ("newsgloss_export.js", "embed/export.js"),
    ("newsgloss_elsewhere.js", "embed/elsewhere.js"),
    ("newsgloss_worker.js", "embed/worker.js"),
    ("newsgloss_glossary.js", "embed/glossary.js"),
];

/// The reader's side of the page, with its style sheets inside: fetched when the articles are painted, and notes for print where
/// there are any.
const READER: [(&str, &str); 2] = [("newsgloss_panel.js", "panel/index.js"), ("newsgloss_notes.js", "panel/notes.js")];

/// Writes the scripts of [`BUNDLES`] and [`READER`], the words of the interface and `newsgloss_glue.js`. In them
/// `NEWSGLOSS_VERSION` stands for the package's version, the module `newsgloss-files` for the addresses and SRI hashes of what
/// is fetched, and the names in `lazy` for the glue of modules that few pages fetch.
pub(crate) fn build(
    pkg: &Path,
    generated: &Path,
    lazy: &[(&str, PathBuf)],
    fetched: &[PathBuf],
) -> Result<Vec<PathBuf>> {
    let esbuild = npm::tool("esbuild")?;
    let shell = Shell::new()?;
    let options = ["--minify", "--legal-comments=none", "--charset=utf8", "--log-level=warning", "--allow-overwrite"];
    let target = format!("--target={LANGUAGE}");
    let version = format!("--define:NEWSGLOSS_VERSION={}", Value::from(env!("CARGO_PKG_VERSION")));
    let files = root::kept()?.join("newsgloss_files.js");
    fs::write(&files, files_module(fetched.iter())?)?;
    let files = format!("--alias:newsgloss-files={}", files.display());
    let lazy: Vec<_> = lazy.iter().map(|(name, glue)| format!("--alias:{name}={}", glue.display())).collect();
    let bundle = ["--bundle", "--format=esm", "--external:./newsgloss_*"];

    let glue = pkg.join("newsgloss_glue.js");
    let mut written = vec![glue.clone()];
    step("minify the scripts", || {
        for (name, source) in BUNDLES {
            let (source, out, lazy) = (root::root().join("www").join(source), pkg.join(name), &lazy);
            cmd!(
                shell,
                "{esbuild} {source} {bundle...} {options...} {target} {version} {files} {lazy...} --outfile={out}"
            )
            .quiet()
            .run()?;
            written.push(out);
        }
        cmd!(shell, "{esbuild} {generated} {options...} {target} --outfile={glue}").quiet().run()?;
        Ok(())
    })?;
    let sources = styled(&esbuild)?;
    step("bundle the reader's side", || {
        for (name, source) in READER {
            let (source, out) = (sources.join(source), pkg.join(name));
            cmd!(shell, "{esbuild} {source} {bundle...} --loader:.css=text {options...} {target} --outfile={out}")
                .quiet()
                .run()?;
            written.push(out);
        }
        written.extend(interface(pkg)?);
        Ok(())
    })?;
    let generated = generated.display().to_string();
    let pieces = [&BUNDLES[..], &READER, &[("newsgloss_glue.js", &generated)]].concat();
    let options: Vec<_> = options.map(str::to_owned).into_iter().chain([target, version]).chain(lazy).collect();
    written.push(single::build(pkg, &sources, &pieces, fetched, &options)?);
    Ok(written)
}

/// The scripts with the style sheets of the reader's side minified, as they are bundled as texts, where they lie as deep as the
/// originals.
fn styled(esbuild: &Path) -> Result<PathBuf> {
    let shell = Shell::new()?;
    let (from, kept) = (root::root(), root::kept()?.join("reader"));
    let out = kept.join("www/panel");
    shell.remove_path(&kept)?;
    shell.create_dir(&out)?;
    shell.create_dir(kept.join("www/embed"))?;
    shell.create_dir(kept.join("data/interface"))?;
    shell.copy_file(from.join("data/interface/en.json"), kept.join("data/interface"))?;
    for script in ["newsgloss.js", "single.js"] {
        shell.copy_file(from.join("www").join(script), kept.join("www"))?;
    }
    for entry in fs::read_dir(from.join("www/embed"))? {
        shell.copy_file(entry?.path(), kept.join("www/embed"))?;
    }
    for entry in fs::read_dir(from.join("www/panel"))? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "css") {
            cmd!(shell, "{esbuild} {file} --minify --log-level=warning --outdir={out}").quiet().run()?;
        } else {
            shell.copy_file(&file, &out)?;
        }
    }
    Ok(kept.join("www"))
}

/// The words of the interface, one file a language; English is in the bundle.
fn interface(pkg: &Path) -> Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    for entry in fs::read_dir(root::root().join("data/interface"))? {
        let file = entry?.path();
        let language = file.file_stem().unwrap_or_default().to_string_lossy();
        if file.extension().is_some_and(|extension| extension == "json") && language != "en" {
            let words: Value = serde_json::from_slice(&fs::read(&file)?).with_context(|| format!("in {language}"))?;
            let out = pkg.join(format!("interface-{language}.json"));
            fs::write(&out, words.to_string())?;
            written.push(out);
        }
    }
    written.sort();
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
