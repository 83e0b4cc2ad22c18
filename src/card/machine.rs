//! When a card opens and closes: a state machine without DOM or clock.
//!
//! The caller feeds it what the pointer, keyboard and timers do and carries out the effects. Every timer carries a
//! token; an answer whose token is no longer the awaited one is ignored (the idea is Wikimedia's Page Previews').

/// How long things take, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Rest on an annotation before its card opens.
    pub open: u32,
    /// The same while another card is open.
    pub reopen: u32,
    /// Grace after the pointer has left annotation and card.
    pub close: u32,
}

impl Timing {
    /// 300 ms to open and to close; a neighbour opens after 80 ms.
    pub const DEFAULT: Self = Self { open: 300, reopen: 80, close: 300 };
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<Id> {
    /// The pointer moved onto this annotation, or onto none.
    Over(Option<Id>),
    /// The pointer moved onto the card itself.
    OverCard,
    /// A timer that was asked for has run out.
    Timer(u32),
    /// The reader asked for this card: tap, keyboard, panel or script. It stays until dismissed.
    Ask(Id),
    /// Escape, the close button, a tap elsewhere, or the annotation went away.
    Dismiss,
}

/// What the caller must do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect<Id> {
    /// Nothing.
    Nothing,
    /// Start a timer and answer with [`Event::Timer`] and its token.
    Wait {
        /// To be handed back.
        token: u32,
        /// Milliseconds.
        ms: u32,
    },
    /// Show the card of this annotation, in place of any other.
    Show(Id),
    /// Take the card away.
    Hide,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State<Id> {
    Idle,
    /// Nothing open; the pointer rests on an annotation.
    Waiting(Id),
    Open {
        id: Id,
        /// Asked for: the pointer leaving does not close it.
        kept: bool,
    },
    /// Open, and the pointer is elsewhere: on another annotation, or on none.
    Leaving {
        id: Id,
        to: Option<Id>,
    },
}

/// The state of the page's card; `Id` names an annotation.
#[derive(Debug)]
pub struct Machine<Id> {
    timing: Timing,
    state: State<Id>,
    token: u32,
}

impl<Id: Copy + Eq> Machine<Id> {
    /// Nothing open.
    pub fn new(timing: Timing) -> Self {
        Self { timing, state: State::Idle, token: 0 }
    }

    /// Cards open and close by `timing` from now on.
    pub fn set_timing(&mut self, timing: Timing) {
        self.timing = timing;
    }

    /// The annotation whose card is open.
    pub fn open(&self) -> Option<Id> {
        match self.state {
            State::Open { id, .. } | State::Leaving { id, .. } => Some(id),
            State::Idle | State::Waiting(_) => None,
        }
    }

    /// Takes in what happened and says what to do.
    pub fn handle(&mut self, event: Event<Id>) -> Effect<Id> {
        match (self.state, event) {
            (_, Event::Ask(id)) => self.enter(State::Open { id, kept: true }, Effect::Show(id)),
            (State::Idle, Event::Dismiss | Event::Over(None) | Event::OverCard | Event::Timer(_)) => Effect::Nothing,
            (State::Waiting(_), Event::Dismiss | Event::Over(None) | Event::OverCard) => {
                self.enter(State::Idle, Effect::Nothing)
            }
            (_, Event::Dismiss) => self.enter(State::Idle, Effect::Hide),
            (State::Waiting(id), Event::Over(Some(over))) if id == over => Effect::Nothing,
            (State::Idle | State::Waiting(_), Event::Over(Some(id))) => self.wait(State::Waiting(id), self.timing.open),
            (State::Open { kept: true, .. }, Event::Over(None) | Event::OverCard | Event::Timer(_)) => Effect::Nothing,
            (State::Open { id, .. }, Event::Over(over)) if over != Some(id) => {
                let ms = if over.is_some() { self.timing.reopen } else { self.timing.close };
                self.wait(State::Leaving { id, to: over }, ms)
            }
            (State::Open { .. }, _) => Effect::Nothing,
            (State::Leaving { to, .. }, Event::Over(over)) if to == over => Effect::Nothing,
            (State::Leaving { id, .. }, Event::OverCard) => {
                self.enter(State::Open { id, kept: false }, Effect::Nothing)
            }
            (State::Leaving { id, .. }, Event::Over(Some(over))) if id == over => {
                self.enter(State::Open { id, kept: false }, Effect::Nothing)
            }
            (State::Leaving { id, .. }, Event::Over(over)) => {
                let ms = if over.is_some() { self.timing.reopen } else { self.timing.close };
                self.wait(State::Leaving { id, to: over }, ms)
            }
            (_, Event::Timer(token)) if token != self.token => Effect::Nothing,
            (State::Waiting(id) | State::Leaving { to: Some(id), .. }, Event::Timer(_)) => {
                self.enter(State::Open { id, kept: false }, Effect::Show(id))
            }
            (State::Leaving { to: None, .. }, Event::Timer(_)) => self.enter(State::Idle, Effect::Hide),
        }
    }

