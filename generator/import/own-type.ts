// Types of exported documents: what a note says of a schema, where OpenAPI's own words say less. A note that leads nowhere is
// told, and the schema is read as that of any other document.
import { scalars } from "../model.js";
import { entriesOf, get, itemsOf, textOf, type SourceNode } from "../source.js";
import type { Declaration, TypeDraft } from "./draft.js";
import { isExported, memberName, said } from "./note.js";
import { declare, declareAs, json, type Reader } from "./reader.js";
import type { Shape } from "./schema.js";
import { isNull } from "./view.js";

/** The type that a note names; undefined where none does. */
export function notedType(site: SourceNode, reader: Reader): TypeDraft | undefined {
  const node = said(site, "type");
  return node && writtenType(node, reader);
}

/** A type as the spec writes it, every name with its module; undefined, once told, if a name is nobody's. */
function writtenType(node: SourceNode, reader: Reader): TypeDraft | undefined {
  const type = typeOf(textOf(node) ?? "", reader, 0);
  if (!type) reader.lose("AW6050", node.origin, { what: memberName("type"), problem: "there is no such type" });
  return type;
}

/** How many generics may stand within each other. */
const DEEPEST = 50;

function typeOf(text: string, reader: Reader, depth: number): TypeDraft | undefined {
  const [, name = "", argument] = /^([A-Za-z][\w.]*)(?:<(.*)>)?$/s.exec(text) ?? [];
  if (depth > DEEPEST) return undefined;
  if (argument !== undefined) return wrapped(name, typeOf(argument, reader, depth + 1), reader);
  const scalar = ([...scalars, "text", "stream"] as const).find((candidate) => candidate === name);
  if (scalar) return { kind: "scalar", scalar };
  if (reader.parameters.has(name)) return { kind: "parameter", name };
  const site = reader.names.get(name);
  const target = site && declare(site, reader);
  return target && !target.instance ? { kind: "named", target } : undefined;
}

function wrapped(name: string, inner: TypeDraft | undefined, { generics }: Reader): TypeDraft | undefined {
  if (!inner) return undefined;
  switch (name) {
    case "list":
      return { kind: "list", item: inner };
    case "map":
      return { kind: "map", value: inner };
    case "nullable":
      return { kind: "nullable", inner };
    default: {
      const target = generics.get(name);
      return target && { kind: "named", target, args: [inner] };
    }
  }
}

/** `nullable<Name>`, as an export writes it: of other documents, a union of one member and null is one of its own. */
export function ownNullable(site: SourceNode, reader: Reader): TypeDraft | undefined {
  const [arm, none, ...others] = itemsOf(get(site, "anyOf"));
  const ref = get(arm, "$ref");
  const { asked, follow } = reader.documents;
  const isOwn = asked.some((document) => document.path === site.origin.file && isExported(document));
  if (!isOwn || !ref || !none || !isNull(none) || others.length > 0) return undefined;
  const target = follow(ref);
  return target && { kind: "nullable", inner: namedType(declare(target, reader)) };
}

/** A shape with what an export says of it besides: the rules of a record, and the order of its fields. */
export function ownShape(shape: Shape, site: SourceNode): Shape {
  if (shape.kind !== "record") return shape;
  const rules = itemsOf(get(site, "allOf")).flatMap((item) => said(item, "rule") ?? []);
  const order = textsOf(said(site, "order"));
  const rank = new Map(order.map((wire, index) => [wire, index]));
  const fields = shape.fields.toSorted((a, b) => (rank.get(a.wire) ?? rank.size) - (rank.get(b.wire) ?? rank.size));
  return { ...shape, fields, rules };
}

/** Whether a schema is another type under a name of its own: then it has neither fields nor members. */
export function isSecondName(site: SourceNode): boolean {
  const structure = ["properties", "required", "enum", "const", "oneOf", "discriminator"];
  return said(site, "kind") !== undefined && !entriesOf(site).some(({ key }) => structure.includes(key));
}

/** Whether a null that a schema allows is a part of the type: with others, it is a part of each use. */
export function hasOwnNull(site: SourceNode): boolean {
  return isSecondName(site) || said(site, "tagging") !== undefined;
}

// ── Generic types ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Declares a use of a generic type, and the type itself with the first of its uses. Whether a schema is such a use. */
export function declareInstance(site: SourceNode, reader: Reader): boolean {
  const generic = said(site, "generic");
  if (!generic) return false;
  const name = textOf(get(generic, "type")) ?? "";
  const params = textsOf(get(generic, "params"));
  const known = reader.generics.get(name);
  const type = known ?? declareAs(name, site, reader);
  type.params = params;
  reader.generics.set(name, type);
  for (const param of params) reader.parameters.add(param);
  reader.byNode.set(site, { ...type, nullable: false, instance: { of: type, args: [] } });
  return true;
}

/** Puts in what generic types are used with, now that every type is declared. */
export function readArguments(reader: Reader): void {
  for (const [site, declaration] of reader.byNode) {
    if (!declaration.instance) continue;
    const args = itemsOf(get(said(site, "generic"), "args")).map((arg) => writtenType(arg, reader) ?? json);
    declaration.instance = { ...declaration.instance, args };
  }
}

function textsOf(node: SourceNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** The type that a declaration stands for, with what it is used with. */
export function namedType(target: Declaration): TypeDraft {
  const { instance } = target;
  return instance ? { kind: "named", target: instance.of, args: instance.args } : { kind: "named", target };
}
