//! Front-coded names, put together one after the other. Imports: `part`.

use super::LONGEST;
use super::part::{BLOCK, Part};

/// Goes through the names of one block.
pub(super) struct Walk<'a> {
    part: &'a Part,
    at: usize,
    next: usize,
    end: usize,
    pub(super) buffer: Buffer,
}

impl<'a> Walk<'a> {
    /// Starts before the first name of a block, whose text is at byte `at`.
    pub(super) fn new(part: &'a Part, block: usize, at: usize) -> Self {
        Self { part, at, next: block * BLOCK, end: (block + 1) * BLOCK, buffer: Buffer::default() }
    }

    /// Puts the next name into the buffer and returns its number.
    pub(super) fn next(&mut self) -> Option<u32> {
        let prefix = *self.part.prefixes.get(self.next).filter(|_| self.next < self.end)?;
        self.at = self.buffer.read(&self.part.text, self.at, prefix)?;
        self.next += 1;
        Some(self.next as u32 - 1)
    }
}

/// One name, put together from its parts.
#[derive(Clone, Copy)]
pub(super) struct Buffer {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Default for Buffer {
    fn default() -> Self {
        Self { bytes: [0; LONGEST], len: 0 }
    }
}

impl Buffer {
    /// Keeps `prefix` bytes and appends those at `at` in `text` up to a line feed; returns where the next name starts.
    pub(super) fn read(&mut self, text: &[u8], at: usize, prefix: u8) -> Option<usize> {
        let rest = text.get(at..)?;
        let suffix = rest.get(..rest.iter().position(|&byte| byte == b'\n')?)?;
        let start = usize::from(prefix);
        if start > self.len {
            return None;
        }
        self.len = start + suffix.len();
        self.bytes.get_mut(start..self.len)?.copy_from_slice(suffix);
        std::str::from_utf8(self.bytes.get(..self.len)?).ok()?;
        Some(at + suffix.len() + 1)
    }

    /// The name.
    pub(super) fn str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
