//! One test binary, a module per feature; it talks to the public API of `newsgloss` and to `data/` only.

mod adversarial;
mod articles;
mod gold;
mod interface;
mod identity;
mod publisher;
mod quotations;
mod tables;
mod terms;
mod traps;

use newsgloss::resources::Resources;
use std::path::Path;

#[path = "../../xtask/src/data/speech.rs"]
mod speech;

/// The words of data/lexicon and nothing else: what quotations and identity need.
fn lite() -> Resources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    Resources { speech_words: speech::words(&folder).expect("the tables of data/lexicon"), ..Resources::default() }
}
