// What the parts of `lower` share: the spec's defaults and the names that references can mean.
import type { Report, ReportOptions } from "../diagnostics.js";
import type { Extended, Node, Origin, Tagging } from "../model.js";
import { fieldCases, nearest, valueCases, type FieldCase, type ValueCase } from "../names.js";
import {
  choiceOf,
  entriesOf,
  get,
  isComplete,
  itemsOf,
  textOf,
  toJson,
  type Source,
  type SourceNode,
} from "../source.js";

/** A type that a reference can mean. */
export interface Declaration {
  readonly origin: Origin;
  readonly params: readonly string[];
}

/** A module's types by name. A broken module's file could not be read: any reference into it is let pass. */
export interface Scope {
  readonly broken: boolean;
  readonly types: ReadonlyMap<string, Declaration>;
}

export interface Defaults {
  readonly fieldCase: FieldCase;
  readonly valueCase: ValueCase;
  readonly tagging: Tagging;
  readonly tag: string;
  readonly content: string;
}

export interface Context {
  readonly report: Report;
  readonly defaults: Defaults;
  readonly scopes: ReadonlyMap<string, Scope>;
  /** A part of the spec could not be read: what seems unknown may be in there. */
  readonly partial: boolean;
  /** The module whose names need no prefix; empty in `api.yaml`. */
  readonly module: string;
  /** Names of types and modules that nothing has: each is told once, however often it is used. */
  readonly unknown: Map<string, Unknown>;
  /** The parameters of the type that is being read. */
  readonly params: readonly string[];
}

/** A name that nothing has, where it is used first. */
export interface Unknown {
  readonly code: "AW2104" | "AW2105";
  readonly origin: Origin;
  readonly params: Readonly<Record<string, string>>;
  readonly options: ReportOptions;
  others: number;
}

export const taggings: readonly Tagging[] = ["internal", "adjacent", "external", "untagged"];

export function contextOf(source: Source, report: Report): Context {
  const defaults = get(source.api, "defaults");
  refuseSentinel(get(defaults, "tag"), report);
  return {
    report,
    defaults: defaultsOf(defaults),
    scopes: scopesOf(source),
    partial: !isComplete(source),
    module: "",
    unknown: new Map(),
    params: [],
  };
}

function defaultsOf(node: SourceNode | undefined): Defaults {
  return {
    fieldCase: choiceOf(get(node, "fieldCase"), fieldCases) ?? "camelCase",
    valueCase: choiceOf(get(node, "valueCase"), valueCases) ?? "asWritten",
    tagging: choiceOf(get(node, "tagging"), taggings) ?? "internal",
    tag: textOf(get(node, "tag")) ?? "tag",
    content: textOf(get(node, "content")) ?? "content",
  };
}

function scopesOf(source: Source): ReadonlyMap<string, Scope> {
  return new Map(
    source.modules.map(({ name, root }) => {
      const types = entriesOf(get(root, "types")).map((entry) => {
        const params = itemsOf(get(entry.value, "params")).flatMap((param) => textOf(param) ?? []);
        return [entry.key, { origin: entry.keyOrigin, params }] as const;
      });
      return [name, { broken: !isReadable(root), types: new Map(types) }] as const;
    }),
  );
}

/** Whether a module's types can be known: its document is a mapping, and its `types` are neither malformed nor misspelt. */
function isReadable(root: SourceNode | undefined): boolean {
  const types = get(root, "types");
  if (types) return types.kind === "map";
  return root?.kind === "map" && root.entries.every(({ key }) => nearest(key, ["types"]) === undefined);
}

const sentinels: readonly string[] = ["$unknown", "$tag", "$raw"];

/** Reports a name on the wire that the runtime owns. */
export function refuseSentinel(node: SourceNode | undefined, report: Report): void {
  const name = textOf(node);
  if (node && name !== undefined && sentinels.includes(name)) report("AW2129", node.origin, { name });
}

/** What every node of the model has. */
export function nodeOf(id: string, origin: Origin, node: SourceNode | undefined): Node {
  return { id, origin, extensions: extensionsOf([node]) };
}

/** A mapping's `x-*` keys; those of several that are one node in the model are put together, the last one wins. */
export function extended(...nodes: readonly (SourceNode | undefined)[]): Extended {
  return { extensions: extensionsOf(nodes) };
}

export function extensionsOf(nodes: readonly (SourceNode | undefined)[]): Extended["extensions"] {
  const entries = nodes.flatMap(entriesOf).filter(({ key }) => key.startsWith("x-"));
  return Object.fromEntries(entries.map(({ key, value }) => [key, toJson(value)]));
}
