// Documents with the place of every key and value, the same for YAML and JSON: what `load` makes and `lower` reads.
// Readers here never fail: what has another shape than asked for is `undefined`, since `validate` has reported it.
import type { Json, Origin } from "./model.js";

/** The text of one file, under the path that diagnostics show. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface SourceEntry {
  /** The key by its source text: `Null`, `True` and `400` are names. */
  readonly key: string;
  readonly keyOrigin: Origin;
  readonly value: SourceNode;
}

export interface SourceMap {
  readonly kind: "map";
  readonly origin: Origin;
  readonly entries: readonly SourceEntry[];
  /** Written with braces. */
  readonly flow: boolean;
}
export interface SourceList {
  readonly kind: "list";
  readonly origin: Origin;
  readonly items: readonly SourceNode[];
}
export interface SourceScalar {
  readonly kind: "scalar";
  readonly origin: Origin;
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly source: string;
  /** Nothing is written there at all. */
  readonly missing: boolean;
}
export type SourceNode = SourceMap | SourceList | SourceScalar;

/** A module's document. Without a root its file was unreadable, which has been reported. */
export interface ModuleSource {
  readonly name: string;
  /** Where `api.yaml` names it. */
  readonly origin: Origin;
  readonly root: SourceNode | undefined;
}

/** A whole spec, before anything is known of its meaning. */
export interface Source {
  readonly files: readonly SourceFile[];
  readonly api: SourceNode | undefined;
  readonly modules: readonly ModuleSource[];
}

// ── Readers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export function entriesOf(node: SourceNode | undefined): readonly SourceEntry[] {
  return node?.kind === "map" ? node.entries : [];
}

export function itemsOf(node: SourceNode | undefined): readonly SourceNode[] {
  return node?.kind === "list" ? node.items : [];
}

export function findEntry(node: SourceNode | undefined, key: string): SourceEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The value under a key. */
export function get(node: SourceNode | undefined, key: string): SourceNode | undefined {
  return findEntry(node, key)?.value;
}

export function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

export function numberOf(node: SourceNode | undefined): number | undefined {
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

export function isTrue(node: SourceNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === true;
}

/** The text under a key if it is one of `values`. */
export function choiceOf<T extends string>(node: SourceNode | undefined, values: readonly T[]): T | undefined {
  const text = textOf(node);
  return values.find((value) => value === text);
}

/** The place of a part of a text; of all of it, where quotes have escapes or lines are folded. */
export function partOf(
  text: { readonly origin: Origin; readonly value?: unknown },
  start: number,
  end: number,
): Origin {
  const { origin, value } = text;
  const length = typeof value === "string" ? value.length : NaN;
  const quotes = (origin.end - origin.start - length) / 2;
  if (quotes !== 0 && quotes !== 1) return origin;
  return { file: origin.file, start: origin.start + quotes + start, end: origin.start + quotes + end };
}

/** Whether every module that is listed could be read. */
export function isComplete({ api, modules }: Source): boolean {
  const listed = get(api, "modules");
  const isListed = listed?.kind === "list" && listed.items.length === modules.length;
  return isListed && modules.every(({ root }) => root?.kind === "map");
}

/** A node as plain JSON, without places. Any key becomes an own property. */
export function toJson(node: SourceNode): Json {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toJson);
    case "map":
      return Object.fromEntries(node.entries.map((entry) => [entry.key, toJson(entry.value)]));
  }
}

/** The node that a JSON pointer's tokens lead to, with its entry in the mapping around it. */
export function locate(
  root: SourceNode,
  tokens: readonly string[],
): { node: SourceNode; entry: SourceEntry | undefined } | undefined {
  let node: SourceNode = root;
  let entry: SourceEntry | undefined;
  for (const token of tokens) {
    entry = findEntry(node, token);
    const next = entry?.value ?? itemsOf(node)[indexOf(token)];
    if (next === undefined) return undefined;
    node = next;
  }
  return { node, entry };
}

/** The place in a list that a token of a pointer means; NaN for what is no index. */
export function indexOf(token: string): number {
  return /^(0|[1-9]\d*)$/.test(token) ? Number(token) : NaN;
}

/** A JSON pointer (RFC 6901) as tokens. */
export function pointerTokens(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
