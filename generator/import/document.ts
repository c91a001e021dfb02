// OpenAPI documents: reading them through the host, following `$ref`s within and between them, and saying where something
// stands. A reference is followed a step at a time, so that one that leads back to itself is an end and not a loop.
import type { Code, Report } from "../diagnostics.js";
import { loadDocument, type Host } from "../load.js";
import type { Origin } from "../model.js";
import { shown } from "../names.js";
import {
  entriesOf,
  get,
  itemsOf,
  locate,
  pointerTokens,
  textOf,
  type SourceFile,
  type SourceMap,
  type SourceNode,
} from "../source.js";

/** A document that was asked for, as opposed to one that a reference leads to. */
export interface OpenApiDocument {
  readonly path: string;
  readonly root: SourceMap;
}

/** Says what is lost, at a place of a document; with a help where there is one to give. */
export type Lose = (code: LossCode, at: Origin, params: LossParams) => void;

export type LossParams = Readonly<Record<string, string | number>> & { readonly help?: string };

/** Codes of what is lost or changed on the way. */
export type LossCode = Extract<Code, `AW60${string}`>;

export interface Documents {
  readonly asked: readonly OpenApiDocument[];
  /** Every file that was read. */
  readonly files: readonly SourceFile[];
  readonly lose: Lose;
  /** What a reference leads to; `undefined`, once reported, if that is nothing. */
  readonly follow: (ref: SourceNode) => SourceNode | undefined;
  /** The JSON pointer of something, as tokens. */
  readonly pointerOf: (node: SourceNode) => readonly string[];
}

interface Loading {
  readonly host: Host;
  readonly report: Report;
  readonly files: SourceFile[];
  /** By path; a file that cannot be read is tried once. */
  readonly roots: Map<string, SourceNode | undefined>;
}

/** Reads the documents that were asked for. What is no OpenAPI document is reported and left out. */
export function readDocuments(paths: readonly string[], host: Host, report: Report): Documents {
  const loading: Loading = { host, report: tolerant(report), files: [], roots: new Map() };
  const asked = [...new Set(paths)].flatMap((path) => {
    const root = open(path, loading);
    return root && isOpenApi(root, path, report) ? [{ path, root }] : [];
  });
  const lose = loser(report, loading.roots);
  const pointerOf = ({ origin }: SourceNode): readonly string[] => {
    const root = loading.roots.get(origin.file);
    return root ? pointerTo(root, origin) : [];
  };
  return { asked, files: loading.files, lose, follow: follower(loading, lose), pointerOf };
}

/** Integers beyond 2^53 are common as bounds, and are read from their text: they are no mistake of the document. */
function tolerant(report: Report): Report {
  const pass = (...[code, origin, params, options]: Parameters<Report>): void => {
    if (code !== "AW1008") report(code, origin, params, options);
  };
  return Object.defineProperties(pass, Object.getOwnPropertyDescriptors(report)) as Report;
}

function open(path: string, { host, report, files, roots }: Loading): SourceNode | undefined {
  if (roots.has(path)) return roots.get(path);
  const read = loadDocument(path, host, report);
  if (read) files.push(read.file);
  roots.set(path, read?.root);
  return read?.root;
}

function isOpenApi(root: SourceNode, path: string, report: Report): root is SourceMap {
  const version = get(root, "openapi");
  if (root.kind === "map" && version?.kind === "scalar" && /^3\./.test(version.source)) return true;
  const other = version ?? get(root, "swagger");
  const origin = other?.origin ?? { file: path, start: root.origin.start, end: root.origin.start };
  if (other?.kind === "scalar") report("AW6002", origin, { version: shown(other.source) });
  else report("AW6001", origin, {});
  return false;
}

// ── References ──────────────────────────────────────────────────────────────────────────────────────────────────────

function follower(loading: Loading, lose: Lose): Documents["follow"] {
  const known = new Map<string, SourceNode | undefined>();
  return (ref) => {
    const text = textOf(ref);
    if (text === undefined) return undefined;
    const key = JSON.stringify([ref.origin.file, text]);
    if (known.has(key)) return known.get(key);
    const found = find(text, ref.origin.file, loading);
    if (typeof found === "string") lose("AW6010", ref.origin, { ref: shown(text), problem: found });
    const target = typeof found === "string" ? undefined : found;
    known.set(key, target);
    return target;
  };
}

/** What a reference in a file means, or why it means nothing. */
function find(text: string, from: string, loading: Loading): SourceNode | string {
  const hash = text.indexOf("#");
  const [path, fragment] = hash < 0 ? [text, ""] : [text.slice(0, hash), text.slice(hash + 1)];
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return "nothing is fetched";
  const target = path === "" ? from : resolvePath(from, decoded(path));
  if (!loading.roots.has(target) && loading.host.read(target) === undefined) return "there is no such file";
  const root = open(target, loading);
  return root ? findIn(root, fragment) : "the file cannot be read";
}

function findIn(root: SourceNode, fragment: string): SourceNode | string {
  if (fragment === "") return root;
  if (!fragment.startsWith("/")) return findAnchor(root, decoded(fragment)) ?? "nothing has this anchor";
  return locate(root, pointerTokens(decoded(fragment)))?.node ?? "there is nothing at this pointer";
}

/** A relative path from a file's folder. It may lead upwards: documents of one API lie in several folders. */
function resolvePath(from: string, path: string): string {
  const parts = path.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.length && parts.at(-1) !== "..") parts.pop();
      else parts.push("..");
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The schema that calls itself by a name. Looked for only when something refers to one, which is rare. */
function findAnchor(root: SourceNode, name: string): SourceNode | undefined {
  const open: SourceNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (textOf(get(node, "$anchor")) === name) return node;
    open.push(...itemsOf(node), ...entriesOf(node).map(({ value }) => value));
  }
  return undefined;
}

// ── Places ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function loser(report: Report, roots: Loading["roots"]): Lose {
  return (code, at, params) => {
    const root = roots.get(at.file);
    const label = root && `#${pointerTo(root, at).map(escaped).join("")}`;
    report(code, at, params, { label, help: params.help });
  };
}

function escaped(token: string): string {
  return `/${shown(token.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
}

/** The pointer to what stands at a place: a value, or that of a key. */
function pointerTo(root: SourceNode, { start, end }: Origin): readonly string[] {
  const tokens: string[] = [];
  for (let node: SourceNode | undefined = root; node && (node.origin.start !== start || node.origin.end !== end);) {
    const [token, next]: Step = stepTo(node, start);
    if (next) tokens.push(token);
    node = next;
  }
  return tokens;
}

type Step = readonly [token: string, next: SourceNode | undefined];

/** The entry or item that an offset lies in; that of its key too. */
function stepTo(node: SourceNode, offset: number): Step {
  if (node.kind === "map") {
    const entry = node.entries.find(({ keyOrigin, value }) => keyOrigin.start <= offset && offset < Math.max(value.origin.end, keyOrigin.end)); // prettier-ignore
    return [entry?.key ?? "", entry?.value];
  }
  const index = itemsOf(node).findIndex(({ origin }) => origin.start <= offset && offset < origin.end);
  return [String(index), itemsOf(node)[index]];
}
