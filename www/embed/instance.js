// What publishers hold in their hands: the annotated articles of one call of init(), or of one script tag.

import { Article, isWanted } from "./article.js";
import { Watcher, isTranslated } from "./live.js";
import { breath, idle } from "./moment.js";
import { isOff } from "./options.js";
import { sweep } from "./tree.js";
import { fail, warn } from "./warn.js";

/** Articles that are annotated already, by whichever instance. */
const taken = new WeakSet();

/** The instances on this page: one engine works for all. */
const living = new Set();

export class Instance {
  /** Resolves when the articles that are there now, and due, are painted. */
  ready;
  #options;
  /** Root element → article, in the order of the page as far as it does not change. */
  #articles = new Map();
  #watcher;
  #filter;
  /** The annotation that was opened last: article and number. */
  #last;
  /** Takes cards and panel away; undefined before the first article is painted. */
  #side;
  #enabled = true;
  #destroyed = false;

  constructor(options) {
    this.#options = options;
    living.add(this);
    this.ready = this.#begin();
  }

  /** The annotations that are shown now, article by article. */
  get annotations() {
    return this.#widgets().flatMap((article) => this.#kept(article));
  }

  /** Reads the page again, now; with `root`, an element, annotates that too. */
  async scan(root) {
    if (!this.#enabled || this.#destroyed) return;
    if (root && root !== document) await this.#add([root]);
    await this.#read(new Set(this.#articles.keys()));
    await this.ready;
  }

  /** Shows these kinds and no others. */
  async setKinds(kinds) {
    this.#options = { ...this.#options, kinds };
    await this.#again();
  }

  /** Takes in entries of a glossary, or the address of one, as the option does, and annotates again. */
  async addGlossary(glossary) {
    const { addGlossary } = await import("./newsgloss_engine.js");
    await guarded(addGlossary(glossary, this.#options));
    await this.#again();
  }

  /** Shows the annotations for which `filter` returns true; all without one. */
  setFilter(filter) {
    this.#filter = typeof filter === "function" ? filter : undefined;
    for (const article of this.#widgets()) this.#hide(article, true);
  }

  /** Opens the card of annotation `id`, in the article `root` or the first that has it. */
  open(id, root) {
    const article = this.#widgets().find((article) => (root ? article.root === root : article.widget.shown().includes(id)));
    if (article) this.#show(article, id);
  }

  /** Opens the next card after the one opened last, or the previous one; round and round. */
  next() {
    this.#step(1);
  }

  previous() {
    this.#step(-1);
  }

  close() {
    for (const { widget } of this.#widgets()) widget.close();
  }

  /** Takes everything off the page until `enable()`. */
  disable() {
    if (!this.#enabled) return;
    this.rest();
    send("newsgloss:toggle", { on: false });
  }

  /** As `disable()`, untold. */
  rest() {
    this.#enabled = false;
    this.#clear();
  }

  async enable() {
    if (this.#enabled || this.#destroyed) return;
    this.#enabled = true;
    this.ready = this.#begin();
    await this.ready;
    send("newsgloss:toggle", { on: true });
  }

  /** Takes everything off the page for good; it is as it was. */
  destroy() {
    this.#destroyed = true;
    living.delete(this);
    this.rest();
  }

  stop() {
    this.destroy();
  }

  /** Each article's text with its annotations, as JSON.stringify takes it and another page's `annotations` option too. */
  toJSON() {
    return this.#widgets().map((article) => this.#plain(article));
  }

  async toWebAnnotations(address = addressOf()) {
    return (await this.#exported("webannotation", address)).flat();
  }

  toSchemaOrg(address = addressOf()) {
    return this.#exported("schemaorg", address);
  }

  async toTextFragments(address = addressOf()) {
    return (await this.#exported("textfragments", address)).flat();
  }

  async #begin() {
    if (isOff() || isTranslated()) this.#watch();
    else await this.#add(this.#roots());
    this.#watch();
  }

  #roots() {
    const { root, shadow } = this.#options;
    if (typeof root !== "string") return [root].flat().filter((element) => element instanceof Element);
    try {
      const hosts = shadow ? [...document.querySelectorAll(shadow)] : [];
      const trees = [document, ...hosts.map((host) => host.shadowRoot).filter(Boolean)];
      const all = trees.flatMap((tree) => [...tree.querySelectorAll(root)]);
      // An article in an article is a part of it.
      return all.filter((element) => !all.some((other) => other !== element && other.contains(element)));
    } catch (error) {
      warn(`root or shadow is no selector`, error);
      return [];
    }
  }

  /** Annotates those of `roots` that are not annotated yet; resolves when they are painted, or waiting for their moment. */
  async #add(roots) {
    const fresh = roots.filter((root) => !taken.has(root) && isWanted(root));
    if (!roots.length && !this.#articles.size && !this.#options.live) warn("nothing on this page matches the root");
    const begun = fresh.map((root) => {
      const article = new Article(root, this.#options);
      taken.add(root);
      this.#articles.set(root, article);
      const started = guarded(this.#start(article));
      return this.#options.start === "now" ? started : started.catch(fail);
    });
    if (this.#options.start === "now") await Promise.all(begun);
  }

  async #start(article) {
    await article.start((light) => this.#load(light));
    if (article.widget) {
      this.#hide(article);
      this.#side ??= guarded(this.#attach()).catch((error) => warn("cards and panel cannot be had", error));
    }
    await breath();
  }

  /** Cards, panel and the reader's settings, when the browser is idle. */
  async #attach() {
    await idle();
    const [{ attach }, { loadCards }] = await Promise.all([import("./newsgloss_panel.js"), import("./newsgloss_engine.js")]);
    const widgets = () => this.#widgets().map(({ widget }) => widget);
    return attach({ widgets, options: this.#options, loadCards: (name) => guarded(loadCards(name, this.#options)) });
  }

  /** The engine, without the model where it is not to analyse. */
  async #load(light) {
    const { load } = await import("./newsgloss_engine.js").catch((error) => {
      throw Object.assign(error, { code: "load" });
    });
    return load(light ? { ...this.#options, worker: true } : this.#options);
  }

  #watch() {
    if (!this.#options.live || this.#destroyed || !this.#enabled) return;
    this.#watcher ??= new Watcher((dirty) => this.#read(dirty));
    this.#watcher.watch([...this.#articles.keys()]);
  }

  /** The page has changed: articles come and go, those in `dirty` are read again. */
  async #read(dirty) {
    const rest = isOff() || isTranslated();
    const begun = [];
    for (const [root, article] of this.#articles) {
      if (rest || !root.isConnected || !isWanted(root)) this.#drop(root, article);
      else if (dirty.has(root)) begun.push(this.#refresh(article));
    }
    if (!rest) this.#add(this.#roots()).then(() => this.#watch(), fail);
    this.#watch();
    await Promise.all(begun);
  }

  async #refresh(article) {
    try {
      if (await guarded(article.refresh())) this.#hide(article);
    } catch (error) {
      this.#drop(article.root, article);
      fail(error);
    }
  }

  #drop(root, article) {
    taken.delete(root);
    this.#articles.delete(root);
    article.stop();
  }

  #clear() {
    this.#watcher?.stop();
    this.#watcher = undefined;
    this.#side?.then((remove) => remove?.());
    this.#side = undefined;
    for (const [root, article] of this.#articles) this.#drop(root, article);
  }

  /** Starts again with changed options. */
  async #again() {
    if (!this.#enabled) return;
    this.#clear();
    this.ready = this.#begin();
    await this.ready;
  }

  #widgets() {
    return [...this.#articles.values()].filter(({ widget }) => widget);
  }

  #kept(article) {
    const all = article.widget.annotations();
    return this.#filter ? all.filter((annotation) => this.#keeps(annotation)) : all;
  }

  #keeps(annotation) {
    try {
      return Boolean(this.#filter(annotation));
    } catch (error) {
      warn("the filter failed", error);
      return false;
    }
  }

  /** Hides what the filter leaves out; without one there is nothing to do, `always` where there has been one before. */
  #hide(article, always = false) {
    if (!this.#filter && !always) return;
    const all = article.widget.annotations();
    const hidden = this.#filter ? all.filter((annotation) => !this.#keeps(annotation)) : [];
    article.widget.hide(Uint32Array.from(hidden, ({ id }) => id));
  }

  #show(article, id) {
    this.#last = { article, id };
    article.widget.open(id);
  }

  #step(by) {
    const all = this.#widgets().flatMap((article) => [...article.widget.shown()].map((id) => ({ article, id })));
    if (!all.length) return;
    const at = all.findIndex(({ article, id }) => article === this.#last?.article && id === this.#last.id);
    const from = at < 0 && by < 0 ? 0 : at;
    const { article, id } = all[(from + by + all.length) % all.length];
    this.#show(article, id);
  }

  #plain(article) {
    return { version: NEWSGLOSS_VERSION, text: article.widget.text(), annotations: this.#kept(article) };
  }

  /** One for each article. Their state is that of the call, whatever happens while the exports are fetched. */
  async #exported(format, address) {
    const articles = this.#widgets().map((article) => ({ ...this.#plain(article), blocks: [...article.widget.blocks()] }));
    const { exported } = await import("./newsgloss_export.js");
    return Promise.all(articles.map((article) => exported(format, article, address, this.#options)));
  }
}

/** Passes on what becomes of `work` with the engine. A trap is told, all that the engine has painted goes, and a later start makes a new one. */
async function guarded(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) await giveUp(error);
    throw error;
  }
}

async function giveUp(error) {
  for (const instance of living) instance.rest();
  sweep();
  (await import("./newsgloss_engine.js")).giveUp();
  fail(error);
}

function send(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Where this page is published. */
function addressOf() {
  return document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
}
