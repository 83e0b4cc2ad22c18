// The playground under the site's own policy: text in, annotations and data out, a live glossary, a link that brings all back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { site, useBrowser } from "./harness.mjs";

const browser = useBrowser();

/** Opens the playground and waits until it has annotated. */
async function open(hash = "") {
  await browser.driver.get("about:blank");
  await browser.driver.get(`${site}/playground.html?probe${hash}`);
  await until(() => "ready" in document.body.dataset);
}

/** Waits until `ready` is true in the page, whose policy lets no string become code. */
function until(ready) {
  return browser.run(`async () => {
    const is = ${ready};
    for (let tries = 0; tries < 200; tries += 1) {
      if (is()) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error("never: " + is);
  }`);
}

/** Waits until these terms are painted and no others. */
const terms = (...expected) => until(`() => [...(CSS.highlights.get("newsgloss-term") ?? [])].join() === "${expected.join()}"`);

const type = (id, value) => browser.run((id, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event("input"));
}, id, value);

test("playground: a pasted text is annotated, with legend, timing and every format", async () => {
  await open();
  await type("text", "“We will not wait,” said Angela Merkel in Geneva.\n\nSenators plan a filibuster.");
  await until(() => document.querySelector("#article").textContent.includes("We will not wait") && document.querySelector("#data").textContent.includes("We will not wait"));
  const seen = await browser.run(async () => {
    const { highlights } = CSS;
    const painted = [...highlights.get("newsgloss-quotation")].map(String);
    const shape = {};
    const format = document.querySelector("#format");
    for (const { value } of format.options) {
      format.value = value;
      const before = document.querySelector("#data").textContent;
      format.dispatchEvent(new Event("change"));
      for (let tries = 0; value !== "json" && document.querySelector("#data").textContent === before && tries < 100; tries += 1) await new Promise((done) => setTimeout(done, 50));
      shape[value] = Object.keys(JSON.parse(document.querySelector("#data").textContent)[0])[0];
    }
    return { painted, shape, legend: document.querySelector("#legend").textContent, timing: document.querySelector("#timing").textContent };
  });
  assert.deepEqual(seen.painted, ["We will not wait,"]);
  assert.deepEqual(seen.shape, { json: "version", webannotation: "@context", schemaorg: "@context", textfragments: "id" });
  assert.match(seen.legend, /person 1/);
  assert.match(seen.timing, /^12 words, \d+ annotations, \d+\.\d ms/);
  assert.deepEqual(await browser.troubles(), []);
});

test("playground: HTML is read as text, and no markup comes of it", async () => {
  await open();
  await type("text", "<h1>Talks &amp; tea</h1><script>window.hacked = 1</script><p>“Close,” said <b>Ada Moreau</b>.<br>Next &#8212; line</p><img src=x onerror=\"hacked=1\">");
  await until(() => document.querySelector("#article").textContent.startsWith("Talks"));
  const seen = await browser.run(() => [[...document.querySelectorAll("#article *")].map(({ localName, textContent }) => `${localName} ${textContent}`), window.hacked]);
  assert.deepEqual(seen, [["p Talks & tea", "p “Close,” said Ada Moreau.", "p Next — line"], null]);
});

test("playground: a glossary is edited live, and kinds are switched off", async () => {
  await open();
  await type("text", "The Harbour Compact holds. Senators plan a filibuster.");
  await type("glossary", "Harbour Compact: A compact about a harbour.");
  await terms("Harbour Compact", "filibuster");
  await type("glossary", "");
  await terms("filibuster");
  await type("glossary", "{ not JSON");
  await until(() => document.querySelector("#said").value.includes("cannot be read"));
  await browser.run(() => document.querySelector("#kinds input[value=term]").click());
  await terms();
});

test("playground: a link brings text and glossary back, and a broken one says so", async () => {
  await open();
  await type("text", "Ünïcode 😀 “stays,” said Ada Moreau.");
  await type("glossary", "stays: A word.");
  await browser.run(() => document.querySelector("#share").click());
  await until(() => document.querySelector("#said").value !== "" && location.hash.length > 20);
  const hash = await browser.run(() => location.hash);
  await open(hash);
  const seen = await browser.run(() => [document.querySelector("#text").value, document.querySelector("#glossary").value]);
  assert.deepEqual(seen, ["Ünïcode 😀 “stays,” said Ada Moreau.", "stays: A word."]);
  await open("#share=broken");
  assert.equal(await browser.run(() => document.querySelector("#said").value), "The link cannot be read.");
});
