// The WordPress plugin: PHP finds no fault in it, and it runs under PHP's own server with a stub of WordPress's functions.

import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();
const PLUGIN = fileURLToPath(new URL("../../integrations/wordpress/", import.meta.url));
const hasPhp = spawnSync("php", ["--version"]).status === 0;
const skip = !hasPhp && "SKIPPED: needs PHP; `apt-get install php-cli`";
if (skip) console.error(skip);
let folder, server, address;

before(async () => {
  if (skip) return;
  folder = await mkdtemp(join(tmpdir(), "newsgloss-wordpress-"));
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address();
  await new Promise((done) => free.close(done));
  address = `http://127.0.0.1:${port}`;
  const env = { ...process.env, NEWSGLOSS_DB: join(folder, "database.json"), NEWSGLOSS_PKG: fileURLToPath(new URL("../../pkg", import.meta.url)), PHP_CLI_SERVER_WORKERS: "4" };
  server = spawn("php", ["-d", "error_reporting=E_ALL", "-d", "display_errors=1", "-S", `127.0.0.1:${port}`, join(PLUGIN, "tests/stub.php")], { env, stdio: "ignore", detached: true });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("PHP's server does not start");
});
after(async () => {
  // Its workers, too: they are a group of their own.
  if (server) process.kill(-server.pid);
  if (folder) await rm(folder, { recursive: true });
});

/** Sends the settings page's form, with a glossary file where there is one, and returns what is stored then. */
async function save(fields, glossary) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  if (glossary !== undefined) form.append("newsgloss_glossary", new Blob([glossary]), "glossary.json");
  const answer = await fetch(`${address}/options.php`, { method: "POST", body: form });
  return { stored: JSON.parse(await answer.text()), error: answer.headers.get("x-settings-error") };
}

const page = async (path = "/") => (await fetch(address + path)).text();

test("wordpress: PHP finds no fault", { skip }, async () => {
  for (const file of ["newsgloss.php", "settings.php", "tests/stub.php"]) {
    const { stdout } = await promisify(execFile)("php", ["-l", join(PLUGIN, file)]);
    assert.match(stdout, /No syntax errors/);
  }
  for (const path of ["/", "/settings"]) assert.doesNotMatch(await page(path), /<b>(?:Warning|Notice|Deprecated|Fatal error)/);
});

test("wordpress: settings are checked, and a bad glossary changes nothing", { skip }, async () => {
  const kinds = [["newsgloss[kinds][]", "quotations"], ["newsgloss[kinds][]", "terms"], ["newsgloss[kinds][]", "<script>"]];
  const entry = JSON.stringify([{ label: "Harbour Compact", definition: "A compact </script><b>about</b> a harbour." }]);
  const { stored } = await save([["newsgloss[root]", " article, <i>main "], ...kinds, ["newsgloss[profile]", "all"]], entry);
  assert.deepEqual([stored.root, stored.kinds, stored.profile], ["article, main", ["quotations", "terms"], "full"]);
  assert.doesNotMatch(stored.glossary, /[<>&]/);
  for (const bad of ["{", "7", "{\"a\":1}", " ".repeat(1_000_001)]) {
    const again = await save([["newsgloss[root]", "article"], ...kinds], bad);
    assert.deepEqual([again.stored.glossary, again.error], [stored.glossary, "glossary"]);
  }
  assert.match(await page("/settings"), /bytes are in use/);
  assert.equal((await fetch(`${address}/settings?as=visitor`).then((answer) => answer.text())).includes("options.php"), false);
});

test("wordpress: a post is annotated with the glossary, under a policy", { skip }, async () => {
  await browser.driver.get(address);
  const seen = await browser.run(async () => {
    const painted = (kind) => [...(CSS.highlights.get(`newsgloss-${kind}`) ?? [])].map(String);
    for (let tries = 0; !painted("term").length && tries < 200; tries += 1) await new Promise((done) => setTimeout(done, 50));
    return [painted("quotation"), painted("term"), painted("person"), document.querySelectorAll("b").length];
  });
  assert.deepEqual(seen, [["We will not wait,"], ["Harbour Compact"], [], 0]);
});

test("wordpress: the glossary can be taken away, and a post switched off, only from the form", { skip }, async () => {
  const { stored } = await save([["newsgloss[no_glossary]", "1"]]);
  assert.equal(stored.glossary, "");
  assert.doesNotMatch(await page(), /data-newsgloss-config/);
  const send = (fields, as = "") => fetch(`${address}/save${as}`, { method: "POST", body: new URLSearchParams(fields) });
  await send({ newsgloss_off: "1" });
  await send({ newsgloss_off: "1", newsgloss_nonce: "nonce-newsgloss_post" }, "?as=visitor");
  assert.match(await page(), /newsgloss\.js/);
  await send({ newsgloss_off: "1", newsgloss_nonce: "nonce-newsgloss_post" });
  assert.doesNotMatch(await page(), /newsgloss\.js/);
  assert.match(await page("/settings"), /newsgloss_off" value="1" checked/);
  await send({ newsgloss_nonce: "nonce-newsgloss_post" });
  assert.match(await page(), /newsgloss\.js/);
});
