// The package outside a page: the same text gives the same bytes wherever the engine runs.
// tests/browser/runtimes.test.mjs holds pages and their workers to the same bytes.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { PKG, TEXT } from "./texts.mjs";

const run = promisify(execFile);
const ENTRY = new URL("newsgloss.js", PKG).href;

/** The bytes that a fresh Node process prints for TEXT; `setup` is code that makes `options`. */
async function bytes(setup = "const options = {};") {
  const script = `${setup}
    const { annotate } = await import(${JSON.stringify(ENTRY)});
    process.stdout.write(JSON.stringify(await annotate(${JSON.stringify(TEXT)}, options)));`;
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script]);
  assert.equal(stderr, "");
  return stdout;
}

test("there is something to compare", async () => {
  const found = JSON.parse(await bytes());
  assert.ok(found.length >= 3, `${found.length} annotations`);
  for (const { start, end, text } of found) assert.equal(TEXT.slice(start, end), text);
});

test("files over HTTP, as Deno and browsers fetch them, give the same bytes", async () => {
  const server = createServer(async ({ url }, response) => {
    const name = url.slice(url.lastIndexOf("/") + 1);
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    response.writeHead(200, { "content-type": type }).end(await readFile(new URL(name, PKG)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    const { port } = server.address();
    assert.equal(await bytes(`const options = { assets: "http://127.0.0.1:${port}/some/folder" };`), await bytes());
  } finally {
    server.close();
  }
});

test("an edge that can fetch nothing and compile nothing gives the same bytes", async () => {
  const setup = `import { readFileSync, readdirSync } from "node:fs";
    const at = (name) => readFileSync(new URL(name, ${JSON.stringify(PKG.href)}));
    const files = { "newsgloss.wasm": new WebAssembly.Module(at("newsgloss.wasm")) };
    for (const name of readdirSync(new URL(${JSON.stringify(PKG.href)}))) if (/^en\\.[a-z]+$/.test(name)) files[name] = at(name);
    const options = { files };
    // Node makes Response with a wasm of its own, once.
    await new Response("").text();
    globalThis.fetch = () => { throw new Error("no network"); };
    WebAssembly.compile = WebAssembly.compileStreaming = fetch;
    delete process.getBuiltinModule;`;
  assert.equal(await bytes(setup), await bytes());
});

test("a worker thread gives the same bytes", async () => {
  const script = `const { parentPort } = require("node:worker_threads");
    import(${JSON.stringify(ENTRY)}).then(({ annotate }) => annotate(${JSON.stringify(TEXT)}))
      .then((found) => parentPort.postMessage(JSON.stringify(found)));`;
  const worker = new Worker(script, { eval: true });
  const answer = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  assert.equal(answer, await bytes());
});

test("the command line finds the same", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const child = run("cargo", ["run", "--quiet", "--package", "newsgloss-cli", "--", "annotate"], { cwd: root });
  child.child.stdin.end(TEXT);
  const { annotations, text } = JSON.parse((await child).stdout);
  assert.equal(text, TEXT);
  // The command line writes 1.0 where JavaScript writes 1; and it has the card texts, which JavaScript loads later.
  const plain = (found) => found.map(({ entity, speaker, term, ...rest }) => ({ ...rest, entity: entity?.key,
    speaker: speaker?.name, term: term?.key }));
  assert.deepEqual(plain(annotations), plain(JSON.parse(await bytes())));
});

test("importing has no effect of its own", async () => {
  const script = `const before = Object.keys(globalThis).length;
    const { version } = await import(${JSON.stringify(ENTRY)});
    console.log(version, Object.keys(globalThis).length - before);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script]);
  const { version } = JSON.parse(await readFile(new URL("package.json", PKG), "utf8"));
  assert.equal(stdout, `${version} 0\n`);
});

test("init() without a page says so", async () => {
  const { init } = await import(ENTRY);
  await assert.rejects(init(), /page/);
});
