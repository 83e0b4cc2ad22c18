//! The quotation marks of one block, and what it costs to read each as an opener, a closer or neither.
//! Imports: `text`, `token`, `document`.

use super::style::Style;
use super::{Marking, Stretch};
use crate::document::Document;
use crate::text::Span;
use crate::token::{Token, TokenKind};
use std::ops::Range;

/// A mark with the costs of its readings. They were fitted by hand on news text and only their differences matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// Cost of opening a quotation.
    pub(super) open: f32,
    /// Cost of closing one.
    pub(super) close: f32,
    /// Cost of being no quotation mark: inches, minutes, an apostrophe, a typing error.
    pub(super) skip: f32,
    /// Whether it can only stand inside a quotation that other marks set off.
    pub(super) inner: bool,
}

/// The characters around a mark that decide how it reads.
struct Context {
    before: Option<char>,
    after: Option<char>,
    /// What follows after `after`.
    rest_closes: bool,
    /// It starts the block, or a comma or colon stands before it.
    announced: bool,
    /// Two digits and no more follow: `’90s`, `’68`.
    decade: bool,
}

impl Context {
    fn space_before(&self) -> bool {
        self.before.is_none_or(|char| char.is_whitespace() || "([{—–-/…=".contains(char))
    }

    fn space_after(&self) -> bool {
        self.after.is_none_or(char::is_whitespace)
    }

    /// White space on the left only: the look of an opener.
    fn opener(&self) -> bool {
        self.space_before() && !self.space_after()
    }

    /// White space on the right only: the look of a closer.
    fn closer(&self) -> bool {
        self.space_after() && !self.space_before()
    }
}

/// Whether two digits and no more begin `rest`: `90s`, but not `90,000`.
fn is_decade(rest: &str) -> bool {
    let after = rest.trim_start_matches(|char: char| char.is_ascii_digit());
    rest.len() - after.len() == 2
        && !after.strip_prefix([',', '.']).is_some_and(|after| after.starts_with(|char: char| char.is_ascii_digit()))
}

/// The glyphs that open a quotation in some style, and do nothing else.
const OPENERS: [&str; 5] = ["“", "„", "‟", "«", "``"];
/// The glyphs that close one.
const CLOSERS: [&str; 2] = ["”", "»"];

/// Collects into `marks` the marks of a block that count in `style`.
pub(super) fn collect(document: &Document<'_>, block: Span, tokens: &Range<u32>, style: Style, marks: &mut Vec<Mark>) {
    marks.clear();
    let text = block.of(document.text());
    for token in document.slice(tokens) {
        let from = (token.span.start() - block.start()) as usize;
        let to = (token.span.end() - block.start()) as usize;
        let glyph = token.span.of(document.text());
        let context = || {
            let rest = text.get(to..).unwrap_or("");
            let mut after = rest.chars();
            let head = text.get(..from).unwrap_or("");
            let rest_of_head = head.trim_end();
            Context {
                before: head.chars().next_back(),
                announced: rest_of_head.is_empty() || rest_of_head.ends_with([',', ':']),
                after: after.next(),
                rest_closes: rest.trim_start_matches(['.', ',']).starts_with(['"', '”'])
                    && !rest.starts_with(['"', '”']),
                decade: is_decade(rest),
            }
        };
        let Style::Single { curly } = style else {
            if token.kind == TokenKind::DoubleMark {
                marks.push(double(glyph, token.span, &context()));
            }
            continue;
        };
        match (token.kind, glyph) {
            // Two single marks: one of them nested.
            (TokenKind::DoubleMark, "''" | "``") => {
                let (start, end) = (token.span.start(), token.span.end());
                for span in [Span::new(start, start + 1), Span::new(start + 1, end)] {
                    marks.push(single(glyph.get(..1).unwrap_or(glyph), span, &context()));
                }
            }
            (TokenKind::DoubleMark, _) => marks.push(Mark { inner: true, ..double(glyph, token.span, &context()) }),
            (TokenKind::SingleMark, _) => {
                let mark = single(glyph, token.span, &context());
                // Marks of the other shape are nested; closers are often straight ones.
                let foreign =
                    if curly { glyph == "'" && mark.open < mark.close } else { matches!(glyph, "‘" | "’") };
                marks.push(Mark { inner: foreign, ..mark });
            }
            _ => {}
        }
    }
    // Marks that may stand outside in single style, where a block has no single ones.
    if style != Style::Double && marks.iter().all(|mark| mark.inner) {
        for mark in marks.iter_mut() {
            mark.inner = false;
        }
    }
}

