// What is held in memory after articles of each size: the engine's own memory and, where the browser tells it, JavaScript's.

import { visit } from "../browser/publisher.mjs";

/** Bytes of JavaScript's heap after a collection; null where the browser does not tell. */
async function heap(browser, engine) {
  if (engine !== "chromium") return null;
  await browser.driver.sendDevToolsCommand("HeapProfiler.collectGarbage");
  await browser.driver.sendDevToolsCommand("Performance.enable");
  const { metrics } = await browser.driver.sendAndGetDevToolsCommand("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize").value;
}

/** For each program a fresh browser, in it a page for each case, from the empty page on. */
export async function memoryPart({ site, within, given, engine, isolated }) {
  const measured = [];
  for (const [nth, { words, texts: [{ text }] }] of given.cases.entries()) {
    const body = `<article>${text.split("\n\n").map((block) => `<p>${block}</p>`).join("")}</article>`;
    const url = site.page(`/memory-${words}`, body, { headers: isolated });
    for (const program of given.programs) {
      if (program === "compromise" && words > given.longest) continue;
      measured.push(await within(async (browser) => {
        await visit(browser, url);
        const empty = await heap(browser, engine);
        const start = await browser.run(program === "newsgloss" ? loadEngine : loadProgram, program);
        const loaded = await heap(browser, engine);
        const wasm = await browser.run(program === "newsgloss" ? paint : read, program, nth);
        const after = await heap(browser, engine);
        const less = (bytes) => bytes === null ? null : bytes - empty;
        return { words, program, loaded: less(loaded), after: less(after), wasmLoaded: start, wasm };
      }));
    }
  }
  return measured;
}

/** In the page: loads the engine; the size of its memory, which never shrinks. Modules are not shared between two scripts of Firefox's driver. */
async function loadEngine() {
  await (await import("/ng/newsgloss_engine.js")).load({});
  const exports = (await import("/ng/newsgloss_glue.js")).glue.exports();
  return Object.values(exports).find((value) => value instanceof WebAssembly.Memory).buffer.byteLength;
}

/** In the page: the program, tried on a few words so that it is ready. It has no memory of its own. */
async function loadProgram(program) {
  const { PROGRAMS } = await import("/bench/speed.mjs");
  window.program = await PROGRAMS[program]();
  await window.program("A few words.");
  return null;
}

/** In the page: paints the article; the size of the engine's memory. */
async function paint() {
  const annotated = new Promise((done) => document.addEventListener("newsgloss:annotated", done, { once: true }));
  window.instance = await (await import("/ng/newsgloss.js")).init({ live: false, worker: false });
  await annotated;
  const exports = (await import("/ng/newsgloss_glue.js")).glue.exports();
  return Object.values(exports).find((value) => value instanceof WebAssembly.Memory).buffer.byteLength;
}

/** In the page: reads the case's text and keeps the number it finds. */
async function read(program, nth) {
  const cases = await (await fetch("/bench/cases.json")).json();
  window.program ??= await (await import("/bench/speed.mjs")).PROGRAMS[program]();
  window.found = await window.program(cases[nth].texts[0].text);
  return null;
}
