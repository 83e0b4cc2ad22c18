//! Stretches and their speakers: a port of `../shared/tools/score_quotations.py`, held equal to it by a test.
//! Imports: `eval::quotations::{data, mask, words}`.

use super::data::{Chain, Gold, Predicted, Quote, Speaker};
use super::mask::{Segment, lines, segments};
use super::words::{content, is_pronoun, kind, surname, trim, words};

/// What is counted, over all articles of a set. Names follow the scorer's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) gold: Pair,
    pub(super) found: u32,
    /// Found stretches that hit a partial one of the gold.
    pub(super) neutral: u32,
    pub(super) overlap: Pair,
    pub(super) exact: Pair,
    /// Found stretches that hit a direct one, or any.
    pub(super) right_overlap: [u32; 2],
    pub(super) right_exact: [u32; 2],
    pub(super) spurious: u32,
    pub(super) with_speaker: u32,
    pub(super) speakers: Pair,
    pub(super) speakers_found: u32,
    pub(super) speakers_given: u32,
    pub(super) mention: u32,
    pub(super) entity: Pair,
    /// By the gold speaker's form: right, of the found, of all.
    pub(super) name: [u32; 3],
    pub(super) pronoun: [u32; 3],
    pub(super) nominal: [u32; 3],
    /// Reported speech: right of the gold, the gold, right of the found, the found.
    pub(super) reported: [u32; 4],
    /// Its speakers: right, compared.
    pub(super) reported_speakers: [u32; 2],
    /// Cues: right of the gold, the gold, right of the found, the found.
    pub(super) cues: [u32; 4],
}

/// Direct and partial stretches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) direct: u32,
    pub(super) partial: u32,
}

impl Pair {
    fn add(&mut self, direct: bool, right: bool) {
        if direct {
            self.direct += u32::from(right);
        } else {
            self.partial += u32::from(right);
        }
    }

    pub(super) fn sum(self) -> u32 {
        self.direct + self.partial
    }
}

/// Something that is not as the gold has it.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) what: &'static str,
    pub(super) place: Segment,
    pub(super) gold: String,
    pub(super) found: String,
}

#[derive(Clone)]
struct Piece<'a> {
    start: usize,
    end: usize,
    direct: bool,
    quote: &'a Quote,
}

impl Piece<'_> {
    fn place(&self) -> Segment {
        (self.start, self.end)
    }
}

/// The quoted pieces of `quotes`: a direct span is one, a partial one is cut to what stands between marks.
fn pieces<'a>(text: &[char], quotes: &'a [Quote], marks: &[Segment]) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece<'a>> = Vec::new();
    for quote in quotes.iter().filter(|quote| quote.kind != "indirect") {
        let (start, end) = quote.place;
        let spans: Vec<Segment> = if quote.kind == "direct" {
            vec![(start, end)]
        } else {
            let cut = marks.iter().map(|&(from, to)| (from.max(start), to.min(end)));
            cut.filter(|&(from, to)| to > from + 1).collect()
        };
        for (start, end) in spans.into_iter().flat_map(|(start, end)| runs(text, start, end)) {
            let (start, end) = trim(text, start, end);
            let known = out.iter().any(|piece| piece.place() == (start, end));
            if end > start && !known {
                out.push(Piece { start, end, direct: quote.kind == "direct", quote });
            }
        }
    }
    out.sort_by_key(|piece| piece.start);
    out
}

/// The lines within a span, blank ones too: trimming drops those.
fn runs(text: &[char], start: usize, end: usize) -> Vec<Segment> {
    let end = end.min(text.len());
    if start < end { lines(text, start, end) } else { Vec::new() }
}

/// Pieces inside one pair of marks with one speaker are one unit.
fn merged<'a>(pieces: &[Piece<'a>], marks: &[Segment]) -> Vec<Piece<'a>> {
    let around = |piece: &Piece<'_>| marks.iter().find(|&&(from, to)| from <= piece.start && piece.end <= to);
    let mut out: Vec<Piece<'a>> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last)
                if around(piece).is_some()
                    && around(piece) == around(last)
                    && last.quote.speaker == piece.quote.speaker =>
            {
                last.end = piece.end;
            }
            _ => out.push(piece.clone()),
        }
    }
    out
}

