// The reference pages of the documentation hold what the source holds: properties, parts, error codes, budgets.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { CODES } from "../../www/embed/warn.js";
import { site, useBrowser } from "./harness.mjs";

const browser = useBrowser();
const ROOT = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, ROOT), "utf8");

/** All that `pattern` finds in the files of `folder` with this ending: its first group, each once, in order. */
async function found(folder, ending, pattern) {
  const names = (await readdir(new URL(folder, ROOT))).filter((name) => name.endsWith(ending));
  const texts = await Promise.all(names.map((name) => read(folder + name)));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name)))].toSorted();
}

/** The cells of table `id` of a page, row by row, without markup. */
async function table(page, id) {
  const [, body] = (await read(`www/docs/${page}`)).match(new RegExp(`<table id="${id}">.*?<tbody>(.*?)</tbody>`, "s"));
  const bare = (cell) => cell.replace(/<[^>]+>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => bare(cell)));
}

test("reference: every custom property is told, and no other", async () => {
  const inSource = new Set([...(await found("www/panel/", ".css", /var\((--newsgloss-[a-z-]+)/g)), ...(await found("src/web/", ".css", /(--newsgloss-[a-z-]+)/g))]);
  assert.deepEqual((await table("theming.html", "properties")).map(([name]) => name).toSorted(), [...inSource].toSorted());
});

test("reference: every part is told, and no other", async () => {
  const inSource = await found("www/panel/", ".js", /\bpart: "([a-z-]+)"/g);
  assert.ok(inSource.length > 20);
  assert.deepEqual((await table("theming.html", "parts")).map(([name]) => name).toSorted(), inSource);
});

test("reference: troubleshooting has a section for each error code, and no other", async () => {
  const sections = [...(await read("www/docs/troubleshooting.html")).matchAll(/<h3 id="([a-z-]+)">/g)].map(([, id]) => id);
  assert.deepEqual(sections.toSorted(), CODES.toSorted());
});

test("reference: warnings that troubleshooting quotes are said by the source", async () => {
  const quoted = [...(await read("www/docs/troubleshooting.html")).matchAll(/<li><em>(.*?)<\/em>/g)].flatMap(([, text]) => text.split(/<\/?em>|…/));
  const source = (await Promise.all((await readdir(new URL("www/embed/", ROOT))).map((name) => read(`www/embed/${name}`)))).join("\n");
  assert.ok(quoted.length >= 6);
  for (const text of quoted.map((text) => text.trim()).filter(Boolean)) assert.ok(source.includes(text), text);
});

test("reference: performance promises no fewer bytes than the budgets allow", async () => {
  const [, section] = (await read("Cargo.toml")).match(/^\[workspace\.metadata\.budget\]\n(.*)$/ms);
  const budgets = Object.fromEntries([...section.matchAll(/^"?([\w+-]+)"? = ([\d_]+)$/gm)].map(([, name, bytes]) => [name, Number(bytes.replaceAll("_", ""))]));
  const rows = await table("performance.html", "bytes");
  assert.ok(rows.length >= 8);
  for (const [name, , , kib] of rows) assert.ok(Number(kib.replace(",", "")) * 1024 >= budgets[name], `${name}: ${budgets[name]} bytes`);
});

test("reference: a property and a part of the snippets change what is seen", async () => {
  await browser.open("/tests/smoke.html");
  await browser.event("newsgloss:annotated");
  const seen = await browser.run(async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":root { --newsgloss-card-background: rgb(1, 2, 3); } news-gloss-card::part(card) { border-radius: 0; }");
    document.adoptedStyleSheets.push(sheet);
    const { instance } = await window.probe.first("newsgloss:ready", 5000);
    for (let tries = 0; !document.querySelector("news-gloss-card") && tries < 200; tries += 1) {
      instance.next();
      await new Promise((done) => setTimeout(done, 50));
    }
    const card = document.querySelector("news-gloss-card").shadowRoot.querySelector("[part=card]");
    const { backgroundColor, borderRadius } = getComputedStyle(card);
    return [backgroundColor, borderRadius];
  });
  assert.deepEqual(seen, ["rgb(1, 2, 3)", "0px"]);
});

for (const name of ["theming", "troubleshooting", "versions", "performance"]) {
  test(`reference: ${name}.html fits a telephone and has no dead link of ours`, async () => {
    const html = await read(`www/docs/${name}.html`);
    for (const [, link] of html.matchAll(/href="([^"#:]+)[#"]/g)) await readFile(new URL(link, new URL("www/docs/", ROOT)));
    await browser.open("/tests/smoke.html");
    const [wide, headings] = await browser.run(async (address) => {
      const frame = Object.assign(document.createElement("iframe"), { src: address, width: 390, height: 800 });
      document.body.append(frame);
      await new Promise((done) => frame.addEventListener("load", done));
      const { documentElement } = frame.contentDocument;
      return [documentElement.scrollWidth, documentElement.querySelectorAll("h1").length];
    }, `${site}/docs/${name}.html`);
    assert.ok(wide <= 390, `${wide} pixels`);
    assert.equal(headings, 1);
    assert.deepEqual(await browser.troubles(), []);
  });
}
