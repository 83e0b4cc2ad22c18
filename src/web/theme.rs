//! The colours around an article: whether its ground is dark, and whether the reader's system forces its own.

use super::options::Theme;
use web_sys::{Element, Window};

/// Whether annotations in `element` want light colours on a dark ground.
pub(crate) fn is_dark(window: &Window, element: &Element, theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::Auto => ground(window, element).map_or_else(|| matches(window, "(prefers-color-scheme: dark)"), is_dim),
    }
}

/// Whether the system forces its colours on pages.
pub(crate) fn is_forced(window: &Window) -> bool {
    matches(window, "(forced-colors: active)")
}

fn matches(window: &Window, query: &str) -> bool {
    window.match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// The first colour behind `element` that is not transparent: red, green and blue. `None` where the page paints
/// none, or says it in another notation than `rgb()`.
fn ground(window: &Window, element: &Element) -> Option<[u32; 3]> {
    let mut at = Some(element.clone());
    while let Some(element) = at {
        let color = window.get_computed_style(&element).ok()??.get_property_value("background-color").ok()?;
        let channels = color.strip_prefix("rgb")?.trim_start_matches('a').trim_matches(['(', ')']);
        let mut channels = channels.split(',').map(str::trim);
        let mut next = || channels.next()?.parse().ok();
        let rgb = [next()?, next()?, next()?];
        if channels.next() != Some("0") {
            return Some(rgb);
        }
        at = element.parent_element();
    }
    None
}

/// Whether white text reads better on it than black: luma below half (the weights are ITU-R BT.601's).
fn is_dim([red, green, blue]: [u32; 3]) -> bool {
    299 * red + 587 * green + 114 * blue < 127_500
}
