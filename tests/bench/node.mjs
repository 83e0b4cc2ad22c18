// The parts of `cargo xtask bench` that run in Node: node node.mjs PART INPUT OUTPUT. The bundle of speed.mjs is named by INPUT.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [part, input, output] = process.argv.slice(2);
const given = JSON.parse(await readFile(input, "utf8"));
const { speed, names } = await import(pathToFileURL(given.bundle).href);
const entry = new URL("../../pkg/newsgloss.js", import.meta.url).href;
const DATA = ["en.lexicon", "en.names", "en.model"];

/** An engine of the build in `folder`, with the package's language data. */
async function engineOf(folder) {
  const { glue } = await import(pathToFileURL(`${folder}/newsgloss_glue.js`).href);
  await glue.start(await WebAssembly.compile(await readFile(`${folder}/newsgloss.wasm`)));
  const engine = new glue.Engine();
  for (const name of DATA) engine.load(name, await readFile(new URL(name, entry)));
  return engine;
}

/** Megabytes a second of each build, taking turns. */
async function variants() {
  const engines = await Promise.all(Object.entries(given.folders).map(async ([name, folder]) => [name, await engineOf(folder)]));
  const [{ texts, runs }] = given.cases;
  const speeds = Object.fromEntries(engines.map(([name]) => [name, []]));
  for (let run = -given.warmups; run < runs; run += 1) {
    const { text, expected } = texts[(run + given.warmups) % texts.length];
    for (const [name, engine] of engines) {
      const begin = performance.now();
      const { length } = engine.annotate(text, {});
      const ms = performance.now() - begin;
      if (length !== expected) throw new Error(`${name} finds ${length}, expected ${expected}`);
      if (run >= 0) speeds[name].push(Buffer.byteLength(text) / ms / 1e3);
    }
  }
  return speeds;
}

/** Annotates so long that the sampling profile that Node takes meanwhile shows little else. */
async function profile() {
  const engine = await engineOf(given.folder);
  const [{ texts, runs }] = given.cases;
  for (let run = 0; run < runs; run += 1) engine.annotate(texts[run % texts.length].text, {});
}

const PARTS = {
  variants: async () => ({ runtime: "Node", version: process.version, measured: await variants() }),
  profile: async () => profile(),
  speed: async () => ({ runtime: "Node", version: process.version, measured: await speed({ ...given, entry }) }),
  names: async () => Object.fromEntries(given.programs.map((program) => [program, names(program, given.texts)])),
};
await writeFile(output, JSON.stringify((await PARTS[part]()) ?? null));
