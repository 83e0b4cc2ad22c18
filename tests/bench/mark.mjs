// mark.js, bundled for pages: the usual way to highlight given places of a text, by wrapping them in elements.

import Mark from "mark.js";

globalThis.Mark = Mark;
