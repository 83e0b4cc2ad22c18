//! The loader of `en.model`. A file or an error; and what was loaded from a damaged file can be used.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use newsgloss::pipeline::Resources;
use newsgloss::tagger::model::FORMAT;
use newsgloss_fuzz::{pack, use_up};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { pack::mutate(data, size, most, seed, FORMAT) });

fuzz_target!(|file: &[u8]| {
    let mut resources = Resources::default();
    if resources.load("en.model", &pack::resealed(file, FORMAT)).is_ok() {
        use_up(&resources);
    }
});
