//! `cargo xtask size`: what pkg/ weighs, raw and compressed, against `[workspace.metadata.budget]` in Cargo.toml.

use std::{collections::BTreeMap, fs, io::Write, path::Path};

use anyhow::{Context, Result, ensure};
use newsgloss::lexicon::{LEXICON, glossary::SECTIONS, pack::Pack};

use crate::root;

/// Options of `cargo xtask size`.
#[derive(clap::Args)]
pub(crate) struct Args {}

/// Bytes of one file, or of several together.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// When a reader's browser fetches a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Loader,
    Page,
    Engine,
    Data,
    Model,
    Cards,
    Definitions,
    Panel,
    Notes,
    Interface,
    Export,
    Worker,
    Single,
    Glossary,
    /// A part of a file of data that has a budget of its own.
    Forms,
}

/// A number that can have a budget: all the files of some groups, or the largest of them.
struct Measure {
    name: &'static str,
    groups: &'static [Group],
    largest: bool,
}

/// In pkg/, but for the publisher's tools and not fetched by the page.
const NOT_FETCHED: [&str; 6] =
    ["README.md", "annotations.schema.json", "glossary.schema.json", "manifest.json", "newsgloss.d.ts", "package.json"];

const MEASURES: [Measure; 18] = [
    Measure { name: "loader", groups: &[Group::Loader], largest: false },
    Measure { name: "page", groups: &[Group::Page], largest: false },
    Measure { name: "wasm+glue", groups: &[Group::Engine], largest: false },
    Measure { name: "data", groups: &[Group::Data, Group::Model], largest: false },
    Measure { name: "lite", groups: &[Group::Loader, Group::Page, Group::Engine, Group::Data], largest: false },
    Measure {
        name: "full",
        groups: &[Group::Loader, Group::Page, Group::Engine, Group::Data, Group::Model],
        largest: false,
    },
    Measure { name: "forms", groups: &[Group::Forms], largest: false },
    Measure { name: "panel", groups: &[Group::Panel], largest: false },
    Measure { name: "notes", groups: &[Group::Notes], largest: false },
    Measure { name: "interface", groups: &[Group::Interface], largest: true },
    Measure { name: "export", groups: &[Group::Export], largest: false },
    Measure { name: "worker", groups: &[Group::Worker], largest: false },
    Measure { name: "single", groups: &[Group::Single], largest: false },
    Measure { name: "glossary", groups: &[Group::Glossary], largest: false },
    Measure { name: "cards", groups: &[Group::Cards, Group::Definitions], largest: false },
    Measure { name: "descriptions", groups: &[Group::Cards], largest: false },
    Measure { name: "definitions", groups: &[Group::Definitions], largest: false },
    Measure { name: "card-piece", groups: &[Group::Cards, Group::Definitions], largest: true },
];

/// Prints the files, then the measures; fails when one is above its budget.
pub(crate) fn run(_: &Args) -> Result<()> {
    let files = weigh(&root::pkg())?;
    let mut budgets = budgets()?;
    println!("{:<26}{:>12}{:>12}{:>12}{:>12}", "bytes", "raw", "gzip", "brotli", "budget");
    for (_, name, weight) in &files {
        println!("{name:<26}{:>12}{:>12}{:>12}", weight.raw, weight.gzip, weight.brotli);
    }
    println!();
    let mut over = Vec::new();
    for measure in &MEASURES {
        let weight = measure.of(&files);
        let budget = budgets.remove(measure.name);
        let shown = budget.map_or("-".to_owned(), |budget| budget.to_string());
        println!("{:<26}{:>12}{:>12}{:>12}{shown:>12}", measure.name, weight.raw, weight.gzip, weight.brotli);
        if budget.is_some_and(|budget| weight.brotli > budget) {
            over.push(format!("{} is {} bytes, its budget {shown}", measure.name, weight.brotli));
        }
    }
    ensure!(budgets.is_empty(), "no measure has the name of these budgets: {:?}", budgets.keys());
    ensure!(over.is_empty(), "over budget (brotli -q 11): {}", over.join("; "));
    Ok(())
}

impl Measure {
    fn of(&self, files: &[(Group, String, Weight)]) -> Weight {
        let members = files.iter().filter(|(group, ..)| self.groups.contains(group)).map(|(.., weight)| *weight);
        if self.largest {
            return members.max_by_key(|weight| weight.brotli).unwrap_or_default();
        }
        members.fold(Weight::default(), Weight::plus)
    }
}

