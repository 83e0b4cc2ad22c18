// Elements without markup: the page may forbid markup from strings, inline styles and inline script.

import base from "./base.css";

/** An element with attributes and children; `on…` takes a listener, false and null leave an attribute out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Names the kind of `element`, which takes the colour of that kind. */
export function setKind(element, kind) {
  element.dataset.kind = kind;
  element.style.setProperty("--kind", `var(--newsgloss-${kind})`);
}

/** A host of ours with a shadow root that has only our style: what all share, and `css`. */
export function shadow(host, css) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(base + css);
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** The language of an article, for what is quoted from it. */
export function langOf({ root }) {
  return root.closest("[lang]")?.lang;
}

/** The element that has the focus, in shadow roots, too. */
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Lets arrow keys, Home and End move the focus in `list` among `items()`: the list is one stop of the Tab key. */
export function rove(list, items) {
  list.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(focused());
    const rtl = getComputedStyle(list).direction === "rtl";
    const [back, on] = rtl ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    const to = { ArrowUp: at - 1, [back]: at - 1, ArrowDown: at + 1, [on]: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[Math.max(0, Math.min(to, all.length - 1))];
    rest(all, next);
    next.focus();
  });
}

/** Makes `item` the one that the Tab key reaches. */
export function rest(items, item = items[0]) {
  for (const other of items) other.tabIndex = other === item ? 0 : -1;
}
