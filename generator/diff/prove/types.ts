// A named type of the old version → its probes. What is gone has one, of its name.
import { access, key, literal, str } from "../../code/text.js";
import type {
  AliasType,
  EnumType,
  Field,
  NamedType,
  NewtypeType,
  OpaqueType,
  RecordType,
  Slot,
  UnionType,
  Variant,
} from "../../model.js";
import { fieldsBeside } from "../relate.js";
import { formerId } from "../types.js";
import type { Position } from "../verdict.js";
import { memberProbes } from "./members.js";
import { reader, within, type Facet, type Probe } from "./probe.js";
import { enumSwitch, externalSwitch, readsOfHeld, readsOfNamed, readsOfSlot, tagCases } from "./reads.js";
import { closureOf, isSameType, namesIn, type Sight } from "./sight.js";
import { isInherited, plainValue, unknownValue, valuesOf, variantValues, withArguments } from "./values.js";
import { probed } from "./words.js";

interface One<T extends NamedType> {
  readonly old: T;
  /** The type of that name in the new version, if it is of that kind. */
  readonly next: T | undefined;
  readonly positions: readonly Position[];
  /** Undefined for both positions, where nobody knows which it is. */
  readonly position: (at: Position) => Position | undefined;
  readonly sight: Sight;
}

export function typeProbes(type: NamedType, sight: Sight): readonly Probe[] {
  const { words, next } = sight;
  const after = next.types.get(type.id);
  const names = nameProbes(type, sight);
  if (!after) return names;
  const reached = sight.positionsOf(type.id);
  const [old, now] = [withArguments(type, probed(type)), withArguments(after, probed(after))];
  const facts = {
    positions: reached.length > 0 ? reached : (["request", "output"] as const),
    position: (at: Position) => (reached.length > 0 ? at : undefined),
    sight: { ...sight, words },
  };
  const probes = probesOf(old, now, facts).map((probe) => ({
    ...probe,
    position: probe.position && facts.position(probe.position),
    // The names of a class are its action's.
    reach: [...probe.reach, ...[words.scope.classes.get(type.id)?.id ?? []].flat()],
  }));
  return [...names, ...probes];
}

