// The reference: every page is what Prettier prints, every link leads somewhere, and every example is true: its TypeScript
// compiles, and sends what its curl sends.
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import fc from "fast-check";
import { format } from "prettier";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { anchorOf } from "../generator/docs/anchor.js";
import { blocksText } from "../generator/docs/blocks.js";
import { docsBetween, docsBlocks, docsLine } from "../generator/docs/told.js";
import { variantValue } from "../generator/docs/members.js";
import { allActions, type Model, type NamedType } from "../generator/model.js";
import { phrase, word } from "../generator/shell.js";
import { valuesOf } from "../generator/values.js";
import { anchorsOf, brokenLinks, examplesOf, fixtureReference, ownReferences, type Reference } from "./docs/pages.js";
import { fixture, fixtures } from "./support/fixtures.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { startMock } from "./support/mock.js";
import { loadPackage, type LoadedPackage } from "./support/packages.js";
import { run } from "./support/process.js";

const own = ownReferences();
const all = [...own, ...fixtures.map(fixtureReference)];

// Those of the repository's packages are held against Prettier with all other files.
it.each(all.slice(own.length).map(({ name, pages }) => [name, pages] as const))("prints the pages of %s as Prettier does", async (_, pages) => {
  for (const { text } of pages) expect(await format(text, { parser: "markdown", printWidth: 120 })).toBe(text);
}); // prettier-ignore

it.each(all.map((reference) => [reference.name, reference] as const))("has a place on the pages of %s for every identity, once, and no link that leads nowhere", (_, reference) => {
  const { model } = reference.scope;
  const ids = model.modules.flatMap(({ types, actions }) => [
    ...types.flatMap((type) => [type.id, ...membersOf(type).map(({ id }) => id)]),
    ...actions.flatMap(({ id, parameters }) => [id, ...parameters.map((parameter) => parameter.id)]),
  ]);
  const anchors = reference.pages.flatMap(anchorsOf);
  expect(anchors.toSorted()).toEqual(ids.map(anchorOf).toSorted());
  expect(new Set(anchors).size).toBe(anchors.length);
  expect(brokenLinks(reference)).toEqual([]);
}); // prettier-ignore

it("keeps the paragraphs and the lists of a description, and nothing else of it", () => {
  const docs = "One\nline.\n\n- a\n  b\n\n* [c](javascript:c)\n\nx\n\n3. d\n4) e\n\n# f\n<g>\n1. h";
  expect(blocksText(docsBlocks(docs))).toBe(
    "One line.\n\n- a b\n- \\[c\\](javascript:c)\n\nx\n\n3. d\n4. e\n\n\\# f &lt;g&gt;\n\n1. h",
  );
});

it("keeps the code of a description, in fences that nothing in it ends", () => {
  const docs = "Send\n```json\n{ \"a\": 1,\n\n  \"b\": `${2}` }\n```\nor\n\n- x\n\n  ~~~\n  a ``` b\n   <c>\n  ~~~\n\n  y\n- z\n```mermaid\ngraph";
  expect(blocksText(docsBlocks(docs))).toBe(
    'Send\n\n```json\n{ "a": 1,\n\n  "b": `${2}` }\n```\n\nor\n\n- x\n\n  ````text\n  a ``` b\n   <c>\n  ````\n\n  y\n\n- z\n\n```text\ngraph\n```',
  );
  expect(docsLine("a\n```\nb\n c\n```\nd")).toBe("a `b c` d");
  expect(docsLine("a\n```\n<!--@include: /etc/hosts-->\n```\n")).not.toContain("<!--");
  expect(blocksText(docsBlocks("a\n```\n<!--@include: /etc/hosts-->\n```\nb"))).not.toContain("<!--");
}); // prettier-ignore

it("prints descriptions of any form as Prettier does", async () => {
  const line = fc.constantFrom("", "a", "  b c", "- d", "  * e", "1. f", "7) g", "0. h", "---", "- - i", "# j", "> k", "12. l", "```", "  ~~~", "````mermaid x");
  const text = fc.array(line, { maxLength: 9 }).map((lines) => lines.join("\n"));
  await fc.assert(
    fc.asyncProperty(text, async (docs) => {
      const entry = docsBetween("`x`", docs, ["More."]);
      const page = `${blocksText(["# `y`", ...docsBlocks(docs), { items: [entry, ["`z`"]] }])}\n`;
      expect(await format(page, { parser: "markdown", printWidth: 120 })).toBe(page);
    }),
  );
}); // prettier-ignore

it("gives identities anchors that differ, of characters that need no escape", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
      expect(anchorOf(one)).toMatch(/^[\w.~-]*$/);
      expect(anchorOf(one) === anchorOf(other)).toBe(one === other);
    }),
  );
});

function membersOf(type: NamedType): readonly { readonly id: string }[] {
  if (type.kind === "record") return type.fields;
  if (type.kind === "enum") return type.values;
  return type.kind === "union" ? type.variants : [];
}

it("finds what is broken", () => {
  const pages = [{ file: "a.md", text: '<a id="x"></a>[x](#x) [y](#y) [z](b.md#z) \\](javascript:z)' }];
  expect(brokenLinks({ pages })).toEqual(["a.md: #y", "a.md: b.md#z"]);
});

