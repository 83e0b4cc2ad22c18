// The card's DOM: one host on <body> with a shadow root and a popover in it. The engine says when and what; see src/card.

import css from "./card.css";
import { about, shortened } from "./about.js";
import { el, focused, langOf, setKind, shadow } from "./dom.js";
import { draggable } from "./sheet.js";

const SHEET = "(width < 30rem)";
/** Ways of asking that take the focus to the card. */
const TO_CARD = ["keyboard", "panel"];

/** What the engine calls View. `find` gives the reader and the widget of an article's number. */
export class Card {
  #find;
  #gone;
  /** What `renderCard` made, in its place. */
  #own;
  #reader;
  #widget;
  #anchor = el("div", { class: "anchor" });
  #card;
  #title;
  #close;
  #open = false;
  #shown;
  #origin;
  #switching = false;
  #back;
  #caret;

  constructor(find, gone) {
    this.#find = find;
    this.#gone = gone;
    this.host = el("news-gloss-card");
    this.anchored = CSS.supports("position-area", "block-end");
    this.#card = el("div", { class: "card", part: "card", popover: "manual", "aria-labelledby": "title" });
    shadow(this.host, css).append(this.#anchor, this.#card);
    this.host.addEventListener("keydown", (event) => this.#keyPressed(event));
    document.addEventListener("keydown", this.#entered);
    this.host.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && this.#dismiss());
    draggable(this.#card, () => matchMedia(SHEET).matches, () => this.#dismiss());
  }

  get box() {
    return this.#open && !matchMedia(SHEET).matches ? this.#card.getBoundingClientRect() : undefined;
  }

  show(article, id, line, via) {
    const { reader, widget } = this.#find(article);
    const { texts, options } = reader;
    this.#reader = reader;
    this.#widget = widget;
    if (!this.host.isConnected) document.body.append(this.host);
    const annotation = widget.annotation(id);
    const card = { ...annotation, ...widget.related(id), ...about(annotation), files: widget.cardFiles(id) };
    if (!this.#switching && this.#shown !== id) this.#origin = card;
    this.#switching = false;
    this.#shown = id;
    const active = card.qid || card.links || card.mentions.length > 1 || card.others.length || card.around.length;
    const plain = via === "hover" && !active && !options.renderCard && !matchMedia(SHEET).matches;
    this.#card.setAttribute("role", plain ? "tooltip" : "dialog");
    // A tooltip is part of the page and wants a landmark around it; a dialog stands for itself.
    for (const [name, value] of [["role", "complementary"], ["aria-label", texts.say("panel")]]) {
      if (plain) this.host.setAttribute(name, value);
      else this.host.removeAttribute(name);
    }
    setKind(this.#card, card.kind === "entity" ? card.label : card.kind);
    this.#card.lang = texts.locale;
    this.#card.dir = texts.dir;
    this.#card.style.colorScheme = widget.followColors() ? "dark" : "light";
    const inside = document.activeElement === this.host || this.host.contains(document.activeElement);
    const control = this.host.shadowRoot.activeElement?.getAttribute("aria-label");
    const own = options.renderCard?.(annotation);
    this.#own?.remove();
    this.#own = own instanceof Node ? el("div", { slot: "body" }, own) : undefined;
    if (this.#own) this.host.append(this.#own);
    this.#card.replaceChildren(...this.#head(card, plain), el("slot", { name: "body" }, this.#body(card)), el("slot", { name: "end" }));
    this.#moveAnchor(line);
    this.#card.hidePopover();
    this.#card.showPopover();
    this.#open = true;
    if (TO_CARD.includes(via) || inside) {
      if (!inside) this.#back = focused();
      const again = [...this.#card.querySelectorAll("button:enabled")].find((it) => control && it.ariaLabel === control);
      (again ?? this.#title).focus({ preventScroll: true });
    } else if (via === "focus") {
      this.#back = focused();
      const selection = getSelection();
      if (selection.rangeCount) this.#caret = selection.getRangeAt(0).cloneRange();
    }
    if (card.files && !reader.ended(card.files)) reader.loadCards(card.files, () => this.#shown === id && widget.redraw());
  }

  place(x, y) {
    this.#card.classList.add("placed");
    this.#card.style.left = `${x}px`;
    this.#card.style.top = `${y}px`;
  }

  hide() {
    const inside = document.activeElement === this.host;
    this.#open = false;
    if (this.host.isConnected) this.#card.hidePopover();
    this.#shown = this.#origin = undefined;
    if (inside) {
      this.#back?.focus();
      // Firefox has taken the caret along.
      if (this.#caret) getSelection().collapse(this.#caret.startContainer, this.#caret.startOffset);
    }
    this.#back = this.#caret = undefined;
  }

  remove() {
    this.hide();
    document.removeEventListener("keydown", this.#entered);
    this.host.remove();
    this.#gone();
  }

  #head(card, plain) {
    const { say } = this.#reader.texts;
    // A publisher's term may have no field of ours.
    const ours = card.kind === "term" && card.label !== "general";
    const kind = ours ? say("term", { category: say(`category.${card.label}`) }) : say(card.kind === "term" ? "glossary" : card.label);
    this.#title = el("h2", { id: "title", class: "title", part: "title", tabindex: -1, lang: card.title && langOf(this.#widget), dir: "auto" }, card.title ?? say("speakerUnknown"));
    this.#close = el("button", { class: "close", part: "close", type: "button", "aria-label": say("close"), onclick: () => this.#dismiss() }, "×");
    const head = el("div", { class: "head", part: "head" }, el("p", { class: "kind marked", part: "kind" }, kind), this.#title);
    return plain ? [head] : [head, this.#close];
  }

  #body(card) {
    const { say, list, place } = this.#reader.texts;
    const note = (text) => el("p", { class: "note", part: "note" }, text);
    const said = { A: "said", B: "saidProbably" }[card.speaker?.tier] ?? "speakerUnknownWhy";
    return [
      card.around.length || this.#origin.around.length ? this.#around(card) : null,
      this.#line(card),
      card.also && note(say("also", { names: list(card.also) })),
      card.region && note(say("where", { place: place(card.region) })),
      card.kind === "quotation" && note(say(said)),
      card.called && note(say("called", { words: card.called })),
      card.entity && note(say("mentions", { n: card.mentions.length || 1 })),
      card.mentions.length > 1 && this.#steps(card),
      card.others.length > 0 && this.#others(card),
      card.qid && links([{ title: "Wikidata", url: `https://www.wikidata.org/wiki/${card.qid}` }]),
      card.links && links(card.links),
    ].filter(Boolean);
  }

  /** Description or definition; a skeleton while it may still come. */
  #line(card) {
    const { say } = this.#reader.texts;
    if (card.info) return el("p", { class: "line", part: "body", lang: langOf(this.#widget), dir: "auto" }, card.info);
    const ended = card.files ? this.#reader.ended(card.files) : "loaded";
    if (ended === "failed") return el("p", { class: "line", part: "body" }, say("unavailable"));
    return ended ? null : el("p", { class: "line skeleton", part: "body", "aria-busy": "true", "aria-label": say("loading"), role: "img" });
  }

  #steps({ id, mentions }) {
    const { say } = this.#reader.texts;
    const at = mentions.indexOf(id);
    const step = (to, key, sign) =>
      el("button", { type: "button", part: "step", "aria-label": say(key), disabled: mentions[to] === undefined, onclick: () => this.#go(mentions[to]) }, sign);
    const position = say("position", { n: at + 1, total: mentions.length });
    return el("div", { class: "steps", part: "steps" }, step(at - 1, "previous", "‹"), el("span", {}, position), step(at + 1, "next", "›"));
  }

  #others({ others }) {
    const { say } = this.#reader.texts;
    const items = others.map((id) => {
      const { text, speaker } = this.#widget.annotation(id);
      const quote = el("button", { type: "button", part: "quote", lang: langOf(this.#widget), dir: "auto", onclick: () => this.#go(id) }, shortened(text));
      return el("li", {}, quote, speaker.tier === "B" && ` (${say("probably")})`);
    });
    return el("div", { class: "others", part: "others" }, el("h3", {}, say("others")), el("ol", {}, items));
  }

  /** Two annotations under one point: a switch between them. */
  #around({ id }) {
    const { say } = this.#reader.texts;
    const choices = [this.#origin.id, ...this.#origin.around].map((choice) => {
      const annotation = this.#widget.annotation(choice);
      const { title } = about(annotation);
      const name = annotation.kind === "quotation" ? say("quotationBy", { name: title ?? say("speakerUnknown") }) : title;
      return el("button", { type: "button", part: "switch", "aria-pressed": String(choice === id), onclick: () => this.#switch(choice) }, name);
    });
    return el("div", { class: "around", part: "around", role: "group", "aria-label": say("around") }, choices);
  }

  #go(id) {
    this.#widget.open(id, "tap");
  }

  #switch(id) {
    this.#switching = true;
    this.#go(id);
  }

  #dismiss() {
    if (this.#open) this.#widget.close();
  }

  /** Tab goes from what has opened the card by its focus into the card. */
  #entered = (event) => {
    if (event.code !== "Tab" || event.shiftKey || event.defaultPrevented || !this.#open || focused() !== this.#back) return;
    event.preventDefault();
    this.#widget.open(this.#shown, "keyboard");
  };

  /** Tab past either end closes the card: the focus goes back to where it came from and, from a link forwards, on from there. */
  #keyPressed(event) {
    // WebKitGTK has no name for this key with Shift.
    if (event.code !== "Tab") return;
    const stops = [this.#title, ...this.#card.querySelectorAll("button:not(:disabled), a[href]")];
    const edge = event.shiftKey ? stops.slice(0, 2) : stops.slice(-1);
    if (!edge.includes(focused())) return;
    if (event.shiftKey || this.#back?.localName !== "a") event.preventDefault();
    this.#dismiss();
  }

  /** Lays the invisible box over the line. It scrolls with the page, and the card with it. */
  #moveAnchor(line) {
    const { style } = this.#anchor;
    style.left = style.top = "0px";
    const origin = this.#anchor.getBoundingClientRect();
    style.left = `${line.left - origin.left}px`;
    style.top = `${line.top - origin.top}px`;
    style.width = `${line.width}px`;
    style.height = `${line.height}px`;
  }
}

/** A publisher's addresses are checked where they come in; here once more, as this is where one would run. */
function links(all) {
  const safe = all.filter(({ url }) => /^(https?:\/\/|mailto:)/i.test(url));
  const link = ({ title, url }) => el("a", { href: url, part: "link", rel: "noopener", target: "_blank", dir: "auto" }, title);
  return el("p", { class: "links", part: "source" }, safe.map(link));
}
