// What is compared, each as a function from a text to the number of things it finds. Bundled for pages and Node alike.

import compromise from "compromise";
import wink from "wink-nlp";
import model from "wink-eng-lite-web-model";

/** The least that tells sentences, parts of speech and entities: its default pipeline also weighs moods and negations. */
const WINK_PIPELINE = ["sbd", "pos", "ner"];

/** Name → a promise of its function; `entry` is the address of our loader. */
export const PROGRAMS = {
  newsgloss: async (entry) => {
    const { annotate } = await import(entry);
    return async (text) => (await annotate(text)).length;
  },
  compromise: async () => (text) => compromise(text).topics().out("array").length,
  "wink-nlp": async () => {
    const nlp = wink(model, WINK_PIPELINE);
    return (text) => nlp.readDoc(text).entities().out(nlp.its.detail).length;
  },
};

/** Labels of compromise's names, by the method that gives them. */
const COMPROMISE_LABELS = { people: "PER", places: "LOC", organizations: "ORG" };

/** Name → a function from a text to its names `{ start, end, label }` in UTF-16 units, for the scorer. */
export const NAMERS = {
  compromise: () => (text) => {
    const view = compromise(text);
    return Object.entries(COMPROMISE_LABELS).flatMap(([method, label]) => view[method]().json({ offset: true })
      .map(({ offset: { start, length } }) => trimmed(text, start, start + length, label)));
  },
  // It has no type for names; runs of its proper nouns are the nearest thing.
  "wink-nlp": () => {
    const nlp = wink(model, WINK_PIPELINE);
    return (text) => {
      const tokens = nlp.readDoc(text).tokens();
      const [words, spaces, tags] = ["value", "precedingSpaces", "pos"].map((of) => tokens.out(nlp.its[of]));
      const names = [];
      let [at, open] = [0, false];
      words.forEach((word, nth) => {
        const start = text.indexOf(word, at);
        at = start + word.length;
        const isName = tags[nth] === "PROPN";
        if (isName && open && spaces[nth].length < 2) names.at(-1).end = at;
        else if (isName) names.push({ start, end: at, label: "PER" });
        open = isName;
      });
      return names;
    };
  },
};

const HONORIFIC = /^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|president|senator|sen|rep|gov|judge|general|gen|king|queen|pope|prince|princess)\.?\s+/i;

/** The name without honorific and without punctuation at its ends, which our scheme leaves out. */
function trimmed(text, start, end, label) {
  let name = text.slice(start, end);
  const cut = (pattern) => {
    const [lead] = name.match(pattern) ?? [""];
    name = name.slice(lead.length);
    start += lead.length;
  };
  cut(/^[\s\p{P}]+/u);
  if (label === "PER") cut(HONORIFIC);
  name = name.replace(/(?:['’]s)?[\s\p{P}]+$/u, "").replace(/['’]s$/u, "");
  return { start, end: start + name.length, label };
}
