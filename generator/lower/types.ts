// Named types: the `types` of a module → records, enums, unions, opaques, newtypes and aliases of the model.
import { resolveAliases, type EnumValue, type Field, type NamedBase, type NamedType, type Rule, type RuleKind, type Tagging, type Variant, type VariantForm } from "../model.js"; // prettier-ignore
import { camelCase, inFieldCase, inValueCase, nearest, valueCases, type ValueCase } from "../names.js";
import {
  choiceOf,
  entriesOf,
  findEntry,
  get,
  isTrue,
  itemsOf,
  numberOf,
  textOf,
  type SourceEntry,
  type SourceNode,
} from "../source.js";
import { extended, refuseSentinel, taggings, type Context } from "./context.js";
import { constraintKeys, literalsOf, lowerDescribed, lowerSlot, slotWith } from "./slot.js";

/** The types of one module, in order. What has no kind is left out: it has been reported. */
export function lowerTypes(root: SourceNode | undefined, context: Context): readonly NamedType[] {
  return entriesOf(get(root, "types")).flatMap((entry) => lowerType(entry, context) ?? []);
}

function lowerType({ key: name, keyOrigin, value: node }: SourceEntry, outer: Context): NamedType | undefined {
  const id = `${outer.module}.${name}`;
  const params = itemsOf(get(node, "params")).flatMap((param) => textOf(param) ?? []);
  for (const param of itemsOf(get(node, "params")))
    if (textOf(param) === name) outer.report("AW2123", param.origin, { name });
  const context: Context = { ...outer, params };
  const base: NamedBase = { ...lowerDescribed(id, keyOrigin, node), id, module: outer.module, name, params };
  const kind = (["record", "enum", "union", "opaque", "newtype", "alias"] as const).find((candidate) =>
    findEntry(node, candidate),
  );
  switch (kind) {
    case "record":
      return {
        ...base,
        kind,
        fields: lowerFields(get(node, kind), id, context),
        rules: itemsOf(get(node, "rules")).flatMap((rule) => lowerRule(rule, context)),
        examples: literalsOf(get(node, "examples")),
      };
    case "enum":
      return { ...base, kind, values: lowerValues(node, id, context), closed: isTrue(get(node, "closed")) };
    case "union":
      return {
        ...base,
        kind,
        ...lowerUnion(get(node, kind), base, context),
        ...extended(node, get(node, kind)),
        examples: literalsOf(get(node, "examples")),
      };
    case "opaque":
      return {
        ...base,
        kind,
        slot: slotWith({ kind: "scalar", scalar: "string" }, get(node, kind)?.origin ?? keyOrigin, { node, context }),
      };
    case "newtype":
    case "alias":
      return { ...base, kind, slot: lowerSlot(node, context, { key: kind }) };
    default:
      return undefined;
  }
}

/** A key with its `?` taken off. */
export function optionalKey(key: string): { readonly name: string; readonly optional: boolean } {
  return key.endsWith("?") ? { name: key.slice(0, -1), optional: true } : { name: key, optional: false };
}

function lowerFields(node: SourceNode | undefined, owner: string, context: Context): readonly Field[] {
  return entriesOf(node).map(({ key, keyOrigin, value }) => {
    const { name, optional } = optionalKey(key);
    const wire = textOf(get(value, "wire")) ?? inFieldCase(name, context.defaults.fieldCase);
    refuseSentinel(get(value, "wire"), context.report);
    const own = { name, property: camelCase(name), wire, optional };
    // There are thousands: spread into one literal, these three took a quarter of lowering.
    return Object.assign(lowerDescribed(`${owner}.${name}`, keyOrigin, value), lowerSlot(value, context), own);
  });
}

const ruleKinds: readonly RuleKind[] = ["atLeastOneOf", "exactlyOneOf", "mutuallyExclusive", "dependentRequired"];

/** An entry of `rules` holds exactly one rule. */
function lowerRule(node: SourceNode, { report }: Context): readonly Rule[] {
  const kinds = ruleKinds.filter((kind) => findEntry(node, kind));
  if (node.kind === "map" && kinds.length !== 1)
    report("AW2010", node.origin, { found: kinds.map((kind) => `\`${kind}\``).join(" and ") || "none" });
  return ruleKinds.flatMap((kind): readonly Rule[] => {
    const entry = findEntry(node, kind);
    if (!entry) return [];
    const dependent = kind === "dependentRequired" ? entriesOf(entry.value)[0] : undefined;
    const fields = itemsOf(dependent?.value ?? entry.value).flatMap((item) => textOf(item) ?? []);
    const when = dependent && camelCase(dependent.key);
    return [
      {
        kind,
        fields: fields.map(camelCase),
        when,
        message: textOf(get(node, "message")),
        code: textOf(get(node, "code")),
        ...extended(node),
        origin: entry.keyOrigin,
      },
    ];
  });
}

function lowerValues(node: SourceNode, owner: string, { defaults, report }: Context): readonly EnumValue[] {
  const valueCase = choiceOf(get(node, "valueCase"), valueCases) ?? defaults.valueCase;
  return entriesOf(get(node, "enum")).map(({ key, keyOrigin, value }) => {
    const written = get(value, "wire");
    refuseSentinel(written, report);
    const wire = textOf(written) ?? numberOf(written) ?? inValueCase(key, valueCase);
    const described = lowerDescribed(`${owner}.${wire}`, keyOrigin, value);
    return { ...described, docs: textOf(value) ?? described.docs, name: key, wire, member: !modelFunctions.has(key) };
  });
}

