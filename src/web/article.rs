//! One annotated article on the page: its text, what was found, its ranges and its paint.

use super::events::to_js;
use super::hit;
use super::options::Choice;
use super::ranges::{TextMap, still_covers};
use super::reading::{Reading, Setting};
use super::shown::Shown;
use super::theme;
use crate::annotation::{Analysis, Annotation, Kind};
use crate::card::{outline, related};
use crate::lexicon::glossary::CARDS as TERM_CARDS;
use crate::wire::{OffsetUnit, Wire, WireOutline, WireRelated};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, Node, Range, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// An article. Dropping it leaves the page as it was.
pub(crate) struct Article {
    pub(crate) root: Element,
    map: TextMap,
    analysis: Analysis,
    chosen: Vec<Annotation>,
    /// The ranges of each chosen annotation; empty where the page no longer says the words.
    ranges: Vec<Vec<Range>>,
    shown: RefCell<Shown>,
    /// What the reader wants of it, and what the publisher's filter leaves out.
    choice: Cell<Choice>,
    hidden: RefCell<Vec<u32>>,
    setting: Setting,
}

impl Article {
    /// The painted article that `reading` has read to its end.
    pub(crate) fn new(reading: Reading) -> Self {
        let Reading { root, map, analysis, chosen, ranges, choice, setting, .. } = reading;
        let (shown, choice, hidden) = (RefCell::default(), Cell::new(choice), RefCell::default());
        let article = Self { root, map, analysis, chosen, ranges, shown, choice, hidden, setting };
        article.paint();
        article
    }

    /// The article as the page has it now, to be read; `None` where nothing has changed. The same words in other text
    /// nodes are not analysed again.
    pub(crate) fn again(&self) -> Option<Reading> {
        let mut reading = Reading::new(&self.root, self.setting.clone());
        reading.choice = self.choice.get();
        if reading.map.collected.source == self.map.collected.source {
            if reading.map.collected.nodes == self.map.collected.nodes {
                return None;
            }
            reading.found(self.analysis.clone(), self.chosen.clone());
        }
        Some(reading)
    }

    /// Paints what `choice` wants and nothing else.
    pub(crate) fn choose(&self, choice: Choice) {
        self.choice.set(choice);
        self.paint();
    }

    /// Paints and gives cards to all annotations but those numbered in `hidden`, which is in order.
    pub(crate) fn show_all_but(&self, hidden: &[u32]) {
        self.hidden.replace(hidden.to_vec());
        self.paint();
    }

    fn paint(&self) {
        let Some(document) = self.root.owner_document() else { return };
        self.shown.take();
        let hidden = self.hidden.borrow();
        let shown = Shown::new(&document, &self.analysis, &self.chosen, &self.ranges, self.choice.get(), &hidden);
        self.shown.replace(shown);
        self.follow_colors();
    }

    /// Looks at the colours around the article again. True where its ground is dark.
    pub(crate) fn follow_colors(&self) -> bool {
        let Some(window) = self.root.owner_document().and_then(|document| document.default_view()) else {
            return false;
        };
        let dark = theme::is_dark(&window, &self.root, self.setting.options.theme);
        if let Some(painted) = &self.shown.borrow().painted {
            painted.set_colors(dark, theme::is_forced(&window));
            painted.set_printed(self.setting.options.printed);
        }
        dark
    }

    /// Number of annotations.
    pub(crate) fn count(&self) -> u32 {
        self.chosen.len() as u32
    }

    /// The text as it was read.
    pub(crate) fn text(&self) -> &str {
        self.map.collected.source.text()
    }

