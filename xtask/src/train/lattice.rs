//! The tags that the marks of a text leave open for each token, as one bit for each tag. Imports: `newsgloss`, `corpus`,
//! `train::schemes`.

use newsgloss::document::Document;
use newsgloss::tagger::tags::{N_TAGS, OUTSIDE, Position, index, tag};

use super::schemes::{Reading, Scheme};
use crate::corpus::Gold;

/// Every tag.
pub(super) const ANY: u64 = (1 << N_TAGS) - 1;

/// For each token of `document` the tags that it may have. A mark that begins or ends inside a token leaves all
/// tokens that it touches open.
pub(super) fn lattice(document: &Document<'_>, marks: &[Gold], scheme: Scheme) -> Vec<u64> {
    let mut open = 1 << OUTSIDE;
    for label in scheme.unmarked().iter().filter_map(|&label| index(label)) {
        open |= Position::ALL.iter().fold(0, |set, &position| set | 1 << tag(label, position));
    }
    let mut allowed = vec![open; document.tokens().len()];
    for mark in marks {
        let first = document.tokens().partition_point(|token| token.span.end() <= mark.span.start());
        let end = document.tokens().partition_point(|token| token.span.start() < mark.span.end());
        let Some(touched) = document.tokens().get(first..end).filter(|touched| !touched.is_empty()) else { continue };
        let handle = mark.span.of(document.text()).starts_with('@');
        let whole = touched.first().map(|token| token.span.start()) == Some(mark.span.start())
            && touched.last().map(|token| token.span.end()) == Some(mark.span.end());
        match scheme.read(&mark.label, &mark.original) {
            Reading::Name(labels) if whole && !handle => {
                for (nth, cell) in allowed[first..end].iter_mut().enumerate() {
                    let position = match (nth == 0, nth + 1 == touched.len()) {
                        (true, true) => Position::Only,
                        (true, false) => Position::First,
                        (false, true) => Position::Last,
                        (false, false) => Position::Inner,
                    };
                    *cell = labels
                        .iter()
                        .filter_map(|&label| index(label))
                        .fold(0, |set, label| set | 1 << tag(label, position));
                }
            }
            // `@ name`: some corpora mark the sign, some the name after it.
            _ => allowed[first..(end + usize::from(handle)).min(document.tokens().len())].fill(ANY),
        }
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgloss::text::{SourceText, Span};

    fn check(text: &str, name: &str, label: &str, scheme: Scheme, expected: &[u64]) {
        let source = SourceText::from_plain(text);
        let start = text.find(name).unwrap() as u32;
        let span = Span::new(start, start + name.len() as u32);
        let mark = Gold { span, label: label.to_owned(), original: label.to_owned() };
        assert_eq!(lattice(&Document::new(&source), &[mark], scheme), expected);
    }

    #[test]
    fn marks_become_tags() {
        let outside = 1 << OUTSIDE;
        let person = |position| 1 << tag(0, position);
        check(
            "Joe Roe ran",
            "Joe Roe",
            "PER",
            Scheme::Ours,
            &[person(Position::First), person(Position::Last), outside],
        );
        let place = 1 << tag(2, Position::Only) | 1 << tag(3, Position::Only);
        check("Rome", "Rome", "LOC", Scheme::Coarse, &[place]);
        check("Rome", "Rome", "LOC", Scheme::Ours, &[1 << tag(2, Position::Only)]);
    }

    #[test]
    fn marks_inside_a_token_leave_it_open() {
        check("unRome", "Rome", "LOC", Scheme::Ours, &[ANY]);
        check("@ joe", "@", "PER", Scheme::Coarse, &[ANY, ANY]);
    }
}
