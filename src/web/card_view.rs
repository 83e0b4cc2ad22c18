//! The card's DOM: one host on `<body>` with a shadow root, a popover in it, and an invisible box to anchor it to.

use super::hit;
use crate::card::{Box2, CardContent, place};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, DomRect, Element, HtmlElement, ShadowRootInit, ShadowRootMode};

const STYLE: &str = include_str!("card.css");

/// The page's card. Dropping it takes its host off the page.
pub(crate) struct CardView {
    document: Document,
    host: HtmlElement,
    anchor: HtmlElement,
    card: HtmlElement,
    close: HtmlElement,
    kind: HtmlElement,
    title: HtmlElement,
    line: HtmlElement,
    note: HtmlElement,
    /// Whether CSS places the card.
    anchored: bool,
}

impl CardView {
    /// Builds the card, hidden and not yet on the page.
    pub(crate) fn new(document: &Document) -> Result<Self, JsValue> {
        let element = |name: &str, class: &str| -> Result<HtmlElement, JsValue> {
            let element = document.create_element(name)?;
            element.set_class_name(class);
            Ok(element.unchecked_into())
        };
        let host = element("news-gloss-card", "")?;
        let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(STYLE)?;
        shadow.set_adopted_style_sheets(&Array::of1(&sheet));
        let (anchor, card) = (element("div", "anchor")?, element("div", "card")?);
        let (close, kind) = (element("button", "close")?, element("p", "kind")?);
        let (title, line, note) = (element("h2", "title")?, element("p", "line")?, element("p", "note")?);
        for (element, part) in
            [(&card, "card"), (&close, "close"), (&kind, "kind"), (&title, "title"), (&line, "body"), (&note, "note")]
        {
            element.set_attribute("part", part)?;
        }
        title.set_id("title");
        card.set_attribute("role", "dialog")?;
        card.set_attribute("aria-labelledby", "title")?;
        card.set_attribute("popover", "manual")?;
        close.set_attribute("type", "button")?;
        close.set_attribute("aria-label", "Close")?;
        close.set_text_content(Some("×"));
        for child in [&close, &kind, &title, &line, &note] {
            card.append_child(child)?;
        }
        shadow.append_child(&anchor)?;
        shadow.append_child(&card)?;
        let anchored = web_sys::css::supports_with_value("position-area", "block-end").unwrap_or(false);
        Ok(Self { document: document.clone(), host, anchor, card, close, kind, title, line, note, anchored })
    }

    /// The host, as event targets name the card.
    pub(crate) fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// The close button.
    pub(crate) fn close_button(&self) -> &HtmlElement {
        &self.close
    }

    /// Shows `content` at `line`, a box in viewport coordinates, in the language and direction of `near`.
    pub(crate) fn show(&self, content: &CardContent, line: &DomRect, near: &Element) -> Result<(), JsValue> {
        if !self.host.is_connected() {
            self.document.body().ok_or("no body")?.append_child(&self.host)?;
        }
        self.card.set_attribute("data-kind", content.accent)?;
        for name in ["lang", "dir"] {
            let value = near.closest(&["[", name, "]"].concat())?.and_then(|element| element.get_attribute(name));
            match value {
                Some(value) => self.card.set_attribute(name, &value)?,
                None => self.card.remove_attribute(name)?,
            }
        }
        for (element, text) in [
            (&self.kind, &content.kind),
            (&self.title, &content.title),
            (&self.line, &content.line),
            (&self.note, &content.note),
        ] {
            element.set_text_content(Some(text));
            element.set_hidden(text.is_empty());
        }
        self.move_anchor(line)?;
        self.card.hide_popover()?;
        self.card.show_popover()?;
        if !self.anchored {
            self.place_by_hand(line)?;
        }
        Ok(())
    }

    /// Takes the card away; the host stays for the next one.
    pub(crate) fn hide(&self) {
        let _ = self.card.hide_popover();
    }

    /// Moves the invisible box onto `line`. It scrolls with the page, and the card with it.
    fn move_anchor(&self, line: &DomRect) -> Result<(), JsValue> {
        let style = self.anchor.style();
        let set = |name, value: f64| style.set_property(name, &pixels(value));
        set("left", 0.0)?;
        set("top", 0.0)?;
        let origin = self.anchor.get_bounding_client_rect();
        set("left", line.left() - origin.left())?;
        set("top", line.top() - origin.top())?;
        set("width", line.width())?;
        set("height", line.height())
    }

    fn place_by_hand(&self, line: &DomRect) -> Result<(), JsValue> {
        let root = self.document.document_element().ok_or("no root")?;
        let viewport =
            Box2 { x: 0.0, y: 0.0, width: f64::from(root.client_width()), height: f64::from(root.client_height()) };
        let style = self.card.style();
        // Below this width the style sheet makes the card a sheet at the bottom.
        if viewport.width < 480.0 {
            self.card.set_class_name("card");
            style.remove_property("left")?;
            style.remove_property("top")?;
            return Ok(());
        }
        self.card.set_class_name("card placed");
        let (x, y) = place(hit::to_box(line), hit::to_box(&self.card.get_bounding_client_rect()), viewport);
        style.set_property("left", &pixels(x))?;
        style.set_property("top", &pixels(y))
    }
}

/// A CSS length. JavaScript writes the number: Rust's float formatting would cost 6 KiB.
fn pixels(value: f64) -> String {
    let number = js_sys::Number::from(value).to_string_with_radix(10).map(String::from).unwrap_or_default();
    [&number, "px"].concat()
}

impl Drop for CardView {
    fn drop(&mut self) {
        self.host.remove();
    }
}