function probesOf(old: NamedType, next: NamedType, facts: Omit<One<NamedType>, "old" | "next">): readonly Probe[] {
  switch (old.kind) {
    case "record":
      return recordProbes({ ...facts, old, next: next.kind === "record" ? next : undefined });
    case "enum":
      return enumProbes({ ...facts, old, next: next.kind === "enum" ? next : undefined });
    case "union":
      return unionProbes({ ...facts, old, next: next.kind === "union" ? next : undefined });
    default:
      return slotProbes(old, "slot" in next ? next.slot : undefined, facts);
  }
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function nameProbes(type: NamedType, { words }: Sight): readonly Probe[] {
  const probe = (code: string, about: string): Probe => ({ code, position: undefined, about: [about], facets: ["name"], reach: [type.id, within(type.id)] }); // prettier-ignore
  const variants = type.kind === "union" ? type.variants : [];
  const former = formerId(type);
  const args = type.params.length === 0 ? "" : `<${type.params.map(() => "string").join(", ")}>`;
  return [
    probe(`(value: ${words.named(type)}) => value`, type.id),
    ...(former === undefined ? [] : [probe(`(value: ${words.value({ module: type.module, name: type.was ?? "" })}${args}) => value`, former)]), // prettier-ignore
    ...variants.flatMap((variant) => {
      if (!hasInterface(variant, type)) return [];
      const params = type.params.length > 0 && variant.payload ? variantParams(variant, type) : "";
      const name = words.value({ module: type.module, name: variant.typeName });
      return [probe(`(value: ${name}${params}) => value`, `${type.id}.${variant.wire}`)];
    }),
  ];
}

function hasInterface({ form }: Variant, type: NamedType): boolean {
  return form !== "bare" && (form !== "unit" || (type.kind === "union" && type.tag !== undefined));
}

/** `<string>` for each parameter that a variant uses. */
function variantParams({ payload }: Variant, { params }: NamedType): string {
  const text = JSON.stringify(payload?.type ?? null);
  const used = params.filter((param) => text.includes(JSON.stringify({ kind: "parameter", name: param })));
  return used.length === 0 ? "" : `<${used.map(() => "string").join(", ")}>`;
}

// ── Records, and other names for types ──────────────────────────────────────────────────────────────────────────────

function recordProbes({ old, next, positions, sight }: One<RecordType>): readonly Probe[] {
  const where = (member: Pick<Field, "wire">): string => `${old.id}.${member.wire}`;
  const { words } = sight;
  const plain = plainValue({ kind: "named", target: old.id, args: [...probed(old).values()] }, words);
  const literals =
    words.scope.classes.has(old.id) || plain === undefined || !positions.includes("request") ? [] : [plain];
  return [
    ...literals.map((value): Probe => ({
      code: `(): ${words.named(old)} => (${value})`,
      position: "request",
      about: [within(old.id)],
      facets: ["omit"],
      reach: [within(old.id), ...closureOf({ kind: "named", target: old.id, args: [] }, words.scope.types)],
    })),
    ...memberProbes({ read: words.named(old), write: words.input(old), old: old.fields, next: next?.fields ?? old.fields, where, reach: [old.id], positions }, sight), // prettier-ignore
  ];
}

function slotProbes(
  type: OpaqueType | NewtypeType | AliasType,
  next: Slot | undefined,
  { positions, sight: { words } }: Omit<One<NamedType>, "old" | "next">,
): readonly Probe[] {
  const { id, slot } = type;
  const self = words.named(type);
  const types = words.scope.types;
  const isSame = isSameType(slot, next);
  const inside = closureOf(slot.type, types);
  // What is written holds all that has to be in it.
  const reach = { request: [within(id), ...inside], output: [within(id), ...(isSame ? namesIn(slot.type) : inside)] };
  const probe = (code: string, position: Position): Probe => ({ code, position, about: [id], facets: ["type"], reach: reach[position] }); // prettier-ignore
  const reads = type.kind === "alias" ? readsOfSlot(slot, "value", { words, isSame }) : readsOfNamed(type, "value", { words, depth: isSame ? 0 : 4 }); // prettier-ignore
  const plain = plainValue(slot.type, words);
  const values = isSame ? (plain === undefined ? [] : [plain]) : [...valuesOf({ kind: "named", target: id, args: [...probed(type).values()] }, words), ...(slot.open ? [unknownValue(words)] : [])]; // prettier-ignore
  return [
    ...(positions.includes("output") ? reads.map((read) => probe(reader(`value: ${self}`, read), "output")) : []),
    ...(positions.includes("request") ? values.map((value) => probe(`(): ${self} => (${value})`, "request")) : []),
  ];
}

// ── Enums ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function enumProbes({ old, next, positions, sight: { words } }: One<EnumType>): readonly Probe[] {
  const self = words.named(old);
  const probe = (code: string, about: string, [facet, position]: readonly [Facet, Position?]): Probe => ({ code, position, about: [about], facets: [facet], reach: [old.id, within(about)] }); // prettier-ignore
  const inOutput = positions.includes("output");
  const inRequest = positions.includes("request");
  const values = old.values.flatMap(({ name, wire, member }) => {
    const [where, text] = [`${old.id}.${wire}`, literal(wire)];
    return [
      ...(inOutput
        ? [probe(`(value: ${self}) => { switch (value) { case ${text}: } }`, where, ["case", "output"])]
        : []),
      ...(inRequest ? [probe(`(): ${self} => ${text}`, where, ["write", "request"])] : []),
      ...(member ? [probe(`() => ${words.value(old)}${access(name)}`, where, ["name"])] : []),
    ];
  });
  const unknown = inRequest && !old.closed ? [probe(`(): ${self} => ${unknownValue(words)}`, old.id, ["unknown", "request"])] : []; // prettier-ignore
  const olds = new Set(old.values.map(({ wire }) => wire));
  const added = (next?.values ?? []).filter(({ wire }) => !olds.has(wire)).map(({ wire }) => ({ where: `${old.id}.${wire}`, type: literal(wire) })); // prettier-ignore
  const opened = old.closed ? [{ where: old.id, type: words.runtime("Unrecognized") }] : [];
  const exhaustive = exhaustiveProbes([...added, ...opened], old.id, (left) => {
    return `(value: ${without(self, left)}) => { ${enumSwitch(old, "value", words)} }`; // prettier-ignore
  });
  return [...values, ...unknown, ...(inOutput ? exhaustive : [])];
}

