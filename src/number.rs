//! Numbers as text, without the standard library's formatting, of which nothing else in the wasm has need. Imports: std only.

/// `number` in decimal digits.
///
/// ```
/// use newsgloss::number::decimal;
/// assert_eq!([0, 7, 10, u32::MAX].map(decimal), ["0", "7", "10", "4294967295"]);
/// ```
pub fn decimal(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return digits.into_iter().collect();
        }
    }
}
