// The panel "In this article": who is named, who said what, which terms; and what the reader wants shown. It lies where the
// publisher put <news-gloss>, in the element that the option `list` selects, or behind a button of its own.

import { about, shortened } from "./about.js";
import { el, langOf, rest, rove, setKind, shadow } from "./dom.js";
import css from "./panel.css";
import { settings } from "./settings.js";

/** Entity labels by group, in the order of the panel. */
const GROUPS = {
  people: ["person"],
  organizations: ["organization"],
  places: ["place", "facility"],
  groups: ["group"],
  events: ["event"],
  more: ["law", "work", "product"],
};
const KINDS = { entities: "kindEntities", quotations: "kindQuotations", terms: "kindTerms" };

/** Builds the panel for `reader` and returns a function that takes it away. */
export function panel(reader) {
  const hosts = places(reader.options.list);
  const made = hosts.map(({ host, own }) => new Panel(reader, host, own));
  return () => {
    made.forEach((one) => one.stop());
    hosts.forEach(({ host, own }) => (own ? host.remove() : host.shadowRoot.replaceChildren()));
  };
}

/** Where panels go. Without a place of the publisher's, a button at the end of the page that shows when it has the focus. */
function places(list = "auto") {
  if (list === "none") return [];
  const marked = [...document.querySelectorAll("news-gloss")].filter((host) => !host.shadowRoot?.childElementCount);
  if (list === "auto" && marked.length) return marked.map((host) => ({ host }));
  const floating = list === "auto" || list === "button";
  const parents = floating ? [document.body] : [...document.querySelectorAll(list)];
  return parents.map((parent) => {
    const host = el("news-gloss");
    parent.append(host);
    return { host, own: floating ? list : "list" };
  });
}

class Panel {
  #reader;
  #root;
  #button;
  #counts = el("span", { class: "counts" });
  #section;
  #search;
  #tabs = el("div", { class: "tabs", part: "tabs", role: "tablist" });
  #list = el("div", { class: "list", part: "list", role: "tabpanel", id: "list" });
  #status = el("p", { class: "status", role: "status" });
  #tab = "names";
  #outlines = [];
  /** Entries by what they lead to, as the list was last filled. */
  #known = new Map();
  #changed = () => this.#count();

