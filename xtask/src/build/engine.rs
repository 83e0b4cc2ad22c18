//! The wasm modules: crates compiled for the browser, bound by wasm-bindgen and made small by wasm-opt.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Shell, cmd};

use super::{glue::renewable, names};
use crate::{
    npm, root,
    stamp::{self, Inputs},
    step::{step, unchanged},
};

/// The platform of the engine.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library is compiled with the engine: for size, and with panics that end it without words. This takes the
/// bytes of the engine down by 4 % and those of the exports by 28 %. Cargo calls these options unstable, hence
/// `RUSTC_BOOTSTRAP` where they are used.
const STANDARD_LIBRARY: &str = "-Zbuild-std=std,panic_abort";
const SMALL_STANDARD_LIBRARY: &str = "-Zbuild-std-features=optimize_for_size";

/// What rustc 1.95 turns on for [`TARGET`] and all three browser engines have.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// For bytes on the line: moving a function into its only caller makes the module smaller and what brotli makes of it larger
/// (by 7 % of a module of 500 kB); moving the smallest functions into all of their callers makes both smaller.
///
/// Functions of like names beside each other, and code that stays as regular as LLVM makes it (no common subexpressions, foldings
/// or structure of locals sought), are larger and once compressed smaller (`cargo xtask bench --only variants`).
const SHIPPED_PASSES: [&str; 8] = [
    "--reorder-functions-by-name",
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=6",
    "--converge",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--skip-pass=code-folding",
];

/// LLVM's own threshold at opt-level z, 5, leaves calls that are longer than what they call. With this one the engine is a little
/// smaller and a little faster, with 60 it is 14 % faster and 2 % larger (`cargo xtask bench --only variants`).
const SHIPPED_THRESHOLD: u32 = 25;

/// For any recipe. The bottom of the stack lies in the low memory.
const PASSES: [&str; 3] = ["--low-memory-unused", "--strip-producers", "--strip-target-features"];

/// The engine with the widget: all that an article needs.
pub(crate) const ENGINE: Module =
    Module { name: "newsgloss", package: "newsgloss", recipe: Recipe::SHIPPED, what: "engine" };
/// The export formats, which few pages ask for.
pub(crate) const EXPORT: Module =
    Module { name: "newsgloss_export", package: "newsgloss-export", recipe: Recipe::SHIPPED, what: "exports" };
/// The reader of publishers' glossaries, which only their pages fetch and which ten thousand entries keep busy: for speed.
pub(crate) const GLOSSARY: Module = Module {
    name: "newsgloss_glossary",
    package: "newsgloss-glossary",
    recipe: Recipe::SWIFT,
    what: "glossary reader",
};

/// Writes the module's wasm into `pkg` and its glue (not yet minified) beside.
pub(crate) fn build(pkg: &Path, module: &Module) -> Result<Engine> {
    add_target()?;
    add_sources()?;
    let Module { name, what, recipe, .. } = module;
    let compiled = step(&format!("compile the {what}"), || compile(module, recipe))?;
    let module = fs::read(&compiled)?;
    let glue = root::kept()?.join(format!("{name}_glue.js"));
    let wasm = pkg.join(format!("{name}.wasm"));

    let mut inputs = Inputs::new(concat!(include_str!("engine.rs"), include_str!("glue.rs"), include_str!("names.rs")));
    inputs.bytes(&module);
    inputs.path(&root::root().join("Cargo.lock"))?;
    inputs.path(&root::root().join("package-lock.json"))?;
    let (_, made) = stamp::unless_fresh(what, inputs, || {
        let bound = step("bind it to JavaScript", || bind(name, module, &glue))?;
        let told = step("optimise it for size", || optimise(&bound, &wasm, recipe))?;
        fs::write(&glue, names::rename(&fs::read_to_string(&glue)?, &told)?)?;
        Ok(vec![glue.clone(), wasm.clone()])
    })?;
    if !made {
        unchanged(what);
    }
    Ok(Engine { glue, wasm })
}

/// The engine made by another recipe, as `newsgloss.wasm` and `newsgloss_glue.js` in `folder`, for measurements.
pub(crate) fn build_variant(folder: &Path, recipe: &Recipe) -> Result<()> {
    add_target()?;
    add_sources()?;
    fs::create_dir_all(folder)?;
    let name = ENGINE.name;
    let (glue, wasm) = (folder.join(format!("{name}_glue.js")), folder.join(format!("{name}.wasm")));
    let bound = bind(name, fs::read(compile(&ENGINE, recipe)?)?, &glue)?;
    let told = optimise(&bound, &wasm, recipe)?;
    fs::write(&glue, names::rename(&fs::read_to_string(&glue)?, &told)?)?;
    Ok(())
}

/// How a crate becomes a wasm: what of it measurements vary.
#[derive(Clone, Copy)]
pub(crate) struct Recipe {
    /// rustc's `opt-level`.
    pub(crate) opt_level: &'static str,
    /// How large a function LLVM moves into its callers, in its own unit; `None` is what `opt_level` implies.
    pub(crate) inline_threshold: Option<u32>,
    /// Whether the standard library is compiled for size too.
    pub(crate) small_std: bool,
    /// wasm-opt's passes.
    pub(crate) passes: &'static [&'static str],
    /// Whether functions keep their names, for a profile.
    pub(crate) named: bool,
}

impl Recipe {
    /// The one of pkg/.
    pub(crate) const SHIPPED: Self = Self {
        opt_level: "z",
        inline_threshold: Some(SHIPPED_THRESHOLD),
        small_std: true,
        passes: &SHIPPED_PASSES,
        named: false,
    };

    /// For what has much to do.
    const SWIFT: Self =
        Self { opt_level: "3", inline_threshold: None, small_std: false, passes: &["-O3"], ..Self::SHIPPED };

