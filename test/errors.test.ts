// Every code of the catalogue: a spec that leads to it, and what is then printed, which somebody has read and judged.
// UPDATE=1 writes the expectations anew.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../generator/catalogue/index.js";
import type { Code } from "../generator/diagnostics.js";
import { explain, render } from "../generator/frame.js";
import { readConfig, readFiles, type Files, type Reading } from "./support/spec.js";

const root = new URL("errors/", import.meta.url);
const codes = Object.keys(catalogue) as Code[];
const folders = readdirSync(root).sort();

/** Input that no one wants to keep as a file. */
const made: { readonly [C in Code]?: Files } = {
  AW1011: { "api.yaml": `x-deep: ${"[".repeat(1_000)}${"]".repeat(1_000)}\n` },
  AW1014: { "api.yaml": new Uint8Array([0xff, 0xfe, 0x61, 0x00]) },
  AW1018: { "api.yaml": "#".repeat(32 * 1024 * 1024 + 1) },
};

/** What is in a folder besides the expectation. */
function filesOf(code: Code): Files {
  const folder = new URL(`${code}/`, root);
  const names = readdirSync(folder).filter((name) => name !== "expected.txt");
  return { ...Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder))])), ...made[code] };
}

/** A folder with a config is read as `generate` does, any other as `validate` does, with its overlays. */
function read(files: Files): Reading {
  const names = Object.keys(files).sort();
  if (names.some((name) => name.startsWith("actionwright.config."))) return readConfig(files);
  if (names.length === 0) return readConfig({}); // nothing at all: no config
  const overlays = names.filter((name) => /^overlay\b/.test(name));
  return readFiles(files, names.find((name) => /^api\./i.test(name)) ?? "api.yaml", overlays);
}

describe("the catalogue", () => {
  it("has a failing spec for each code, and no folder without a code", () => {
    expect(folders).toEqual([...codes].sort());
  });

  it.each(codes)("%s has an expectation", (code) => {
    expect(existsSync(new URL(`${code}/expected.txt`, root))).toBe(true);
  });
});

describe("the diagnostic", () => {
  const covered = codes.filter((code) => existsSync(new URL(`${code}/`, root)) && !/^AW[59]/.test(code));

  it.each(covered)("%s is told once, at its place, with a way out", (code) => {
    const { diagnostics, sources } = read(filesOf(code));
    const text = `${render(diagnostics, sources, { format: "pretty", color: false })}\n`;
    const file = new URL(`${code}/expected.txt`, root);
    if (process.env["UPDATE"]) writeFileSync(file, text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(text).toBe(readFileSync(file, "utf8"));
  });
});

describe("explain", () => {
  it.each(codes)("%s has a title, a cause, a way out and an example", (code) => {
    const { title, cause, fix, example, severity } = catalogue[code];
    const text = explain(code, false);
    for (const part of [code, title, cause, fix, severity, ...example.split("\n")]) expect(text).toContain(part);
    expect(text.split("\n").every((line) => line.trimEnd() === line)).toBe(true);
  });
});
