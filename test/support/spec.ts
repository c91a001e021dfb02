// Specs in memory: text → diagnostics as a user meets them, or the model.
import { loadAccepts } from "../../generator/accept-file.js";
import { loadConfig } from "../../generator/config.js";
import { createReport, type Code, type Diagnostic } from "../../generator/diagnostics.js";
import { render } from "../../generator/frame.js";
import type { Host } from "../../generator/load.js";
import type { Model } from "../../generator/model.js";
import { readSpec, readTarget } from "../../generator/read.js";
import { select } from "../../generator/select.js";
import type { SourceFile } from "../../generator/source.js";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A file system of a few files; paths use `/`, and `.` is its root. */
export function memoryHost(files: Files): Host {
  return {
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    list: (folder) => {
      const prefix = folder === "." || folder === "" ? "" : `${folder.replace(/\/$/, "")}/`;
      const inside = Object.keys(files).filter((path) => path.startsWith(prefix));
      return [...new Set(inside.map((path) => path.slice(prefix.length).split("/")[0] ?? ""))];
    },
  };
}

export interface Reading {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceFile[];
}

/** Reads a spec as every verb does: everything wrong in one go. */
export function readFiles(files: Files, spec = "api.yaml", overlays: readonly string[] = []): Reading {
  const report = createReport();
  const { source } = readSpec(spec, overlays, { host: memoryHost(files), report });
  return { diagnostics: report.all, sources: source.files };
}

/** Reads a config, its accept file and the specs of its targets, as `diff` does. */
export function readConfig(files: Files, path = "actionwright.config.yaml"): Reading {
  const [host, report] = [memoryHost(files), createReport()];
  const config = loadConfig(path, host, report);
  const { file } = loadAccepts(config.diff.accept, host, report);
  const sources = config.targets.flatMap((target) => {
    const { source, model } = readTarget(target, { host, report });
    if (model && !report.hasErrors) select(model, target, report);
    return source.files;
  });
  return { diagnostics: report.all, sources: [...config.files, ...(file ? [file] : []), ...sources] };
}

/** A diagnostic as `--format json` shows it. */
export interface Placed {
  readonly code: Code;
  readonly message: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly help: string | undefined;
}

interface JsonDiagnostic extends Omit<Placed, "line" | "column"> {
  readonly start?: { readonly line: number; readonly column: number };
}

/** Diagnostics with line and column. */
export function place({ diagnostics, sources }: Reading): readonly Placed[] {
  const text = render(diagnostics, sources, { format: "json", color: false });
  const { diagnostics: records } = JSON.parse(text) as { readonly diagnostics: readonly JsonDiagnostic[] };
  return records.map(({ code, message, file, start, help }) => ({ code, message, file, line: start?.line, column: start?.column, help })); // prettier-ignore
}

/** What is wrong with a spec, with line and column. */
export function diagnose(files: Files | string, spec?: string, overlays?: readonly string[]): readonly Placed[] {
  return place(readFiles(typeof files === "string" ? { "api.yaml": files } : files, spec, overlays));
}

/** `AW2104 3:7` for each diagnostic; the file before it where it is not the first. */
export function summary(placed: readonly Placed[]): readonly string[] {
  return placed.map(({ code, file, line, column }) => `${code} ${file === "api.yaml" || file === undefined ? "" : `${file}:`}${line ?? "-"}:${column ?? "-"}`); // prettier-ignore
}

/** An API of one module, `hub`: its YAML, two levels in. */
export function apiOf(module: string, more = ""): string {
  const indented = module.replace(/^(?=.)/gm, "    ");
  return `actionSpec: 1\napi: { id: hub, title: Hub, version: "1" }\nbinding: { rpc: { method: POST, path: "/invoke/{action}" } }\n${more}modules:\n  - module: hub\n${indented}\n`;
}

/** The model of a spec in one document. Throws if anything is wrong with it. */
export function modelOf(yaml: string): Model {
  const report = createReport();
  const { source, model } = readSpec("api.yaml", [], { host: memoryHost({ "api.yaml": yaml }), report });
  if (model && !report.hasErrors) return model;
  throw new Error(render(report.all, source.files, { format: "pretty", color: false }));
}
