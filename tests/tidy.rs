//! The rules that no compiler checks, as tests. Each rule is a function from a file to its complaints; a planted breach
//! beside it shows that it fires. Imports std and `serde_json`.
#![allow(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A file of the repository: its path from the root, with `/`, and its text.
struct File {
    path: String,
    text: String,
}

/// Built or fetched, never committed.
const NOT_OURS: [&str; 4] = [".git", "target", "node_modules", "proptest-regressions"];
/// What is committed of pkg/; the rest of it is built.
const PACKAGE: [&str; 4] =
    ["pkg/README.md", "pkg/annotations.schema.json", "pkg/glossary.schema.json", "pkg/package.json"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All text files that are or could be committed, in the order of their paths.
fn files() -> Vec<File> {
    let (mut files, mut folders) = (Vec::new(), vec![root()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            if NOT_OURS.iter().any(|not_ours| path.file_name().unwrap() == *not_ours) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("pkg/") || PACKAGE.contains(&name.as_str()) {
                // What is not UTF-8 is not text.
                files.extend(fs::read_to_string(&path).ok().map(|text| File { path: name, text }));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Applies `rule` to all files and fails with its complaints.
fn check(rule: impl Fn(&File) -> Vec<String>) {
    let complaints: Vec<String> = files().iter().flat_map(rule).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// What `rule` says of a file that is only imagined.
fn complaints(rule: impl Fn(&File) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&File { path: path.to_owned(), text: text.to_owned() }).len()
}

fn has_extension(file: &File, extension: &str) -> bool {
    Path::new(&file.path).extension().is_some_and(|found| found == extension)
}

fn is_rust(file: &File) -> bool {
    has_extension(file, "rs")
}

/// The modules of the code map in ARCHITECTURE.md with their rows, lowest layer first.
fn layers() -> BTreeMap<String, usize> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = page.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        cells.next()?.parse::<u32>().ok()?;
        Some(cells.next()?.trim_matches('`').to_owned())
    });
    rows.enumerate().map(|(row, module)| (module, row)).collect()
}

/// The modules that `text` names after `crate::`, alone or as a group in braces, outside comments.
fn imports(text: &str) -> Vec<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let is_name = |char: char| char.is_ascii_lowercase() || char == '_';
    code.flat_map(|line| line.split("crate::").skip(1))
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split(',').map(str::trim_start).collect(),
            None => vec![rest],
        })
        .map(|path| path.split(|char| !is_name(char)).next().unwrap_or_default())
        .filter(|module| !module.is_empty())
        .collect()
}

/// A module imports only from rows above its own; `error` is beside the layers, the crate's root joins them.
fn layering(file: &File) -> Vec<String> {
    let layers = layers();
    let Some(module) = file.path.strip_prefix("src/").filter(|_| is_rust(file)) else { return Vec::new() };
    let module = module.split(['/', '.']).next().unwrap_or_default();
    if ["lib", "error"].contains(&module) {
        return Vec::new();
    }
    let Some(own) = layers.get(module) else {
        return vec![format!("{}: `{module}` is not in the code map of ARCHITECTURE.md", file.path)];
    };
    let upward = |import: &&str| layers.get(*import).is_none_or(|row| row > own) && *import != "error";
    let complaint = |import| format!("{}: `{module}` must not import `{import}`", file.path);
    imports(&file.text).into_iter().filter(upward).map(complaint).collect()
}

#[test]
fn modules_import_only_lower_layers() {
    assert!(layers().len() > 10, "the code map of ARCHITECTURE.md cannot be read");
    assert_eq!(complaints(layering, "src/text/mod.rs", "use crate::annotate::terms;"), 1);
    assert_eq!(complaints(layering, "src/wire.rs", "use crate::{error::Error, web, text::Span, web::x};"), 2);
    assert_eq!(complaints(layering, "src/other.rs", ""), 1);
    assert_eq!(complaints(layering, "src/web/mod.rs", "use crate::wire;\n// crate::none"), 0);
    check(layering);
}

