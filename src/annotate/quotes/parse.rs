//! The cheapest reading of a block's marks (Viterbi) over the states outside, inside and nested. Imports: `text`.
//!
//! Alternating open and close breaks on the first typing error; pairing by glyph breaks on wrong-way curly marks.
//! Costs bear both, and an error ends with its block.

use super::marks::Mark;
use super::{Marking, Stretch};
use crate::text::Span;

/// Where a reading stands between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Out,
    In,
    Nested,
}

/// Starting inside, because the block before left its quotation open.
const RESUME: f32 = 1.2;
/// Opening a quotation inside a quotation, on top of the mark's own cost.
const NEST: f32 = 1.6;
/// Opening the next quotation while the last was never closed, on top of the mark's own cost.
const REOPEN: f32 = 3.2;
/// Ending the block inside a quotation; much less where the next block begins with an opener, the custom for
/// quotations of several paragraphs.
const UNCLOSED: f32 = 2.4;
const CONTINUED: f32 = 0.3;
/// Ending the block in a nested quotation.
const UNCLOSED_NESTED: f32 = 2.5;

/// How a state was reached over one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Open,
    Close,
    Reopen,
    /// No boundary of an outer quotation: skipped, nested or un-nested.
    Pass,
}

/// The cheapest way into a state: its cost so far, the state before and the step.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f32,
    from: State,
    step: Step,
}

/// The cheapest ways into the three states over one mark.
#[derive(Clone, Copy, Debug)]
struct Ways {
    out: Way,
    inside: Way,
    nested: Way,
}

impl Ways {
    fn into(self, state: State) -> Way {
        match state {
            State::Out => self.out,
            State::In => self.inside,
            State::Nested => self.nested,
        }
    }

    /// The ways over `mark`; `more` says that another mark follows.
    fn over(self, mark: &Mark, more: bool) -> Self {
        let way = |extra: f32, from: State, step| Way { cost: self.into(from).cost + extra, from, step };
        if mark.inner {
            return Self {
                out: way(mark.skip, State::Out, Step::Pass),
                inside: way(0.0, State::In, Step::Pass),
                nested: way(0.0, State::Nested, Step::Pass),
            };
        }
        let nest = if more { mark.open + NEST } else { f32::INFINITY };
        Self {
            out: cheapest([way(mark.close, State::In, Step::Close), way(mark.skip, State::Out, Step::Pass)]),
            inside: cheapest([
                way(mark.open, State::Out, Step::Open),
                way(mark.skip, State::In, Step::Pass),
                way(mark.open + REOPEN, State::In, Step::Reopen),
                way(mark.close, State::Nested, Step::Pass),
            ]),
            nested: cheapest([way(nest, State::In, Step::Pass), way(mark.skip, State::Nested, Step::Pass)]),
        }
    }
}

/// The first of the cheapest ways.
fn cheapest<const N: usize>(ways: [Way; N]) -> Way {
    let none = Way { cost: f32::INFINITY, from: State::Out, step: Step::Pass };
    ways.into_iter().fold(none, |best, way| if way.cost < best.cost { way } else { best })
}

/// Parses the marks of the block at `block`; `goes_on` says that the block before ended inside a quotation,
/// `next_opens` that the next one begins with an opener. Calls `found` for each stretch, its `block` unset.
pub(super) fn parse(
    text: &str,
    block: Span,
    marks: &[Mark],
    goes_on: bool,
    next_opens: bool,
    mut found: impl FnMut(Stretch),
) {
    if marks.is_empty() {
        return;
    }
    let start = |cost| Way { cost, from: State::Out, step: Step::Pass };
    let mut ways = Ways {
        out: start(0.0),
        inside: start(if goes_on { RESUME } else { f32::INFINITY }),
        nested: start(f32::INFINITY),
    };
    let mut history = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        ways = ways.over(mark, index + 1 < marks.len());
        history.push((mark, ways));
    }
    let inside = ways.inside.cost + if next_opens { CONTINUED } else { UNCLOSED };
    let nested = ways.nested.cost + UNCLOSED_NESTED;
    let mut state = if ways.out.cost <= inside.min(nested) {
        State::Out
    } else if inside <= nested {
        State::In
    } else {
        State::Nested
    };
    let mut path = Vec::with_capacity(marks.len());
    for (mark, ways) in history.into_iter().rev() {
        let way = ways.into(state);
        path.push((mark.span, way.step));
        state = way.from;
    }
    path.reverse();
    emit(text, block, &path, state != State::Out, &mut found);
}

/// Calls `found` for the stretches of a `path` over the marks, which starts inside a quotation where `resumed`.
fn emit(text: &str, block: Span, path: &[(Span, Step)], resumed: bool, found: &mut impl FnMut(Stretch)) {
    let empty = |at| Span::new(at, at);
    let mut open = resumed.then_some(empty(block.start()));
    let mut first = resumed;
    let mut stretch = |opener: Span, closer: Span, trailing: u32| {
        // `« Oui »`: the spaces belong to the marks.
        let words = Span::new(opener.end(), closer.start()).of(text);
        let start = opener.end() + (words.len() - words.trim_start().len()) as u32;
        let inner = Span::new(start, start + words.trim().len() as u32);
        let resumed = std::mem::take(&mut first);
        let closed = !closer.is_empty();
        found(Stretch {
            outer: Span::new(opener.start(), closer.end() + trailing),
            inner,
            block: 0,
            closed,
            resumed,
            marking: Marking::Outer,
        });
    };
    for &(mark, step) in path {
        match (step, open) {
            (Step::Pass, _) | (Step::Close, None) => {}
            (Step::Open, _) | (Step::Reopen, None) => open = Some(mark),
            (Step::Close, Some(opener)) => {
                stretch(opener, mark, trailing_marks(text, mark.end(), block.end()));
                open = None;
            }
            (Step::Reopen, Some(opener)) => {
                stretch(opener, empty(last_sentence_end(text, opener.end(), mark.start())), 0);
                open = Some(mark);
            }
        }
    }
    if let Some(opener) = open {
        stretch(opener, empty(block.end()), 0);
    }
}

/// More marks than this do not close at once.
const MAX_TRAILING: usize = 3;

/// Bytes of single marks right after a closing mark: they close a nested quotation too.
fn trailing_marks(text: &str, from: u32, to: u32) -> u32 {
    let after = Span::new(from, to).of(text);
    let rest = (0..MAX_TRAILING).fold(after, |rest, _| rest.strip_prefix(['\'', '’']).unwrap_or(rest));
    let closes = rest.chars().next().is_none_or(|char| !char.is_alphanumeric());
    if closes { (after.len() - rest.len()) as u32 } else { 0 }
}

/// Where a quotation from `start` that was never closed ends before `limit`: after its last sentence.
fn last_sentence_end(text: &str, start: u32, limit: u32) -> u32 {
    let inside = Span::new(start, limit).of(text);
    let mut ends = inside.char_indices().rev().scan(None, |after: &mut Option<char>, (at, char)| {
        let next = after.replace(char);
        Some((at, char, next))
    });
    let end = ends.find(|&(_, char, next)| matches!(char, '.' | '?' | '!') && next.is_some_and(char::is_whitespace));
    end.map_or(limit, |(at, char, _)| start + (at + char.len_utf8()) as u32)
}
