// Records that members of unions hold in place, and that the document names elsewhere without referring to them: a generator
// that inlines what it flattens leaves such orphans. A record takes the name of the one orphan of its document that has the
// same fields, or of several by the one whose name has the variant's in it.
import type { BodyDraft, Declaration, FieldDraft, TypeDraft, VariantDraft } from "./draft.js";
import { wordsOf } from "../names.js";
import type { Reader } from "./reader.js";

/** Puts a record in the place of its copies without the tag, if it is never used with it: then it has no such field. */
export function mergeCopies({ declarations, copies, bare, byNode, facts }: Reader): void {
  const whole = new Set([...bare, ...[...facts.otherwise].map((node) => byNode.get(node))]);
  const tags = new Map<Declaration, Set<string>>();
  for (const { target, tag } of copies) tags.set(target, new Set([...(tags.get(target) ?? []), tag]));
  const found = new Map<Declaration, Declaration>();
  for (const { copy, target, tag } of copies) {
    if (whole.has(target) || tags.get(target)?.size !== 1) continue;
    target.tags.add(tag);
    found.set(copy, target);
  }
  replaceAll(declarations, found);
}

/** Puts orphans in the place of records in place. */
export function matchOrphans(reader: Reader): void {
  const orphans = orphansOf(reader);
  const found = new Map<Declaration, Declaration>();
  for (const arm of reader.arms) {
    const fields = arm.body?.kind === "record" ? arm.body.fields : [];
    const orphan = fields.length ? meant(arm, orphans.get(keyOf(arm, fields)) ?? []) : undefined;
    if (orphan) found.set(arm, orphan);
  }
  replaceAll(reader.declarations, found);
}

/** Records with names that nothing refers to, by their fields. */
function orphansOf({ declarations, byNode, facts }: Reader): ReadonlyMap<string, readonly Declaration[]> {
  const referred = new Set([...facts.asArm, ...facts.otherwise].map((node) => byNode.get(node)));
  const orphans = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    if (!("name" in declaration.called) || referred.has(declaration) || declaration.body?.kind !== "record") continue;
    const key = keyOf(declaration, declaration.body.fields);
    orphans.set(key, [...(orphans.get(key) ?? []), declaration]);
  }
  return orphans;
}

function replaceAll(declarations: readonly Declaration[], found: ReadonlyMap<Declaration, Declaration>): void {
  for (const [before] of found) before.body = undefined;
  for (const declaration of declarations) declaration.body = replaced(declaration.body, found);
}

/** The only orphan, or the only one that is called after the variant. */
function meant({ called }: Declaration, orphans: readonly Declaration[]): Declaration | undefined {
  const [only, ...others] = orphans;
  if (others.length === 0 || !("words" in called)) return only;
  const variant = wordsOf(called.words).join("");
  const akin = orphans.filter((orphan) => "name" in orphan.called && wordsOf(orphan.called.name).join("").includes(variant));
  return akin.length === 1 ? akin[0] : undefined;
} // prettier-ignore

/** What two records have in common that are one: their fields, in any order, and the prefix of their names. */
function keyOf(declaration: Declaration, fields: readonly FieldDraft[]): string {
  const parts = fields.map(({ wire, optional, slot }) => JSON.stringify([wire, optional, textOf(slot.type), slot.constraints.map(([key, value]) => [key, value])])); // prettier-ignore
  return JSON.stringify([prefixOf(declaration), declaration.origin.file, parts.sort()]);
}

function prefixOf({ called, prefix }: Declaration): string {
  if ("name" in called) return prefix ?? "";
  return "called" in called.owner ? prefixOf(called.owner) : "";
}

function textOf(type: TypeDraft): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `list<${textOf(type.item)}>`;
    case "map":
      return `map<${textOf(type.value)}>`;
    case "nullable":
      return `nullable<${textOf(type.inner)}>`;
    case "named":
      return `${type.target.origin.file}:${type.target.origin.start}<${(type.args ?? []).map(textOf).join()}>`;
    case "parameter":
      return type.name;
  }
}

function replaced(body: BodyDraft | undefined, found: ReadonlyMap<Declaration, Declaration>): BodyDraft | undefined {
  if (body?.kind !== "union") return body;
  const variants = body.variants.map((variant): VariantDraft => {
    const { payload } = variant;
    const target = payload?.type.kind === "named" ? found.get(payload.type.target) : undefined;
    return payload && target ? { ...variant, payload: { ...payload, type: { kind: "named", target } } } : variant;
  });
  return { ...body, variants };
}
