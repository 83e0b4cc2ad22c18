// What the reader has chosen: one key of this site's storage, written only when the reader acts. Without storage it
// lasts as long as the page.

const KEY = "newsgloss";
let chosen;

/** What is stored: `{ off, kinds, density, hinted }`; what is absent was never touched. */
export function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    if (typeof found === "object" && found) return found;
  } catch {
    // Storage is blocked, or another script's value is there.
  }
  return {};
}

/** What the reader wants now. */
export function settings() {
  chosen ??= stored();
  return chosen;
}

/** Takes in what the reader has just chosen. */
export function choose(change) {
  chosen = { ...settings(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Kept for this page.
  }
}