it("ships the pages", () => {
  for (const { name, pages } of own)
    for (const { file, text } of pages) expect(readFileSync(join(repository, "generated", name, "docs", file), "utf8")).toBe(text); // prettier-ignore
});

// ── Examples ────────────────────────────────────────────────────────────────────────────────────────────────────────

it("has examples for every action that compile", async () => {
  const folder = await temporaryFolder();
  const files = await Promise.all(own.map((reference) => writeProgram(folder, reference)));
  const options: ts.CompilerOptions = { strict: true, exactOptionalPropertyTypes: true, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"], module: ts.ModuleKind.NodeNext, types: [], noEmit: true, skipLibCheck: true }; // prettier-ignore
  const program = ts.createProgram(files, options);
  const problems = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  expect(own.flatMap(examplesOf).length).toBe(own.flatMap(({ scope }) => allActions(scope.model)).length);
});

async function writeProgram(folder: string, reference: Reference): Promise<string> {
  const { target, name, scope } = reference;
  const namespaces = scope.model.modules.map(({ namespace }) => namespace);
  const root = join(repository, "generated", name, "src", "index.js");
  const functions = examplesOf(reference).map(({ ts: code }, index) => `export async function example${index}(client: ${target.client}) {\n${code}\nreturn [output, same];\n}`); // prettier-ignore
  const file = join(folder, `${name}.mts`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `import { ${target.client}, ${namespaces.join(", ")} } from ${JSON.stringify(root)};\n${functions.join("\n")}\n`); // prettier-ignore
  return file;
}

/** Something of each way in which a request can be written. */
const telling = ["action-http-content-type", "action-http-parameters", "action-http-styles", "action-rpc-body-value", "auth-kinds", "calls", "default-fill-examples", "wire-names"]; // prettier-ignore

describe.each([...own.map(({ name }) => name), ...telling])("the examples of %s", (name) => {
  let reference: Reference;
  let loaded: LoadedPackage;
  beforeAll(async () => {
    reference = all.find((each) => each.name === name) ?? fixtureReference(fixture(name));
    loaded = own.includes(reference)
      ? await loadOwn(reference)
      : await loadPackage(fixture(name), reference.scope.model);
  });

  it("send the same from TypeScript and from a shell", async () => {
    const examples = examplesOf(reference);
    const commands = await commandsOf(examples.map(({ sh }) => sh));
    for (const [index, { ts: code, action }] of examples.entries()) {
      const sent = await sentBy(code, reference.scope.model, loaded);
      expect({ action, ...sent[0] }).toEqual({ action, ...sent[1] });
      expect({ action, ...requestOfCurl(commands[index] ?? []) }).toEqual({ action, ...sent[0] });
    }
  });

  it("show of every variant what `parse` takes", () => {
    const { scope } = reference;
    const values = valuesOf(scope.model);
    for (const module of scope.model.modules) {
      for (const type of module.types) {
        if (type.kind !== "union") continue;
        const exported = loaded.modules[module.namespace]?.[type.name] as
          Parser | ((...of: readonly Parser[]) => Parser);
        const parser = typeof exported === "function" && type.params.length > 0 ? exported(...type.params.map(() => anything)) : (exported as Parser); // prettier-ignore
        for (const variant of type.variants) {
          const value = variantValue(variant, type, { scope, values });
          expect([variant.id, parser.safeParse(value)]).toEqual([variant.id, { ok: true, data: expect.anything() }]);
        }
      }
    }
  });
});

it("writes any text as one word of a shell, with nothing in it that acts elsewhere", async () => {
  const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("'", "\\", "\n```", "\n ::error::", "##[group]", "<!--", "$(id)", "!", "\u202e", "\u{e0041}", "0")); // prettier-ignore
  const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join("").replaceAll("\0", ""));
  const texts = fc.sample(fc.tuple(text, text), { numRuns: 300, seed: 1 });
  const words = texts.flatMap(([one, other]) => [word(one), phrase([one, { variable: "V" }, other])]);
  for (const each of words) expect(each).not.toMatch(/\n\s*(?:`|::)|##\w*\[|<!--|[^\n\P{C}]|[\p{Zl}\p{Zp}]/u);
  const { stdout } = await run("bash", ["-s"], { cwd: repository, input: `V='v v'\nprintf '%s\\0' ${words.join(" ")}\n` });
  expect(stdout.split("\0").slice(0, -1)).toEqual(texts.flatMap(([one, other]) => [one, `${one}v v${other}`]));
}); // prettier-ignore

it("gets a token in a shell, and calls with it", async () => {
  const reference = own.find(({ name }) => name === "nexthink") as Reference;
  const credentials = { clientId: "an-id", clientSecret: "a-secret" };
  const mock = await startMock(reference.scope.model, { credentials });
  const [, code = ""] = /^## From a shell$[^]*?^```sh\n([^]*?)\n```$/m.exec(reference.pages[0]?.text ?? "") ?? [];
  const sh = examplesOf(reference).find(({ action }) => action === "workflows_List")?.sh ?? "";
  // As it stands, but for the hosts.
  const script = `set -e\n${code.replaceAll(/https:\/\/[^/\s]+/g, mock.url)}\n${sh.replace("curl ", "curl -sf ")}`;
  const env = { NEXTHINK_CLIENT_ID: credentials.clientId, NEXTHINK_CLIENT_SECRET: credentials.clientSecret };
  expect(await run("bash", ["-c", script], { cwd: repository, env })).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\[\{.*\}\]$/s),
    stderr: "",
  });
});

interface Parser {
  readonly safeParse: (value: unknown) => unknown;
}

/** A model that takes all there is. */
const anything = { "~walk": (value: unknown) => value, safeParse: (data: unknown) => ({ ok: true, data }) };

async function loadOwn({ name, scope }: Reference): Promise<LoadedPackage> {
  const source = join(repository, "generated", name, "src");
  const modules = scope.model.modules.map(({ namespace, file }) => `export * as ${namespace} from ${JSON.stringify(join(source, `${file}.ts`))};`); // prettier-ignore
  const entry = `import * as client from ${JSON.stringify(join(source, "client.ts"))}; import * as modules from "modules"; export { client, modules };`;
  const plugin = {
    name: "modules",
    setup: ({ onResolve, onLoad }: Parameters<import("esbuild").Plugin["setup"]>[0]) => {
      onResolve({ filter: /^modules$/ }, () => ({ path: "modules", namespace: "modules" }));
      onLoad({ filter: /.*/, namespace: "modules" }, () => ({ contents: modules.join("\n"), resolveDir: source, loader: "ts" }));
    },
  } satisfies import("esbuild").Plugin; // prettier-ignore
  const { outputFiles } = await build({ stdin: { contents: entry, resolveDir: source, loader: "ts" }, bundle: true, format: "esm", write: false, plugins: [plugin] }); // prettier-ignore
  const path = join(await temporaryFolder(), "package.mjs");
  await writeFile(path, outputFiles[0]?.text ?? "");
  return (await import(pathToFileURL(path).href)) as LoadedPackage;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Read as JSON, where it is that. */
  readonly body: unknown;
}

/** What both calls of an example send, by the runtime of the package. */
async function sentBy(code: string, model: Model, { modules, client: root }: LoadedPackage): Promise<readonly Sent[]> {
  const requestOf = root["requestOf"] as (action: unknown) => { method: string; path: string; headers: Record<string, string>; body?: string }; // prettier-ignore
  const sent = (action: unknown): Sent => {
    const { method, path, headers, body } = requestOf(action);
    return { method, path, headers: normal(headers), body: jsonOf(body) };
  };
  const groups: Record<string, Record<string, (fields?: unknown) => Sent>> = {};
  for (const { namespace, actions } of model.modules)
    for (const { group, method, className } of actions) {
      const made = modules[namespace]?.[className] as new (fields?: unknown) => unknown;
      (groups[group] ??= {})[method] = (fields) => sent(new made(fields));
    }
  const { code: plain } = await transform(`async () => {\n${code}\nreturn [output, same];\n}`, { loader: "ts" });
  const names = Object.keys(modules);
  const call = new Function("client", ...names, `return (${plain.trim().replace(/;$/, "")})();`) as (...given: readonly unknown[]) => Promise<readonly Sent[]>; // prettier-ignore
  return call({ ...groups, execute: sent }, ...names.map((name) => modules[name]));
}

/** Without credentials, what says who sends, keys that are other ones each time, and JSON, which is asked for anyway. */
function normal(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(entries.filter(([name, value]) => !/^(authorization|user-agent|idempotency-key|x-api-key|key)$/.test(name) && !(name === "accept" && value === "application/json"))); // prettier-ignore
}

function jsonOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What each piece of a shell's code gives to curl. */
async function commandsOf(pieces: readonly string[]): Promise<readonly (readonly string[])[]> {
  const script = ["curl() { printf '%s\\0' \"$@\"; printf '\\1\\0'; }", "BASE_URL=@ TOKEN=t USERNAME=u PASSWORD=p API_KEY=k", ...pieces]; // prettier-ignore
  const { stdout, stderr, code } = await run("bash", ["-c", script.join("\n")], { cwd: repository });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout.split("\u0001\0").map((text) => text.split("\0").slice(0, -1));
}

function requestOfCurl(words: readonly string[]): Sent {
  const rest = words.values();
  let [method, path, body]: [string, string, string | undefined] = ["GET", "", undefined];
  const headers: Record<string, string> = {};
  for (const word of rest) {
    const next = (): string => String(rest.next().value);
    if (word === "-X") method = next();
    else if (word === "-I") method = "HEAD";
    else if (word === "--data-raw") body = next();
    else if (word === "-u") next();
    else if (word === "-H") {
      const [, name = "", value = ""] = /^([^:]*): (.*)$/s.exec(next()) ?? [];
      if (value !== "k") headers[name] = value;
    } else path = word.replace(/^@/, "").replace(/[?&][^?&=]*=k$/, "");
  }
  return { method, path, headers: normal(headers), body: jsonOf(body) };
}
