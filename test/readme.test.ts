// The READMEs say what is true: their TypeScript compiles and runs, and their commands exist. Blocks of one README build on
// each other, as they are read; one that imports a name from elsewhere than an earlier one stands alone.
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { delayBefore } from "../templates/runtime/backoff.js";
import { defaults } from "../templates/runtime/config.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { blocksOf, fileOf, type Block } from "./support/literate.js";
import { pages } from "./support/newcomer.js";
import { packPackage } from "./support/pack.js";
import { runNode } from "./support/process.js";

const packages = readdirSync(join(repository, "generated"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const guides = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`); // prettier-ignore
const readmes = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...guides, ...packages.map((name) => `generated/${name}/README.md`)]; // prettier-ignore
const present = readmes.filter((path) => existsSync(join(repository, path)));

/** Programs that are compiled and not run, by a part of their text, with the reason. */
const notRun: readonly (readonly [part: string, reason: string])[] = [];

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder, "node_modules", "@actionwright"), { recursive: true });
  for (const name of packages) {
    const packed = await packPackage(name);
    const from = join(packed.folder, "node_modules", "@actionwright");
    for (const found of readdirSync(from)) symlinkSync(join(from, found), join(folder, "node_modules/@actionwright", found)); // prettier-ignore
  }
  symlinkSync(repository, join(folder, "node_modules", "actionwright"));
  symlinkSync(join(repository, "node_modules", "vitest"), join(folder, "node_modules", "vitest"));
  symlinkSync(join(repository, "node_modules", "@types"), join(folder, "node_modules", "@types"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "stub.mjs"), stub());
});

describe.each(present)("%s", (path) => {
  const blocks = blocksOf(readFileSync(join(repository, path), "utf8"));
  // Files of pages that are run are compiled there; what stands under `before` is another tool's.
  const isProgram = (block: Block): boolean => !pages.includes(path) || fileOf(block) === undefined;
  const own = blocks.filter(
    ({ language, text }) => /^(ts|typescript)$/.test(language) && !text.startsWith("// before"),
  );
  const programs = programsOf(own.filter(isProgram));

  it.each(programs.map((program) => [program.lines, program] as const))("compiles from line %s", (_, program) => {
    expect(compile(program)).toEqual([]);
  });

  it.each(programs.map((program) => [program.lines, program] as const))("runs from line %s", async (_, program) => {
    const reason = notRun.find(([part]) => program.text.includes(part))?.[1];
    if (reason !== undefined) return console.log(`${path}:${program.lines} is not run: ${reason}`);
    // `…` is what a reader fills in.
    const { code } = await transform(program.text.replaceAll("…", "x"), { loader: "ts", format: "esm" });
    const isTest = /from "vitest"/.test(code);
    const file = join(folder, `${path.replaceAll("/", "-")}-${program.lines}${isTest ? ".test" : ""}.mjs`);
    writeFileSync(file, code);
    const args = isTest
      ? ["node_modules/vitest/vitest.mjs", "run", "--root", ".", file]
      : ["--import", "./stub.mjs", file];
    const ended = await runNode(args, { cwd: folder, env: environment });
    expect(ended.code === 0 ? "" : ended.stderr).toBe("");
    if (isTest) expect(ended.stdout).toMatch(/Tests .*1 passed/);
  });

  it("closes its blocks", () => {
    const fences = readFileSync(join(repository, path), "utf8").match(/^ *```/gm) ?? [];
    expect(fences.length).toBe(2 * blocks.length);
  });

  const shown = blocks.filter(({ notRun }) => !pages.includes(path) || notRun !== undefined);
  const commands = shown.filter(({ language }) => /^(sh|bash|shell|console)$/.test(language)).flatMap(commandsOf);
  it.each(commands.map(({ text, line }) => [line, text]))("line %i: %s exists", (_, command) => {
    expect(missing(command as string, path)).toBeUndefined();
  });
});

// ── Defaults ────────────────────────────────────────────────────────────────────────────────────────────────────────

const sourceOf = (file: string): string => readFileSync(join(repository, "templates/runtime", `${file}.ts`), "utf8");

/** A number that stands in the runtime, found by the text around it. */
function constantIn(file: string, around: RegExp): number {
  const [, found] = around.exec(sourceOf(file)) ?? [];
  return Number(found?.replaceAll("_", ""));
}

const [half, seconds] = [(ms: number) => ms === 500, (count: number) => (ms: number) => ms === 1000 * count];
const is = (wanted: string) => (ms: number) => ms === Number(wanted.replaceAll(",", ""));
const pause = (index: number, chance: number, asked?: number): number => delayBefore(index, asked, () => chance);
const pollOf = (name: string): number => constantIn("poll", new RegExp(`timeOf\\(${name}, ([\\d_]+)\\)`));
const gibibyte = constantIn("transfer", /maxBytes = 2 \*\* (\d+)/);