impl Weight {
    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// The group of a file in pkg/, by its name.
fn group(file: &str) -> Option<Group> {
    let extension = Path::new(file).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match (file, extension) {
        _ if NOT_FETCHED.contains(&file) => None,
        ("newsgloss.js", _) => Some(Group::Loader),
        ("newsgloss_page.js", _) => Some(Group::Page),
        ("newsgloss_panel.js", _) => Some(Group::Panel),
        ("newsgloss_notes.js", _) => Some(Group::Notes),
        _ if file.starts_with("interface-") => Some(Group::Interface),
        _ if file.starts_with("newsgloss_export.") => Some(Group::Export),
        ("newsgloss.single.js", _) => Some(Group::Single),
        ("newsgloss_elsewhere.js" | "newsgloss_worker.js", _) => Some(Group::Worker),
        _ if file.starts_with("newsgloss_glossary.") => Some(Group::Glossary),
        (_, "js" | "wasm") => Some(Group::Engine),
        (_, "model" | "names") => Some(Group::Model),
        _ if extension.starts_with("cards-terms") => Some(Group::Definitions),
        _ if extension.starts_with("cards") => Some(Group::Cards),
        _ => Some(Group::Data),
    }
}

/// The fetched files of `pkg`, group by group.
fn weigh(pkg: &Path) -> Result<Vec<(Group, String, Weight)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(pkg).with_context(|| format!("cannot read {}", pkg.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(group) = group(&name) {
            files.push((group, name, weight(&fs::read(&path)?)?));
        }
    }
    files.extend(forms(pkg)?);
    for needed in [Group::Loader, Group::Page, Group::Engine] {
        let built = files.iter().any(|(group, ..)| *group == needed);
        ensure!(built, "pkg/ is not complete; run `cargo xtask build` first");
    }
    files.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Ok(files)
}

/// The forms of the policy terms and what else of them matching needs, a part of en.lexicon.
fn forms(pkg: &Path) -> Result<Option<(Group, String, Weight)>> {
    let Ok(bytes) = fs::read(pkg.join(LEXICON.name)) else { return Ok(None) };
    let pack = Pack::open(&bytes, LEXICON)?;
    let sections: Vec<_> = SECTIONS.iter().filter_map(|tag| pack.find(*tag)).map(|section| section.rest()).collect();
    Ok(Some((Group::Forms, "  terms in en.lexicon".to_owned(), weight(&sections.concat())?)))
}

/// Compresses as a careful web server would: gzip -9 and brotli -q 11 with its largest standard window.
fn weight(bytes: &[u8]) -> Result<Weight> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    Ok(Weight { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli(bytes)? })
}

/// The length of `bytes` as brotli -q 11 with its largest standard window.
pub(crate) fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    brotli.write_all(bytes)?;
    Ok(brotli.into_inner().len())
}

/// Name → bytes, as cargo reads them from Cargo.toml.
fn budgets() -> Result<BTreeMap<String, usize>> {
    let metadata = root::metadata()?;
    let budget = metadata.pointer("/metadata/budget").context("Cargo.toml has no [workspace.metadata.budget]")?;
    serde_json::from_value(budget.clone()).context("a budget in Cargo.toml is not a number of bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_fall_into_the_group_of_their_moment() {
        let check = |file, expected: Option<&str>| {
            let measure = group(file).and_then(|group| MEASURES.iter().find(|measure| measure.groups == [group]));
            assert_eq!(measure.map(|measure| measure.name), expected, "{file}");
        };
        check("newsgloss.js", Some("loader"));
        check("newsgloss.wasm", Some("wasm+glue"));
        check("newsgloss_glue.js", Some("wasm+glue"));
        check("newsgloss_page.js", Some("page"));
        check("newsgloss_export.wasm", Some("export"));
        check("newsgloss_glossary.js", Some("glossary"));
        check("newsgloss_glossary.wasm", Some("glossary"));
        check("en.cards-names-03", Some("descriptions"));
        check("en.cards-terms-03", Some("definitions"));
        check("newsgloss_panel.js", Some("panel"));
        check("newsgloss_notes.js", Some("notes"));
        assert!(group("interface-de.json") == Some(Group::Interface));
        check("manifest.json", None);
        check("newsgloss.d.ts", None);
        assert!(
            group("en.model") == Some(Group::Model)
                && group("en.names") == Some(Group::Model)
                && group("en.lexicon") == Some(Group::Data)
        );
    }

    #[test]
    fn a_sum_adds_and_the_largest_piece_does_not() {
        let piece = |name: &str, brotli| (Group::Cards, name.to_owned(), Weight { raw: 0, gzip: 0, brotli });
        let files = [piece("en.cards-00", 5), piece("en.cards-01", 7)];
        let measured = |name| MEASURES.iter().find(|measure| measure.name == name).map(|it| it.of(&files).brotli);
        assert_eq!((measured("cards"), measured("card-piece"), measured("loader")), (Some(12), Some(7), Some(0)));
    }

    #[test]
    fn compression_is_at_its_best() {
        let weight = weight(&b"newsgloss ".repeat(1000)).unwrap();
        assert!(weight.raw == 10_000 && weight.gzip < 100 && weight.brotli < 40);
    }
}
