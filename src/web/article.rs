//! One annotated article on the page: its text, what was found, its ranges and its paint.

use super::collect::collect;
use super::highlight::{Painted, is_painted};
use super::hit;
use super::options::Options;
use super::ranges::{TextMap, still_covers};
use crate::annotation::{Analysis, Annotation, Kind};
use crate::card::CardContent;
use crate::given::{Given, place};
use crate::pipeline::annotate;
use crate::resources::Resources;
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
    shown: RefCell<Shown>,
    resources: Rc<Resources>,
    options: Rc<Options>,
    given: Option<Rc<Given>>,
}

/// What of an article is painted and has cards.
#[derive(Default)]
struct Shown {
    /// Indices into `chosen`: names and terms, which never overlap each other, then quotations.
    words: Vec<u32>,
    quotations: Vec<u32>,
    painted: Option<Painted>,
}

impl Article {
    /// Reads, analyses and paints `root`; `given` annotations take the place of an analysis.
    pub(crate) fn new(
        root: &Element,
        resources: Rc<Resources>,
        options: Rc<Options>,
        given: Option<Rc<Given>>,
    ) -> Result<Self, JsValue> {
        let map = TextMap::new(collect(root, options.exclude.as_deref()));
        let source = &map.collected.source;
        let (analysis, chosen) = match given.as_deref() {
            Some(given) => place(given, source, &resources),
            None => annotate(source, &resources, &options.config()),
        };
        Self::painted(root.clone(), map, analysis, chosen, resources, options, given)
    }

    /// The article as the page has it now; `None` where nothing has changed. The same words in other text nodes
    /// are not analysed again. Second, whether the words have changed.
    pub(crate) fn refreshed(&self) -> Result<Option<(Self, bool)>, JsValue> {
        let map = TextMap::new(collect(&self.root, self.options.exclude.as_deref()));
        let (resources, options, given) = (Rc::clone(&self.resources), Rc::clone(&self.options), self.given.clone());
        if map.collected.source != self.map.collected.source {
            return Self::new(&self.root, resources, options, given).map(|article| Some((article, true)));
        }
        if map.collected.nodes == self.map.collected.nodes {
            return Ok(None);
        }
        let (analysis, chosen) = (self.analysis.clone(), self.chosen.clone());
        Self::painted(self.root.clone(), map, analysis, chosen, resources, options, given)
            .map(|article| Some((article, false)))
    }

    fn painted(
        root: Element,
        map: TextMap,
        analysis: Analysis,
        chosen: Vec<Annotation>,
        resources: Rc<Resources>,
        options: Rc<Options>,
        given: Option<Rc<Given>>,
    ) -> Result<Self, JsValue> {
        let document = root.owner_document().ok_or("the article is not in a document")?;
        let ranges = chosen.iter().map(|annotation| map.ranges(&document, annotation.span)).collect();
        let article =
            Self { root, map, analysis, chosen, ranges, shown: RefCell::default(), resources, options, given };
        article.show_all_but(&[]);
        Ok(article)
    }

    /// Paints and gives cards to all annotations but those numbered in `hidden`, which is in order.
    pub(crate) fn show_all_but(&self, hidden: &[u32]) {
        let Some(document) = self.root.owner_document() else { return };
        let mut shown = Shown { painted: Painted::new(&document), ..Shown::default() };
        // A range is in a highlight once: the old paint has to take its ranges out before they go in again.
        self.shown.take();
        for ((index, annotation), ranges) in (0..).zip(&self.chosen).zip(&self.ranges) {
            if ranges.is_empty() || hidden.binary_search(&index).is_ok() || !is_painted(&self.analysis, annotation) {
                continue;
            }
            let layer = if annotation.kind == Kind::Quotation { &mut shown.quotations } else { &mut shown.words };
            layer.push(index);
            if let Some(painted) = &mut shown.painted {
                painted.add(&self.analysis, annotation, ranges);
            }
        }
        self.shown.replace(shown);
    }

    /// Number of annotations.
    pub(crate) fn count(&self) -> u32 {
        self.chosen.len() as u32
    }

    /// The text as it was read.
    pub(crate) fn text(&self) -> &str {
        self.map.collected.source.text()
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
        let shown = self.shown.borrow();
        [&shown.words, &shown.quotations].into_iter().find_map(|layer| {
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

    /// The annotations that have cards, in order.
    pub(crate) fn shown(&self) -> Vec<u32> {
        let shown = self.shown.borrow();
        let mut all: Vec<_> = shown.words.iter().chain(&shown.quotations).copied().collect();
        all.sort_unstable();
        all
    }

    /// Scrolls annotation `index` into the window, where it is not.
    pub(crate) fn reveal(&self, index: u32) -> Option<()> {
        let line = self.first_line(index)?;
        let window = self.root.owner_document()?.default_view()?;
        let height = window.inner_height().ok()?.as_f64()?;
        if line.top() < 0.0 || line.bottom() > height {
            window.scroll_by_with_x_and_y(0.0, line.top() - height / 3.0);
        }
        Some(())
    }

    /// Paints annotation `index` as the active one, or none.
    pub(crate) fn set_active(&self, index: Option<u32>) {
        if let Some(painted) = self.shown.borrow_mut().painted.as_mut() {
            let ranges = index.and_then(|index| self.ranges.get(index as usize));
            painted.set_active(ranges.map_or(&[], Vec::as_slice));
        }
    }
}
