// The end of a group and its return, from sign-in to the audit: with a mouse, and without scripts; and a group that is made by
// keyboard alone.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { browser, opened, signedIn, start } from "./browser.mjs";
import { LANGS, audited, calm, done, goTo, heading, openGroup, says, tabTo, until } from "./jobs.mjs";

let server;
let from;
before(async () => { from = await browser(); });
after(async () => { await from?.close(); });
beforeEach(async () => { server = await start(); });
afterEach(async () => {
  await Promise.all(from.contexts().map((context) => context.close()));
  await server?.stop();
});

for (const lang of LANGS) {
  const s = says(lang);

  test(`a group is deleted and comes back, ${lang}`, async () => {
    const page = await signedIn(from, server.base, { lang });
    await openGroup(page, s, "值班组");
    await page.getByRole("link", { name: s("删除…", "Delete…") }).click();
    await heading(page, s("删除 值班组", "Delete 值班组")).waitFor();

    // What depends on it, and who would lose what.
    const checks = page.getByRole("region", { name: s("删除前检查", "Before it goes") });
    const check = (name) => checks.locator(".checks > li").filter({ hasText: name });
    for (const name of ["李四", "王五", "冯凯"]) await check(s("空组检查", "Members")).getByText(name).waitFor();
    for (const name of ["值班手册", "研发共享", "机房值班"]) await check(s("权限检查", "Access")).getByText(name).waitFor();
    await check(s("业务流程检查", "Processes")).getByText(s("最后一个", "the last one there")).waitFor();
    const impact = page.getByRole("region", { name: s("影响", "Impact") });
    const door = impact.getByRole("listitem").filter({ has: page.getByRole("link", { name: "机房", exact: true }) });
    for (const name of ["李四", "王五", "冯凯"]) await door.getByText(name).waitFor();

    // The button waits for the name, to the letter.
    const typed = page.getByRole("textbox", { name: s("请输入用户组名称以确认", "Type the name of the group to confirm") });
    const button = page.getByRole("button", { name: s("删除用户组", "Delete the group") });
    assert.ok(await button.isDisabled());
    await typed.pressSequentially("值班");
    assert.ok(await button.isDisabled());
    await typed.pressSequentially("组");
    await until(() => button.isEnabled(), true);
    await typed.pressSequentially(" ");
    await until(() => button.isEnabled(), false);
    await typed.fill("值班组");

    // Its members go with it only when that is ticked.
    await button.click();
    await page.getByRole("alert").waitFor();
    assert.equal(await typed.inputValue(), "值班组");
    await page.getByRole("checkbox", { name: s("同时移除它的所有成员", "Remove all its members with it") }).check();
    await button.click();
    await page.getByRole("heading", { level: 1, name: s("已删除的用户组", "Deleted groups") }).waitFor();
    await done(page, s("已删除。", "Deleted.")).waitFor();
    const had = await page.getByRole("row").filter({ hasText: "g-oncall" }).innerText();
    assert.match(had, lang === "en" ? /3 people, 3 grants/ : /3 人、3 项授权/);
    await goTo(page, s("用户组", "Groups"));
    assert.ok(!(await page.locator("#groups tbody b").allInnerTexts()).includes("值班组"));
    assert.equal((await page.goto(`${server.base}/console/groups/g-oncall`)).status(), 404);

    await page.getByRole("link", { name: s("回到概览", "To the overview") }).click();

    // Back, with all it had.
    await goTo(page, s("用户组", "Groups"));
    await page.getByRole("link", { name: s("已删除", "Deleted"), exact: true }).click();
    await page.getByRole("row").filter({ hasText: "g-oncall" }).getByRole("button", { name: s("恢复…", "Restore…") }).click();
    await page.getByText(s("3 个成员、3 项授权会全部回来。", "All 3 members and 3 grants would come back.")).waitFor();
    await impact.getByRole("listitem").filter({ hasText: "机房" }).getByText("王五").waitFor();
    await page.getByRole("button", { name: s("恢复用户组", "Bring it back") }).click();
    await heading(page, "值班组").waitFor();
    await done(page, s("已恢复。", "Restored.")).waitFor();
    for (const name of ["值班手册", "研发共享", "机房"]) {
      await page.getByRole("table").getByRole("link", { name, exact: true }).waitFor();
    }
    await page.getByRole("link", { name: new RegExp(`^${s("成员", "Members")} 3$`) }).click();
    for (const name of ["李四", "王五", "冯凯"]) await page.getByRole("table").getByRole("link", { name }).waitFor();
    await audited(page, s, s("删除用户组", "Deleted a group"), "group:g-oncall");
    await audited(page, s, s("恢复用户组", "Restored a group"), "group:g-oncall");
    calm(page);
  });
}

