// Records that members of unions hold in place, and that the document names elsewhere: a generator that inlines what it
// flattens leaves them behind. A record in place is, of those with the same fields, the one that is called most like the
// variant and its union. Records that only happen to have the same fields come and go; names have to stay through versions.
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
    if (whole.has(target) || tags.get(target)?.size !== 1 || target.body?.kind !== "record") continue;
    target.tags.add(tag);
    found.set(copy, target);
  }
  replaceAll(declarations, found);
}

/** Puts records with names in the place of records in place. */
export function matchRecords(reader: Reader): void {
  const { byNode, facts } = reader;
  const referred = new Set([...facts.asArm, ...facts.otherwise].map((node) => byNode.get(node)));
  const records = namedRecords(reader);
  const found = new Map<Declaration, Declaration>();
  for (const arm of reader.arms) {
    const fields = arm.body?.kind === "record" ? arm.body.fields : [];
    const alike = fields.length > 0 ? (records.get(keyOf(arm, fields)) ?? []) : [];
    const record = likest(arm, alike.filter((each) => !referred.has(each) || isMeant(arm, fields, each))); // prettier-ignore
    if (record) found.set(arm, record);
  }
  replaceAll(reader.declarations, found);
}

/** Records with names by their fields. */
function namedRecords({ declarations }: Reader): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    if (!("name" in declaration.called) || declaration.body?.kind !== "record") continue;
    const key = keyOf(declaration, declaration.body.fields);
    found.set(key, [...(found.get(key) ?? []), declaration]);
  }
  return found;
}

/**
 * Whether a record that is used elsewhere is the one in place, whose fields say no more there: the fewer fields it has, the
 * more of its name is in that of the variant and its union.
 */
function isMeant(arm: Declaration, fields: readonly FieldDraft[], record: Declaration): boolean {
  const [own, words] = [new Set(wordsOfArm(arm)), wordsOfName(record)];
  const told = new Map(record.body?.kind === "record" ? record.body.fields.map(({ wire, slot }) => [wire, slot.about.docs] as const) : []); // prettier-ignore
  const isTold = fields.every(({ wire, slot: { about } }) => about.docs === undefined || about.docs === told.get(wire));
  const shared = words.filter((word) => own.has(word)).length / words.length;
  return isTold && shared >= (fields.length === 1 ? 1 : fields.length === 2 ? 0.5 : 0.25);
}

function replaceAll(declarations: readonly Declaration[], found: ReadonlyMap<Declaration, Declaration>): void {
  for (const [before] of found) before.body = undefined;
  for (const declaration of declarations) declaration.body = replaced(declaration.body, found);
}

/** The record that is called most like the variant and its union; none if nothing is alike, or two are as like. */
function likest(arm: Declaration, records: readonly Declaration[]): Declaration | undefined {
  const ranked = records
    .map((record) => ({ record, likeness: likenessOf(arm, record) }))
    .filter(({ likeness }) => likeness.shared > 0)
    .sort((a, b) => b.likeness.shared - a.likeness.shared || b.likeness.leading - a.likeness.leading);
  const [first, second] = ranked;
  const isTie = first && second && first.likeness.shared === second.likeness.shared && first.likeness.leading === second.likeness.leading; // prettier-ignore
  return isTie ? undefined : first?.record;
}

/** How much of two names is in both: `CreateUserSuccess` is what `CreateUserOutput` has, and `UserCreatedEvent` is not. */
function likenessOf(arm: Declaration, record: Declaration): { readonly shared: number; readonly leading: number } {
  const [own, other] = [wordsOfArm(arm), wordsOfName(record)];
  const all = new Set([...own, ...other]);
  const differs = other.findIndex((word, index) => word !== own[index]);
  const shared = new Set(other.filter((word) => own.includes(word))).size / all.size;
  return { shared, leading: differs < 0 ? other.length : differs };
}

/** The words of the union, then those of the variant. */
function wordsOfArm({ called }: Declaration): readonly string[] {
  if (!("words" in called)) return [];
  return [...("called" in called.owner ? wordsOfName(called.owner) : []), ...wordsOf(called.words)];
}

function wordsOfName({ called, prefix }: Declaration): readonly string[] {
  return "name" in called ? wordsOf(called.name.slice(prefix === undefined ? 0 : prefix.length + 1)) : [];
}

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
