// What the readers of schemas share: the declarations made so far, and those that are still to be read.
import type { Documents, Lose } from "./document.js";
import type { Declaration, Owner, SlotDraft, TypeDraft } from "./draft.js";
import type { Facts } from "./facts.js";
import { capitalize } from "../names.js";
import { said } from "./note.js";
import { declareInstance, hasOwnNull, namedType, readArguments } from "./own-type.js";
import { entriesOf, get, textOf, type SourceNode } from "../source.js";
import type { PlainShape } from "./schema.js";
import { takesNull, wholeView } from "./view.js";

export interface Reader {
  readonly documents: Documents;
  readonly facts: Facts;
  readonly lose: Lose;
  /** Reads the schema that a declaration is for. */
  readonly read: (declaration: Declaration, site: SourceNode, reader: Reader) => void;
  /** In the order in which they are to be printed, with some that turn out to need no name. */
  readonly declarations: Declaration[];
  readonly byNode: Map<SourceNode, Declaration>;
  /** Schemas by their names under `components`. */
  readonly names: ReadonlyMap<string, SourceNode>;
  /** Generic types by name, and the names of their parameters. Only exported documents have any. */
  readonly generics: Map<string, Declaration>;
  readonly parameters: Set<string>;
  /** What is still to be read. What refers to something does not wait for it, so that chains are no deep recursion. */
  readonly unread: (() => void)[];
  /** Records without the tag that stands beside them, of records that have it. */
  readonly copies: { readonly copy: Declaration; readonly target: Declaration; readonly tag: string }[];
  /** Types that are members of unions without a tag of theirs. */
  readonly bare: Set<Declaration>;
  /** Records that members of unions hold in place. */
  readonly arms: Declaration[];
  /** What schemas in place turned out to be. */
  readonly places: Map<SourceNode, PlainShape>;
  /** Types that are used, some of them while they are read. */
  readonly used: Set<Declaration>;
  /** How many schemas in place stand around. */
  readonly depth: { now: number };
  /** Schemas that hold together, by their places. */
  readonly merged: Map<string, SourceNode>;
  /** What stands in parts that operations share, each read once. */
  readonly shared: Map<SourceNode, SlotDraft>;
}

export function createReader(documents: Documents, facts: Facts, read: Reader["read"]): Reader {
  const names = new Map([...facts.components].map(([node, name]) => [name, node] as const));
  const reader: Reader = { documents, facts, lose: documents.lose, read, declarations: [], byNode: new Map(), names, generics: new Map(), parameters: new Set(), unread: [], arms: [], copies: [], bare: new Set(), shared: new Map(), places: new Map(), used: new Set(), depth: { now: 0 }, merged: new Map() }; // prettier-ignore
  for (const [node, name] of facts.components) if (!isVariant(node, facts)) declareComponent(node, name, reader);
  readArguments(reader);
  return reader;
}

/** Whether a schema is nothing but a member of a union, which an export has given a name. */
function isVariant(node: SourceNode, { asArm, otherwise }: Facts): boolean {
  return said(node, "variantOf") !== undefined && asArm.has(node) && !otherwise.has(node);
}

/** A schema under `components` that only refers to one elsewhere gives its name to that. */
function declareComponent(node: SourceNode, name: string, reader: Reader): void {
  if (declareInstance(node, reader)) return;
  const ref = get(node, "$ref");
  const target = ref && entriesOf(node).length === 1 ? reader.documents.follow(ref) : undefined;
  if (!target || reader.facts.components.has(target) || reader.byNode.has(target)) declareAs(name, node, reader);
  else reader.byNode.set(node, declareAs(name, target, reader));
}

/** The declaration of a schema that is referred to. It is read later, so that chains of references are no deep recursion. */
export function declare(site: SourceNode, reader: Reader): Declaration {
  const known = reader.byNode.get(site);
  if (known) return known;
  return declareAs(
    reader.facts.components.get(site) ?? nameFromPlace(reader.documents.pointerOf(site), site),
    site,
    reader,
  );
}

/** Declares a schema under a name. */
export function declareAs(written: string, site: SourceNode, reader: Reader): Declaration {
  const dot = written.lastIndexOf(".");
  const declaration: Declaration = {
    called: { name: written },
    prefix: dot > 0 && dot < written.length - 1 ? written.slice(0, dot) : undefined,
    origin: site.origin,
    nullable: isNullable(site, reader),
    body: undefined,
    about: { docs: undefined, deprecated: false, extensions: [] },
    tags: new Set(),
  };
  reader.byNode.set(site, declaration);
  reader.declarations.push(declaration);
  reader.unread.push(() => reader.read(declaration, site, reader));
  return declaration;
}

/** Words of a pointer that say nothing of what is there. */
const structural: ReadonlySet<string> = new Set(["components", "schemas", "$defs", "definitions", "properties", "items", "allOf", "oneOf", "anyOf", "schema", "content", "paths", "responses", "requestBody", "parameters", "additionalProperties"]); // prettier-ignore

function nameFromPlace(tokens: readonly string[], { origin }: SourceNode): string {
  const words = tokens.filter((token, index) => !structural.has(token) && !/^\d+$|^\//.test(token) && tokens[index - 1] !== "content"); // prettier-ignore
  const stem = /([^/.]+)[^/]*$/.exec(origin.file)?.[1] ?? "value";
  return words.length === 1 ? (words[0] ?? stem) : words.map(capitalize).join("") || stem;
}

/** Whether uses of a schema may be null because of what it says itself. */
function isNullable(site: SourceNode, { documents }: Reader): boolean {
  return !hasOwnNull(site) && takesNull(wholeView(site, documents), documents);
}

/** A type for which a name is at hand, should it need one. */
export function draftDeclaration(owner: Declaration | Owner, words: string, site: SourceNode): Declaration {
  return {
    called: { owner, words },
    prefix: undefined,
    origin: site.origin,
    nullable: false,
    body: undefined,
    about: { docs: undefined, deprecated: false, extensions: [] },
    tags: new Set(),
  };
}

/** A use of a named type as it is, by a member of a union. */
export function useBare(target: Declaration, { bare }: Reader): TypeDraft {
  bare.add(target);
  return use(target);
}

/** A use of a named type. */
export function use(target: Declaration): TypeDraft {
  const named = namedType(target);
  return target.nullable ? { kind: "nullable", inner: named } : named;
}

export const json: TypeDraft = { kind: "scalar", scalar: "json" };

/** A part of an operation: a parameter, a body, an answer. */
export interface Shared {
  readonly node: SourceNode;
  /** Its name under `components`, if it is there; types within it are named after it. */
  readonly name: string | undefined;
}

/** A part, its reference followed; undefined if that leads nowhere. */
export function partOf(node: SourceNode | undefined, { documents }: Reader): Shared | undefined {
  const ref = get(node, "$ref");
  const target = ref ? documents.follow(ref) : node;
  const last = textOf(ref)?.split("/").at(-1);
  return target && { node: target, name: last?.replaceAll("~1", "/").replaceAll("~0", "~") };
}

/** The slot of a schema in a part: of a shared one, the same for all that use it. */
export function sharedSlot(schema: SourceNode, { name }: Shared, { reader, read }: { readonly reader: Reader; readonly read: (owner: Owner | undefined) => SlotDraft }): SlotDraft {
  if (name === undefined) return read(undefined);
  const slot = reader.shared.get(schema) ?? read({ name, module: undefined });
  reader.shared.set(schema, slot);
  return slot;
} // prettier-ignore