interface Added {
  readonly where: string;
  /** What of the type it is. */
  readonly type: string;
}

/** An exhaustive reader of the old type: against all that is new, and against each new thing alone. */
function exhaustiveProbes(
  added: readonly Added[],
  id: string,
  code: (left: readonly string[]) => string,
): readonly Probe[] {
  // prettier-ignore
  const probe = (about: readonly string[], left: readonly Added[]): Probe => ({
    code: code(left.map(({ type }) => type)),
    position: "output",
    about,
    facets: ["exhaustive"],
    reach: [within(id)],
  });
  return [
    ...(added.length === 1 ? [] : [probe([], [])]),
    ...added.map((each) =>
      probe(
        [each.where],
        added.filter((other) => other !== each),
      ),
    ),
  ];
}

function without(type: string, left: readonly string[]): string {
  return left.length === 0 ? type : `Exclude<${type}, ${left.join(" | ")}>`;
}

// ── Unions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function unionProbes(one: One<UnionType>): readonly Probe[] {
  const { old, positions, sight } = one;
  const inOutput = positions.includes("output");
  const requests = positions.includes("request") ? old.variants.flatMap((variant) => writtenVariant(variant, one)) : [];
  const outputs = inOutput ? old.variants.flatMap((variant) => readVariant(variant, one)) : [];
  const unknown =
    positions.includes("request") && !old.closed && old.tagging !== "untagged" ? [unknownProbe(old, sight)] : [];
  return [...requests, ...outputs, ...unknown, ...(inOutput ? allVariants(one) : []), ...heldProbes(one)];
}

function writtenVariant(variant: Variant, { old, next, sight: { words } }: One<UnionType>): readonly Probe[] {
  const values = variantValues(variant, old, { words, depth: isHeldAlike(variant, next) ? 0 : 3 });
  const where = `${old.id}.${variant.wire}`;
  return values.map((value) => ({
    code: `(): ${words.named(old)} => (${value})`,
    position: "request",
    about: [where],
    facets: ["write"],
    reach: [old.id, within(where), ...(variant.payload ? closureOf(variant.payload.type, words.scope.types) : [])],
  }));
}

function isHeldAlike(variant: Variant, next: UnionType | undefined): boolean {
  const other = next?.variants.find(({ wire }) => wire === variant.wire);
  if (!other) return next !== undefined;
  return variant.payload ? isSameType(variant.payload, other.payload) : other.payload === undefined;
}

