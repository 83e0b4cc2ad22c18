// Bundled into newsgloss_glossary.js: a publisher's glossary on its way to the engine, fetched only where there is one. A wasm
// of its own reads it and says what is wrong, src/lexicon/glossary/publisher.rs.

import { compiled } from "./newsgloss_engine.js";
import start, { publish } from "newsgloss-glossary-glue";
import { warn } from "./warn.js";

const WASM = "newsgloss_glossary.wasm";

let started;

/** As the engine has it: entries, and bytes of UTF-8. Nothing larger is read or written out in the first place. */
const MOST_ENTRIES = 10_000;
const MOST_BYTES = 4_000_000;

/**
 * Takes `given`, a list of entries, an object `{ terms, remove }` or an address of JSON or CSV on the page's own origin,
 * into the engine that is promised. What cannot be used costs a warning each and nothing else.
 */
export async function add(promised, given, options) {
  const isAddress = typeof given === "string";
  const name = isAddress ? `glossary ${given}:` : "glossary:";
  let read;
  try {
    const text = isAddress ? await fetched(given) : written(given);
    started ??= compiled(WASM, options).then((module) => start({ module_or_path: module }));
    started.catch(() => (started = undefined));
    await started;
    read = publish(text);
    const engine = await promised;
    // What is given in the page has no lines.
    for (const fault of take(engine, read)) warn(name, isAddress ? fault : fault.replace(/^line \d+: /, ""));
  } catch (error) {
    // A trap of the engine, not of the reader of glossaries.
    if (read && error instanceof WebAssembly.RuntimeError) throw error;
    warn(name, error.message);
  }
}

/** Has the engine take in a glossary that was read; returns what is wrong with it, a line each. */
function take(engine, published) {
  const [bytes, faults, removed] = [published.bytes(), published.faults(), published.removed()];
  published.free();
  if (bytes.length === 0) return faults;
  const found = engine.addGlossary(bytes);
  return [...removed.filter((_, index) => !found[index]), ...faults];
}

async function fetched(address) {
  const url = new URL(address, globalThis.document?.baseURI ?? globalThis.location?.href);
  const { origin } = globalThis.location ?? {};
  if (url.origin !== origin) throw new Error(`not fetched: ${url.origin} is not the page's own origin, ${origin}`);
  // A redirection to another origin fails, too.
  const answer = await fetch(url, { mode: "same-origin" });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  if (answer.headers.get("content-length") > MOST_BYTES) {
    await answer.body.cancel();
    throw new Error(`more than ${MOST_BYTES.toLocaleString("en")} bytes; nothing of it is used`);
  }
  return answer.text();
}

/** JSON has no functions, no prototypes and no getters: what the engine reads is data. */
function written(given) {
  const few = (list) => (Array.isArray(list) ? list.slice(0, MOST_ENTRIES + 1) : list);
  return JSON.stringify(Array.isArray(given) ? few(given) : { terms: few(given.terms), remove: few(given.remove) });
}
