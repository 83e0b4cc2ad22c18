//! One annotated article on the page: its text, what was found, its ranges and its paint.

use super::collect::collect;
use super::highlight::{Painted, is_painted};
use super::hit;
use super::options::Options;
use super::ranges::{TextMap, still_covers};
use crate::annotation::{Analysis, Annotation, Kind};
use crate::card::CardContent;
use crate::pipeline::{Resources, annotate};
use crate::wire::{OffsetUnit, Wire};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, Node, Range};

/// An article. Dropping it leaves the page as it was.
pub(crate) struct Article {
    pub(crate) root: Element,
    map: TextMap,
    analysis: Analysis,
    chosen: Vec<Annotation>,
    /// The ranges of each chosen annotation; empty where the page no longer says the words.
    ranges: Vec<Vec<Range>>,
    /// Indices into `chosen` that have a card: names and terms, which never overlap each other, then quotations.
    words: Vec<u32>,
    quotations: Vec<u32>,
    painted: RefCell<Option<Painted>>,
    resources: Rc<Resources>,
}

impl Article {
    /// Reads, analyses and paints `root`.
    pub(crate) fn new(root: &Element, resources: Rc<Resources>, options: &Options) -> Result<Self, JsValue> {
        let document = root.owner_document().ok_or("the article is not in a document")?;
        let map = TextMap::new(collect(root, options.exclude.as_deref()));
        let (analysis, chosen) = annotate(&map.collected.source, &resources, &options.config());
        let ranges: Vec<_> = chosen.iter().map(|annotation| map.ranges(&document, annotation.span)).collect();
        let mut painted = Painted::new(&document);
        let (mut words, mut quotations) = (Vec::new(), Vec::new());
        for ((index, annotation), ranges) in (0..).zip(&chosen).zip(&ranges) {
            if ranges.is_empty() || !is_painted(&analysis, annotation) {
                continue;
            }
            let layer = if annotation.kind == Kind::Quotation { &mut quotations } else { &mut words };
            layer.push(index);
            if let Some(painted) = &mut painted {
                painted.add(&analysis, annotation, ranges);
            }
        }
        let painted = RefCell::new(painted);
        Ok(Self { root: root.clone(), map, analysis, chosen, ranges, words, quotations, painted, resources })
    }

    /// Number of annotations.
    pub(crate) fn count(&self) -> u32 {
        self.chosen.len() as u32
    }

    /// What goes to JavaScript.
    pub(crate) fn wire(&self) -> Wire<'_> {
        Wire {
            source: &self.map.collected.source,
            analysis: &self.analysis,
            resources: &self.resources,
            unit: OffsetUnit::Utf16,
        }
    }

    /// The chosen annotations in order.
    pub(crate) fn chosen(&self) -> &[Annotation] {
        &self.chosen
    }

    /// The annotation at the text position `offset` in `node` whose box holds the point, with that box;
    /// a name or term before the quotation around it.
    pub(crate) fn hit(&self, node: &Node, offset: u32, x: f64, y: f64) -> Option<(u32, DomRect)> {
        let at = self.map.offset_at(node, offset)?;
        [&self.words, &self.quotations].into_iter().find_map(|layer| {
            let after =
                layer.partition_point(|&index| self.chosen.get(index as usize).is_some_and(|a| a.span.end() < at));
            // A caret between two touching annotations belongs to either; their boxes decide.
            layer.iter().skip(after).take(2).find_map(|&index| {
                let annotation = self.chosen.get(index as usize)?;
                let touches = annotation.span.start() <= at && at <= annotation.span.end();
                let line = touches.then(|| hit::line_under(self.ranges.get(index as usize)?, x, y)).flatten()?;
                Some((index, line))
            })
        })
    }

    /// What the card of annotation `index` says; `None` where the page no longer says the words.
    pub(crate) fn content(&self, index: u32) -> Option<CardContent> {
        let annotation = self.chosen.get(index as usize)?;
        let words = self.map.collected.source.slice(annotation.span);
        if !still_covers(self.ranges.get(index as usize)?, words) {
            return None;
        }
        self.wire().annotation(index, annotation).map(|annotation| CardContent::new(&annotation))
    }

    /// The first line of annotation `index`.
    pub(crate) fn first_line(&self, index: u32) -> Option<DomRect> {
        hit::lines(self.ranges.get(index as usize)?).next()
    }

    /// Paints annotation `index` as the active one, or none.
    pub(crate) fn set_active(&self, index: Option<u32>) {
        if let Some(painted) = self.painted.borrow_mut().as_mut() {
            let ranges = index.and_then(|index| self.ranges.get(index as usize));
            painted.set_active(ranges.map_or(&[], Vec::as_slice));
        }
    }
}
