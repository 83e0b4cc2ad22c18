//! An article that is being read: collected at once, then analysed and given its ranges step by step, so that the page can
//! go on in between.

use super::collect::collect;
use super::now;
use super::options::{Choice, Options};
use super::ranges::TextMap;
use crate::annotation::{Analysis, Annotation};
use crate::packed::Packed;
use crate::pipeline::Progress;
use crate::resolve::resolve;
use crate::resources::Resources;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Range};

/// Annotations that get their ranges in one step.
const RANGES_AT_ONCE: usize = 100;

/// What an article is read and painted with.
#[derive(Clone)]
pub(crate) struct Setting {
    pub(crate) resources: Rc<RefCell<Resources>>,
    pub(crate) options: Rc<Options>,
}

/// An article on its way to the screen.
#[wasm_bindgen]
pub struct Reading {
    pub(crate) root: Element,
    pub(crate) map: TextMap,
    pub(crate) setting: Setting,
    pub(crate) choice: Choice,
    /// The analysis while it goes on.
    progress: Option<Progress>,
    pub(crate) analysis: Analysis,
    pub(crate) chosen: Vec<Annotation>,
    /// The ranges of the first of the chosen; empty where the page no longer says the words.
    pub(crate) ranges: Vec<Vec<Range>>,
    /// Whether the words are new, not only their nodes.
    pub(crate) analysed: bool,
    /// Time spent, in milliseconds.
    pub(crate) ms: f64,
}

impl Reading {
    /// Collects the text of `root`.
    pub(crate) fn new(root: &Element, setting: Setting) -> Self {
        let begin = now();
        let map = TextMap::new(collect(root, setting.options.exclude.as_deref()));
        let mut reading = Self {
            root: root.clone(),
            map,
            choice: setting.options.choice,
            progress: Some(Progress::default()),
            analysis: Analysis::default(),
            chosen: Vec::new(),
            ranges: Vec::new(),
            analysed: true,
            ms: 0.0,
            setting,
        };
        reading.ms = now() - begin;
        reading
    }

    /// Takes over what was found in the same words.
    pub(crate) fn found(&mut self, analysis: Analysis, chosen: Vec<Annotation>) {
        (self.analysis, self.chosen, self.progress, self.analysed) = (analysis, chosen, None, false);
    }
}

#[wasm_bindgen]
impl Reading {
    /// The text, where it is still to be analysed.
    pub fn text(&self) -> Option<String> {
        self.progress.is_some().then(|| self.map.collected.source.text().to_owned())
    }

    /// The outline of the text.
    pub fn blocks(&self) -> Vec<u32> {
        self.map.collected.source.outline()
    }

    /// Takes over what another wasm has made of text and outline, numbers of this engine's data in it; if it can be read.
    pub fn take(&mut self, numbers: Vec<u32>, texts: String) {
        if let Some(analysis) = (Packed { numbers, texts }).unpack() {
            let chosen = resolve(&analysis);
            (self.analysis, self.chosen, self.progress) = (analysis, chosen, None);
        }
    }

    /// Goes on for a moment. True when there is nothing left to do but to show it.
    pub fn step(&mut self) -> bool {
        let begin = now();
        let source = &self.map.collected.source;
        if let Some(mut progress) = self.progress.take() {
            if progress.step(source, &self.setting.resources.borrow(), &self.setting.options.config()) {
                (self.analysis, self.chosen) = (progress.analysis, progress.chosen);
            } else {
                self.progress = Some(progress);
            }
        } else if let Some(document) = self.root.owner_document() {
            let left = self.chosen.iter().skip(self.ranges.len()).take(RANGES_AT_ONCE);
            self.ranges.extend(left.map(|annotation| self.map.ranges(&document, annotation.span)));
        }
        self.ms += now() - begin;
        self.progress.is_none() && self.ranges.len() == self.chosen.len()
    }
}
