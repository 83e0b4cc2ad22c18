// A publisher's site for one test file: pages with headers of their own, and the package in a folder.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before } from "node:test";

const PKG = new URL("../../pkg/", import.meta.url);
const PAGES = new URL("pages/", import.meta.url);
const TYPES = { js: "text/javascript", wasm: "application/wasm", html: "text/html; charset=utf-8" };

/** An article in which there is always something to find: quotations need no language data. */
export const ARTICLE = `<article lang="en"><h1>Ministers meet in Geneva</h1>
<p>“We are close to a ceasefire,” said Angela Merkel, who spoke to the Security Council in Geneva.</p></article>`;

/** Starts a site before the tests of this file and stops it after them. */
export function usePublisher() {
  const site = new Publisher();
  before(() => site.start());
  after(() => site.stop());
  return site;
}

/** A server of pages and of the package. */
export class Publisher {
  #pages = new Map();
  #files = new Map();
  #server = createServer((request, response) => this.#answer(request, response));

  async start() {
    await new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** Publishes a page and returns its address. `probe` are the attributes of the probe's tag, a nonce for example. */
  page(path, body, { headers = {}, head = "", probe = "" } = {}) {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title>
      <script src="/probe.js" ${probe}></script>${head}</head><body>${body}</body></html>`;
    return this.document(path, html, headers);
  }

  /** Publishes a whole document and returns its address. */
  document(path, html, headers = {}) {
    this.#pages.set(path, { html, headers });
    return `${this.origin}${path}`;
  }

  /** Serves `content` (default: the package's own), headers and status in place of a file of the package; 0 breaks the line. */
  file(path, { content, headers = {}, status = 200 }) {
    this.#files.set(path, { content, headers, status });
  }

  async #answer({ url }, response) {
    const { pathname } = new URL(url, this.origin);
    const page = this.#pages.get(pathname);
    const own = this.#files.get(pathname);
    const type = TYPES[pathname.split(".").at(-1)] ?? "application/octet-stream";
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    try {
      const headers = { "content-type": type, "access-control-allow-origin": "*", ...own?.headers };
      if (page) {
        response.writeHead(200, { "content-type": TYPES.html, ...page.headers }).end(page.html);
        return;
      }
      if (own?.status === 0) {
        response.destroy();
        return;
      }
      const name = pathname.split("/").at(-1);
      const file = name === "probe.js" ? new URL(name, PAGES) : new URL(name, PKG);
      const content = own?.content ?? (await readFile(file));
      response.writeHead(own?.status ?? 200, headers).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}

/** Opens a page of a publisher's. */
export async function visit(browser, url) {
  await browser.driver.get(url);
}

/** Console warnings of ours since the page was opened. */
export function warnings(browser) {
  return browser.run(() => window.probe.warnings.filter((text) => text.startsWith("newsgloss:")));
}
