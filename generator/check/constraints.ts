// Constraints: that they fit their type, leave something to send, and that their patterns can be run.
import { analyse, type PatternVerdict } from "./patterns.js";
import { resolveAliases, type Constraint, type NamedType, type Scalar, type Type } from "../model.js";
import { didYouMean, shown } from "../names.js";
import { reachedFrom, type CheckContext } from "./context.js";

/** The formats that are known, besides those that are types of their own. */
const formats: readonly string[] = ["email", "hostname", "ipv4", "ipv6", "uri", "uuid", "date-time", "date"];

type Key = "min" | "max" | "minLength" | "maxLength" | "minItems" | "maxItems" | "pattern" | "format";
const keys: readonly Key[] = ["min", "max", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format"];

export function checkConstraints({ slots, types, report }: CheckContext): void {
  for (const { slot } of slots) {
    const base = baseOf(slot.type, types);
    for (const constraint of slot.constraints) {
      if (base) checkFit(constraint, base, report);
      checkFormat(constraint, report);
    }
  }
}

function checkFit(constraint: Constraint, base: Type, report: CheckContext["report"]): void {
  const misfit = keys.find((key) => constraint[key] !== undefined && !fits(key, base));
  if (misfit) report("AW2130", constraint.origin, { key: misfit, type: describe(base) }, { help: fitting(base) });
  else checkDigits(constraint, base, report);
}

/** Digits as a text are for what a number in a spec cannot hold. */
function checkDigits(constraint: Constraint, base: Type, report: CheckContext["report"]): void {
  const key = (["min", "max"] as const).find((bound) => typeof constraint[bound] === "string");
  if (key === undefined || (base.kind === "scalar" && /^[ui]64$/.test(base.scalar))) return;
  const bound = Number(constraint[key]);
  const help = Number.isSafeInteger(bound) ? `write it without quotes: \`${key}: ${bound}\`` : undefined;
  report("AW2136", constraint.origin, { key, type: describe(base) }, { help });
}

function checkFormat({ format, origin }: Constraint, report: CheckContext["report"]): void {
  if (format === undefined || formats.includes(format)) return;
  const help = didYouMean(format, formats) ?? `known formats: ${formats.join(", ")}`;
  report("AW2134", origin, { format }, { help });
}

/** The type that counts for constraints: names of newtypes and opaques, and `nullable`, taken off. */
function baseOf(written: Type, types: ReadonlyMap<string, NamedType>): Type | undefined {
  const seen = new Set<string>();
  let type = resolveAliases(written, types);
  for (;;) {
    if (type.kind === "nullable") type = resolveAliases(type.inner, types);
    else if (type.kind !== "named") return type.kind === "unresolved" || type.kind === "parameter" ? undefined : type;
    else {
      const target = types.get(type.target);
      if (!target || seen.has(target.id)) return undefined;
      seen.add(target.id);
      if (target.kind !== "opaque" && target.kind !== "newtype") return target.kind === "alias" ? undefined : type;
      type = resolveAliases(target.slot.type, types);
    }
  }
}

const isNumber = (scalar: Scalar): boolean => /^[uif]\d+$/.test(scalar);
const isText = (scalar: Scalar): boolean => ["string", "timestamp", "date", "duration", "uuid", "url"].includes(scalar);

function fits(key: Key, base: Type): boolean {
  switch (key) {
    case "min":
    case "max":
      return base.kind === "scalar" && isNumber(base.scalar);
    case "minItems":
    case "maxItems":
      return base.kind === "list" || base.kind === "map";
    default:
      return base.kind === "scalar" && isText(base.scalar);
  }
}

function describe(base: Type): string {
  return base.kind === "scalar" ? base.scalar : base.kind === "named" ? base.target : base.kind;
}

function fitting(base: Type): string {
  const known = keys.filter((key) => fits(key, base));
  return known.length ? `constraints of ${describe(base)}: ${known.join(", ")}` : "such a type takes no constraints";
}

/** Every pattern compiles with the `u` flag; one that can take exponential time is an error where a request has it, else a warning. */
export function checkPatterns({ actions, slots, types, report }: CheckContext): void {
  const requests = actions.flatMap((action) => [
    ...action.parameters,
    ...(action.body.kind === "none" ? [] : [action.body.slot]),
  ]);
  const reached = reachedFrom(requests, types);
  const inRequests = new Set(requests.flatMap(({ constraints }) => constraints));
  for (const { slot, owner } of slots)
    if (owner && "kind" in owner && reached.has(owner.id))
      slot.constraints.forEach((constraint) => inRequests.add(constraint));
  let unknown = 0;
  for (const constraint of slots.flatMap(({ slot }) => slot.constraints)) {
    if (constraint.pattern === undefined) continue;
    const found: PatternVerdict = unknown < PATIENCE ? analyse(constraint.pattern) : { kind: "unknown" };
    if (found.kind === "unknown") unknown++;
    const problem = problemOf(found);
    const code = found.kind === "invalid" ? "AW2132" : inRequests.has(constraint) ? "AW2133" : "AW2135";
    if (problem !== undefined) report(code, constraint.origin, { pattern: shown(constraint.pattern), problem });
  }
}

/** After so many patterns that took too long, no other is looked at. */
const PATIENCE = 3;

function problemOf(verdict: PatternVerdict): string | undefined {
  switch (verdict.kind) {
    case "fine":
      return undefined;
    case "invalid":
      return verdict.problem;
    case "exponential":
      return `takes exponential time on some texts, because of \`${shown(verdict.part)}\``;
    case "unknown":
      return "is too intricate to be judged";
  }
}
