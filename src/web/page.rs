//! What all articles of a page share: pointer and keyboard, the card's state, and the card itself.

use super::article::Article;
use super::card_view::CardView;
use super::events::{Via, send_close, send_open};
use super::hit::caret_at;
use super::listener::{Listener, Timer};
use crate::card::{Effect, Event, Machine, Timing};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, DomRect, Element, KeyboardEvent, Node, PointerEvent, Window};

/// An annotation on this page: article number and index in the article.
type Id = (u32, u32);

/// The shared state of a page; gone with its last article.
pub(crate) struct Page {
    window: Window,
    document: Document,
    card: CardView,
    machine: RefCell<Machine<Id>>,
    articles: RefCell<Vec<(u32, Rc<Article>)>>,
    next_number: Cell<u32>,
    /// The line under the pointer when the annotation was last hit.
    line: RefCell<Option<(Id, DomRect)>>,
    /// Where the pointer last was, and the frame that will look.
    pointer: Cell<(f64, f64)>,
    frame: RefCell<Option<Timer>>,
    timer: RefCell<Option<Timer>>,
    /// Turned on while the pointer is on an annotation.
    cursor: CssStyleSheet,
    listeners: RefCell<Vec<Listener>>,
}

thread_local! {
    /// Owned here while articles run, whatever becomes of their handles in JavaScript.
    static PAGE: RefCell<Option<Rc<Page>>> = const { RefCell::new(None) };
}

