//! Tokens and sentences of any text: in order, of whole characters, and each sentence within its block.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::document::Document;
use newsgloss::text::SourceText;
use newsgloss_fuzz::check_span;

fuzz_target!(|text: &str| {
    let source = SourceText::from_plain(text);
    let document = Document::new(&source);
    for token in document.tokens() {
        check_span(&source, token.span);
    }
    assert!(document.tokens().is_sorted_by(|one, next| one.span.end() <= next.span.start()));
    assert!(document.sentences().is_sorted_by(|one, next| one.end <= next.start));
    for (_, tokens, sentences) in document.blocks() {
        let own = document.sentences().get(sentences.start as usize..sentences.end as usize).unwrap_or_default();
        assert!(own.iter().all(|it| tokens.start <= it.start && it.start < it.end && it.end <= tokens.end));
    }
});