/** Whatever a README says in a number or in a word for one, what it says it of, and whether that is so. */
const claims: readonly (readonly [text: RegExp, value: number, holds: (value: number, said: string) => boolean])[] = [
  [/again up to (\d+) times \(`maxRetries`\)/, defaults.maxRetries, (value, said) => is(said)(value)],
  [/it waits (half a second)/, pause(0, 1), half],
  [/then (twice) as long each time/, pause(1, 1) / pause(0, 1), (factor) => factor === 2],
  [/up to (8 seconds)/, pause(20, 1), seconds(8)],
  [/less a random part of up to (a half)/, pause(0, 0) / pause(0, 1), (rest) => rest === 0.5],
  [/that long, and up to (a tenth) more/, pause(0, 1, 1000) / pause(0, 0, 1000), (factor) => Math.abs(factor - 1.1) < 1e-9],
  [/more than ([\d,]+) milliseconds\s+\(`maxRetryDelayMs`\)/, defaults.maxRetryDelayMs, (value, said) => is(said)(value)],
  [/An attempt has ([\d,]+) milliseconds/, defaults.timeoutMs, (value, said) => is(said)(value)],
  [/`SizeLimitError` at `maxBytes`, (1 GiB)/, gibibyte, (power) => power === 30],
  [/asks again after (a second)/, pollOf("intervalMs"), seconds(1)],
  [/up to every (30 seconds)/, pollOf("maxIntervalMs"), seconds(30)],
  [/After `deadlineMs`, (ten minutes)/, pollOf("deadlineMs"), seconds(600)],
  [/\| `timeoutMs` +\| ([\d,]+) /, defaults.timeoutMs, (value, said) => is(said)(value)],
  [/\| `deadlineMs` +\| (0), no limit/, defaults.deadlineMs, (value, said) => is(said)(value)],
  [/\| `maxRetries` +\| (\d+), if/, defaults.maxRetries, (value, said) => is(said)(value)],
  [/\| `maxRetryDelayMs` +\| ([\d,]+) /, defaults.maxRetryDelayMs, (value, said) => is(said)(value)],
  [/`deadlineMs` +\| ([\d,]+), 30,000, 600,000/, pollOf("intervalMs"), (value, said) => is(said)(value)],
  [/`deadlineMs` +\| 1,000, ([\d,]+), 600,000/, pollOf("maxIntervalMs"), (value, said) => is(said)(value)],
  [/`deadlineMs` +\| 1,000, 30,000, ([\d,]+) /, pollOf("deadlineMs"), (value, said) => is(said)(value)],
  [/(1 GiB)(?=, \d)/, gibibyte, (power) => power === 30],
  [/(?<=1 GiB, )([\d,]+)(?=, `false`)/, defaults.timeoutMs, (value, said) => is(said)(value)],
  [/\| `PUT`, (\d+), no limit/, constantIn("transfer", /method = "PUT", timeoutMs = (\d+)/), (value, said) => is(said)(value)],
]; // prettier-ignore

/** Numbers that are no defaults: statuses, versions, what 0 means, how many actions there are. */
const others = [/\| .*\| *(yes|no) *\| *(yes|no) *\|/g, /Node 20\.19/g, /OAuth 2\.0/g, /the \d+ actions of/g, /; 0 is none/g, /±\(2\^53 − 1\)/g]; // prettier-ignore

/** What of the README is no code. */
const proseOf = (name: string): string => readFileSync(join(repository, `generated/${name}/README.md`), "utf8").replace(/^```[^]*?^```$/gm, ""); // prettier-ignore

describe.each(packages)("R70 the README of %s", (name) => {
  const prose = proseOf(name);
  // Only where the API has work that goes on is there a section about it.
  const here = claims.filter(([text]) => !/a second\)|30 seconds|ten minutes/.test(text.source) || prose.includes("## Work that goes on")); // prettier-ignore

  it.each(here)("is right that %s", (text, value, holds) => {
    const said = text.exec(prose)?.[1] ?? expect.unreachable(String(text));
    expect([said, holds(value, said)]).toEqual([said, true]);
  });

  it("has no other number", () => {
    const rest = others.reduce((left, other) => left.replace(other, ""), prose);
    const unclaimed = here.map(([text]) => text.exec(rest)?.[0] ?? "").reduce((left, claim) => left.replace(claim, ""), rest); // prettier-ignore
    expect(unclaimed.match(/.*(?<![`\w.{])\d[\d,.]*(?![\w`}]).*/g) ?? []).toEqual([]);
  });

  it("has every option in a table, with what holds without it", () => {
    const rows = new Set([...prose.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = ""]) => [...cell.matchAll(/`(\w+)`/g)].map(([, option]) => option))); // prettier-ignore
    const options = ["config", "poll", "logging", "transfer"].flatMap((file) => {
      const declared = ts.createSourceFile(file, sourceOf(file), ts.ScriptTarget.ES2022, true);
      const found = declared.statements.filter(ts.isInterfaceDeclaration).filter(({ name: type }) => /Options$/.test(type.text)); // prettier-ignore
      return found.flatMap(({ members }) => members.map((member) => member.name?.getText()));
    });
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter((option) => !rows.has(option))).toEqual([]);
  });
});

