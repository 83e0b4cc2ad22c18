//! Tokens to sentences, with quotations opaque. Imports: `text`, `token`.
//!
//! A full stop inside quotation marks does not end the sentence that holds the quotation, unless the quotation ends
//! there too; marks count as paired only where the closing one stands in the same block.

use super::{Token, TokenKind};
use crate::list::WordList;
use std::ops::Range;

/// A sentence: a range of token indices, none empty.
pub type Sentence = Range<u32>;

/// Abbreviations that are written with a full stop and stand inside a sentence, in lower case.
const ABBREVIATIONS: WordList = WordList(
    "adm ala apr apt ariz ark assn asst atty aug ave blvd brig bros calif capt cmdr co col colo comdr conn corp \
     cpl dec del dept dist dr esq est etc feb fla fr gen gov hon inc insp jan jr kan ky lt ltd maj mass md messrs \
     mich minn mo mont mr mrs ms mt mx neb nev nov oct okla ore penn prof pvt rep reps rev sen sens sept sgt spc \
     sr st supt tenn tex univ v va vs vt wash wis wyo",
);

/// Abbreviations that never end a sentence: titles and the like, which a name follows.
const TITLES: WordList = WordList(
    "adm asst atty brig capt cmdr col comdr cpl dr fr gen gov hon insp lt maj messrs mr mrs ms mt mx prof pvt rep \
     reps rev sen sens sgt spc st supt v vs",
);

/// Whether `word` (without its full stop) is an abbreviation that keeps it. Those that are words too
/// (`Ore`, `Mass`, `Mo`) count only with a capital.
pub fn is_abbreviation(word: &str) -> bool {
    in_list(ABBREVIATIONS, word) && (word.starts_with(char::is_uppercase) || matches!(word, "v" | "vs" | "etc" | "est"))
}

/// Whether `word`, whatever its case, is in `list`.
fn in_list(list: WordList, word: &str) -> bool {
    // The longest entry has six letters.
    word.len() <= 6 && list.has_any_case(word)
}

/// Splits the tokens of one block into sentences, appending them to `sentences`.
/// `range` is the block's tokens; the indices pushed are into `tokens`.
pub fn split_sentences(text: &str, tokens: &[Token], range: Range<u32>, sentences: &mut Vec<Sentence>) {
    let block = tokens.get(range.start as usize..range.end as usize).unwrap_or(&[]);
    let closers = closing_marks(text, block);
    let (mut start, mut inside_until) = (0usize, 0usize);
    for at in 0..block.len() {
        inside_until = inside_until.max(closers.get(at).copied().unwrap_or(0));
        let outside = at >= inside_until || followed_only_by_closer(block, at, inside_until);
        if at >= start && outside && ends_sentence(text, block, at) {
            let end = skip_closers(text, block, at + 1);
            sentences.push(range.start + start as u32..range.start + end as u32);
            start = end;
        }
    }
    if start < block.len() {
        sentences.push(range.start + start as u32..range.end);
    }
}

/// For each double mark or bracket that opens: the index of the one that closes it; 0 for all other tokens.
fn closing_marks(text: &str, block: &[Token]) -> Vec<usize> {
    let mut closers = vec![0; block.len()];
    let (mut quotation, mut brackets) = (None, Vec::new());
    for (at, token) in block.iter().enumerate() {
        let glyph = token.span.of(text);
        let opener = match token.kind {
            TokenKind::Bracket if matches!(glyph, "(" | "[" | "{") => {
                brackets.push(at);
                None
            }
            TokenKind::Bracket => brackets.pop(),
            TokenKind::DoubleMark => {
                let opens = match glyph {
                    "“" | "„" | "«" | "``" => true,
                    "”" | "»" => false,
                    _ => quotation.is_none(),
                };
                if opens { quotation.replace(at).and(None) } else { quotation.take() }
            }
            _ => None,
        };
        if let Some(slot) = opener.and_then(|from: usize| closers.get_mut(from)) {
            *slot = at;
        }
    }
    closers
}

