// The packed package in other people's hands: a page as the quick start has it, and the worker in an app that Vite or webpack has
// built, whose page names the package's folder in `assets`.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { Packed } from "../node/packed.mjs";
import { card, middleOf, point, until } from "./article.mjs";
import { engine, useBrowser } from "./harness.mjs";
import { ARTICLE } from "./publisher.mjs";

const browser = useBrowser();
const packed = new Packed();
/** The first script of each build. */
let entries = {};
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
const quickStart = await readFile(new URL("../../www/docs/index.html", import.meta.url), "utf8");
const [, whole] = quickStart.match(/<code id="whole">(.*?)<\/code>/s);
const WHOLE = whole.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, "http://localhost");
  const [, tool, ...path] = pathname.split("/");
  try {
    const page = tool === "" ? WHOLE : `<!doctype html><html lang="en"><title>App</title>${ARTICLE}<script type="module" src="/${tool}/${entries[tool]}"></script></html>`;
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

test("the quick start, followed word for word, shows names, quotations and cards", async () => {
  await browser.driver.get(`http://127.0.0.1:${server.address().port}/`);
  const painted = () => browser.run(() => ["person", "place", "quotation"].map((kind) => CSS.highlights.get(`newsgloss-${kind}`)?.size ?? 0));
  await until(async () => (await painted()).every((size) => size > 0), true, 10_000);
  await until(() => browser.run(() => Boolean(document.querySelector("news-gloss"))), true, 5000);
  await point(browser, await middleOf(browser, "Geneva"));
  assert.equal((await until(() => card(browser))).title, "Geneva");
});

test("an app built by Vite or webpack has its worker", { skip: engine !== "chromium" && "one engine is enough: what differs is the build" }, async (t) => {
  const missing = await packed.bundle(APP);
  if (missing) {
    t.skip(missing);
    return;
  }
  const [vite] = (await readdir(join(packed.folder, "vite/assets"))).filter((name) => /^index-.*\.js$/.test(name));
  entries = { vite: `assets/${vite}`, webpack: "main.js" };
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