  constructor(reader, host, own) {
    const { say, locale, dir } = reader.texts;
    this.#reader = reader;
    this.#root = shadow(host, css);
    this.#button = el("button", { type: "button", class: "toggle", part: "button", "aria-expanded": "false", "aria-controls": "panel", onclick: () => this.#toggle() }, el("span", {}, say("panel")), this.#counts);
    this.#search = el("input", { type: "search", class: "search", part: "search", "aria-label": say("search"), placeholder: say("search"), oninput: () => this.#fill() });
    this.#section = el("section", { id: "panel", class: "panel", part: "panel", "aria-label": say("panel"), hidden: true, onkeydown: (event) => this.#keyPressed(event) });
    this.#section.append(this.#search, this.#tabs, this.#list, this.#choices());
    const floating = own === "auto" || own === "button";
    const box = el(floating ? "aside" : "div", { class: `box ${own ?? "slot"}`, part: "box", lang: locale, dir, "aria-label": floating && say("panel") }, el("h2", { class: "heading" }, this.#button), this.#section, this.#status);
    this.#root.replaceChildren(box);
    reader.shade(box);
    rove(this.#list, () => this.#entries());
    rove(this.#tabs, () => [...this.#tabs.children]);
    this.#count();
    // A live region speaks of what changes in it: it was empty when it came.
    this.timer = setTimeout(() => (this.#status.textContent = this.#summary()), 200);
    document.addEventListener("newsgloss:annotated", this.#changed);
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("newsgloss:annotated", this.#changed);
  }

  #entries() {
    return [...this.#list.querySelectorAll(".entry")];
  }

  #numbers() {
    const sum = (count) => this.#outlines.reduce((total, outline) => total + count(outline), 0);
    return { names: sum((it) => it.entities.length), whoSaidWhat: sum((it) => it.quotations), terms: sum((it) => it.terms.length) };
  }

  #summary() {
    const { say, list } = this.#reader.texts;
    if (settings().off) return say("isOff");
    const { names, whoSaidWhat, terms } = this.#numbers();
    return list([say("countNames", { n: names }), say("countQuotations", { n: whoSaidWhat }), say("countTerms", { n: terms })]);
  }

  /** Reads the outlines anew. */
  #count() {
    this.#outlines = this.#reader.widgets.map((widget) => widget.outline()).filter(Boolean);
    this.#counts.textContent = this.#summary();
    if (!this.#section.hidden) this.#fill();
  }

  #toggle(open = this.#section.hidden) {
    this.#section.hidden = !open;
    this.#button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    this.#count();
    this.#reader.widgets.forEach((widget, index) => {
      const { entities, terms } = this.#outlines[index];
      this.#reader.loadAll(widget, [...entities, ...terms].map(([id]) => id), () => this.#count());
    });
  }

  #keyPressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    this.#toggle(false);
    this.#button.focus();
  }

  /** Fills tabs and list with what the search lets through. */
  #fill() {
    const { say } = this.#reader.texts;
    const wanted = plain(this.#search.value);
    const found = (...texts) => texts.some((text) => text && plain(text).includes(wanted));
    const tabs = Object.entries(this.#numbers()).map(([name, n]) => {
      const label = [say(name), " ", el("span", { class: "number" }, this.#reader.texts.number(n))];
      return el("button", { type: "button", role: "tab", part: "tab", id: `tab-${name}`, "aria-controls": "list", "aria-selected": String(name === this.#tab), onclick: () => this.#select(name), onfocus: () => this.#select(name) }, label);
    });
    this.#tabs.replaceChildren(...tabs);
    rest(tabs, tabs.find((tab) => tab.id === `tab-${this.#tab}`));
    this.#list.setAttribute("aria-labelledby", `tab-${this.#tab}`);
    // Texts that come late fill the list anew: the reader stays where they are.
    const { scrollTop } = this.#list;
    const at = this.#root.activeElement?.dataset.at;
    this.#known = new Map(this.#entries().map((entry) => [entry.dataset.at, entry]));
    const fill = { names: this.#names, whoSaidWhat: this.#said, terms: this.#terms }[this.#tab];
    const parts = this.#outlines.flatMap((outline, index) => {
      const widget = this.#reader.widgets[index];
      const list = fill.call(this, outline, widget, found);
      const title = this.#outlines.length > 1 && list.length > 0 && widget.root.querySelector("h1, h2")?.textContent;
      return title ? [el("h3", { class: "article", lang: langOf(widget), dir: "auto" }, title), ...list] : list;
    });
    this.#list.replaceChildren(...(parts.length ? parts : [el("p", { class: "nothing" }, say("nothing"))]));
    const same = at && this.#entries().find((entry) => entry.dataset.at === at);
    rest(this.#entries(), same || undefined);
    if (same) same.focus({ preventScroll: true });
    this.#list.scrollTop = scrollTop;
  }

  #select(name) {
    if (name === this.#tab) return;
    this.#tab = name;
    this.#fill();
    this.#root.getElementById(`tab-${name}`).focus();
  }

  #names({ entities }, widget, found) {
    const { say } = this.#reader.texts;
    const all = entities.map((mentions) => read(widget, mentions)).filter(({ title, info }) => found(title, info));
    return Object.entries(GROUPS).flatMap(([group, labels]) => {
      const members = all.filter(({ label }) => labels.includes(label));
      return members.length ? [el("h3", {}, say(group)), el("ul", {}, members.map((entity) => this.#listed(entity, widget)))] : [];
    });
  }

  #terms({ terms }, widget, found) {
    const members = terms.map((mentions) => read(widget, mentions)).filter(({ title, info }) => found(title, info));
    return members.length ? [el("ul", {}, members.map((term) => this.#listed(term, widget)))] : [];
  }

  #listed({ kind, label, title, info, mentions }, widget) {
    const { say } = this.#reader.texts;
    const count = el("span", { class: "count" }, say("countMentions", { n: mentions.length }));
    const name = el("span", { class: "name marked", lang: langOf(widget), dir: "auto" }, title);
    const text = info && el("span", { class: "text", lang: langOf(widget), dir: "auto" }, info);
    return el("li", {}, this.#entry(mentions[0], widget, kind === "term" ? kind : label, [name, count, text]));
  }

  #said({ speakers }, widget, found) {
    const { say } = this.#reader.texts;
    return speakers.flatMap((ids) => {
      const { title, info } = read(widget, ids);
      const members = ids.map((id) => widget.annotation(id)).filter(({ text }) => found(title, text));
      if (!members.length) return [];
      const items = members.map(({ id, label, text, speaker }) => {
        const small = [label !== "direct" && say(label), speaker?.tier === "B" && say("probably")].filter(Boolean).join(", ");
        const words = el("span", { class: "name marked", lang: langOf(widget), dir: "auto" }, shortened(text, 160));
        return el("li", {}, this.#entry(id, widget, "quotation", [words, small && el("span", { class: "count" }, small)]));
      });
      const who = el("h3", { lang: title && langOf(widget), dir: "auto" }, title ?? say("speakerUnknown"), info && el("span", { class: "text" }, ` ${info}`));
      return [who, el("ol", {}, items)];
    });
  }

  /** The entry of an annotation. It stays the same button when the list is filled anew: a card may owe it the focus. */
  #entry(id, widget, kind, content) {
    const at = `${widget.number}-${id}`;
    const made = el("button", { type: "button", class: "entry", part: "entry", "data-at": at, onclick: (event) => this.#visit(event.currentTarget, widget, id) }, content);
    setKind(made, kind);
    const known = this.#known.get(at);
    if (known?.dataset.kind !== kind) return made;
    known.replaceChildren(...made.childNodes);
    return known;
  }

  #visit(entry, widget, id) {
    rest(this.#entries(), entry);
    entry.focus();
    widget.open(id, "panel");
  }

  /** What the reader wants shown: it is the legend, too. */
  #choices() {
    const { say } = this.#reader.texts;
    const buttons = [];
    const toggle = (kind, label, pressed, change) => {
      const button = el("button", { type: "button", class: "choice", part: "choice", "data-kind": kind, onclick: () => (this.#reader.choose(change()), show()) }, KINDS[kind] ? el("span", { class: "marked" }, label) : label);
      buttons.push(() => button.setAttribute("aria-pressed", String(pressed())));
      return button;
    };
    const kinds = () => settings().kinds ?? Object.keys(KINDS);
    const show = () => {
      buttons.forEach((set) => set());
      this.#count();
    };
    const toggles = Object.entries(KINDS).map(([kind, key]) =>
      toggle(kind, say(key), () => !settings().off && kinds().includes(kind), () => {
        const others = kinds().filter((other) => other !== kind);
        return { off: false, kinds: kinds().includes(kind) && !settings().off ? others : [...others, kind] };
      }));
    toggles.push(
      toggle("first", say("firstOnly"), () => settings().density === "first", () => ({ density: settings().density === "first" ? "all" : "first" })),
      toggle("off", say("off"), () => Boolean(settings().off), () => ({ off: !settings().off })));
    buttons.forEach((set) => set());
    return el("div", { class: "choices", part: "legend", role: "group", "aria-label": say("show") }, toggles);
  }
}

/** A group of annotations as its first one tells of it. */
function read(widget, mentions) {
  const annotation = widget.annotation(mentions[0]);
  return { ...annotation, ...about(annotation), mentions };
}

/** For comparison: without case and accents. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
