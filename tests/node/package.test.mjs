// The package as a new user gets it: packed, installed into an empty folder, imported, and built by other people's tools.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { Packed, run } from "./packed.mjs";
import { PKG } from "./texts.mjs";

const packed = new Packed();
before(() => packed.start());
after(() => packed.stop());

test("a fresh folder can import it, and its types and schema are there", async () => {
  const code = 'import { annotate } from "newsgloss"; console.log((await annotate("“We will not wait,” said Ada Moreau."))[0].kind);';
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: packed.folder });
  assert.equal(stdout, "quotation\n");
  const files = await readdir(join(packed.folder, "node_modules/newsgloss"));
  for (const file of ["newsgloss.d.ts", "annotations.schema.json", "manifest.json"]) assert.ok(files.includes(file), file);
});

test("the manifest has size and SHA-384 of every file, and the engine those of what it fetches", async () => {
  const at = (name) => join(packed.folder, "node_modules/newsgloss", name);
  const { files } = JSON.parse(await readFile(at("manifest.json"), "utf8"));
  const here = (await readdir(at("."))).filter((name) => name !== "manifest.json");
  assert.deepEqual(Object.keys(files).toSorted(), here.toSorted());
  const engine = await readFile(at("newsgloss_engine.js"), "utf8");
  for (const [name, { integrity, size }] of Object.entries(files)) {
    const content = await readFile(at(name));
    assert.equal(`sha384-${createHash("sha384").update(content).digest("base64")}`, integrity, name);
    assert.equal(content.length, size, name);
    if (/^en\.|^newsgloss\.wasm$/.test(name)) assert.ok(engine.includes(integrity), name);
  }
});

for (const [module, resolution] of [["nodenext", "nodenext"], ["node16", "node16"], ["esnext", "bundler"]]) {
  test(`its types are found by the rules of ${resolution}`, async () => {
    const program = `import { annotate, init, version, type Annotation, type Instance } from "newsgloss";
      const found: readonly Annotation[] = await annotate("x");
      const instance: Promise<Instance> = init({ root: "article", kinds: ["terms"] });
      // @ts-expect-error there is no such kind
      init({ kinds: ["verbs"] });
      export { found, instance, version };`;
    await writeFile(join(packed.folder, "program.mts"), program);
    const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--types", "", "--module", module, "--moduleResolution", resolution];
    const tsc = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));
    await run(tsc, [...options, "program.mts"], { cwd: packed.folder }).catch(({ stdout }) => assert.fail(stdout));
  });
}

test("CommonJS can import it, too", async () => {
  const code = 'import("newsgloss").then(({ version }) => console.log(version));';
  const { stdout } = await run(process.execPath, ["--input-type=commonjs", "--eval", code], { cwd: packed.folder });
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: fileURLToPath(PKG), strict: true });
  assert.deepEqual(messages.map(({ code, path }) => `${code} ${path.join(".")}`), []);
});

test("Vite and webpack carry every file along without configuration", async (t) => {
  const missing = await packed.bundle(`import { init } from "newsgloss";\ninit({ root: "main" });\n`);
  if (missing) return t.skip(missing);
  const modules = ["newsgloss.wasm", "newsgloss_export.wasm", "newsgloss_glossary.wasm"];
  const own = await Promise.all(modules.map((name) => readFile(new URL(name, PKG))));
  for (const out of ["vite", "webpack"]) {
    const files = await readdir(join(packed.folder, out), { recursive: true });
    const wasms = files.filter((file) => file.endsWith(".wasm"));
    const carried = await Promise.all(wasms.map((name) => readFile(join(packed.folder, out, name))));
    assert.equal(carried.length, own.length, `${out}: ${files}`);
    assert.ok(own.every((wasm) => carried.some((other) => other.equals(wasm))), `${out} changed a wasm`);
    assert.ok(files.filter((file) => file.endsWith(".js")).length >= 3, `${out}: the engine is loaded at once`);
  }
});
