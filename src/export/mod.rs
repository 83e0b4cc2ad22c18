//! What was found, in the forms that other programs read. Imports: `annotation`, `text`, `wire`, and the JSON reader of
//! `lexicon`.
//!
//! No IO, and no addresses of its own: the caller says where the article is published. Few pages ask for these forms, so
//! they are no part of the engine's wasm but of one of their own (`export/`), which knows the article by its plain form.

mod plain;
mod schema_org;
mod text_fragment;
mod value;
mod web_annotation;

pub use plain::from_plain_form;
pub use schema_org::news_article;
pub use text_fragment::fragment_links;
pub use value::Value;
pub use web_annotation::web_annotations;

/// The concept address of a Wikidata id.
fn wikidata(qid: &str) -> Value<'static> {
    ["http://www.wikidata.org/entity/", qid].concat().into()
}
