//! The events that publishers hear. They bubble from the article.

use super::article::Article;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// How a card was opened or closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Via {
    #[default]
    Hover,
    /// A link in the text, or the caret.
    Focus,
    Tap,
    Keyboard,
    Panel,
    Api,
}

impl Via {
    /// The name in every interface.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Hover => "hover",
            Self::Focus => "focus",
            Self::Tap => "tap",
            Self::Keyboard => "keyboard",
            Self::Panel => "panel",
            Self::Api => "api",
        }
    }

    /// The way called `name`; a script's where it is none.
    pub(crate) fn from_name(name: &str) -> Self {
        [Self::Keyboard, Self::Panel, Self::Tap].into_iter().find(|via| via.as_str() == name).unwrap_or(Self::Api)
    }
}

#[derive(Serialize)]
struct Annotated {
    count: u32,
    ms: f64,
}

/// `newsgloss:annotated`: the first paint of the article is done.
pub(crate) fn send_annotated(article: &Article, ms: f64) {
    let detail = Annotated { count: article.count(), ms };
    send(&article.root, "newsgloss:annotated", &to_js(&detail), false);
}

/// `newsgloss:open`: a card is about to open. False where the page wants to show its own.
pub(crate) fn send_open(article: &Article, index: u32, via: Via) -> bool {
    let detail = js_sys::Object::new();
    // Setting a field of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&detail, &"annotation".into(), &article.annotation(index));
    let _ = js_sys::Reflect::set(&detail, &"via".into(), &via.as_str().into());
    send(&article.root, "newsgloss:open", &detail, true)
}

/// `newsgloss:close`: the card of annotation `index` is gone.
pub(crate) fn send_close(article: &Article, index: u32) {
    send(&article.root, "newsgloss:close", &to_js(&Closed { id: index }), false);
}

#[derive(Serialize)]
struct Closed {
    id: u32,
}

/// Plain objects, not maps; a value that cannot be converted becomes `undefined`.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Sends a bubbling event; false where a listener cancelled it.
fn send(root: &Element, name: &str, detail: &JsValue, cancelable: bool) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(detail);
    let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) else { return true };
    root.dispatch_event(&event).unwrap_or(true)
}
