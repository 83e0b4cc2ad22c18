//! Newsgloss finds named entities, quotations with their speakers and policy terms in a news article.
//!
//! The same core runs in the reader's browser, in Node, at the edge and in the command line.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod error;
pub mod ids;
pub mod list;
pub mod number;
pub mod sort;
pub mod text;
pub mod token;
pub mod document;
pub mod annotation;
pub mod lexicon;
pub mod tagger;
pub mod resources;
pub mod annotate;
pub mod resolve;
pub mod pipeline;
pub mod card;
pub mod wire;
pub mod given;
pub mod packed;
pub mod export;
#[cfg(all(target_arch = "wasm32", feature = "web"))]
pub mod web;

pub use error::Error;

/// Smaller than the standard library's allocator (see `cargo xtask size` without it). For the wasm's one thread.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
