// The least there is: pages open under the strict policy, annotation happens, and nothing goes wrong on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./harness.mjs";

const browser = useBrowser();

for (const page of ["/tests/smoke.html", "/tests/elsewhere.html"]) {
  test(`${page} is annotated without a violation or an error`, async () => {
    await browser.open(page);
    await browser.event("newsgloss:annotated");
    assert.deepEqual(await browser.troubles(), []);
  });
}

test("the harness notices policy violations, errors and console errors", async () => {
  await browser.open("/tests/blocked.html");
  await browser.run(() => new Promise((resolve) => setTimeout(resolve, 100)));
  const troubles = (await browser.troubles()).join("\n");
  for (const expected of ["style-src", "require-trusted-types-for", "said on purpose", "thrown on purpose"]) {
    assert.ok(troubles.includes(expected), `no ${expected} in:\n${troubles}`);
  }
});

test("a script in the page sees values and reports what it throws", async () => {
  await browser.open("/tests/smoke.html");
  assert.equal(await browser.run((a, b) => Promise.resolve(a + b), 2, 3), 5);
  await assert.rejects(browser.run(() => { throw new RangeError("thrown in the page"); }), /thrown in the page/);
});
