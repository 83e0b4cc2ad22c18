//! Reading files and standard input, with errors that name the file and line.

use anyhow::{Context, Result, bail};
use std::io::Read;
use std::path::Path;

/// Exit code when some input could not be used.
pub(crate) const BAD_INPUT: u8 = 2;

/// The bytes of `path`, or of standard input for `-`.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).context("standard input")?;
    } else {
        bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    }
    Ok(bytes)
}

/// The text of `path`; invalid UTF-8 is an error that names the line.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let bytes = read_bytes(path)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let upto = error.utf8_error().valid_up_to();
            let line = error.as_bytes().iter().take(upto).filter(|byte| **byte == b'\n').count() + 1;
            bail!("{}: line {line}: invalid UTF-8 at byte {upto}", path.display())
        }
    }
}
