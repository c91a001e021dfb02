// The ids by which a config and an accept file speak of changes.
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import { didYouMean, shown } from "../names.js";
import { kinds, type Kind } from "./kinds.js";
import { anyPositions, ruleId } from "./policy.js";

const names: readonly Kind[] = Object.keys(kinds) as Kind[];

/** Every kind, and every kind in every position. */
const ruleNames: readonly string[] = [...names, ...anyPositions.flatMap((position) => names.map((kind) => ruleId(position, kind)))]; // prettier-ignore

const known: ReadonlySet<string> = new Set(ruleNames);

export function isRule(text: string): boolean {
  return known.has(text);
}

/** Reports a text that should be a rule. */
export function reportRule(text: string, origin: Origin, report: Report): false {
  report("AW7015", origin, { rule: shown(text) }, { help: didYouMean(text, ruleNames) });
  return false;
}
