// A spec of a realistic size with 25 mistakes of 25 kinds: all are found in one run, each at its place, and none has an echo.
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node } from "yaml";
import type { Code } from "../generator/diagnostics.js";
import { place, readConfig, type Files } from "./support/spec.js";

interface Mistake {
  readonly code: Code;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What mends it: a text of the file, found once, and what to put in its place. */
  readonly edit: readonly [from: string, to: string];
  /** Where it is in JSON: a text of the file, found once, with `‸` at the place. */
  readonly json: string;
}

const mistakes: readonly Mistake[] = [
  { code: "AW1007", file: "actionwright.config.yaml", line: 7, column: 45, edit: ["1.4", '"1.4.0"'], json: '"version": ‸1.4' },
  { code: "AW7001", file: "actionwright.config.yaml", line: 9, column: 5, edit: ["ingore", "ignore"], json: '‸"ingore"' },
  { code: "AW2162", file: "spec/api.yaml", line: 9, column: 19, edit: ["hots", "host"], json: "//‸{host}" },
  { code: "AW2158", file: "spec/api.yaml", line: 16, column: 59, edit: ["message: text", "message: message"], json: '"message": "‸text"' },
  { code: "AW1019", file: "spec/failures.yaml", line: 7, column: 37, edit: ["Not for you, whoever you are", '"Not for you, whoever you are"'], json: "" },
  { code: "AW3003", file: "spec/failures.yaml", line: 8, column: 7, edit: ["in-use", "in_use"], json: '‸"in-use"' },
  { code: "AW2105", file: "spec/loans.yaml", line: 7, column: 13, edit: ["tool.ToolId", "tools.ToolId"], json: '"‸tool.ToolId' },
  { code: "AW2104", file: "spec/loans.yaml", line: 8, column: 17, edit: ["PersonID", "PersonId"], json: '"‸people.PersonID' },
  { code: "AW2159", file: "spec/loans.yaml", line: 21, column: 42, edit: ["request: after", "request: cursor"], json: '‸"after"' },
  { code: "AW2143", file: "spec/loans.yaml", line: 26, column: 34, edit: ["day: 3", "days: 3"], json: '"request": ‸{' },
  { code: "AW2110", file: "spec/loans.yaml", line: 27, column: 3, edit: ["tools_Query", "loans_Extend"], json: '‸"tools_Query"' },
  { code: "AW2002", file: "spec/loans.yaml", line: 29, column: 3, edit: ["loans_End:", "loans_End:\n    output: unit"], json: '‸"loans_End"' },
  { code: "AW2150", file: "spec/loans.yaml", line: 30, column: 43, edit: ["/{loanId}", "/{id}"], json: "/‸{loanId}" },
  { code: "AW3004", file: "spec/people.yaml", line: 9, column: 7, edit: ["firstName", "first_name"], json: '‸"firstName"' },
  { code: "AW2131", file: "spec/people.yaml", line: 10, column: 30, edit: ["max: 16", "max: 160"], json: '"min": ‸18' },
  { code: "AW2122", file: "spec/people.yaml", line: 12, column: 32, edit: ["phone", "age"], json: '‸"phone"' },
  { code: "AW2004", file: "spec/people.yaml", line: 16, column: 13, edit: ["reed", "read"], json: '‸"reed"' },
  { code: "AW2161", file: "spec/people.yaml", line: 19, column: 11, edit: ["auth: token", "auth: bearer"], json: '‸"token"' },
  { code: "AW2112", file: "spec/tools.yaml", line: 6, column: 33, edit: ["LENT", "LOST"], json: '‸"LENT"' },
  { code: "AW2001", file: "spec/tools.yaml", line: 11, column: 44, edit: ["example: hammer", "examples: [hammer]"], json: '‸"example"' },
  { code: "AW2102", file: "spec/tools.yaml", line: 13, column: 26, edit: ["map<string, string>", "map<string>"], json: "map<string‸, string>" },
  { code: "AW2113", file: "spec/tools.yaml", line: 20, column: 9, edit: ["result: string", "outcome: string"], json: '‸"Found"' },
  { code: "AW2007", file: "spec/tools.yaml", line: 22, column: 3, edit: ["docs: Where tools are kept.", "opaque: string"], json: '‸"Shelf": {' },
  { code: "AW2140", file: "spec/tools.yaml", line: 27, column: 37, edit: ["default: many", "default: 10"], json: '"default": ‸"many"' },
  { code: "AW4001", file: "workshop.overlay.yaml", line: 10, column: 9, edit: ["ToolState/", "ToolStatus/"], json: '‸"/modules/tools/types/ToolState/docs"' },
]; // prettier-ignore