test("many are deleted one after another, and each says what became of it", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await goTo(page, "Groups");
  for (const name of ["待用", "薪酬小组"]) await page.getByRole("checkbox", { name, exact: true }).check();
  await page.getByRole("region", { name: "Batch" }).getByRole("button", { name: "Delete…" }).click();
  await heading(page, "Delete many").waitFor();
  const button = page.getByRole("button", { name: "Begin" });
  assert.ok(await button.isDisabled());
  await page.getByRole("textbox", { name: "Type this to confirm" }).pressSequentially("delete 2 groups");
  await until(() => button.isEnabled(), true);
  await button.click();
  await page.getByText("Done: 1 deleted, 1 not").waitFor();
  await page.getByRole("listitem").filter({ hasText: "g-empty" }).getByText("deleted", { exact: true }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "g-payroll" }).getByText("failed", { exact: true }).waitFor();
  await page.getByRole("link", { name: "To the groups" }).click();
  await heading(page, "Groups").waitFor();
  const names = await page.locator("#groups tbody b").allInnerTexts();
  assert.ok(names.includes("薪酬小组") && !names.includes("待用"), String(names));
  await audited(page, says("en"), "Deleted a group", "group:g-empty");
  calm(page);
});

test("a group whose name was given away comes back under another", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await openGroup(page, says("en"), "待用");
  await page.getByRole("link", { name: "Delete…" }).click();
  await page.getByRole("textbox", { name: "Type the name of the group to confirm" }).fill("待用");
  await page.getByRole("button", { name: "Delete the group" }).click();
  await done(page, "Deleted.").waitFor();
  await openGroup(page, says("en"), "秋季活动");
  await page.getByRole("main").getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("待用");
  await page.getByRole("button", { name: "Save changes" }).click();
  await done(page, "Changed.").waitFor();

  await goTo(page, "Groups");
  await page.getByRole("link", { name: "Deleted", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "g-empty" });
  await row.getByRole("button", { name: "Restore…" }).click();
  const other = row.getByRole("textbox", { name: "Under another name" });
  assert.equal(await other.inputValue(), "待用");
  await other.fill("又回来了");
  await row.getByRole("button", { name: "Restore…" }).click();
  await heading(page, "Bring back 又回来了").waitFor();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await heading(page, "又回来了").waitFor();
  await audited(page, says("en"), "Restored a group", "又回来了");
  calm(page);
});

