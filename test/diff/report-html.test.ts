// The page of the report, in a real Chromium: what it shows and hides, its address, its keys, its colours, and that no text of
// a spec becomes a part of it. Without a Chromium all but the last is skipped, and the title says how to get one.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { htmlReport } from "../../generator/diff/report/html.js";
import { html } from "../../generator/diff/report/html/markup.js";
import { diff, type Accept, type DiffReport, type Json, type Rename, type Version } from "../../generator/index.js";
import { findChromium } from "../environments/browser.js";
import { temporaryFolder } from "../support/folder.js";
import { openPage, type Page } from "../support/page.js";
import { modelOf } from "../support/spec.js";

const head = (version: string, path = "/{action}"): string =>
  `actionSpec: 1\napi: { id: hub, title: Hub, version: "${version}" }\nservers: [{ url: https://hub.test }]\nbinding: { rpc: { path: "${path}" } }\n`;

const old = `${head("1.2.0")}modules:
  - module: users
    types:
      User: { docs: A user., record: { name: string, age?: u32, state: State, manager?: string } }
      State: { enum: { Active: {}, Gone: {} } }
      Kept: { record: { a: string } }
      GetUserAction: { record: { id: string, deep?: bool } }
      Left: { record: { at: string } }
    actions:
      users_Get: { request: GetUserAction, output: User }
      users_Leave: { output: Left }
      users_Hold: { output: Kept }
  - module: jobs
    types:
      Job: { record: { id: string, done: bool } }
    actions:
      jobs_Get: { output: Job }
      jobs_Try: { output: Job, stability: experimental }
`;
const next = old
  .replace("1.2.0", "1.3.0")
  .replace("docs: A user.,", "docs: Somebody.,")
  .replace("name: string, age?: u32", "name: string, age?: string")
  .replace("Gone: {}", "Gone: {}, Away: {}")
  .replace("manager?: string", "boss?: { type: string, was: manager }")
  .replace(", deep?: bool", "")
  .replace("      users_Leave: { output: Left }\n", "")
  .replace("      Left: { record: { at: string } }\n", "")
  .replace("Kept: { record: { a: string } }", "Kept: { record: { a: string, b?: string } }")
  .replace("jobs_Get: { output: Job }", "jobs_Get: { output: list<Job> }")
  .replace("output: Job, stability", "output: string, stability");

const version = (text: string, source: string): Version => ({
  model: modelOf(text),
  source,
  commit: "89bb2d7aa1",
  digest: `sha256:${source.repeat(64)}`,
  sources: new Map(),
});

interface Made {
  readonly report: DiffReport;
  readonly page: string;
}

async function made(before: string, after: string, change: (report: DiffReport) => DiffReport = (it) => it) {
  const [a, b] = [version(before, "a"), version(after, "b")];
  const accept: Accept = {
    fingerprint: undefined, rule: "field-removed", where: "users.GetUserAction.deep", base: "sha256:aaaaaaaa",
    reason: "agreed with both callers", by: "anna", until: "2026-12-31", issue: "https://issues.test/7", location: { file: "accept.yaml", line: 1, column: 1 },
  }; // prettier-ignore
  const stale: Accept = { ...accept, rule: "field-added", where: "nowhere.*" };
  const report = change(diff(a, b, { today: "2026-06-01", accepts: [accept, stale], checkVersion: true }));
  return { report, page: await htmlReport(report, { old: a.model, new: b.model }) } satisfies Made;
}

/** As many changes as are asked for, at three a type. */
function large(changes: number): readonly [old: string, next: string] {
  const names = Array.from({ length: changes / 3 }, (_, index) => `T${index}`);
  const spec = (version: string, record: string): string => {
    const types = names.map((name) => `      ${name}: { record: ${record} }\n`).join("");
    const actions = names.map((name, index) => `      users_Get${name}: { request: ${name}, output: ${index % 2 ? name : "string"} }\n`).join(""); // prettier-ignore
    return `${head(version)}modules:\n  - module: users\n    types:\n${types}    actions:\n${actions}`;
  };
  const kept = Array.from({ length: 12 }, (_, index) => `field_${index}?: list<string>`).join(", ");
  return [spec("1.0.0", `{ ${kept}, a: string, b: u32 }`), spec("2.0.0", `{ ${kept}, a: u32, c: u32 }`)];
}

const chromium = findChromium();
const title = `the page${chromium === undefined ? " (apt-get install chromium)" : ""}`;

