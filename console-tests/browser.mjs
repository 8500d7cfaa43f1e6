// A server with the demo company and a browser that is signed in: what every test and picture starts from.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the binary named by MENJIN_BIN with the demo company in memory. */
export async function start(args = []) {
  const binary = process.env.MENJIN_BIN;
  if (!binary || !existsSync(binary)) throw new Error("set MENJIN_BIN to the binary: cargo build -p menjin-cli");
  const port = await freePort();
  const server = spawn(binary, ["serve", "--dev", "--listen", `127.0.0.1:${port}`, "--database", "sqlite::memory:", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (some) => { said += some; });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) break;
    if (server.exitCode !== null || tries > 200) throw new Error(`the server did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { base, async stop() { server.kill(); await once(server, "exit"); } };
}

async function freePort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** A browser of Debian's. */
export async function browser() {
  const executablePath = BROWSERS.find(existsSync);
  if (!executablePath) throw new Error("there is no Chromium: apt-get install chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/** A page of somebody who has yet to sign in; `scripts: false` is a browser without them. */
export async function opened(from, { width = 1440, height = 820, theme = "light", lang = "zh-CN", scripts = true } = {}) {
  const look = { viewport: { width, height }, locale: lang, colorScheme: theme, javaScriptEnabled: scripts };
  const context = await from.newContext(look);
  const page = await context.newPage();
  page.troubles = [];
  page.on("console", (message) => { if (message.type() === "error") page.troubles.push(message.text()); });
  page.on("pageerror", (error) => page.troubles.push(String(error)));
  return page;
}

/** A page of somebody who is signed in: the first administrator, or the one with this name. */
export async function signedIn(from, base, { name, ...look } = {}) {
  const page = await opened(from, look);
  await page.goto(`${base}/console/sign-in`);
  const button = name ? page.getByRole("button", { name }) : page.locator(".choose button").first();
  await button.click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
  return page;
}
