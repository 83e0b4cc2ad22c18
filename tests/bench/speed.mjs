// The stopwatch: several programs on the same texts, taking turns, so that other work of the machine meets all alike.
// Bundled for pages and Node alike.

import { NAMERS, PROGRAMS } from "./programs.mjs";

export { PROGRAMS };

/**
 * Times `programs` on the texts of each case. A run reads one text with each program; the next run takes the next text and
 * another program first. Runs beyond the first `warmups` count. Throws where ours finds another number than was expected.
 */
export async function speed({ entry, cases, programs, warmups }) {
  const made = await Promise.all(programs.map(async (name) => [name, await PROGRAMS[name](entry)]));
  const measured = [];
  for (const { words, texts, runs } of cases) {
    const times = Object.fromEntries(programs.map((name) => [name, []]));
    const found = Object.fromEntries(programs.map((name) => [name, []]));
    for (let run = -warmups; run < runs; run += 1) {
      const nth = (run + warmups) % texts.length;
      const { text, expected } = texts[nth];
      const first = (run + warmups) % made.length;
      for (const [name, annotate] of [...made.slice(first), ...made.slice(0, first)]) {
        const begin = performance.now();
        const count = await annotate(text);
        const ms = performance.now() - begin;
        const wanted = name === "newsgloss" ? expected : (found[name][nth] ?? count);
        if (count !== wanted) throw new Error(`${name} finds ${count} in a text of ${words} words, expected ${wanted}`);
        found[name][nth] = count;
        if (run >= 0) times[name].push({ nth, ms });
      }
    }
    measured.push({ words, bytes: texts.map(({ text }) => new TextEncoder().encode(text).length), times, found });
  }
  return measured;
}

/** The names that a program finds in each of `texts`. */
export function names(program, texts) {
  const annotate = NAMERS[program]();
  return texts.map(annotate);
}
