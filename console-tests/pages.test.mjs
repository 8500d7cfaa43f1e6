// Every page, in both languages, both themes and three widths: it answers, is readable by machines too, fits the screen, is small,
// and loads nothing but its own stylesheet and scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, signedIn, start } from "./browser.mjs";
import { PAGES } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOOKS = [
  { width: 1440, theme: "light", lang: "zh-CN" },
  { width: 1024, theme: "dark", lang: "en" },
  { width: 390, theme: "light", lang: "en" },
  { width: 390, theme: "dark", lang: "zh-CN" },
];
const MOST_BYTES = 100 * 1024;

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

for (const look of LOOKS) {
  test(`every page at ${look.width} px, ${look.theme}, ${look.lang}`, async (t) => {
    const page = await signedIn(from, server.base, look);
    for (const [name, path] of PAGES) {
      await t.test(name, async () => {
        page.troubles.length = 0;
        const asked = [];
        const note = (request) => asked.push(request.url());
        page.on("request", note);
        const answer = await page.goto(server.base + path);
        await page.waitForLoadState("load");
        page.off("request", note);
        const wanted = name === "not-found" ? 404 : 200;
        assert.equal(answer.status(), wanted, path);
        assert.ok((await answer.body()).length <= MOST_BYTES, "the page is too large");
        const others = asked.filter((url) => !url.startsWith(`${server.base}/console`) && !url.startsWith("data:"));
        assert.deepEqual(others, [], "asked for something that is not ours");
        const troubles = page.troubles.filter((text) => wanted === 200 || !text.includes("404"));
        assert.deepEqual(troubles, [], "the browser complained");
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `the page is ${over} px wider than the screen`);
        await page.evaluate(AXE);
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
        const wrong = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
        assert.deepEqual(wrong, [], "not everybody can use it");
      });
    }
    await page.context().close();
  });
}
