//! Political offices: how a source's title becomes a phrase with its country and years, and how much it weighs in the
//! news. Imports `countries`.

use crate::data::countries::{Country, with_article};

/// One stretch in an office.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// The title as the source has it.
    pub(super) title: String,
    /// First year, where known.
    pub(super) from: Option<u32>,
    /// Last year; none when it had not ended, or is not known.
    pub(super) to: Option<u32>,
    /// Whether the source says that it had not ended.
    pub(super) open: bool,
}

/// Reads `President (2009-2017) | United States senator (2007-2008)`, and joins terms of one office that touch.
pub(super) fn terms(positions: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let all: Vec<Term> = positions.split(" | ").map(term).collect();
    // The source keeps three terms at most, and lists a legislator's terms one by one: with three, there may be more.
    let cut = all.len() == 3;
    for term in all {
        match terms.iter_mut().find(|known| bare(&known.title) == bare(&term.title) && touch(known, &term)) {
            Some(known) => {
                known.from = known.from.min(term.from);
                known.to = known.to.max(term.to).filter(|_| !known.open && !term.open);
                known.open |= term.open;
            }
            None => terms.push(term),
        }
    }
    for term in terms.iter_mut().filter(|term| cut && is_legislator(&term.title)) {
        term.from = None;
    }
    terms
}

fn is_legislator(title: &str) -> bool {
    let title = title.to_lowercase();
    !title.contains("speaker")
        && ["member of", "senator", "representative", "teachta", "people's deputy", "federal deputy", "knesset member"]
            .iter()
            .any(|word| title.contains(word))
}

fn term(text: &str) -> Term {
    let (title, years) = match text.rsplit_once(" (") {
        Some((title, years))
            if years.trim_end_matches(')').chars().all(|char| char.is_ascii_digit() || char == '-') =>
        {
            (title, years.trim_end_matches(')'))
        }
        _ => (text, ""),
    };
    let (from, to) = years.split_once('-').unwrap_or((years, years));
    let (from, to): (Option<u32>, Option<u32>) = (from.parse().ok(), to.parse().ok());
    Term { title: title.trim().into(), from, to, open: from.is_some() && to.is_none() }
}

fn touch(known: &Term, other: &Term) -> bool {
    let (Some(known_from), Some(other_from)) = (known.from, other.from) else { return false };
    let end = |term: &Term| if term.open { u32::MAX - 1 } else { term.to.unwrap_or_default() };
    known_from <= end(other) + 1 && other_from <= end(known) + 1
}

/// The title without ordinals, remarks in brackets and the doubled country of some sources.
fn bare(title: &str) -> String {
    let title = title.split(" (").next().unwrap_or_default();
    let title = match title.rsplit_once(" of ") {
        Some((rest, place)) if rest.ends_with(&format!(" {place}")) && rest.contains(" of ") => rest,
        _ => title,
    };
    let ordinal = |word: &str| word.starts_with(|char: char| char.is_ascii_digit()) && word.len() > 2;
    let words: Vec<&str> = title.split(' ').filter(|word| !ordinal(word)).collect();
    words.join(" ").replacen("Member of", "member of", 1).replacen("Mayor of", "mayor of", 1)
}

/// The office in words that stand alone: `US Secretary of State`, `Minister of Defence of Ukraine`.
pub(super) fn phrase(title: &str, country: Option<&Country>) -> String {
    let title = bare(title);
    let Some(country) = country else { return title };
    match country.code.as_str() {
        "US" => american(&title),
        "GB" => british(&title, country),
        _ => foreign(&title, country),
    }
}

