//! wasm-bindgen's JavaScript as the engine has it: a function, called anew for each engine. After a trap the state of an engine
//! is undefined, and all that knew it must never touch the next one.

use anyhow::{Context, Result, ensure};

/// Where wasm-bindgen's own loading begins: it takes addresses, answers and bytes. We have a compiled module.
const LOADING: &str = "let wasmModule, wasmInstance, wasm;";

/// What comes instead. `end` leaves listeners, timers and finalisers of the old engine nothing to call.
const STARTING: &str = "
let wasm;
return {
  Engine,
  exports: () => wasm,
  async start(module) {
    wasm = (await WebAssembly.instantiate(module, __wbg_get_imports())).exports;
    wasm.__wbindgen_start();
  },
  end() {
    wasm = new Proxy({}, { get: () => () => 0 });
  },
};";

/// `js` as a module with the living binding `glue`, of the engine there is now, and `renew()`, which ends that one.
pub(super) fn renewable(js: &str) -> Result<String> {
    let (classes, _) = js.split_once(LOADING).context("wasm-bindgen loads the engine in another way")?;
    let classes = classes.replace("export class ", "class ");
    ensure!(!classes.contains("\nexport "), "the engine exports more than classes");
    Ok(format!(
        "function make() {{\n{classes}{STARTING}\n}}\nexport let glue = make();\nexport function renew() {{ glue.end(); glue = make(); }}\n"
    ))
}

#[test]
fn classes_stay_and_loading_goes() {
    let js = "export class Engine {}\nlet wasmModule, wasmInstance, wasm;\nexport { initSync };";
    let made = renewable(js).unwrap();
    assert!(made.starts_with("function make() {\nclass Engine {}\n") && !made.contains("initSync"), "{made}");
    assert!(renewable("export class Engine {}").is_err());
    assert!(renewable(&["\nexport function more() {}", js].concat()).is_err());
}
