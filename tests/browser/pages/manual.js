// Hands the public entry to the tests; nothing starts by itself.
import * as newsgloss from "/newsgloss.js";

window.newsgloss = newsgloss;
window.dispatchEvent(new Event("newsgloss-imported"));