it("is there for every package", () => {
  for (const name of packages) expect(present).toContain(`generated/${name}/README.md`);
});

it("finds what is wrong", () => {
  const [first, second] = programsOf(blocksOf('```ts\nconst a = 1;\n```\n\n```ts\nconst b: string = a;\n```\n')); // prettier-ignore
  expect(second).toBeUndefined();
  expect(first && compile(first)).toEqual(["6: TS2322 Type 'number' is not assignable to type 'string'."]);
  expect(missing("npm run nonsense", "README.md")).toBe("no script `nonsense`");
  expect(missing("npx actionwright nonsense", "README.md")).toBe("no verb `nonsense`");
});

// ── Blocks → programs ───────────────────────────────────────────────────────────────────────────────────────────────

interface Program {
  /** Of the blocks in it, for the test's name. */
  readonly lines: string;
  readonly text: string;
  /** The line in the README of each line of the text. */
  readonly origins: readonly number[];
}

/** Imports come first; the rest of a block is in a scope inside that of the block before. */
function programsOf(blocks: readonly Block[]): readonly Program[] {
  const groups: Block[][] = [];
  const imported = new Map<string, string>();
  for (const block of blocks) {
    const names = importsOf(block);
    const clash = [...names].some(([name, from]) => imported.has(name) && imported.get(name) !== from);
    const isTest = names.has("test") && names.has("expect");
    if (clash || isTest || /^export /m.test(block.text) || groups.length === 0) groups.push([block]);
    else groups[0]?.push(block);
    if (!clash && !isTest) for (const [name, from] of names) imported.set(name, from);
  }
  return groups.map(programOf);
}

function programOf(blocks: readonly Block[]): Program {
  const heads = new Map<string, number>();
  const bodies: (readonly [string, number])[] = [];
  for (const block of blocks) {
    const file = parse(block.text);
    const lines = block.text.split("\n").map((text, index) => [text, block.line + index] as const);
    const isHead = new Set<number>();
    for (const statement of file.statements.filter(ts.isImportDeclaration)) {
      const from = file.getLineAndCharacterOfPosition(statement.getStart(file)).line;
      const to = file.getLineAndCharacterOfPosition(statement.end).line;
      for (let line = from; line <= to; line++) isHead.add(line);
      heads.set(statement.getText(file).replaceAll("\n", " "), block.line + from);
    }
    const rest = lines.filter((_, index) => !isHead.has(index));
    bodies.push(...(bodies.length > 0 ? ([["{", block.line]] as const) : []), ...rest);
  }
  bodies.push(["}".repeat(blocks.length - 1), 0]);
  const all = [...merged(heads), ...bodies];
  return {
    lines: blocks.map(({ line }) => line).join(", "),
    text: all.map(([text]) => text).join("\n"),
    origins: all.map(([, line]) => line),
  };
}

/** One declaration for each name that is imported. */
function merged(heads: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  const seen = new Set<string>();
  return [...heads].flatMap(([text, line]) => {
    const names = [...importsOf({ text })].filter(([name]) => !seen.has(name));
    for (const [name] of names) seen.add(name);
    return names.map(([, from]) => [from, line] as const);
  });
}

/** Each imported name, with the declaration that would import it alone. */
function importsOf({ text }: Pick<Block, "text">): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of parse(text).statements.filter(ts.isImportDeclaration)) {
    const from = statement.moduleSpecifier.getText();
    const { name, namedBindings, phaseModifier } = statement.importClause ?? {};
    const type = phaseModifier === ts.SyntaxKind.TypeKeyword ? "type " : "";
    if (name) found.set(name.text, `import ${type}${name.text} from ${from};`);
    if (namedBindings && ts.isNamespaceImport(namedBindings))
      found.set(namedBindings.name.text, `import ${type}* as ${namedBindings.name.text} from ${from};`);
    if (namedBindings && ts.isNamedImports(namedBindings))
      for (const element of namedBindings.elements)
        found.set(element.name.text, `import ${type}{ ${element.getText()} } from ${from};`);
  }
  return found;
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("block.ts", text, ts.ScriptTarget.ES2022, true);
}

