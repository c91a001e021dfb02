// Files → documents with the place of every key and value. Reads through a host, so that it works on any file system.
import { createReport, type Report } from "./diagnostics.js";
import { readAgain, type ReadDocument } from "./load/again.js";
import { decode } from "./load/decode.js";
import { readJson } from "./load/json.js";
import { readYaml } from "./load/yaml.js";
import type { Origin } from "./model.js";
import { nearest } from "./names.js";
import {
  findEntry,
  itemsOf,
  textOf,
  type ModuleSource,
  type Source,
  type SourceFile,
  type SourceNode,
} from "./source.js";

/** Where files come from. Paths use `/`. */
export interface Host {
  /** The file's bytes or text; `undefined` when there is none. */
  read(path: string): Uint8Array | string | undefined;
  /** The names in a folder; empty when there is none. */
  list(folder: string): readonly string[];
  /** Documents that were parsed before. Without it each is parsed. */
  readonly documents?: DocumentCache | undefined;
}

/** Documents without a mistake in their syntax, by their text. */
export interface DocumentCache {
  get(file: SourceFile): SourceNode | undefined;
  /** What a file of another text most likely was before: a document of its name. */
  before(file: SourceFile): ReadDocument | undefined;
  set(file: SourceFile, root: SourceNode): void;
  /** Whether a document that came from here or went here was found to keep to a definition of its schema. */
  isValid(root: SourceNode, definition: string): boolean;
  setValid(root: SourceNode, definition: string): void;
}

/** A file may have this many characters. A spec of 1,600 actions has a fiftieth of it. */
const SIZE_LIMIT = 32 * 1024 * 1024;

/** A path, with the place that names it if that is in a document. */
export type Named = string | { readonly path: string; readonly origin: Origin };

interface Context {
  readonly host: Host;
  /** Where a document names what is loaded. */
  readonly origin: Origin | undefined;
  readonly report: Report;
  readonly files: SourceFile[];
  /** Modules' documents by path: one that is listed twice is read once. */
  readonly roots: Map<string, SourceNode | undefined>;
  /** Folders that were looked into, by path. */
  readonly folders: Map<string, Folder>;
  /** Files that a misspelt name in `modules` was most likely meant for. */
  readonly meant: Set<string>;
}

/** What is in a folder. */
interface Folder {
  readonly names: readonly string[];
  readonly all: ReadonlySet<string>;
  /** The first name of those that differ only in case, by that in lower case. */
  readonly lower: ReadonlyMap<string, string>;
}

/**
 * Loads a spec: a folder with an `api.yaml` or `api.json`, that file itself, or a bundled document with its modules inside.
 * What cannot be read is reported and missing from the answer.
 */
export function load(spec: Named, host: Host, report: Report): Source {
  const { path: asked, origin } = placeOf(spec);
  const context = contextOf({ host, report, origin });
  const path = entryPath(asked, host);
  const api = readDocument(path, undefined, context);
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const modules = itemsOf(findEntry(api, "modules")?.value).flatMap((item) => loadModule(item, folder, context));
  const listed = findEntry(api, "modules")?.value;
  if (listed?.kind === "list" && listed.items.length === modules.length) reportUnlisted(path, folder, context);
  return { files: context.files, api, modules };
}

/** Loads one document that is not part of a spec: a config, an overlay. Without a root its syntax is broken. */
export function loadDocument(
  document: Named,
  host: Host,
  report: Report,
): { readonly file: SourceFile; readonly root: SourceNode | undefined } | undefined {
  const { path, origin } = placeOf(document);
  const context = contextOf({ host, report, origin });
  const root = readDocument(path, undefined, context);
  const [file] = context.files;
  return file && { file, root };
}

function placeOf(named: Named): { readonly path: string; readonly origin: Origin | undefined } {
  return typeof named === "string" ? { path: named, origin: undefined } : named;
}

function contextOf(given: Pick<Context, "host" | "report" | "origin">): Context {
  return { ...given, files: [], roots: new Map(), folders: new Map(), meant: new Set() };
}

/** A folder as it is at first: a spec may have thousands of modules in one. */
function folderOf(path: string, { host, folders }: Context): Folder {
  const known = folders.get(path);
  if (known) return known;
  const names = host.list(path || ".");
  const lower = new Map(names.toReversed().map((name) => [name.toLowerCase(), name] as const));
  const folder: Folder = { names, all: new Set(names), lower };
  folders.set(path, folder);
  return folder;
}

function entryPath(spec: string, host: Host): string {
  if (/\.(ya?ml|json)$/.test(spec)) return spec;
  const folder = spec.replace(/\/+$/, "");
  return host.list(folder).includes("api.json") ? `${folder}/api.json` : `${folder}/api.yaml`;
}

/** A module is a name, whose file stands beside `api.yaml`, or the module's document itself. Anything else is for `validate`. */
function loadModule(item: SourceNode, folder: string, context: Context): readonly ModuleSource[] {
  if (item.kind === "map") {
    const name = textOf(findEntry(item, "module")?.value);
    return name === undefined ? [] : [{ name, origin: item.origin, root: item }];
  }
  const name = textOf(item);
  if (name === undefined) return [];
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    helpForMissing(`${folder}${name}.yaml`, folderOf(folder, context).names, context);
    return [{ name, origin: item.origin, root: undefined }];
  }
  const path = modulePath(name, folder, context);
  if (!context.roots.has(path)) context.roots.set(path, readDocument(path, item.origin, context));
  return [{ name, origin: item.origin, root: context.roots.get(path) }];
}

