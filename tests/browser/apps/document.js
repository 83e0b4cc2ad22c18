// An app that renders the whole document, as Next and its kind do, on the server and in the page alike.

import { createElement as h } from "react";
import { App } from "./app.js";

export function Page(given) {
  const script = (src) => h("script", { src });
  return h("html", { lang: "en" },
    h("head", null, h("meta", { charSet: "utf-8" }), h("title", null, "Ministers meet"), script("/probe.js")),
    h("body", null, h("main", null, h(App, given)), script("/app.js")));
}
