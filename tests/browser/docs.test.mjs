// The documentation for publishers: its snippets run, and its tables are complete.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { NAMES } from "../../www/embed/options.js";
import { CODES } from "../../www/embed/warn.js";
import { useBrowser } from "./harness.mjs";
import { ARTICLE, usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const page = await readFile(new URL("../../www/docs/publishers.html", import.meta.url), "utf8");
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const snippets = [...page.matchAll(/<code data-run="(\w+)">(.*?)<\/code>/gs)].map(([, kind, code]) => [kind, unescape(code)]);

/** The first column of table `id`. */
function firstColumn(id) {
  const [, table] = page.match(new RegExp(`<table id="${id}">(.*?)</table>`, "s"));
  return [...table.matchAll(/<th scope="row"><code>(.*?)<\/code>/g)].map(([, name]) => name);
}

test("every option, event and error code is documented, and no other", async () => {
  assert.deepEqual(firstColumn("options").toSorted(), NAMES.toSorted());
  assert.deepEqual(firstColumn("errors").toSorted(), CODES.toSorted());
  const types = await readFile(new URL("../../www/newsgloss.d.ts", import.meta.url), "utf8");
  const typed = [...types.matchAll(/"(newsgloss:\w+)":/g)].map(([, name]) => name);
  assert.deepEqual(firstColumn("events").toSorted(), typed.toSorted());
});

test("there are snippets of each sort", () => {
  assert.deepEqual([...new Set(snippets.map(([kind]) => kind))].toSorted(), ["html", "node", "page"]);
});

for (const [index, [kind, code]] of snippets.entries()) {
  test(`snippet ${index + 1} (${kind})`, async () => {
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
