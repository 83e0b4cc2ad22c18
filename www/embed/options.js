// The publisher's options: one table, four places they come from, and a warning for each that cannot be used.
// Precedence: defaults < JSON block < window.newsglossConfig() < data-* of the tag < the call of init().

import { warn } from "./warn.js";

const KINDS = ["entities", "quotations", "terms"];
/** No selector, word or list of a publisher's is longer. */
const LONGEST = 10_000;

const text = (value) => (typeof value === "string" && value.length <= LONGEST ? value : undefined);
const flag = (value) => (["", "true", true].includes(value) ? true : ["false", false].includes(value) ? false : undefined);
const object = (value) => (typeof value === "object" && value !== null ? value : undefined);
const oneOf = (...words) => Object.assign((value) => words.find((word) => word === value), { words });
const listOf = (...words) => Object.assign((value) => {
  const list = Array.isArray(value) ? value : text(value)?.split(/[\s,]+/).filter(Boolean);
  return list?.length <= words.length && list.every((word) => words.includes(word)) ? list : undefined;
}, { words });

/** Each option with a function that makes its value from what was given; undefined where that is impossible. */
const OPTIONS = {
  root: (value) => text(value) ?? object(value),
  exclude: text,
  kinds: listOf(...KINDS),
  profile: oneOf("full", "lite"),
  start: oneOf("visible", "now"),
  live: flag,
  worker: flag,
  shadow: text,
  assets: text,
  files: object,
  glossary: (value) => text(value) ?? object(value),
  annotations: (value) => text(value) ?? object(value),
  contentReady: object,
  // The reader's side, www/panel.
  theme: oneOf("auto", "light", "dark"),
  print: oneOf("off", "keep", "notes"),
  density: oneOf("all", "first"),
  list: text,
  linkTap: oneOf("follow", "card-first"),
  delay: (value) => (Number(value) >= 0 ? Number(value) : undefined),
  keys: (value) => (value === "off" || value === false ? false : object(value)),
  hint: (value) => (value === "off" ? false : flag(value)),
  locale: text,
  strings: object,
  renderCard: (value) => (typeof value === "function" ? value : undefined),
};

/** The names of all options. */
export const NAMES = Object.keys(OPTIONS);

/** `given` without what cannot be used. */
export function checked(given, where) {
  const options = {};
  if (given === undefined || given === null) return options;
  if (!object(given) || Array.isArray(given)) {
    warn(`${where} is no object`);
    return options;
  }
  for (const name of Object.keys(given)) {
    const read = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!read) {
      warn(`${where}: there is no option ${quote(name)}; the nearest is "${nearest(name, NAMES)}"`);
      continue;
    }
    const value = given[name];
    if (value === undefined) continue;
    const usable = read(value);
    if (usable !== undefined) options[name] = usable;
    else if (read.words) warn(`${where}: ${name} cannot be ${quote(value)}${near(value, read.words)}`);
    else warn(`${where}: ${name} cannot be ${quote(value)}`);
  }
  return options;
}

/** The options of a page, for the script tag `tag` where there is one; `call` is what init() was given. */
export async function gathered(tag, call) {
  const ofTag = tag ? checked(attributes(tag), "the script tag") : {};
  return { ...block(), ...checked(await fromFunction(), "newsglossConfig"), ...ofTag,
    ...checked(call, "init") };
}

/** The page as a whole has opted out. */
export function isOff() {
  return document.querySelector('meta[name="newsgloss" i][content="off" i]') !== null;
}

/** data-* of a tag, as options. */
function attributes(tag) {
  return { ...tag.dataset };
}

function block() {
  let options = {};
  for (const { textContent } of document.querySelectorAll('script[type="application/json"][data-newsgloss-config]')) {
    try {
      options = { ...options, ...checked(JSON.parse(textContent), "the JSON block") };
    } catch (error) {
      warn("the JSON block cannot be read", error);
    }
  }
  return options;
}

async function fromFunction() {
  const config = window.newsglossConfig;
  try {
    return typeof config === "function" ? await config() : config;
  } catch (error) {
    warn("newsglossConfig() failed", error);
  }
}

function quote(value) {
  const text = typeof value === "string" ? value : Array.isArray(value) ? value.join(" ") : String(value);
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** What a list or word was probably meant to be. */
function near(value, words) {
  const given = Array.isArray(value) ? value : String(value).slice(0, LONGEST).split(/[\s,]+/);
  const wrong = given.find((word) => !words.includes(word));
  return wrong === undefined ? `; use ${words.join(", ")}` : `; the nearest is "${nearest(String(wrong), words)}"`;
}

/** The valid name with the fewest changes of letters to `name` (Levenshtein distance). */
export function nearest(name, names) {
  const [first] = names.map((valid) => [distance(name.slice(0, 40).toLowerCase(), valid.toLowerCase()), valid])
    .sort(([a], [b]) => a - b);
  return first[1];
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