// ── What is done with them ──────────────────────────────────────────────────────────────────────────────────────────

/** `noPropertyAccessFromIndexSignature` is not asked for: nobody writes `process.env["TOKEN"]` in a README. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: ["node"],
  module: ts.ModuleKind.NodeNext,
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

const parsed = new Map<string, ts.SourceFile | undefined>();

/** Parses what programs import once for all of them: it is a hundred times as long as a program. */
function hostOf(path: string, all: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(all);
  const read = host.getSourceFile;
  host.getSourceFile = (name, options) => {
    if (name === path) return read(name, options);
    if (!parsed.has(name)) parsed.set(name, read(name, options));
    return parsed.get(name);
  };
  return host;
}

function compile({ text, origins }: Program): readonly string[] {
  const path = join(folder, "readme.ts");
  writeFileSync(path, `${text}\nexport {};\n`);
  const all = { ...options, typeRoots: [join(folder, "node_modules/@types")] };
  const program = ts.createProgram([path], all, hostOf(path, all));
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
    const readmeLine = file?.fileName.endsWith("readme.ts") ? origins[line] : file?.fileName;
    return `${String(readmeLine)}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

const environment = { NEXIGON_HUB_TOKEN: "token", NEXTHINK_CLIENT_ID: "id", NEXTHINK_CLIENT_SECRET: "secret" };

/** A `fetch` that answers an action with the first example that the spec has of it, and whoever asks with a token. */
function stub(): string {
  const answers = packages.flatMap((name) => {
    const spec = JSON.parse(readFileSync(join(repository, "generated", name, "spec.json"), "utf8")) as SpecFile;
    return spec.modules.flatMap(({ actions = {} }) =>
      Object.entries(actions).map(
        ([action, { http, examples = [] }]) => [pathPattern(action, http), examples[0]?.output ?? {}] as const,
      ),
    );
  });
  return `const answers = ${JSON.stringify(answers)};
const answer = (value) => new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });
globalThis.fetch = async (url, { method }) => {
  const { pathname } = new URL(url);
  if (pathname.endsWith("/token")) return answer({ access_token: "token", token_type: "Bearer", expires_in: 900 });
  const found = answers.find(([pattern]) => new RegExp(pattern).test(method + " " + pathname));
  if (!found) throw new Error("no example of " + method + " " + pathname);
  return answer(found[1]);
};
`;
}

/** What the method and the path of an action's request look like. */
function pathPattern(action: string, http: { readonly method: string; readonly path: string } | undefined): string {
  return http ? `^${http.method} ${http.path.replace(/\{\w+\}/g, "[^/]+")}$` : `/${action}$`;
}

interface SpecFile {
  readonly modules: readonly { readonly actions?: Readonly<Record<string, SpecAction>> }[];
}
interface SpecAction {
  readonly http?: { readonly method: string; readonly path: string };
  readonly examples?: readonly { readonly output?: unknown }[];
}

// ── Commands ────────────────────────────────────────────────────────────────────────────────────────────────────────

function commandsOf({ text, line }: Block): readonly { readonly text: string; readonly line: number }[] {
  return text
    .split("\n")
    .map((command, index) => ({ text: command.replace(/^\$ /, "").replace(/\s+#.*$/, ""), line: line + index }))
    .filter((command) => /^(npm|npx|node|actionwright)\b/.test(command.text));
}

const builtIn = new Set(["install", "i", "ci", "pack", "publish", "link", "init", "exec"]);

/** The `package.json` of the package that a page is in. */
function nearestPackage(page: string): string {
  const beside = join(repository, page, "../package.json");
  return existsSync(beside) ? beside : join(repository, "package.json");
}

/** What a command names that there is not. */
function missing(command: string, readme: string): string | undefined {
  const words = command.split(/\s+/).filter((word) => !word.startsWith("-"));
  const [program, first = "", second = ""] = words;
  const { scripts } = JSON.parse(readFileSync(nearestPackage(readme), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  if (program === "npm") {
    const script = first === "run" ? second : first;
    return builtIn.has(first) || Object.hasOwn(scripts, script) ? undefined : `no script \`${script}\``;
  }
  if (program === "node")
    return existsSync(join(nearestPackage(readme), "..", first)) ? undefined : `no file \`${first}\``;
  const verb = program === "npx" ? (first === "actionwright" ? second : undefined) : first;
  const known = readFileSync(join(repository, "generator/cli/help.ts"), "utf8");
  return verb === undefined || verb === "" || new RegExp(`\\b${verb}\\b`).test(known) ? undefined : `no verb \`${verb}\``; // prettier-ignore
}
