// The playground: a text of the visitor's own, annotated as on any page, with everything that the interface gives out.

import { init } from "./newsgloss.js";

/** After the last key, in milliseconds. */
const QUIET_MS = 250;
/** Elements at whose edges a line ends, when HTML is read as text. */
const BLOCKS = /<\/?(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|td|th|tr|ul)\b[^>]*>/gi;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: " ", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’", ndash: "–", mdash: "—", hellip: "…" };

const at = (id) => document.getElementById(id);
const [text, glossary, article, data, format, said] = ["text", "glossary", "article", "data", "format", "said"].map(at);
const boxes = [...at("kinds").querySelectorAll("input")];
let instance;
/** Terms of the glossary as it was taken in last. */
let known = [];
let ms = 0;

article.addEventListener("newsgloss:annotated", ({ detail }) => (ms = detail.ms));

/** HTML without its tags; what is none stays as it is. No markup is ever made from what was pasted. */
function plain(input) {
  if (!/<(?:p|div|article|html|body|h[1-6])\b/i.test(input)) return input;
  const bare = input.replace(/<(script|style|template)\b.*?<\/\1>|<!--.*?-->/gis, "").replace(/\s+/g, " ").replace(BLOCKS, "\n").replace(/<[^>]*>/g, "");
  return bare.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (all, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : undefined;
    return code ? (code <= 0x10ffff ? String.fromCodePoint(code) : all) : ENTITIES[name] ?? all;
  });
}

/** The glossary as entries; throws where it is JSON that cannot be read. */
function entries() {
  const given = glossary.value.trim();
  if (/^[[{]/.test(given)) return [JSON.parse(given)].flat().flatMap((part) => part.terms ?? part);
  return given.split("\n").flatMap((line) => {
    const [, label, definition] = line.match(/^\s*([^:]+?)\s*:\s*(.+?)\s*$/) ?? [];
    return label ? [{ label, definition }] : [];
  });
}

async function readGlossary() {
  try {
    const terms = entries();
    const labels = terms.map(({ label }) => label);
    await instance.addGlossary({ remove: known.filter((label) => !labels.includes(label)), terms });
    known = labels;
    said.value = "";
  } catch (error) {
    said.value = `The glossary cannot be read: ${error.message}`;
  }
  await show();
}

async function readText() {
  const lines = plain(text.value).split("\n").map((line) => line.trim()).filter(Boolean);
  article.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  await instance.scan();
  await show();
}

async function show() {
  const all = instance.toJSON().flatMap(({ annotations }) => annotations);
  const counts = {};
  for (const { kind, label } of all) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === "entity") counts[label] = (counts[label] ?? 0) + 1;
  }
  for (const { value, nextElementSibling } of boxes) nextElementSibling.textContent = counts[value] ?? 0;
  const names = Object.keys(counts).filter((name) => !boxes.some(({ value }) => value === name));
  at("legend").replaceChildren(...names.toSorted().map((label) => {
    const item = Object.assign(document.createElement("li"), { textContent: `${label} ${counts[label]}` });
    item.dataset.label = label;
    return item;
  }));
  const words = article.textContent.split(/\s+/).filter(Boolean).length;
  at("timing").textContent = `${words} words, ${all.length} annotations, ${ms.toFixed(1)} ms of this page’s thread`;
  await showData();
}

async function showData() {
  const made = {
    json: () => instance.toJSON(),
    webannotation: () => instance.toWebAnnotations(),
    schemaorg: () => instance.toSchemaOrg(),
    textfragments: () => instance.toTextFragments(),
  };
  data.textContent = JSON.stringify(await made[format.value](), null, 2);
}

function soon(work) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, QUIET_MS);
  };
}

/** Bytes through a stream of the browser's own, as base64 for addresses, and back. */
async function packed(value) {
  const stream = new Blob([value]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

async function share() {
  location.hash = `share=${await packed(JSON.stringify({ text: text.value, glossary: glossary.value }))}`;
  try {
    await navigator.clipboard.writeText(location.href);
    said.value = "Copied.";
  } catch {
    said.value = "The address of this page is the link.";
  }
}

/** Takes in what the address carries; returns what to say of it. */
async function readShared() {
  const [, given] = location.hash.match(/^#share=([\w-]+)$/) ?? [];
  if (!given) return "";
  try {
    const shared = JSON.parse(await unpacked(given));
    [text.value, glossary.value] = [String(shared.text), String(shared.glossary)];
    return "";
  } catch {
    return "The link cannot be read.";
  }
}

const remark = await readShared();
instance = await init({ root: article, live: false, hint: false });
text.addEventListener("input", soon(readText));
glossary.addEventListener("input", soon(readGlossary));
format.addEventListener("change", showData);
at("share").addEventListener("click", share);
at("kinds").addEventListener("change", () => {
  const wanted = boxes.filter(({ checked }) => checked).map(({ value }) => value);
  instance.setFilter(wanted.length < boxes.length ? ({ kind }) => wanted.includes(kind) : undefined);
  showData();
});
await readText();
await readGlossary();
said.value ||= remark;
document.body.dataset.ready = "";
