//! Read-only compiled data of one language: the container of the data files and what they hold.
//! Imports `token`, `text` and `error`; loading returns `Result`, lookups cannot fail.

mod key;
pub mod pack;

pub use key::{KeyPart, key_part, name_key};
