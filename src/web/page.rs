//! What all articles of a page share: the state of the card, and who shows it. `input` feeds it.

use super::article::Article;
use super::events::{Via, send_close, send_open};
use super::input;
use super::listener::{Listener, Timer};
use super::options::Options;
use super::view::View;
use crate::card::{Effect, Event, Machine, Timing};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, DomRect, HtmlElement, Window};

/// An annotation on this page: article number and index in the article.
pub(super) type Id = (u32, u32);

/// Articles with more annotations keep the shape of the pointer.
const MOST_FOR_CURSOR: u32 = 1_000;

/// The shared state of a page; gone with its last article.
pub(crate) struct Page {
    pub(super) window: Window,
    pub(super) document: Document,
    /// Who shows cards; comes when the page is idle, after the first paint.
    view: RefCell<Option<View>>,
    machine: RefCell<Machine<Id>>,
    articles: RefCell<Vec<(u32, Rc<Article>)>>,
    next_number: Cell<u32>,
    /// The line under the pointer when the annotation was last hit.
    pub(super) line: RefCell<Option<(Id, DomRect)>>,
    /// The card that was open last, where stepping goes on from.
    last: Cell<Option<Id>>,
    /// How the card that is about to open was asked for.
    via: Cell<Via>,
    pub(super) input: input::Input,
    timer: RefCell<Option<Timer>>,
    /// Turned on while the pointer is on an annotation.
    cursor: CssStyleSheet,
    /// Whether a tap on a link shows the card first.
    pub(super) card_before_link: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
}

thread_local! {
    /// Owned here while articles run, whatever becomes of their handles in JavaScript.
    static PAGE: RefCell<Option<Rc<Page>>> = const { RefCell::new(None) };
}

impl Page {
    /// The page's shared state, made for the first article.
    pub(crate) fn shared(document: &Document) -> Result<Rc<Self>, JsValue> {
        if let Some(page) = PAGE.with_borrow(Option::clone) {
            return Ok(page);
        }
        let cursor = CssStyleSheet::new()?;
        cursor.set_disabled(true);
        document.adopted_style_sheets().push(&cursor);
        let page = Rc::new(Self {
            window: document.default_view().ok_or("the document has no window")?,
            document: document.clone(),
            view: RefCell::default(),
            machine: RefCell::new(Machine::new(Timing::DEFAULT)),
            articles: RefCell::default(),
            next_number: Cell::new(0),
            line: RefCell::default(),
            last: Cell::default(),
            via: Cell::default(),
            input: input::Input::default(),
            timer: RefCell::default(),
            cursor,
            card_before_link: Cell::new(false),
            listeners: RefCell::default(),
        });
        page.listeners.replace(input::listen(&page));
        PAGE.set(Some(Rc::clone(&page)));
        Ok(page)
    }

    /// Takes `article` in until it is removed.
    pub(crate) fn add(&self, article: Rc<Article>, options: &Options) -> u32 {
        let number = self.next_number.replace(self.next_number.get() + 1);
        self.articles.borrow_mut().push((number, article));
        self.card_before_link.set(options.card_before_link);
        self.machine.borrow_mut().set_timing(options.timing);
        if let Some(selector) = &options.root {
            let rule = [":is(", selector, "){cursor:help}"].concat();
            // A selector that the browser cannot read only costs the pointer's shape.
            let _ = self.cursor.insert_rule_with_index(&rule, 0);
        }
        number
    }

    /// Puts `article` in the place of number `number`; an open card of the old one closes.
    pub(crate) fn replace(&self, number: u32, article: Rc<Article>) {
        if self.machine.borrow().open().is_some_and(|(open, _)| open == number) {
            self.handle(Event::Dismiss, Via::Api);
        }
        if let Some((_, slot)) = self.articles.borrow_mut().iter_mut().find(|(other, _)| *other == number) {
            *slot = article;
        }
    }

    /// Lets article `number` go; its open card closes.
    pub(crate) fn remove(&self, number: u32) {
        self.forget(number);
        self.articles.borrow_mut().retain(|(other, _)| *other != number);
        if self.articles.borrow().is_empty() {
            PAGE.take();
        }
    }

    /// Closes the card of article `number`, if it is one of its annotations'.
    pub(crate) fn forget(&self, number: u32) {
        if self.open_card().is_some_and(|(article, _)| article == number) {
            self.handle(Event::Dismiss, Via::Api);
        }
    }

    /// Takes in who shows cards, and shows the one that is open already.
    pub(crate) fn attach(&self, view: View) {
        self.view.replace(Some(view));
        self.redraw();
    }

    /// Brings annotation `index` of article `number` into view, opens its card and keeps it open.
    pub(crate) fn open(&self, number: u32, index: u32, via: Via) {
        if let Some(article) = self.article(number) {
            article.reveal(index);
            self.handle(Event::Ask((number, index)), via);
        }
    }

    /// Closes the open card.
    pub(crate) fn close(&self) {
        self.handle(Event::Dismiss, Via::Api);
    }

