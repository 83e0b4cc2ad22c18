// The card as a sheet at the bottom of a small screen: it can be pulled down and let go.

/** Pulled further than this, in CSS pixels, the sheet closes. */
const ENOUGH = 72;

/** Lets the head of `card` be pulled while `isSheet()`; `close` is called where it is let go far enough down. */
export function draggable(card, isSheet, close) {
  let from;
  const pulled = (event) => Math.max(0, event.clientY - from);
  card.addEventListener("pointerdown", (event) => {
    if (!isSheet() || !event.target.closest(".head")) return;
    from = event.clientY;
    card.setPointerCapture(event.pointerId);
  });
  card.addEventListener("pointermove", (event) => {
    if (from !== undefined) card.style.translate = `0 ${pulled(event)}px`;
  });
  const end = (event) => {
    if (from === undefined) return;
    const far = event.type === "pointerup" && pulled(event) > ENOUGH;
    from = undefined;
    card.style.translate = "";
    if (far) close();
  };
  card.addEventListener("pointerup", end);
  card.addEventListener("pointercancel", end);
}
