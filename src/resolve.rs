//! The only overlap rule. Imports: `text`, `annotation`.

use crate::annotation::{Analysis, Annotation, Kind, QuotationClass};
use crate::sort;
use crate::text::Span;

/// Chooses what is shown, in order of start, longest first.
///
/// The rule: **names and terms never overlap each other: the longest wins, then the term, then the first. Quotations
/// never overlap each other: the longest wins, then the first. A quotation may enclose names and terms; a name or
/// term that crosses its edge gives way, except that a term or name wins over marks around some of its own words
/// and over a mere phrase.**
///
/// Terms that are not shown take no part. The result is a subset of the input and does not depend on its order.
pub fn resolve(analysis: &Analysis) -> Vec<Annotation> {
    let words = longest_first(words(analysis));
    let quotations = longest_first(quotations(analysis).filter(|quotation| {
        let class = analysis.quotations.get(quotation.index as usize).map(|quotation| quotation.class);
        let phrase = class == Some(QuotationClass::Phrase);
        !around(&words, quotation.span).any(|word| {
            word.span.contains(quotation.span) && word.span != quotation.span
                || phrase
                    && (word.span.contains(quotation.span)
                        || quotation.span.contains(word.span) && word.kind == Kind::Term)
        })
    }));
    let mut chosen: Vec<_> = words
        .into_iter()
        .filter(|word| {
            !around(&quotations, word.span)
                .any(|quotation| quotation.span.overlaps(word.span) && !quotation.span.contains(word.span))
        })
        .collect();
    chosen.extend(quotations);
    sort::by_key(&mut chosen, |a| [a.span.start(), u32::MAX - a.span.end(), a.kind as u32]);
    chosen
}

fn words(analysis: &Analysis) -> impl Iterator<Item = Annotation> + '_ {
    let terms = analysis.terms.iter().enumerate().filter(|(_, term)| term.shown);
    let terms = terms.map(|(index, term)| Annotation { span: term.span, kind: Kind::Term, index: index as u32 });
    let mentions = analysis.mentions.iter().enumerate();
    terms.chain(mentions.map(|(index, mention)| Annotation {
        span: mention.span,
        kind: Kind::Entity,
        index: index as u32,
    }))
}

fn quotations(analysis: &Analysis) -> impl Iterator<Item = Annotation> + '_ {
    let quotations = analysis.quotations.iter().enumerate();
    quotations.map(|(index, quotation)| Annotation { span: quotation.span, kind: Kind::Quotation, index: index as u32 })
}

/// Keeps the longest, then those that do not overlap one kept before; returns them in order.
fn longest_first(annotations: impl Iterator<Item = Annotation>) -> Vec<Annotation> {
    let mut by_length: Vec<_> = annotations.filter(|annotation| !annotation.span.is_empty()).collect();
    sort::by_key(&mut by_length, |a| [u32::MAX - a.span.len(), a.kind as u32, a.span.start()]);
    // What was kept before is no shorter, so where it overlaps it covers the first or the last byte.
    let mut covered = vec![false; by_length.iter().map(|a| a.span.end() as usize).max().unwrap_or_default()];
    by_length.retain(|Annotation { span, .. }| {
        let (first, end) = (span.start() as usize, span.end() as usize);
        let is_free = [first, end - 1].iter().all(|&at| covered.get(at) == Some(&false));
        if is_free && let Some(bytes) = covered.get_mut(first..end) {
            bytes.fill(true);
        }
        is_free
    });
    sort::by_key(&mut by_length, |a| [a.span.start(), 0, 0]);
    by_length
}

/// The annotations of a sorted, disjoint list that touch `span`.
fn around(sorted: &[Annotation], span: Span) -> impl Iterator<Item = &Annotation> {
    let first = sorted.partition_point(|annotation| annotation.span.end() <= span.start());
    sorted.iter().skip(first).take_while(move |annotation| annotation.span.start() < span.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Label, Mention, Quotation, Term, TermId};
    use proptest::prelude::*;

    fn analysis(spans: &[(char, u32, u32)]) -> Analysis {
        let mut analysis = Analysis::default();
        for &(kind, start, end) in spans {
            let span = Span::new(start, end);
            match kind {
                'e' => analysis.mentions.push(Mention { span, label: Label::Person, confidence: 1.0, entity: None }),
                't' => analysis.terms.push(Term { span, term: TermId(0), confidence: 1.0, shown: true }),
                _ => analysis.quotations.push(Quotation {
                    span,
                    class: if kind == 'p' { QuotationClass::Phrase } else { QuotationClass::Direct },
                    confidence: 1.0,
                    speaker: None,
                    cue: None,
                    group: 0,
                }),
            }
        }
        analysis
    }

    fn check(spans: &[(char, u32, u32)], expected: &str) {
        let chosen: Vec<_> =
            resolve(&analysis(spans)).iter().map(|a| format!("{}{:?}", &a.kind.as_str()[..1], a.span)).collect();
        assert_eq!(chosen.join(" "), expected, "{spans:?}");
    }

    #[test]
    fn the_longest_of_names_and_terms_wins() {
        check(&[('e', 0, 5), ('e', 0, 13)], "e0..13");
        check(&[('t', 0, 16), ('e', 5, 10)], "t0..16");
        check(&[('t', 0, 9), ('e', 0, 20)], "e0..20");
        check(&[('t', 0, 9), ('e', 0, 9)], "t0..9");
    }

    #[test]
    fn quotations_enclose_but_do_not_cross() {
        check(&[('q', 0, 20), ('e', 3, 6), ('t', 8, 12)], "q0..20 e3..6 t8..12");
        check(&[('q', 5, 20), ('e', 3, 8)], "q5..20");
        check(&[('q', 0, 20), ('q', 5, 8)], "q0..20");
    }

    #[test]
    fn a_term_wins_over_marks_inside_it() {
        check(&[('p', 4, 13), ('t', 3, 20)], "t3..20");
        check(&[('q', 4, 13), ('t', 3, 20)], "t3..20");
        check(&[('p', 4, 13), ('t', 4, 13)], "t4..13");
        check(&[('q', 4, 13), ('t', 4, 13)], "q4..13 t4..13");
        check(&[('p', 4, 30), ('e', 6, 9)], "q4..30 e6..9");
    }

    proptest! {
        #[test]
        fn chosen_layers_are_sorted_disjoint_and_stable(
            spans in prop::collection::vec((prop::sample::select(vec!['e', 't', 'q', 'p']), 0u32..60, 1u32..20), 0..20)
        ) {
            let spans: Vec<_> = spans.into_iter().map(|(kind, start, len)| (kind, start, start + len)).collect();
            let found = analysis(&spans);
            let chosen = resolve(&found);
            for pair in chosen.windows(2) {
                prop_assert!(pair[0].span.start() <= pair[1].span.start());
            }
            for (i, a) in chosen.iter().enumerate() {
                for b in &chosen[i + 1..] {
                    let word = |x: &Annotation| x.kind != Kind::Quotation;
                    if word(a) == word(b) {
                        prop_assert!(!a.span.overlaps(b.span), "{a:?} {b:?}");
                    } else if a.span.overlaps(b.span) {
                        let (quotation, word) = if word(a) { (b, a) } else { (a, b) };
                        prop_assert!(quotation.span.contains(word.span));
                    }
                }
            }
            let mut reversed = spans.clone();
            reversed.reverse();
            let spans_of = |chosen: &[Annotation]| chosen.iter().map(|a| (a.span, a.kind)).collect::<Vec<_>>();
            prop_assert_eq!(spans_of(&resolve(&analysis(&reversed))), spans_of(&chosen));
        }
    }
}
