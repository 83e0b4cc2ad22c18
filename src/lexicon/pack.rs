//! The container of all binary data files (`en.lexicon`, `en.model`, `en.cards-*`): named sections behind a
//! version and a checksum, and the bounds-checked [`Reader`] over one section. Imports `error` only.
//!
//! ```text
//! magic "NGLS" · format tag, 4 bytes · format version, u16 · checksum, u64 · number of sections, u16
//! then per section: tag, 4 bytes · offset from the start of the file, u32 · length, u32
//! then the sections' bytes
//! ```
//! All numbers are little-endian. The checksum is FNV-1a (Fowler, Noll, Vo; 64 bits) of all that follows it, eight bytes at a
//! time and then the rest one by one: that takes an eighth of the time. Whatever
//! the bytes, reading gives `Ok` or `Err`: nothing here panics or allocates by a length that the file claims.

use crate::error::Error;

/// Four bytes that name a section or a format, ASCII by convention.
pub type Tag = [u8; 4];

/// One kind of data file and the version of it that this build reads and writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Tells the kinds of file apart.
    pub tag: Tag,
    /// The kind of file in error messages.
    pub name: &'static str,
    /// Goes up with each change that an older reader would misread.
    pub version: u16,
}

const MAGIC: Tag = *b"NGLS";
const HEADER_BYTES: usize = 18;
const ENTRY_BYTES: usize = 12;

/// A data file whose header, checksum and section table have been checked.
#[derive(Debug, Clone, Copy)]
pub struct Pack<'a> {
    bytes: &'a [u8],
    table: &'a [u8],
}

impl<'a> Pack<'a> {
    /// Checks that `bytes` are a whole, undamaged file of this `format` and version.
    pub fn open(bytes: &'a [u8], format: Format) -> Result<Self, Error> {
        let foreign = || Error::foreign(format.name);
        let (header, checked) = bytes.split_at_checked(HEADER_BYTES).ok_or_else(foreign)?;
        let mut header = Reader::new(header, *b"head");
        if !header.array().is_ok_and(|magic| magic == MAGIC) || !header.array().is_ok_and(|tag| tag == format.tag) {
            return Err(foreign());
        }
        let version = header.u16()?;
        if version != format.version {
            return Err(Error::version(format.name, version, format.version));
        }
        if header.u64()? != checksum(checked) {
            return Err(Error::checksum(format.name));
        }
        let mut checked = Reader::new(checked, *b"head");
        let n_sections = usize::from(checked.u16()?);
        let table = checked.bytes(n_sections * ENTRY_BYTES)?;
        let pack = Self { bytes, table };
        for (tag, range) in pack.entries() {
            if bytes.get(range.clone()).is_none() {
                return Err(Error::truncated(tag, bytes.len().saturating_sub(range.start)));
            }
        }
        Ok(pack)
    }

    /// The section named `tag`; an error when the file has none.
    pub fn section(&self, tag: Tag) -> Result<Reader<'a>, Error> {
        self.find(tag).ok_or_else(|| Error::missing(tag))
    }

    /// The section named `tag`, where a file may do without it.
    pub fn find(&self, tag: Tag) -> Option<Reader<'a>> {
        let (_, range) = self.entries().find(|&(name, _)| name == tag)?;
        Some(Reader::new(self.bytes.get(range)?, tag))
    }

    fn entries(&self) -> impl Iterator<Item = (Tag, std::ops::Range<usize>)> + use<'a> {
        self.table.as_chunks::<ENTRY_BYTES>().0.iter().map(|entry| {
            let [t0, t1, t2, t3, o0, o1, o2, o3, l0, l1, l2, l3] = *entry;
            let start = u32::from_le_bytes([o0, o1, o2, o3]) as usize;
            let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
            ([t0, t1, t2, t3], start..start.saturating_add(length))
        })
    }
}

/// A cursor over one section. Each getter moves past what it returns, or fails and names the section and the byte.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    tag: Tag,
}

impl<'a> Reader<'a> {
    /// A cursor at the start of `bytes`; `tag` is their name in errors.
    pub fn new(bytes: &'a [u8], tag: Tag) -> Self {
        Self { bytes, at: 0, tag }
    }

    /// Bytes read so far.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether all has been read.
    pub fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next `length` bytes.
    pub fn bytes(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let taken = self.rest().get(..length).ok_or_else(|| Error::truncated(self.tag, self.bytes.len()))?;
        self.at += length;
        Ok(taken)
    }

    /// One byte.
    pub fn u8(&mut self) -> Result<u8, Error> {
        let byte = *self.bytes.get(self.at).ok_or_else(|| Error::truncated(self.tag, self.bytes.len()))?;
        self.at += 1;
        Ok(byte)
    }

