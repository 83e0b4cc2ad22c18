// One line for a reader who has not met the highlights before. It goes for good with its button or the first card.

import { el, shadow } from "./dom.js";
import css from "./hint.css";
import { choose, settings } from "./settings.js";

/** Shows the hint once the article is in the window, unless `hint: false` or the reader has seen it. */
export function hint(reader) {
  const { options, texts } = reader;
  if (options.hint === false || settings().hinted || settings().off || !CSS.highlights) return undefined;
  const { say, locale, dir } = texts;
  const host = el("news-gloss-hint");
  const button = el("button", { type: "button", part: "hint-close", onclick: () => seen() }, say("hintClose"));
  const box = el("aside", { class: "hint", part: "hint", lang: locale, dir, "aria-label": say("panel") }, el("p", {}, say("hint")), button);
  reader.shade(box);
  shadow(host, css).append(box);
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) document.body.append(host);
  });
  reader.widgets.forEach((widget) => observer.observe(widget.root));
  const seen = () => {
    choose({ hinted: true });
    remove();
  };
  // A card under a passing pointer is no act of the reader's; one that was asked for is.
  const opened = ({ detail }) => (detail.via === "hover" || detail.via === "api" ? undefined : seen());
  const remove = () => {
    observer.disconnect();
    host.remove();
    document.removeEventListener("newsgloss:open", opened);
  };
  document.addEventListener("newsgloss:open", opened);
  return remove;
}