describe.skipIf(chromium === undefined)(title, () => {
  let page: Page;
  let folder: string;
  let small: Made;
  let url: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    page = await openPage(chromium ?? "", await temporaryFolder());
    small = await made(old, next);
    url = await write("small", small.page);
  });
  afterAll(() => page.close());

  async function write(name: string, text: string): Promise<string> {
    const path = join(folder, `${name}.html`);
    await writeFile(path, text);
    return pathToFileURL(path).href;
  }
  async function show(address = "", options: Parameters<Page["set"]>[0] = {}): Promise<void> {
    await page.set({ width: 1200, scheme: "light", media: "screen", scripts: true, ...options });
    await page.open("about:blank");
    await page.open(`${url}${address}`);
  }
  const fingerprint = (where: string): string =>
    small.report.changes.find((change) => change.where === where)?.fingerprint ?? expect.unreachable(where);
  const seen = (selector: string): Promise<readonly string[]> =>
    page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((it) => it.checkVisibility()).map((it) => it.innerText.trim())`,
    );
  const listed = async (): Promise<readonly string[]> => seen("#list .place");
  const chosen = async (): Promise<readonly string[]> => seen("#detail .change h2 b");
  const pick = (name: string, value: string): Promise<void> =>
    page.evaluate(
      `{ const field = document.querySelector(${JSON.stringify(`[name=${name}]`)}); field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event("input", { bubbles: true })); }`,
    );
  const click = (selector: string): Promise<void> =>
    page.evaluate(
      `document.querySelector(${JSON.stringify(selector)}).click(), new Promise((resolve) => setTimeout(resolve, 20))`,
    );

  it("asks for nothing but itself, and its own policy has nothing against it", async () => {
    await show();
    expect([page.requests, page.complaints]).toEqual([[url], []]);
    await page.evaluate(`fetch("https://example.com").catch(() => {})`);
    expect(page.complaints.join()).toContain("Content Security Policy");
  });

  it("says the verdict, and has every change in the list, by level and with its count", async () => {
    await show();
    const { summary, changes } = small.report;
    expect(summary).toMatchObject({ accepted: 1, unstable: 1 });
    expect((await seen("h1")).join()).toMatch(`${summary.breaking} breaking changes`);
    expect((await seen("h1")).join()).toMatch("1.2.0 → 2.0.0");
    expect((await listed()).toSorted()).toEqual(changes.map(({ where }) => where).toSorted());
    const counts = Object.values(summary).filter((count) => count > 0);
    expect((await seen(".group h2")).map((text) => Number(/\d+$/.exec(text)?.[0])).toSorted()).toEqual(counts.toSorted()); // prettier-ignore
    expect(await chosen()).toEqual([]);
    expect((await seen(".overview")).join()).toMatch("version-bump-too-small");
  });

  it("shows of a change all that the report has", async () => {
    await show(`#${fingerprint("users.GetUserAction.deep")}`);
    const [text = ""] = await seen("#detail");
    for (const part of [
      "field-removed", "A field is gone", "req/field-removed", "TS2353", "agreed with both callers", "anna", "2026-12-31",
      "https://issues.test/7", "type: bool", "users_Get",
    ]) expect(text).toContain(part); // prettier-ignore
    expect(await seen("#detail s")).toHaveLength(1);
    await show(`#${fingerprint("users.User.manager")}`);
    expect(await seen("#detail dt")).toContain("Perhaps now");
    await click("#detail .chosen dd a");
    expect(await chosen()).toEqual(["boss"]);
    await show(`#${fingerprint("users.Left")}`);
    await click("#detail .chosen dd a");
    expect(await chosen()).toEqual(["users_Leave"]);
  });

  it("shows both declarations, with the words that differ", async () => {
    await show(`#${fingerprint("users.User.age")}`);
    expect(await seen("#detail .old mark")).toEqual(["number"]);
    expect(await seen("#detail .declaration code.old")).toEqual(["/** A user. */", "readonly age?: number | undefined;", "readonly manager?: string | undefined;"]); // prettier-ignore
  });

  it.each([
    ["level", "breaking", (it: DiffReport) => it.summary.breaking],
    ["level", "accepted", () => 1],
    ["position", "request", (it: DiffReport) => it.changes.filter(({ positions }) => positions.request).length],
    ["position", "none", (it: DiffReport) => it.changes.filter(({ positions }) => Object.keys(positions).length === 0).length],
    ["axis", "wire", (it: DiffReport) => it.changes.filter(({ positions: { request, output } }) => request?.wire || output?.wire).length],
    ["module", "jobs", () => 2],
    ["q", "SWITCH exhaustive", () => 1],
  ] as const)("filters by %s: %s", async (name, value, count) => {
    await show();
    if (name === "level") await click(`[name=level][value=${value}]`);
    else await pick(name, value);
    const expected = count(small.report);
    expect(await listed()).toHaveLength(expected);
    expect(expected).toBeGreaterThan(0);
    expect(await seen("output")).toEqual([`${expected} of ${small.report.changes.length} changes`]);
    const address = await page.evaluate<string>("location.hash");
    await show(address);
    expect(await listed()).toHaveLength(expected);
    await click("button[type=reset]");
    expect(await listed()).toHaveLength(small.report.changes.length);
  }); // prettier-ignore

  it("says so if no change is like what is asked for", async () => {
    await show("#&q=nowhere");
    expect([await listed(), await seen(".nothing")]).toEqual([[], ["No change is like that."]]);
  });

  it("has an address for each change, which keeps the filters", async () => {
    const [one, other] = [fingerprint("users.User.age"), fingerprint("jobs_Get#output")];
    await show(`#${one}`);
    expect(await chosen()).toEqual(["age"]);
    expect(await seen("[aria-current]")).toHaveLength(1);
    await page.open(`${url}#${other}`);
    expect(await chosen()).toEqual(["output"]);
    await pick("module", "jobs");
    await page.open(`${url}#${one}`);
    expect([await chosen(), await listed()]).toEqual([["age"], expect.arrayContaining(["jobs_Get#output"])]);
    expect(await page.evaluate("location.hash")).toBe(`#${one}&module=jobs`);
    await show("#nothing-of-that-kind");
    expect(await seen(".overview h2")).not.toEqual([]);
  });

  it("moves by keys", async () => {
    await show();
    const [first, second] = (await listed()).map((where) => where.split(/[.#]/).at(-1));
    const shown: string[][] = [];
    for (const key of ["j", "j", "k", "ArrowDown", "ArrowUp", "Escape"]) {
      await page.press(key);
      shown.push([...(await chosen())]);
    }
    expect(shown).toEqual([[first], [second], [first], [second], [first], []]);
    await page.press("/");
    await page.type("jobs");
    expect(await listed()).toHaveLength(2);
    await page.press("Escape");
    await page.press("j");
    expect(await chosen()).toHaveLength(1);
    expect(await page.evaluate("document.activeElement.matches('#list a:focus-visible')")).toBe(true);
  });

  it("can be read without scripts, where an address shows one change", async () => {
    await show("", { scripts: false });
    expect(await seen("#detail .change")).toHaveLength(small.report.changes.length);
    expect(await listed()).toHaveLength(small.report.changes.length);
    expect(await seen(".filters, .keys")).toEqual([]);
    await show(`#${fingerprint("users.User.age")}`, { scripts: false });
    expect(await chosen()).toEqual(["age"]);
  });

  it("prints everything, or what is chosen", async () => {
    await show("", { media: "print" });
    expect([(await chosen()).length, await listed()]).toEqual([small.report.changes.length, []]);
    await show(`#${fingerprint("users.User.age")}`, { media: "print" });
    expect(await chosen()).toEqual(["age"]);
  });

  it("says so if there is nothing to say", async () => {
    const { report, page: written } = await made(old, old);
    expect(report.changes).toEqual([]);
    await page.set({ width: 1200, scripts: true });
    await page.open(await write("nothing", written));
    expect([page.complaints, await listed()]).toEqual([[], []]);
    expect((await seen("h1")).join()).toContain("Differs only in order or in the version");
  });

  it("says once what was done to many names, and has the names behind it", async () => {
    const rename = (from: string, to: string): Rename =>
      ({ what: "action", from, to, confidence: 0.98, evidence: ["same request and output type"] }); // prettier-ignore
    const renames = [rename("users_HoldUser", "users_Hold"), rename("users_GetUser", "users_Get")];
    const { page: written } = await made(old, next, (report) => ({ ...report, renames }));
    await page.set({ width: 1200, scripts: true });
    await page.open(await write("renames", written));
    expect(await seen(".renames summary")).toEqual(["2 actions without User in the name"]);
    expect(await seen(".renames ul")).toEqual([]);
    await click(".renames summary");
    expect((await seen(".renames ul")).join()).toContain(
      "users_HoldUser → users_Hold 98 %: same request and output type",
    );
  });

  it("fits a phone, where the list gives way to what is chosen of it", async () => {
    const overflow = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    await show("", { width: 360 });
    expect([await overflow(), (await listed()).length]).toEqual([0, small.report.changes.length]);
    await show(`#${fingerprint("users.User.age")}`, { width: 360 });
    expect([await overflow(), await listed(), await chosen()]).toEqual([0, [], ["age"]]);
    await click(".back");
    expect(await listed()).toHaveLength(small.report.changes.length);
  });

  it.each(["light", "dark"] as const)("has a contrast of 4.5 everywhere in the %s scheme", async (scheme) => {
    const backgrounds = new Set<string>();
    for (const where of [undefined, "users.GetUserAction.deep", "users.State.Away", "users.User.age", "users.Left"]) {
      await show(where === undefined ? "" : `#${fingerprint(where)}`, { scheme });
      const { weak, texts, background } = await page.evaluate<{ weak: string[]; texts: number; background: string }>(contrasts); // prettier-ignore
      expect(weak).toEqual([]);
      expect(texts).toBeGreaterThan(40);
      backgrounds.add(background);
    }
    expect([...backgrounds]).toEqual([scheme === "light" ? "rgb(255, 255, 255)" : "rgb(20, 22, 27)"]);
  });

  it("goes on as usual with 1,200 changes", async () => {
    const many = await made(...large(1200));
    expect(many.report.changes).toHaveLength(1200);
    expect(many.page.length).toBeLessThan(3_000_000);
    const address = await write("many", many.page);
    await page.set({ width: 1200, scheme: "light", media: "screen", scripts: true });
    await page.open(address);
    expect(page.complaints).toEqual([]);
    const before = await page.busy();
    await pick("q", "t399.a");
    expect(await listed()).toEqual(["users.T399.a"]);
    expect((await page.busy()) - before).toBeLessThan(2000);
  }, 60_000);

  // Texts as long as each other, so that whatever depends on length is the same.
  const hostile = `"'\`</script></style></pre>--><img src=x onerror="complain()">&lt;\u202e\u0007\${1}{{x}}$&`;
  const harmless = "x".repeat(hostile.length);

  it("takes no text of a spec for a part of itself", async () => {
    const shapes = [];
    for (const text of [hostile, harmless]) {
      const [before, after] = [old, next].map((spec) =>
        spec
          .replace(/docs: \w+\.,/, () => `docs: ${JSON.stringify(text)},`)
          .replace("name: string", () => `name: { type: string, default: ${JSON.stringify(text)} }`)
          .replace("Active: {}", () => `Active: { wire: ${JSON.stringify(text)} }`),
      ) as [string, string]; // prettier-ignore
      const { page: written } = await made(before, after, (report) => withText(report, text));
      await page.set({ width: 1200, scripts: true });
      await page.open(await write("hostile", written));
      expect(page.complaints).toEqual([]);
      shapes.push(await page.evaluate(shape));
      await page.set({ width: 360 });
      for (const open of ["'#'", "document.querySelector('#list li a').hash"])
        expect(await page.evaluate(`location.hash = ${open}, document.documentElement.scrollWidth`)).toBe(360);
      const shown = await page.evaluate<string>("document.body.textContent");
      if (text === hostile) {
        expect(shown.split("onerror=").length).toBeGreaterThan(100);
        expect(shown).not.toMatch(/[\u202e\u0007]/);
      }
    }
    expect(shapes[0]).toEqual(shapes[1]);
  });
});

/** The elements of a page in their order, each with the names of its attributes. */
const shape = `[...document.querySelectorAll("*")].map((it) => [it.localName, ...it.getAttributeNames()].join(" "))`;

/** Texts of which the contrast with what is behind them is less than 4.5 to 1, or 3 to 1 if they are large. */
const contrasts = `(() => {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parse = (color) => {
    const numbers = color.match(/[\\d.]+/g).map(Number);
    const scaled = color.startsWith("color(") ? numbers : numbers.map((each, index) => (index < 3 ? each / 255 : each));
    return [...scaled.slice(0, 3), scaled[3] ?? 1];
  };
  const over = (top, below) => top.slice(0, 3).map((each, index) => each * top[3] + below[index] * (1 - top[3]));
  const behind = (element) => {
    if (!element) return [1, 1, 1];
    const color = parse(getComputedStyle(element).backgroundColor);
    return color[3] === 1 ? color : over(color, behind(element.parentElement));
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const weak = [];
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, style, option")) continue;
    texts++;
    const style = getComputedStyle(element);
    const below = behind(element);
    const [a, b] = [light(over(parse(style.color), below)), light(below)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) weak.push(walker.currentNode.data.trim() + " " + ratio.toFixed(2));
  }
  return { weak, texts, background: getComputedStyle(document.documentElement).backgroundColor };
})()`;

/** What a report names with words of its own: these decide what is shown, and no spec can say them. */
const ours = new Set(["kind", "level", "id", "fingerprint", "policy", "what", "because", "schemaVersion"]);

/** A report whose every text has another behind it. */
function withText(report: DiffReport, text: string): DiffReport {
  const visit = (value: Json): Json => {
    if (typeof value === "string") return value + text;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(visit);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ours.has(name) ? item : visit(item)]));
  };
  return visit(report as unknown as Json) as unknown as DiffReport;
}

describe("a text in HTML", () => {
  it("has nothing that begins or ends anything", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        expect(markup).toMatch(/^<p title="[^<>"']*">[^<>"']*<\/p>$/);
        expect(markup.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
      }),
    );
  });
});

it("is the same page each time", async () => {
  expect((await made(old, next)).page).toBe((await made(old, next)).page);
});
