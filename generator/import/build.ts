// The nodes of the spec that is made, with the place in the document that each comes from.
import type { Json, Origin } from "../model.js";
import type { SourceEntry, SourceNode, SourceScalar } from "../source.js";

export function scalar(value: SourceScalar["value"], origin: Origin): SourceScalar {
  return { kind: "scalar", origin, value, source: String(value), missing: false };
}

export function listOf(items: readonly SourceNode[], origin: Origin): SourceNode {
  return { kind: "list", origin, items };
}

type Pair = readonly [key: string, value: SourceNode | undefined];

/** A mapping; entries without a value are left out. */
export function mapOf(pairs: readonly Pair[], origin: Origin): SourceNode {
  const entries = pairs.flatMap(([key, value]): SourceEntry[] => (value ? [{ key, keyOrigin: value.origin, value }] : []));
  return { kind: "map", origin, entries, flow: false };
} // prettier-ignore

/** Plain data as nodes. */
export function nodeOf(value: Json, origin: Origin): SourceNode {
  if (Array.isArray(value)) return listOf((value as readonly Json[]).map((item) => nodeOf(item, origin)), origin); // prettier-ignore
  if (typeof value !== "object" || value === null) return scalar(value, origin);
  return mapOf(Object.entries(value).map(([key, item]) => [key, nodeOf(item, origin)] as const), origin); // prettier-ignore
}
