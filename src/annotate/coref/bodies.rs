//! Which names of bodies, groups, laws and other things are one: acronyms with what they stand for, other orders of the
//! same words, and shortened names where only one long name of the article can be meant.
//! Imports: `annotation`, `coref::{forms, name}`.

use super::Article;
use super::forms::{Form, Forms, labelled, the_only, told_apart};
use super::name::Name;
use crate::annotation::Label;
use crate::ids::{self, Groups, Ids};
use crate::list::{WordList, WordTable};

/// Small words that acronyms pass over and that may open the end of a name that its short form drops.
const SMALL: WordList = WordList("and at de for in of on the to with");
/// Words of rank that may stand for the whole name, capitalised (`the Commission`), where one name alone has them as head.
/// Those that are names by themselves (Congress, House, Parliament, Senate, Union) are not among them.
const HEADS: WordList = WordList(
    "agency assembly association authority bank board bureau chamber coalition commission committee council court \
     department federation foundation institute league ministry party tribunal university",
);
/// Heads that stand before `of` or at the end: `Ministry of Trade`, `Trade Ministry`.
const TURNING: WordList = WordList("bureau department ministry treaty");
/// Legal forms at the end of a company's name.
const LEGAL_FORMS: WordList = WordList(
    "ag co company corp corporation gmbh group holdings inc incorporated limited llc llp ltd nv plc sa se spa",
);
/// Modifiers that a name may lose at its front.
const POWERS: &[&str] = &["us", "un", "uk", "eu", "united states", "united nations"];
/// Peoples whose members and adjective are different words.
const PEOPLES: WordTable = WordTable(
    "briton british|dane danish|englishman english|finn finnish|frenchman french|irishman irish|jew jewish|\
     kurd kurdish|pole polish|scot scottish|spaniard spanish|swede swedish|turk turkish|dutchman dutch",
);
/// Of more long names than this that share a word or acronym none is taken.
const MAX_BEARERS: usize = 12;

/// The forms that name no person.
fn others(forms: &Forms) -> Vec<usize> {
    (0..forms.list.len()).filter(|&at| forms.list.get(at).is_some_and(|form| form.label != Label::Person)).collect()
}

/// Joins what the article introduces itself: `World Health Organization (WHO)`, `Forces of Colombia, or FARC,`.
pub(super) fn join_introduced(Article { document, mentions, .. }: Article<'_>, forms: &mut Forms) {
    for (index, pair) in mentions.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let Some((a, b)) = forms.form_of(index).zip(forms.form_of(index + 1)) else { continue };
        let Some((long, short)) = forms.list.get(a).zip(forms.list.get(b)) else { continue };
        let gap = document.text().get(one.span.end() as usize..other.span.start() as usize).unwrap_or("");
        let after = document.text().get(other.span.end() as usize..).unwrap_or("");
        let (long, short) = if short.name.is_acronym { (long, short) } else { (short, long) };
        let apart = matches!(long.label, Label::Person) || matches!(short.label, Label::Person);
        if apart || !short.name.is_acronym || long.name.is_single() {
            continue;
        }
        let is_place = long.label == Label::Place;
        let sound = if is_place { initials(&long.name).contains(&short.name.key()) } else { true };
        let introduced = match gap {
            " (" => after.starts_with(')') && sound,
            ", or " | ", or the " | ", known as " | ", known as the " => sound,
            ", the " => after.starts_with([',', '.']) && is_made_of(&short.name, &long.name),
            _ => false,
        };
        if introduced {
            forms.join(a, b);
        }
    }
}

/// Joins forms of one label whose words are the same in another order or without legal form.
pub(super) fn join_variants(_: Article<'_>, forms: &mut Forms) {
    let mut known = Ids::default();
    let mut firsts = Vec::new();
    for form in others(forms) {
        let Some(one) = forms.list.get(form) else { continue };
        let key = told_apart(labelled(one.label, &canonical(&one.name, one.label)), one.sense);
        let id = known.of(key) as usize;
        match firsts.get(id) {
            Some(&first) => forms.join(form, first),
            None => firsts.push(form),
        }
    }
}

/// One way to write a name that has several.
fn canonical(name: &Name, label: Label) -> String {
    let mut words: Vec<&str> = name.words.iter().map(String::as_str).collect();
    if label == Label::Group {
        let last = words.pop().unwrap_or_default();
        let one = last.strip_suffix('s').filter(|one| one.len() > 2).unwrap_or(last);
        let one = one.strip_suffix("men").map_or_else(|| one.to_owned(), |stem| [stem, "man"].concat());
        let people = PEOPLES.first(&one).map_or(one, str::to_owned);
        return words.into_iter().chain([people.as_str()]).collect::<Vec<_>>().join(" ");
    }
    if label == Label::Organization {
        while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.has(word)) {
            words.pop();
        }
    }
    if let [head, "of", rest @ ..] = words.as_slice()
        && TURNING.has(head)
        && !rest.is_empty()
    {
        let rest = rest.iter().filter(|word| **word != "the").chain([head]);
        return rest.copied().collect::<Vec<_>>().join(" ");
    }
    words.join(" ")
}

