// A picture of a page of the demo company, to look at:
//   MENJIN_BIN=target/debug/menjin node console-tests/shot.mjs /console/groups out.png [--width 390] [--theme dark] [--lang en]
import { browser, signedIn, start } from "./browser.mjs";

const [path, file, ...rest] = process.argv.slice(2);
const option = (name, usual) => {
  const at = rest.indexOf(`--${name}`);
  return at < 0 ? usual : rest[at + 1];
};
const server = await start();
const from = await browser();
try {
  const page = await signedIn(from, server.base, {
    width: Number(option("width", 1440)),
    height: Number(option("height", 820)),
    theme: option("theme", "light"),
    lang: option("lang", "zh-CN"),
  });
  await page.goto(server.base + path);
  await page.screenshot({ path: file, fullPage: option("full", "no") === "yes" });
  for (const trouble of page.troubles) console.error(trouble);
} finally {
  await from.close();
  await server.stop();
}
