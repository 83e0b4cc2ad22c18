//! Event listeners and timers as values: dropping one removes it, and dropping never throws.
//!
//! A callback may drop itself while it runs: wasm-bindgen frees a closure when its last call has returned.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget, Window};

/// A listener that lives as long as this value.
pub(crate) struct Listener {
    target: EventTarget,
    name: &'static str,
    capture: bool,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens to `name` on `target`, in the capture phase where `capture` says so; passively, but for clicks.
    pub(crate) fn new(
        target: &EventTarget,
        name: &'static str,
        capture: bool,
        callback: impl FnMut(Event) + 'static,
    ) -> Self {
        let callback = Closure::<dyn FnMut(Event)>::new(callback);
        let options = AddEventListenerOptions::new();
        options.set_capture(capture);
        options.set_passive(name != "click");
        let function = callback.as_ref().unchecked_ref();
        // Adding can only fail on a target that is no EventTarget, which the type rules out.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, function, &options);
        Self { target: target.clone(), name, capture, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.callback.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, function, self.capture);
    }
}

/// A timeout or animation frame that is cancelled when this value is dropped.
pub(crate) struct Timer {
    window: Window,
    handle: i32,
    frame: bool,
    /// Kept alive until the call or the drop.
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `callback` once after `ms` milliseconds.
    pub(crate) fn after(window: &Window, ms: u32, callback: impl FnMut() + 'static) -> Option<Self> {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let function = callback.as_ref().unchecked_ref();
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(function, ms).ok()?;
        Some(Self { window: window.clone(), handle, frame: false, _callback: callback })
    }

    /// Calls `callback` once before the next paint.
    pub(crate) fn next_frame(window: &Window, callback: impl FnMut() + 'static) -> Option<Self> {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let handle = window.request_animation_frame(callback.as_ref().unchecked_ref()).ok()?;
        Some(Self { window: window.clone(), handle, frame: true, _callback: callback })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if self.frame {
            let _ = self.window.cancel_animation_frame(self.handle);
        } else {
            self.window.clear_timeout_with_handle(self.handle);
        }
    }
}