fn double(glyph: &str, span: Span, context: &Context) -> Mark {
    let (open, close) = if OPENERS.contains(&glyph) {
        (0.0, if context.closer() { 1.5 } else { 3.5 })
    } else if CLOSERS.contains(&glyph) {
        (if context.opener() { 1.2 } else { 3.5 }, 0.0)
    } else if context.opener() {
        (0.0, if context.before.is_none() { 3.0 } else { 2.0 })
    } else if context.closer() {
        (2.0, 0.0)
    } else {
        let punctuation = context.after.is_some_and(|char| ".,;:!?)]}—–-…".contains(char));
        (1.0, if punctuation && !context.space_before() { 0.0 } else { 0.6 })
    };
    let measure = !OPENERS.contains(&glyph) && glyph != "”" && context.before.is_some_and(|char| char.is_ascii_digit());
    let skip = match (measure, context.rest_closes) {
        (true, true) => 1.5,
        (true, false) => 0.9,
        _ => 3.0,
    };
    Mark { span, open, close, skip, inner: false }
}

/// In single style the closing mark is the apostrophe too: after a word it may be a plural's possessive, before one
/// an elision (`’90s`, `’tis`, `rock ’n’ roll`).
fn single(glyph: &str, span: Span, context: &Context) -> Mark {
    let mark = |open, close, skip| Mark { span, open, close, skip, inner: false };
    let letter_before = context.before.is_some_and(char::is_alphanumeric);
    let directed_open = matches!(glyph, "‘" | "`" | "‹" | "‚" | "‛");
    let right = matches!(glyph, "’" | "›" | "′");
    let letter_after = context.after.is_some_and(char::is_alphanumeric);
    if context.opener() {
        let elision = context.decade;
        return match (directed_open, right) {
            (true, _) => mark(0.0, 3.5, 3.0),
            (_, true) => mark(if elision { 3.0 } else { 1.6 }, 3.5, 0.2),
            _ if elision => mark(1.2, 3.5, 0.2),
            _ => {
                let sentence = context.after.is_some_and(char::is_uppercase);
                mark(
                    0.1,
                    3.5,
                    if sentence && context.announced {
                        3.0
                    } else if sentence {
                        2.0
                    } else {
                        1.6
                    },
                )
            }
        };
    }
    if letter_before && letter_after {
        return mark(3.0, 3.0, 0.0);
    }
    if directed_open {
        return mark(0.6, if context.closer() { 1.0 } else { 3.5 }, 2.0);
    }
    let after_stop = context.before.is_some_and(|char| ",.?!…—–)]".contains(char));
    if after_stop && !letter_after {
        return mark(3.0, 0.0, 3.0);
    }
    if letter_after {
        return mark(3.0, 3.0, 0.0);
    }
    let plural = context.before == Some('s') && context.space_after() && !context.rest_closes;
    if plural { mark(3.5, 0.6, 0.5) } else { mark(3.5, 0.3, 1.5) }
}

/// Whether the block that reads `text` begins with an opening mark of `style`.
pub(super) fn opens(text: &str, style: Style) -> bool {
    let glyphs: &[&str] = match style {
        Style::Double => &["“", "„", "«", "\"", "''", "``", "”"],
        Style::Single { .. } => &["‘", "'", "’", "`"],
    };
    glyphs.iter().any(|glyph| text.starts_with(glyph))
}

/// More words than this in single marks are hardly a term.
const MAX_TERM_TOKENS: usize = 6;

/// In double style, short stretches in single marks outside quotations are terms; adds those of a block.
/// `first` is where the stretches of this block start in `stretches`, which stay in order.
pub(super) fn single_terms(
    document: &Document<'_>,
    tokens: &Range<u32>,
    block: u32,
    first: usize,
    stretches: &mut Vec<Stretch>,
) {
    let n_before = stretches.len();
    let tokens = document.slice(tokens);
    let mut open: Option<(usize, Token)> = None;
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::SingleMark) {
        let touches_before = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|before| before.touches(*token));
        let touches_after = tokens.get(at + 1).is_some_and(|after| token.touches(*after));
        let glyph = token.span.of(document.text());
        match open {
            Some((from, opener)) if touches_before && glyph != "‘" => {
                let outer = opener.span.cover(token.span);
                let fits = (1..=MAX_TERM_TOKENS).contains(&(at - from - 1));
                let quoted =
                    stretches.get(first..n_before).is_some_and(|all| all.iter().any(|s| s.outer.overlaps(outer)));
                if fits && !quoted {
                    stretches.push(Stretch {
                        outer,
                        inner: Span::new(opener.span.end(), token.span.start()),
                        block,
                        closed: true,
                        resumed: false,
                        marking: Marking::Single,
                    });
                }
                open = None;
            }
            _ if touches_after && !touches_before && glyph != "’" => open = Some((at, *token)),
            _ => {}
        }
    }
    if stretches.len() > n_before {
        let mut of_block = stretches.split_off(first);
        crate::sort::by_key(&mut of_block, |stretch| [stretch.outer.start(), stretch.outer.end(), 0]);
        stretches.append(&mut of_block);
    }
}
