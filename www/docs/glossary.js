// Searches the glossary page. Without this script it is a list from A to Z.

const form = document.querySelector(".search");
const entries = [...document.querySelectorAll(".terms dl > div")].map((element) => ({ element, words: plain(element.textContent) }));
const sections = [...document.querySelectorAll(".terms")];
const nothing = document.querySelector(".nothing");

/** For comparison: without case and accents, one kind of dash and apostrophe. */
function plain(text) {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[‐-–]/g, "-").replace(/’/g, "'");
}

function search() {
  const { q, field } = form.elements;
  const wanted = plain(q.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const { element, words } of entries) {
    const fits = (!field.value || element.dataset.field === field.value) && wanted.every((word) => words.includes(word));
    element.hidden = !fits;
    found += fits;
  }
  for (const section of sections) section.hidden = !section.querySelector("div:not([hidden])");
  nothing.hidden = found > 0;
  form.querySelector("output").textContent = `${found.toLocaleString("en")} ${found === 1 ? "term" : "terms"}`;
}

form.addEventListener("input", search);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
// The browser may have kept the words from before.
search();
