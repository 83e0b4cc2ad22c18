//! The wasm modules: crates compiled for the browser, bound by wasm-bindgen and made small by wasm-opt.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Shell, cmd};

use super::names;
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
const STANDARD_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

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
/// (by 7 % of a module of 500 kB).
const OPTIMISATION: [&str; 6] = [
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    // The bottom of the stack lies there.
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The engine with the widget: all that an article needs.
pub(crate) const ENGINE: Module = Module { name: "newsgloss", package: "newsgloss", what: "engine" };
/// The export formats, which few pages ask for.
pub(crate) const EXPORT: Module = Module { name: "newsgloss_export", package: "newsgloss-export", what: "exports" };

/// Writes the module's wasm into `pkg` and its glue (not yet minified) beside.
pub(crate) fn build(pkg: &Path, module: &Module) -> Result<Engine> {
    add_target()?;
    add_sources()?;
    let Module { name, what, .. } = module;
    let compiled = step(&format!("compile the {what}"), || compile(module))?;
    let module = fs::read(&compiled)?;
    let glue = root::kept()?.join(format!("{name}_glue.js"));
    let wasm = pkg.join(format!("{name}.wasm"));

    let mut inputs = Inputs::new(concat!(include_str!("engine.rs"), include_str!("names.rs")));
    inputs.bytes(&module);
    inputs.path(&root::root().join("Cargo.lock"))?;
    inputs.path(&root::root().join("package-lock.json"))?;
    let (_, made) = stamp::unless_fresh(what, inputs, || {
        let bound = step("bind it to JavaScript", || bind(name, module, &glue))?;
        let wasm_opt = npm::tool("wasm-opt")?;
        let told = step("optimise it for size", || optimise(&wasm_opt, &bound, &wasm))?;
        fs::write(&glue, names::rename(&fs::read_to_string(&glue)?, &told)?)?;
        Ok(vec![glue.clone(), wasm.clone()])
    })?;
    if !made {
        unchanged(what);
    }
    Ok(Engine { glue, wasm })
}

/// A crate that becomes a wasm.
pub(crate) struct Module {
    /// Of its file.
    name: &'static str,
    package: &'static str,
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
fn rustflags() -> Result<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).context("no home folder")?;
    let mut flags = Vec::new();
    for source in fs::read_dir(home.join("registry/src")).into_iter().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", source?.path().display()));
    }
    flags.sort();
    flags.push(format!("--remap-path-prefix={}=std", sources()?.display()));
    flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"].map(str::to_owned));
    Ok(flags.join("\x1f"))
}

fn compile(module: &Module) -> Result<PathBuf> {
    let Module { name, package, .. } = module;
    let shell = Shell::new()?;
    shell.change_dir(root::root());
    cmd!(shell, "cargo build --quiet --package {package} --lib --release --target {TARGET} {STANDARD_LIBRARY...}")
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags()?)
        .env("RUSTC_BOOTSTRAP", "1")
        .quiet()
        .run()?;
    Ok(root::target()?.join(TARGET).join(format!("release/{name}.wasm")))
}

/// Writes the glue to `glue` and returns the bound module. The glue names no wasm file: its caller says where that is.
fn bind(name: &str, module: Vec<u8>, glue: &Path) -> Result<Vec<u8>> {
    let mut output = Bindgen::new()
        .input_bytes(name, module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "the engine brings JavaScript of its own"
    );
    fs::write(glue, output.js())?;
    Ok(output.wasm_mut().emit_wasm())
}

/// Writes the optimised module and returns the names that its imports and exports have now.
fn optimise(wasm_opt: &Path, bound: &[u8], wasm: &Path) -> Result<String> {
    let shell = Shell::new()?;
    let unoptimised = root::kept()?.join("newsgloss_bound.wasm");
    fs::write(&unoptimised, bound)?;
    let pass = names::PASS;
    Ok(cmd!(shell, "{wasm_opt} {OPTIMISATION...} {pass} {FEATURES...} {unoptimised} -o {wasm}").quiet().read()?)
}