/// Jaccard overlap of two places.
pub(super) fn jaccard(a: Segment, b: Segment) -> f64 {
    let shared = a.1.min(b.1) as f64 - a.0.max(b.0) as f64;
    if shared <= 0.0 { 0.0 } else { shared / (a.1.max(b.1) - a.0.min(b.0)) as f64 }
}

fn chain_of(chains: &[Chain], (start, end): Segment) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (index, chain) in chains.iter().enumerate() {
        for &(from, to) in chain {
            let shared = to.min(end) as f64 - from.max(start) as f64;
            if shared <= 0.0 {
                continue;
            }
            let score = shared / (to - from).max(end - start) as f64;
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, index));
            }
        }
    }
    best.filter(|&(score, _)| score >= 0.5).map(|(_, index)| index)
}

/// Whether the predicted speaker is the same mention, and whether it is the same one at all.
fn same(text: &[char], gold: Option<Segment>, found: &Speaker, chains: &[Chain]) -> (bool, bool) {
    let Some(gold) = gold else { return (false, false) };
    if let Some(place) = found.place {
        let (from, to) = (gold.0.max(place.0), gold.1.min(place.1));
        if to > from && !words(&text[from..to]).is_empty() {
            return (true, true);
        }
    }
    let gold_text = &text[gold.0..gold.1];
    let name: Option<Vec<char>> =
        found.name.as_deref().filter(|name| !name.is_empty()).map(|name| name.chars().collect());
    let mention = found.place.map(|(from, to)| text[from..to].to_vec());
    let surname_of_gold = surname(gold_text);
    let pronoun = is_pronoun(gold_text);
    for candidate in mention.iter().chain(&name) {
        if surname_of_gold.is_some() && surname_of_gold == surname(candidate) && !pronoun {
            return (false, true);
        }
        let words = content(gold_text);
        if surname_of_gold.is_none() && !pronoun && words.len() <= 3 && !words.is_disjoint(&content(candidate)) {
            return (false, true);
        }
    }
    let chain = chain_of(chains, gold);
    if let (Some(chain), Some(place)) = (chain, found.place)
        && chain_of(chains, place) == Some(chain)
    {
        return (false, true);
    }
    let named = name.as_deref().and_then(surname);
    let by_name = chain.and_then(|chain| chains.get(chain)).is_some_and(|chain| {
        chain
            .iter()
            .map(|&(from, to)| &text[from..to.min(text.len())])
            .any(|mention| !is_pronoun(mention) && surname(mention).is_some() && surname(mention) == named)
    });
    (false, by_name)
}

impl Counts {
    /// Adds an article; returns what is wrong with it.
    pub(super) fn add(&mut self, gold: &Gold, predicted: &Predicted) -> Vec<Fault> {
        let text = &gold.text;
        let marks = segments(text);
        let wanted = merged(&pieces(text, &gold.quotes, &marks), &marks);
        let found = pieces(text, &predicted.quotes, &marks);
        let mut faults = Vec::new();
        let mut hits: Vec<Option<(bool, bool)>> = vec![None; found.len()];
        self.found += found.len() as u32;
        for piece in &wanted {
            self.gold.add(piece.direct, true);
            let mut best: Option<(f64, usize)> = None;
            for (index, other) in found.iter().enumerate().filter(|&(index, _)| hits[index].is_none()) {
                let overlap = jaccard(piece.place(), other.place());
                if overlap > best.map_or(0.0, |(top, _)| top) {
                    best = Some((overlap, index));
                }
            }
            let exact = best.is_some_and(|(_, index)| found[index].place() == piece.place());
            let hit = best.filter(|&(overlap, _)| overlap >= 0.5).map(|(_, index)| index);
            self.overlap.add(piece.direct, hit.is_some());
            self.exact.add(piece.direct, exact);
            if let Some(index) = hit {
                hits[index] = Some((piece.direct, exact));
            }
            let show = |place: Segment| text[place.0..place.1].iter().collect::<String>();
            let fault = |what, gold, found| Fault { what, place: piece.place(), gold, found };
            if let Some(speaker) = piece.quote.speaker {
                let pair = hit.map(|index| &found[index].quote.who);
                if let Some((gold, found)) = self.speaker(text, piece.direct, speaker, pair, &gold.chains) {
                    faults.push(fault("speaker", gold, found));
                }
            }
            match hit {
                None => faults.push(fault("missed", show(piece.place()), String::new())),
                Some(index) if !exact => {
                    faults.push(fault("boundary", show(piece.place()), show(found[index].place())));
                }
                Some(_) => {}
            }
        }
        for (piece, hit) in found.iter().zip(&hits) {
            let (direct, exact) = (hit.is_some_and(|(direct, _)| direct), hit.is_some_and(|(_, exact)| exact));
            self.right_exact[0] += u32::from(direct && exact);
            self.right_overlap[0] += u32::from(direct);
            self.right_exact[1] += u32::from(exact);
            self.right_overlap[1] += u32::from(hit.is_some());
            self.neutral += u32::from(hit.is_some() && !direct);
            self.with_speaker += u32::from(piece.quote.who.is_given());
            if hit.is_none() {
                self.spurious += 1;
                let words = text[piece.start..piece.end].iter().collect();
                faults.push(Fault { what: "spurious", place: piece.place(), gold: String::new(), found: words });
            }
        }
        self.reported(text, gold, predicted);
        faults
    }

