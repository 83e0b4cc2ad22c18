//! The whole pipeline with the language data that ships: what holds for every text, and twice the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::document::Document;
use newsgloss::pipeline::{Config, analyse};
use newsgloss_fuzz::{SHIPPED, blocks, check_analysis, check_wire};

fuzz_target!(|text: &str| {
    let source = blocks(text);
    let (analysis, chosen) = check_analysis(&source, &SHIPPED);
    check_wire(&source, &SHIPPED, &analysis, &chosen);
    assert_eq!(analyse(&Document::new(&source), &SHIPPED, &Config::ALL), analysis);
});