/// Joins acronyms to the only name of their label that they stand for.
pub(super) fn join_acronyms(_: Article<'_>, forms: &mut Forms) {
    let others = others(forms);
    let mut stand_for = Groups::default();
    for &form in &others {
        let Some(long) = forms.list.get(form).filter(|form| !form.name.is_single()) else { continue };
        for letters in initials(&long.name) {
            stand_for.push(labelled(long.label, &letters), form);
        }
    }
    for form in others {
        let Some(short) = forms.list.get(form).filter(|form| form.name.is_single()) else { continue };
        join_only(forms, form, stand_for.get(labelled(short.label, &short.name.key())));
    }
}

/// The acronyms that `name` may have: of all its words, and without the small ones; `U.N.` goes in whole.
fn initials(name: &Name) -> Vec<String> {
    let letters = |skip: bool| {
        let words = name.words.iter().flat_map(|word| word.split(' '));
        let kept = words.filter(|word| !skip || !SMALL.has(word));
        kept.map(|word| if POWERS.contains(&word) { word } else { word.get(..1).unwrap_or(word) }).collect::<String>()
    };
    let mut all: Vec<_> = [letters(true), letters(false)].into_iter().filter(|letters| letters.len() >= 2).collect();
    all.dedup();
    all
}

/// Whether the letters of `short` stand in `long` in this order, from the first on.
fn is_made_of(short: &Name, long: &Name) -> bool {
    let long = long.key();
    let mut rest = long.chars();
    let short = short.key();
    short.chars().next() == long.chars().next() && short.chars().all(|letter| rest.any(|other| other == letter))
}

/// Joins a shortened name to the only long one that it shortens: without a modifier in front (`U.S.`, or a place that the
/// article names), without what follows a small word, or down to its head.
pub(super) fn join_shortened(_: Article<'_>, forms: &mut Forms) {
    let others = others(forms);
    let (mut by_word, mut by_head) = (Groups::default(), Groups::default());
    let mut modifiers = Ids::default();
    for power in POWERS {
        modifiers.of(ids::key(power));
    }
    for &form in &others {
        let Some(Form { label, name, .. }) = forms.list.get(form) else { continue };
        if matches!(label, Label::Place | Label::Group) {
            modifiers.of(ids::key(name.key()));
        } else if !name.is_single() {
            name.words.iter().for_each(|word| by_word.push(labelled(*label, word), form));
            if *label == Label::Organization {
                by_head.push(ids::key(head(name)), form);
            }
        }
    }
    for form in others {
        let Some(short) = forms.list.get(form) else { continue };
        if short.name.is_single() {
            if short.label == Label::Organization && HEADS.has(short.name.first()) {
                let long = by_head.get(ids::key(short.name.first()));
                let first = long.iter().filter_map(|&long| forms.list.get(long)).map(Form::first_mention).min();
                if first.is_some_and(|first| first < short.first_mention()) {
                    join_only(forms, form, long);
                }
            }
            continue;
        }
        let longer = by_word.get(labelled(short.label, short.name.first()));
        if longer.len() <= MAX_BEARERS {
            let shortens = |&&long: &&usize| {
                long != form
                    && forms.list.get(long).is_some_and(|long| is_short_for(&short.name, &long.name, &modifiers))
            };
            let longer: Vec<_> = longer.iter().filter(shortens).copied().collect();
            join_only(forms, form, &longer);
        }
    }
}

/// The word of a body's name that says what it is: before the first small word, or the last.
fn head(name: &Name) -> &str {
    let small = name.words.iter().position(|word| SMALL.has(word.as_str()));
    let head = small.filter(|&at| at > 0).map_or_else(|| name.words.last(), |at| name.words.get(at - 1));
    head.map_or("", String::as_str)
}

fn is_short_for(short: &Name, long: &Name, modifiers: &Ids) -> bool {
    let n_words = short.words.len();
    let Some(at) = long.words.windows(n_words).position(|words| words == short.words.as_slice()) else { return false };
    let front = long.words.get(..at).unwrap_or(&[]).join(" ");
    let tail = long.words.get(at + n_words..).unwrap_or(&[]);
    let modified = front.is_empty() || modifiers.find(ids::key(&front)).is_some();
    let tail_goes = tail.first().is_none_or(|word| SMALL.has(word.as_str()));
    long.words.len() > n_words && modified && tail_goes
}

/// Joins `form` to `others` if these are one entity already, or one form.
fn join_only(forms: &mut Forms, form: usize, others: &[usize]) {
    if others.len() > MAX_BEARERS {
        return;
    }
    if let Some(only) = the_only(others.iter().map(|&other| forms.root(other))) {
        forms.join(form, only);
    }
}
