// The spec of the Hub against what is known of it by another way: every type, field, tag, constraint, deprecation and gate
// of the vendor's own description. What may differ is listed, and the list is empty.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, type Constraint, type Model, type NamedType, type Slot, type Type } from "../generator/model.js";
import { repository, vendorData } from "./support/folder.js";

const path = join(vendorData, "nexigon/facts.json");

/** The vendor's description, as far as it is looked at. */
interface Facts {
  readonly modules: Readonly<Record<string, FactModule>>;
}
interface FactModule {
  readonly imports: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, FactType>>;
}
interface FactType {
  readonly kind: "record" | "variant" | "opaque" | "wrapper";
  readonly params?: readonly string[];
  readonly json?: {
    readonly tag?: string;
    readonly tagged?: string;
    readonly type?: string;
    readonly rename_all?: string;
  };
  readonly request?: { readonly name: string; readonly response: FactExpression };
  readonly unstable?: string;
  readonly type?: FactExpression;
  readonly fields?: Readonly<Record<string, FactField>>;
  readonly variants?: Readonly<Record<string, FactVariant>>;
}
type FactExpression = string | { readonly list: FactExpression } | { readonly map: FactExpression };
interface FactField {
  readonly type: FactExpression;
  readonly optional?: boolean;
  readonly json?: { readonly name: string };
  readonly deprecated?: { readonly remove_in: string };
  readonly constraints?: readonly object[];
}
interface FactVariant {
  readonly type?: FactExpression;
  readonly json?: { readonly content: string };
  readonly unstable?: string;
  readonly constraints?: readonly object[];
}

/** Differences that are meant, by the id of the type. */
const allowed: readonly string[] = [];

describe.skipIf(!existsSync(path))("the spec of the Hub", () => {
  const facts = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Facts) : { modules: {} };
  const model = readModel();

  it("has the same modules, and in them the same types in the same order", () => {
    const expected = Object.entries(facts.modules).map(([name, { types }]) => [name, Object.keys(types)]);
    expect(model.modules.map(({ name, types }) => [name, types.map((type) => type.name)])).toEqual(expected);
    expect(model.modules.flatMap(({ types }) => types)).toHaveLength(455);
  });

  it.each(Object.keys(facts.modules))("has the types of %s as they are", (name) => {
    const module = facts.modules[name] ?? expect.unreachable();
    const types = model.modules.find((other) => other.name === name)?.types ?? [];
    const shown = Object.fromEntries(types.map((type) => [type.name, shownType(type)]));
    const expected = Object.fromEntries(
      Object.entries(module.types).map(([type, fact]) => [type, shownFact(fact, name, module)]),
    );
    for (const id of allowed.filter((other) => other.startsWith(`${name}.`))) {
      const type = id.slice(name.length + 1);
      expect(shown[type], `${id} does not differ`).not.toEqual(expected[type]);
      shown[type] = expected[type];
    }
    expect(shown).toEqual(expected);
  });

  it("has the same actions, with the same requests and outputs", () => {
    const expected = Object.entries(facts.modules).flatMap(([name, module]) =>
      Object.entries(module.types).flatMap(([type, { request, unstable }]) =>
        request ? [[request.name, `${name}.${type}`, factExpression(request.response, name, module), unstable]] : [],
      ),
    );
    const shown = allActions(model).map(({ name, body, outputs: [output], feature }) => [
      name,
      body.kind === "record" ? body.record : body.kind,
      output && expression(output.slot.type),
      feature,
    ]);
    expect(shown).toEqual(expected);
    expect(shown).toHaveLength(157);
  });

  it("has as many constraints", () => {
    const count = (value: unknown): number =>
      JSON.stringify(value).split(/"(?:minLength|maxLength|min|max|pattern)":/).length - 1;
    const types = model.modules.flatMap((module) => module.types.map(shownType));
    const given = Object.values(facts.modules).flatMap((module) => Object.values(module.types));
    expect(count(types)).toBe(count(given));
  });

  it("reads with actions that say so, though all of them are sent by POST", () => {
    const reads = allActions(model).filter(({ effect }) => effect === "read");
    expect(reads.filter(({ name }) => !/_(Query|Get|Resolve|Validate)/.test(name))).toEqual([]);
    expect(reads).toHaveLength(63);
  });
});

function readModel(): Model {
  const report = createReport();
  const { model } = readSpec(`${repository}/spec/nexigon-hub`, [], { host: nodeHost(), report });
  return model ?? expect.unreachable();
}

// ── Both sides in one form ──────────────────────────────────────────────────────────────────────────────────────────

