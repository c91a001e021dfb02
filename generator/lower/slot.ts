// Places that hold a value: from `name: Type` and from the long forms, with constraints, defaults and examples.
import type { Report } from "../diagnostics.js";
import type { Constraint, Described, Literal, Origin, Slot, Type } from "../model.js";
import { shown } from "../names.js";
import {
  choiceOf,
  entriesOf,
  findEntry,
  get,
  isTrue,
  itemsOf,
  numberOf,
  textOf,
  toJson,
  type SourceNode,
} from "../source.js";
import { extended, extensionsOf, type Context } from "./context.js";
import { lowerExpression } from "./expression.js";

/** The slot of a node that is a type expression or a long form whose type stands under `key`. */
export function lowerSlot(
  node: SourceNode,
  context: Context,
  { key = "type", whole }: { key?: string; whole?: "output" } = {},
): Slot {
  const expression = node.kind === "scalar" ? node : get(node, key);
  return slotWith(lowerExpression(expression, context, whole), expression?.origin ?? node.origin, { node, context });
}

/** A slot of a known type, with what a long form says besides. */
export function slotWith(
  type: Type,
  typeOrigin: Origin,
  { node, context }: { node: SourceNode; context: Context },
): Slot {
  return {
    type,
    typeOrigin,
    constraints: lowerConstraints(node, context),
    open: isTrue(get(node, "open")),
    sensitive: isTrue(get(node, "sensitive")),
    default: literalOf(get(node, "default")),
    fill: literalOf(get(node, "fill")),
    examples: literalsOf(get(node, "examples")),
  };
}

export function literalOf(node: SourceNode | undefined): Literal | undefined {
  return node && { value: toJson(node), origin: node.origin };
}

export function literalsOf(node: SourceNode | undefined): readonly Literal[] {
  return itemsOf(node).flatMap((item) => literalOf(item) ?? []);
}

/** The constraints, as they are written beside a type. */
export const constraintKeys = [
  "min",
  "max",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "pattern",
  "format",
] as const;

function lowerConstraints(node: SourceNode, { report }: Context): readonly Constraint[] {
  const inline = entriesOf(node).find(({ key }) => (constraintKeys as readonly string[]).includes(key));
  const general = findEntry(node, "constraints");
  if (inline && general)
    report(
      "AW2009",
      general.keyOrigin,
      { key: inline.key },
      { related: [{ origin: inline.keyOrigin, message: "the other constraint" }] },
    );
  const nodes = general ? itemsOf(general.value) : inline ? [node] : [];
  for (const constraint of nodes) checkBounds(constraint, report);
  if (general) return nodes.map((item) => constraintOf(item, item.origin));
  return inline ? [constraintOf(node, inline.keyOrigin, true)] : [];
}

const bounds = [
  ["min", "max"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
] as const;

/** A lower bound is no greater than the upper one. Decimal text is compared exactly. */
function checkBounds(node: SourceNode, report: Report): void {
  for (const [low, high] of bounds) {
    const [lower, upper] = [findEntry(node, low), findEntry(node, high)];
    const [least, most] = [boundOf(lower?.value), boundOf(upper?.value)];
    if (!lower || !upper || least === undefined || most === undefined || !(exact(least) > exact(most))) continue;
    const related = [{ origin: upper.value.origin, message: "the upper bound" }];
    report(
      "AW2131",
      lower.value.origin,
      { low, high, least: shown(String(least)), most: shown(String(most)) },
      { related },
    );
  }
}

/** What is no number compares with nothing. */
function exact(bound: number | string): number | bigint {
  return typeof bound === "string" && /^-?[0-9]+$/.test(bound) ? BigInt(bound) : Number(bound);
}

/** Its place is that of what is looked at most closely: a pattern or a format. */
function constraintOf(node: SourceNode, fallback: Origin, inline = false): Constraint {
  const origin = (get(node, "pattern") ?? get(node, "format"))?.origin ?? fallback;
  return {
    min: boundOf(get(node, "min")),
    max: boundOf(get(node, "max")),
    minLength: numberOf(get(node, "minLength")),
    maxLength: numberOf(get(node, "maxLength")),
    minItems: numberOf(get(node, "minItems")),
    maxItems: numberOf(get(node, "maxItems")),
    pattern: textOf(get(node, "pattern")),
    format: textOf(get(node, "format")),
    code: inline ? undefined : textOf(get(node, "code")),
    message: inline ? undefined : textOf(get(node, "message")),
    ...extended(inline ? undefined : node),
    origin,
  };
}

function boundOf(node: SourceNode | undefined): number | string | undefined {
  return numberOf(node) ?? textOf(node);
}

/**
 * What types, fields, values, variants, parameters and actions have. A bare text is docs only where the language says so.
 * Made thousands of times, so as one literal: each member that follows a spread would cost as much as all of these.
 */
export function lowerDescribed(id: string, origin: Origin, node: SourceNode): Described {
  const deprecated = get(node, "deprecated");
  return {
    id,
    origin,
    extensions: extensionsOf([node]),
    docs: textOf(get(node, "docs")),
    deprecated: deprecated && {
      since: textOf(get(deprecated, "since")),
      removeIn: textOf(get(deprecated, "removeIn")),
      use: textOf(get(deprecated, "use")),
      note: textOf(get(deprecated, "note")),
      ...extended(deprecated),
    },
    stability: choiceOf(get(node, "stability"), ["stable", "beta", "experimental"]) ?? "stable",
    feature: textOf(get(node, "feature")),
    was: textOf(get(node, "was")),
  };
}