/** The functions of a model: an enum value of such a name gets no member, or it would hide the function. */
const modelFunctions: ReadonlySet<string> = new Set([
  "parse",
  "safeParse",
  "is",
  "encode",
  "values",
  "~standard",
  "~walk",
]);

interface UnionParts {
  readonly tagging: Tagging;
  readonly tag: string | undefined;
  readonly variants: readonly Variant[];
  readonly closed: boolean;
}

function lowerUnion(node: SourceNode | undefined, base: NamedBase, context: Context): UnionParts {
  const { defaults } = context;
  const tagging = choiceOf(get(node, "tagging"), taggings) ?? defaults.tagging;
  const tagged = tagging === "internal" || tagging === "adjacent";
  reportIdle(node, idleInUnion[tagging] ?? noKeys, context);
  if (tagged) refuseSentinel(get(node, "tag"), context.report);
  const shape: VariantContext = {
    context,
    base,
    tagging,
    content: textOf(get(node, "content")) ?? defaults.content,
    valueCase: choiceOf(get(node, "valueCase"), valueCases) ?? defaults.valueCase,
  };
  return {
    tagging,
    tag: tagged ? (textOf(get(node, "tag")) ?? defaults.tag) : undefined,
    closed: tagging === "untagged" || isTrue(get(node, "closed")),
    variants: entriesOf(get(node, "variants")).map((entry) => lowerVariant(entry, shape)),
  };
}

interface VariantContext {
  readonly context: Context;
  readonly base: NamedBase;
  readonly tagging: Tagging;
  readonly content: string;
  readonly valueCase: ValueCase;
}

function lowerVariant(
  { key, keyOrigin, value }: SourceEntry,
  { context, base, tagging, content, valueCase }: VariantContext,
): Variant {
  const wire = textOf(get(value, "wire")) ?? inValueCase(key, valueCase);
  refuseSentinel(get(value, "wire"), context.report);
  const own = textOf(get(value, "content"));
  const hasType = value.kind !== "map" || value.entries.some(({ key: name }) => name === "type" || nearest(name, ["type"]) !== undefined); // prettier-ignore
  const form = hasType ? payloadForm(tagging, own !== undefined) : "unit";
  const contentName = own ?? content;
  reportIdle(value, hasType ? (idleInVariant[tagging] ?? noKeys) : idleInUnit, context);
  return {
    ...lowerDescribed(`${base.id}.${wire}`, keyOrigin, value),
    name: key,
    wire,
    typeName: `${base.name}_${key}`,
    form,
    content: { property: camelCase(contentName), wire: inFieldCase(contentName, context.defaults.fieldCase) },
    payload: hasType ? lowerSlot(value, context) : undefined,
  };
}

/** Keys that mean nothing at a place, and why. */
export interface Idle {
  readonly keys: readonly string[];
  readonly why: string;
}
const noKeys: Idle = { keys: [], why: "" };
const external = "the variant's name is the key of its payload";
const untagged = "an untagged variant is its payload and nothing else";
const idleInUnion: { readonly [T in Tagging]?: Idle } = {
  external: { keys: ["tag", "content"], why: external },
  untagged: { keys: ["tag", "content", "valueCase"], why: untagged },
};
const idleInVariant: { readonly [T in Tagging]?: Idle } = {
  external: { keys: ["content"], why: external },
  untagged: { keys: ["content", "wire"], why: untagged },
};
const idleInUnit: Idle = {
  keys: ["content", "constraints", ...constraintKeys, "examples", "sensitive", "open"],
  why: "a variant without a type has no payload",
};

/** Reports the keys of a node that mean nothing there. */
export function reportIdle(node: SourceNode | undefined, { keys, why }: Idle, { report }: Context): void {
  for (const { key, keyOrigin } of entriesOf(node)) if (keys.includes(key)) report("AW2124", keyOrigin, { key, why });
}

/** `flat` is provisional: `settleForms` keeps it for records alone. */
function payloadForm(tagging: Tagging, ownContent: boolean): VariantForm {
  switch (tagging) {
    case "internal":
      return ownContent ? "content" : "flat";
    case "adjacent":
      return "content";
    case "external":
      return "key";
    case "untagged":
      return "bare";
  }
}

/** Decides what is flattened, now that every reference can be followed: a payload that is a record once aliases are resolved. */
export function settleForms(types: readonly NamedType[], byId: ReadonlyMap<string, NamedType>): readonly NamedType[] {
  return types.map((type) => {
    if (type.kind !== "union") return type;
    return { ...type, variants: type.variants.map((variant) => settleForm(variant, byId)) };
  });
}

function settleForm(variant: Variant, byId: ReadonlyMap<string, NamedType>): Variant {
  const form =
    variant.form === "flat" && variant.payload && !isRecord(variant.payload.type, byId) ? "content" : variant.form;
  return { ...variant, form, content: form === "content" ? variant.content : undefined };
}

/** Whether a type is a record, aliases resolved. */
function isRecord(type: NonNullable<Variant["payload"]>["type"], byId: ReadonlyMap<string, NamedType>): boolean {
  const resolved = resolveAliases(type, byId);
  return resolved.kind === "named" && byId.get(resolved.target)?.kind === "record";
}
