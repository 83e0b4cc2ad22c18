// `print: "notes"`: a numbered list of who and what the article names, at the end of the printed page and nowhere else. A script
// of its own: few pages want it.

import { about, shortened } from "./about.js";
import { el, shadow } from "./dom.js";
import css from "./notes.css";

/** Keeps the list at hand, out of sight of the screen. */
export function notes(reader) {
  const { say, locale, dir } = reader.texts;
  const host = el("news-gloss-notes");
  const root = shadow(host, css);
  const fill = () => {
    const items = reader.widgets.flatMap((widget) => list(widget, say));
    root.replaceChildren(el("aside", { class: "notes", part: "notes", lang: locale, dir, "aria-label": say("notes") }, el("h2", {}, say("notes")), el("ol", {}, items)));
  };
  fill();
  document.body.append(host);
  for (const widget of reader.widgets) {
    const { entities, terms } = widget.outline();
    reader.loadAll(widget, [...entities, ...terms].map(([id]) => id), fill);
  }
  addEventListener("beforeprint", fill);
  return () => {
    removeEventListener("beforeprint", fill);
    host.remove();
  };
}

function list(widget, say) {
  const { entities, terms, speakers } = widget.outline();
  const first = [...entities, ...terms].map(([id]) => id).sort((a, b) => a - b);
  const named = first.map((id) => about(widget.annotation(id))).filter(({ info }) => info);
  const said = speakers.flat().map((id) => widget.annotation(id)).filter(({ speaker }) => speaker);
  return [
    ...named.map(({ title, info }) => el("li", {}, el("b", {}, title), ` ${info}`)),
    ...said.map(({ text, speaker }) => el("li", {}, el("b", {}, speaker.name), speaker.tier === "B" && ` (${say("probably")})`, `: ${shortened(text)}`)),
  ];
}
