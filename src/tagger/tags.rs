//! The tags of a token: a name's label and the token's position in it (BILOU). Imports: `annotation`.
//!
//! BILOU (Ratinov and Roth 2009) tells the first, inner, last and only token of a name apart, and all others.

use crate::annotation::Label;

/// Labels that the tagger learns, in the order of [`Label::ALL`]; dates and money are found by rule.
pub const N_LABELS: usize = 9;
/// One tag for tokens outside names, and four positions for each label.
pub const N_TAGS: usize = 1 + 4 * N_LABELS;
/// The tag of a token outside every name.
pub const OUTSIDE: usize = 0;

/// Where a token stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// First of several.
    First,
    /// Neither first nor last.
    Inner,
    /// Last of several.
    Last,
    /// The whole name.
    Only,
}

impl Position {
    /// All four, in the order of the tags.
    pub const ALL: [Self; 4] = [Self::First, Self::Inner, Self::Last, Self::Only];
}

/// The tag of a token at `position` in a name with the label of index `label`.
pub const fn tag(label: usize, position: Position) -> usize {
    1 + 4 * label + position as usize
}

/// The label index and position that `tag` stands for, or `None` outside names.
pub fn parts(tag: usize) -> Option<(usize, Position)> {
    let inside = tag.checked_sub(1)?;
    let position = Position::ALL.get(inside % 4)?;
    (inside / 4 < N_LABELS).then_some((inside / 4, *position))
}

/// The label of index `label`, counted as in [`Label::ALL`].
pub fn label(label: usize) -> Label {
    Label::ALL.get(label).copied().unwrap_or(Label::Person)
}

/// The index of `label`, or `None` for labels that the tagger does not learn.
pub fn index(label: Label) -> Option<usize> {
    Label::ALL.iter().position(|&other| other == label).filter(|&index| index < N_LABELS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_parts_are_inverse() {
        for label in 0..N_LABELS {
            for position in Position::ALL {
                assert_eq!(parts(tag(label, position)), Some((label, position)));
            }
        }
        assert_eq!(parts(OUTSIDE), None);
        assert_eq!(parts(N_TAGS), None);
        assert_eq!(index(Label::Product), Some(N_LABELS - 1));
        assert_eq!(index(Label::Date), None);
    }
}
