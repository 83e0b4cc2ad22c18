// The glossary page: a list that needs no script, and a search that finds.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();
const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const PAGE = "/docs/glossary.html";

const shown = () => browser.run(() => [...document.querySelectorAll(".terms dl > div:not([hidden])")].map(({ id }) => id));

/** Types into the search of the page as a reader would. */
function search(words, field = "") {
  return browser.run((words, field) => {
    const { elements } = document.querySelector(".search");
    elements.q.value = words;
    elements.field.value = field;
    elements.q.dispatchEvent(new Event("input", { bubbles: true }));
  }, words, field);
}

test("glossary page: all terms stand under their letters, each with an address of its own", async () => {
  await browser.open(PAGE);
  const seen = await browser.run(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const links = [...document.querySelectorAll(".letters a")].map((link) => [link.textContent, Boolean(document.getElementById(link.hash.slice(1)))]);
    const under = document.getElementById("one-china-policy").closest("section").querySelector("h2").textContent;
    return { ids: ids.length, different: new Set(ids).size, links, under, stray: document.querySelectorAll(".terms dd :not(small)").length };
  });
  assert.equal(seen.ids, seen.different);
  assert.ok(seen.ids > 3000 && seen.links.length > 24 && seen.links.every(([, there]) => there));
  assert.deepEqual([seen.under, seen.stray], ["O", 0]);
  assert.deepEqual(await browser.troubles(), []);
});

test("glossary page: search finds by words, accents and field, and says how many", async () => {
  await browser.open(PAGE);
  await search("one china");
  const found = await shown();
  assert.ok(found.includes("one-china-policy") && found.length < 30, found.join());
  await search("elysee palace");
  assert.deepEqual(await shown(), ["elysee-palace"]);
  const says = await browser.run(() => [document.querySelector("output").textContent, document.querySelectorAll(".terms:not([hidden])").length]);
  assert.deepEqual(says, ["1 term", 1]);
  await search("filibuster", "trade");
  assert.deepEqual(await shown(), []);
  assert.equal(await browser.run(() => document.querySelector(".nothing").hidden), false);
  await search("");
  assert.ok((await shown()).length > 3000);
});

test("glossary page: fits a phone, and axe finds nothing", async () => {
  const { driver } = browser;
  const rect = await driver.manage().window().getRect();
  await driver.manage().window().setRect({ ...rect, width: 420 });
  await browser.open(PAGE);
  const wide = await browser.run(() => document.documentElement.scrollWidth - innerWidth);
  await driver.manage().window().setRect(rect);
  assert.ok(wide <= 0, `${wide} px too wide`);
  // Terms are all alike; axe would take minutes for all of them.
  await browser.run(() => document.querySelectorAll(".terms:nth-of-type(n + 3)").forEach((section) => section.remove()));
  await driver.executeScript(axe);
  const violations = await browser.run(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`);
  });
  assert.deepEqual(violations, []);
});
