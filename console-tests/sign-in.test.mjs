// The first page, by keyboard alone, and what a browser keeps of a session.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, signedIn, start } from "./browser.mjs";

let server;
let from;
before(async () => {
  server = await start();
  from = await browser();
});
after(async () => {
  await from?.close();
  await server?.stop();
});

test("the session's cookie is out of reach of scripts and other sites", async () => {
  const page = await signedIn(from, server.base);
  const cookie = (await page.context().cookies()).find((one) => one.name === "__Host-menjin");
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.secure, true);
  assert.equal(cookie.sameSite, "Strict");
  assert.equal(cookie.path, "/");
  await page.context().close();
});

test("the language follows the browser, and the switch", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  assert.equal(await page.locator("h1").innerText(), "Overview");
  await page.getByRole("button", { name: "切换到中文" }).click();
  assert.equal(await page.locator("h1").innerText(), "概览");
  await page.context().close();
});

test("the rail is reached by keyboard, past a link that skips it", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await page.goto(`${server.base}/console`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "/console/groups");
  await page.context().close();
});

test("who signs out is out", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await page.locator(".who summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto(`${server.base}/console/groups`);
  assert.match(page.url(), /sign-in\?next=/);
  await page.context().close();
});
