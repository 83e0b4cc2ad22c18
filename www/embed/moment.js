// The moment to begin: the article is near the viewport and the browser has nothing better to do.

/** How long an idle browser is waited for, in milliseconds. */
const IDLE_MS = 2000;

/** Resolves when `element` is within half a screen of the viewport, or `signal` is aborted. */
export function nearViewport(element, signal) {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) done();
    }, { rootMargin: "50%" });
    const done = () => {
      observer.disconnect();
      resolve();
    };
    signal.addEventListener("abort", done, { once: true });
    observer.observe(element);
  });
}

/** Resolves when the browser is idle; Safari cannot say, so there it is a short while. */
export function idle() {
  return new Promise((resolve) => {
    if (window.requestIdleCallback) requestIdleCallback(() => resolve(), { timeout: IDLE_MS });
    else setTimeout(resolve, 200);
  });
}

/** Lets input and paint go first. */
export function breath() {
  if (globalThis.scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
