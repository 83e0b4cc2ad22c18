// The app itself, rendered on the server and in the page alike.

import { createElement as h, useEffect } from "react";

const PARAGRAPHS = [
  ["“We are close to a ceasefire,” said Angela Merkel, who spoke to the Security Council in Geneva."],
  ["“Nothing is agreed,” said Nora Berg.", "“Everything is agreed,” said Nora Berg."],
];

export function App({ useState, ready }) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    window.rerender = () => setCount((count) => count + 1);
    ready();
  }, []);
  return h("article", { lang: "en" }, h("h1", null, `Ministers meet, update ${count}`),
    PARAGRAPHS.map((texts, index) => h("p", { key: index }, texts[count % texts.length])));
}
