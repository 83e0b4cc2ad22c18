// The exports: the plain form against its published schema, the others against what their standards ask.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { PKG, TEXT } from "./texts.mjs";

const { annotate } = await import(new URL("newsgloss.js", PKG));
const schema = JSON.parse(await readFile(new URL("annotations.schema.json", PKG), "utf8"));
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
const source = "https://example.org/2026/geneva";

test("the plain form is what its schema says", async () => {
  const whole = await annotate(TEXT, { format: "json" });
  assert.ok(whole.annotations.length > 2);
  assert.ok(validate(whole), JSON.stringify(validate.errors));
});

test("the schema refuses what it should", () => {
  const base = { id: 0, kind: "quotation", label: "direct", start: 0, end: 1, text: "a", confidence: 1, group: 1 };
  const valid = (change) => validate({ version: "1", text: "a", annotations: [{ ...base, ...change }] });
  assert.equal(valid({}), true);
  const wrong = [{ kind: "name" }, { label: "shout" }, { start: -1 }, { confidence: 2 }, { more: 1 },
    { speaker: { name: "A", tier: "C" } }, { entity: { key: "a", name: "A", mentions: 1 } }];
  for (const change of wrong) assert.equal(valid(change), false, JSON.stringify(change));
});

test("Web Annotations find their words by quote and by code point", async () => {
  const points = [...TEXT];
  const all = await annotate(TEXT, { format: "webannotation", source });
  assert.ok(all.length > 2);
  for (const { "@context": context, type, body, target } of all) {
    assert.deepEqual([context, type, target.source], ["http://www.w3.org/ns/anno.jsonld", "Annotation", source]);
    const [{ exact, prefix, suffix }, { start, end }] = target.selector;
    assert.equal(points.slice(start, end).join(""), exact);
    assert.ok(TEXT.includes(prefix + exact + suffix));
    assert.ok(body.length > 0 && body.every(({ purpose }) => purpose));
  }
});

test("schema.org names quotes with their sure speakers, each thing once", async () => {
  const article = await annotate(TEXT, { format: "schemaorg", source });
  assert.deepEqual([article["@context"], article["@type"], article["@id"]], ["https://schema.org", "NewsArticle", source]);
  const things = [...article.about, ...article.mentions].map((thing) => `${thing["@type"]} ${thing.name}`);
  assert.equal(new Set(things).size, things.length);
  assert.ok(article.hasPart.some(({ text }) => text === "We will not wait for a ceasefire,"));
});

test("schema.org knows what a speaker is where the names themselves are left out", async () => {
  const { hasPart, mentions } = await annotate(TEXT, { format: "schemaorg", source, kinds: ["quotations"] });
  assert.deepEqual(mentions, []);
  const speakers = hasPart.flatMap(({ spokenByCharacter }) => spokenByCharacter ?? []);
  assert.ok(speakers.some((speaker) => speaker["@type"] === "Person" && speaker.name === "Angela Merkel"), JSON.stringify(speakers));
  assert.ok(speakers.every((speaker) => speaker["@type"] !== "Thing"), JSON.stringify(speakers));
});

test("text fragments say what comes before and after where words stand twice", async () => {
  const text = "“It is done,” said Mara Lindqvist in Oslo.\n\n“It is done,” said Nora Berg, who-left, in Bern.";
  const links = await annotate(text, { format: "textfragments", source: `${source}#part` });
  const directives = links.map(({ url }) => url.replace(`${source}#:~:text=`, ""));
  assert.ok(directives.includes("%E2%80%9C-,It%20is%20done%2C,-%E2%80%9D%20said%20Mara"), directives.join("\n"));
  assert.ok(directives.every((directive) => !directive.replace(/-,|,-/g, "").includes("-")));
});
