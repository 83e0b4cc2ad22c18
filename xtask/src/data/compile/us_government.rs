//! Federal agencies, committees of Congress and federal courts of the United States. Imports `entity`, `source`.

use std::collections::BTreeMap;

use anyhow::Result;
use newsgloss::lexicon::name_key;

use super::{Sources, places::us_states};
use crate::data::{entity::Entity, source};

/// Words of which an agency's name has at least one; the source also lists programmes, states and loose headings.
const AGENCY_WORDS: [&str; 22] = [
    "Academy",
    "Administration",
    "Agency",
    "Air Force",
    "Army",
    "Authority",
    "Bank",
    "Bureau",
    "Commission",
    "Corporation",
    "Corps",
    "Department",
    "Endowment",
    "Federal",
    "Foundation",
    "Guard",
    "Institute",
    "Laboratory",
    "Library",
    "National",
    "Navy",
    "Service",
];
/// Words of names that need a count in the news to be kept.
const LOOSE_WORDS: [&str; 9] =
    ["Board", "Center", "Command", "Committee", "Council", "Division", "Office", "Program", "Task Force"];

/// Federal agencies, departments and armed services.
pub(super) fn agencies(sources: &Sources) -> Result<Vec<Entity>> {
    let mut agencies: BTreeMap<String, Entity> = BTreeMap::new();
    for record in source::rows("us_federal_agencies.tsv")? {
        let (name, remark) = split_remark(record.get("name"));
        let base = name.trim_start_matches("United States ").trim_start_matches("U.S. ");
        let count =
            sources.frequency.of_name(base, "organization").max(sources.frequency.of_name(&name, "organization"));
        if sources.countries.find(base).is_some() || !is_agency(base, count) {
            continue;
        }
        let entity = agencies.entry(name_key(base)).or_insert_with(|| {
            let mut entity = Entity::new("agency", "organization", base);
            entity.country = "US".into();
            entity.alias(&format!("US {base}"));
            if count > 0.0 {
                entity.alias(&format!("United States {base}"));
            }
            if let Some(field) = base.strip_prefix("Department of ").map(|field| field.trim_start_matches("the ")) {
                entity.alias(&format!("{field} Department"));
                entity.alias(&format!("US {field} Department"));
            }
            entity.weigh(count.max(0.3));
            entity
        });
        for alias in [record.get("acronym"), remark].into_iter().filter(|alias| alias.len() > 2) {
            entity.alias(alias);
            let count = sources.frequency.of_name(alias, "organization");
            if f64::from(entity.prior) < 12.0 * (1.0 + count).log2() {
                entity.weigh(count);
            }
        }
    }
    // "Agriculture Department" is listed beside "Department of Agriculture".
    let inverted: Vec<String> = agencies
        .values()
        .filter(|entity| entity.name.starts_with("Department of "))
        .flat_map(|entity| entity.aliases.iter().map(|alias| name_key(alias)).collect::<Vec<_>>())
        .collect();
    Ok(agencies.into_iter().filter(|(key, _)| !inverted.contains(key)).map(|(_, entity)| entity).collect())
}

/// A name and what stands in brackets; `Food and Agriculture, National Institute of` is turned round.
fn split_remark(name: &str) -> (String, &str) {
    let (name, remark) = name.split_once(" (").unwrap_or((name, ""));
    let turned = match name.rsplit_once(", ") {
        Some((field, body)) if body.ends_with(" of") || body.ends_with(" for") => format!("{body} {field}"),
        _ => name.to_owned(),
    };
    (turned, remark.trim_end_matches(')'))
}

/// Not parts of the government, though the source lists them: chartered bodies, schools, programmes, a journal.
const NO_AGENCIES: [&str; 20] = [
    "Boy Scouts",
    "Cathedral",
    "Constitution Center",
    "Fannie Mae",
    "Federal National Mortgage",
    "Federal Home Loan Mortgage",
    "Financial Industry",
    "Freddie Mac",
    "Girl Scouts",
    "Howard University",
    "Interpol",
    "Medicaid",
    "Medicare",
    "Paralympic",
    "Red Crescent",
    "Red Cross",
    "Federal Register",
    "Helen Keller",
    "National Railroad",
    "Citizenship Services",
];

fn is_agency(name: &str, count: f64) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let plain = !name.contains(['{', '→', '[']) && name.len() < 70 && !has(&NO_AGENCIES);
    let named = name.contains(' ') && has(&AGENCY_WORDS) && !has(&["Office of", "Program"]);
    plain && (count > 0.0 || (named && !has(&LOOSE_WORDS)) || name.contains("White House"))
}

