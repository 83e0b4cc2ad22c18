//! The words of the interface: every language says everything, with the same gaps. Imports std and `serde_json`.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/interface")
}

fn words(language: &str) -> Map<String, Value> {
    let text = fs::read_to_string(folder().join(format!("{language}.json"))).expect("a readable file");
    serde_json::from_str(&text).expect("an object")
}

/// The texts of one value: itself, or one for each plural category, of which `other` is there.
fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Object(forms) => {
            forms.get("other")?;
            let known = |form: &String| ["zero", "one", "two", "few", "many", "other"].contains(&form.as_str());
            forms.keys().all(known).then(|| forms.values().filter_map(Value::as_str).collect())
        }
        _ => None,
    }
}

/// The names in braces.
fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// What is wrong with the words of a language, beside the English ones.
fn complaints(words: &Map<String, Value>, english: &Map<String, Value>) -> Vec<String> {
    let mut complaints = Vec::new();
    for key in words.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        let (Some(own), Some(model)) = (words.get(key), english.get(key)) else {
            complaints.push(format!("{key} is missing or new"));
            continue;
        };
        let (Some(own), Some(model)) = (texts(own), texts(model)) else {
            complaints.push(format!("{key} is no text and has no `other` form"));
            continue;
        };
        let allowed: BTreeSet<_> = model.iter().flat_map(|text| gaps(text)).collect();
        let used: BTreeSet<_> = own.iter().flat_map(|text| gaps(text)).collect();
        if used != allowed || own.iter().any(|text| text.trim().is_empty()) {
            complaints.push(format!("{key} has the gaps {used:?}, not {allowed:?}, or nothing"));
        }
    }
    complaints
}

#[test]
fn every_language_says_everything() {
    let english = words("en");
    let mut n_languages = 0;
    for entry in fs::read_dir(folder()).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if let Some(language) = name.strip_suffix(".json") {
            assert_eq!(complaints(&words(language), &english), Vec::<String>::new(), "{language}");
            n_languages += 1;
        }
    }
    assert!(n_languages >= 12);
}

/// The forms that CLDR's plural rules ask for between 1 and 1,000, besides `other`.
fn plurals(language: &str) -> &'static [&'static str] {
    match language {
        "ar" => &["one", "two", "few", "many"],
        "pl" | "uk" => &["one", "few", "many"],
        "ja" | "zh" => &[],
        _ => &["one"],
    }
}

#[test]
fn every_number_has_its_form() {
    for entry in fs::read_dir(folder()).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let Some(language) = name.strip_suffix(".json") else { continue };
        for (key, value) in words(language) {
            let Value::Object(forms) = value else { continue };
            let missing: Vec<_> = plurals(language).iter().filter(|form| !forms.contains_key(**form)).collect();
            assert!(missing.is_empty(), "{language}: {key} lacks {missing:?}");
        }
    }
}

/// What readers see is set as their print has it: wide signs in Chinese and Japanese, no break before French ones.
#[test]
fn punctuation_is_that_of_the_language() {
    for (language, wrong) in
        [("zh", &[",", ":", "(", ")", ";"][..]), ("ja", &[",", ":", "(", ")"]), ("fr", &[" :", " »", "« "])]
    {
        for (key, value) in words(language) {
            for text in texts(&value).into_iter().flatten() {
                assert!(!wrong.iter().any(|sign| text.contains(sign)), "{language}: {key}: {text}");
            }
        }
    }
}

#[test]
fn gaps_and_plural_forms_are_checked() {
    let check = |own: Value, n_complaints| {
        let english = serde_json::json!({ "a": "{n} of {total}", "b": { "one": "one", "other": "{n}" } });
        let found = complaints(own.as_object().expect("an object"), english.as_object().expect("an object"));
        assert_eq!(found.len(), n_complaints, "{own}: {found:?}");
    };
    check(serde_json::json!({ "a": "{total} / {n}", "b": { "few": "{n} x", "other": "{n} y" } }), 0);
    check(serde_json::json!({ "a": "{n}", "b": { "one": "{n}" } }), 2);
    check(serde_json::json!({ "a": "{n} {total}", "b": { "some": "{n}", "other": "{n}" }, "c": "" }), 2);
}