    /// Where cargo builds: beside the shipped one, so that it is not built anew after each measurement.
    fn target(&self) -> Result<PathBuf> {
        let target = root::target()?;
        let same = (self.opt_level, self.inline_threshold) == (Self::SHIPPED.opt_level, Self::SHIPPED.inline_threshold);
        if same && self.small_std && !self.named {
            return Ok(target);
        }
        let std = if self.small_std { "small" } else { "fast" };
        let names = if self.named { "-named" } else { "" };
        let inline = self.inline_threshold.map(|threshold| format!("-{threshold}")).unwrap_or_default();
        Ok(target.join(format!("variants/{}{inline}-{std}{names}", self.opt_level)))
    }
}

/// A crate that becomes a wasm.
pub(crate) struct Module {
    /// Of its file.
    name: &'static str,
    package: &'static str,
    recipe: Recipe,
    what: &'static str,
}

/// A module's files.
pub(crate) struct Engine {
    /// wasm-bindgen's JavaScript, as it was generated.
    pub(crate) glue: PathBuf,
    /// The optimised module, in pkg/.
    pub(crate) wasm: PathBuf,
}

/// The folder of the standard library's sources, as it is or would be.
fn sources() -> Result<PathBuf> {
    let shell = Shell::new()?;
    let sysroot = cmd!(shell, "rustc --print sysroot").quiet().read()?;
    Ok(Path::new(&sysroot).join("lib/rustlib/src/rust/library"))
}

/// Adds the standard library's sources through rustup where they are missing.
fn add_sources() -> Result<()> {
    if sources()?.is_dir() {
        return Ok(());
    }
    step("add the sources of the standard library", || {
        ensure!(
            which::which("rustup").is_ok(),
            "the sources of Rust's standard library are missing; get rustup from https://rustup.rs and run `rustup component add rust-src`"
        );
        let shell = Shell::new()?;
        Ok(cmd!(shell, "rustup component add rust-src").quiet().run()?)
    })
}

/// Adds the target's standard library through rustup where it is missing.
pub(crate) fn add_target() -> Result<()> {
    let shell = Shell::new()?;
    let libraries = cmd!(shell, "rustc --print target-libdir --target {TARGET}").quiet().read()?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    step("add the wasm target", || {
        ensure!(
            which::which("rustup").is_ok(),
            "the {TARGET} target is missing; get rustup from https://rustup.rs and run `rustup target add {TARGET}`"
        );
        Ok(cmd!(shell, "rustup target add {TARGET}").quiet().run()?)
    })
}

/// Flags for rustc: the paths of panic messages must not tell (or depend on) where this machine keeps its crates.
fn rustflags(recipe: &Recipe) -> Result<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).context("no home folder")?;
    let mut flags = Vec::new();
    for source in fs::read_dir(home.join("registry/src")).into_iter().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", source?.path().display()));
    }
    flags.sort();
    flags.push(format!("--remap-path-prefix={}=std", sources()?.display()));
    flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"].map(str::to_owned));
    flags.extend(recipe.inline_threshold.map(|threshold| format!("-Cllvm-args=-inline-threshold={threshold}")));
    Ok(flags.join("\x1f"))
}

fn compile(module: &Module, recipe: &Recipe) -> Result<PathBuf> {
    let Module { name, package, .. } = module;
    let shell = Shell::new()?;
    shell.change_dir(root::root());
    let target = recipe.target()?;
    let std = [STANDARD_LIBRARY, SMALL_STANDARD_LIBRARY];
    let std = if recipe.small_std { &std[..] } else { &std[..1] };
    cmd!(
        shell,
        "cargo build --quiet --package {package} --lib --release --target {TARGET} --target-dir {target} {std...}"
    )
    .env("CARGO_ENCODED_RUSTFLAGS", rustflags(recipe)?)
    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", recipe.opt_level)
    .env("CARGO_PROFILE_RELEASE_STRIP", if recipe.named { "none" } else { "debuginfo" })
    .env("RUSTC_BOOTSTRAP", "1")
    .quiet()
    .run()?;
    Ok(target.join(TARGET).join(format!("release/{name}.wasm")))
}

/// Writes the glue to `glue` and returns the bound module. The glue names no wasm file: its caller says where that is.
fn bind(name: &str, module: Vec<u8>, glue: &Path) -> Result<Vec<u8>> {
    let mut output = Bindgen::new()
        .input_bytes(name, module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_producers_section(true)
        .generate_output()?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "the engine brings JavaScript of its own"
    );
    let js = output.js();
    fs::write(glue, if name == ENGINE.name { renewable(js)? } else { js.to_owned() })?;
    Ok(output.wasm_mut().emit_wasm())
}

/// Writes the optimised module and returns the names that its imports and exports have now.
fn optimise(bound: &[u8], wasm: &Path, recipe: &Recipe) -> Result<String> {
    let (shell, wasm_opt) = (Shell::new()?, npm::tool("wasm-opt")?);
    let unoptimised = root::kept()?.join("newsgloss_bound.wasm");
    fs::write(&unoptimised, bound)?;
    let renamed = root::kept()?.join("newsgloss_renamed.wasm");
    let (passes, pass) = (recipe.passes, names::PASS);
    let debug = if recipe.named { "--debuginfo" } else { "--strip-debug" };
    // By itself: where all is repeated, this would tell the names each time. Functions keep theirs until they are in order.
    let told = cmd!(shell, "{wasm_opt} {pass} --debuginfo {FEATURES...} {unoptimised} -o {renamed}").quiet().read()?;
    cmd!(shell, "{wasm_opt} {passes...} {PASSES...} {debug} {FEATURES...} {renamed} -o {wasm}").quiet().run()?;
    Ok(told)
}
