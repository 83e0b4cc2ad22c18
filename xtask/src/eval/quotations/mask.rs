//! The quotation-mark segments by which the scorer types spans: a port of `../shared/tools/quotemask.py`, on code points.
//! It is the yardstick's own reading of the marks and shares nothing with the engine's. Imports: std only.

/// A stretch between marks, the marks included, in code points.
pub(super) type Segment = (usize, usize);

/// The segments of `text`, in order of where they end.
pub(super) fn segments(text: &[char]) -> Vec<Segment> {
    let blocks = lines(text, 0, text.len());
    if is_single_style(text) {
        return blocks.iter().flat_map(|&block| single(text, block)).collect();
    }
    let (mut out, mut carry) = (Vec::new(), false);
    for (index, &block) in blocks.iter().enumerate() {
        let next = blocks.get(index + 1).map(|&(start, end)| trimmed_start(&text[start..end]));
        let opens = next.is_some_and(|next| {
            next.starts_with(&['“']) || next.starts_with(&['"']) || next.starts_with(&['«']) || is_pair(next)
        });
        carry = double(text, block, carry, opens, &mut out);
    }
    out
}

/// The non-blank lines within `start..end`.
pub(super) fn lines(text: &[char], start: usize, end: usize) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut from = start;
    for at in start..=end {
        if at == end || text[at] == '\n' {
            if text[from..at].iter().any(|char| !char.is_whitespace()) {
                out.push((from, at));
            }
            from = at + 1;
        }
    }
    out
}

fn trimmed_start(text: &[char]) -> &[char] {
    let blank = text.iter().take_while(|char| char.is_whitespace()).count();
    &text[blank..]
}

fn is_pair(text: &[char]) -> bool {
    text.starts_with(&['\'', '\'']) || text.starts_with(&['`', '`'])
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn is_single_style(text: &[char]) -> bool {
    let doubles = text.iter().filter(|&&char| char == '“' || char == '"').count();
    let (mut singles, mut at) = (0, 0);
    while at < text.len() {
        match spoken_single(text, at) {
            Some(end) => {
                singles += 1;
                at = end;
            }
            None => at += 1,
        }
    }
    singles >= 2 && singles > doubles
}

/// The end of a stretch in single marks that opens at `at` and ends with the punctuation of speech, after eight characters or more.
fn spoken_single(text: &[char], at: usize) -> Option<usize> {
    let opens = matches!(text[at], '‘' | '\'')
        && (at == 0 || text[at - 1].is_whitespace())
        && text.get(at + 1).is_some_and(|&char| is_word(char));
    if !opens {
        return None;
    }
    let mut end = at + 1;
    while end < text.len() && !matches!(text[end], '‘' | '’' | '\'' | '\n') {
        end += 1;
        let closes = end - at >= 10
            && matches!(text[end - 1], ',' | '.' | '?' | '!')
            && text.get(end).is_some_and(|char| matches!(char, '’' | '\''))
            && text.get(end + 1).is_none_or(|char| char.is_whitespace());
        if closes {
            return Some(end + 1);
        }
    }
    None
}

fn single(text: &[char], (start, end): Segment) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut open = None;
    for at in start..end {
        let char = text[at];
        let before = if at > start { text[at - 1] } else { ' ' };
        let after = if at + 1 < end { text[at + 1] } else { ' ' };
        match open {
            None => {
                let gap = before.is_whitespace() || matches!(before, '(' | '—' | '–' | '[' | '“' | '"');
                if matches!(char, '‘' | '\'') && gap && !after.is_whitespace() {
                    open = Some(at);
                }
            }
            Some(from) => {
                let inner = before.is_alphanumeric() && after.is_alphanumeric();
                let opener = before.is_whitespace() && after.is_alphanumeric();
                if !matches!(char, '’' | '\'') || inner || opener {
                    continue;
                }
                let stopped = matches!(before, ',' | '.' | '?' | '!' | '…' | '—' | '–' | ')');
                if !stopped && (after.is_alphabetic() || plural(text, at, end, before)) {
                    continue;
                }
                out.push((from, at + 1));
                open = None;
            }
        }
    }
    out.extend(open.map(|from| (from, end)));
    out
}

/// Whether the mark at `at` after a plural is its possessive: a better closer comes before the next opener.
fn plural(text: &[char], at: usize, end: usize, before: char) -> bool {
    let rest = &text[at + 1..end];
    if before != 's' || rest.first() != Some(&' ') || !rest.get(1).is_some_and(char::is_ascii_lowercase) {
        return false;
    }
    let opener = (0..rest.len()).find(|&i| {
        let gap = i == 0 && matches!(rest[0], '‘' | '\'');
        let mark = if gap { 0 } else { i + 1 };
        (gap || rest[i].is_whitespace() || rest[i] == '(')
            && rest.get(mark).is_some_and(|char| matches!(char, '‘' | '\''))
            && rest.get(mark + 1).is_some_and(|&char| is_word(char))
    });
    let closer = (0..rest.len()).find(|&i| {
        matches!(rest[i], ',' | '.' | '?' | '!' | '…')
            && rest.get(i + 1).is_some_and(|char| matches!(char, '’' | '\''))
            && rest.get(i + 2).is_none_or(|&char| !is_word(char))
    });
    closer.is_some_and(|closer| opener.is_none_or(|opener| closer < opener))
}

