// One article of the page: waits for its moment, is annotated, follows the page's changes, and goes without a trace.

import { idle, nearViewport } from "./moment.js";
import { stored } from "../panel/settings.js";
import { warn } from "./warn.js";

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

  constructor(root, options) {
    this.root = root;
    this.options = options;
  }

  get ended() {
    return this.#end.signal.aborted;
  }

  /** Annotates and paints when the moment has come. `engine` is a function: nothing is fetched before. */
  async start(engine) {
    if (this.options.start !== "now") {
      await nearViewport(this.root, this.#end.signal);
      await idle();
    }
    if (this.ended) return;
    const made = await engine();
    if (this.ended) return;
    const reader = { density: this.options.density, ...stored() };
    this.widget = made.start(this.root, { ...this.options, reader }, this.#given());
  }

  stop() {
    this.#end.abort();
    this.widget?.stop();
    this.widget = undefined;
  }

  /** Annotations that the publisher's server made: by the article's attribute, or by option. */
  #given() {
    const given = this.root.getAttribute("data-newsgloss-annotations") ?? this.options.annotations;
    if (typeof given !== "string") return given;
    try {
      return JSON.parse(document.querySelector(given).textContent);
    } catch (error) {
      warn(`the annotations ${given} cannot be read; the article is analysed here`, error);
    }
  }
}
