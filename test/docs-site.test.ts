// The site of a reference in Chromium, as a reader has it: found by search, led to by addresses, read on a phone, in the dark and
// by keyboard. It is made of a part of the repository's packages, which is a site as good as all of them, and of a spec whose
// every text would like to be more than a text; and twice, at once, in places that differ in all that must not matter.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "./environments/browser.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { cli } from "./support/project.js";
import { runNode, type Ended } from "./support/process.js";

const program = findChromium();
let folder: string;
let elsewhere: string;
let made: readonly Ended[];

beforeAll(async () => {
  folder = await temporaryFolder();
  const spec = (name: string): string => join(repository, "spec", name);
  await mkdir(join(folder, "hostile"));
  await writeFile(join(folder, "hostile", "api.yaml"), hostileApi);
  await writeFile(join(folder, "hostile", "things.yaml"), hostileModule);
  const targets = {
    "nexigon-hub": [spec("nexigon-hub"), "{ actions: [devices_SetProperty, devices_GetDetails] }"],
    nexthink: [spec("nexthink"), "{ modules: [nql] }"],
    hostile: ["hostile", "{}"],
  };
  const lines = Object.entries(targets).map(([name, [path, include]]) => `  ${name}: { spec: ${JSON.stringify(path)}, include: ${include}, out: generated/${name}, package: { name: "@own/${name}", version: 1.0.0 } }`); // prettier-ignore
  await writeFile(join(folder, "actionwright.config.yaml"), `actionwright: 1\ntargets:\n${lines.join("\n")}\n`);
  await writeOld();
  elsewhere = await temporaryFolder();
  await cp(folder, elsewhere, { recursive: true });
  const args = [cli, "docs", "--out", "site", "--base", "/docs/", "--from", "old"];
  const env = { TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8", TMPDIR: elsewhere, FORCE_COLOR: "1" };
  made = await Promise.all([runNode(args, { cwd: folder }), runNode(args, { cwd: elsewhere, env })]);
});

/** The Hub before a field came, another went, and a text was another. */
async function writeOld(): Promise<void> {
  const old = join(folder, "old");
  await cp(join(repository, "spec", "nexigon-hub"), old, { recursive: true });
  const path = join(old, "devices.yaml");
  const now = await readFile(path, "utf8");
  const before = now.replace(/^( +)protected\?: .*$/m, "$1legacy_flag?: bool").replaceAll(", protected: true", "");
  expect(before).not.toBe(now);
  await writeFile(path, before);
}

const evil = "<script>document.title='evil'</script> | `x` ](javascript:evil()) {{ 7*7 }} ::: tip {onclick=evil()} :tada: [[toc]] <!-- x --> <!--@include: ./index.md--> `<!--@include: ./index.md-->` <img src=x onerror=evil()>"; // prettier-ignore
const evilText = JSON.stringify(
  `::: danger ${evil}\n\n---\n# evil: ${evil}\n\n::: tip\n${evil}\n\n\`\`\`vue{1}\n<b>{{ 6*6 }}</b> // [!code ++]\n<<< @/index.md\n\`\`\`\n`,
);
const hostileApi = `actionSpec: 1
api: { id: hostile, title: ${JSON.stringify(evil)}, version: 1.0.0, docs: ${evilText} }
servers: [{ url: "https://hostile.example.com" }]
binding: { rpc: { method: POST, path: "/invoke/{action}" } }
defaults: { fieldCase: camelCase, tag: answer }
modules: [things]
`;
const hostileModule = `module: things
docs: ${evilText}
types:
  Kind: { enum: { One: { docs: ${evilText}, wire: ${JSON.stringify(evil)} } }, docs: ${evilText} }
  Thing:
    record:
      name: { type: string, docs: ${evilText}, default: ${JSON.stringify(evil)}, constraints: [{ pattern: "^[{<|\`]*", message: ${evilText} }] }
      kind?: { type: Kind, deprecated: { note: ${evilText} } }
    docs: ${evilText}
  Answer: { union: { variants: { None: { docs: ${evilText} }, Some: { type: Thing, docs: ${evilText} } } } }
  AskAction: { record: { text: string } }
actions:
  things_Ask:
    docs: ${evilText}
    request: AskAction
    output: Answer
    examples: [{ name: ${JSON.stringify(evil)}, docs: ${evilText}, request: { text: ${JSON.stringify(evil)} }, output: { answer: None } }]
`; // prettier-ignore

it("is made by one command, which says in a line what it made", () => {
  const pages = filesOf(folder).filter((path) => path.endsWith(".html") && path !== "404.html").length;
  for (const each of made) expect(each).toEqual({ code: 0, stdout: "", stderr: `site: ${pages} pages of nexigon-hub, nexthink, hostile\n` });
}); // prettier-ignore

it("has the same bytes wherever it is made", () => {
  const files = filesOf(folder);
  expect(filesOf(elsewhere)).toEqual(files);
  for (const path of files) expect([path, readFileSync(join(elsewhere, "site", path)).equals(readFileSync(join(folder, "site", path)))]).toEqual([path, true]); // prettier-ignore
});

/** Files of the site that was made in a place, relative to it. */
function filesOf(place: string): readonly string[] {
  const entries = readdirSync(join(place, "site"), { recursive: true }).map(String).sort();
  return entries.filter((path) => statSync(join(place, "site", path)).isFile());
}

it("asks no other host for anything", () => {
  for (const path of filesOf(folder).filter((each) => each.endsWith(".html"))) {
    const text = readFileSync(join(folder, "site", path), "utf8");
    expect([path, text.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)]).toEqual([path, null]);
  }
});

