//! The one error type: what a caller may do wrong at the two doors, loading data and reading options.
//! Imports std only. Analysis of text cannot fail, so nothing past the doors returns it.

use std::fmt;

/// Why a data file or an option was refused. Opaque: only its message is part of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ErrorKind {
    Unknown { file: String },
    Foreign { file: &'static str },
    Version { file: &'static str, found: u16, expected: u16 },
    Checksum { file: &'static str },
    Missing { section: String },
    Truncated { section: String, at: usize },
    Malformed { section: String, at: usize, what: &'static str },
}

impl Error {
    /// No data file of ours is called `file`.
    pub(crate) fn unknown_file(file: &str) -> Self {
        Self { kind: ErrorKind::Unknown { file: file.to_owned() } }
    }

    /// The bytes are not a `file` of ours at all, or are cut off within its header.
    pub(crate) fn foreign(file: &'static str) -> Self {
        Self { kind: ErrorKind::Foreign { file } }
    }

    /// A `file` of another format version than this build reads.
    pub(crate) fn version(file: &'static str, found: u16, expected: u16) -> Self {
        Self { kind: ErrorKind::Version { file, found, expected } }
    }

    /// A `file` that changed on the way.
    pub(crate) fn checksum(file: &'static str) -> Self {
        Self { kind: ErrorKind::Checksum { file } }
    }

    /// A section that the file ought to have.
    pub(crate) fn missing(section: [u8; 4]) -> Self {
        Self { kind: ErrorKind::Missing { section: section.escape_ascii().to_string() } }
    }

    /// `section` ends before byte `at`.
    pub(crate) fn truncated(section: [u8; 4], at: usize) -> Self {
        Self { kind: ErrorKind::Truncated { section: section.escape_ascii().to_string(), at } }
    }

    /// `section` holds something impossible at byte `at`; `what` names it.
    pub(crate) fn malformed(section: [u8; 4], at: usize, what: &'static str) -> Self {
        Self { kind: ErrorKind::Malformed { section: section.escape_ascii().to_string(), at, what } }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Unknown { file } => write!(f, "there is no data file called {file}"),
            ErrorKind::Foreign { file } => write!(f, "not a {file} file"),
            ErrorKind::Version { file, found, expected } => {
                write!(f, "{file} version {found}, expected {expected}")
            }
            ErrorKind::Checksum { file } => write!(f, "{file} file is damaged: checksum differs"),
            ErrorKind::Missing { section } => write!(f, "section {section} is missing"),
            ErrorKind::Truncated { section, at } => {
                write!(f, "truncated in section {section} at byte {at}")
            }
            ErrorKind::Malformed { section, at, what } => {
                write!(f, "{what} in section {section} at byte {at}")
            }
        }
    }
}

impl std::error::Error for Error {}
