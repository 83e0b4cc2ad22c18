//! One test binary, a module per feature; it talks to the public API of `newsgloss` and to `data/` only.

mod articles;
mod gold;
mod interface;
mod identity;
mod publisher;
mod quotations;
mod tables;
mod terms;
mod traps;