fn american(title: &str) -> String {
    const PLAIN: [&str; 12] = [
        "American",
        "Bureau",
        "CIA",
        "Commission",
        "FBI",
        "Federal",
        "NASA",
        "National",
        "States",
        "U.S.",
        "White House",
        "mayor",
    ];
    let title = &title.replace("Defence", "Defense");
    if let Some(rest) = title.strip_prefix("United States ") {
        return format!("US {rest}");
    }
    let of_state = ["Governor of", "member of the", "Lieutenant Governor"].iter().any(|start| title.starts_with(start));
    let of_state = of_state || title.starts_with("Secretary of State of");
    if of_state || PLAIN.iter().any(|word| title.contains(word)) { title.to_owned() } else { format!("US {title}") }
}

fn british(title: &str, country: &Country) -> String {
    match title {
        "member of the Parliament of the United Kingdom" => "UK member of Parliament".into(),
        "member of the House of Lords" => "member of the UK House of Lords".into(),
        _ if country.name == "Scotland" => foreign(title, country),
        _ if [
            "United Kingdom",
            "British",
            "Bank of England",
            "Scottish",
            "Welsh",
            "Senedd",
            "mayor of",
            "Governor of",
            "Commissioner",
        ]
        .iter()
        .any(|word| title.contains(word)) =>
        {
            title.into()
        }
        _ => format!("UK {title}"),
    }
}

/// Titles that go with "of" and the country; the others stand before a comma.
const OF: [&str; 29] = [
    "Acting",
    "Attorney General",
    "Caretaker",
    "Chancellor",
    "Chief Justice",
    "Co-Prince",
    "Crown Prince",
    "Deputy Prime",
    "Emperor",
    "Federal Chancellor",
    "First Lady",
    "First Minister",
    "First Vice",
    "Foreign Secretary",
    "Governor General",
    "Governor-General",
    "Interim",
    "King",
    "Minister",
    "Premier",
    "President",
    "Prime Minister",
    "Prince",
    "Queen",
    "Sultan",
    "Supreme Leader",
    "Transition",
    "Vice Premier",
    "Vice President",
];

/// Where the source lists ministers of states and provinces as well, without saying so: they are ministers in the country.
const WITH_REGIONS: [&str; 5] = ["AT", "AU", "BE", "CA", "ES"];

fn foreign(title: &str, country: &Country) -> String {
    // The source calls the 13 heads of India's foreign service ministers; the minister is "of External Affairs".
    let title =
        if country.code == "IN" && title == "Minister of Foreign Affairs" { "Foreign Secretary" } else { title };
    let names = std::iter::once(&country.name).chain(&country.aliases).chain(&country.demonyms);
    let has_country = names.filter(|name| name.len() > 3).any(|name| title.contains(name.as_str()));
    let ambassador =
        ["ambassador", "High Commissioner", "Permanent Representative"].iter().any(|word| title.starts_with(word));
    let national = ["Foreign", "Defence", "Defense"].iter().any(|word| title.contains(word));
    let minister = title.starts_with("Minister") || title.starts_with("Attorney General");
    if ambassador && !country.adjective.is_empty() {
        format!("{} {title}", country.adjective)
    } else if has_country || title.contains("United Nations") || title.contains("International Court") {
        title.to_owned()
    } else if minister && !national && WITH_REGIONS.contains(&country.code.as_str()) {
        format!("{title} in {}", with_article(&country.name))
    } else if OF.iter().any(|start| title.starts_with(start)) {
        format!("{title} of {}", with_article(&country.name))
    } else {
        format!("{title}, {}", country.name)
    }
}

/// Offices whose titles hold one of `any` and none of `none` weigh `weight`; `^` ties a word to the start, `=` to all.
struct Rule {
    weight: f64,
    any: &'static [&'static str],
    none: &'static [&'static str],
}

const fn rule(weight: f64, any: &'static [&'static str], none: &'static [&'static str]) -> Rule {
    Rule { weight, any, none }
}

/// The weight of a head of state or government.
pub(super) const HEAD: f64 = 40.0;