function modulePath(name: string, folder: string, context: Context): string {
  return folderOf(folder, context).all.has(`${name}.json`) ? `${folder}${name}.json` : `${folder}${name}.yaml`;
}

function readDocument(path: string, asked: Origin | undefined, context: Context): SourceNode | undefined {
  const file = readFile(path, asked, context);
  if (!file) return undefined;
  context.files.push(file);
  const { host, report } = context;
  const known = host.documents?.get(file);
  if (known) return known;
  const said = report.all.length;
  const root = parseAgain(file, host.documents) ?? parse(file, report);
  if (root && report.all.length === said) host.documents?.set(file, root);
  return root;
}

/** A document by the one that it was before, as far as it is the same. JSON is read fast enough. */
function parseAgain(file: SourceFile, documents: DocumentCache | undefined): SourceNode | undefined {
  const before = file.path.endsWith(".json") ? undefined : documents?.before(file);
  return before && readAgain(file, before, parseSilently);
}

function parseSilently(file: SourceFile): SourceNode | undefined {
  const report = createReport();
  const root = parse(file, report);
  return report.all.length === 0 ? root : undefined;
}

function parse(file: SourceFile, report: Report): SourceNode | undefined {
  try {
    return file.path.endsWith(".json") ? readJson(file, report) : readYaml(file, report);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the parsers recurse: a stack that runs out means nesting
    report("AW1011", { file: file.path, start: 0, end: 0 }, {});
    return undefined;
  }
}

function readFile(path: string, asked: Origin | undefined, context: Context): SourceFile | undefined {
  const { host, report } = context;
  const start: Origin = { file: path, start: 0, end: 0 };
  const content = host.read(path);
  const [folder, name] = splitPath(path);
  const { names, all, lower } = folderOf(folder, context);
  const similar = all.has(name) ? undefined : lower.get(name.toLowerCase());
  if (similar !== undefined) {
    report("AW1016", asked ?? start, { name, similar });
    return undefined;
  }
  if (content === undefined) {
    if (asked) report("AW1015", asked, { path }, { help: helpForMissing(path, names, context) });
    else report("AW7018", context.origin, { path }, { help: helpForNamed(path, context) });
    return undefined;
  }
  if (content.length > SIZE_LIMIT) {
    report("AW1018", start, { limit: "32 MiB" });
    return undefined;
  }
  const file = decode(path, content);
  if (!file) report("AW1014", start, {});
  return file;
}

function splitPath(path: string): readonly [folder: string, name: string] {
  const start = path.lastIndexOf("/") + 1;
  return [path.slice(0, start), path.slice(start)];
}

/** The file that was most likely meant: one of another ending, or of a similar name. */
function helpForMissing(path: string, names: readonly string[], { meant, files }: Context): string | undefined {
  const [folder, name] = splitPath(path);
  const stem = name.replace(/\.\w+$/, "");
  const other = names.find((candidate) => candidate === `${stem}.yml`);
  const read = new Set(files.map((file) => file.path));
  const free = names.filter((candidate) => /\.(yaml|json)$/.test(candidate) && !read.has(`${folder}${candidate}`));
  const similar = other ?? nearest(stem, free.map((candidate) => candidate.replace(/\.\w+$/, ""))); // prettier-ignore
  if (similar === undefined) return undefined;
  for (const ending of ["", ".yaml", ".json"]) meant.add(`${folder}${similar}${ending}`);
  return other === undefined
    ? `did you mean \`${similar}\`?`
    : `rename \`${other}\`: specs end in \`.yaml\` or \`.json\``;
}

/** For a path that somebody typed: the one beside it that was most likely meant. */
function helpForNamed(path: string, context: Context): string | undefined {
  const [folder, name] = splitPath(path);
  const { names } = folderOf(folder, context);
  if (names.includes("api.yml") && name === "api.yaml") return helpForMissing(path, names, context);
  const [above, own] = splitPath(folder.slice(0, -1));
  const near = nearest(name, names);
  const nearFolder = names.length === 0 && own !== "" ? nearest(own, folderOf(above, context).names) : undefined;
  if (near !== undefined) return `did you mean \`${folder}${near}\`?`;
  if (nearFolder !== undefined) return `did you mean \`${above}${nearFolder}\`?`;
  if (name === "api.yaml") return "a spec is a folder with an `api.yaml`, that file, or the `spec.json` of a package";
  return context.origin && "paths begin in the folder of the document that they are in";
}

/** A file beside `api.yaml` that no one lists is most likely a module that was forgotten. */
function reportUnlisted(path: string, folder: string, context: Context): void {
  const { host, report, files, meant } = context;
  if (!/(^|\/)api\.(yaml|json)$/.test(path) || files.length === 0) return;
  const known = new Set([...files.map((file) => file.path), ...meant]);
  const candidates = folderOf(folder, context).names.filter((name) => /^[a-z][a-z0-9_]*\.(yaml|yml|json)$/.test(name));
  for (const name of candidates.sort()) {
    const file = `${folder}${name}`;
    if (!known.has(file) && isModule(host.read(file))) report("AW1017", { file, start: 0, end: 0 }, { name });
  }
}

function isModule(content: Uint8Array | string | undefined): boolean {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  return /^module:/m.test(text) || /^\s*\{\s*"module"\s*:/.test(text);
}
