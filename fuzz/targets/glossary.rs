//! A publisher's glossary, JSON or CSV: a report, and a glossary that can be used with what was taken in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::lexicon::glossary::MAX_ENTRIES;
use newsgloss::pipeline::Resources;
use newsgloss::text::SourceText;
use newsgloss_fuzz::{check_analysis, check_wire, use_up};

fuzz_target!(|glossary: &str| {
    let mut resources = Resources::default();
    let _ = resources.collisions(glossary);
    let report = resources.add_glossary(glossary);
    assert!(report.added as usize <= MAX_ENTRIES);
    report.faults.iter().for_each(|fault| drop(fault.to_string()));
    use_up(&resources);
    // Its own words are where its forms are.
    let source = SourceText::from_plain(glossary);
    let (analysis, chosen) = check_analysis(&source, &resources);
    check_wire(&source, &resources, &analysis, &chosen);
    // What was added once is replaced by the same.
    resources.add_glossary(glossary);
    assert_eq!(check_analysis(&source, &resources).0.terms.len(), analysis.terms.len());
});
