// Exported documents as a whole: what their notes say of the API and of its modules.
import { entriesOf, get, isTrue, itemsOf, textOf, type SourceNode } from "../source.js";
import { mapOf, scalar } from "./build.js";
import type { Documents, OpenApiDocument } from "./document.js";
import type { About } from "./draft.js";
import { isExported, ownExtensions, said, saidOf } from "./note.js";
import { pairsOf } from "./own-pairs.js";

type Pair = readonly [key: string, value: SourceNode | undefined];

const isModuleName = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** The names of the modules of exported documents, which stand before the names of their types. */
export function ownModules({ asked }: Documents): ReadonlyMap<string, string> {
  const tags = asked.filter(isExported).flatMap(({ root }) => itemsOf(get(root, "tags")));
  return new Map(
    tags
      .flatMap((tag) => textOf(get(tag, "name")) ?? [])
      .filter((name) => isModuleName.test(name))
      .map((name) => [name, name] as const),
  );
}

/** The binding of actions that say nothing of theirs. */
export function ownBinding({ asked }: Documents): { readonly method: string; readonly path: string } | undefined {
  const notes = asked.filter(isExported).flatMap(({ root }) => said(root, "rpc") ?? []);
  const [first] = notes.map((rpc) => ({ method: textOf(get(rpc, "method")) ?? "POST", path: textOf(get(rpc, "path")) ?? "" })); // prettier-ignore
  return first;
}

/** Keys of the user's own on the binding. */
export function bindingPairs({ asked }: Documents): readonly Pair[] {
  return pairsOf(ownExtensions(asked.filter(isExported).flatMap(({ root }) => entriesOf(said(root, "rpc")))));
}

/** The identity of an API, which a document that is all of it may tell. */
export function identityPairs(document: OpenApiDocument | undefined, id: SourceNode): readonly Pair[] {
  return [["id", said(document?.root, "id") ?? id], ["versioning", said(document?.root, "versioning")]]; // prettier-ignore
}

export function headerPair({ asked }: Documents): Pair {
  return ["requestIdHeader", said(asked.find(isExported)?.root, "requestIdHeader")];
}

// ── Servers and schemes ─────────────────────────────────────────────────────────────────────────────────────────────

/** A variable of a server: OpenAPI wants a default where a spec has none, and knows no values beside those that it lists. */
export function variablePairs(node: SourceNode | undefined, pairs: readonly Pair[]): readonly Pair[] {
  const isRequired = isTrue(said(node, "required"));
  const values = said(node, "enum");
  const kept = pairs.filter(([key]) => !(key === "default" && isRequired) && !(key === "enum" && values));
  const open: readonly Pair[] = values
    ? [
        ["enum", values],
        ["open", scalar(true, values.origin)],
      ]
    : [];
  return [...open, ...kept];
}

/** A scheme with what its note says in the place of what OpenAPI says. */
export function schemePairs(node: SourceNode, pairs: readonly Pair[]): readonly Pair[] {
  const noted: readonly Pair[] = (["tokenUrl", "clientAuth", "env"] as const).map((key) => [key, said(node, key)]);
  return [...new Map([...pairs, ...noted.filter(([, value]) => value)])];
}

/** The scheme that is none, with its name. */
export function noneScheme({ root }: OpenApiDocument): readonly [name: string, node: SourceNode] | undefined {
  const none = said(root, "none");
  const name = textOf(get(none, "name"));
  if (!none || name === undefined) return undefined;
  return [name, mapOf([["kind", scalar("none", none.origin)], ["docs", get(none, "docs")], ...pairsOf(ownExtensions(entriesOf(none)))], none.origin)]; // prettier-ignore
}

/** Things in the order that a note of their module has; those that it does not name stay behind the others. */
export function inModuleOrder<T>(things: readonly T[], about: About, { member, nameOf }: { readonly member: "types" | "actions"; readonly nameOf: (thing: T) => string }): readonly T[] {
  const order = new Map(itemsOf(saidOf(about, member)).map((item, index) => [textOf(item) ?? "", index] as const));
  const rank = (thing: T): number => order.get(nameOf(thing)) ?? order.size;
  return order.size === 0 ? things : things.toSorted((a, b) => rank(a) - rank(b));
} // prettier-ignore
