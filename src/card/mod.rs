//! The reader's side without its DOM: what leads where, when a card opens, where it lies. Imports: `wire`.

mod machine;
mod place;
mod related;
mod safe;

pub use machine::{Effect, Event, Machine, Timing};
pub use place::{Box2, place};
pub use related::{is_shown, outline, related};
pub use safe::is_between;