    /// Counts one gold speaker; returns gold and found where they differ.
    fn speaker(
        &mut self,
        text: &[char],
        direct: bool,
        gold: Segment,
        found: Option<&Speaker>,
        chains: &[Chain],
    ) -> Option<(String, String)> {
        let words = &text[gold.0..gold.1];
        self.speakers.add(direct, true);
        let kind = match kind(words) {
            "pronoun" => &mut self.pronoun,
            "name" => &mut self.name,
            _ => &mut self.nominal,
        };
        kind[2] += 1;
        let found = found?;
        let (mention, entity) = same(text, Some(gold), found, chains);
        kind[0] += u32::from(entity);
        kind[1] += 1;
        self.speakers_found += 1;
        self.mention += u32::from(mention);
        self.entity.add(direct, entity);
        self.speakers_given += u32::from(found.is_given());
        let place = found.place.map(|(from, to)| text[from..to].iter().collect::<String>()).unwrap_or_default();
        let name = found.name.clone().unwrap_or_default();
        (!entity).then(|| (words.iter().collect(), format!("{name}|{place}")))
    }

    fn reported(&mut self, text: &[char], gold: &Gold, predicted: &Predicted) {
        let of = |quotes: &[Quote]| quotes.iter().filter(|quote| quote.kind != "direct").cloned().collect::<Vec<_>>();
        let (wanted, found) = (of(&gold.quotes), of(&predicted.quotes));
        self.reported[1] += wanted.len() as u32;
        self.reported[3] += found.len() as u32;
        for quote in &wanted {
            let best = found.iter().fold(None::<(f64, &Quote)>, |best, other| {
                let overlap = jaccard(quote.place, other.place);
                if best.is_none_or(|(top, _)| overlap > top) { Some((overlap, other)) } else { best }
            });
            let Some((_, other)) = best.filter(|&(overlap, _)| overlap >= 0.5) else { continue };
            self.reported[0] += 1;
            if quote.speaker.is_some() && other.who.place.is_some() {
                self.reported_speakers[1] += 1;
                self.reported_speakers[0] += u32::from(same(text, quote.speaker, &other.who, &gold.chains).1);
            }
        }
        let hit = |quote: &&Quote| wanted.iter().any(|other| jaccard(quote.place, other.place) >= 0.5);
        self.reported[2] += found.iter().filter(hit).count() as u32;
        let cues =
            |quotes: &[Quote]| quotes.iter().filter_map(|quote| quote.cue).collect::<std::collections::BTreeSet<_>>();
        let (wanted, found) = (cues(&gold.quotes), cues(&predicted.quotes));
        let touches = |a: &Segment, b: &Segment| a.1.min(b.1) > a.0.max(b.0);
        self.cues[0] += wanted.iter().filter(|cue| found.iter().any(|other| touches(cue, other))).count() as u32;
        self.cues[1] += wanted.len() as u32;
        self.cues[2] += found.iter().filter(|cue| wanted.iter().any(|other| touches(cue, other))).count() as u32;
        self.cues[3] += found.len() as u32;
    }
}