#[derive(Clone, Copy)]
enum Step {
    Start,
    Open,
    Close,
    Reopen,
}

#[derive(Clone)]
struct Path {
    cost: f64,
    steps: Vec<(Step, usize)>,
}

/// Parses the double marks of a block; returns whether it ends inside a quotation.
fn double(text: &[char], (start, end): Segment, carry: bool, next_opens: bool, out: &mut Vec<Segment>) -> bool {
    let mut marks = Vec::new();
    let mut at = start;
    while at < end {
        if is_pair(&text[at..]) {
            marks.push((at, 2));
            at += 2;
            continue;
        }
        if matches!(text[at], '“' | '”' | '„' | '«' | '»' | '"') {
            marks.push((at, 1));
        }
        at += 1;
    }
    if marks.is_empty() {
        return false;
    }
    let path = |cost, steps| Path { cost, steps };
    let none = || path(1e9, Vec::new());
    let mut best = [path(0.0, Vec::new()), path(if carry { 1.2 } else { 1e9 }, vec![(Step::Start, 0)]), none()];
    for (index, &mark) in marks.iter().enumerate() {
        let (open, close, skip) = costs(text, (start, end), mark);
        let mut next: [Option<Path>; 3] = [None, None, None];
        let mut offer = |to: usize, from: &Path, cost: f64, steps: &[Step]| {
            let cost = from.cost + cost;
            if next[to].as_ref().is_none_or(|known| cost < known.cost) {
                let mut path = Path { cost, ..from.clone() };
                path.steps.extend(steps.iter().map(|&step| (step, index)));
                next[to] = Some(path);
            }
        };
        for (state, from) in best.iter().enumerate().filter(|(_, path)| path.cost < 1e9) {
            match state {
                0 => {
                    offer(1, from, open, &[Step::Open]);
                    offer(0, from, skip, &[]);
                }
                1 => {
                    offer(0, from, close, &[Step::Close]);
                    offer(1, from, skip, &[]);
                    if index + 1 < marks.len() {
                        offer(2, from, open + 1.6, &[]);
                    }
                    offer(1, from, open + 3.2, &[Step::Reopen, Step::Open]);
                }
                _ => {
                    offer(1, from, close, &[]);
                    offer(2, from, skip, &[]);
                }
            }
        }
        best = next.map(|path| path.unwrap_or_else(none));
    }
    best[1].cost += if next_opens { 0.3 } else { 2.4 };
    best[2].cost += 2.5;
    let chosen = best.iter().reduce(|a, b| if b.cost < a.cost { b } else { a }).map_or(&[][..], |path| &path.steps);
    emit(text, (start, end), &marks, chosen, out)
}

fn emit(
    text: &[char],
    (start, end): Segment,
    marks: &[(usize, usize)],
    steps: &[(Step, usize)],
    out: &mut Vec<Segment>,
) -> bool {
    let mut open = None;
    for &(step, index) in steps {
        let (at, width) = marks[index];
        match step {
            Step::Start => open = Some(start),
            Step::Open => open = Some(at),
            Step::Close => out.extend(open.take().map(|from| (from, at + width))),
            Step::Reopen => out.extend(open.take().map(|from| {
                let stop = |&i: &usize| matches!(text[i], '.' | '?' | '!') && i + 1 < at && text[i + 1].is_whitespace();
                (from, (from..at).rev().find(stop).map_or(at, |i| i + 1))
            })),
        }
    }
    out.extend(open.map(|from| (from, end)));
    open.is_some()
}

/// Costs of reading a mark as opener, closer and neither.
fn costs(text: &[char], (start, end): Segment, (at, width): (usize, usize)) -> (f64, f64, f64) {
    let before = if at > start { text[at - 1] } else { ' ' };
    let after = if at + width < end { text[at + width] } else { ' ' };
    let gap = before.is_whitespace() || matches!(before, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…');
    let space = after.is_whitespace();
    let stop = matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '—' | '–' | '-' | '…');
    let glyph = text[at];
    let straight = !(matches!(glyph, '“' | '„' | '«' | '”' | '»') || width == 2 && glyph == '`');
    let (open, mut close) = match glyph {
        '“' | '„' | '«' => (0.0, if space && !gap { 1.5 } else { 3.5 }),
        '`' => (0.0, if space && !gap { 1.5 } else { 3.5 }),
        '”' | '»' => (if gap && !space { 1.2 } else { 3.5 }, 0.0),
        _ => {
            let open = if gap && !space {
                0.0
            } else if space && !gap {
                2.0
            } else {
                1.0
            };
            let close = if !gap && (space || stop) {
                0.0
            } else if gap && !space {
                2.0
            } else {
                0.6
            };
            (open, close)
        }
    };
    if straight && gap && !space && at == start {
        close = 3.0;
    }
    let mut skip = 3.0;
    if straight && before.is_numeric() {
        let rest: Vec<char> = text[at + width..].iter().take(2).copied().collect();
        let another = matches!(rest.as_slice(), ['"' | '”', ..] | ['.' | ',', '"' | '”']);
        skip = if another { 1.5 } else { 0.9 };
    }
    (open, close, skip)
}
