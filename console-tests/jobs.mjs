// What the tests of whole jobs share: words in two languages, the way through the rail, the audit, keys alone, another administrator.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { opened } from "./browser.mjs";

export const LANGS = ["zh-CN", "en"];

/** Says a text in one language. */
export const says = (lang) => (zh, en) => (lang === "en" ? en : zh);

/** Waits until what is looked at is as wanted; says what it was instead. */
export async function until(look, wanted) {
  const end = Date.now() + 20_000;
  for (;;) {
    const got = await look();
    if (isDeepStrictEqual(got, wanted)) return;
    if (Date.now() > end) assert.deepEqual(got, wanted);
    await pause(50);
  }
}

/** Goes to a page by the rail. */
export async function goTo(page, name) {
  const rail = page.locator("#rail");
  await rail.getByRole("link", { name: new RegExp(`^${name}( \\d+)?$`) }).click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

/** Opens a group from the list of all. */
export async function openGroup(page, s, name) {
  await goTo(page, s("用户组", "Groups"));
  await page.getByRole("table").getByRole("link", { name: new RegExp(`^${name}`) }).click();
  await heading(page, name).waitFor();
}

/** The title of a page, which may go on behind these words. */
export const heading = (page, name) => page.getByRole("heading", { level: 1, name: new RegExp(`^${name}( |$)`) });

/** What a page says was done just before. */
export const done = (page, text) => page.getByRole("main").getByRole("status").filter({ hasText: text });

/** Looks for the row of the audit, and what it holds: who, what, which, through the console. */
export async function audited(page, s, what, object, who = "邓超") {
  await goTo(page, s("审计", "Audit"));
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: what, exact: true }) }).filter({ hasText: object });
  await row.first().waitFor();
  assert.match(await row.first().innerText(), new RegExp(who));
  assert.match(await row.first().innerText(), new RegExp(s("控制台", "Console")));
  return row;
}

/** The text of a file that comes when this is clicked, and its name. */
export async function downloaded(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Presses Tab until this has the focus. */
export async function tabTo(page, target, most = 90) {
  await target.waitFor();
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((node) => node === document.activeElement)) return;
  }
  assert.fail(`Tab does not lead to ${target}`);
}

/** A page of a second administrator, invited by the first and signed in by a password of their own. */
export async function invited(from, page, base, { login, name, role, lang = "en" }) {
  const s = says(await page.locator("html").getAttribute("lang"));
  await page.goto(`${base}/console/settings/administrators/new`);
  await page.getByLabel(s("登录名", "Login"), { exact: true }).fill(login);
  await page.getByLabel(s("姓名", "Name"), { exact: true }).fill(name);
  await page.getByRole("radio", { name: role }).check();
  await page.getByRole("button", { name: s("邀请", "Invite"), exact: true }).click();
  const link = await page.locator(".secret code").innerText();
  const theirs = await opened(from, { lang });
  const t = says(lang);
  await theirs.goto(link);
  await theirs.getByLabel(t("密码", "Password"), { exact: true }).fill("quiet river seven lamps");
  await theirs.getByLabel(t("再次输入密码", "The password again"), { exact: true }).fill("quiet river seven lamps");
  await theirs.getByRole("button", { name: t("保存并登录", "Save and sign in") }).click();
  await theirs.getByRole("heading", { level: 1, name: t("概览", "Overview") }).waitFor();
  return theirs;
}

/** The browser complained of nothing but what was refused on purpose. */
export function calm(page) {
  const troubles = page.troubles.filter((text) => !/status of (404|409|422|403)/.test(text));
  assert.deepEqual(troubles, [], "the browser complained");
}
