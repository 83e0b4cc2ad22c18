// The reader's side of the page: cards, the panel "In this article", the reader's settings, the hint and notes for print. It is
// fetched when the articles are painted and the page is idle. The engine finds, paints and decides; this builds DOM.

import { Card } from "./card.js";
import { hint } from "./hint.js";
import { keys } from "./keys.js";
import { panel } from "./panel.js";
import { choose, settings } from "./settings.js";
import { textsFor } from "./texts.js";

/** The page's card, shared by all articles while one runs. */
let view;
const readers = new Set();

/**
 * Gives articles their reader's side. `widgets()` returns those that are running, `loadCards(name)` loads the card
 * texts in the files whose names begin so. Returns a function that takes everything away.
 */
export async function attach({ widgets, options = {}, loadCards }) {
  const reader = new Reader(widgets, options, await textsFor(options), loadCards);
  if (!reader.widgets.length) return () => {};
  readers.add(reader);
  const giveCard = () => {
    if (view || !reader.widgets.length) return;
    view = new Card(find, () => (view = undefined));
    reader.widgets[0].attach(view);
  };
  giveCard();
  document.addEventListener("newsgloss:annotated", giveCard);
  const removers = [keys, panel, hint, followPage].map((part) => part(reader));
  const notes = options.print === "notes" && import("./newsgloss_notes.js").then((it) => it.notes(reader), () => {});
  return () => {
    document.removeEventListener("newsgloss:annotated", giveCard);
    readers.delete(reader);
    removers.forEach((remove) => remove?.());
    // An engine that failed has not taken it away.
    if (!readers.size) view?.remove();
    if (notes) notes.then((remove) => remove?.());
  };
}

/** Reader and widget of the article with this number on the page. */
function find(number) {
  for (const reader of readers) {
    const widget = reader.widgets.find((widget) => widget.number === number);
    if (widget) return { reader, widget };
  }
  throw new Error(`article ${number} is gone`);
}

/** What the parts share. */
class Reader {
  #widgets;
  #loadCards;
  /** By name of the files: a promise that never fails, and how it ended: "loaded" or "failed". */
  #cards = new Map();
  #ended = new Map();
  #parts = [];

  constructor(widgets, options, texts, loadCards) {
    Object.assign(this, { options, texts });
    this.#widgets = widgets;
    this.#loadCards = loadCards;
  }

  /** The running articles; they come and go with the page. */
  get widgets() {
    return this.#widgets();
  }

  /** Gives our own parts the colours of the page, light or dark; `part` is one of them from now on. */
  shade(part) {
    if (part) this.#parts.push(part);
    for (const { style } of this.#parts) style.colorScheme = this.widgets[0]?.followColors() ? "dark" : "light";
  }

  /** Loads the card texts in the files called `name…` once; calls `then` when they are there or cannot be had. */
  loadCards(name, then) {
    const ended = (how) => () => this.#ended.set(name, how);
    if (!this.#cards.has(name)) this.#cards.set(name, this.#loadCards(name).then(ended("loaded"), ended("failed")));
    this.#cards.get(name).then(then);
  }

  /** What has become of the card texts in `name…`: "loaded", "failed", or undefined while they may still come. */
  ended(name) {
    return this.#ended.get(name);
  }

  /** Loads what is missing of the card texts of `ids`; calls `then` each time some have come. */
  loadAll(widget, ids, then) {
    const missing = new Set(ids.map((id) => widget.cardFiles(id)).filter((name) => name && !this.#cards.has(name)));
    missing.forEach((name) => this.loadCards(name, then));
  }

  /** Shows in the text what the reader wants, and tells the page. */
  choose(change) {
    choose(change);
    const detail = settings();
    for (const widget of this.widgets) widget.choose(detail);
    document.dispatchEvent(new CustomEvent("newsgloss:toggle", { detail: { on: !detail.off, ...detail } }));
  }
}

/** Follows the page from light to dark and back, and forced colours. */
function followPage(reader) {
  const follow = () => {
    reader.widgets.forEach((widget) => widget.followColors());
    reader.shade();
  };
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  queries.forEach((query) => query.addEventListener("change", follow));
  const observer = new MutationObserver(follow);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-color-scheme"] });
  }
  return () => {
    observer.disconnect();
    queries.forEach((query) => query.removeEventListener("change", follow));
  };
}