/// Links and controls keep their taps.
const INTERACTIVE: &str = "a[href],button,input,select,textarea,label,summary,[role=button],[role=link],[onclick]";

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
            card: CardView::new(document)?,
            machine: RefCell::new(Machine::new(Timing::DEFAULT)),
            articles: RefCell::default(),
            next_number: Cell::new(0),
            line: RefCell::default(),
            pointer: Cell::default(),
            frame: RefCell::default(),
            timer: RefCell::default(),
            cursor,
            listeners: RefCell::default(),
        });
        page.listen();
        PAGE.set(Some(Rc::clone(&page)));
        Ok(page)
    }

    /// Takes `article` in until it is removed; `selector` is the publisher's, for the pointer's shape.
    pub(crate) fn add(&self, article: Rc<Article>, selector: Option<&str>) -> u32 {
        let number = self.next_number.replace(self.next_number.get() + 1);
        self.articles.borrow_mut().push((number, article));
        if let Some(selector) = selector {
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
        if self.machine.borrow().open().is_some_and(|(article, _)| article == number) {
            self.handle(Event::Dismiss, Via::Api);
        }
        self.articles.borrow_mut().retain(|(other, _)| *other != number);
        if self.articles.borrow().is_empty() {
            PAGE.take();
        }
    }

    /// Opens the card of annotation `index` of article `number` and keeps it open.
    pub(crate) fn open(&self, number: u32, index: u32) {
        self.handle(Event::Ask((number, index)), Via::Api);
    }

    /// Closes the open card.
    pub(crate) fn close(&self) {
        self.handle(Event::Dismiss, Via::Api);
    }

    /// Article `number`, while it runs.
    pub(crate) fn article(&self, number: u32) -> Option<Rc<Article>> {
        self.articles.borrow().iter().find(|(other, _)| *other == number).map(|(_, article)| Rc::clone(article))
    }

    fn listen(self: &Rc<Self>) {
        let on = |target: &web_sys::EventTarget, name, react: fn(&Rc<Self>, &web_sys::Event)| {
            let page = Rc::downgrade(self);
            Listener::new(target, name, true, move |event| {
                if let Some(page) = page.upgrade() {
                    react(&page, &event);
                }
            })
        };
        let document: &web_sys::EventTarget = &self.document;
        let mut listeners = vec![
            on(document, "pointermove", Self::pointer_moved),
            on(document, "click", Self::clicked),
            on(document, "keydown", Self::key_pressed),
            on(document, "scroll", Self::scrolled),
            on(self.card.close_button(), "click", |page, _| page.handle(Event::Dismiss, Via::Tap)),
        ];
        if let Some(root) = self.document.document_element() {
            listeners.push(on(&root, "pointerleave", |page, event| {
                let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
                if target == page.document.document_element() {
                    page.handle(Event::Over(None), Via::Hover);
                }
            }));
        }
        *self.listeners.borrow_mut() = listeners;
    }

    fn pointer_moved(self: &Rc<Self>, event: &web_sys::Event) {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        // A finger taps; a pressed button drags or selects.
        if event.pointer_type() == "touch" || event.buttons() != 0 {
            return;
        }
        self.pointer.set((f64::from(event.client_x()), f64::from(event.client_y())));
        let page = Rc::downgrade(self);
        let mut frame = self.frame.borrow_mut();
        if frame.is_none() {
            *frame = Timer::next_frame(&self.window, move || {
                if let Some(page) = page.upgrade() {
                    page.frame.take();
                    page.look_under_pointer();
                }
            });
        }
    }

    fn look_under_pointer(self: &Rc<Self>) {
        let (x, y) = self.pointer.get();
        let under = self.document.element_from_point(x as f32, y as f32);
        if under.as_ref().is_some_and(|element| **element == ***self.card.host()) {
            self.handle(Event::OverCard, Via::Hover);
            return;
        }
        let hit = under.and_then(|under| self.hit(&under, x, y));
        let id = hit.as_ref().map(|(id, _)| *id);
        self.cursor.set_disabled(id.is_none());
        if hit.is_some() {
            *self.line.borrow_mut() = hit;
        }
        self.handle(Event::Over(id), Via::Hover);
    }

    /// The annotation at a viewport point whose topmost element is `under`.
    fn hit(&self, under: &Element, x: f64, y: f64) -> Option<(Id, DomRect)> {
        let articles: Vec<_> = self.articles.borrow().clone();
        let inside = |article: &Article| article.root.contains(Some(under));
        let (number, article) = articles.iter().find(|(_, article)| inside(article))?;
        let (node, offset) = caret_at(&self.document, x, y)?;
        let (index, line) = article.hit(&node, offset, x, y)?;
        Some(((*number, index), line))
    }

    fn clicked(self: &Rc<Self>, event: &web_sys::Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
        if target == ***self.card.host() {
            return;
        }
        let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
        let touch = event.dyn_ref::<PointerEvent>().filter(|event| event.pointer_type() == "touch");
        let hit = touch.zip(element).and_then(|(event, element)| {
            if element.closest(INTERACTIVE).ok().flatten().is_some() {
                return None;
            }
            self.hit(&element, f64::from(event.client_x()), f64::from(event.client_y()))
        });
        match hit {
            Some((id, line)) => {
                *self.line.borrow_mut() = Some((id, line));
                self.handle(Event::Ask(id), Via::Tap);
            }
            None => self.handle(Event::Dismiss, Via::Tap),
        }
    }

    fn key_pressed(self: &Rc<Self>, event: &web_sys::Event) {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            self.handle(Event::Dismiss, Via::Keyboard);
        }
    }

    /// The anchor scrolls with the page but not with a box inside it; and what was under a resting pointer is gone.
    fn scrolled(self: &Rc<Self>, event: &web_sys::Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
        if target == ***self.card.host() {
            return;
        }
        if self.machine.borrow().open().is_none() {
            self.handle(Event::Over(None), Via::Hover);
        } else if target != *self.document {
            self.handle(Event::Dismiss, Via::Hover);
        }
    }

    /// Hands `event` to the machine and carries out what it says.
    fn handle(&self, event: Event<Id>, via: Via) {
        let before = self.machine.borrow().open();
        let effect = self.machine.borrow_mut().handle(event);
        match effect {
            Effect::Nothing => {}
            Effect::Wait { token, ms } => self.wait(token, ms),
            Effect::Show(id) => self.show(before, id, via),
            Effect::Hide => {
                self.card.hide();
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

    fn show(&self, before: Option<Id>, id: Id, via: Via) {
        self.left(before.filter(|before| *before != id));
        let article = self.article(id.0);
        let shown = article.as_ref().is_some_and(|article| {
            let line = self.line.borrow().as_ref().filter(|(hit, _)| *hit == id).map(|(_, line)| line.clone());
            let Some(content) = article.content(id.1) else { return false };
            let Some(line) = line.or_else(|| article.first_line(id.1)) else { return false };
            send_open(article, id.1, via) && self.card.show(&content, &line, &article.root).is_ok()
        });
        if shown {
            if let Some(article) = article {
                article.set_active(Some(id.1));
            }
        } else {
            self.card.hide();
            self.machine.borrow_mut().handle(Event::Dismiss);
        }
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
        let sheet: &JsValue = &self.cursor;
        let kept = self.document.adopted_style_sheets().filter(&mut |other, _, _| other != *sheet);
        self.document.set_adopted_style_sheets(&kept);
    }
}
