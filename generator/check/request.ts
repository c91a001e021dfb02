// What a call is made with, as one flat object of wire JSON, and whether a value is that.
import { parameterKeys, type Action, type Field, type Json, type NamedType, type Rule, type Slot } from "../model.js";
import { conformFields, withArguments, type Misfit } from "./conform.js";

type Types = ReadonlyMap<string, NamedType>;

/** The members of a call's flat object, and the rules over them. */
export interface CallMembers {
  readonly fields: readonly (Slot & Pick<Field, "id" | "property" | "wire" | "optional" | "deprecated">)[];
  readonly rules: readonly Rule[];
}

/** Parameters by their keys, and the body's fields beside them; any other body is the member `body`. */
export function callMembers(action: Action, types: Types): CallMembers {
  const { id, body, parameters } = action;
  const keys = parameterKeys(action, types);
  const own = parameters.map((each) => ({ ...each, wire: keys.get(each.property) ?? each.wire }));
  if (body.kind === "none") return { fields: own, rules: [] };
  const { slot } = body;
  if (body.kind === "value") {
    const { property } = body;
    const member = {
      ...slot,
      id: `${id}.${property}`,
      property,
      wire: property,
      optional: false,
      deprecated: undefined,
    };
    return { fields: [...own, member], rules: [] };
  }
  const target = types.get(body.record);
  const record = target && withArguments(target, slot.type.kind === "named" ? slot.type.args : []);
  return record?.kind === "record"
    ? { fields: [...own, ...record.fields], rules: record.rules }
    : { fields: own, rules: [] };
}

/** The first thing about a call's flat object that the action does not take. */
export function requestMisfit(value: Json, action: Action, types: Types): Misfit | undefined {
  return conformFields(value, callMembers(action, types), types);
}
