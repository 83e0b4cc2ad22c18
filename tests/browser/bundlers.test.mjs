// The worker in an app that Vite or webpack has built from the packed package: the page names the package's folder in `assets`.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { Packed } from "../node/packed.mjs";
import { engine, useBrowser } from "./harness.mjs";
import { ARTICLE } from "./publisher.mjs";

const browser = useBrowser();
const packed = new Packed();
const TYPES = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".wasm": "application/wasm" };
const APP = `import { init } from "newsgloss";
const { Worker } = window;
window.started = [];
window.Worker = class extends Worker {
  constructor(...what) {
    super(...what);
    window.started.push(String(what[0]));
  }
};
window.found = init({ worker: true, assets: "/newsgloss/" }).then(({ annotations }) => annotations.map(({ kind }) => kind));
`;
const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, "http://localhost");
  const [, tool, ...path] = pathname.split("/");
  try {
    const page = `<!doctype html><html lang="en"><title>App</title>${ARTICLE}<script type="module" src="/${tool}/${packed.entries[tool]}"></script></html>`;
    const file = tool === "newsgloss" ? join(packed.folder, "node_modules/newsgloss", ...path) : join(packed.folder, tool, ...path);
    const content = path.join("") ? await readFile(file) : page;
    response.writeHead(200, { "content-type": TYPES[extname(pathname)] ?? (path.join("") ? "application/octet-stream" : TYPES[".html"]) }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});

before(async () => {
  await packed.start();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await packed.stop();
});

test("an app built by Vite or webpack has its worker", { skip: engine !== "chromium" && "one engine is enough: what differs is the build" }, async (t) => {
  const missing = await packed.bundle(APP);
  if (missing) {
    t.skip(missing);
    return;
  }
  const [vite] = (await readdir(join(packed.folder, "vite/assets"))).filter((name) => /^index-.*\.js$/.test(name));
  packed.entries = { vite: `assets/${vite}`, webpack: "main.js" };
  for (const tool of ["vite", "webpack"]) {
    await browser.driver.get(`http://127.0.0.1:${server.address().port}/${tool}/`);
    const { found, started } = await browser.run(async () => {
      while (!window.found) await new Promise((done) => setTimeout(done, 50));
      return { found: await window.found, started: window.started };
    });
    assert.ok(found.includes("quotation") && found.includes("entity"), `${tool}: ${found}`);
    assert.deepEqual(started.map((url) => new URL(url).pathname), ["/newsgloss/newsgloss_worker.js"], tool);
  }
});
