// What types are made of, without the names that only one version has: equal texts for what differs in such names alone.
import type { NamedType, Slot, Type } from "../model.js";
import { canonical } from "./draft.js";
import { instance } from "./relate.js";
import { spell } from "./spell.js";

type Types = ReadonlyMap<string, NamedType>;

/** The shape of a type in one version. */
export type ShapeOf = (type: Type, types: Types) => string;

/** Shapes to be held against each other, of versions that both have the types `kept`. Takes time by what it has not seen yet. */
export function createShapes(kept: ReadonlySet<string>): ShapeOf {
  const numbers = new Map<string, number>();
  const known = new Map<NamedType, string>();
  const named = (type: NamedType, types: Types): string => {
    const found = known.get(type);
    if (found !== undefined) return found;
    known.set(type, "itself");
    const members = membersOf(type, (slot) => shapeOf(slot.type, types));
    if (!numbers.has(members)) numbers.set(members, numbers.size);
    // A number, since the texts of types within types would grow without end.
    const shape = `#${numbers.get(members)}`;
    known.set(type, shape);
    return shape;
  };
  const shapeOf: ShapeOf = (type, types) => {
    switch (type.kind) {
      case "list":
        return `list<${shapeOf(type.item, types)}>`;
      case "map":
        return `map<${shapeOf(type.value, types)}>`;
      case "nullable":
        return `nullable<${shapeOf(type.inner, types)}>`;
      case "named": {
        const target = kept.has(type.target) ? undefined : types.get(type.target);
        if (!target) return spell(type);
        return named(type.args.length > 0 ? instance(target, type.args) : target, types);
      }
      default:
        return spell(type);
    }
  };
  return shapeOf;
}

function membersOf(type: NamedType, shapeOf: (slot: Slot) => string): string {
  switch (type.kind) {
    case "record":
      return canonical(Object.fromEntries(type.fields.map((field) => [field.wire, [shapeOf(field), field.optional]])));
    case "enum":
      return canonical({ enum: type.values.map(({ wire }) => String(wire)).sort() });
    case "union": {
      const held = type.variants.map(({ wire, content, payload }) => [wire, payload ? [shapeOf(payload), content?.wire ?? null] : null] as const); // prettier-ignore
      return canonical({ tagging: type.tagging, tag: type.tag ?? null, variants: Object.fromEntries(held) });
    }
    default:
      return canonical({ [type.kind]: shapeOf(type.slot) });
  }
}
