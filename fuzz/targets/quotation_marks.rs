//! The reader of quotation marks on lines of marks and few words: a byte is a mark, a space, a stop or a word.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::annotate::quotes::find_stretches;
use newsgloss::document::Document;
use newsgloss::pipeline::Resources;
use newsgloss_fuzz::{blocks, check_analysis, check_span};

const PIECES: [&str; 32] = [
    "“", "”", "‘", "’", "\"", "'", "''", "``", "«", "»", "„", "‚", "‹", "›", "「", "」", " ", "\n", ". ", ", ", "—",
    "-", "\u{a0}", "5", "said", "She", "he told", "x", "’s", "\n> ", "\n= ", "(",
];

fuzz_target!(|bytes: &[u8]| {
    let text: String = bytes.iter().map(|byte| PIECES[usize::from(byte % 32)]).collect();
    let source = blocks(&text);
    let stretches = find_stretches(&Document::new(&source));
    for stretch in &stretches {
        check_span(&source, stretch.outer);
        assert!(stretch.outer.contains(stretch.inner) && stretch.inner.start() <= stretch.inner.end());
    }
    check_analysis(&source, &Resources::default());
});
