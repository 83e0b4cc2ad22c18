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

/// An article without double marks is in single style where anything of this many bytes stands between single ones.
const MIN_STRETCH: u32 = 16;

/// Single style needs quotations that end like speech (`…,’` or `….’`), and more of them than double marks:
/// headlines and terms stand in single marks in any style.
pub(super) fn house_style(document: &Document<'_>) -> Style {
    let (mut doubles, mut singles, mut stretches) = (0, 0, 0);
    for (_, tokens, _) in document.blocks() {
        let tokens = document.slice(&tokens);
        doubles += tokens.iter().filter(|token| token.kind == TokenKind::DoubleMark).count();
        let (spoken, long) = singles_of(document, tokens);
        singles += spoken;
        stretches += long;
    }
    let enough = singles >= 2 || doubles == 0 && (singles == 1 || stretches >= 1);
    if enough && (doubles == 0 || singles * 2 > doubles) { Style::Single } else { Style::Double }
}

/// How many stretches in single marks end with the punctuation of speech inside, and how many are long at least.
fn singles_of(document: &Document<'_>, tokens: &[Token]) -> (usize, usize) {
    let (mut n_spoken, mut n_long) = (0, 0);
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
                let len = open.map_or(0, |open| token.span.start() - open.span.end());
                n_long += usize::from(len >= MIN_STRETCH);
                if spoken && len >= MIN_QUOTATION {
                    n_spoken += 1;
                    open = None;
                }
            }
            _ => {}
        }
    }
    (n_spoken, n_long)
}
