//! The annotators: functions of a document and the read-only resources, without IO, clock or randomness.
//! They cannot fail and may overlap each other; `resolve` alone decides. Imports: `document`, `annotation`, `lexicon`, `tagger`.

mod beside;
mod capitals;
pub mod coref;
pub mod dates;
pub mod entities;
mod kickers;
pub mod link;
mod money;
pub mod quotes;
pub mod speakers;
pub mod terms;
