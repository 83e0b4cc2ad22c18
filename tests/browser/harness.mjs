// What the browser tests share: one session per test file, in the engine that `cargo xtask test` asks for.
//
// It sets NEWSGLOSS_BROWSER (chromium, firefox or webkit), NEWSGLOSS_BINARY (the browser), NEWSGLOSS_DRIVER (the started
// driver) and NEWSGLOSS_URL (the served site). Pages are opened with the probe (pages/probe.js) before their own scripts.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { Builder, logging } from "selenium-webdriver";
import browsingContext from "selenium-webdriver/bidi/browsingContext.js";

/** The engine under test. */
export const engine = needed("NEWSGLOSS_BROWSER");
/** The address of the served site, without a slash at its end. */
export const site = needed("NEWSGLOSS_URL");

const WINDOW = { width: 1280, height: 900 };
const PATIENCE_MS = 20_000;

/** Opens a browser before the tests of this file and closes it after them; `caret` turns caret browsing on, `forced` Firefox's forced colours. */
export function useBrowser(wanted = {}) {
  const browser = new Browser(wanted);
  before(() => browser.start());
  after(() => browser.stop());
  return browser;
}

/** A session of the engine under test. */
export class Browser {
  /** The selenium driver, for what this class does not offer. */
  driver;
  #wanted;

  constructor(wanted) {
    this.#wanted = wanted;
  }

  async start() {
    this.driver = await new Builder()
      .usingServer(needed("NEWSGLOSS_DRIVER"))
      .withCapabilities(capabilities(this.#wanted))
      .disableEnvironmentOverrides()
      .build();
    await this.driver.manage().setTimeouts({ script: PATIENCE_MS, pageLoad: PATIENCE_MS });
    await this.driver.manage().window().setRect(WINDOW);
  }

  async stop() {
    await this.driver?.quit();
  }

  /** Gives the page a viewport of this size, or the nearest (WebKit's are at least 447 wide); without one, the usual. */
  async resize(width, height) {
    const { driver } = this;
    if (engine === "chromium") {
      const size = { width, height, deviceScaleFactor: 1, mobile: true };
      await driver.sendDevToolsCommand(width ? "Emulation.setDeviceMetricsOverride" : "Emulation.clearDeviceMetricsOverride", width ? size : {});
    } else if (engine === "firefox") {
      const page = await browsingContext(driver, { browsingContextId: await driver.getWindowHandle() });
      await page.setViewport(width ?? WINDOW.width, height ?? WINDOW.height);
    } else {
      await driver.manage().window().setRect(width ? { width, height } : WINDOW);
    }
  }

  /** Opens a page of the site and returns when it has loaded. */
  async open(path) {
    await this.driver.get(`${site}${path}?probe`);
    if (!(await this.run(() => "probe" in window))) throw new Error(`${path} has no <head> tag for the probe`);
  }

  /** Runs `script` in the page with JSON values as arguments; a promise that it returns is awaited. */
  async run(script, ...args) {
    const wrapped = `
      const done = arguments[arguments.length - 1];
      const args = [...arguments].slice(0, -1);
      new Promise((resolve) => resolve((${script})(...args)))
        .then((value) => done({ value }), (error) => done({ error: String(error) + "\\n" + error?.stack }));`;
    const { value, error } = await this.driver.executeAsyncScript(wrapped, ...args);
    if (error !== undefined) throw new Error(`in the page: ${error}`);
    return value;
  }

  /** The detail of the first event of this name, `newsgloss:annotated` say, whether it has come already or not. */
  async event(name) {
    return this.run((name, ms) => window.probe.first(name, ms), name, PATIENCE_MS / 2);
  }

  /** Errors, console errors and policy violations of the page since it was opened, one text each. */
  async troubles() {
    const seen = await this.run(() => window.probe.troubles);
    if (engine !== "chromium") return seen;
    const log = await this.driver.manage().logs().get(logging.Type.BROWSER);
    return [...seen, ...log.filter(({ level }) => level.name === "SEVERE").map(({ message }) => message)];
  }

  /** Writes what the window shows to a file outside the repository and returns its path. */
  async screenshot(name) {
    const file = join(await mkdtemp(join(tmpdir(), "newsgloss-")), `${name}-${engine}.png`);
    await writeFile(file, await this.driver.takeScreenshot(), "base64");
    return file;
  }
}

function capabilities({ caret = false, forced = false }) {
  const binary = needed("NEWSGLOSS_BINARY");
  switch (engine) {
    case "chromium": {
      const args = ["--headless", "--disable-gpu", "--no-first-run"];
      args.push("--disable-background-networking", "--disable-component-update", "--disable-sync");
      if (process.getuid() === 0) args.push("--no-sandbox");
      if (caret) args.push("--enable-caret-browsing");
      return { browserName: "chrome", "goog:chromeOptions": { binary, args }, "goog:loggingPrefs": { browser: "ALL" } };
    }
    case "firefox": {
      const prefs = { "accessibility.browsewithcaret": caret };
      // As a reader of high contrast has it: colours of the page's own are never used.
      if (forced) Object.assign(prefs, { "browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1 });
      return { browserName: "firefox", webSocketUrl: true, "moz:firefoxOptions": { binary, args: ["-headless"], prefs } };
    }
    case "webkit":
      return { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation", `--enable-caret-browsing=${caret}`] } };
    default:
      throw new Error(`there is no engine ${engine}`);
  }
}

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the browser tests with \`cargo xtask test\``);
  return value;
}