/// A source file says first what it is for, and is short or says why it is not.
fn head_and_length(file: &File) -> Vec<String> {
    if !is_rust(file) {
        return Vec::new();
    }
    let head: Vec<&str> = file.text.lines().take_while(|line| line.starts_with("//!")).collect();
    let length = file.text.lines().count();
    let mut complaints = Vec::new();
    if head.is_empty() {
        complaints.push(format!("{}: does not open with `//!` and its purpose", file.path));
    }
    if length > 500 && !head.iter().any(|line| line.contains("Long because ")) {
        complaints.push(format!("{}: {length} lines; split it, or say in its head `Long because …`", file.path));
    }
    complaints
}

#[test]
fn source_files_say_their_purpose_and_are_short() {
    assert_eq!(complaints(head_and_length, "src/a.rs", "use std;\n//! Late."), 1);
    assert_eq!(complaints(head_and_length, "src/a.rs", &format!("//! A.\n{}", "\n".repeat(500))), 1);
    assert_eq!(complaints(head_and_length, "src/a.rs", &format!("//! A.\n//! Long because b.{}", "\n".repeat(500))), 0);
    check(head_and_length);
}

/// Folders that exist on one machine only, without their slashes, so that this file passes its own rule.
const MACHINE_FOLDERS: [&str; 4] = ["home", "root", "tmp", "work"];

/// No absolute path of a machine. (`a/home/b`, in an address say, is not absolute.)
fn machine_paths(file: &File) -> Vec<String> {
    let is_path = |line: &str, folder: &str| {
        let starts = line.match_indices(&format!("/{folder}/")).map(|(start, _)| start).collect::<Vec<_>>();
        starts
            .iter()
            .any(|start| !line[..*start].ends_with(|char: char| char.is_alphanumeric() || "./*-_}".contains(char)))
    };
    let offends = |line: &str| MACHINE_FOLDERS.iter().any(|folder| is_path(line, folder));
    let lines = file.text.lines().enumerate().filter(|(_, line)| offends(line));
    lines.map(|(number, line)| format!("{}:{}: names a path of one machine: {line}", file.path, number + 1)).collect()
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    let path = format!("cd /{}/main", MACHINE_FOLDERS[3]);
    assert_eq!(complaints(machine_paths, "a.md", &path), 1);
    assert_eq!(complaints(machine_paths, "a.md", "https://example.org/work/1, src/root/x"), 0);
    check(machine_paths);
}

/// What a strict content security policy, Trusted Types or our promise to the article's DOM forbid in what ships.
const FORBIDDEN: [&str; 9] = [
    "new Function",
    "eval(",
    "document.write",
    "innerHTML",
    "inner_html",
    "outer_html",
    "adjacent_html",
    "highlights.clear",
    "<style",
];

fn forbidden_in_scripts(file: &File) -> Vec<String> {
    let ships = file.path.starts_with("src/web/") || file.path.starts_with("www/") && !has_extension(file, "css");
    let found = FORBIDDEN.iter().filter(|word| ships && file.text.contains(**word));
    found.map(|word| format!("{}: `{word}` must not ship", file.path)).collect()
}

#[test]
fn shipped_code_writes_no_markup_and_evaluates_no_text() {
    assert_eq!(complaints(forbidden_in_scripts, "www/newsgloss.js", "a.innerHTML = eval(b)"), 2);
    assert_eq!(complaints(forbidden_in_scripts, "src/web/card_view.rs", "host.set_inner_html(x)"), 1);
    assert_eq!(complaints(forbidden_in_scripts, "tests/browser/a.mjs", "a.innerHTML"), 0);
    check(forbidden_in_scripts);
}

/// Pages work under the policy without inline script, style or event attributes.
fn inline_code(file: &File) -> Vec<String> {
    if !(file.path.starts_with("www/") && has_extension(file, "html")) {
        return Vec::new();
    }
    // Without what is in quotation marks: a word of a description is no attribute.
    let names = |tag: &str| tag.split('"').step_by(2).collect::<String>();
    let tags = file.text.split('<').skip(1).filter_map(|rest| Some(names(rest.split_once('>')?.0)));
    let has = |tag: &str, name: &str| tag.split_whitespace().skip(1).any(|attribute| attribute.starts_with(name));
    let inline = |tag: &String| tag.starts_with("script") && !has(tag, "src=") || has(tag, "style=") || has(tag, "on");
    tags.filter(inline).map(|tag| format!("{}: inline code in <{tag}>", file.path)).collect()
}

