// Patches over a spec, applied on the documents before they are validated; every value keeps the place it was written at.
import type { Report } from "./diagnostics.js";
import { didYouMean, shown } from "./names.js";
import {
  entriesOf,
  findEntry,
  get,
  indexOf,
  itemsOf,
  pointerTokens,
  textOf,
  type ModuleSource,
  type Source,
  type SourceEntry,
  type SourceFile,
  type SourceMap,
  type SourceNode,
} from "./source.js";

/** An overlay; what `validate` found wrong with its patches is passed over. */
export interface OverlaySource {
  readonly file: SourceFile;
  readonly root: SourceNode | undefined;
}

/** The spec with all overlays applied, in order. A patch that fits nothing is reported and left out. */
export function overlay(source: Source, overlays: readonly OverlaySource[], report: Report): Source {
  const patches = overlays.flatMap(({ root }) => itemsOf(get(root, "patches")));
  const patched = patches.reduce((before, patch) => applyPatch(before, patch, report), source);
  return { ...patched, files: [...patched.files, ...overlays.map(({ file }) => file)] };
}

type Change = (target: SourceNode | undefined) => SourceNode | "gone" | undefined;

function applyPatch(source: Source, patch: SourceNode, report: Report): Source {
  const at = get(patch, "at");
  const path = textOf(at);
  const change = at && path?.startsWith("/") ? changeOf(patch, report) : undefined;
  if (!at || path === undefined || !change) return source;
  const tokens = pointerTokens(path);
  const patched = changeSource(source, tokens, change);
  if (!patched) report("AW4001", at.origin, { path: shown(path) }, { help: helpForPath(source, tokens) });
  return patched ?? source;
}

/** `/modules/<name>/…` leads into a module's document, anything else into `api.yaml`. */
function changeSource(source: Source, tokens: readonly string[], change: Change): Source | undefined {
  const [first, name, ...rest] = tokens;
  if (first !== "modules") {
    const api = source.api && changeNode(source.api, tokens, change);
    return api && api !== "gone" ? { ...source, api } : undefined;
  }
  const index = source.modules.findIndex((module) => module.name === name);
  const module = source.modules[index];
  const root = module?.root && rest.length ? changeNode(module.root, rest, change) : undefined;
  if (!module || !root || root === "gone") return undefined;
  const modules: readonly ModuleSource[] = source.modules.with(index, { ...module, root });
  return { ...source, modules };
}

/** The name that a path was most likely meant to have where it leads no further. */
function helpForPath({ api, modules }: Source, tokens: readonly string[]): string | undefined {
  const [first, name = "", ...rest] = tokens;
  const module = modules.find((candidate) => candidate.name === name);
  if (first === "modules" && !module) return didYouMean(name, modules.map((candidate) => candidate.name)); // prettier-ignore
  let node = first === "modules" ? module?.root : api;
  for (const token of first === "modules" ? rest : tokens) {
    const next = node?.kind === "list" ? node.items[indexOf(token)] : get(node, token);
    if (!next) return didYouMean(token, entriesOf(node).map(({ key }) => key)); // prettier-ignore
    node = next;
  }
  return undefined;
}

/** The node with the change made inside it; `undefined` when the path or the change fits nothing. */
function changeNode(
  node: SourceNode | undefined,
  tokens: readonly string[],
  change: Change,
): SourceNode | "gone" | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return change(node);
  if (node?.kind === "map") return changeEntry(node, token, (value) => changeNode(value, rest, change));
  if (node?.kind !== "list") return undefined;
  const index = indexOf(token);
  const item = changeNode(node.items[index], rest, change);
  if (item === undefined || !(index < node.items.length)) return undefined;
  return { ...node, items: item === "gone" ? node.items.toSpliced(index, 1) : node.items.with(index, item) };
}

function changeEntry(map: SourceMap, key: string, change: Change): SourceNode | undefined {
  const index = map.entries.findIndex((entry) => entry.key === key);
  const entry = map.entries[index];
  const value = change(entry?.value);
  if (value === undefined) return undefined;
  if (value === "gone") return { ...map, entries: map.entries.toSpliced(index, 1) };
  if (entry) return { ...map, entries: map.entries.with(index, { ...entry, value }) };
  return { ...map, entries: [...map.entries, { key, keyOrigin: value.origin, value }] };
}

const operations = ["set", "merge", "append", "remove"] as const;

function changeOf(patch: SourceNode, report: Report): Change | undefined {
  const given = operations.filter((name) => findEntry(patch, name));
  const [name] = given;
  const value = name && get(patch, name);
  if (given.length !== 1 || !name || !value) {
    report("AW4002", patch.origin, { found: given.length ? given.map((key) => `\`${key}\``).join(" and ") : "none" });
    return undefined;
  }
  switch (name) {
    case "set":
      return () => value;
    case "remove":
      return (target) => target && "gone";
    case "merge":
      return (target) => (target?.kind === "map" && value.kind === "map" ? merge(target, value) : undefined);
    case "append":
      return (target) =>
        target?.kind === "list" ? { ...target, items: [...target.items, ...itemsOf(value)] } : undefined;
  }
}

function merge(target: SourceMap, patch: SourceMap): SourceMap {
  return patch.entries.reduce((map, entry) => mergeEntry(map, entry), target);
}

function mergeEntry(map: SourceMap, patch: SourceEntry): SourceMap {
  const index = map.entries.findIndex((entry) => entry.key === patch.key);
  const before = map.entries[index];
  if (!before) return { ...map, entries: [...map.entries, patch] };
  const both =
    before.value.kind === "map" && patch.value.kind === "map" ? merge(before.value, patch.value) : patch.value;
  return { ...map, entries: map.entries.with(index, { ...before, value: both }) };
}
