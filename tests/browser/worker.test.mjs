// The analysis in a worker: the bytes of the page's own thread, under a strict policy, and that thread again where there is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXT } from "../node/texts.mjs";
import { useBrowser } from "./harness.mjs";
import { usePublisher, visit, warnings } from "./publisher.mjs";

const browser = useBrowser();
const site = usePublisher();
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-r4nd0m'; style-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'";
const ARTICLE = `<article><h1>Ministers meet</h1>${TEXT.split("\n").map((line) => `<p>${line}</p>`).join("")}</article>`;

/** What the page finds with and without a worker, how many workers it has started, and what the files of data were. */
async function check(path, policy) {
  const headers = policy ? { "content-security-policy": policy } : {};
  await visit(browser, site.page(path, ARTICLE, { headers, probe: 'nonce="r4nd0m"' }));
  return browser.run(async () => {
    let started = 0;
    const { Worker } = window;
    window.Worker = class extends Worker {
      constructor(...what) {
        super(...what);
        started += 1;
      }
    };
    const models = () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("en.model")).length;
    const { init } = await import("/ng/newsgloss.js");
    const found = async (options) => {
      const instance = await init({ live: false, ...options });
      const json = JSON.stringify(instance.toJSON());
      const painted = CSS.highlights.get("newsgloss-quotation")?.size;
      instance.destroy();
      return { json, painted };
    };
    const elsewhere = await found({ worker: true });
    const fetched = models();
    return { elsewhere, started, fetched, here: await found({}) };
  });
}

test("a worker gives the bytes of the page's own thread, which needs no model then", async () => {
  const { elsewhere, here, started, fetched } = await check("/worker", STRICT.replace("'none'", "'none'; worker-src 'self'"));
  assert.ok(JSON.parse(here.json)[0].annotations.length > 4, here.json);
  assert.deepEqual(elsewhere, here);
  assert.deepEqual([started, fetched], [1, 0]);
  assert.deepEqual(await warnings(browser), []);
  // A browser asks for an icon that no page has named.
  assert.deepEqual((await browser.troubles()).filter((trouble) => !trouble.includes("favicon")), []);
});

test("where the policy forbids workers, the page's own thread does it after one warning", async () => {
  const { elsewhere, here } = await check("/no-worker", STRICT.replace("'none'", "'none'; worker-src 'none'"));
  assert.deepEqual(elsewhere, here);
  const said = await warnings(browser);
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0], /the worker cannot be used/);
});

test("a long text goes to a worker by itself, and stays here without a word where that is forbidden", async () => {
  for (const [path, policy, expected] of [["/long", "'self'", 1], ["/long-here", "'none'", 0]]) {
    const headers = { "content-security-policy": `worker-src ${policy}` };
    await visit(browser, site.page(path, `<article>${`<p>${"We walk on and on. ".repeat(60)}</p>`.repeat(200)}<p>“We will not wait,” said Ada Moreau.</p></article>`, { headers }));
    const seen = await browser.run(async () => {
      const { Worker } = window;
      let answers = 0;
      window.Worker = class extends Worker {
        set onmessage(listener) {
          super.onmessage = (event) => {
            answers += 1;
            listener(event);
          };
        }
      };
      const { init } = await import("/ng/newsgloss.js");
      const instance = await init({ live: false });
      return [answers, instance.annotations.filter(({ kind }) => kind === "quotation").length];
    });
    assert.deepEqual(seen, [expected, 1]);
    assert.deepEqual(await warnings(browser), []);
  }
});

test("a glossary of the publisher's keeps the analysis here, where the glossary is", async () => {
  await visit(browser, site.page("/glossary", "<article><p>The Harbour Compact was signed.</p></article>"));
  const terms = await browser.run(async () => {
    const { init } = await import("/ng/newsgloss.js");
    const glossary = [{ key: "harbour-compact", label: "Harbour Compact", definition: "A compact about a harbour." }];
    const instance = await init({ live: false, worker: true, glossary });
    return instance.annotations.filter(({ kind }) => kind === "term").map(({ text }) => text);
  });
  assert.deepEqual(terms, ["Harbour Compact"]);
});
