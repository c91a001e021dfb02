// A model → a short name for all that it means: what is accepted of a comparison is accepted against this.
import { createHash } from "node:crypto";
import type { Json, Model } from "../model.js";
import { canonical, places } from "./draft.js";

/**
 * SHA-256 of a model, in hex. Equal models have the same, wherever and in whatever form they are written: places, comments and
 * the order of what `compare` takes by identity are no part of it. The version of the API is.
 */
export function digestModel(model: Model): string {
  return createHash("sha256").update(membersText(model, new Map())).digest("hex");
}

/** Values of the spec: the order of their lists is theirs. */
const verbatim: ReadonlySet<string> = new Set(["extensions", "value"]);
/** Members whose lists are sets; the values of an enum are one too, those of a condition or a variable are not. */
const sets: ReadonlySet<string> = new Set(["modules", "types", "actions", "fields", "rules", "variants", "parameters", "outputs", "errors", "auth"]); // prettier-ignore

/** The members of nodes in order, by those members as they are: thousands of nodes have one of a few hundred shapes. */
type Orders = Map<string, readonly string[]>;

/** Written for speed: every comparison walks both models, and to sort each node's members took most of that. */
function membersText(node: object, orders: Orders): string {
  const members = node as { readonly [member: string]: unknown };
  let text = "";
  for (const member of orderOf(node, orders)) {
    const value = members[member];
    if (value !== undefined) text += `${text === "" ? "" : ","}"${member}":${memberText(member, members, orders)}`;
  }
  return `{${text}}`;
}

function orderOf(node: object, orders: Orders): readonly string[] {
  const members = Object.keys(node);
  const shape = members.join();
  const known = orders.get(shape);
  if (known) return known;
  const order = members.filter((member) => !places.has(member)).sort();
  orders.set(shape, order);
  return order;
}

function memberText(member: string, node: { readonly [member: string]: unknown }, orders: Orders): string {
  const value = node[member];
  if (verbatim.has(member)) return canonical(value as Json);
  const isSet = sets.has(member) || (member === "values" && node["kind"] === "enum");
  return Array.isArray(value) ? listText(value, isSet, orders) : textOf(value, orders);
}

function listText(items: readonly unknown[], isSet: boolean, orders: Orders): string {
  const texts = items.map((item) => textOf(item, orders));
  return `[${(isSet ? texts.sort() : texts).join()}]`;
}

function textOf(value: unknown, orders: Orders): string {
  if (Array.isArray(value)) return listText(value, false, orders);
  return typeof value === "object" && value !== null ? membersText(value, orders) : JSON.stringify(value);
}
