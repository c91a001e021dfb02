// What newcomers read does what it says: every shell block, in an empty folder, against the packed tool; and no link is dead.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { format } from "prettier";
import { beforeAll, describe, expect, it } from "vitest";
import { verbUsage } from "../generator/cli/help.js";
import { comparison } from "./support/comparison.js";
import { repository } from "./support/folder.js";
import { blocksOf, renderDifference, runPage } from "./support/literate.js";
import { newcomer, packTool, pages, withFreePorts } from "./support/newcomer.js";
import { run } from "./support/process.js";

const read = (path: string): string => readFileSync(join(repository, path), "utf8");
const guides = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`); // prettier-ignore
const linked = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...guides];

const exported = namesOfPackages();

let tarball: string;
/** What is in the packed tool. */
let packed: ReadonlySet<string>;
beforeAll(async () => {
  tarball = await packTool();
  const { stdout } = await run("tar", ["-tzf", tarball], { cwd: repository });
  packed = new Set(stdout.split("\n").map((path) => path.replace(/^package\//, "")));
});

// A page has commands enough for a minute, where others work too.
it.each(pages)("%s does what it says", { timeout: 240_000 }, async (path) => {
  const found = await runPage(path, await withFreePorts(read(path)), await newcomer(tarball));
  expect(found && renderDifference(found)).toBeUndefined();
});

it("installs folders, workspaces and tarballs as npm does, and nothing that the repository has not", async () => {
  const page = `\`\`\`json
// package.json
{ "workspaces": ["packages/*"] }
\`\`\`
\`\`\`json
// packages/one/package.json
{ "name": "one", "version": "2.3.4", "bin": "hello.js" }
\`\`\`
\`\`\`js
// packages/one/hello.js
console.log("hello");
\`\`\`
\`\`\`sh
npm install
node node_modules/.bin/one # → hello
rm -r node_modules && (cd packages/one && npm pack --silent) # → one-2.3.4.tgz
npm install --save-dev ./packages/one/one-2.3.4.tgz yaml@2
node -p "[require('one/package.json').version, require('./package.json').devDependencies.one]" # → [ '2.3.4', 'file:./packages/one/one-2.3.4.tgz' ]
node -p "require('yaml').parse('a: 1').a" # → 1
npm install no-such-package
# → …
# → Error: \`no-such-package\` cannot be installed for this page: the repository does not have it
# → …
# → (exit code 1)
npx no-such-program
# → npx: no no-such-program is installed here
# → (exit code 1)
\`\`\`
`;
  const found = await runPage("PAGE.md", page, await newcomer(tarball));
  expect(found && renderDifference(found)).toBeUndefined();
});

it("leaves nothing out but what is for a clone", () => {
  const left = pages.flatMap((path) => blocksOf(read(path)).filter(({ notRun }) => notRun !== undefined));
  expect(left.map(({ text }) => text)).toEqual(["npm ci && npm run generate", "npm ci && npm test"]);
});

describe.each(linked)("%s", (path) => {
  const links = linksOf(read(path));

  it("links to what is there", () => {
    expect(links.filter((link) => !isThere(path, link))).toEqual([]);
  });

  it("is in the package, with all that it links to", () => {
    expect([path, ...links.map((link) => fileOf(path, link))].filter((file) => !packed.has(file))).toEqual([]);
  });
});

it("finds dead links", () => {
  expect(linksOf("[a](b.md) `[c](d)` ![e](f.svg)\n```\n[g](h)\n```\n[i](https://j) [k](#l)")).toEqual(["b.md", "f.svg", "#l"]);
  expect(["README.md", "#publish", "docs/diff.md#levels"].map((link) => isThere("README.md", link))).toEqual([true, true, true]);
  expect(["NONE.md", "#none", "docs/diff.md#none", "../README.md"].map((link) => isThere("README.md", link))).not.toContain(true);
}); // prettier-ignore

