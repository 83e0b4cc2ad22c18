//! A publisher's glossary, JSON and CSV: what it adds, overrides, removes and refuses. Imports: `newsgloss`.

use newsgloss::pipeline::{Config, Resources, annotate};
use newsgloss::text::SourceText;
use newsgloss::wire::{OffsetUnit, Wire};

/// The terms that `glossaries`, taken in one after the other, find in `text`, as `words → key: definition`.
fn check(glossaries: &[&str], text: &str, expected: &[&str]) {
    let mut resources = Resources::default();
    for glossary in glossaries {
        let report = resources.add_glossary(glossary);
        assert_eq!(report.faults, [], "{glossary}");
    }
    let source = SourceText::from_plain(text);
    let (analysis, _) = annotate(&source, &resources, &Config::ALL);
    let row = |term: &newsgloss::annotation::Term| {
        let info = resources.term(term.term)?;
        Some(format!("{} → {}: {}", source.slice(term.span), info.key, info.card?.definition))
    };
    assert_eq!(analysis.terms.iter().filter_map(row).collect::<Vec<_>>(), expected);
}

fn check_faults(glossary: &str, expected: &[&str]) {
    let report = Resources::default().add_glossary(glossary);
    let faults: Vec<_> = report.faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults, expected);
}

const RING: &str =
    r#"{"terms": [{"label": "ring road", "definition": "A road around a town.", "forms": ["ring road", "orbital"]}]}"#;

#[test]
fn keys_lead_to_their_entries_and_other_words_to_none() {
    let mut resources = Resources::default();
    for label in ["ring road", "toll"] {
        let glossary = format!(r#"{{"terms": [{{"label": "{label}", "definition": "One.", "forms": ["{label}"]}}]}}"#);
        assert_eq!(resources.add_glossary(&glossary).faults, []);
    }
    let keys = ["toll", "", "ring road", "ring-road", "toll"];
    let found = resources.terms_by_key(&keys);
    let found: Vec<_> = found.into_iter().map(|id| Some(resources.term(id?)?.key)).collect();
    let expected = [Some("toll"), None, None, Some("ring-road"), Some("toll")];
    assert_eq!(found, expected.map(|key| key.map(str::to_owned)));
    assert!(resources.terms_by_key(&[]).is_empty());
}

#[test]
fn entries_are_found_with_their_variants() {
    check(
        &[RING],
        "The ring road and two orbitals.",
        &["ring road → ring-road: A road around a town.", "orbitals → ring-road: A road around a town."],
    );
    let csv = "label,definition,forms,category\n\"labour, cheap\",Work.,cheap labour|low-wage work,economy\n";
    check(
        &[csv],
        "Cheap labor and low wage work.",
        &["Cheap labor → labour-cheap: Work.", "low wage work → labour-cheap: Work."],
    );
}

#[test]
fn keys_override_forms_outrank_and_names_remove() {
    let key = r#"[{"key": "ring-road", "label": "Ring", "definition": "Ours.", "forms": ["ring road"]}]"#;
    check(&[RING, key], "The ring road and an orbital.", &["ring road → ring-road: Ours."]);
    let form = r#"[{"label": "orbital", "definition": "A path."}]"#;
    check(&[RING, form], "An orbital.", &["orbital → orbital: A path."]);
    check(&[RING, r#"{"remove": ["ring-road"]}"#], "The ring road.", &[]);
    check(
        &[RING, r#"{"remove": ["Ring Road"]}"#],
        "A ring road, an orbital.",
        &["orbital → ring-road: A road around a town."],
    );
    let mut resources = Resources::default();
    resources.add_glossary(RING);
    let motorway = r#"[{"label": "M25", "definition": "A motorway.", "forms": ["orbital"]}]"#;
    let collisions = resources.collisions(motorway);
    let [collision] = collisions.as_slice() else { panic!("{collisions:?}") };
    assert_eq!(
        (collision.key.as_str(), collision.form.as_str(), collision.ours.as_str()),
        ("m25", "orbital", "ring-road")
    );
}

#[test]
fn conditions_and_capitals_hold() {
    let glossary = r#"[{"label": "SNAP", "definition": "Help to buy food.", "forms": [
        {"text": "SNAP", "case": "exact", "inflect": "none", "needs": {"any": ["food"], "within": "sentence"}}],
        "not_before": ["judgement"], "not_after": ["no"]}]"#;
    check(&[glossary], "SNAP pays for food. SNAP ended. A snap of food.", &["SNAP → snap: Help to buy food."]);
    check(&[glossary], "A SNAP judgement on food, and no SNAP of food.", &[]);
}

#[test]
fn cards_say_what_else_it_is_called_where_it_holds_and_where_more_is() {
    let mut resources = Resources::default();
    let report = resources.add_glossary(
        r#"[{"label": "ring road", "definition": "A road.", "also": ["orbital"], "region": "Leeds", "links": [
            {"url": "https://example.org/ring", "title": "The plan"}, {"url": "mailto:roads@example.org"}]}]"#,
    );
    assert_eq!(report.faults, []);
    let source = SourceText::from_plain("A ring road.");
    let (analysis, chosen) = annotate(&source, &resources, &Config::ALL);
    let wire = Wire { source: &source, analysis: &analysis, resources: &resources, unit: OffsetUnit::Utf16 };
    let term = serde_json::to_value(&wire.annotations(&chosen)[0].term).expect("JSON");
    assert_eq!(
        term,
        serde_json::json!({
            "key": "ring-road", "name": "ring road", "definition": "A road.", "also": ["orbital"], "region": "Leeds",
            "links": [
                {"title": "The plan", "url": "https://example.org/ring"},
                {"title": "mailto:roads@example.org", "url": "mailto:roads@example.org"}
            ]
        })
    );
}

