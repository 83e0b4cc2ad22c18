// Keys for the next and the previous annotation. Never a bare letter (WCAG 2.1.4); `keys: false` turns them off.

const KEYS = { next: "Alt+Shift+Period", previous: "Alt+Shift+Comma" };

/** Listens for the keys that `options.keys` names: modifiers and the key's place on the keyboard, joined by +. */
export function keys(reader) {
  const { options } = reader;
  if (options.keys === false) return undefined;
  const { next, previous } = { ...KEYS, ...options.keys };
  const pressed = (event) => {
    const step = Number(matches(event, next)) - Number(matches(event, previous));
    if (!step || !reader.widgets.length) return;
    event.preventDefault();
    reader.widgets[0].step(step);
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

function matches(event, shortcut) {
  const [code, ...modifiers] = shortcut.split("+").reverse();
  const held = { Alt: event.altKey, Control: event.ctrlKey, Meta: event.metaKey, Shift: event.shiftKey };
  return event.code === code && Object.entries(held).every(([name, down]) => down === modifiers.includes(name));
}
