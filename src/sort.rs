//! One sort for the whole crate. Imports: std only.
//!
//! The standard library's sorts are compiled anew for every element type, about 6 KiB of wasm each. Here all types
//! share one merge sort: it orders positions, then the elements are moved into place.

use std::cmp::Ordering;

/// Sorts `items` by `key`, keeping the order of equal ones.
///
/// ```
/// let mut words = vec!["four", "a", "three", "two"];
/// newsgloss::sort::by_key(&mut words, |word| [word.len() as u32, 0, 0]);
/// assert_eq!(words, ["a", "two", "four", "three"]);
/// ```
pub fn by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> [u32; 3]) {
    let keys: Vec<_> = items.iter().map(key).collect();
    move_into(items, ordered(keys.len(), &|a, b| keys.get(a) > keys.get(b)));
}

/// Sorts `items` as `compare` says, keeping the order of equal ones.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let after = |a: usize, b: usize| {
        let pair = items.get(a).zip(items.get(b));
        pair.is_some_and(|(a, b)| compare(a, b) == Ordering::Greater)
    };
    let order = ordered(items.len(), &after);
    move_into(items, order);
}

fn move_into<T>(items: &mut Vec<T>, order: Option<Vec<usize>>) {
    let Some(order) = order else { return };
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| taken.get_mut(at).and_then(Option::take)));
}

/// The positions `0..n_items` in order, by merging ever longer runs; none where they are in order already. `after` tells
/// whether its first position belongs behind its second.
fn ordered(n_items: usize, after: &dyn Fn(usize, usize) -> bool) -> Option<Vec<usize>> {
    if !(1..n_items).any(|at| after(at - 1, at)) {
        return None;
    }
    let mut order: Vec<usize> = (0..n_items).collect();
    let mut width = 1;
    while width < n_items {
        let mut merged = Vec::with_capacity(n_items);
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            // What is in order already, often all but the end, costs one comparison.
            if let (Some(a), Some(b)) = (left.last(), right.first())
                && !after(*a, *b)
            {
                merged.extend_from_slice(pair);
                continue;
            }
            loop {
                match (left, right) {
                    ([a, rest @ ..], [b, ..]) if !after(*a, *b) => {
                        merged.push(*a);
                        left = rest;
                    }
                    (_, [b, rest @ ..]) => {
                        merged.push(*b);
                        right = rest;
                    }
                    _ => break,
                }
            }
            merged.extend_from_slice(left);
        }
        order = merged;
        width *= 2;
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(mut items in prop::collection::vec((0u32..5, 0u32..5, 0u32..100), 0..40)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| (item.0, item.1));
            let mut compared = items.clone();
            by_key(&mut items, |item| [item.0, item.1, 0]);
            prop_assert_eq!(&items, &expected);
            by(&mut compared, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
            prop_assert_eq!(&compared, &expected);
        }
    }
}
