// Runs before all other scripts of a page under test and notes what they do: our events, errors and policy violations.

const troubles = [];
const warnings = [];
const events = [];
const waiting = [];

window.probe = {
  /** Errors, console errors and policy violations, one text each. */
  troubles,
  /** Console warnings, one text each. */
  warnings,
  /** Our events so far: name, detail and milliseconds since the navigation began. */
  events,
  /** Resolves with the detail of the first event `name`; rejects when none has come after `ms` milliseconds. */
  first(name, ms) {
    const seen = events.find((event) => event.name === name);
    if (seen) return Promise.resolve(seen.detail);
    return new Promise((resolve, reject) => {
      waiting.push({ name, resolve });
      setTimeout(() => reject(new Error(`no ${name} in ${ms} ms; seen: ${events.map((event) => event.name)}`)), ms);
    });
  },
};

for (const name of ["ready", "annotated", "open", "close", "toggle", "error"]) {
  const full = `newsgloss:${name}`;
  document.addEventListener(full, ({ detail }) => {
    events.push({ name: full, detail, ms: performance.now() });
    waiting.filter((waiter) => waiter.name === full).forEach((waiter) => waiter.resolve(detail));
  });
}

addEventListener("error", (event) => troubles.push(`error: ${event.message ?? event.target}`));
addEventListener("unhandledrejection", (event) => troubles.push(`unhandled rejection: ${event.reason}`));
document.addEventListener("securitypolicyviolation", (event) => {
  troubles.push(`policy: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample} (${event.sourceFile})`);
});
const { error, warn } = console;
console.warn = (...what) => {
  warnings.push(what.join(" "));
  warn.apply(console, what);
};
console.error = (...what) => {
  troubles.push(`console.error: ${what.join(" ")}`);
  error.apply(console, what);
};
