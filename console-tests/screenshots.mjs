// Pictures of every page at three widths in both themes, into the folder named: node console-tests/screenshots.mjs docs/screenshots
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browser, signedIn, start } from "./browser.mjs";
import { PAGES } from "./pages.mjs";

const folder = process.argv[2] ?? "docs/screenshots";
const wanted = process.argv.slice(3);
mkdirSync(folder, { recursive: true });
const server = await start();
const from = await browser();
try {
  for (const width of [1440, 1024, 390]) {
    for (const theme of ["light", "dark"]) {
      const lang = theme === "light" ? "zh-CN" : "en";
      const page = await signedIn(from, server.base, { width, theme, lang });
      for (const [name, path] of PAGES.filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
        await page.goto(server.base + path);
        await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.jpg`), type: "jpeg", quality: 72, fullPage: width === 390 });
      }
      await page.context().close();
    }
  }
} finally {
  await from.close();
  await server.stop();
}