/// The first rule that fits decides. Weights estimate how many of 37,554 political articles name a holder.
const RULES: [Rule; 13] = [
    rule(
        0.1,
        &[
            "parliamentary assembly of the council",
            "regional council",
            "provincial",
            "legislative assembly",
            "substitute",
            "^deputy member",
            "state deputy",
            "state senate",
            "state representative",
            "landtag",
            "sami parliament",
            "legislative council",
            "regional parliament",
        ],
        &["hong kong"],
    ),
    rule(
        1.5,
        &[
            "deputy minister",
            "under-secretary",
            "undersecretary",
            "assistant secretary",
            "state secretary",
            "deputy secretary",
            "minister of state",
            "minister counsel",
        ],
        &[],
    ),
    rule(
        HEAD,
        &[
            "=president",
            "^president of the united states",
            "^prime minister",
            "=premier",
            "^premier of the state council",
            "=chancellor",
            "^chancellor of germany",
            "^federal chancellor",
            "=king",
            "^king of",
            "=queen",
            "^emperor",
            "^supreme leader",
            "^taoiseach",
            "^general secretary of the",
            "^secretary-general of the united nations",
            "^president of the republic",
            "^president of the people's",
        ],
        &["office", "advis", "spokes"],
    ),
    rule(2.0, &["^secretary of state of"], &[]),
    rule(
        10.0,
        &[
            "^vice president",
            "^vice-president",
            "^deputy prime minister",
            "^first minister",
            "^minister of foreign",
            "^minister for foreign",
            "^foreign minister",
            "^minister of external",
            "^minister of defence",
            "^minister of national defence",
            "^minister for defence",
            "^secretary of state",
            "^secretary of defence",
            "^secretary of the treasury",
            "^chancellor of the exchequer",
            "^attorney general",
            "national security advis",
            "white house chief of staff",
            "white house press secretary",
            "^director of the cia",
            "^director of the fbi",
            "^director of national intelligence",
            "^supreme court justice",
            "^governor of the bank of england",
            "^chair of the federal reserve",
            "^ambassador to the united nations",
            "^minister of finance",
            "^secretary of homeland",
            "^speaker of the house",
        ],
        &["council", "assembly", "senate", "court of", "parliament", "chamber"],
    ),
    rule(
        4.0,
        &[
            "minister",
            "secretary",
            "speaker",
            "central bank",
            "governor of the",
            "chief justice",
            "first lady",
            "white house",
            "director of the",
            "tánaiste",
            "vice premier",
            "state councilor",
            "^president of",
        ],
        &["private secretary", "permanent secretary", "province"],
    ),
    rule(
        3.0,
        &["^governor of", "^mayor of london", "^mayor of new york", "solicitor general", "^chief of", "commander"],
        &[],
    ),
    rule(2.5, &["united states senator", "united states representative"], &[]),
    rule(
        1.2,
        &[
            "parliament of the united kingdom",
            "house of commons",
            "lok sabha",
            "knesset",
            "teachta",
            "new zealand parliament",
            "scottish parliament",
        ],
        &[],
    ),
    rule(1.0, &["mayor", "judge", "justice", "permanent representative", "party", "kuomintang"], &[]),
    rule(0.6, &["ambassador", "high commissioner", "house of lords", "senator", "of the senate"], &[]),
    rule(0.4, &["member of", "deputy", "parliament"], &[]),
    rule(0.5, &[""], &[]),
];

/// `President` for `President of the Ivory Coast`, in that country.
fn without_country<'a>(title: &'a str, country: Option<&Country>) -> &'a str {
    let names = country.into_iter().flat_map(|country| std::iter::once(&country.name).chain(&country.aliases));
    let mut names = names.filter_map(|name| title.strip_suffix(name.as_str()));
    let office = names.find_map(|rest| rest.strip_suffix(" of the ").or(rest.strip_suffix(" of ")));
    office.unwrap_or(title)
}