function shownType(type: NamedType): unknown {
  const { params, feature } = type;
  const common = { ...(params.length > 0 && { params }), ...(feature !== undefined && { feature }) };
  switch (type.kind) {
    case "record":
      return {
        ...common,
        kind: "record",
        fields: type.fields.map(({ name, wire, optional, deprecated, ...slot }) => [
          optional ? `${name}?` : name,
          {
            wire,
            type: expression(slot.type),
            ...constraints(slot),
            ...(deprecated && { removeIn: deprecated.removeIn }),
          },
        ]),
      };
    case "enum":
      return {
        ...common,
        kind: "enum",
        values: type.values.map(({ name, wire, feature: gate }) => [name, wire, gate]),
      };
    case "union":
      return {
        ...common,
        kind: "union",
        tag: type.tag ?? type.tagging,
        variants: type.variants.map(({ name, wire, payload, content, feature: gate }) => [
          name,
          {
            wire: type.tagging === "untagged" ? undefined : wire,
            type: payload && expression(payload.type),
            content: content?.wire,
            ...(payload && constraints(payload)),
          },
          gate,
        ]),
      };
    case "opaque":
    case "newtype":
    case "alias":
      return { ...common, kind: type.kind, type: expression(type.slot.type) };
  }
}

function shownFact(type: FactType, name: string, module: FactModule): unknown {
  const { params, unstable: feature, json = {} } = type;
  const common = { ...(params && { params }), ...(feature !== undefined && { feature }) };
  const wireOf = (written: string): string => (json.rename_all === "lowercase" ? written.toLowerCase() : written);
  const variants = Object.entries(type.variants ?? {});
  switch (type.kind) {
    case "record":
      return {
        ...common,
        kind: "record",
        fields: Object.entries(type.fields ?? {}).map(([field, { optional, json: other, deprecated, ...slot }]) => [
          optional === true ? `${field}?` : field,
          {
            wire: other?.name ?? camelCase(field),
            type: factExpression(slot.type, name, module),
            ...(slot.constraints && { constraints: slot.constraints }),
            ...(deprecated && { removeIn: deprecated.remove_in }),
          },
        ]),
      };
    case "variant":
      return json.tagged === "externally" && variants.every(([, { type: payload }]) => payload === undefined)
        ? { ...common, kind: "enum", values: variants.map(([value, { unstable }]) => [value, wireOf(value), unstable]) }
        : {
            ...common,
            kind: "union",
            tag: json.tag ?? (json.tagged === "implicitly" ? "untagged" : json.tagged),
            variants: variants.map(([variant, { type: payload, json: other, constraints: own, unstable }]) => [
              variant,
              {
                wire: json.tagged === "implicitly" ? undefined : wireOf(variant),
                type: payload && factExpression(payload, name, module),
                content: other && camelCase(other.content),
                ...(own && { constraints: own }),
              },
              unstable,
            ]),
          };
    case "opaque":
      // What takes any JSON has no name of its own in TypeScript.
      return json.type === "any"
        ? { ...common, kind: "alias", type: "json" }
        : { ...common, kind: "opaque", type: json.type };
    case "wrapper":
      return { ...common, kind: "newtype", type: factExpression(type.type ?? "", name, module) };
  }
}

function expression(type: Type): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `list<${expression(type.item)}>`;
    case "map":
      return `map<${expression(type.value)}>`;
    case "named":
      return type.target;
    case "parameter":
      return type.name;
    default:
      return type.kind;
  }
}

/** Names of the vendor's stand for types of the module itself, or of the one that they are imported from. */
function factExpression(type: FactExpression, name: string, { imports, types }: FactModule): string {
  if (typeof type !== "string") {
    const [kind = "", inner = ""] = Object.entries(type)[0] ?? [];
    if (kind !== "list" && kind !== "map") throw new Error(`unknown expression ${kind}`);
    return `${kind}<${factExpression(inner as FactExpression, name, { imports, types })}>`;
  }
  const from = imports[type];
  return from !== undefined ? `${from}.${type}` : type in types ? `${name}.${type}` : type;
}

const limits = ["min", "max", "minLength", "maxLength", "pattern", "code"] as const;

function constraints(slot: Pick<Slot, "constraints">): object {
  const shown = (constraint: Constraint): object =>
    Object.fromEntries(limits.flatMap((key) => (constraint[key] === undefined ? [] : [[key, constraint[key]]])));
  return slot.constraints.length > 0 ? { constraints: slot.constraints.map(shown) } : {};
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
