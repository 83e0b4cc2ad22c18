// One text, one table: wherever the engine runs, the same bytes come out. Node runs this file and gives what is expected; each
// browser engine adds its page, a module worker, the option `worker`, and an edge: a module worker that can fetch and
// compile nothing.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { PKG, TEXT } from "../node/texts.mjs";
import { engine, useBrowser } from "./harness.mjs";
import { usePublisher, visit } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const DATA = readdirSync(PKG).filter((name) => /^en\.[a-z]+$/.test(name));

const WORKER = `import { annotate } from "/ng/newsgloss.js";
  onmessage = async ({ data: { text } }) => postMessage(JSON.stringify(await annotate(text)));`;
const EDGE = `import { annotate } from "/ng/newsgloss.js";
  const forbidden = () => { throw new Error("not at an edge"); };
  Object.assign(globalThis, { fetch: forbidden, XMLHttpRequest: forbidden, importScripts: forbidden });
  Object.defineProperty(globalThis, "location", { value: undefined });
  Object.assign(WebAssembly, { compile: forbidden, compileStreaming: forbidden, instantiateStreaming: forbidden });
  onmessage = async ({ data: { text, files } }) => postMessage(JSON.stringify(await annotate(text, { files })));`;

/** The annotations of `TEXT` as JSON, by runtime, in the browser under test. */
async function runtimes() {
  site.file("/worker.js", { content: WORKER });
  site.file("/edge.js", { content: EDGE });
  const lines = TEXT.split("\n").filter(Boolean).map((line) => `<p>${line}</p>`).join("");
  await visit(browser, site.page("/runtimes", `<article>${lines}</article>`));
  return browser.run(async (text, names) => {
    const { annotate, init } = await import("/ng/newsgloss.js");
    const ask = (script, message) => new Promise((resolve, reject) => {
      const worker = new Worker(script, { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`${script}: ${message}`));
      worker.postMessage(message);
    });
    const bytes = async (name) => (await fetch(`/ng/${name}`)).arrayBuffer();
    const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await bytes(name)])));
    files["newsgloss.wasm"] = await WebAssembly.compile(await bytes("newsgloss.wasm"));
    const shown = async (options) => {
      const instance = await init({ live: false, ...options });
      const [{ annotations }] = instance.toJSON();
      instance.destroy();
      return JSON.stringify(annotations);
    };
    return {
      page: JSON.stringify(await annotate(text)),
      "module worker": await ask("/worker.js", { text }),
      "edge-like worker": await ask("/edge.js", { text, files }),
      article: await shown({}),
      "article in a worker": await shown({ worker: true }),
    };
  }, TEXT, DATA);
}

test("every runtime gives the bytes that Node gives", async (t) => {
  const { annotate } = await import(new URL("newsgloss.js", PKG));
  const expected = JSON.stringify(await annotate(TEXT));
  // An article's blocks end with one line break, a plain text's paragraphs with two: the same words at other offsets.
  const lines = TEXT.split("\n").filter(Boolean).join("\n");
  const ofArticle = JSON.stringify(await annotate(lines));
  assert.ok(JSON.parse(expected).length > 4, expected);
  const rows = { node: expected, ...(await runtimes()) };
  for (const [runtime, bytes] of Object.entries(rows)) {
    const name = runtime === "node" ? `Node ${process.versions.node}` : `${engine}, ${runtime}`;
    t.diagnostic(`${name.padEnd(32)} ${createHash("sha256").update(bytes).digest("hex").slice(0, 16)} ${bytes.length} bytes`);
    assert.equal(bytes, runtime.startsWith("article") ? ofArticle : expected, name);
  }
});
