// The config's text → targets, resolved: defaults put in, paths relative to the working directory.
import { isAbsolute, join, normalize } from "node:path/posix";
import type { Report } from "./diagnostics.js";
import { ruleLevels, type Rules } from "./diff/policy.js";
import { policies, type Policy } from "./diff/report.js";
import { isRule, reportRule } from "./diff/rule-names.js";
import { unreachables, type Unreachable } from "./diff/standards.js";
import { loadDocument, type Host } from "./load.js";
import type { Origin, Stability } from "./model.js";
import { nearest, pascalCase } from "./names.js";
import {
  choiceOf,
  entriesOf,
  findEntry,
  get,
  isTrue,
  itemsOf,
  numberOf,
  textOf,
  type SourceEntry,
  type SourceFile,
  type SourceNode,
} from "./source.js";
import type { Int64, Target } from "./target.js";
import { validateConfig } from "./validate.js";

/** What a config says of a package to make. `client` is the one setting that can come from the spec. */
export interface ConfiguredTarget extends Omit<Target, "client"> {
  /** Undefined: PascalCase of the spec's `api.id`. */
  readonly client: string | undefined;
  /** The config itself, for code frames, and where what diagnostics are about stands in it. */
  readonly config: SourceFile;
  readonly places: TargetPlaces;
}

interface TargetPlaces {
  readonly name: Origin;
  readonly spec: Origin;
  readonly overlays: readonly Origin[];
  readonly include: Origin;
}

/** How `diff` judges, defaults put in. */
export interface DiffConfig {
  readonly policy: Policy;
  readonly rules: Rules;
  readonly unreachable: Unreachable;
  readonly graceDays: number | undefined;
  readonly zeroMinorForFeatures: boolean;
  /** The path of the accept file, which need not be there. */
  readonly accept: string;
}

export interface Config {
  readonly files: readonly SourceFile[];
  readonly targets: readonly ConfiguredTarget[];
  readonly diff: DiffConfig;
}

/** The config at `path`. What is wrong with it is reported; targets whose spec is known are there all the same, so that specs can be read in the same run. */
export function loadConfig(path: string, host: Host, report: Report): Config {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  if (host.read(path) === undefined) {
    const near = nearest(path.slice(folder.length), host.list(folder || "."));
    const help =
      near === undefined
        ? "name it with `--config <file>`, or make one with `actionwright init`"
        : `did you mean \`${folder}${near}\`?`;
    report("AW7007", undefined, { path }, { help });
    return { files: [], targets: [], diff: diffOf(undefined, folder, report) };
  }
  const document = loadDocument(path, host, report);
  if (!document) return { files: [], targets: [], diff: diffOf(undefined, folder, report) };
  const files = [document.file];
  if (document.root) validateConfig(document.file, document.root, report);
  const entries = entriesOf(get(document.root, "targets"));
  checkTargets(entries, report);
  return {
    files,
    targets: entries
      .filter(({ value }) => textOf(get(value, "spec")))
      .map((entry) => targetOf(entry, folder, document.file)),
    diff: diffOf(get(document.root, "diff"), folder, report),
  };
}

/** The config of `diff` where there is none. */
function diffOf(node: SourceNode | undefined, folder: string, report: Report): DiffConfig {
  return {
    policy: choiceOf(get(node, "policy"), policies) ?? "sdk",
    rules: rulesOf(entriesOf(get(node, "rules")), report),
    unreachable: choiceOf(get(node, "unreachable"), unreachables) ?? "warn",
    graceDays: numberOf(get(node, "graceDays")),
    zeroMinorForFeatures: isTrue(get(node, "zeroMinorForFeatures")),
    accept: within(folder, textOf(get(node, "accept")) ?? "api-accept.yaml"),
  };
}

function rulesOf(entries: readonly SourceEntry[], report: Report): Rules {
  const known = entries.filter(({ key, keyOrigin }) => isRule(key) || reportRule(key, keyOrigin, report));
  return Object.fromEntries(
    known.flatMap(({ key, value }) => {
      const level = choiceOf(value, ruleLevels);
      return level ? [[key, level] as const] : [];
    }),
  );
}

function targetOf(entry: SourceEntry, folder: string, config: SourceFile): ConfiguredTarget {
  const { key: name, value: node } = entry;
  const include = findEntry(node, "include");
  return {
    name,
    config,
    places: placesOf(entry),
    spec: within(folder, textOf(get(node, "spec")) ?? ""),
    overlays: textsOf(get(node, "overlays")).map((path) => within(folder, path)),
    out: within(folder, textOf(get(node, "out")) ?? ""),
    include: includeOf(include?.value),
    package: packageOf(get(node, "package")),
    client: textOf(get(node, "client")),
    writeOnce: textsOf(get(node, "writeOnce")),
    ignore: textsOf(get(node, "ignore")),
    int64: choiceOf<Int64>(get(node, "int64"), ["number", "bigint", "string"]) ?? "number",
    docs: get(node, "docs") === undefined || isTrue(get(node, "docs")),
  };
}

function placesOf({ keyOrigin, value }: SourceEntry): TargetPlaces {
  return {
    name: keyOrigin,
    spec: get(value, "spec")?.origin ?? keyOrigin,
    overlays: itemsOf(get(value, "overlays")).flatMap((item) => (textOf(item) === undefined ? [] : item.origin)),
    include: findEntry(value, "include")?.keyOrigin ?? keyOrigin,
  };
}

function includeOf(node: SourceNode | undefined): Target["include"] {
  return {
    modules: orAll(textsOf(get(node, "modules"))),
    actions: orAll(textsOf(get(node, "actions"))),
    stability: choiceOf<Stability>(get(node, "stability"), ["stable", "beta", "experimental"]) ?? "experimental",
  };
}

function packageOf(node: SourceNode | undefined): Target["package"] {
  const repository = get(node, "repository");
  return {
    name: textOf(get(node, "name")) ?? "",
    version: textOf(get(node, "version")) ?? "",
    license: textOf(get(node, "license")) ?? "MIT",
    repository: textOf(repository) ?? textOf(get(repository, "url")) ?? "",
    directory: textOf(get(repository, "directory")) ?? "",
    keywords: textsOf(get(node, "keywords")),
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

interface OwnedFolder {
  readonly name: string;
  readonly path: string;
  readonly origin: Origin;
}

/** Each target owns a folder below the config's, and none lies within another's. */
function checkTargets(targets: readonly SourceEntry[], report: Report): void {
  const folders: OwnedFolder[] = [];
  for (const { key: name, value } of targets) {
    const out = get(value, "out");
    const path = textOf(out);
    if (!out || !path) continue;
    const folder = { name, path: `${normalize(path).replace(/\/$/, "")}/`, origin: out.origin };
    if (isAbsolute(path) || /^(\.\.?\/|[A-Za-z]:)/.test(folder.path)) report("AW7009", out.origin, { path });
    const other = folders.find((before) => before.path.startsWith(folder.path) || folder.path.startsWith(before.path));
    if (other) report("AW7008", out.origin, { name, other: other.name }, { related: [{ origin: other.origin, message: "the other folder" }] }); // prettier-ignore
    folders.push(folder);
  }
}

function within(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
