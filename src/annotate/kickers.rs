//! Words that stand by themselves over an article, as sections and topics do: `World Diplomacy`, `Live Updates`.
//! Imports: `text`, `token`, `document`, `annotation`, `lexicon` (names), `annotate::link`.
//!
//! Capitals are no evidence there, and no sentence says what is named.

use super::link::is_known;
use crate::annotation::{Label, Mention};
use crate::document::Document;
use crate::lexicon::Names;
use crate::text::{BlockKind, Span};
use crate::token::TokenKind;

/// A block of more words is no kicker.
const MAX_WORDS: usize = 5;

/// Takes out of `mentions` what stands in a kicker, where neither the rest of the article nor the lexicon has that name.
/// People stay: their names stand by themselves as authors do.
pub(super) fn drop_unknown(document: &Document<'_>, mentions: &mut Vec<Mention>, names: &Names) {
    let text = |mention: &Mention| document.source().slice(mention.span);
    let doubtful = |mention: &&Mention| {
        mention.label != Label::Person && is_kicker(document, mention) && !is_known(document, mention.span, names)
    };
    let alone: Vec<Span> = mentions
        .iter()
        .filter(doubtful)
        .filter(|it| !mentions.iter().any(|other| other.span != it.span && text(other) == text(it)))
        .map(|mention| mention.span)
        .collect();
    mentions.retain(|mention| !alone.contains(&mention.span));
}

/// Whether `mention` stands in a block of few words, each with a capital and nothing between them.
fn is_kicker(document: &Document<'_>, mention: &Mention) -> bool {
    let block = document.block_at(document.tokens_in(mention.span).start);
    let Some(block) = block.and_then(|block| document.source().blocks().get(block)) else { return false };
    let tokens = document.tokens_in(block.span);
    let capital = |at: u32| {
        let is_word = document.tokens().get(at as usize).is_some_and(|token| token.kind == TokenKind::Word);
        is_word && document.word(at as usize).starts_with(char::is_uppercase)
    };
    block.kind == BlockKind::Paragraph && tokens.len() <= MAX_WORDS && tokens.into_iter().all(capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    /// The names in square brackets that stay, of the blocks in `marked`.
    fn check(marked: &[&str], label: Label, expected: &[&str]) {
        let blocks: Vec<_> = marked.iter().map(|block| block.replace(['[', ']'], "")).collect();
        let source = SourceText::from_blocks(blocks.iter().map(|block| (BlockKind::Paragraph, block.as_str())));
        let mut mentions = Vec::new();
        for (block, marked) in source.blocks().iter().zip(marked) {
            let mut start = block.span.start();
            for (at, part) in marked.split(['[', ']']).enumerate() {
                let span = Span::new(start, start + part.len() as u32);
                start = span.end();
                if at % 2 == 1 {
                    mentions.push(Mention { span, label, confidence: 1.0, entity: None });
                }
            }
        }
        drop_unknown(&Document::new(&source), &mut mentions, &Names::default());
        let kept: Vec<_> = mentions.iter().map(|mention| source.slice(mention.span)).collect();
        assert_eq!(kept, expected, "{marked:?}");
    }

    #[test]
    fn sections_and_topics_are_no_names() {
        check(&["[World Diplomacy]", "It began in [Lisbon]."], Label::Organization, &["Lisbon"]);
        check(&["[Live Updates]"], Label::Work, &[]);
    }

    #[test]
    fn names_that_the_article_bears_out_stay() {
        check(&["Politics [Norway]", "The cabinet of [Norway] met."], Label::Place, &["Norway", "Norway"]);
        check(&["[Ann Cole]"], Label::Person, &["Ann Cole"]);
        check(&["[Acme] closes its plant", "[Acme]."], Label::Organization, &["Acme", "Acme"]);
    }
}