/// How often a holder of the office is in the news, as [`RULES`] have it.
pub(super) fn weight(title: &str, country: Option<&Country>) -> f64 {
    let title = without_country(&bare(title), country).to_lowercase();
    let fits = |word: &&str| match word.split_at(word.len().min(1)) {
        ("^", start) => title.starts_with(start),
        ("=", all) => title == all,
        _ => title.contains(word),
    };
    let american = country.is_some_and(|country| country.code == "US");
    if american && title.starts_with("governor of") {
        return 5.0;
    }
    // Federal legislators of the United States are "United States senator"; members are the states'.
    if american && title.starts_with("member of") {
        return 0.1;
    }
    let rule = RULES.iter().find(|rule| rule.any.iter().any(fits) && !rule.none.iter().any(fits));
    rule.map_or(0.1, |rule| rule.weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str, name: &str, adjective: &str) -> Country {
        Country { code: code.into(), name: name.into(), adjective: adjective.into(), ..Country::default() }
    }

    #[test]
    fn joins_terms_that_touch() {
        let check = |positions: &str, expected: &[(&str, Option<u32>, Option<u32>, bool)]| {
            let found = terms(positions);
            let found: Vec<_> = found.iter().map(|term| (&*term.title, term.from, term.to, term.open)).collect();
            assert_eq!(found, expected);
        };
        check("Secretary of State (2021-)", &[("Secretary of State", Some(2021), None, true)]);
        check(
            "Prime Minister (2012-2020) | Prime Minister (2006-2007)",
            &[("Prime Minister", Some(2012), Some(2020), false), ("Prime Minister", Some(2006), Some(2007), false)],
        );
        check("senator (2007-2008) | senator (2005-2007)", &[("senator", Some(2005), Some(2008), false)]);
        // There may be earlier terms than the three that the source keeps.
        check(
            "senator (2009-2011) | senator (2007-2009) | senator (2005-2007)",
            &[("senator", None, Some(2011), false)],
        );
        check("Member of the 5th Duma (-2011)", &[("Member of the 5th Duma", None, Some(2011), false)]);
    }

    #[test]
    fn names_the_country_once() {
        let (us, uk) = (country("US", "United States", "American"), country("GB", "United Kingdom", "British"));
        let (ukraine, israel) = (country("UA", "Ukraine", "Ukrainian"), country("IL", "Israel", "Israeli"));
        for (title, country, expected) in [
            ("Secretary of State", &us, "US Secretary of State"),
            ("United States senator", &us, "US senator"),
            ("Governor of Ohio", &us, "Governor of Ohio"),
            ("White House Press Secretary", &us, "White House Press Secretary"),
            ("ambassador to Ukraine", &us, "US ambassador to Ukraine"),
            ("Member of the 58th Parliament of the United Kingdom", &uk, "UK member of Parliament"),
            ("Chancellor of the Exchequer", &uk, "UK Chancellor of the Exchequer"),
            ("President", &ukraine, "President of Ukraine"),
            ("People's Deputy of Ukraine", &ukraine, "People's Deputy of Ukraine"),
            ("ambassador to Spain", &ukraine, "Ukrainian ambassador to Spain"),
            ("Mayor of Jerusalem", &israel, "mayor of Jerusalem, Israel"),
            ("Minister of Defence of Israel of Israel", &israel, "Minister of Defence of Israel"),
        ] {
            assert_eq!(phrase(title, Some(country)), expected);
        }
    }

    #[test]
    fn weighs_by_the_first_rule_that_fits() {
        let us = country("US", "United States", "American");
        assert!(weight("President", None) > weight("Vice President", None));
        assert!(weight("Vice President", None) > weight("Minister of Culture", None));
        assert!(weight("Minister of Culture", None) > weight("Deputy Minister of Culture", None));
        assert!(weight("United States senator", Some(&us)) > weight("member of the Ohio Senate", Some(&us)));
        assert!(weight("President of the Province of Viterbo", None) < weight("President", None));
        let ukraine = country("UA", "Ukraine", "Ukrainian");
        assert!(weight("President of Ukraine", Some(&ukraine)) >= HEAD);
    }
}