/// Whether the quotation that closes at token `closer` ends right after token `at`.
fn followed_only_by_closer(block: &[Token], at: usize, closer: usize) -> bool {
    (at + 1..closer).all(|between| block.get(between).is_some_and(|token| token.kind == TokenKind::SingleMark))
}

/// Index after the closing marks and brackets that follow a sentence's end.
fn skip_closers(text: &str, block: &[Token], mut at: usize) -> usize {
    while let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|i| block.get(i)), block.get(at)) {
        let closes = match token.kind {
            TokenKind::DoubleMark | TokenKind::SingleMark | TokenKind::Terminal => before.touches(*token),
            TokenKind::Bracket => matches!(token.span.of(text), ")" | "]"),
            _ => false,
        };
        if !closes {
            break;
        }
        at += 1;
    }
    at
}

fn ends_sentence(text: &str, block: &[Token], at: usize) -> bool {
    let Some(token) = block.get(at) else { return false };
    let word = token.span.of(text);
    let abbreviation = token.kind == TokenKind::Word && word.ends_with('.');
    if !(token.kind == TokenKind::Terminal || abbreviation) {
        return false;
    }
    let after = skip_closers(text, block, at + 1);
    let closed = after > at + 1;
    let Some(next) = block.get(after) else { return true };
    let starter = next.span.of(text);
    // A missing space is no sentence end (`end.Next`), unless a line break stands for it.
    if block.get(after.wrapping_sub(1)).is_some_and(|last| last.touches(*next)) {
        return false;
    }
    let capital = starter.starts_with(char::is_uppercase);
    let opener = matches!(
        next.kind,
        TokenKind::DoubleMark | TokenKind::SingleMark | TokenKind::Bracket | TokenKind::Number | TokenKind::Address
    );
    if abbreviation {
        let stem = word.trim_end_matches('.');
        if in_list(TITLES, stem) || stem.chars().count() == 1 {
            return false;
        }
        // `in the U.S. The bill`, but `U.S. Senate`, `Acme Inc. chief`: only before a word that starts sentences.
        return STARTERS.has(starter);
    }
    // “Stop!” he said; “Why?” NAME asked: a closing mark and lower case go on.
    capital || (opener && !closed) || (opener && next.kind != TokenKind::Bracket)
}

/// Words that start a sentence far more often than they continue a name, sorted.
const STARTERS: WordList = WordList(
    "A About After All Also Although An And Another As At Because Before But By During Each Even For From He Her \
     His How However I If In It Its Last Many Meanwhile Most No Not Now On One Only Or Other Our She Since So \
     Some Such That The Their Then There These They This Those Though To Under Until We What When Where Whether \
     While Who Why With Yet You",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::token::tokenize;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len() as u32), &mut tokens);
        let mut sentences = Vec::new();
        split_sentences(text, &tokens, 0..tokens.len() as u32, &mut sentences);
        let found: Vec<_> = sentences
            .iter()
            .map(|s| tokens[s.start as usize].span.cover(tokens[s.end as usize - 1].span).of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ends() {
        check("He left. She stayed! Why? Nobody knows", &["He left.", "She stayed!", "Why?", "Nobody knows"]);
        check("He lives in the U.S. The bill passed.", &["He lives in the U.S.", "The bill passed."]);
        check("“We won.” The crowd left.", &["“We won.”", "The crowd left."]);
        check("He left (she stayed.) They met.", &["He left (she stayed.)", "They met."]);
    }

    #[test]
    fn does_not_end() {
        check("The U.S. Senate and Mr. Smith of Acme Inc. met.", &["The U.S. Senate and Mr. Smith of Acme Inc. met."]);
        check("“It is late. Go home,” she said.", &["“It is late. Go home,” she said."]);
        check("“Why?” she asked.", &["“Why?” she asked."]);
        check("Sen. Baldwin (D-Wis.) spoke", &["Sen. Baldwin (D-Wis.) spoke"]);
        check("rates of 3.5 per cent", &["rates of 3.5 per cent"]);
    }

    #[test]
    fn an_unclosed_mark_does_not_swallow_the_block() {
        check("“It is late. Go home. Now.", &["“It is late.", "Go home.", "Now."]);
    }
}