test("a group is made by keyboard alone", async () => {
  const page = await opened(from, { lang: "en" });
  const main = page.getByRole("main");
  const key = (name) => page.keyboard.press(name);
  const follow = async (target) => {
    await tabTo(page, target);
    await key("Enter");
  };
  await page.goto(`${server.base}/console/sign-in`);
  await follow(page.getByRole("button", { name: "邓超" }));
  await heading(page, "Overview").waitFor();
  await follow(page.locator("#rail").getByRole("link", { name: /^Groups/ }));
  await heading(page, "Groups").waitFor();
  await follow(main.getByRole("link", { name: "New group" }));
  await follow(main.getByRole("link", { name: "开发团队" }));

  await tabTo(page, page.getByLabel("Name", { exact: true }));
  await page.keyboard.type("键盘小组");
  await tabTo(page, page.getByRole("searchbox", { name: "Find members" }));
  await page.keyboard.type("郑十");
  await tabTo(page, page.getByRole("checkbox", { name: "郑十" }));
  await key("Space");
  await tabTo(page, page.getByRole("searchbox", { name: "Find things" }));
  await page.keyboard.type("值班手册");
  await tabTo(page, page.getByRole("checkbox", { name: "值班手册" }));
  await key("Space");
  // Enter in a field shows the impact; it makes nothing yet.
  await key("Shift+Tab");
  await key("Enter");
  const impact = page.getByRole("region", { name: "Impact" });
  await impact.getByRole("listitem").filter({ hasText: "值班手册" }).getByText("郑十").waitFor();
  await follow(page.getByRole("button", { name: "Create the group" }));
  await heading(page, "键盘小组").waitFor();
  await done(page, "Created.").waitFor();

  await follow(page.locator("#rail").getByRole("link", { name: "Audit" }));
  const row = page.getByRole("row").filter({ hasText: "键盘小组" });
  await follow(row.getByRole("link", { name: "Created a group" }));
  await heading(page, "Created a group").waitFor();
  await page.getByRole("region", { name: "Record" }).getByText("邓超").waitFor();
  calm(page);
});

test("a group is made and deleted where scripts are switched off", async () => {
  const page = await signedIn(from, server.base, { lang: "en", scripts: false });
  await goTo(page, "Groups");
  await page.getByRole("link", { name: "New group" }).click();
  await page.getByRole("link", { name: "营销团队" }).click();
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("全体研发");
  await page.getByRole("searchbox", { name: "Find members" }).fill("陈静");
  await page.getByRole("group", { name: "Members", exact: true }).getByRole("button", { name: "Find" }).click();
  await page.getByRole("checkbox", { name: "陈静" }).check();
  await page.getByRole("searchbox", { name: "Find things" }).fill("秋季");
  await page.getByRole("group", { name: "What members may open" }).getByRole("button", { name: "Find" }).click();
  await page.getByRole("checkbox", { name: "秋季活动预算" }).check();
  await page.getByRole("button", { name: "Preview the impact" }).click();
  await page.locator(".suggest").getByRole("button").first().waitFor();
  assert.ok(await page.getByRole("checkbox", { name: "陈静" }).isChecked());
  assert.ok(await page.getByRole("checkbox", { name: "秋季活动预算" }).isChecked());
  await name.fill("无脚本组");
  await page.getByRole("button", { name: "Preview the impact" }).click();
  await page.getByRole("region", { name: "Impact" }).waitFor();
  await page.getByRole("button", { name: "Create the group" }).click();
  await heading(page, "无脚本组").waitFor();
  await page.getByRole("table").getByRole("link", { name: "秋季活动预算" }).waitFor();

  // Without scripts the button waits for nothing, and the server compares the name.
  await page.getByRole("link", { name: "Delete…" }).click();
  const typed = page.getByRole("textbox", { name: "Type the name of the group to confirm" });
  const button = page.getByRole("button", { name: "Delete the group" });
  await page.getByRole("checkbox", { name: "Remove all its members with it" }).check();
  await typed.fill("无脚本");
  await button.click();
  await until(() => typed.getAttribute("aria-invalid"), "true");
  assert.ok(await page.getByRole("checkbox", { name: "Remove all its members with it" }).isChecked());
  await typed.fill("无脚本组");
  await button.click();
  await done(page, "Deleted.").waitFor();
  await page.getByRole("row").filter({ hasText: "无脚本组" }).getByRole("button", { name: "Restore…" }).click();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await heading(page, "无脚本组").waitFor();
  await page.getByRole("link", { name: "Members 1" }).click();
  await page.getByRole("table").getByRole("link", { name: "陈静" }).waitFor();
  for (const what of ["Created a group", "Deleted a group", "Restored a group"]) await audited(page, says("en"), what, "无脚本组");
});
