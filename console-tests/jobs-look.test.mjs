// Jobs that look: one group, and everybody's membership, from sign-in to what follows from it.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { browser, signedIn, start } from "./browser.mjs";
import { audited, calm, done, downloaded, goTo, heading, openGroup, says, until } from "./jobs.mjs";

let server;
let from;
before(async () => { from = await browser(); });
after(async () => { await from?.close(); });
beforeEach(async () => { server = await start(); });
afterEach(async () => {
  await Promise.all(from.contexts().map((context) => context.close()));
  await server?.stop();
});

test("a group is looked into", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await openGroup(page, says("en"), "值班组");
  await page.getByRole("heading", { name: /high risk/ }).first().waitFor();
  const tabs = page.getByRole("navigation", { name: "Group" });
  const opens = page.getByRole("table", { name: "Opened by this group" });
  assert.match(await opens.getByRole("row").filter({ hasText: "机房" }).innerText(), /door\s+any time\s+3/);
  assert.match(await opens.getByRole("row").filter({ hasText: "值班手册" }).innerText(), /edit\s+3\s+1 has another way/);
  assert.match(await opens.getByRole("row").filter({ hasText: "研发共享" }).innerText(), /with 1 document/);
  const file = await downloaded(page, page.getByRole("link", { name: "Export CSV" }));
  for (const name of ["机房", "值班手册", "研发共享"]) assert.match(file.text, new RegExp(name));
  await page.getByRole("region", { name: "Why it is a high risk" }).getByText("can be opened at any time").waitFor();

  await tabs.getByRole("link", { name: "Members 3" }).click();
  for (const name of ["李四", "王五", "冯凯"]) await page.getByRole("table").getByRole("link", { name }).waitFor();
  await page.getByRole("searchbox", { name: "Find members" }).pressSequentially("冯");
  await until(() => page.locator("#members tbody b").allInnerTexts(), ["冯凯"]);
  await tabs.getByRole("link", { name: "History" }).click();
  await page.getByText("Nothing was changed.").waitFor();
  await tabs.getByRole("link", { name: "Views" }).click();
  const visit = page.getByRole("table", { name: "Who has looked at this group" }).getByRole("row").filter({ hasText: "邓超" });
  assert.match(await visit.first().innerText(), /console\s+just now/);

  await tabs.getByRole("link", { name: "What it opens" }).click();
  await opens.getByRole("link", { name: "值班手册" }).click();
  await heading(page, "值班手册").waitFor();
  calm(page);
});

test("everybody is analysed, and a recommendation is followed", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await goTo(page, "Analysis");
  await page.getByRole("button", { name: "Analyse everybody" }).click();
  await page.getByText("24 people in 7 different groups, 1.21 each on average, 0 at high risk.").waitFor();
  for (const figure of ["1.21 groups each on average", "3 at most", "0 at least", "7 different groups"]) {
    await page.getByRole("link", { name: figure }).waitFor();
  }
  const card = page.getByRole("region", { name: "Groups per person" });
  await card.getByRole("img").waitFor();
  await card.getByText("As a table").click();
  const bins = card.getByRole("table").locator("tbody tr");
  await bins.first().waitFor();
  assert.deepEqual(await bins.allInnerTexts(), ["0\t4", "1\t15", "2\t1", "3\t4"]);
  const file = await downloaded(page, page.getByRole("link", { name: "Export CSV" }));
  assert.equal(file.name, "membership-analysis.csv");
  assert.match(file.text, /^\ufeffuser_id,name,groups,risk,/);
  assert.equal(file.text.trim().split("\r\n").length, 25);
  assert.match(file.text, /^zhangsan,张三,3,medium,/m);

  const found = page.getByRole("table", { name: "People, by risk" });
  await found.getByRole("row").filter({ hasText: "zhangsan" }).getByRole("link", { name: "overlap, missing access" }).click();
  await heading(page, "张三").waitFor();
  const advice = page.getByRole("region", { name: "Recommendations" }).getByRole("listitem").filter({ hasText: "may edit 值班手册" });
  await advice.getByRole("link", { name: "Preview impact" }).click();
  await page.getByRole("heading", { level: 1, name: "Add 张三 to 值班组" }).waitFor();
  const impact = page.getByRole("region", { name: "Impact" });
  for (const name of ["值班手册", "机房"]) await impact.getByRole("listitem").filter({ hasText: name }).getByText("张三").waitFor();
  await page.getByRole("button", { name: "Add to 值班组" }).click();
  await done(page, "Added.").waitFor();
  assert.equal(await advice.count(), 0, "it was followed");
  await page.getByRole("link", { name: "Groups 4" }).click();
  await page.getByRole("table").getByRole("link", { name: "值班组" }).waitFor();
  await audited(page, says("en"), "Added a group member", "g-oncall");
  calm(page);
});
