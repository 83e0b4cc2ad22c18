//! The command as a user meets it: good input is annotated, bad input is named, and nothing good is lost.

use assert_cmd::Command;
use std::path::Path;

/// What one run printed and how it ended; `None` (said loudly) where the language data are not built.
fn check(arguments: &[&str], stdin: &[u8], code: i32) -> Option<(String, String)> {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("../pkg/en.lexicon").exists() {
        eprintln!("SKIPPED: needs pkg/en.lexicon; run `cargo xtask build`");
        return None;
    }
    let mut command = Command::cargo_bin("newsgloss").expect("the program is built");
    let output = command.arg("annotate").args(arguments).write_stdin(stdin).output().expect("it runs");
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
