// Rules over the fields of one record. Fields are named as in code.
import { type Pass, refuse } from "./walk.js";

/** Looks at a record whose fields are of their types. */
export type Rule = (record: { readonly [property: string]: unknown }, pass: Pass) => void;

/** At least one of the fields is given. */
export function atLeastOneOf(fields: readonly string[], message?: string, code = "at_least_one_of"): Rule {
  return counted(fields, (given) => given > 0, { expected: `at least one of ${fields.join(", ")}`, message, code });
}

/** One of the fields is given, and no other. */
export function exactlyOneOf(fields: readonly string[], message?: string, code = "exactly_one_of"): Rule {
  return counted(fields, (given) => given === 1, { expected: `exactly one of ${fields.join(", ")}`, message, code });
}

/** No two of the fields are given. */
export function mutuallyExclusive(fields: readonly string[], message?: string, code = "mutually_exclusive"): Rule {
  return counted(fields, (given) => given < 2, { expected: `at most one of ${fields.join(", ")}`, message, code });
}

/** If `when` is given, all of the fields are. */
export function dependentRequired(
  when: string,
  fields: readonly string[],
  message?: string,
  code = "dependent_required",
): Rule {
  const all = counted(fields, (given) => given === fields.length, {
    expected: `${fields.join(", ")} beside ${when}`,
    message,
    code,
  });
  return (record, pass) => {
    if (isGiven(record, when)) all(record, pass);
  };
}

interface Special {
  readonly expected: string;
  readonly message: string | undefined;
  readonly code: string;
}

function counted(fields: readonly string[], holds: (given: number) => boolean, special: Special): Rule {
  const { expected, code, message = `must have ${expected}` } = special;
  return (record, pass) => {
    const given = fields.filter((field) => isGiven(record, field));
    if (!holds(given.length)) refuse(pass, record, expected, { code, message, received: given.join(", ") || "none" });
  };
}

/** Present, not null, and no empty string, list or map. */
function isGiven(record: { readonly [property: string]: unknown }, field: string): boolean {
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  return value != null && value !== "" && (typeof value !== "object" || Object.keys(value).length > 0);
}
