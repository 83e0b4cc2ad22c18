// The package as a new user gets it: packed, installed into an empty folder, imported, and built by other people's tools.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { PKG } from "./texts.mjs";

const run = promisify(execFile);
const TOOLS = ["vite@8.3.8", "webpack@5.112.2", "webpack-cli@7.3.1"];
const APP = `import { init } from "newsgloss";\ninit({ root: "main" });\n`;
const PAGE = '<!doctype html><html lang="en"><body><main></main><script type="module" src="/app.js"></script></body></html>';
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "newsgloss-package-"));
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: fileURLToPath(PKG) });
  const [{ filename }] = Object.values(JSON.parse(stdout));
  await npm("install", join(folder, filename), "--offline");
});
after(() => rm(folder, { recursive: true, force: true }));

const npm = (...args) => run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });

test("a fresh folder can import it, and its types and schema are there", async () => {
  const code = 'import { annotate } from "newsgloss"; console.log((await annotate("“We will not wait,” said Ada Moreau."))[0].kind);';
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: folder });
  assert.equal(stdout, "quotation\n");
  const files = await readdir(join(folder, "node_modules/newsgloss"));
  for (const file of ["newsgloss.d.ts", "annotations.schema.json", "manifest.json"]) assert.ok(files.includes(file), file);
});

test("CommonJS can import it, too", async () => {
  const code = 'import("newsgloss").then(({ version }) => console.log(version));';
  const { stdout } = await run(process.execPath, ["--input-type=commonjs", "--eval", code], { cwd: folder });
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: fileURLToPath(PKG), strict: true });
  assert.deepEqual(messages.map(({ code, path }) => `${code} ${path.join(".")}`), []);
});

test("Vite and webpack carry every file along without configuration", async (t) => {
  try {
    await npm("install", ...TOOLS, "--prefer-offline");
  } catch (error) {
    t.skip(`SKIPPED: needs ${TOOLS} from the npm registry: ${error.message.split("\n")[0]}`);
    return;
  }
  await writeFile(join(folder, "app.js"), APP);
  await writeFile(join(folder, "index.html"), PAGE);
  await run("npx", ["vite", "build", "--outDir", "vite"], { cwd: folder });
  await run("npx", ["webpack", "./app.js", "--mode", "production", "--output-path", join(folder, "webpack")], { cwd: folder });
  const own = await Promise.all(["newsgloss.wasm", "newsgloss_export.wasm"].map((name) => readFile(new URL(name, PKG))));
  for (const out of ["vite", "webpack"]) {
    const files = await readdir(join(folder, out), { recursive: true });
    const modules = files.filter((file) => file.endsWith(".wasm"));
    const carried = await Promise.all(modules.map((name) => readFile(join(folder, out, name))));
    assert.equal(carried.length, own.length, `${out}: ${files}`);
    assert.ok(own.every((wasm) => carried.some((other) => other.equals(wasm))), `${out} changed a wasm`);
    assert.ok(files.filter((file) => file.endsWith(".js")).length >= 3, `${out}: the engine is loaded at once`);
  }
});