/// Standing committees of Congress.
pub(super) fn committees(sources: &Sources) -> Result<Vec<Entity>> {
    let mut entities = Vec::new();
    for record in source::rows("us_committees_2026.tsv")? {
        let name = record.get("name");
        let mut entity = Entity::new("committee", "organization", name);
        entity.country = "US".into();
        entity.fact("chamber", record.get("type"));
        let link = ["Committee on the ", "Committee on ", "Select Committee on ", "Special Committee on "];
        let split = name
            .split_once(' ')
            .and_then(|(chamber, rest)| Some((chamber, link.iter().find_map(|link| rest.strip_prefix(link))?)));
        if let Some((chamber, field)) = split {
            entity.alias(&format!("{chamber} {field} Committee"));
        }
        let counts = entity.names().map(|name| sources.frequency.of_name(name, "organization"));
        entity.weigh(counts.fold(3.0, f64::max));
        entities.push(entity);
    }
    Ok(entities)
}

const CIRCUITS: [&str; 11] =
    ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh"];

/// Federal courts: the Supreme Court, the courts of appeals and the district courts.
pub(super) fn courts() -> Result<Vec<Entity>> {
    let states = us_states()?;
    let mut courts: BTreeMap<String, Entity> = BTreeMap::new();
    for record in source::rows("courts_us_freelaw.tsv")? {
        let Some((name, aliases)) = court_names(record.get("name"), |state| states.values().any(|name| name == state))
        else {
            continue;
        };
        let mut entity = Entity::new("court", "organization", &name);
        entity.country = "US".into();
        for alias in &aliases {
            entity.alias(alias);
        }
        entity.weigh(if name.contains("Supreme") {
            3000.0
        } else if name.contains("Appeals") {
            40.0
        } else {
            2.0
        });
        courts.entry(name_key(&name)).or_insert(entity);
    }
    Ok(courts.into_values().collect())
}

/// The names of a court in the news, from a name like `District Court, S.D. New York`.
fn court_names(name: &str, is_state: impl Fn(&str) -> bool) -> Option<(String, Vec<String>)> {
    if name == "Supreme Court of the United States" {
        return Some((name.into(), vec!["US Supreme Court".into(), "United States Supreme Court".into()]));
    }
    if let Some(circuit) = name.rsplit_once("Court of Appeals for the ").map(|(_, circuit)| circuit) {
        let short = circuit.trim_end_matches(" Circuit");
        let mut aliases = vec![format!("United States Court of Appeals for the {circuit}")];
        if let Some(index) = CIRCUITS.iter().position(|ordinal| *ordinal == short) {
            let number = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th"][index];
            aliases.extend([
                format!("{short} Circuit"),
                format!("{number} Circuit"),
                format!("{short} Circuit Court of Appeals"),
                format!("{number} Circuit Court of Appeals"),
                format!("{number} US Circuit Court of Appeals"),
                format!("US {number} Circuit Court of Appeals"),
            ]);
        } else if short == "D.C." {
            aliases.extend(["D.C. Circuit".into(), "D.C. Circuit Court of Appeals".into()]);
        }
        return Some((format!("US Court of Appeals for the {circuit}"), aliases));
    }
    let place = name.split_once("District Court").map(|(_, place)| place.trim_start_matches(", ").trim())?;
    let place = place.trim_start_matches("for the ").trim();
    let (side, state) = [
        ("N.D.", "Northern"),
        ("S.D.", "Southern"),
        ("E.D.", "Eastern"),
        ("W.D.", "Western"),
        ("M.D.", "Middle"),
        ("C.D.", "Central"),
        ("D.", ""),
        ("Northern District of", "Northern"),
        ("Southern District of", "Southern"),
        ("Eastern District of", "Eastern"),
        ("Western District of", "Western"),
        ("Middle District of", "Middle"),
        ("Central District of", "Central"),
        ("District of", ""),
    ]
    .iter()
    .find_map(|(prefix, side)| Some((side, place.strip_prefix(prefix)?.trim())))?;
    if !is_state(state) {
        return None;
    }
    let district = format!("{side} District of {state}").trim().to_owned();
    let aliases = vec![format!("United States District Court for the {district}")];
    let aliases = if side.is_empty() { aliases } else { [aliases, vec![district.clone()]].concat() };
    Some((format!("US District Court for the {district}"), aliases))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn courts_get_the_names_of_the_news() {
        let check = |name: &str, expected: Option<&str>| {
            let found = court_names(name, |state| ["New York", "Maine"].contains(&state));
            assert_eq!(found.map(|(name, _)| name).as_deref(), expected, "{name}");
        };
        check("District Court, S.D. New York", Some("US District Court for the Southern District of New York"));
        check(
            "United States District Court for the District of Maine",
            Some("US District Court for the District of Maine"),
        );
        check("Court of Appeals for the Tenth Circuit", Some("US Court of Appeals for the Tenth Circuit"));
        check("United States Bankruptcy Court, D. Maine", None);
        check("District Court, D. Orleans Territory", None);
    }
}