it("leads nowhere that is not there, and has each place once", () => {
  const pages = filesOf(folder).filter((path) => path.endsWith(".html"));
  const places = new Map(pages.map((path) => [`/docs/${path}`.replace(/\/index\.html$/, "/"), idsOf(readFileSync(join(folder, "site", path), "utf8"))])); // prettier-ignore
  for (const [path, ids] of places) {
    expect([path, ids.filter((id, index) => ids.indexOf(id) !== index)]).toEqual([path, []]);
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const text = readFileSync(join(folder, "site", file.slice("/docs/".length)), "utf8");
    for (const [, href = ""] of text.matchAll(/<a[^>]* href="([^"]*)"/g)) {
      const { pathname, hash } = new URL(href, `http://localhost${path}`);
      const found = places.get(pathname);
      expect([path, href, found !== undefined && (hash === "" || found.includes(hash.slice(1)))]).toEqual([path, href, true]); // prettier-ignore
    }
  }
});

function idsOf(html: string): readonly string[] {
  return [...html.matchAll(/<[a-z][^>]*? id="([^"]*)"/g)].map(([, id = ""]) => id);
}

it("refuses a folder that is not its own, and a path that is none", async () => {
  const docs = (...args: readonly string[]): Promise<Ended> => runNode([cli, "docs", ...args], { cwd: folder });
  expect(await docs("--out", "old")).toMatchObject({
    code: 5,
    stderr: expect.stringMatching(/error\[AW5004\]: `old` has files in it[^]*name another folder by `--out`/),
  });
  expect(existsSync(join(folder, "old", "api.yaml"))).toBe(true);
  expect(await docs("--base", "docs")).toMatchObject({ code: 2, stderr: expect.stringContaining("`/docs/`") });
  expect(await docs("nothing")).toMatchObject({ code: 2, stderr: expect.stringContaining("no target `nothing`") });
});

it("tells what VitePress says if it fails, without its colours, and leaves the site as it was", async () => {
  const vitepress = join(folder, "failing", "node_modules", "vitepress");
  await mkdir(join(vitepress, "bin"), { recursive: true });
  await writeFile(join(vitepress, "package.json"), "{}");
  await writeFile(
    join(vitepress, "bin", "vitepress.js"),
    'console.error("\\x1b[31mno room\\x1b[0m\\n::error::x"); process.exit(1);',
  );
  const out = ["--config", "../actionwright.config.yaml", "--out", "../site"];
  const { code, stdout, stderr } = await runNode([cli, "docs", "hostile", ...out], { cwd: join(folder, "failing") });
  expect([code, stdout]).toEqual([6, ""]);
  expect(stderr).toBe("error: VitePress has not made the site, and says:\nno room\n\uFFFD:error::x\n");
  expect(filesOf(folder)).toContain("index.html");
});

// ── In a browser ────────────────────────────────────────────────────────────────────────────────────────────────────

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" }; // prettier-ignore
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]; // prettier-ignore

