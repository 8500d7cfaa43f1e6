// Jobs from sign-in to the audit, as a person does them: a group is made, many are changed, the list is searched. What is only looked
// at is in jobs-look.test.mjs, the end of a group in jobs-delete.test.mjs.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { browser, signedIn, start } from "./browser.mjs";
import { LANGS, audited, calm, done, downloaded, goTo, heading, says, until } from "./jobs.mjs";

let server;
let from;
before(async () => { from = await browser(); });
after(async () => { await from?.close(); });
beforeEach(async () => { server = await start(); });
afterEach(async () => {
  await Promise.all(from.contexts().map((context) => context.close()));
  await server?.stop();
});

/** The names in the list of groups, from above. */
const names = (page) => page.locator("#groups tbody b").allInnerTexts();

for (const lang of LANGS) {
  const s = says(lang);

  test(`a group is made from a template, ${lang}`, async () => {
    const page = await signedIn(from, server.base, { lang });
    await goTo(page, s("用户组", "Groups"));
    await page.getByRole("link", { name: s("新建用户组", "New group") }).click();
    await page.getByRole("link", { name: "设计团队" }).click();
    const name = page.getByLabel(s("名称", "Name"), { exact: true });
    assert.equal(await name.inputValue(), "设计团队");
    assert.equal(await page.getByLabel(s("描述", "Description"), { exact: true }).inputValue(), "负责产品设计和用户体验");

    await page.getByRole("searchbox", { name: s("查找成员", "Find members") }).pressSequentially("郑十");
    await page.getByRole("checkbox", { name: "郑十" }).check();
    await page.getByRole("searchbox", { name: s("查找资源", "Find things") }).pressSequentially("值班手册");
    await page.getByRole("checkbox", { name: "值班手册" }).check();
    await page.getByRole("combobox", { name: `${s("权限", "Access")} 值班手册` }).selectOption({ label: s("编辑", "edit") });

    // A name that is taken: others are offered, and what was chosen stays.
    await name.fill("值班组");
    await page.getByRole("button", { name: s("预览影响", "Preview the impact") }).click();
    await page.getByText(s("可用的名称：", "These are free:")).waitFor();
    const free = page.locator(".suggest").getByRole("button").first();
    const offered = await free.innerText();
    await free.click();
    await until(() => name.inputValue(), offered);
    assert.ok(await page.getByRole("checkbox", { name: "郑十" }).isChecked());
    assert.ok(await page.getByRole("checkbox", { name: "值班手册" }).isChecked());
    await name.fill("手册设计组");

    await page.getByRole("button", { name: s("预览影响", "Preview the impact") }).click();
    const impact = page.getByRole("region", { name: s("影响", "Impact") });
    const gained = impact.getByRole("listitem").filter({ hasText: "值班手册" });
    await gained.getByText("郑十").waitFor();
    await gained.getByText(s("编辑", "edit")).waitFor();
    assert.match(await impact.innerText(), lang === "en" ? /1 subject.* 0 lost/s : /1 个对象.*失去 0 项/s);
    await page.getByRole("button", { name: s("创建用户组", "Create the group") }).click();

    await heading(page, "手册设计组").waitFor();
    await done(page, s("已创建。", "Created.")).waitFor();
    await page.getByRole("table").getByRole("link", { name: "值班手册" }).waitFor();
    await page.getByRole("link", { name: new RegExp(`^${s("成员", "Members")} 1$`) }).click();
    await page.getByRole("table").getByRole("link", { name: "郑十" }).waitFor();
    await goTo(page, s("用户组", "Groups"));
    assert.ok((await names(page)).includes("手册设计组"));
    await audited(page, s, s("创建用户组", "Created a group"), "手册设计组");
    calm(page);
  });

  test(`two groups are changed at once, ${lang}`, async () => {
    const page = await signedIn(from, server.base, { lang });
    const bar = page.getByRole("region", { name: s("批量操作", "Batch") });
    const named = (id) => page.getByLabel(`${s("名称", "Name")} ${id}`);
    await goTo(page, s("用户组", "Groups"));
    assert.ok(!(await bar.isVisible()), "nothing is ticked, so there is no bar");
    await page.getByRole("checkbox", { name: "待用", exact: true }).check();
    await page.getByRole("checkbox", { name: "发布负责人", exact: true }).check();
    await bar.getByText(s("已选 2 个", "Chosen: 2")).waitFor();
    await bar.getByRole("button", { name: s("批量修改", "Edit") }).click();
    await page.getByRole("heading", { level: 1, name: s("批量修改", "Edit many") }).waitFor();

    // By a pattern first, then each by itself: one of the names is taken.
    await page.getByLabel(s("后缀", "Suffix")).fill("-2026");
    await page.getByRole("button", { name: s("填入表格", "Fill in") }).click();
    await until(() => named("g-release").inputValue(), "发布负责人-2026");
    await named("g-empty").fill("薪酬小组");
    await page.getByLabel(`${s("描述", "Description")} g-release`).fill("今年的发布");
    await page.getByRole("button", { name: s("预览修改", "Preview") }).click();
    const compared = page.getByRole("table", { name: s("修改前后", "Before and after") });
    await compared.getByRole("row").filter({ hasText: "g-release" }).first().waitFor();
    assert.deepEqual(await compared.locator("del").allInnerTexts(), ["发布负责人", "可以发布线上版本", "待用"]);
    assert.deepEqual(await compared.locator("ins").allInnerTexts(), ["发布负责人-2026", "今年的发布", "薪酬小组"]);
    await page.getByRole("button", { name: s("修改 2 个用户组", "Change 2 groups") }).click();

    await page.getByText(s("成功 1 个，失败 1 个。", "1 changed, 1 not.")).waitFor();
    const result = page.getByRole("table", { name: s("结果", "Result") });
    assert.match(await result.getByRole("row").filter({ hasText: "g-release" }).innerText(), /发布负责人-2026/);
    const failed = await result.getByRole("row").filter({ hasText: "g-empty" }).innerText();
    const [, free] = failed.match(lang === "en" ? /These are free: ([^,\s]+)/ : /可用的名称：\s*([^、\s]+)/);
    const file = await downloaded(page, page.getByRole("button", { name: s("下载 CSV", "Download CSV") }));
    assert.match(file.name, /\.csv$/);
    assert.match(file.text, /g-release/);
    assert.match(file.text, /g-empty/);

    // One of the names that were offered is taken.
    await page.getByRole("link", { name: s("回到用户组", "To the groups") }).click();
    await page.getByRole("checkbox", { name: "待用", exact: true }).check();
    await bar.getByRole("button", { name: s("批量修改", "Edit") }).click();
    await named("g-empty").fill(free);
    await page.getByRole("button", { name: s("预览修改", "Preview") }).click();
    await page.getByRole("button", { name: s("修改 1 个用户组", "Change 1 group") }).click();
    await page.getByText(s("成功 1 个，失败 0 个。", "1 changed, 0 not.")).waitFor();
    await goTo(page, s("用户组", "Groups"));
    const now = await names(page);
    assert.ok(now.includes(free) && now.includes("发布负责人-2026") && !now.includes("待用"), String(now));
    await audited(page, s, s("批量修改用户组", "Changed groups"), free);
    const row = await audited(page, s, s("批量修改用户组", "Changed groups"), "发布负责人-2026");
    await row.getByRole("link", { name: s("批量修改用户组", "Changed groups") }).click();
    await page.getByRole("row").filter({ has: page.getByText("今年的发布") }).getByText("可以发布线上版本").waitFor();
    calm(page);
  });

  test(`the list is searched, filtered and sorted, and its address keeps all of it, ${lang}`, async () => {
    const page = await signedIn(from, server.base, { lang });
    await goTo(page, s("用户组", "Groups"));
    const search = page.getByRole("searchbox", { name: s("按名称或描述查找", "Find by name or description") });
    const type = page.getByRole("combobox", { name: s("类型", "Type"), exact: true });
    const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
    const shown = async () => [asked(), await search.inputValue(), await type.inputValue(), (await names(page)).toSorted()];
    const everything = await shown();
    assert.equal(everything[3].length, 8);

    await search.pressSequentially("组");
    const five = ["值班组", "基础架构动态组", "待用", "秋季活动", "薪酬小组"].toSorted();
    await until(shown, [{ q: "组" }, "组", "", five]);
    await type.selectOption({ label: s("普通", "ordinary") });
    const four = five.filter((name) => name !== "基础架构动态组");
    await until(shown, [{ q: "组", type: "1" }, "组", "1", four]);

    const members = page.getByRole("columnheader", { name: s("成员", "Members") });
    await members.getByRole("link").click();
    await until(() => names(page), ["秋季活动", "值班组", "薪酬小组", "待用"]);
    assert.equal(await members.getAttribute("aria-sort"), "descending");
    await members.getByRole("link").click();
    await until(() => names(page), ["待用", "薪酬小组", "值班组", "秋季活动"]);
    assert.equal(await members.getAttribute("aria-sort"), "ascending");
    const sorted = { q: "组", type: "1", sort: "members", order: "asc" };
    assert.deepEqual(await shown(), [sorted, "组", "1", four]);

    await page.reload();
    await until(() => names(page), ["待用", "薪酬小组", "值班组", "秋季活动"]);
    assert.deepEqual(await shown(), [sorted, "组", "1", four]);

    await page.getByRole("table").getByRole("link", { name: /^值班组/ }).click();
    await heading(page, "值班组").waitFor();
    await page.goBack();
    await until(shown, [sorted, "组", "1", four]);
    await page.goBack();
    await until(() => asked(), { q: "组", type: "1", sort: "members" });
    await page.goBack();
    await until(shown, [{ q: "组", type: "1" }, "组", "1", four]);
    await page.goBack();
    await until(shown, [{ q: "组" }, "组", "", five]);
    await page.goBack();
    await until(shown, everything);

    // Nothing fits: it says so, and leads back to all.
    await page.getByRole("textbox", { name: s("最少成员数", "Fewest members") }).fill("500");
    await page.getByText(s("没有符合条件的用户组。", "No group is like this.")).waitFor();
    await page.getByRole("link", { name: s("清除条件", "Clear the filters") }).click();
    await until(shown, everything);
    calm(page);
  });
}

