//! The one error type: what a caller may do wrong at the two doors, loading data and reading options.
//! Imports: `number`. Analysis of text cannot fail, so nothing past the doors returns it.

use crate::number::decimal;
use std::fmt;

/// Why a data file or an option was refused. Opaque: only its message is part of the contract.
///
/// One word wide, and without formatting machinery: every step of reading a file returns it or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::box_collection, reason = "a result is then returned in one register")]
pub struct Error(Box<String>);

impl Error {
    /// What to tell whoever gave the data.
    pub fn message(&self) -> &str {
        &self.0
    }

    /// No data file of ours is called `file`.
    pub(crate) fn unknown_file(file: &str) -> Self {
        Self::of(&["there is no data file called ", file])
    }

    /// The bytes are not a `file` of ours at all, or are cut off within its header.
    pub(crate) fn foreign(file: &'static str) -> Self {
        Self::of(&["not a ", file, " file"])
    }

    /// A `file` of another format version than this build reads.
    pub(crate) fn version(file: &'static str, found: u16, expected: u16) -> Self {
        Self::of(&[file, " version ", &decimal(found.into()), ", expected ", &decimal(expected.into())])
    }

    /// A `file` that changed on the way.
    pub(crate) fn checksum(file: &'static str) -> Self {
        Self::of(&[file, " file is damaged: checksum differs"])
    }

    /// A section that the file ought to have.
    pub(crate) fn missing(section: [u8; 4]) -> Self {
        Self::of(&["section ", &name(section), " is missing"])
    }

    /// `section` ends before byte `at`.
    pub(crate) fn truncated(section: [u8; 4], at: usize) -> Self {
        Self::of(&["truncated in section ", &name(section), " at byte ", &decimal(at as u32)])
    }

    /// `section` holds something impossible at byte `at`; `what` names it.
    pub(crate) fn malformed(section: [u8; 4], at: usize, what: &'static str) -> Self {
        Self::of(&[what, " in section ", &name(section), " at byte ", &decimal(at as u32)])
    }

    #[inline(never)]
    fn of(parts: &[&str]) -> Self {
        Self(Box::new(parts.concat()))
    }
}

/// A section's name, with a `?` for each byte that is no plain character.
#[inline(never)]
fn name(section: [u8; 4]) -> String {
    section.map(|byte| if byte.is_ascii_graphic() { char::from(byte) } else { '?' }).into_iter().collect()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}