describe.skipIf(program === undefined)("in Chromium", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let base: string;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    server = createServer(({ url = "/" }, response) => {
      const path = decodeURIComponent(new URL(url, "http://localhost").pathname).replace(/^\/docs\//, "").replace(/(^|\/)$/, "$1index.html"); // prettier-ignore
      const file = join(folder, "site", path);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
      return response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs`;
    browser = await chromium.launch({ executablePath: program ?? "", args: flags });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** Goes to a page, and waits until it can be worked with. */
  const open = async (path: string): Promise<void> => {
    await page.goto(`${base}${path}`);
    await page.waitForFunction("document.querySelector('#app').__vue_app__ !== undefined");
  };
  /** The item that the address means, once it is marked. */
  const meant = (text: string) => page.locator(".is-meant", { hasText: text });

  it("finds a field by search, from the keyboard, and leads to it", async () => {
    await open("/nexigon-hub/");
    await page.keyboard.press("Control+k");
    await page.locator("#localsearch-input").waitFor();
    await page.keyboard.type("expectedVersion");
    await page.locator(".result.selected", { hasText: "expectedVersion" }).waitFor();
    await page.keyboard.press("Enter");
    await meant("Write only if the property still has this version").waitFor();
    expect(new URL(page.url()).hash).toBe("#devices.SetDevicePropertyAction.expected_version");
    expect(await meant("expectedVersion").evaluate(isInView)).toBe(true);
  });

  it("finds actions, types, variants and values by search", async () => {
    await open("/nexigon-hub/devices.html");
    await page.keyboard.press("/");
    for (const name of ["devices_SetProperty", "DeviceCertificateStatus", "VersionConflict", "Pending"]) {
      await page.locator("#localsearch-input").fill(name);
      await page.locator(".result .title.main", { hasText: name }).first().waitFor();
    }
  });

  it("opens at the place that the address means", async () => {
    await open("/nexigon-hub/devices.html#devices.SetDevicePropertyAction.expected_version");
    await meant("expectedVersion").waitFor();
    expect(await meant("expectedVersion").evaluate(isInView)).toBe(true);
  });

  it("shows how each variant of an answer travels", async () => {
    await open("/nexigon-hub/devices.html#devices.SetDevicePropertyOutput");
    const forms = await page
      .locator('li:has(> p > [id^="devices.SetDevicePropertyOutput."]) > div pre')
      .allInnerTexts();
    expect(forms.map((text) => JSON.parse(text) as unknown)).toEqual([
      { result: "Set" },
      { result: "VersionConflict", currentVersion: expect.any(Number) },
      { result: "Deleted" },
    ]);
  });

  it("tells what changed since what was asked for, from the entry and back", async () => {
    await open("/nexigon-hub/changes.html");
    expect(await page.locator(".vp-doc h1 + p").innerText()).toMatch(/^From old, version \S+, to version \S+: \d+ /);
    await open("/nexigon-hub/devices.html#devices.SetDevicePropertyAction.protected");
    await meant("protected")
      .getByRole("link", { name: /field-added/ })
      .click();
    await meant("SetDevicePropertyAction.protected").waitFor();
    await meant("protected").getByRole("link", { name: "SetDevicePropertyAction.protected" }).last().click();
    await meant("Whether to mark the property as protected").waitFor();
  });

  it("has nothing that axe would change, nor in the dark, where only colours differ", async () => {
    const axe = await readFile(join(repository, "node_modules/axe-core/axe.min.js"), "utf8");
    for (const path of ["/", "/nexigon-hub/", "/nexigon-hub/devices.html", "/nexthink/nql.html", "/nexigon-hub/changes.html"]) {
      await open(path);
      await page.evaluate(axe);
      expect([path, await page.evaluate(violations({}))]).toEqual([path, []]);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator("html.dark").waitFor();
      expect([path, await page.evaluate(violations({ runOnly: ["cat.color"] }))]).toEqual([path, []]);
      await page.emulateMedia({ colorScheme: "light" });
    }
  }, 120_000); // prettier-ignore

  it("does not scroll sideways on a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of ["/", "/nexigon-hub/", "/nexigon-hub/devices.html", "/nexthink/nql.html", "/nexigon-hub/changes.html", "/hostile/things.html"]) {
      await open(path);
      expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 360]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }); // prettier-ignore

  it("is walked by keyboard: past the menu, to the search, through the menu", async () => {
    await open("/nexigon-hub/");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Skip to content");
    const reached: string[] = [];
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate("(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()")); // prettier-ignore
    }
    expect(reached).toEqual(expect.arrayContaining(["Search", "devices"].map((name) => expect.stringContaining(name))));
  });

  it("shows texts of a spec as they are", async () => {
    await open("/hostile/things.html");
    const text = await page.locator(".vp-doc").innerText();
    for (const part of ["<script>", "{{ 7*7 }}", "](javascript:evil())", "::: tip", ":tada:", "[[toc]]", "<!-- x -->", "{onclick=evil()}", "@include"]) expect(text).toContain(part); // prettier-ignore
    expect(text.split("@include: ./index.md")).toHaveLength(2 * text.split("[[toc]]").length - 1);
    expect(
      await page.locator(".vp-doc pre", { hasText: "<b>{{ 6*6 }}</b> // [!code ++]\n<<< @/index.md" }).count(),
    ).toBeGreaterThan(2);
    expect(await page.locator(".vp-doc :is(script, img, iframe, [onclick], .custom-block, .table-of-contents)").count()).toBe(0); // prettier-ignore
    expect(await page.locator('.vp-doc a[href^="javascript:"]').count()).toBe(0);
    expect(await page.title()).not.toBe("evil");
  });

  it("asked nobody else, and complained of nothing", () => {
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((url) => !url.startsWith(base) && !url.startsWith("data:"))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

/** Whether an element is seen as a whole, below the bar at the top. */
function isInView(element: { getBoundingClientRect(): { top: number; bottom: number } }): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= 800;
}

function violations(options: object): string {
  return `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...options })}).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 200) + " " + (any[0]?.message ?? ""))]))`;
}
