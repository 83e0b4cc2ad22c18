//! House style: whether an article sets its quotations in double or in single marks. Imports: `token`, `document`.

use crate::document::Document;
use crate::token::{Token, TokenKind};

/// The marks that an article puts around speech; the other kind is left for what is nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Double,
    Single,
}

/// A single-marked stretch shorter than this, in bytes, says nothing about the style.
const MIN_QUOTATION: u32 = 8;

/// Single style needs quotations that end like speech (`…,’` or `….’`), and more of them than double marks:
/// headlines and terms stand in single marks in any style.
pub(super) fn house_style(document: &Document<'_>) -> Style {
    let (mut doubles, mut singles) = (0, 0);
    for (_, tokens, _) in document.blocks() {
        let tokens = document.slice(&tokens);
        doubles += tokens.iter().filter(|token| token.kind == TokenKind::DoubleMark).count();
        singles += spoken_singles(document, tokens);
    }
    let enough = singles >= 2 || (singles == 1 && doubles == 0);
    if enough && singles * 2 > doubles { Style::Single } else { Style::Double }
}

/// How many stretches in single marks end with the punctuation of speech inside.
fn spoken_singles(document: &Document<'_>, tokens: &[Token]) -> usize {
    let mut count = 0;
    let mut open: Option<&Token> = None;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::SingleMark {
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| tokens.get(i)).filter(|before| before.touches(*token));
        let after = tokens.get(at + 1).filter(|after| token.touches(**after));
        match (before, after) {
            (None, Some(_)) => open = Some(token),
            (Some(before), after) if after.is_none_or(|after| after.kind != TokenKind::Word) => {
                let spoken = matches!(before.span.of(document.text()), "," | "." | "?" | "!");
                let long = open.is_some_and(|open| token.span.start() - open.span.end() >= MIN_QUOTATION);
                if spoken && long {
                    count += 1;
                    open = None;
                }
            }
            _ => {}
        }
    }
    count
}
