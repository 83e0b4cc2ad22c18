//! Pointer, keyboard and focus, as events for the card's state machine. One listener each, whatever the number of
//! annotations.

use super::events::Via;
use super::hit::{caret_at, to_box};
use super::listener::{Listener, Timer};
use super::page::{Id, Page};
use crate::card::{Event, is_between};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, EventTarget, KeyboardEvent, MouseEvent, Node, PointerEvent};

/// What input remembers.
#[derive(Default)]
pub(super) struct Input {
    /// Where the pointer last was, and the frame that will look.
    pointer: Cell<(f64, f64)>,
    frame: RefCell<Option<Timer>>,
    /// Whether the caret was last moved by a key.
    by_key: Cell<bool>,
}

/// Links and controls keep their clicks.
const INTERACTIVE: &str = "a[href],button,input,select,textarea,label,summary,[role=button],[role=link],[onclick]";

/// Keys that move a caret.
const CARET_KEYS: [&str; 8] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

/// Listens for `page`, which does not live longer for it.
pub(super) fn listen(page: &Rc<Page>) -> Vec<Listener> {
    let on = |target: &EventTarget, name, react: fn(&Rc<Page>, &web_sys::Event)| {
        let page = Rc::downgrade(page);
        Listener::new(target, name, true, move |event| {
            if let Some(page) = page.upgrade() {
                react(&page, &event);
            }
        })
    };
    let document: &EventTarget = &page.document;
    let mut listeners = vec![
        on(document, "pointermove", pointer_moved),
        on(document, "pointerdown", |page, _| page.input.by_key.set(false)),
        on(document, "click", clicked),
        on(document, "keydown", key_pressed),
        on(document, "scroll", scrolled),
        on(document, "focusin", focus_came),
        on(document, "focusout", |page, _| page.handle(Event::Over(None), Via::Focus)),
        on(document, "selectionchange", |page, _| caret_moved(page)),
    ];
    if let Some(root) = page.document.document_element() {
        listeners.push(on(&root, "pointerleave", |page, event| {
            let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
            if target == page.document.document_element() {
                page.handle(Event::Over(None), Via::Hover);
            }
        }));
    }
    listeners
}

fn pointer_moved(page: &Rc<Page>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    // A finger taps; a pressed button drags or selects.
    if event.pointer_type() == "touch" || event.buttons() != 0 {
        return;
    }
    page.input.pointer.set((f64::from(event.client_x()), f64::from(event.client_y())));
    let weak = Rc::downgrade(page);
    let mut frame = page.input.frame.borrow_mut();
    if frame.is_none() {
        *frame = Timer::next_frame(&page.window, move || {
            if let Some(page) = weak.upgrade() {
                page.input.frame.take();
                look_under_pointer(&page);
            }
        });
    }
}

fn look_under_pointer(page: &Rc<Page>) {
    let (x, y) = page.input.pointer.get();
    let under = page.document.element_from_point(x as f32, y as f32);
    if let Some((host, bounds)) = page.card() {
        let line = page.line.borrow().as_ref().map(|(_, line)| to_box(line));
        let on_the_way = || bounds.zip(line).is_some_and(|(card, line)| is_between(line, to_box(&card), (x, y)));
        if under.as_ref().is_some_and(|element| **element == **host) || on_the_way() {
            page.handle(Event::OverCard, Via::Hover);
            return;
        }
    }
    let hit = under.filter(|_| !is_selecting(page)).and_then(|under| hit(page, &under, x, y));
    let id = hit.as_ref().map(|(id, _)| *id);
    page.show_cursor(id);
    if hit.is_some() {
        page.line.replace(hit);
    }
    page.handle(Event::Over(id), Via::Hover);
}

/// Whether text is selected: the reader is about to copy, not to ask.
fn is_selecting(page: &Page) -> bool {
    page.window.get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// The annotation at a viewport point whose topmost element is `under`.
fn hit(page: &Page, under: &Element, x: f64, y: f64) -> Option<(Id, DomRect)> {
    let (number, article) = page.living().into_iter().find(|(_, article)| article.root.contains(Some(under)))?;
    let (node, offset) = caret_at(&page.document, x, y)?;
    let (index, line) = article.hit(&node, offset, x, y)?;
    Some(((number, index), line))
}

fn clicked(page: &Rc<Page>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if modified || page.card().is_some_and(|(host, _)| target == **host) {
        return;
    }
    let touch = event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "touch");
    let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
    let found = element.filter(|_| !is_selecting(page)).and_then(|element| {
        let found = hit(page, &element, f64::from(event.client_x()), f64::from(event.client_y()))?;
        let Some(control) = element.closest(INTERACTIVE).ok().flatten() else { return Some(found) };
        let first_tap = touch && page.card_before_link.get() && page.open_card() != Some(found.0);
        (first_tap && control.local_name() == "a").then(|| {
            event.prevent_default();
            found
        })
    });
    match found {
        Some((id, line)) => {
            page.line.replace(Some((id, line)));
            page.handle(Event::Ask(id), Via::Tap);
        }
        None => page.handle(Event::Dismiss, Via::Tap),
    }
}

fn key_pressed(page: &Rc<Page>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let key = event.key();
    page.input.by_key.set(CARET_KEYS.contains(&key.as_str()));
    if key == "Escape" {
        page.handle(Event::Dismiss, Via::Keyboard);
    }
}

/// A link in the text shows the card of what it names while it has the focus by keyboard.
fn focus_came(page: &Rc<Page>, event: &web_sys::Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    // A card that closes gives the focus back: no reason to open again.
    let from = js_sys::Reflect::get(event, &"relatedTarget".into()).unwrap_or_default();
    let from_card = page.card().is_some_and(|(host, _)| from == *AsRef::<JsValue>::as_ref(&host));
    if from_card || !target.matches("a[href]:focus-visible").unwrap_or(false) {
        return;
    }
    let articles = page.living();
    let Some((number, article)) = articles.into_iter().find(|(_, article)| article.root.contains(Some(&target))) else {
        return;
    };
    if let Some(index) = article.within(&target) {
        page.handle(Event::Over(Some((number, index))), Via::Focus);
    }
}

/// A caret that keys move (caret browsing) shows the card of what it stands in.
fn caret_moved(page: &Rc<Page>) {
    if !page.input.by_key.get() {
        return;
    }
    let Some(selection) = page.window.get_selection().ok().flatten().filter(web_sys::Selection::is_collapsed) else {
        return;
    };
    let Some(node) = selection.focus_node() else { return };
    let at = page
        .living()
        .into_iter()
        .find_map(|(number, article)| Some((number, article.at_caret(&node, selection.focus_offset())?)));
    page.handle(Event::Over(at), Via::Focus);
}

/// The card scrolls with the page but not with a box inside it; and what was under a resting pointer is gone.
fn scrolled(page: &Rc<Page>, event: &web_sys::Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
    if page.card().is_some_and(|(host, _)| target == **host) {
        return;
    }
    let holds_text = |other: &Node| {
        page.living()
            .iter()
            .any(|(_, article)| article.root.contains(Some(other)) || other.contains(Some(&article.root)))
    };
    if page.open_card().is_none() {
        if page.by_pointer() {
            page.handle(Event::Over(None), Via::Hover);
        }
    } else if target != *page.document && holds_text(&target) {
        page.handle(Event::Dismiss, Via::Hover);
    }
}
