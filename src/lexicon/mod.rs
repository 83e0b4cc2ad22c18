//! Read-only compiled data of one language: the container of the data files and what they hold.
//! Imports `token`, `text`, `annotation` and `error`; loading returns `Result`, lookups cannot fail.

pub mod cards;
mod class;
pub mod glossary;
mod key;
pub mod names;
pub mod pack;
pub mod speech;

pub use class::Class;
pub use key::{KeyPart, key_part, name_key};
pub use names::{Case, NameMatch, Names, Record};

/// The file of all that is needed before the first highlight, except the tagger's model: sections by `glossary` and others.
pub const LEXICON: pack::Format = pack::Format { tag: *b"lexi", name: "en.lexicon", version: 2 };
