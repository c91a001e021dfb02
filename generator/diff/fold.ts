// What happened because of what: types that went with an action or a field, and types that came with one.
import { allActions, type Action, type Model, type Slot } from "../model.js";
import { mentions } from "../check/context.js";
import type { Draft } from "./draft.js";
import type { Kind } from "./kinds.js";
import { mentionedBy, slotsAt } from "./positions.js";

/** A change, by what it is and where. */
export interface Cause {
  readonly kind: Kind;
  readonly where: string;
}

/** The changes by which a type may lose, or gain, somebody who names it. */
const causes: ReadonlySet<Kind> = new Set<Kind>([
  "action-removed", "action-added", "action-type-changed", "action-type-renamed", "action-errors-added", "action-errors-removed",
  "action-status-added", "action-status-removed", "error-envelope-changed", "field-added", "field-removed", "field-type-changed",
  "field-type-renamed", "variant-added", "variant-removed", "variant-type-changed", "untagged-alternative-added",
  "untagged-alternative-removed", "alias-type-changed", "type-kind-changed",
]); // prettier-ignore

/** The cause of each type that is gone or new, by its id. What several changes brought about is told of the first. */
export function causesOf(
  drafts: readonly Draft[],
  models: { readonly old: Model; readonly new: Model },
): ReadonlyMap<string, Cause> {
  const gone = (kind: "type-removed" | "type-added"): ReadonlySet<string> =>
    new Set(drafts.filter((each) => each.kind === kind).map(({ place }) => place.where));
  const causing = drafts.filter(({ kind }) => causes.has(kind));
  const but = (end: "-added" | "-removed"): readonly Draft[] => causing.filter(({ kind }) => !kind.endsWith(end));
  return new Map([
    ...flood(but("-added"), gone("type-removed"), models.old),
    ...flood(but("-removed"), gone("type-added"), models.new),
  ]);
}

/** From every cause through what it names, as far as that is among `ids`. */
function flood(causing: readonly Draft[], ids: ReadonlySet<string>, model: Model): ReadonlyMap<string, Cause> {
  const found = new Map<string, Cause>();
  if (ids.size === 0) return found;
  const [sites, types] = [sitesOf(model), model.modules.flatMap((module) => module.types)];
  const inside = new Map(types.filter(({ id }) => ids.has(id)).map((type) => [type.id, mentionedBy(type)]));
  for (const { kind, place } of causing) {
    const open = [...(sites.get(place.where) ?? sites.get(place.where.replace(/\.[^.]*$/, "")) ?? [])];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (!ids.has(id) || found.has(id)) continue;
      found.set(id, { kind, where: place.where });
      open.push(...(inside.get(id) ?? []));
    }
  }
  return found;
}

/** What is named at each place that a change can be about. */
function sitesOf(model: Model): ReadonlyMap<string, readonly string[]> {
  const sites = new Map<string, readonly string[]>([
    [model.id, model.errors.flatMap(({ slot }) => mentions(slot.type))],
  ]);
  for (const type of model.modules.flatMap(({ types }) => types)) {
    sites.set(type.id, mentionedBy(type));
    if (type.kind === "record") for (const { wire, type: held } of type.fields) sites.set(`${type.id}.${wire}`, mentions(held)); // prettier-ignore
    if (type.kind === "union")
      for (const { wire, payload } of type.variants)
        sites.set(`${type.id}.${wire}`, payload ? mentions(payload.type) : []);
  }
  for (const action of allActions(model)) for (const [where, names] of sitesOfAction(action)) sites.set(where, names);
  return sites;
}

function sitesOfAction(action: Action): readonly (readonly [where: string, names: readonly string[]])[] {
  const { id, parameters } = action;
  const named = (slots: readonly Slot[]): readonly string[] => slots.flatMap(({ type }) => mentions(type));
  const [request, output] = [named(slotsAt(action, "request")), named(slotsAt(action, "output"))];
  return [
    [id, [...request, ...output]],
    [`${id}#request`, request],
    [`${id}#output`, output],
    ...parameters.map((each) => [`${id}#request.${each.wire}`, named([each])] as const),
  ];
}