    /// Any timer under way is stale from here on.
    fn enter(&mut self, state: State<Id>, effect: Effect<Id>) -> Effect<Id> {
        self.state = state;
        self.token = self.token.wrapping_add(1);
        effect
    }

    fn wait(&mut self, state: State<Id>, ms: u32) -> Effect<Id> {
        self.enter(state, Effect::Nothing);
        Effect::Wait { token: self.token, ms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays events; a timer runs out at once where the script says `wait`.
    fn check(script: &[&str], expected: &str) {
        let mut machine = Machine::<u32>::new(Timing::DEFAULT);
        let (mut timer, mut seen) = (None, Vec::new());
        for step in script {
            let event = match *step {
                "out" => Event::Over(None),
                "card" => Event::OverCard,
                "esc" => Event::Dismiss,
                "wait" => match timer {
                    Some(token) => Event::Timer(token),
                    None => continue,
                },
                tap if tap.starts_with("tap") => Event::Ask(tap[3..].parse().expect("a number")),
                over => Event::Over(Some(over.parse().expect("a number"))),
            };
            match machine.handle(event) {
                Effect::Nothing => {}
                Effect::Wait { token, ms } => {
                    timer = Some(token);
                    seen.push(format!("{ms}ms"));
                }
                Effect::Show(id) => seen.push(format!("show{id}")),
                Effect::Hide => seen.push("hide".to_owned()),
            }
        }
        assert_eq!(seen.join(" "), expected, "{script:?}");
    }

    #[test]
    fn rest_opens_and_leaving_closes() {
        check(&["1", "wait", "out", "wait"], "300ms show1 300ms hide");
    }

    #[test]
    fn passing_over_does_not_open() {
        check(&["1", "out", "wait"], "300ms");
        check(&["1", "2", "out", "wait"], "300ms 300ms");
    }

    #[test]
    fn the_gap_to_the_card_can_be_crossed() {
        check(&["1", "wait", "out", "card", "wait"], "300ms show1 300ms");
        check(&["1", "wait", "out", "1", "wait"], "300ms show1 300ms");
    }

    #[test]
    fn a_neighbour_opens_faster() {
        check(&["1", "wait", "2", "wait"], "300ms show1 80ms show2");
        check(&["1", "wait", "2", "card", "wait"], "300ms show1 80ms");
        check(&["1", "wait", "2", "out", "wait"], "300ms show1 80ms 300ms hide");
    }

    #[test]
    fn escape_closes_and_stale_timers_do_nothing() {
        check(&["1", "wait", "esc", "wait"], "300ms show1 hide");
        check(&["1", "esc", "wait"], "300ms");
    }

    #[test]
    fn a_card_asked_for_stays() {
        check(&["tap3", "out", "wait", "card", "esc"], "show3 hide");
        check(&["1", "wait", "tap1", "out", "wait"], "300ms show1 show1");
        check(&["tap3", "1", "wait"], "show3 80ms show1");
    }
}
