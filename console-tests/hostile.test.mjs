// A company whose names are scripts, tags and tricks: on every page they are text.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browser, signedIn, start } from "./browser.mjs";

const FIXTURE = fileURLToPath(new URL("./hostile.yaml", import.meta.url));
const PAGES = [
  "/console",
  "/console/groups",
  "/console/groups/g-1",
  "/console/groups/g-1/members",
  "/console/groups/g-1/history",
  "/console/groups/g-1/edit",
  "/console/groups/g-1/delete",
  "/console/groups/new",
  "/console/people",
  "/console/people/mallory",
  "/console/people/trudy",
  "/console/departments",
  "/console/analysis?who=everybody",
  "/console/documents",
  "/console/documents/doxcnHostile00000000000001",
  "/console/apps",
  "/console/apps/cli_a1b2c3d4e5f6a7b8",
  "/console/doors",
  "/console/doors/7296700518380863767",
  "/console/review-groups",
  "/console/review-groups/ABCDEFG",
  "/console/why?subject=user:trudy&action=edit&resource=document:doxcnHostile00000000000001",
  "/console/why?subject=user:%3Cscript%20data-xss%3E&action=edit&resource=document:%22%3E%3Cb%20data-xss%3E",
  "/console/search?q=%3Cscript%20data-xss%3E",
  "/console/groups?q=%22%3E%3Cb%20data-xss%3E&sort=%3Cb%20data-xss%3E",
  "/console/audit",
  "/console/audit?q=%22%3E%3Cb%20data-xss%3E&actor=%3Cb%20data-xss%3E",
  "/console/settings/administrators",
  "/console/developers",
  "/console/sign-in?next=%22%3E%3Cb%20data-xss%3E",
];

let server;
let from;
before(async () => {
  server = await start(["--fixture", FIXTURE]);
  from = await browser();
});
after(async () => {
  await from?.close();
  await server?.stop();
});

test("names are text on every page, whatever they try to be", async (t) => {
  const page = await signedIn(from, server.base, { lang: "en" });
  const dialogs = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  for (const path of PAGES) {
    await t.test(path, async () => {
      const answer = await page.goto(server.base + path);
      assert.ok(answer.status() < 500, `${answer.status()}`);
      await page.waitForLoadState("load");
      assert.equal(await page.locator("[data-xss]").count(), 0, "a name became an element");
      assert.deepEqual(dialogs, [], "a name ran");
      assert.ok(!(await page.content()).includes("49 49"), "a name was reckoned");
    });
  }
});
