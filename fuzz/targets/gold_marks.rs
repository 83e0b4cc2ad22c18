//! The reader of our articles' inline marks: an article or an error, and spans that are stretches of their block.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, unreachable_pub, reason = "the tests read more of it")]
#[path = "../../tests/suite/gold.rs"]
mod gold;

fuzz_target!(|source: &str| {
    if let Ok(article) = gold::parse(source) {
        for (_, words, mark) in article.marks() {
            assert_eq!(words.len(), mark.span.len() as usize);
        }
    }
    let _ = gold::parse_block(source);
});
