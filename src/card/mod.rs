//! The card without its DOM: what it says, when it opens, where it lies. Imports: `wire`.

mod content;
mod machine;
mod place;

pub use content::{Accent, CardContent};
pub use machine::{Effect, Event, Machine, Timing};
pub use place::{Box2, place};