    /// Hands what goes to JavaScript to `use_it`. Card texts may be loaded before and after, not meanwhile.
    pub(crate) fn wired<T>(&self, use_it: impl FnOnce(Wire<'_>) -> T) -> T {
        let source = &self.map.collected.source;
        let resources = self.setting.resources.borrow();
        use_it(Wire { source, analysis: &self.analysis, resources: &resources, unit: OffsetUnit::Utf16 })
    }

    /// Annotation `index` for JavaScript; `undefined` where there is none.
    pub(crate) fn annotation(&self, index: u32) -> JsValue {
        let annotation = self.chosen.get(index as usize);
        self.wired(|wire| annotation.and_then(|it| Some(to_js(&wire.annotation(index, it)?))).unwrap_or_default())
    }

    /// The chosen annotations in order.
    pub(crate) fn chosen(&self) -> &[Annotation] {
        &self.chosen
    }

    /// The annotation at the text position `offset` in `node` whose box holds the point, with that box;
    /// a name or term before the quotation around it.
    pub(crate) fn hit(&self, node: &Node, offset: u32, x: f64, y: f64) -> Option<(u32, DomRect)> {
        self.at(node, offset, |index| Some((index, hit::line_under(self.ranges.get(index as usize)?, x, y)?)))
    }

    /// The annotation at the text position `offset` in `node`.
    pub(crate) fn at_caret(&self, node: &Node, offset: u32) -> Option<u32> {
        self.at(node, offset, Some)
    }

    /// The first name or term in `element`, or the quotation around it.
    pub(crate) fn within(&self, element: &Element) -> Option<u32> {
        let mut node = element.first_child()?;
        while let Some(child) = node.first_child() {
            node = child;
        }
        let start = self.map.offset_at(&node, 0)?;
        let end = start + element.text_content().map_or(0, |text| text.len() as u32);
        let shown = self.shown.borrow();
        let span = |index: u32| self.chosen.get(index as usize).map(|annotation| annotation.span);
        let after = shown.words.partition_point(|&index| span(index).is_some_and(|span| span.end() <= start));
        let first = shown.words.get(after).copied();
        first.filter(|&index| span(index).is_some_and(|span| span.start() < end)).or_else(|| self.at_caret(&node, 0))
    }

    /// The first annotation that is not above the window, or else the first.
    pub(crate) fn first_in_view(&self) -> Option<u32> {
        let order = self.shown.borrow().in_order();
        let above = |index: &u32| self.first_line(*index).is_none_or(|line| line.bottom() < 0.0);
        order.get(order.partition_point(above)).or(order.first()).copied()
    }

    /// The first annotation at a text position that `accept` takes; a name or term before the quotation around it.
    fn at<T>(&self, node: &Node, offset: u32, accept: impl Fn(u32) -> Option<T>) -> Option<T> {
        let at = self.map.offset_at(node, offset)?;
        let shown = self.shown.borrow();
        [&shown.words, &shown.quotations].into_iter().find_map(|layer| {
            let after =
                layer.partition_point(|&index| self.chosen.get(index as usize).is_some_and(|a| a.span.end() < at));
            // A caret between two touching annotations belongs to either; `accept` decides.
            layer.iter().skip(after).take(2).find_map(|&index| {
                let annotation = self.chosen.get(index as usize)?;
                let touches = annotation.span.start() <= at && at <= annotation.span.end();
                touches.then(|| accept(index)).flatten()
            })
        })
    }

    /// The annotation `step` places (1 or -1) from `from` in reading order, among those shown; the first or last
    /// where there is no `from`.
    pub(crate) fn neighbour(&self, from: Option<u32>, step: i32) -> Option<u32> {
        let order = self.shown.borrow().in_order();
        match from {
            Some(from) if step > 0 => order.into_iter().find(|&index| index > from),
            Some(from) => order.into_iter().rev().find(|&index| index < from),
            None if step > 0 => order.first().copied(),
            None => order.last().copied(),
        }
    }

    /// Whether the page still says the words of annotation `index`.
    pub(crate) fn says(&self, index: u32) -> bool {
        let (annotation, ranges) = (self.chosen.get(index as usize), self.ranges.get(index as usize));
        let words = annotation.map(|annotation| self.map.collected.source.slice(annotation.span));
        words.zip(ranges).is_some_and(|(words, ranges)| still_covers(ranges, words))
    }

    /// What the card of annotation `index` leads to.
    pub(crate) fn related(&self, index: u32) -> WireRelated<'_> {
        related(&self.map.collected.source, &self.analysis, &self.chosen, index)
    }

    /// How the names of the files begin that have the card text of annotation `index`, where there is more to say of it
    /// than is loaded.
    pub(crate) fn card_files(&self, index: u32) -> Option<String> {
        let annotation = self.chosen.get(index as usize)?;
        let (analysis, resources) = (&self.analysis, self.setting.resources.borrow());
        let place = annotation.index as usize;
        let entity = match annotation.kind {
            Kind::Term => {
                let info = resources.term(analysis.terms.get(place)?.term)?;
                return info.card.is_none().then(|| TERM_CARDS.name.to_owned());
            }
            Kind::Entity => analysis.mentions.get(place)?.entity?,
            Kind::Quotation => analysis.quotations.get(place)?.speaker.as_ref()?.entity?,
        };
        let record = analysis.entities.get(entity.0 as usize)?.record?;
        let file = resources.name_card_file(record);
        file.filter(|_| resources.description(record).is_none())
    }

    /// What is in the article, grouped for the panel.
    pub(crate) fn outline(&self) -> WireOutline {
        outline(&self.analysis, &self.chosen)
    }

    /// The first line of annotation `index`.
    pub(crate) fn first_line(&self, index: u32) -> Option<DomRect> {
        hit::lines(self.ranges.get(index as usize)?).next()
    }

    /// The annotations that have cards, in order.
    pub(crate) fn shown(&self) -> Vec<u32> {
        self.shown.borrow().in_order()
    }

    /// Brings annotation `index` into the middle of the window where it is outside of it.
    pub(crate) fn reveal(&self, index: u32) {
        let range = self.ranges.get(index as usize).and_then(|ranges| ranges.first());
        let Some(element) = range.and_then(|range| range.start_container().ok()?.parent_element()) else { return };
        let Some(window) = element.owner_document().and_then(|document| document.default_view()) else { return };
        let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        // A fifth at either end is where headers stick and sheets lie.
        let seen = |line: DomRect| line.top() > height * 0.2 && line.bottom() < height * 0.6;
        if self.first_line(index).is_some_and(seen) {
            return;
        }
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_behavior(ScrollBehavior::Instant);
        element.scroll_into_view_with_scroll_into_view_options(&options);
        // A long paragraph is centred now, its line is not.
        if let Some(line) =
            self.first_line(index).filter(|line| line.top() < height * 0.1 || line.bottom() > height * 0.7)
        {
            window.scroll_by_with_x_and_y(0.0, line.top() - height * 0.4);
        }
    }

    /// Paints annotation `index` as the active one, or none.
    pub(crate) fn set_active(&self, index: Option<u32>) {
        if let Some(painted) = self.shown.borrow_mut().painted.as_mut() {
            let ranges = index.and_then(|index| self.ranges.get(index as usize));
            painted.set_active(ranges.map_or(&[], Vec::as_slice));
        }
    }
}
