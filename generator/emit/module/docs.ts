// What the spec says of a node → a documentation comment: its text, then what a reader must know of it.
import type { Constraint, Deprecation, Described, Slot } from "../../model.js";
import { literal, type Doc, type DocPart, type DocTag } from "../../code/text.js";

/** What types, fields, values, variants and actions have to say. */
export function describedDoc(node: Described, more: Doc = noDoc): Doc {
  return {
    parts: [...optional(node.docs), ...more.parts],
    tags: [...more.tags, ...stabilityTags(node), ...deprecatedTags(node.deprecated)],
  };
}

/** A field, a payload or a parameter: besides, what holds for its value. */
export function slotDoc(slot: Slot): Doc {
  const fill = slot.fill === undefined ? [] : [`Sent as \`${literal(slot.fill.value)}\` when left out.`];
  return {
    parts: [...slot.constraints.flatMap(constraintSentence), ...fill],
    tags:
      slot.default === undefined
        ? []
        : [{ name: "defaultValue", text: `\`${literal(slot.default.value)}\`, by the server` }],
  };
}

/** `@deprecated` alone, for the const beside a deprecated type. */
export function deprecatedDoc(deprecated: Deprecation | undefined): Doc {
  return { parts: [], tags: deprecatedTags(deprecated) };
}

/** Two comments in one: the parts of both, then the tags of both. */
export function joinDocs(...docs: readonly Doc[]): Doc {
  return { parts: docs.flatMap((doc) => doc.parts), tags: docs.flatMap((doc) => doc.tags) };
}

const noDoc: Doc = { parts: [], tags: [] };

/** Text of ours. */
export function oursDoc(text: string): Doc {
  return { parts: [{ ours: text }], tags: [] };
}

function optional(text: string | undefined): readonly DocPart[] {
  return text === undefined ? [] : [text];
}

function deprecatedTags(deprecated: Deprecation | undefined): readonly DocTag[] {
  if (deprecated === undefined) return [];
  const { since, removeIn, use, note } = deprecated;
  const sentences = [
    ...(since === undefined ? [] : [`Since ${since}.`]),
    ...(removeIn === undefined ? [] : [`To be removed in ${removeIn}.`]),
    ...(use === undefined ? [] : [`Use \`${use}\`.`]),
    ...(note === undefined ? [] : [note]),
  ];
  return [{ name: "deprecated", text: sentences.join(" ") }];
}

function stabilityTags({ stability, feature }: Described): readonly DocTag[] {
  if (stability === "stable") return [];
  return [{ name: stability, text: feature === undefined ? "" : `Behind the feature \`${feature}\`.` }];
}

function constraintSentence(constraint: Constraint): readonly string[] {
  const { min, max, minLength, maxLength, minItems, maxItems, pattern, format, message } = constraint;
  const sentences = [
    range(min, max, ""),
    range(minLength, maxLength, "character"),
    range(minItems, maxItems, "item"),
    format === undefined ? "" : `Format: ${format}.`,
    message ?? (pattern === undefined ? "" : `Matches \`${pattern}\`.`),
  ];
  const said = sentences.filter((sentence) => sentence !== "");
  return said.length === 0 ? [] : [said.join(" ")];
}

type Bound = number | string | undefined;

function range(min: Bound, max: Bound, unit: string): string {
  if (min !== undefined && max !== undefined)
    return min === max ? `Exactly ${counted(min, unit)}.` : `From ${min} to ${counted(max, unit)}.`;
  if (min !== undefined) return `At least ${counted(min, unit)}.`;
  return max === undefined ? "" : `At most ${counted(max, unit)}.`;
}

function counted(count: number | string, unit: string): string {
  if (unit === "") return String(count);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
