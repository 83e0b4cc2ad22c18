// One article of the page: waits for its moment, is annotated, follows the page's changes, and goes without a trace.

import { breath, idle, nearViewport } from "./moment.js";
import { stored } from "../panel/settings.js";
import { lend, noted, takeBack } from "./tree.js";
import { warn } from "./warn.js";

/** For so long the page's thread is ours, in milliseconds; a step that has begun then goes on to its end. */
const SLICE_MS = 4;
/** A step that takes longer ends its slice: the next one may, too. */
const STEP_MS = 1;

/** A text of so many UTF-16 units goes to a worker unless the option says no. */
const LONG = 200_000;

/** As the engine has it, src/document.rs: the blocks of an article past so many bytes of UTF-8 are not analysed. */
const MOST_BYTES = 2_000_000;

/** What opts an article, or a part of one, out. */
const OFF = "[data-newsgloss=off],[data-newsgloss-ignore]";

/** Whether `root` wants to be annotated: it has not opted out and is in English as far as it says. */
export function isWanted(root) {
  if (root.closest(OFF)) return false;
  const lang = root.closest("[lang]")?.getAttribute("lang");
  return !lang || /^en\b/i.test(lang);
}

export class Article {
  /** The engine's part of it; undefined before the first paint and after the end. */
  widget;
  #end = new AbortController();
  #engine;
  /** The reading that goes on or has ended last. */
  #reading;
  /** The page has changed while it was first read. */
  #stale = false;
  /** The shadow root that has our sheets. */
  #tree;

  constructor(root, options) {
    this.root = root;
    this.options = options;
  }

  get ended() {
    return this.#end.signal.aborted;
  }

  /** Annotates and paints when the moment has come. `engine` is a function, told whether the model can wait: nothing is fetched before. */
  async start(engine) {
    if (this.options.start !== "now") {
      await nearViewport(this.root, this.#end.signal);
      await idle();
    }
    if (this.ended) return;
    const made = await engine(this.#given !== undefined);
    if (this.ended) return;
    const reader = { density: this.options.density, ...stored() };
    const reading = made.read(this.root, { ...this.options, reader });
    this.#engine = made;
    if (await this.#finished(reading)) {
      this.widget = noted(() => made.show(reading));
      this.#tree = lend(this.root);
    }
    if (this.#stale) await this.refresh();
  }

  /** Reads the page again, and resolves with true where it has changed. */
  async refresh() {
    this.#stale = !this.widget && Boolean(this.#reading);
    if (!this.widget) return false;
    const reading = this.widget.again();
    const changed = reading && (await this.#finished(reading));
    if (changed) this.widget.replace(reading);
    return Boolean(changed);
  }

  stop() {
    this.#end.abort();
    takeBack(this.#tree);
    const { widget } = this;
    this.widget = this.#tree = undefined;
    try {
      widget?.stop();
    } catch {
      // An engine that trapped cannot; what it leaves is swept away.
    }
  }

  /** Reads to the end, in slices; false where the article has ended meanwhile, or a later reading has begun. */
  async #finished(reading) {
    this.#reading = reading;
    const light = this.options.worker || this.#given !== undefined;
    if (!(await this.#found(reading)) && !(await this.#analysedElsewhere(reading)) && light && this.#goesOn(reading)) {
      // What the page's own thread needs beyond what it has.
      const { load } = await import("./newsgloss_engine.js");
      await load({ ...this.options, worker: false });
    }
    // The walk over the article was a slice.
    await breath();
    while (this.#goesOn(reading)) {
      const begin = performance.now();
      let done, now = begin, last;
      do {
        last = now;
        done = reading.step();
        now = performance.now();
      } while (!done && now - begin < SLICE_MS && now - last < STEP_MS);
      await breath();
      // The paint is a slice, too.
      if (done && this.#goesOn(reading)) return true;
    }
    reading.free();
    return false;
  }

  #goesOn(reading) {
    return !this.ended && this.#reading === reading;
  }

  async #analysedElsewhere(reading) {
    const { worker = "auto" } = this.options;
    const text = reading.text() ?? "";
    if (text.length * 3 > MOST_BYTES && new TextEncoder().encode(text).length > MOST_BYTES) {
      warn(`an article of more than ${MOST_BYTES.toLocaleString("en")} bytes; what comes after them is left alone`);
    }
    if (!worker || worker === "auto" && text.length < LONG) return false;
    try {
      const [{ analysed }, { hasGlossary }] = await Promise.all([import("./newsgloss_elsewhere.js"), import("./newsgloss_engine.js")]);
      return !hasGlossary() && (await analysed(reading, this.options));
    } catch (error) {
      if (worker !== "auto") warn("the worker cannot be used; the page's own thread does its work", error);
      return false;
    }
  }

  /** What the publisher's server found, named by the article's attribute or by option. */
  get #given() {
    return this.root.getAttribute("data-newsgloss-annotations") ?? this.options.annotations;
  }

  /** Has `reading` take over what was given; true where it has. */
  async #found(reading) {
    const given = this.#given;
    if (given === undefined || reading.text() === undefined) return given !== undefined;
    const named = typeof given === "string";
    try {
      const found = named ? JSON.parse(document.querySelector(given).textContent) : given;
      const { place } = await import("./newsgloss_export.js");
      if (this.#goesOn(reading)) await place(found, reading, this.#engine, this.options);
      return true;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      warn(`the annotations ${named ? given : "of the options"} cannot be used; the article is analysed here`, error);
      return false;
    }
  }
}
