// Bundled into newsgloss_engine.js: the engine with its language data, in a page, a worker, Node, Deno or at the edge.
// The build brings FILES: the address and SRI hash of each file of the package.

import { glue, renew } from "./newsgloss_glue.js";
import { FILES } from "newsgloss-files";
import { inside } from "./inside.js";
import { breath } from "./moment.js";

const DATA = ["en.lexicon", "en.names"];
const MODEL = "en.model";
const WASM = "newsgloss.wasm";

let engine;
/** When the engine has the model, which only the analysis needs. */
let model;
/** Glossaries of options → when the engine has taken them in: each once, however many articles and texts there are. */
const glossaries = new Map();
/** Whether more was added later. */
let added = false;
/** The engines that somebody has, as promises. */
const inUse = new WeakSet();

/**
 * The engine, made once: the first caller's options hold, and all callers' glossaries. A data file that cannot be had
 * means fewer annotations, not none; without the wasm there is nothing, and the promise is rejected. So it is after a trap;
 * but while nobody has the engine yet it is made once more. WebKit traps in one load of some hundreds, with the same bytes
 * that the others take.
 */
export async function load(options = {}, tries = 2) {
  const mine = (engine ??= make(options));
  const { glossary, profile, worker } = options;
  try {
    if (profile !== "lite" && !worker) await (model ??= take(mine, [MODEL], options));
    if (glossary && !glossaries.has(glossary)) glossaries.set(glossary, add(glossary, options));
    await glossaries.get(glossary);
    const made = await mine;
    inUse.add(mine);
    return made;
  } catch (error) {
    if (engine === mine) giveUp();
    if (isTrap(error) && tries > 1 && !inUse.has(mine)) return load(options, tries - 1);
    throw error;
  }
}

/** Forgets the engine; the next caller gets a new one. */
export function giveUp() {
  engine = model = undefined;
  glossaries.clear();
  added = false;
  renew();
}

/** Whether `error` is a trap, which leaves the engine in a state that nobody knows: it must be given up. */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError;
}

/** Has the engine take in a publisher's glossary, after the one of `options`. */
export async function addGlossary(glossary, options) {
  added = true;
  await load(options);
  await add(glossary, options);
}

async function add(glossary, options) {
  const promised = engine;
  await import("./newsgloss_glossary.js").then((it) => it.add(promised, glossary, options), (error) => warn("the glossary", error));
}

/** Loads the card texts in the files whose names begin with `name`; rejects where one cannot be had. */
export async function loadCards(name, options = {}) {
  const made = await load(options);
  const names = Object.keys(FILES).filter((file) => file.startsWith(name));
  const one = async (file) => made.load(file, await bytes(file, options.assets, options.files ?? {}));
  await Promise.all(names.map(one));
}

/** Annotates plain text. */
export async function annotate(text, options = {}) {
  const made = await load({ ...options, worker: false });
  let annotations;
  try {
    annotations = made.annotate(String(text), options);
  } catch (error) {
    if (isTrap(error)) giveUp();
    throw error;
  }
  const { format, source } = options;
  const whole = { version: NEWSGLOSS_VERSION, text: String(text), annotations };
  if (format === "json") return whole;
  return format ? (await import("./newsgloss_export.js")).exported(format, whole, source, options) : annotations;
}

/** Whether a publisher's glossary counts: an engine elsewhere does not have it. */
export function hasGlossary() {
  return glossaries.size > 0 || added;
}

async function make(options) {
  const { Engine, start } = glue;
  const started = compiled(WASM, options).then(start).then(() => new Engine());
  return take(started, options.profile === "lite" ? DATA.slice(0, 1) : DATA, options);
}

/** Fetches the files `names` at once and has the engine that comes take them in, one after the other. */
async function take(coming, wanted, { assets, files = {} }) {
  const names = wanted.filter((name) => name in FILES);
  const data = names.map((name) => bytes(name, assets, files).catch((error) => warn(name, error)));
  const made = await coming;
  for (const [index, name] of names.entries()) {
    const content = await data[index];
    try {
      if (content) made.load(name, content);
    } catch (error) {
      if (isTrap(error)) throw error;
      warn(name, error);
    }
    await breath();
  }
  return made;
}

/** The wasm module in the file `name` of the package. */
export async function compiled(name, { assets, files = {} }) {
  const given = files[name] ?? (await inside(name));
  if (given instanceof WebAssembly.Module) return given;
  if (given) return WebAssembly.compile(await new Response(given).arrayBuffer());
  const answer = await request(name, assets);
  // A server that does not know .wasm costs the overlap of fetching and compiling, no more.
  const streams = answer instanceof Response && /^application\/wasm\b/.test(answer.headers.get("content-type"));
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await content(answer));
}

async function bytes(name, assets, files) {
  const given = files[name] ?? (await inside(name));
  return new Uint8Array(given ? await new Response(given).arrayBuffer() : await content(await request(name, assets)));
}

function content(answer) {
  return answer instanceof Response ? answer.arrayBuffer() : answer;
}

/** A response, or the bytes of a file of this machine: Node's fetch() reads none. */
async function request(name, assets) {
  const [beside, integrity] = FILES[name];
  const url = assets ? new URL(name, new URL(assets.replace(/\/?$/, "/"), globalThis.location?.href)) : beside;
  const disk = url.protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs/promises");
  if (disk) return disk.readFile(url);
  try {
    const answer = await fetch(url, { integrity });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return answer;
  } catch (error) {
    throw Object.assign(new Error(`${name}: ${error.message}`, { cause: error }), { code: "load" });
  }
}

function warn(name, error) {
  console.warn(`newsgloss: ${name} cannot be used; there will be fewer annotations`, error);
}