test("the list is fetched once, 300 ms after the last key", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await page.clock.install();
  await goTo(page, "Groups");
  const asked = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname === "/console/groups") asked.push(url.searchParams.get("q"));
  });
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  await page.getByRole("searchbox", { name: "Find by name or description" }).focus();
  await page.keyboard.type("值");
  await page.clock.runFor(290);
  await page.keyboard.type("班");
  await page.clock.runFor(290);
  assert.deepEqual(asked, []);
  await page.clock.runFor(20);
  await page.clock.resume();
  await until(() => names(page), ["值班组"]);
  assert.deepEqual(asked, ["值班"]);
});

test("a template of the company brings its grants", async () => {
  const page = await signedIn(from, server.base, { lang: "en" });
  await goTo(page, "Groups");
  await page.getByRole("link", { name: "New group" }).click();
  await page.getByRole("link", { name: "Manage templates" }).click();
  await page.getByRole("link", { name: "New template" }).click();
  await page.getByLabel("Key", { exact: true }).fill("visitors");
  await page.getByLabel("Name", { exact: true }).fill("访客接待组");
  await page.getByRole("searchbox", { name: "Find things" }).pressSequentially("薪酬");
  await page.getByRole("checkbox", { name: "2026年11月薪酬" }).check();
  await page.getByRole("button", { name: "Save the template" }).click();
  await page.getByRole("row").filter({ hasText: "访客接待组" }).getByRole("link", { name: "Use it" }).click();

  await page.getByText("The template also gives:").waitFor();
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "访客接待组");
  await page.getByRole("searchbox", { name: "Find members" }).pressSequentially("设计部");
  await page.getByRole("checkbox", { name: "设计部" }).check();
  await page.getByRole("button", { name: "Preview the impact" }).click();
  const payroll = page.getByRole("region", { name: "Impact" }).getByRole("listitem").filter({ hasText: "2026年11月薪酬" });
  for (const name of ["吴九", "郑十"]) await payroll.getByText(name).waitFor();
  await page.getByRole("button", { name: "Create the group" }).click();
  await heading(page, "访客接待组").waitFor();
  await page.getByRole("table").getByRole("link", { name: "2026年11月薪酬" }).waitFor();
  await audited(page, says("en"), "Created a template", "visitors");
  await audited(page, says("en"), "Created a group", "访客接待组");
  calm(page);
});
