// Two administrators at the same time, and one who may only look.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { browser, signedIn, start } from "./browser.mjs";
import { audited, calm, done, goTo, heading, invited, openGroup, says } from "./jobs.mjs";

let server;
let from;
before(async () => { from = await browser(); });
after(async () => { await from?.close(); });
beforeEach(async () => { server = await start(); });
afterEach(async () => {
  await Promise.all(from.contexts().map((context) => context.close()));
  await server?.stop();
});

const field = (page, name) => page.getByLabel(name, { exact: true });
const save = (page) => page.getByRole("button", { name: "Save changes" });

/** Fills in the form of a group, and saves it. */
async function write(page, name, description) {
  await field(page, "Name").fill(name);
  await field(page, "Description").fill(description);
  await save(page).click();
}

test("two administrators change one group at the same time, and nothing is lost", async () => {
  const s = says("en");
  const first = await signedIn(from, server.base, { lang: "en" });
  const second = await invited(from, first, server.base, { login: "songtao", name: "宋涛", role: /^Administrator/ });
  for (const page of [first, second]) {
    await openGroup(page, s, "值班组");
    await page.getByRole("main").getByRole("link", { name: "Edit", exact: true }).click();
    await heading(page, "Edit group").waitFor();
  }
  await write(first, "夜班组", "夜间值班");
  await done(first, "Changed.").waitFor();

  // Who is second sees both, and what stood there when the form was opened; the group is as the first left it.
  await write(second, "周末组", "周末值班");
  await heading(second, "Somebody else changed it").waitFor();
  const theirs = second.getByRole("region", { name: "What stands there now" });
  const mine = second.getByRole("region", { name: "Your change" });
  for (const text of ["夜班组", "夜间值班"]) await theirs.getByText(text, { exact: true }).waitFor();
  for (const text of ["周末组", "周末值班"]) await mine.getByText(text, { exact: true }).waitFor();
  await second.getByText("When you opened the form: 值班组").waitFor();
  await first.reload();
  await heading(first, "夜班组").waitFor();

  // The first goes on meanwhile: so the second sees the newest before anything is written over.
  await first.getByRole("main").getByRole("link", { name: "Edit", exact: true }).click();
  await write(first, "夜班组", "夜间与凌晨");
  await done(first, "Changed.").waitFor();
  await mine.getByRole("button", { name: "Write mine over it" }).click();
  await theirs.getByText("夜间与凌晨").waitFor();
  await mine.getByText("周末组", { exact: true }).waitFor();
  await mine.getByRole("button", { name: "Write mine over it" }).click();
  await heading(second, "周末组").waitFor();
  await second.getByText("周末值班").waitFor();

  // What was written over stands in the history.
  await second.getByRole("navigation", { name: "Group" }).getByRole("link", { name: "History" }).click();
  const over = (text) => second.getByRole("deletion").filter({ hasText: text }).first();
  for (const text of ["夜班组", "夜间值班", "夜间与凌晨"]) await over(text).waitFor();
  await audited(first, s, "Changed groups", "group:g-oncall", "宋涛");
  const rows = await first.getByRole("row").filter({ hasText: "group:g-oncall" }).allInnerTexts();
  assert.deepEqual(rows.map((row) => /宋涛|邓超/.exec(row)[0]), ["宋涛", "邓超", "邓超"]);
  calm(first);
  calm(second);
});

test("who is second may also keep what stands there", async () => {
  const s = says("en");
  const first = await signedIn(from, server.base, { lang: "en" });
  const second = await signedIn(from, server.base, { lang: "en" });
  for (const page of [first, second]) await page.goto(`${server.base}/console/groups/g-payroll/edit`);
  await write(first, "薪酬组", "薪酬");
  await done(first, "Changed.").waitFor();
  await write(second, "工资组", "工资");
  await second.getByRole("link", { name: "Keep what stands there" }).click();
  await heading(second, "薪酬组").waitFor();
  await goTo(second, "Groups");
  const names = await second.locator("#groups tbody b").allInnerTexts();
  assert.ok(names.includes("薪酬组") && !names.includes("工资组"), String(names));
  await audited(second, s, "Changed groups", "薪酬组");
});

test("an auditor sees everything and changes nothing", async () => {
  const owner = await signedIn(from, server.base, { lang: "en" });
  const page = await invited(from, owner, server.base, { login: "liangyu", name: "梁雨", role: /^Auditor/ });
  await goTo(page, "Groups");
  await page.getByRole("table").getByRole("link", { name: /^值班组/ }).waitFor();
  assert.equal(await page.getByRole("link", { name: "New group" }).count(), 0);
  assert.equal(await page.getByRole("checkbox").count(), 0);
  await openGroup(page, says("en"), "值班组");
  for (const name of ["Edit", "Add members", "Delete…"]) {
    assert.equal(await page.getByRole("main").getByRole("link", { name, exact: true }).count(), 0, name);
  }
  for (const path of ["new", "batch", "batch-delete", "g-oncall/edit", "g-oncall/members", "g-oncall/delete"]) {
    assert.equal((await page.goto(`${server.base}/console/groups/${path}`)).status(), 403, path);
  }
  await page.getByRole("link", { name: "To the overview" }).click();
  await audited(page, says("en"), "Added an administrator", "梁雨");
  calm(page);
});
