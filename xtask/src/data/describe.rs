//! One line about an entity, made from its facts: never "current", always with the years that the sources give.
//! Imports `entity`.

use super::{countries::with_article, entity::Entity};

/// Characters that a card has room for.
pub(super) const LONGEST: usize = 90;

/// The description; empty where the facts say nothing. `country` is the English name of the entity's country.
pub(super) fn describe(entity: &Entity, country: &str) -> String {
    let get = |fact| entity.get(fact);
    if !get("text").is_empty() {
        return get("text").into();
    }
    let country = with_article(country);
    let within = |what: &str| if country.is_empty() { what.to_owned() } else { format!("{what} in {country}") };
    match entity.class.as_str() {
        "country" if get("capital").is_empty() => format!("country in {}", get("continent")),
        "country" if get("continent").is_empty() => format!("country; capital {}", get("capital")),
        "country" => format!("country in {}; capital {}", get("continent"), get("capital")),
        "territory" if get("of").is_empty() => "territory".into(),
        "territory" => format!("territory of {}", get("of")),
        "region" if get("of").is_empty() => get("kind").into(),
        "region" => format!("{} of {}", get("kind"), get("of")),
        "demonym" => format!("of or from {}", get("of")),
        "capital" => format!("capital of {country}, {}", people(get("population"))),
        "city" if !get("state").is_empty() => format!("city in {}, US, {}", get("state"), people(get("population"))),
        "city" => format!("{}, {}", within("city"), people(get("population"))),
        "congress" if get("state").is_empty() => format!("{} ({}) {}", get("office"), get("party"), years(entity)),
        "congress" => format!("{} for {} ({}) {}", get("office"), get("state"), get("party"), years(entity)),
        "state-official" if get("party").is_empty() => format!("{} {}", get("office"), years(entity)),
        "state-official" => format!("{} ({}) {}", get("office"), get("party"), years(entity)),
        "politician" => Some(with_years(get("office"), &years(entity)))
            .filter(|text| !get("office").is_empty() && text.chars().count() <= LONGEST)
            .unwrap_or_else(|| within("politician")),
        "party" if get("to").is_empty() => format!("political party in {} since {}", get("of"), get("from")),
        "party" => format!("political party in {} {}", get("of"), years(entity)),
        "body" => get("kind").into(),
        "agency" => "US federal government body".into(),
        "committee" if get("chamber") == "joint" => "joint committee of the US Congress".into(),
        "committee" => format!("committee of the US {}", if get("chamber") == "house" { "House" } else { "Senate" }),
        "court" => "US federal court".into(),
        "company" if get("sector").is_empty() => "company listed in the US".into(),
        "company" => format!("company in {} ({})", get("seat"), get("sector")),
        "newspaper" if get("state").is_empty() => "US newspaper".into(),
        "newspaper" => format!("newspaper in {}, US", get("state")),
        "outlet" => format!("publisher of {}", get("domain")),
        _ => String::new(),
    }
    .trim()
    .to_owned()
}

/// `2021–2025`, `since 2013` (the source is of 2026), `from 2021` (an older one that gives no end), `until 2017`.
fn years(entity: &Entity) -> String {
    let get = |fact| entity.get(fact);
    match (get("from"), get("to")) {
        _ if !get("years").is_empty() => get("years").into(),
        _ if !get("since").is_empty() => format!("since {}", get("since")),
        _ if !get("seen").is_empty() => format!("in {}", get("seen")),
        ("", "") => String::new(),
        ("", to) => format!("until {to}"),
        (from, "") => format!("from {from}"),
        (from, to) if from == to => format!("in {to}"),
        (from, to) => format!("{from}–{to}"),
    }
}

/// An office with its years; one too long for a card loses the part after its first comma or "and".
fn with_years(office: &str, years: &str) -> String {
    let full = format!("{office} {years}");
    if full.chars().count() <= LONGEST {
        return full;
    }
    let place = office.rfind(" of the ").or(office.rfind(" of ")).or(office.rfind(" in ")).or(office.rfind(", "));
    let end = office.find(", ").or(office.find(" and ")).unwrap_or(office.len());
    let (head, place) = (&office[..end], place.filter(|&at| at > end).map_or("", |at| &office[at..]));
    let short = format!("{head}{place} {years}");
    if short.chars().count() <= LONGEST { short } else { format!("{head} {years}") }
}

/// `1.4 million people`, `380,000 people`.
fn people(population: &str) -> String {
    let count: f64 = population.parse().unwrap_or(0.0);
    if count >= 950_000.0 {
        let millions = (count / 100_000.0).round() / 10.0;
        return format!("{millions} million people");
    }
    let unit = if count >= 100_000.0 { 10_000.0 } else { 1_000.0 };
    let rounded = (count / unit).round() * unit;
    format!("{},000 people", rounded / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(class: &str, country: &str, facts: &[(&str, &str)], expected: &str) {
        let mut entity = Entity::new(class, "", "X");
        for (name, value) in facts {
            entity.fact(name, value);
        }
        assert_eq!(describe(&entity, country), expected);
    }

    #[test]
    fn offices_have_their_years() {
        let office = ("office", "US Secretary of State");
        check(
            "politician",
            "United States",
            &[office, ("from", "2021"), ("to", "2025")],
            "US Secretary of State 2021–2025",
        );
        check("politician", "United States", &[office, ("from", "2021")], "US Secretary of State from 2021");
        check(
            "politician",
            "United States",
            &[office, ("from", "2017"), ("to", "2017")],
            "US Secretary of State in 2017",
        );
        check("politician", "United States", &[office, ("to", "2017")], "US Secretary of State until 2017");
        check(
            "politician",
            "China",
            &[("office", "President of China"), ("since", "2013")],
            "President of China since 2013",
        );
        check("politician", "United States", &[], "politician in the United States");
        check(
            "congress",
            "United States",
            &[("office", "US senator"), ("state", "Ohio"), ("party", "Republican"), ("since", "2023")],
            "US senator for Ohio (Republican) since 2023",
        );
    }

    #[test]
    fn places_say_where_and_how_large() {
        check("country", "Ukraine", &[("continent", "Europe"), ("capital", "Kyiv")], "country in Europe; capital Kyiv");
        check("city", "Ukraine", &[("population", "1421125")], "city in Ukraine, 1.4 million people");
        check(
            "city",
            "United States",
            &[("population", "377917"), ("state", "Ohio")],
            "city in Ohio, US, 380,000 people",
        );
        check("capital", "Netherlands", &[("population", "985000")], "capital of the Netherlands, 1 million people");
    }

    #[test]
    fn long_offices_are_cut_at_a_seam() {
        let office =
            "Minister of Sustainable Development, the Environment and the Fight Against Climate Change of Canada";
        check(
            "politician",
            "Canada",
            &[("office", office), ("from", "2014"), ("to", "2017")],
            "Minister of Sustainable Development of Canada 2014–2017",
        );
    }
}
