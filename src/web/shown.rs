//! Which annotations of an article are painted and have cards, as the reader wants it.

use super::highlight::Painted;
use super::options::Choice;
use crate::annotation::{Analysis, Annotation, Kind};
use crate::card::is_shown;
use web_sys::{Document, Range};

/// The painted part of an article. Dropping it takes the paint away.
#[derive(Default)]
pub(crate) struct Shown {
    /// Indices of names and terms, which never overlap each other, in order.
    pub(crate) words: Vec<u32>,
    /// Indices of quotations, in order.
    pub(crate) quotations: Vec<u32>,
    /// `None` in a browser that cannot paint.
    pub(crate) painted: Option<Painted>,
}

impl Shown {
    /// Paints what `choice` wants of `chosen`, but not those numbered in `hidden`, which is in order. `ranges` has those
    /// of each, none where the page no longer says the words. A range is in a highlight once: older paint goes first.
    pub(crate) fn new(
        document: &Document,
        analysis: &Analysis,
        chosen: &[Annotation],
        ranges: &[Vec<Range>],
        choice: Choice,
        hidden: &[u32],
    ) -> Self {
        let mut shown = Self { painted: Painted::new(document), ..Self::default() };
        let mut seen = vec![false; analysis.entities.len()];
        for ((index, annotation), ranges) in (0..).zip(chosen).zip(ranges) {
            if ranges.is_empty()
                || hidden.binary_search(&index).is_ok()
                || !is_shown(analysis, annotation)
                || !wants(choice, analysis, annotation, &mut seen)
            {
                continue;
            }
            let layer = if annotation.kind == Kind::Quotation { &mut shown.quotations } else { &mut shown.words };
            layer.push(index);
            if let Some(painted) = &mut shown.painted {
                painted.add(analysis, annotation, ranges);
            }
        }
        shown
    }

    /// All indices, in order of the text.
    pub(crate) fn in_order(&self) -> Vec<u32> {
        let mut all: Vec<_> = self.words.iter().chain(&self.quotations).copied().collect();
        crate::sort::by_key(&mut all, |&id| [id, 0, 0]);
        all
    }
}

/// Whether `choice` shows `annotation`; `seen` remembers the entities that have been.
fn wants(choice: Choice, analysis: &Analysis, annotation: &Annotation, seen: &mut [bool]) -> bool {
    match annotation.kind {
        Kind::Quotation => choice.quotations,
        Kind::Term => choice.terms,
        Kind::Entity => {
            let entity = analysis.mentions.get(annotation.index as usize).and_then(|mention| mention.entity);
            let before =
                entity.and_then(|entity| seen.get_mut(entity.0 as usize)).is_some_and(|it| std::mem::replace(it, true));
            choice.entities && !(choice.first && before)
        }
    }
}