it("lists every guide and every verb", () => {
  const links = linksOf(read("README.md")).map((link) => link.replace(/#.*/, ""));
  expect(guides.filter((guide) => !links.includes(guide))).toEqual([]);
  expect(Object.keys(verbUsage).filter((verb) => !read("README.md").includes(`| \`actionwright ${verb}`))).toEqual([]);
});

it("is where help says that there is more", () => {
  const named = Object.values(verbUsage).flatMap((text) => text.match(/docs\/[\w-]+\.md/g) ?? []);
  expect(named.filter((page) => !guides.includes(page))).toEqual([]);
});

describe.each(guides.filter((path) => path.includes("/from-")))("%s", (path) => {
  // Of a table's last column, which is ours: `devices.DeviceId`, `workflows.NxtWorkflowStatus.ACTIVE`, `hub.devices.getDetails(…)`.
  const cells = read(path).split("\n").filter((line) => line.startsWith("|")).map((row) => row.split("|").at(-2) ?? ""); // prettier-ignore
  const names = cells.flatMap((cell) => [...cell.matchAll(/(?<=[`( ])(?!error\.)[a-z]\w+(?:\.\w+)+(?=[`(,])/g)]);
  const written = names.map(([name]) => name.replace(/^(\w+\.[A-Z]\w+)\.\w+$/, "$1"));

  it("calls by their names what there is", () => {
    expect(written.length).toBeGreaterThan(3);
    expect(written.filter((name) => !exported.has(name))).toEqual([]);
  });
});

// UPDATE=1 writes the table anew.
it.skipIf(!guides.includes("docs/benchmarks.md"))("compares with the numbers that were measured", async () => {
  const made = await format(comparison(read("docs/benchmarks.md")), { parser: "markdown" });
  const [before = "", table = "", after = ""] = read("README.md").split(
    /<!-- (?:of docs\/benchmarks\.md|until here) -->/,
  );
  if (process.env["UPDATE"] === undefined) return expect(table.trim()).toBe(made.trim());
  const text = `${before}<!-- of docs/benchmarks.md -->\n\n${made}\n<!-- until here -->${after}`;
  writeFileSync(join(repository, "README.md"), text);
});

it("makes the table of what the page has", () => {
  const benchmarks = `**Cold runs on one OpenAPI document (2 actions, 3 schemas), the median of 5**

| generator | makes | version | Node 20.1.0 | Node 22.2.0 | ours is × of it |
| --- | --- | --- | --- | --- | --- |
| actionwright | all | | 1.00 s | 0.90 s | 1.00 |
| other | types | 7.1.0 | needs a newer Node | 1.80 s | 0.50 |

**Tagged unions of the document that we export**

| generator | variants that narrow by their tag | errors of the compiler |
| --- | --- | --- |
| actionwright | 9 of 9 | 0 |
| other | 3 of 9 | 2 |

**Tagged unions of the vendor's own document**

| generator | variants that narrow by their tag | errors of the compiler |
| --- | --- | --- |
| actionwright | 8 of 8 | 0 |
| other | fails: no | |
`;
  expect(comparison(benchmarks).split("\n").slice(2)).toEqual([
    "| actionwright | all | 0.90 s | 1.00 | 9 of 9 | 8 of 8 | 0, 0 |",
    "| other 7.1.0 | types | 1.80 s | 0.50 | 3 of 9 | fails: no | 2,  |",
  ]);
});

/** What the generated packages have: `devices.DeviceId`, `hub.devices.getDetails`, `hub.execute`; and files by their names. */
function namesOfPackages(): ReadonlySet<string> {
  const names = ["actionwright.config.yaml", "package.json"];
  for (const [folder, client, file] of [["nexigon-hub", "hub", "hub.ts"], ["nexthink", "nexthink", "nexthink.ts"]] as const) {
    const source = (name: string): string => read(`generated/${folder}/src/${name}`);
    for (const name of readdirSync(join(repository, "generated", folder, "src")).filter((each) => each.endsWith(".ts"))) {
      const namespace = name.slice(0, -3).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const own = source(name).matchAll(/^export (?:interface|type|const|function) (\w+)/gm);
      names.push(...[...own].map(([, type = ""]) => `${namespace}.${type}`));
    }
    const methods = (text: string): readonly string[] => [...text.matchAll(/^  ([a-z]\w*)[<(]/gm)].map(([, method = ""]) => method);
    names.push(...methods(source("runtime/client.ts")).map((method) => `${client}.${method}`));
    for (const [, group = "", body = ""] of source(file).matchAll(/^export interface (\w+)Group \{\n(.*?)^\}/gms))
      names.push(...methods(body).map((method) => `${client}.${group[0]?.toLowerCase() ?? ""}${group.slice(1)}.${method}`));
  }
  return new Set(names);
} // prettier-ignore

/** Where the links and images of a page lead, but for addresses. */
function linksOf(markdown: string): readonly string[] {
  const text = markdown.replace(/^ *```.*?^ *```/gms, "").replace(/`[^`\n]*`/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The file that a link in a page leads to, from the root of the repository. */
function fileOf(page: string, link: string): string {
  const [file = ""] = link.split("#");
  return file === "" ? page : posix.normalize(posix.join(dirname(page), file));
}

function isThere(page: string, link: string): boolean {
  const file = fileOf(page, link);
  if (file.startsWith("..") || !existsSync(join(repository, file))) return false;
  const [, anchor] = link.split("#");
  return anchor === undefined || anchorsOf(read(file)).includes(anchor);
}

/** The anchors that GitHub gives headings. */
function anchorsOf(markdown: string): readonly string[] {
  const headings = [...markdown.replace(/^ *```.*?^ *```/gms, "").matchAll(/^#+ (.+)$/gm)];
  return headings.map(([, title = ""]) => title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-"));
} // prettier-ignore