const root = new URL("mistakes/", import.meta.url);
const yaml: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => [path, readFileSync(new URL(path, root), "utf8")]),
);

/** `AW2104 spec/loans.yaml:8:17`, in the order of the code units. */
function found(files: Files, config: string): readonly string[] {
  return place(readConfig(files, config)).map(({ code, file, line, column }) => `${code} ${file ?? ""}:${line ?? 0}:${column ?? 0}`).sort(); // prettier-ignore
}

/** The files with a text replaced that is there exactly once. */
function edited(
  files: Readonly<Record<string, string>>,
  file: string,
  [from, to]: readonly [string, string],
): Readonly<Record<string, string>> {
  // prettier-ignore
  const text = files[file] ?? "";
  expect(text.split(from).length, `${from} in ${file}`).toBe(2);
  return { ...files, [file]: text.replace(from, to) };
}

it("the table is what it is said to be", () => {
  expect(mistakes.length).toBe(25);
  expect(new Set(mistakes.map(({ code }) => code)).size).toBe(25);
  expect(mistakes.filter(({ file }) => file === "actionwright.config.yaml").length).toBe(2);
  expect(new Set(mistakes.map(({ file }) => file)).size).toBeGreaterThan(5);
});

describe("as YAML", () => {
  const expected = mistakes.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);

  it("all are found in one run", () => {
    expect(found(yaml, "actionwright.config.yaml")).toEqual([...expected].sort());
  });

  it.each(mistakes)("$code goes when it is mended, and nothing else changes", ({ code, file, edit }) => {
    const left = found(edited(yaml, file, edit), "actionwright.config.yaml");
    // An edit can move what stands on later lines: those are compared by their code.
    const codes = (lines: readonly string[]): readonly string[] => lines.map((line) => line.split(" ")[0] ?? "");
    expect(codes(left)).toEqual(codes([...expected].filter((line) => !line.startsWith(code)).sort()));
    const untouched = (lines: readonly string[]): readonly string[] => lines.filter((line) => !line.includes(` ${file}:`) && !line.startsWith(code)); // prettier-ignore
    expect(untouched(left)).toEqual(untouched([...expected].sort()));
  });
});

describe("as JSON", () => {
  /** The comma's mistake is one of YAML: in its place stands another. */
  const other = { code: "AW2129", json: '"wire": ‸"$raw"', edit: [", wire: $raw", ""] } as const;
  const inJson = mistakes.map((mistake) => (mistake.code === "AW1019" ? { ...mistake, ...other } : mistake));
  const sources = edited(yaml, "spec/failures.yaml", [", whoever you are }", ", wire: $raw }"]);

  it("all are found in one run", () => {
    const files = toJsonFiles(sources);
    expect(found(files, "actionwright.config.json")).toEqual(
      inJson.map((mistake) => expectedIn(files, mistake)).sort(),
    );
  });

  it.each(inJson)("$code goes when it is mended, and nothing else changes", (mended) => {
    const files = toJsonFiles(edited(sources, mended.file, mended.edit));
    const left = inJson.filter(({ code }) => code !== mended.code);
    expect(found(files, "actionwright.config.json")).toEqual(left.map((mistake) => expectedIn(files, mistake)).sort());
  });

  /** Where the marker stands, found by counting. */
  function expectedIn(
    files: Readonly<Record<string, string>>,
    { code, file, json }: Pick<Mistake, "code" | "file" | "json">,
  ): string {
    // prettier-ignore
    const path = file.replace(".yaml", ".json");
    const parts = (files[path] ?? "").split(json.replace("‸", ""));
    expect(parts.length, `${json} in ${path}`).toBe(2);
    const before = `${parts[0] ?? ""}${json.slice(0, json.indexOf("‸"))}`.split("\n");
    return `${code} ${path}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
  }
});

/** Each file as JSON, its keys in order; file names within are those of the JSON files. */
function toJsonFiles(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path.replace(".yaml", ".json"),
      toJson(parseDocument(text).contents, "").replace("overlay.yaml", "overlay.json"),
    ]),
  );
}

function toJson(node: Node | null, indent: string): string {
  const inner = `${indent}  `;
  if (isAlias(node)) throw new Error("no aliases here");
  if (isSeq(node)) {
    const items = node.items.map((item) => `${inner}${toJson(item as Node, inner)}`);
    return items.length ? `[\n${items.join(",\n")}\n${indent}]` : "[]";
  }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => `${inner}${JSON.stringify(isScalar(key) ? String(key.source) : "")}: ${toJson(value as Node | null, inner)}`); // prettier-ignore
    return entries.length ? `{\n${entries.join(",\n")}\n${indent}}` : "{}";
  }
  return JSON.stringify(isScalar(node) ? node.value : null);
}
