// Bundled into newsgloss_worker.js: the engine in a module worker, for the pages that `elsewhere` runs in.

import { load } from "./newsgloss_engine.js";

onmessage = async ({ data: { id, text, blocks, options } }) => {
  try {
    const [numbers, texts] = (await load(options)).analyse(text, blocks, options);
    postMessage({ id, numbers, texts }, [numbers.buffer]);
  } catch (error) {
    postMessage({ id, error: `${error}` });
  }
};
