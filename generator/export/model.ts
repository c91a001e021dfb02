// A model as plain JSON, for other tools: all that the spec means, and nothing of where it was written.
import type { Json, Model } from "../model.js";

/** The model without places. Equal models give equal JSON, wherever their text stood: the manifest hashes this. */
export function exportModel(model: Model): Json {
  return withoutOrigins(model) as Json;
}

/** Values of the spec are kept as they are: a member of theirs may be called `origin`. */
const verbatim: ReadonlySet<string> = new Set(["extensions", "value"]);

function withoutOrigins(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutOrigins);
  if (typeof node !== "object" || node === null) return node;
  const members = Object.entries(node).filter(([name]) => name !== "origin" && name !== "typeOrigin");
  return Object.fromEntries(members.map(([name, value]) => [name, verbatim.has(name) ? value : withoutOrigins(value)]));
}
