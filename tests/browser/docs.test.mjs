// The documentation for publishers: its snippets run, and its tables are complete.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { NAMES } from "../../www/embed/options.js";
import { CODES } from "../../www/embed/warn.js";
import { useBrowser } from "./harness.mjs";
import { ARTICLE, usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const read = (name) => readFile(new URL(`../../www/docs/${name}`, import.meta.url), "utf8");
const [page, glossary] = await Promise.all(["publishers.html", "own-glossary.html"].map(read));
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const snippets = [...(page + glossary).matchAll(/<code data-run="(\w+)">(.*?)<\/code>/gs)].map(([, kind, code]) => [kind, unescape(code)]);
/** What they fetch is what the page shows; `check` and `output` are run by the command line's own tests. */
const GLOSSARIES = ["json", "csv"];
const TERMS = ["congestion zone", "Fair Rents Act"];
for (const kind of GLOSSARIES) site.file(`/glossary.${kind}`, { content: snippets.find(([other]) => other === kind)[1] });

/** The first column of table `id`. */
function firstColumn(id, text = page) {
  const [, table] = text.match(new RegExp(`<table id="${id}">(.*?)</table>`, "s"));
  return [...table.matchAll(/<th scope="row"><code>(.*?)<\/code>/g)].map(([, name]) => name);
}

test("every option, event and error code is documented, and no other", async () => {
  assert.deepEqual(firstColumn("options").toSorted(), NAMES.toSorted());
  assert.deepEqual(firstColumn("errors").toSorted(), CODES.toSorted());
  const types = await readFile(new URL("../../www/newsgloss.d.ts", import.meta.url), "utf8");
  const typed = [...types.matchAll(/"(newsgloss:\w+)":/g)].map(([, name]) => name);
  const schema = JSON.parse(await readFile(new URL("../../pkg/glossary.schema.json", import.meta.url), "utf8"));
  assert.deepEqual(firstColumn("fields", glossary).toSorted(), Object.keys(schema.$defs.term.properties).toSorted());
  assert.deepEqual(firstColumn("events").toSorted(), typed.toSorted());
});

test("there are snippets of each sort", () => {
  assert.deepEqual([...new Set(snippets.map(([kind]) => kind))].toSorted(), ["check", "csv", "html", "json", "node", "output", "page"]);
});

for (const kind of GLOSSARIES) {
  test(`the glossary in ${kind} is one`, async () => {
    const [, text] = snippets.find(([other]) => other === kind);
    if (kind === "json") {
      const schema = JSON.parse(await readFile(new URL("../../pkg/glossary.schema.json", import.meta.url), "utf8"));
      const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      assert.ok(valid(JSON.parse(text)), JSON.stringify(valid.errors));
    }
    const article = `<article lang="en"><p>The ${TERMS.join(" and the ")}, he said, would change little.</p>
      ${"<p>He spoke of buses, schools and parks.</p>".repeat(15)}<p>Nobody asked about gerrymandering.</p></article>`;
    const tag = `<script type="module" src="/n/newsgloss.js" data-root="article" data-start="now" data-glossary="/glossary.${kind}"></script>`;
    await visit(browser, site.page(`/glossary-${kind}`, article + tag));
    const found = await browser.run(async () => {
      const { instance } = await window.probe.first("newsgloss:ready", 15_000);
      return instance.annotations.filter(({ kind }) => kind === "term").map(({ text }) => text);
    });
    assert.deepEqual(found, kind === "json" ? TERMS : [...TERMS, "gerrymandering"]);
    assert.deepEqual(await warnings(browser), []);
  });
}

for (const [index, [kind, code]] of snippets.entries()) {
  if (![...GLOSSARIES, "check", "output"].includes(kind))   test(`snippet ${index + 1} (${kind})`, async () => {
    if (kind === "node") {
      const folder = await mkdtemp(join(tmpdir(), "newsgloss-docs-"));
      await mkdir(join(folder, "node_modules"));
      await symlink(fileURLToPath(new URL("../../pkg", import.meta.url)), join(folder, "node_modules/newsgloss"));
      await writeFile(join(folder, "snippet.mjs"), code);
      const { stdout, stderr } = await promisify(execFile)(process.execPath, ["snippet.mjs"], { cwd: folder });
      await rm(folder, { recursive: true });
      assert.ok(stdout.length > 5 && stderr === "", stderr);
    } else if (kind === "html") {
      await visit(browser, site.page(`/snippet-${index}`, code.includes("<article") ? code : ARTICLE + code));
      await browser.event("newsgloss:annotated");
      assert.ok(await browser.run(() => CSS.highlights.get("newsgloss-quotation").size > 0));
    } else {
      site.file(`/snippet-${index}.js`, { content: `${code.replace('"newsgloss"', '"/newsgloss/newsgloss.js"')}\nwindow.done = true;` });
      const tag = `<script type="module" src="/snippet-${index}.js"></script>`;
      await visit(browser, site.page(`/snippet-${index}`, ARTICLE + tag));
      await browser.run(async () => {
        for (let tries = 0; !window.done && tries < 200; tries += 1) await new Promise((done) => setTimeout(done, 50));
        if (!window.done) throw new Error(`did not end: ${window.probe.troubles}`);
      });
      assert.deepEqual(await warnings(browser), []);
    }
    assert.deepEqual(await browser.troubles().catch(() => []), []);
  });
}