#[test]
fn links_that_run_are_refused() {
    for url in
        ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "java\\nscript:x", "data:text/html,x", "//example.org", ""]
    {
        let glossary = format!(r#"[{{"label": "a", "definition": "A.", "links": [{{"url": "{url}"}}]}}]"#);
        check_faults(&glossary, &["line 1: a: links: not an address that begins with https:, http: or mailto:"]);
    }
}

#[test]
fn what_is_too_big_is_refused_with_its_limit() {
    let big = format!("[\"{}\"]", "x".repeat(4_000_000));
    check_faults(&big, &["line 1: more than 4,000,000 bytes; nothing of it is used"]);
    let many = (0..10_002).map(|n| format!("{{\"label\": \"a{n}\", \"definition\": \"A.\"}}"));
    let many = format!("[{}]", many.collect::<Vec<_>>().join(",\n"));
    check_faults(&many, &["line 10001: more than 10,000 entries; the rest is left out"]);
}

#[test]
fn bad_entries_are_left_out_and_named() {
    check_faults(
        "[\n{\"label\": \"a\"},\n{\"key\": \"b\", \"label\": \"b\", \"definition\": \"B.\", \"kind\": \"thing\"},\n\
         {\"label\": \"c\", \"definition\": \"C.\", \"salience\": 1.5},\n3,\n\
         {\"label\": \"d\", \"definition\": \"D.\", \"forms\": [\"!\"]},\n{\"label\": \"e\", \"definition\": \"E.\", \"form\": []}]",
        &[
            "line 2: a: definition: is missing",
            "line 3: b: kind: not one of its values",
            "line 4: c: salience: not a number from 0 to 1",
            "line 5: entry 4: not an object",
            "line 6: d: forms: has no letter or digit",
            "line 7: e: form: no field of a term",
        ],
    );
    check_faults("{\"terms\": [\n{]", &["line 2: not JSON: expected a quotation mark"]);
    check_faults("{}", &["line 1: no list of terms"]);
    check_faults("{\"remove\": [\"x\"]}", &["line 1: x: remove: no such key or form"]);
}

#[test]
fn the_shipped_schema_names_every_field_and_value() {
    use newsgloss::lexicon::glossary::{Case, Category, Inflect, TermKind, Within};
    let schema = include_str!("../../pkg/glossary.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
    let values = |pointer: &str| -> Vec<_> {
        let list = schema.pointer(pointer).and_then(serde_json::Value::as_array);
        list.map(|list| list.iter().filter_map(|value| value.as_str()).collect()).unwrap_or_default()
    };
    let names = |all: &[&'static str]| all.to_vec();
    let kinds: Vec<_> = TermKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(values("/$defs/term/properties/kind/enum"), names(&kinds));
    let categories: Vec<_> = Category::ALL.iter().map(|category| category.as_str()).collect();
    assert_eq!(values("/$defs/term/properties/category/enum"), names(&categories));
    assert_eq!(values("/$defs/form/properties/case/enum"), Case::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>());
    let inflect: Vec<_> = Inflect::ALL.iter().map(|it| it.as_str()).collect();
    assert_eq!(values("/$defs/form/properties/inflect/enum"), inflect);
    assert_eq!(
        values("/$defs/near/properties/within/enum"),
        Within::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>()
    );
}
