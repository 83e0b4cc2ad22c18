//! Transcripts: blocks that open with the name of their speaker in capitals and a colon. Imports: `token`, `document`.

use crate::document::Document;
use crate::token::TokenKind;
use std::ops::Range;

/// So many labelled blocks make a transcript; one alone is a heading or a dateline.
const MIN_LABELS: usize = 3;
/// More words are no label.
const MAX_WORDS: usize = 4;

/// Where the speech of each block begins, for the labelled blocks of a transcript; none where there are too few.
pub(super) fn labelled(document: &Document<'_>) -> Vec<Option<u32>> {
    let labels: Vec<_> = document.blocks().map(|(_, tokens, _)| after_label(document, &tokens)).collect();
    let n_labels = labels.iter().flatten().count();
    if n_labels >= MIN_LABELS { labels } else { Vec::new() }
}

/// Where the speech begins after the label of a block: `BELL: …`, `MS. BELL (on camera): …`.
fn after_label(document: &Document<'_>, tokens: &Range<u32>) -> Option<u32> {
    let block = document.slice(tokens);
    let word = |token: &crate::token::Token| token.span.of(document.text());
    let mut words = 0;
    let mut bracket = false;
    for (at, token) in block.iter().enumerate() {
        let text = word(token);
        match token.kind {
            TokenKind::Bracket => bracket = matches!(text, "(" | "["),
            _ if bracket => {}
            TokenKind::Word if words < MAX_WORDS && text.len() > 1 && !text.chars().any(char::is_lowercase) => {
                words += 1
            }
            TokenKind::Symbol if text == ":" && words > 0 => {
                return block.get(at + 1).map(|next| next.span.start()).filter(|_| at < MAX_WORDS * 3);
            }
            _ => return None,
        }
    }
    None
}
