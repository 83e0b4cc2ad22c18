//! The loader of `en.lexicon`: names, glossary and words around quotations. A file or an error; and what was loaded from a damaged file can be used.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use newsgloss::lexicon::LEXICON;
use newsgloss::pipeline::Resources;
use newsgloss_fuzz::{pack, use_up};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { pack::mutate(data, size, most, seed, LEXICON) });

fuzz_target!(|file: &[u8]| {
    let mut resources = Resources::default();
    if resources.load("en.lexicon", &pack::resealed(file, LEXICON)).is_ok() {
        use_up(&resources);
    }
});
