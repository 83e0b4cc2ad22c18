// newsgloss.single.js: from a server under a policy that allows no request, and from a file without any server.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { PKG } from "../node/texts.mjs";
import { useBrowser } from "./harness.mjs";
import { usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const NAME = "newsgloss.single.js";
const TEXT = "<article lang=\"en\"><p>“We are close to a deal,” said Ada Moreau.</p><p>Senators in Washington plan a filibuster.</p></article>";

/** What is painted, once it is, and what the card of the term says. */
function seen() {
  return browser.run(async () => {
    const until = async (ready) => {
      for (let tries = 0; !ready() && tries < 200; tries += 1) await new Promise((done) => setTimeout(done, 50));
      return ready();
    };
    const painted = (kind) => [...(CSS.highlights.get(`newsgloss-${kind}`) ?? [])].map(String);
    await until(() => painted("term").length);
    const seen = { quotations: painted("quotation"), terms: painted("term") };
    const instance = await newsgloss.init({ live: false, root: document.body.appendChild(Object.assign(document.createElement("p"), { textContent: "A filibuster." })) });
    const body = () => document.querySelector("news-gloss-card")?.shadowRoot.querySelector("[part=body]")?.textContent;
    await until(() => {
      if (body() === undefined) instance.next();
      return body()?.length > 20;
    });
    return { ...seen, card: body() ?? "", exported: (await instance.toWebAnnotations()).length };
  });
}

function check({ quotations, terms, card, exported }) {
  assert.deepEqual(quotations, ["We are close to a deal,"]);
  assert.deepEqual(terms, ["filibuster"]);
  assert.ok(card.length > 20, card);
  assert.ok(exported > 0);
}

test("under a policy without requests, one file does everything", async () => {
  const headers = { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'" };
  await visit(browser, site.page("/single", `${TEXT}<script src="/ng/${NAME}" data-root="article"></script>`, { headers }));
  check(await seen());
  const fetched = await browser.run(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)));
  assert.deepEqual(fetched.filter((name) => /gloss|^en\.|^interface/.test(name)), [NAME]);
  assert.deepEqual(await warnings(browser), []);
  assert.deepEqual((await browser.troubles()).filter((trouble) => !trouble.includes("favicon")), []);
});

test("a page that is opened as a file is annotated", async () => {
  const folder = await mkdtemp(join(tmpdir(), "newsgloss-single-"));
  await copyFile(new URL(NAME, PKG), join(folder, NAME));
  await writeFile(join(folder, "page.html"), `<!doctype html><meta charset="utf-8"><title>A file</title><script src="${NAME}" data-root="article"></script>${TEXT}`);
  await browser.driver.get(pathToFileURL(join(folder, "page.html")).href);
  check(await seen());
  await rm(folder, { recursive: true });
});

test("nothing in it makes code of a string", async () => {
  const script = await readFile(new URL(NAME, PKG), "utf8");
  assert.doesNotMatch(script, /\beval\(|new Function\(|\.innerHTML|document\.write\(/);
});
