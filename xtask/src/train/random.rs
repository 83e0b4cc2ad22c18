//! Pseudo-random numbers with a fixed sequence (xorshift64*, Vigna 2016). Imports nothing.

/// A generator.
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of `seed`, which is not 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 32 bits.
    pub(crate) fn bits(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    }

    /// A number from 0 up to but not including `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u64::from(self.bits()) * end as u64) >> 32) as usize
    }

    /// True with the probability `share`, 0–1.
    pub(crate) fn chance(&mut self, share: f32) -> bool {
        (self.bits() >> 8) as f32 / (1_u32 << 24) as f32 >= 1.0 - share
    }

    /// Shuffles `items`.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
