//! Changes of data files that get past the container: a section is changed, not the table that says where it is, and
//! the checksum is right. Imports: `newsgloss::lexicon::pack`.

use newsgloss::lexicon::pack::{Format, Pack, Tag, write};

/// The parts of a header and of an entry of the section table, as `newsgloss::lexicon::pack` lays them out.
const HEADER_BYTES: usize = 18;
const ENTRY_BYTES: usize = 12;

/// The sections of a file, whatever its checksum; none where it is no file at all.
fn sections(file: &[u8]) -> Vec<(Tag, Vec<u8>)> {
    let number = |at: usize| Some(u32::from_le_bytes(*file.get(at..)?.first_chunk()?) as usize);
    let n_sections = file.get(HEADER_BYTES).map_or(0, |byte| usize::from(*byte));
    let section = |index: usize| {
        let at = HEADER_BYTES + 2 + index * ENTRY_BYTES;
        let (tag, start, length) = (*file.get(at..)?.first_chunk()?, number(at + 4)?, number(at + 8)?);
        let rest = file.get(start..).unwrap_or_default();
        Some((tag, rest.get(..length).unwrap_or(rest).to_vec()))
    };
    (0..n_sections.min(20)).map_while(section).collect()
}

/// `file` with the header, checksum and magic of `format`.
pub fn resealed(file: &[u8], format: Format) -> Vec<u8> {
    if Pack::open(file, format).is_ok() {
        return file.to_vec();
    }
    let sections = sections(file);
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    write(format, &sections)
}

/// Changes `data[..size]`, a file of `format`, for libFuzzer: one of its sections by libFuzzer's own means, and now and then
/// two are swapped or one left out. Returns the new size.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32, format: Format) -> usize {
    let mut sections = sections(data.get(..size).unwrap_or_default());
    let n_sections = sections.len();
    let Some(index) = (seed as usize >> 8).checked_rem(n_sections) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    };
    match seed % 64 {
        0 => drop(sections.remove(index)),
        1 => {
            let other = (seed as usize >> 16) % n_sections;
            let bytes = std::mem::take(&mut sections[other].1);
            sections[other].1 = std::mem::replace(&mut sections[index].1, bytes);
        }
        _ => {
            let others = sections.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() - sections[index].1.len();
            let left = most.saturating_sub(HEADER_BYTES + 2 + n_sections * ENTRY_BYTES + others);
            let section = &mut sections[index].1;
            let before = section.len();
            let room = left.max(before).max(1);
            section.resize(room, 0);
            let after = libfuzzer_sys::fuzzer_mutate(section, before, room);
            section.truncate(after);
        }
    }
    let sections: Vec<_> = sections.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let file = write(format, &sections);
    match data.get_mut(..file.len().min(most)) {
        Some(place) if file.len() <= most => {
            place.copy_from_slice(&file);
            file.len()
        }
        _ => size,
    }
}