    /// Opens the card `step` places (1 or -1) after the last one; at first, that of the first annotation in the window.
    pub(crate) fn step(&self, step: i32) {
        let articles = self.living();
        let last = self.open_card().or(self.last.get());
        let start = last.and_then(|last| articles.iter().position(|(number, _)| *number == last.0));
        let mut from = last.map(|(_, index)| index).filter(|_| start.is_some());
        let mut place = start.unwrap_or_default();
        while let Some((number, article)) = articles.get(place) {
            let next = if last.is_none() { article.first_in_view() } else { article.neighbour(from, step) };
            if let Some(index) = next {
                return self.open(*number, index, Via::Keyboard);
            }
            from = None;
            place = place.wrapping_add_signed(step as isize);
        }
    }

    /// Shows the open card anew, its texts having come.
    pub(crate) fn redraw(&self) {
        if let Some(id) = self.open_card()
            && !self.display(id, self.via.get())
        {
            self.handle(Event::Dismiss, Via::Api);
        }
    }

    /// Gives the pointer the shape of what it is on. The shape is inherited, so changing it restyles the whole article:
    /// a very long one does without.
    pub(super) fn show_cursor(&self, over: Option<Id>) {
        let small = |(number, _): Id| self.article(number).is_some_and(|article| article.count() <= MOST_FOR_CURSOR);
        let wanted = over.is_some_and(small);
        if wanted == self.cursor.disabled() {
            self.cursor.set_disabled(!wanted);
        }
    }

    /// Whether the card that is open or about to open is there for the pointer.
    pub(super) fn by_pointer(&self) -> bool {
        self.via.get() == Via::Hover
    }

    /// The annotation whose card is open.
    pub(super) fn open_card(&self) -> Option<Id> {
        self.machine.borrow().open()
    }

    /// The element that holds the card, and its box.
    pub(super) fn card(&self) -> Option<(HtmlElement, Option<DomRect>)> {
        self.view.borrow().as_ref().map(|view| (view.host(), view.bounds()))
    }

    /// The articles, by number.
    pub(super) fn living(&self) -> Vec<(u32, Rc<Article>)> {
        self.articles.borrow().clone()
    }

    /// Article `number`.
    pub(super) fn article(&self, number: u32) -> Option<Rc<Article>> {
        self.articles.borrow().iter().find(|(other, _)| *other == number).map(|(_, article)| Rc::clone(article))
    }

    /// Hands `event` to the machine and carries out what it says.
    pub(super) fn handle(&self, event: Event<Id>, via: Via) {
        let before = self.open_card();
        let effect = self.machine.borrow_mut().handle(event);
        if matches!(event, Event::Ask(_)) || matches!(effect, Effect::Wait { .. }) {
            self.via.set(via);
        }
        match effect {
            Effect::Nothing => {}
            Effect::Wait { token, ms } => self.wait(token, ms),
            Effect::Show(id) => self.show(before, id),
            Effect::Hide => {
                if let Some(view) = self.view() {
                    view.hide();
                }
                self.left(before);
            }
        }
    }

    fn wait(&self, token: u32, ms: u32) {
        let Some(page) = PAGE.with_borrow(Option::clone) else { return };
        let page = Rc::downgrade(&page);
        self.timer.replace(Timer::after(&self.window, ms, move || {
            if let Some(page) = page.upgrade() {
                page.handle(Event::Timer(token), Via::Hover);
            }
        }));
    }

    fn show(&self, before: Option<Id>, id: Id) {
        self.left(before.filter(|before| *before != id));
        let via = self.via.get();
        let article = self.article(id.0);
        let wanted = article.as_ref().is_some_and(|article| article.says(id.1) && send_open(article, id.1, via));
        if wanted && self.display(id, via) {
            self.last.set(Some(id));
            if let Some(article) = article {
                article.set_active(Some(id.1));
            }
        } else {
            if let Some(view) = self.view() {
                view.hide();
            }
            self.machine.borrow_mut().handle(Event::Dismiss);
        }
    }

    /// Hands the card to the view; before there is one, `attach` will. False where there is nothing to show.
    fn display(&self, id: Id, via: Via) -> bool {
        let Some(article) = self.article(id.0) else { return false };
        let line = self.line.borrow().as_ref().filter(|(hit, _)| *hit == id).map(|(_, line)| line.clone());
        let Some(line) = line.or_else(|| article.first_line(id.1)) else { return false };
        self.view().is_none_or(|view| view.show_at(&self.document, id, &line, via))
    }

    /// A copy: the view may call back into the page.
    fn view(&self) -> Option<View> {
        self.view.borrow().clone()
    }

    /// Card `before` is no longer shown.
    fn left(&self, before: Option<Id>) {
        if let Some((article, index)) = before.and_then(|(number, index)| Some((self.article(number)?, index))) {
            article.set_active(None);
            send_close(&article, index);
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(view) = self.view.take() {
            view.remove();
        }
        let sheet: &JsValue = &self.cursor;
        let kept = self.document.adopted_style_sheets().filter(&mut |other, _, _| other != *sheet);
        self.document.set_adopted_style_sheets(&kept);
    }
}
