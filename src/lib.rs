//! Newsgloss finds named entities, quotations with their speakers and policy terms in a news article.

mod error;
pub mod lexicon;

pub use error::Error;
