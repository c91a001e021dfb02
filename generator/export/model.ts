// A model as plain JSON, for other tools: all that the spec means, and nothing of where it was written.
import type { Json, Model } from "../model.js";

/** The model without places. Equal models give equal JSON, wherever their text stood: the manifest hashes this. */
export function exportModel(model: Model): Json {
  return withoutOrigins(model) as Json;
}

/** Values of the spec are kept as they are: a member of theirs may be called `origin`. */
const verbatim: ReadonlySet<string> = new Set(["extensions", "value"]);

/** Any part of a model without places. Written for speed: every run walks the whole model. */
export function withoutOrigins(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutOrigins);
  if (typeof node !== "object" || node === null) return node;
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node)) {
    if (name === "origin" || name === "typeOrigin") continue;
    copy[name] = verbatim.has(name) ? value : withoutOrigins(value);
  }
  return copy;
}
