// The words of the interface: data/interface, in the page's language where there is a file for it, numbers and plurals by Intl.

import english from "../../data/interface/en.json";

/** Languages with a file of their own. The addresses are written out as bundlers look for them. */
const LANGUAGES = {
  ar: new URL("./interface-ar.json", import.meta.url),
  de: new URL("./interface-de.json", import.meta.url),
  es: new URL("./interface-es.json", import.meta.url),
  fr: new URL("./interface-fr.json", import.meta.url),
  it: new URL("./interface-it.json", import.meta.url),
  ja: new URL("./interface-ja.json", import.meta.url),
  nl: new URL("./interface-nl.json", import.meta.url),
  pl: new URL("./interface-pl.json", import.meta.url),
  pt: new URL("./interface-pt.json", import.meta.url),
  uk: new URL("./interface-uk.json", import.meta.url),
  zh: new URL("./interface-zh.json", import.meta.url),
};
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/** Says `key` in `locale`: from `own` (the publisher's), else `table`, else English; names in braces are filled in. */
export function texts(locale, own = {}, table = english) {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const say = (key, values = {}) => {
    const found = own[key] ?? table[key] ?? english[key] ?? key;
    const text = typeof found === "string" ? found : found[plurals.select(values.n)] ?? found.other;
    const fill = (value) => (typeof value === "number" ? numbers.format(value) : value ?? "");
    return text.replace(/\{(\w+)\}/g, (_, name) => fill(values[name]));
  };
  const list = new Intl.ListFormat(locale, { type: "unit" });
  const language = locale.split("-")[0];
  const regions = new Intl.DisplayNames(locale, { type: "region" });
  /** The name of a country, by its code or, a publisher's, in words. */
  const place = (region) => (/^[a-z]{2}$/.test(region) ? regions.of(region === "uk" ? "GB" : region.toUpperCase()) : region);
  return { say, place, list: (parts) => list.format(parts), number: (n) => numbers.format(n), locale, dir: RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr" };
}

/**
 * The texts that `options` ask for: `locale` is a language tag, "reader" (the browser's languages) or, by default, the
 * page's language; `strings` has the publisher's own words by key. A language that cannot be had is English.
 */
export async function textsFor({ locale = "page", strings, assets }) {
  const wanted = {
    page: () => [document.documentElement.lang],
    reader: () => navigator.languages,
  }[locale]?.() ?? [locale];
  for (const tag of wanted.filter(isTag)) {
    const language = tag.split("-")[0].toLowerCase();
    if (language === "en") return texts(tag, strings);
    const beside = LANGUAGES[language];
    if (!beside) continue;
    try {
      const url = assets ? new URL(`interface-${language}.json`, new URL(assets.replace(/\/?$/, "/"), location.href)) : beside;
      const answer = await fetch(url);
      if (!answer.ok) break;
      return texts(tag, strings, await answer.json());
    } catch {
      break;
    }
  }
  return texts("en", strings);
}

function isTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
