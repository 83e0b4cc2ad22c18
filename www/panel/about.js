// What an annotation is about, in the words of the article and of the card texts.

/** Its title (none where the speaker is not certain), what is known of it, and its Wikidata id or what the glossary adds. */
export function about({ kind, text, entity, speaker, term }) {
  if (kind === "term") return { ...term, title: term.name, info: term.definition };
  const who = kind === "entity" ? entity : speaker;
  return { title: who?.name ?? (kind === "entity" ? text : undefined), info: who?.description, qid: who?.qid };
}

/** Enough of a quotation to know it again, without the comma that leads on to its speaker. */
export function shortened(text, most = 110) {
  if (text.length <= most) return text.replace(/,$/, "");
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2))} …`;
}
