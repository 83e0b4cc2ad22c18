// The package as it is published: packed, installed into an empty folder, and other people's build tools beside it.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PKG } from "./texts.mjs";

export const run = promisify(execFile);
const TOOLS = ["vite@8.3.8", "webpack@5.112.2", "webpack-cli@7.3.1"];
const PAGE = '<!doctype html><html lang="en"><body><main></main><script type="module" src="/app.js"></script></body></html>';

export class Packed {
  /** Packs the built package and installs it from its tarball. */
  async start() {
    this.folder = await mkdtemp(join(tmpdir(), "newsgloss-package-"));
    await writeFile(join(this.folder, "package.json"), '{ "private": true, "type": "module" }');
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", this.folder], { cwd: fileURLToPath(PKG) });
    const [{ filename }] = Object.values(JSON.parse(stdout));
    await this.#npm("install", join(this.folder, filename), "--offline");
  }

  async stop() {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Builds the script `app` with Vite and with webpack into folders of their names; says why where the tools cannot be had. */
  async bundle(app) {
    try {
      await this.#npm("install", ...TOOLS, "--prefer-offline");
    } catch (error) {
      return `SKIPPED: needs ${TOOLS} from the npm registry: ${error.message.split("\n")[0]}`;
    }
    const cwd = this.folder;
    await writeFile(join(cwd, "app.js"), app);
    await writeFile(join(cwd, "index.html"), PAGE);
    await run("npx", ["vite", "build", "--outDir", "vite"], { cwd });
    await run("npx", ["webpack", "./app.js", "--mode", "production", "--output-path", join(cwd, "webpack")], { cwd });
    return undefined;
  }

  #npm(...args) {
    return run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: this.folder });
  }
}
