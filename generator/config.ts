// The config's text → targets, resolved: defaults put in, paths relative to the working directory.
import type { Report } from "./diagnostics.js";
import { loadDocument, type Host } from "./load.js";
import type { Origin, Stability } from "./model.js";
import { pascalCase } from "./names.js";
import { choiceOf, entriesOf, findEntry, get, itemsOf, textOf, type SourceEntry, type SourceFile, type SourceNode } from "./source.js";
import type { Target } from "./target.js";
import { validateConfig } from "./validate.js";

/** What a config says of a package to make. `client` is the one setting that can come from the spec. */
export interface ConfiguredTarget extends Omit<Target, "client"> {
  /** Undefined: PascalCase of the spec's `api.id`. */
  readonly client: string | undefined;
  readonly origin: Origin;
  /** For diagnostics about `include`. */
  readonly includeOrigin: Origin;
}

export interface Config {
  readonly files: readonly SourceFile[];
  readonly targets: readonly ConfiguredTarget[];
}

/** The config at `path`; everything wrong with it is reported, and then there is none. */
export function loadConfig(path: string, host: Host, report: Report): Config {
  if (host.read(path) === undefined) {
    report("AW7007", undefined, { path });
    return { files: [], targets: [] };
  }
  const document = loadDocument(path, host, report);
  if (!document) return { files: [], targets: [] };
  const files = [document.file];
  const valid = validateConfig(document.file, document.root, report);
  const entries = entriesOf(get(document.root, "targets"));
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  checkOuts(entries, report);
  return { files, targets: valid ? entries.map((entry) => targetOf(entry, folder)) : [] };
}

function targetOf({ key: name, keyOrigin, value: node }: SourceEntry, folder: string): ConfiguredTarget {
  const include = findEntry(node, "include");
  const about = get(node, "package");
  return {
    name,
    origin: keyOrigin,
    includeOrigin: include?.keyOrigin ?? keyOrigin,
    spec: join(folder, textOf(get(node, "spec")) ?? ""),
    overlays: textsOf(get(node, "overlays")).map((path) => join(folder, path)),
    out: join(folder, textOf(get(node, "out")) ?? ""),
    include: {
      modules: include ? orAll(textsOf(get(include.value, "modules"))) : ["*"],
      actions: include ? orAll(textsOf(get(include.value, "actions"))) : ["*"],
      stability: choiceOf<Stability>(get(include?.value, "stability"), ["stable", "beta", "experimental"]) ?? "experimental",
    },
    package: {
      name: textOf(get(about, "name")) ?? "",
      version: textOf(get(about, "version")) ?? "",
      license: textOf(get(about, "license")) ?? "MIT",
      repository: textOf(get(about, "repository")) ?? "",
      keywords: textsOf(get(about, "keywords")),
    },
    client: textOf(get(node, "client")),
    writeOnce: textsOf(get(node, "writeOnce")),
    ignore: textsOf(get(node, "ignore")),
    int64: "number",
  };
}

/** The target with the name of its client, which may follow from the spec. */
export function withClient(target: ConfiguredTarget, apiId: string): Target {
  return { ...target, client: target.client ?? pascalCase(apiId) };
}

function textsOf(node: SourceNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

function orAll(patterns: readonly string[]): readonly string[] {
  return patterns.length ? patterns : ["*"];
}

/** Each target owns a folder below the config's, and none lies within another's. `int64` has one value so far. */
function checkOuts(targets: readonly SourceEntry[], report: Report): void {
  const before: { readonly name: string; readonly parts: readonly string[]; readonly origin: Origin }[] = [];
  for (const { key: name, value } of targets) {
    const int64 = get(value, "int64");
    if (int64 && ["bigint", "string"].includes(textOf(int64) ?? "")) report("AW7011", int64.origin, { value: textOf(int64) ?? "" });
    const node = get(value, "out");
    const out = textOf(node);
    if (!node || out === undefined || out === "") continue;
    const parts = join("", out).split("/");
    if (parts[0] === ".." || parts[0] === "" || out.startsWith("/") || /^[A-Za-z]:/.test(out)) report("AW7009", node.origin, { path: out });
    const other = before.find((candidate) => candidate.parts.every((part, index) => parts[index] === part) || parts.every((part, index) => candidate.parts[index] === part)); // prettier-ignore
    if (other) report("AW7008", node.origin, { name, other: other.name }, { related: [{ origin: other.origin, message: "the other folder" }] });
    before.push({ name, parts, origin: node.origin });
  }
}

/** Paths with `/`, `.` and `..` resolved as far as they go. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}${path}`).split(/[/\\]/)) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  return parts.length > 1 && parts[0] === "" && !path.startsWith("/") && folder === "" ? parts.slice(1).join("/") : parts.join("/");
}
