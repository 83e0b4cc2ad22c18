//! How well marks are read where they are single ones: articles with their outer marks rewritten to ‘ ’ or ' ', against
//! what is found in them as they are. Imports: `newsgloss`.

use newsgloss::annotate::quotes::{Marking, Stretch, find_stretches};
use newsgloss::document::Document;
use newsgloss::text::{SourceText, Span};

/// Of the stretches in outer marks: right, found and wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) right: u32,
    pub(super) found: u32,
    pub(super) wanted: u32,
}

impl Counts {
    /// Adds an article, rewritten to the opener and closer `marks`.
    pub(super) fn add(&mut self, text: &str, marks: (&str, &str)) {
        let wanted = outer(text);
        let (rewritten, places) = rewrite(text, &wanted, marks);
        let found: Vec<_> = outer(&rewritten).iter().map(|stretch| trimmed(&rewritten, stretch.inner)).collect();
        let places: Vec<_> = places.into_iter().map(|place| trimmed(&rewritten, place)).collect();
        self.right += found.iter().filter(|place| places.contains(place)).count() as u32;
        self.found += found.len() as u32;
        self.wanted += places.len() as u32;
    }
}

fn outer(text: &str) -> Vec<Stretch> {
    let source = SourceText::from_plain(text);
    let stretches = find_stretches(&Document::new(&source));
    stretches.into_iter().filter(|stretch| stretch.marking == Marking::Outer).collect()
}

/// `text` with the marks of `stretches` replaced, and where their words then stand.
fn rewrite(text: &str, stretches: &[Stretch], (opener, closer): (&str, &str)) -> (String, Vec<Span>) {
    let (mut out, mut places, mut at) = (String::new(), Vec::new(), 0);
    for stretch in stretches {
        let (from, to) = (stretch.inner.start(), stretch.inner.end());
        out.push_str(Span::new(at, stretch.outer.start()).of(text));
        // Spaces beside a mark stay: without them it would stand at another word.
        let is_mark = |char: char| !char.is_whitespace();
        if stretch.outer.start() < from {
            out.push_str(opener);
            out.push_str(Span::new(stretch.outer.start(), from).of(text).trim_start_matches(is_mark));
        }
        let start = out.len() as u32;
        out.push_str(stretch.inner.of(text));
        places.push(Span::new(start, out.len() as u32));
        if to < stretch.outer.end() {
            out.push_str(Span::new(to, stretch.outer.end()).of(text).trim_end_matches(is_mark));
            out.push_str(closer);
        }
        at = stretch.outer.end();
    }
    out.push_str(Span::new(at, text.len() as u32).of(text));
    (out, places)
}

/// A stretch without punctuation and marks at its ends, as the scorers compare them.
fn trimmed(text: &str, span: Span) -> Span {
    let edge = |char: char| !char.is_alphanumeric();
    let words = span.of(text);
    let start = span.start() + (words.len() - words.trim_start_matches(edge).len()) as u32;
    Span::new(start, start + words.trim_matches(edge).len() as u32)
}