    /// Two bytes, little-endian.
    pub fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_le_bytes)
    }

    /// Four bytes, little-endian.
    pub fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    /// Eight bytes, little-endian.
    pub fn u64(&mut self) -> Result<u64, Error> {
        self.array().map(u64::from_le_bytes)
    }

    /// A number in one to five bytes, seven bits each, least significant first (LEB128).
    pub fn varint(&mut self) -> Result<u32, Error> {
        let mut value = 0_u32;
        for (nth, &byte) in self.rest().iter().take(5).enumerate() {
            if nth == 4 && byte > 0x0f {
                return Err(self.malformed(self.at, "number over 32 bits"));
            }
            value |= u32::from(byte & 0x7f) << (7 * nth);
            if byte < 0x80 {
                self.at += nth + 1;
                return Ok(value);
            }
        }
        Err(Error::truncated(self.tag, self.bytes.len()))
    }

    /// A text: its length in bytes as a varint, then that many bytes of UTF-8.
    pub fn str(&mut self) -> Result<&'a str, Error> {
        let start = self.at;
        let length = self.varint()? as usize;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| self.malformed(start, "text that is not UTF-8"))
    }

    /// The error that byte `at` of this section is impossible; `what` names what stands there.
    pub fn malformed(&self, at: usize, what: &'static str) -> Error {
        Error::malformed(self.tag, at, what)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let taken = self.bytes(N)?;
        taken.try_into().map_err(|_| Error::truncated(self.tag, self.at))
    }
}

/// A [`Reader`] that goes on with zeros and empty texts once it has failed, and says so at the end. What reads many small
/// numbers does not ask after each: the questions would be more code than the reading.
#[derive(Debug, Clone)]
pub struct Stream<'a> {
    reader: Reader<'a>,
    fault: Option<Error>,
}

impl<'a> Stream<'a> {
    /// The section named `tag` of `pack`; where it has none, that is the first fault.
    pub fn new(pack: &Pack<'a>, tag: Tag) -> Self {
        let fault = pack.find(tag).is_none().then(|| Error::missing(tag));
        Self { reader: pack.find(tag).unwrap_or(Reader::new(&[], tag)), fault }
    }

    /// One byte.
    pub fn u8(&mut self) -> u8 {
        let read = self.reader.u8();
        self.value(read)
    }

    /// Four bytes, little-endian.
    pub fn u32(&mut self) -> u32 {
        let read = self.reader.u32();
        self.value(read)
    }

    /// As [`Reader::varint`].
    pub fn varint(&mut self) -> u32 {
        let read = self.reader.varint();
        self.value(read)
    }

    /// As [`Reader::str`].
    pub fn str(&mut self) -> &'a str {
        let read = self.reader.str();
        self.value(read)
    }

    /// The next `length` bytes.
    pub fn bytes(&mut self, length: usize) -> &'a [u8] {
        let read = self.reader.bytes(length);
        self.value(read)
    }

    /// Whether something was not there, or not what it should be. Loops by a count that was read end with it.
    pub fn has_failed(&self) -> bool {
        self.fault.is_some()
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.reader.rest()
    }

    /// One of `all`, by its number.
    pub fn one_of<T: Copy>(&mut self, all: &[T], number: u8) -> Option<T> {
        let value = all.get(usize::from(number)).copied();
        if value.is_none() {
            self.fail("unknown value");
        }
        value
    }

    /// Notes that `what` stands here, which is impossible.
    pub fn fail(&mut self, what: &'static str) {
        let fault = self.reader.malformed(self.reader.at, what);
        self.fault.get_or_insert(fault);
    }

    /// The first fault, if there was one.
    pub fn end(&self) -> Result<(), Error> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    fn value<T: Default>(&mut self, read: Result<T, Error>) -> T {
        read.unwrap_or_else(|fault| {
            self.fault.get_or_insert(fault);
            T::default()
        })
    }
}

/// Appends `value` as [`Reader::varint`] reads it.
pub fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends `text` as [`Reader::str`] reads it.
pub fn put_str(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// The bytes of a file of `format` with these `sections`, for [`Pack::open`].
pub fn write(format: Format, sections: &[(Tag, &[u8])]) -> Vec<u8> {
    let mut checked = (sections.len() as u16).to_le_bytes().to_vec();
    let mut offset = HEADER_BYTES + checked.len() + sections.len() * ENTRY_BYTES;
    for (tag, bytes) in sections {
        checked.extend_from_slice(tag);
        checked.extend_from_slice(&(offset as u32).to_le_bytes());
        checked.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        offset += bytes.len();
    }
    for (_, bytes) in sections {
        checked.extend_from_slice(bytes);
    }
    let mut file = Vec::with_capacity(HEADER_BYTES + checked.len());
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&format.tag);
    file.extend_from_slice(&format.version.to_le_bytes());
    file.extend_from_slice(&checksum(&checked).to_le_bytes());
    file.extend_from_slice(&checked);
    file
}

pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let units = words.chain(rest.iter().map(|byte| u64::from(*byte)));
    units.fold(0xcbf2_9ce4_8422_2325, |hash, unit| (hash ^ unit).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FORMAT: Format = Format { tag: *b"test", name: "test", version: 4 };

    fn sample() -> Vec<u8> {
        let mut words = Vec::new();
        put_str(&mut words, "Łódź");
        put_varint(&mut words, 300);
        write(FORMAT, &[(*b"WORD", &words), (*b"NONE", &[])])
    }

    /// Opens `bytes` and reads all of section `WORD` by every getter in turn.
    fn read_all(bytes: &[u8]) -> Result<(), Error> {
        let pack = Pack::open(bytes, FORMAT)?;
        let mut reader = pack.section(*b"WORD")?;
        for turn in 0_u8.. {
            if reader.is_empty() {
                break;
            }
            match turn % 6 {
                0 => reader.str().map(drop)?,
                1 => reader.varint().map(drop)?,
                2 => reader.u8().map(drop)?,
                3 => reader.u16().map(drop)?,
                4 => reader.u32().map(drop)?,
                _ => reader.u64().map(drop)?,
            }
        }
        Ok(())
    }

    /// Sets the checksum right, so that a changed body gets past the first gate.
    fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = checksum(&bytes[HEADER_BYTES..]);
        bytes[HEADER_BYTES - 8..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    fn message(bytes: &[u8]) -> String {
        read_all(bytes).unwrap_err().to_string()
    }

    #[test]
    fn reads_back_what_was_written() {
        let bytes = sample();
        let pack = Pack::open(&bytes, FORMAT).unwrap();
        let mut words = pack.section(*b"WORD").unwrap();
        assert_eq!(words.str(), Ok("Łódź"));
        assert_eq!(words.varint(), Ok(300));
        assert!(words.is_empty());
        assert!(pack.section(*b"NONE").unwrap().is_empty());
        assert!(pack.find(*b"ELSE").is_none());
    }

    #[test]
    fn errors_name_the_thing_and_the_limit() {
        assert_eq!(message(b"<!doctype html><title>404"), "not a test file");
        assert_eq!(message(&sample()[..10]), "not a test file");

        let mut old = sample();
        old[8] = 3;
        assert_eq!(message(&old), "test version 3, expected 4");

        let mut damaged = sample();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(message(&damaged), "test file is damaged: checksum differs");

        let cut = resealed(sample()[..sample().len() - 1].to_vec());
        assert_eq!(message(&cut), "truncated in section WORD at byte 9");

        let read = |bytes| Reader::new(bytes, *b"WORD").str().unwrap_err().to_string();
        assert_eq!(read(&[9, b'a']), "truncated in section WORD at byte 2");
        assert_eq!(read(&[0xff; 6]), "number over 32 bits in section WORD at byte 0");
        assert_eq!(read(&[1, 0xff]), "text that is not UTF-8 in section WORD at byte 0");
    }

    #[test]
    fn a_missing_section_is_named() {
        let bytes = sample();
        let error = Pack::open(&bytes, FORMAT).unwrap().section(*b"ELSE").unwrap_err();
        assert_eq!(error.to_string(), "section ELSE is missing");
    }

    proptest! {
        #[test]
        fn any_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_all(&bytes);
            let mut reader = Reader::new(&bytes, *b"WORD");
            while reader.str().is_ok() {}
        }

        #[test]
        fn any_change_is_noticed(at in 0..sample().len(), flip in 1_u8..) {
            let mut bytes = sample();
            bytes[at] ^= flip;
            prop_assert!(read_all(&bytes).is_err());
        }

        #[test]
        fn any_change_with_a_right_checksum_never_panics(at in HEADER_BYTES..sample().len(), value: u8) {
            let mut bytes = sample();
            bytes[at] = value;
            let _ = read_all(&resealed(bytes));
        }

        #[test]
        fn round_trip(numbers: Vec<u32>, texts: Vec<String>, raw: Vec<u8>) {
            let (mut n, mut t) = (Vec::new(), Vec::new());
            for &value in &numbers {
                put_varint(&mut n, value);
            }
            for text in &texts {
                put_str(&mut t, text);
            }
            let bytes = write(FORMAT, &[(*b"NUMS", &n), (*b"TEXT", &t), (*b"RAWB", &raw)]);
            let pack = Pack::open(&bytes, FORMAT).unwrap();
            let mut reader = pack.section(*b"NUMS").unwrap();
            for value in numbers {
                prop_assert_eq!(reader.varint(), Ok(value));
            }
            prop_assert!(reader.is_empty());
            let mut reader = pack.section(*b"TEXT").unwrap();
            for text in &texts {
                prop_assert_eq!(reader.str(), Ok(text.as_str()));
            }
            prop_assert!(reader.is_empty());
            prop_assert_eq!(pack.section(*b"RAWB").unwrap().rest(), raw.as_slice());
        }
    }
}
