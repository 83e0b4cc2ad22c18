//! manifest.json: size and SRI hash of every file in pkg/, for publishers who pin what they embed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Map, json};
use sha2::{Digest, Sha384};

/// Writes the manifest of `files` and returns its path.
pub(crate) fn write(pkg: &Path, files: &[PathBuf]) -> Result<PathBuf> {
    let mut entries = Map::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let size = fs::metadata(file).with_context(|| format!("cannot read pkg/{name}"))?.len();
        entries.insert(name, json!({ "size": size, "integrity": integrity(file)? }));
    }
    entries.sort_keys();
    let manifest = json!({ "version": env!("CARGO_PKG_VERSION"), "files": entries });
    let path = pkg.join("manifest.json");
    fs::write(&path, format!("{manifest:#}\n"))?;
    Ok(path)
}

/// The hash of a file as an `integrity` attribute has it.
pub(crate) fn integrity(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_is_what_browsers_compute() {
        // `openssl dgst -sha384 -binary LICENSE | openssl base64 -A` gives the same form; this one is of the empty file.
        let file = std::env::temp_dir().join(format!("newsgloss-empty-{}", std::process::id()));
        fs::write(&file, "").unwrap();
        let expected = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(&file).unwrap(), expected);
        fs::remove_file(file).unwrap();
    }
}
