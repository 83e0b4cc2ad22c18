// From nothing to the first highlights: what each part of loading takes, and all of it from a script tag.

import { readdir } from "node:fs/promises";
import { visit } from "../browser/publisher.mjs";

const KEPT = { "cache-control": "public, max-age=31536000, immutable" };

/** `runs` fresh browsers: each loads the parts by hand, then a page with a script tag twice more, cold in a browser of its own. */
export async function loadPart({ site, within, given: { cases: [{ texts: [{ text, expected }] }], runs }, isolated }) {
  for (const name of await readdir(new URL("../../pkg/", import.meta.url))) site.file(`/ng/${name}`, { headers: KEPT });
  const body = `<article>${text.split("\n\n").map((block) => `<p>${block}</p>`).join("")}</article>`;
  const parts = site.page("/parts", "", { headers: isolated });
  const tag = site.page("/tag", body, { headers: isolated, head: `<script type="module" src="/ng/newsgloss.js" data-root="article"></script>` });
  const measured = [];
  for (let run = 0; run < runs; run += 1) {
    const byHand = await within(async (browser) => {
      await visit(browser, parts);
      return browser.run(loadByHand);
    });
    const [cold, , warm] = await within(async (browser) => {
      const seen = [];
      // The second visit is the first that finds the files in the cache; engines keep compiled code after it.
      for (let nth = 0; nth < 3; nth += 1) {
        await visit(browser, tag);
        seen.push(await browser.run(firstHighlight, expected));
      }
      return seen;
    });
    measured.push({ ...byHand, cold, warm });
  }
  return measured;
}

/** In the page: milliseconds of each part, one after the other. */
async function loadByHand() {
  const names = ["newsgloss.wasm", "en.lexicon", "en.names", "en.model"];
  const times = {};
  const timed = async (name, work) => {
    const begin = performance.now();
    const result = await work();
    times[name] = performance.now() - begin;
    return result;
  };
  const { glue } = await import("/ng/newsgloss_glue.js");
  const files = await timed("fetch", () => Promise.all(names.map(async (name) => (await fetch(`/ng/${name}`)).arrayBuffer())));
  const module = await timed("compile", () => WebAssembly.compile(files[0]));
  await timed("instantiate", () => glue.start(module));
  const engine = new glue.Engine();
  for (const [nth, name] of names.entries()) if (nth) await timed(name, () => engine.load(name, new Uint8Array(files[nth])));
  return { times, bytes: Object.fromEntries(names.map((name, nth) => [name, files[nth].byteLength])) };
}

/** In the page: milliseconds from the start of the navigation to the first highlights. */
async function firstHighlight(expected) {
  const { count } = await window.probe.first("newsgloss:annotated", 60_000);
  if (count !== expected) throw new Error(`${count} annotations, expected ${expected}`);
  return window.probe.events.find(({ name }) => name === "newsgloss:annotated").ms;
}
