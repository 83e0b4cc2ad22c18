// Pages that change: which articles to read again, and when. Knows nothing of annotations.

/** From the first change to the reading, in milliseconds; more where reading takes long or a block never rests. */
const QUIET_MS = 200;
const BUSY_MS = 30_000;
/** A block that changes more often than this within a minute is a ticker. */
const BUSY_CHANGES = 6;
const MINUTE_MS = 60_000;
/** Reading again may take one part in this many of the time. */
const SHARE = 20;

const BLOCKS = "p,li,dd,dt,td,th,h1,h2,h3,h4,h5,h6,figcaption,caption,blockquote,div,section,article,body";
const OURS = "news-gloss,news-gloss-card,news-gloss-hint,news-gloss-notes";

export class Watcher {
  #observer = new MutationObserver((records) => this.#changed(records));
  #end = new AbortController();
  #roots = new Set();
  /** Articles to read again; `everything` where the page itself has changed. */
  #dirty = new Set();
  #timer;
  #due = Infinity;
  #wait = QUIET_MS;
  /** Block → times of its changes, latest last. */
  #changes = new WeakMap();

  /** `read` is called with the set of changed articles and resolves when they are read; it looks for new and lost ones by itself. */
  constructor(read) {
    this.read = read;
    const { signal } = this.#end;
    const soon = () => this.#schedule(0);
    // Single-page navigation: the Navigation API tells; elsewhere the new content itself does.
    globalThis.navigation?.addEventListener("navigatesuccess", soon, { signal });
    addEventListener("popstate", soon, { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && soon(), { signal });
    document.addEventListener("visibilitychange", () => !document.hidden && this.#due < Infinity && soon(), { signal });
    this.#observe();
  }

  /** Watches the text of `roots`, and the page for articles that come and go. */
  watch(roots) {
    const same = roots.length === this.#roots.size && roots.every((root) => this.#roots.has(root));
    if (same) return;
    this.#roots = new Set(roots);
    this.#observe();
  }

  stop() {
    this.#end.abort();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
  }

  #observe() {
    this.#changed(this.#observer.takeRecords());
    this.#observer.disconnect();
    this.#observer.observe(document, { childList: true, subtree: true });
    // Translators say so here.
    this.#observer.observe(document.documentElement, { attributeFilter: ["class", "lang"] });
    for (const root of this.#roots) {
      this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
    }
  }

  #changed(records) {
    const now = performance.now();
    let wait = Infinity;
    for (const record of records) {
      const { target, type, addedNodes, removedNodes } = record;
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const nodes = [...addedNodes, ...removedNodes];
      if (nodes.length && nodes.every((node) => node.matches?.(OURS))) continue;
      const root = [...this.#roots].find((root) => root.contains(target));
      if (root) this.#dirty.add(root);
      const busy = root && type !== "attributes" && this.#isBusy(element?.closest(BLOCKS) ?? root, now);
      wait = Math.min(wait, busy ? BUSY_MS : this.#wait);
    }
    if (wait < Infinity) this.#schedule(wait);
  }

  #isBusy(block, now) {
    const times = (this.#changes.get(block) ?? []).filter((time) => now - time < MINUTE_MS);
    // What comes in one go is one change.
    if (!times.length || now - times.at(-1) > QUIET_MS / 2) times.push(now);
    this.#changes.set(block, times.slice(-BUSY_CHANGES - 1));
    return times.length > BUSY_CHANGES;
  }

  #schedule(wait) {
    const due = performance.now() + wait;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#read(), wait);
  }

  async #read() {
    this.#due = Infinity;
    // A page in the background rests; it is read when it is seen again.
    if (document.hidden) {
      this.#due = Number.MAX_VALUE;
      return;
    }
    const dirty = this.#dirty;
    this.#dirty = new Set();
    const begin = performance.now();
    await this.read(dirty);
    // A machine that slept meanwhile has not been reading all the time.
    this.#wait = Math.min(BUSY_MS, Math.max(QUIET_MS, (performance.now() - begin) * SHARE));
  }
}

/** Whether a translator is rewriting the page: Google's and those that follow its example mark the root element. */
export function isTranslated() {
  return /\btranslated-(ltr|rtl)\b/.test(document.documentElement.className);
}
