//! The command line's reader of pages, and the pipeline on what it reads.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::pipeline::Resources;
use newsgloss_fuzz::{check_analysis, check_span};

#[allow(unreachable_pub, reason = "a module of the command line")]
#[path = "../../cli/src/html.rs"]
mod html;

fuzz_target!(|page: &str| {
    for root in [None, Some("p")] {
        if let Ok(source) = html::read(page, root) {
            source.blocks().iter().for_each(|block| check_span(&source, block.span));
            assert!(source.segments().is_sorted_by_key(|segment| segment.start));
            check_analysis(&source, &Resources::default());
        }
    }
});
