//! One sort for the whole crate. Imports: std only.
//!
//! The standard library's sorts are compiled anew for every element type, about 6 KiB of wasm each. Here all types
//! share one of them: keys and positions are sorted, then the elements are moved into place.

/// Sorts `items` by `key`, keeping the order of equal ones.
///
/// ```
/// let mut words = vec!["four", "a", "three", "two"];
/// newsgloss::sort::by_key(&mut words, |word| [word.len() as u32, 0, 0]);
/// assert_eq!(words, ["a", "two", "four", "three"]);
/// ```
pub fn by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> [u32; 3]) {
    let mut order: Vec<([u32; 3], u32)> = items.iter().map(&key).zip(0..).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, at)| taken.get_mut(at as usize).and_then(Option::take)));
}

#[cfg(test)]
mod tests {
    use super::by_key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(mut items in prop::collection::vec((0u32..5, 0u32..5, 0u32..100), 0..40)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| (item.0, item.1));
            by_key(&mut items, |item| [item.0, item.1, 0]);
            prop_assert_eq!(items, expected);
        }
    }
}
