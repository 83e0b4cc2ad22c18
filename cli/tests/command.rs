//! The command as a user meets it: good input is annotated, bad input is named, and nothing good is lost.

use assert_cmd::Command;
use std::path::Path;

/// What one run of `annotate` printed and how it ended.
fn check(arguments: &[&str], stdin: &[u8], code: i32) -> Option<(String, String)> {
    run(&[&["annotate"], arguments].concat(), stdin, code)
}

/// What one run printed and how it ended; `None` (said loudly) where the language data are not built.
fn run(arguments: &[&str], stdin: &[u8], code: i32) -> Option<(String, String)> {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg/en.lexicon").exists() {
        eprintln!("SKIPPED: needs pkg/en.lexicon; run `cargo xtask build`");
        return None;
    }
    let mut command = Command::cargo_bin("newsgloss").expect("the program is built");
    let output = command.args(arguments).write_stdin(stdin).output().expect("it runs");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(code), "{err}");
    Some((out, err))
}

#[test]
fn a_broken_line_is_named_and_the_others_are_written() {
    let input = b"{\"id\":1,\"text\":\"In Beijing.\"}\n{\"id\":2,\n\xff\n\n{\"id\":\"c\",\"text\":\"\"}\n";
    let Some((out, err)) = check(&["--jsonl"], input, 2) else { return };
    let ids: Vec<_> = out.lines().map(|line| line.split(',').next().unwrap_or("")).collect();
    assert_eq!(ids, ["{\"id\":1", "{\"id\":\"c\""]);
    assert!(err.contains("-: line 2:") && err.contains("-: line 3:"), "{err}");
}

#[test]
fn invalid_text_is_an_error_with_its_line() {
    if let Some((out, err)) = check(&[], b"one\ntwo \xff", 2) {
        assert!(out.is_empty() && err.contains("line 2: invalid UTF-8 at byte 8"), "{err}");
    }
}

#[test]
fn a_missing_file_is_an_error() {
    if let Some((_, err)) = check(&["no-such-file.txt"], b"", 2) {
        assert!(err.contains("no-such-file.txt"), "{err}");
    }
}

#[test]
fn offsets_count_what_was_asked_for() {
    let start = |unit| {
        let (out, _) = check(&["--offsets", unit], "😀é in Taiwan".as_bytes(), 0)?;
        let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        value.pointer("/annotations/0/start").and_then(serde_json::Value::as_u64)
    };
    if let (Some(utf16), Some(utf8), Some(points)) = (start("utf16"), start("utf8"), start("codepoint")) {
        assert_eq!((utf16, utf8, points), (7, 10, 6));
    }
}

#[test]
fn every_format_is_what_it_says() {
    let text = "“We <b>will</b> not wait,” Mara Lindqvist said in Oslo.\n\n“Nor will I,” said Mara Lindqvist.";
    let print = |format: &str| check(&["--format", format, "--source", "https://example.org/a"], text.as_bytes(), 0);
    let json = |format: &str| print(format).map(|(out, _)| serde_json::from_str(&out).expect("JSON"));
    let Some(whole): Option<serde_json::Value> = json("json") else { return };
    assert_eq!(whole["text"], text);
    let [standard, article, links] =
        ["webannotation", "schemaorg", "textfragments"].map(|format| json(format).unwrap());
    let selectors = &standard[0]["target"]["selector"];
    assert_eq!(
        (&selectors[0]["type"], &selectors[1]["type"]),
        (&"TextQuoteSelector".into(), &"TextPositionSelector".into())
    );
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["hasPart"][0]["text"], "We <b>will</b> not wait,");
    let url = links[0]["url"].as_str().unwrap();
    assert!(url.starts_with("https://example.org/a#:~:text=We%20%3Cb%3Ewill"), "{url}");
    let (csv, _) = print("csv").unwrap();
    assert!(csv.starts_with("id,kind,label,start,end,text,") && csv.lines().count() > 2, "{csv}");
    let (page, _) = print("html").unwrap();
    assert!(
        page.contains("&lt;b>will") && !page.contains("<b>") && page.contains("<mark class=\"newsgloss-direct\""),
        "{page}"
    );
}

#[test]
fn a_glossary_is_checked_entry_by_entry() {
    let glossary = b"[{\"label\": \"filibuster\", \"definition\": \"Ours.\"},\n{\"label\": \"quorum call\"}]";
    let Some((out, err)) = run(&["glossary", "check", "-"], glossary, 2) else { return };
    assert!(out.contains("filibuster: replaces our entry") && out.contains("1 entry is good, 1 not"), "{out}");
    assert!(err.contains("-: line 2: quorum call: definition: is missing"), "{err}");
}

#[test]
fn the_documented_check_prints_what_the_page_says() {
    let page = include_str!("../../www/docs/own-glossary.html");
    let snippet = |kind: &str| {
        let (_, rest) = page.split_once(&format!("<code data-run=\"{kind}\">")).expect("a snippet");
        rest.split("</code>").next().unwrap_or_default().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    };
    let command = snippet("check");
    let file = command.strip_prefix("newsgloss glossary check ").expect("the command");
    assert_eq!(file, "glossary.json");
    let Some((out, err)) = run(&["glossary", "check", "-"], snippet("json").as_bytes(), 0) else { return };
    assert_eq!((out.trim(), err.as_str()), (snippet("output").as_str(), ""));
    let Some((out, _)) = run(&["glossary", "check", "-"], snippet("csv").as_bytes(), 0) else { return };
    assert_eq!(out.trim(), "2 entries are good, 0 not");
}