#[test]
fn pages_have_no_inline_code() {
    assert_eq!(complaints(inline_code, "www/a.html", "<script>a()</script>"), 1);
    assert_eq!(complaints(inline_code, "www/a.html", "<p style=\"color: red\" lang=en><b onclick=\"a()\">"), 2);
    assert_eq!(complaints(inline_code, "www/a.html", "<script type=\"module\" src=\"a.js\"></script><p lang=en>"), 0);
    check(inline_code);
}

/// Words that a list of the source has twice or sets apart by more than one space.
fn word_lists(file: &File) -> Vec<String> {
    if !is_rust(file) || !file.path.starts_with("src/") {
        return Vec::new();
    }
    let lists =
        file.text.split("WordList(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    let lines = lists.map(|list| list.split("\\\n").map(str::trim_start).collect::<String>());
    let faulty = lines.filter(|list| {
        let mut words: Vec<_> = list.split(' ').collect();
        words.sort_unstable();
        words.windows(2).any(|pair| pair[0] == pair[1]) || words.len() > 1 && words.contains(&"")
    });
    faulty.map(|list| format!("the words `{list}` are not once each, with one space between")).collect()
}

#[test]
fn lists_have_their_words_once() {
    check(word_lists);
    for (text, faults) in
        [("WordList(\"a b\")", 0), ("WordList(\"a b a\")", 1), ("WordList(\"a  b\")", 1), ("WordList(\"\")", 0)]
    {
        assert_eq!(complaints(word_lists, "src/x.rs", text), faults, "{text}");
    }
}

/// Only `text/offsets.rs` knows UTF-16, and only the border derives `Serialize`.
fn borders(file: &File) -> Vec<String> {
    let allowed: [(&str, &[&str]); 2] = [
        ("encode_utf16", &["src/text/offsets.rs"]),
        ("Serialize", &["src/wire.rs", "src/wire/", "src/export/", "src/web/events.rs", "src/web/options.rs"]),
    ];
    let breach = |(word, places): &&(&str, &[&str])| {
        let inside = places.iter().any(|place| file.path.starts_with(place));
        is_rust(file) && file.path.starts_with("src/") && !inside && file.text.contains(word)
    };
    allowed.iter().filter(breach).map(|(word, _)| format!("{}: `{word}` belongs to the border", file.path)).collect()
}

#[test]
fn conversions_stay_at_the_border() {
    assert_eq!(complaints(borders, "src/annotation.rs", "#[derive(Serialize)] a.encode_utf16()"), 2);
    assert_eq!(complaints(borders, "src/wire.rs", "#[derive(Serialize)]"), 0);
    check(borders);
}

/// What ships depends on these and nothing else: each costs bytes on every reader's line, but `talc`, which saves some.
const SHIPPED: [&str; 6] = ["js-sys", "serde", "serde-wasm-bindgen", "talc", "wasm-bindgen", "web-sys"];

#[test]
fn the_shipped_crate_has_no_new_dependency() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut names = Vec::new();
    for line in manifest.lines() {
        match line.split_once(" = ") {
            _ if line.starts_with('[') => section = line,
            Some((name, _)) if section.ends_with("dependencies]") && !section.contains("dev-") => names.push(name),
            _ => {}
        }
    }
    names.retain(|name| !name.starts_with([' ', '#']));
    names.sort_unstable();
    assert_eq!(names, SHIPPED);
}

#[test]
fn crate_and_package_have_one_version() {
    let package = fs::read_to_string(root().join("pkg/package.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(package["name"], env!("CARGO_PKG_NAME"));
    assert_eq!(package["license"], "MIT OR Apache-2.0");
}

#[test]
fn the_lockfile_of_npm_names_no_registry() {
    let lockfile = fs::read_to_string(root().join("package-lock.json")).unwrap();
    assert!(lockfile.contains("\"integrity\"") && !lockfile.contains("\"resolved\""), "see .npmrc");
}
