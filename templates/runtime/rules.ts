// Rules over the fields of one record. Fields are named as in code.
import { type Pass, note } from "./walk.js";

/** Looks at a record whose fields are of their types. */
export type Rule = (record: { readonly [property: string]: unknown }, pass: Pass) => void;

/** At least one of the fields is given. */
export function atLeastOneOf(fields: readonly string[], message?: string, code = "at_least_one_of"): Rule {
  return counted(fields, (given) => given > 0, `needs at least one of ${fields.join(", ")}`, message, code);
}

/** One of the fields is given, and no other. */
export function exactlyOneOf(fields: readonly string[], message?: string, code = "exactly_one_of"): Rule {
  return counted(fields, (given) => given === 1, `needs exactly one of ${fields.join(", ")}`, message, code);
}

/** No two of the fields are given. */
export function mutuallyExclusive(fields: readonly string[], message?: string, code = "mutually_exclusive"): Rule {
  return counted(fields, (given) => given < 2, `takes only one of ${fields.join(", ")}`, message, code);
}

/** If `when` is given, all of the fields are. */
export function dependentRequired(
  when: string,
  fields: readonly string[],
  message = `needs ${fields.join(", ")} where ${when} is given`,
  code = "dependent_required",
): Rule {
  return (record, pass) => {
    if (!isGiven(record, when)) return;
    const missing = fields.filter((field) => !isGiven(record, field));
    if (missing.length > 0) note(pass, code, message, fields.join(", "), `no ${missing.join(", ")}`);
  };
}

function counted(
  fields: readonly string[],
  holds: (given: number) => boolean,
  expected: string,
  message: string | undefined,
  code: string,
): Rule {
  return (record, pass) => {
    const given = fields.filter((field) => isGiven(record, field));
    if (!holds(given.length)) note(pass, code, message ?? expected, expected, given.join(", ") || "none");
  };
}

/** Present, not null, and no empty string, list or map. */
function isGiven(record: { readonly [property: string]: unknown }, field: string): boolean {
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  if (value == null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