function readVariant(variant: Variant, { old, next, sight: { words } }: One<UnionType>): readonly Probe[] {
  const where = `${old.id}.${variant.wire}`;
  const self = words.named(old);
  const probe = (code: string, facet: Facet, more: readonly string[] = []): Probe => ({ code, position: "output", about: [where], facets: [facet], reach: [old.id, within(where), ...more] }); // prettier-ignore
  const { tag, tagging } = old;
  if (tagging === "untagged" || (tag === undefined && isInherited(variant.wire))) return [];
  const isUnit = variant.form === "unit";
  const found = tag !== undefined ? `value${access(tag)} === ${str(variant.wire)}` : isUnit ? `value === ${str(variant.wire)}` : `typeof value === "object" && ${str(variant.wire)} in value`; // prettier-ignore
  const switched = tag === undefined ? "value" : `value${access(tag)}`;
  const isCase = tag !== undefined || isUnit;
  const held = readsOfHeld(variant, "value", { words, depth: isHeldAlike(variant, next) ? 0 : 3 });
  const reach = variant.payload ? closureOf(variant.payload.type, words.scope.types) : [];
  return [
    ...(isCase ? [probe(`(value: ${self}) => { switch (${switched}) { case ${str(variant.wire)}: } }`, "case")] : []),
    ...held.map((read) => probe(`(value: ${self}) => { if (${found}) { ${read} } }`, "type", reach)),
  ];
}

function unknownProbe({ id, tag, ...union }: UnionType, { words }: Sight): Probe {
  const value = tag === undefined ? '{ $unknown: "…", $raw: {} }' : `{ ${key(tag)}: "$unknown", $tag: "…", $raw: {} }`;
  return { code: `(): ${words.named({ id, tag, ...union })} => (${value})`, position: "request", about: [id], facets: ["unknown"], reach: [id] }; // prettier-ignore
}

function allVariants({ old, next, sight: { words } }: One<UnionType>): readonly Probe[] {
  const olds = new Set(old.variants.map(({ wire }) => wire));
  const fresh = (next?.variants ?? []).filter(({ wire }) => !olds.has(wire));
  const self = words.named(old);
  if (old.tagging === "untagged") {
    const alternatives = old.variants.map(({ payload }) => (payload ? words.slot(payload) : "null")).join(" | ");
    const reach = old.variants.flatMap(({ payload }) => (payload ? closureOf(payload.type, words.scope.types) : []));
    const about = [old.id, ...[...old.variants, ...fresh].map(({ wire }) => `${old.id}.${wire}`)];
    return [{ code: `(value: ${self}): ${alternatives} => value`, position: "output", about, facets: ["exhaustive"], reach: [within(old.id), ...reach] }]; // prettier-ignore
  }
  const added = fresh.map(({ wire }) => ({ where: `${old.id}.${wire}`, type: old.tag === undefined ? `${str(wire)} | { readonly ${str(wire)}: unknown }` : str(wire) })); // prettier-ignore
  const unknown = old.tag === undefined ? `${words.runtime("Unrecognized")} | { readonly $unknown: string }` : str("$unknown"); // prettier-ignore
  const all = [...added, ...(old.closed ? [{ where: old.id, type: unknown }] : [])];
  const { tag } = old;
  if (tag === undefined)
    return exhaustiveProbes(all, old.id, (left) => `(value: ${without(self, left)}) => { ${externalSwitch(old, "value", words)} }`); // prettier-ignore
  return exhaustiveProbes(all, old.id, (left) => `(tag: ${without(`${self}[${str(tag)}]`, left)}) => { switch (tag) { ${tagCases(old)} break; default: never(tag); } }`); // prettier-ignore
}

/** Where other members stand beside the tag of a variant, they are told as its own. */
function heldProbes({ old, next, positions, sight }: One<UnionType>): readonly Probe[] {
  if (old.tag === undefined || next?.tag === undefined || old.params.length > 0) return [];
  return old.variants.flatMap((variant) => {
    const other = next.variants.find(({ wire }) => wire === variant.wire);
    if (!other || other.form === variant.form) return [];
    const self = sight.words.value({ module: old.module, name: variant.typeName });
    const where = ({ wire }: Pick<Field, "wire">): string => `${old.id}.${variant.wire}.${wire}`;
    const reach = [old.id, `${old.id}.${variant.wire}`];
    return memberProbes({ read: self, write: self, old: fieldsBeside(variant, sight.words.scope.types), next: fieldsBeside(other, sight.next.types), where, reach, positions }, sight); // prettier-ignore
  });
}
