// Constraints and rules as keywords.
import type { Constraint, NamedType, RecordType, Rule, Slot } from "../model.js";
import { baseOf, both, compact, type Schema } from "./schema.js";

/** A schema with the constraints of a slot laid over it. `form` says what a format checks. */
export function withConstraints(
  schema: Schema,
  { type, constraints }: Pick<Slot, "type" | "constraints">,
  { types, form }: { readonly types: ReadonlyMap<string, NamedType>; readonly form: (format: string) => Schema },
): Schema {
  const isMap = baseOf(type, types).kind === "map";
  return constraints.reduce((sum, constraint) => {
    const { format } = constraint;
    const limited = both(sum, keywordsOf(constraint, isMap));
    return format === undefined ? limited : both(limited, form(format));
  }, schema);
}

/** Bounds of 64-bit types are decimal text in a model; a double is as close as JSON Schema comes in JavaScript. */
function keywordsOf(constraint: Constraint, isMap: boolean): Schema {
  const { min, max, minLength, maxLength, minItems, maxItems, pattern } = constraint;
  return compact({
    minimum: min === undefined ? undefined : Number(min),
    maximum: max === undefined ? undefined : Number(max),
    minLength,
    maxLength,
    [isMap ? "minProperties" : "minItems"]: minItems,
    [isMap ? "maxProperties" : "maxItems"]: maxItems,
    pattern,
  });
}

/** Not null, and no empty text, list or map. */
const something: Schema = {
  type: ["boolean", "number", "string", "array", "object"],
  minLength: 1,
  minItems: 1,
  minProperties: 1,
};

/** The rules of a record, each as a schema of its own. */
export function ruleSchema(rule: Rule, { fields }: RecordType): Schema {
  const given = (property: string): Schema => {
    const wire = fields.find((field) => field.property === property)?.wire ?? property;
    return { required: [wire], properties: { [wire]: something } };
  };
  const all = rule.fields.map(given);
  switch (rule.kind) {
    case "atLeastOneOf":
      return { anyOf: all };
    case "exactlyOneOf":
      return { oneOf: all };
    case "mutuallyExclusive":
      return { oneOf: [{ not: { anyOf: all } }, ...all] };
    case "dependentRequired":
      return { if: given(rule.when ?? ""), then: { allOf: all } };
  }
}
