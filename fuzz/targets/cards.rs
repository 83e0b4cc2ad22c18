//! The loaders of card texts, of names and of terms: a file or an error; and what was loaded can be shown.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use newsgloss::lexicon::cards::NAME_CARDS;
use newsgloss::lexicon::glossary::CARDS;
use newsgloss::lexicon::pack::Format;
use newsgloss::pipeline::Resources;
use newsgloss_fuzz::{pack, shipped};

fn format(file: &[u8]) -> Format {
    if file.get(4..8) == Some(&NAME_CARDS.tag) { NAME_CARDS } else { CARDS }
}

thread_local! {
    /// Loaded once: pieces of other editions and numbers are refused or replace one another.
    static RESOURCES: RefCell<Resources> = RefCell::new(shipped(&["en.lexicon", "en.names"]));
}

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let format = format(data);
    pack::mutate(data, size, most, seed, format)
});

fuzz_target!(|file: &[u8]| {
    let format = format(file);
    RESOURCES.with_borrow_mut(|resources| {
        if resources.load(format.name, &pack::resealed(file, format)).is_ok() {
            (0..200).for_each(|record| drop((resources.qid(record), resources.description(record))));
            for layer in resources.glossary.layers() {
                layer.entries().iter().take(20).for_each(|entry| drop(layer.card(entry)));
            }
        }
    });
});
