// Security: every row of the documentation's table of policies, and files that are not what they should be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { useBrowser } from "./harness.mjs";
import { ARTICLE, usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const elsewhere = usePublisher();
const NONCE = 'nonce="r4nd0m"';

const page = readFileSync(new URL("../../www/docs/csp.html", import.meta.url), "utf8");
const rows = [...page.matchAll(/<tr><td>(.*?)<\/td><td><code>(.*?)<\/code><\/td><td>(.*?)<\/td><\/tr>/g)];

/** What became of the page: `annotated` or the code of the error, once one of them has come. */
function outcome() {
  return browser.run(() => Promise.any([
    window.probe.first("newsgloss:annotated", 8000).then(() => "annotated"),
    window.probe.first("newsgloss:error", 8000).then(({ code }) => code),
  ]));
}

/** Opens a page with the tag from `origin` and the policy `csp`, and checks what becomes of it. */
async function check(path, csp, expected, { origin = site.origin, folder = "ng" } = {}) {
  const headers = csp === "none" ? {} : { "content-security-policy": csp };
  const tag = `<script type="module" ${NONCE} src="${origin}/${folder}/newsgloss.js" data-root="article"></script>`;
  await visit(browser, site.page(path, ARTICLE + tag, { headers, probe: NONCE }));
  const before = await browser.run(() => document.querySelector("article").outerHTML);
  assert.equal(await outcome(), expected);
  assert.equal(await browser.run(() => document.querySelector("article").outerHTML), before);
  assert.equal(await browser.run(() => CSS.highlights.size > 0), expected === "annotated");
}

test("the table of policies is there", () => assert.equal(rows.length, 9));

for (const [index, [, place, policy, expected]] of rows.entries()) {
  test(`${place}, ${policy}: ${expected}`, async () => {
    const origin = place === "another origin" ? elsewhere.origin : site.origin;
    await check(`/row-${index}`, policy.replaceAll("https://cdn.example", elsewhere.origin), expected, { origin });
    const said = await warnings(browser);
    if (expected === "csp-wasm") {
      assert.equal(said.length, 1, said.join("\n"));
      assert.match(said[0], /'wasm-unsafe-eval' to its script-src/);
    }
    // A browser asks for an icon that no page has named.
    const troubles = (await browser.troubles()).filter((trouble) => !trouble.includes("favicon"));
    if (expected === "annotated") assert.deepEqual(troubles, []);
  });
}

test("a wasm file that was changed on the way is refused", async () => {
  const wasm = readFileSync(new URL("../../pkg/newsgloss.wasm", import.meta.url));
  wasm[wasm.length - 1] ^= 1;
  site.file("/changed/newsgloss.wasm", { content: wasm });
  await check("/tampered", "none", "load", { folder: "changed" });
});

test("a data file that was changed on the way is left out", async () => {
  site.file("/data/en.model", { content: "not the model" });
  site.file("/data/en.lexicon", { content: "not the lexicon" });
  await check("/data-page", "none", "annotated", { folder: "data" });
  assert.ok((await warnings(browser)).some((text) => text.includes("en.model cannot be used")));
});

test("a server that does not know wasm does no harm", async () => {
  site.file("/type/newsgloss.wasm", { headers: { "content-type": "application/octet-stream" } });
  await check("/type-page", "none", "annotated", { folder: "type" });
  assert.deepEqual(await warnings(browser), []);
});
