// A model → a short name for all that it means: what is accepted of a comparison is accepted against this.
import { createHash } from "node:crypto";
import { exportModel } from "../export/model.js";
import type { Json, Model } from "../model.js";
import { canonical } from "./draft.js";

/**
 * SHA-256 of a model, in hex. Equal models have the same, wherever and in whatever form they are written: places, comments and
 * the order of what `compare` takes by identity are no part of it. The version of the API is.
 */
export function digestModel(model: Model): string {
  return createHash("sha256")
    .update(membersText(exportModel(model) as Members))
    .digest("hex");
}

type Members = { readonly [member: string]: Json };

/** Values of the spec: the order of their lists is theirs. */
const verbatim: ReadonlySet<string> = new Set(["extensions", "value"]);
/** Members whose lists are sets; the values of an enum are one too, those of a condition or a variable are not. */
const sets: ReadonlySet<string> = new Set(["modules", "types", "actions", "fields", "rules", "variants", "parameters", "outputs", "errors", "auth"]); // prettier-ignore

function membersText(node: Members): string {
  const texts = Object.keys(node)
    .filter((member) => node[member] !== undefined)
    .sort()
    .map((member) => `${JSON.stringify(member)}:${memberText(member, node)}`);
  return `{${texts.join()}}`;
}

function memberText(member: string, node: Members): string {
  const value = node[member] ?? null;
  if (verbatim.has(member)) return canonical(value);
  const isSet = sets.has(member) || (member === "values" && node["kind"] === "enum");
  return isList(value) ? listText(value, isSet) : textOf(value);
}

function listText(items: readonly Json[], isSet: boolean): string {
  const texts = items.map(textOf);
  return `[${(isSet ? texts.sort() : texts).join()}]`;
}

function textOf(value: Json): string {
  if (isList(value)) return listText(value, false);
  return typeof value === "object" && value !== null ? membersText(value) : JSON.stringify(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
