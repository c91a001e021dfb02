// How an action travels: its method, its path and its parameters.
import type { Action, Json, Model, Parameter } from "../model.js";
import { draft, isSame, match, only, type Draft, type Pair, type Place } from "./draft.js";
import { memberDraftsOf, type MemberScope } from "./fields.js";

/** The method, the form of the body and what is asked for; paths of all actions are told by `pathDrafts`. */
export function bindingDrafts(old: Action, next: Action, place: Place): readonly Draft[] {
  const request = { ...place, where: `${place.where}#request` };
  const moved = (before: Json, after: Json): readonly Draft[] =>
    isSame(before, after) ? [] : [draft("action-param-moved", "any", { place: request, before, after })];
  // With a body comes its form.
  const hasBody = old.body.kind !== "none" && next.body.kind !== "none";
  return [
    ...(old.binding.method === next.binding.method
      ? []
      : [draft("action-method-changed", "any", { place, before: old.binding.method, after: next.binding.method })]),
    ...moved({ accept: acceptOf(old) }, { accept: acceptOf(next) }),
    ...(hasBody ? moved(formOf(old), formOf(next)) : []),
  ].map((found) => only(["request"], found));
}

function acceptOf({ binding }: Action): string | null {
  return ("accept" in binding ? binding.accept : undefined) ?? null;
}

/** How the body is written, and what it is called. */
function formOf({ binding }: Action): Json {
  if (binding.kind === "rpc") return { contentType: "application/json", encoding: "json" };
  return { contentType: (binding.contentType ?? "application/json").toLowerCase(), encoding: binding.encoding };
}

/** An action on both sides, with the place of what is said of it. */
export interface Kept {
  readonly old: Action;
  readonly next: Action;
  readonly place: Place;
}

/** One change for each path, or one for all of them if every path has another beginning and these are the same. */
export function pathDrafts(kept: readonly Kept[], model: Model): readonly Draft[] {
  const moves = kept.flatMap(({ old, next, place }) => {
    const [before, after] = [pathOf(old), pathOf(next)];
    return before === after ? [] : [{ place, before, after, swap: swapOf(before, after) }];
  });
  const [first] = moves;
  const isShared = moves.length > 1 && moves.length === kept.length && moves.every(({ swap }) => isSame(swap, first?.swap)); // prettier-ignore
  if (!isShared)
    return moves.map(({ place, before, after }) =>
      only(["request"], draft("action-path-changed", "any", { place, before, after })),
    );
  const owner = { kind: "api", actions: kept.map(({ next }) => next.id) } as const;
  const place: Place = { owner, where: model.id, old: undefined, new: model.origin, anchor: model.origin };
  const [before = null, after = null] = first?.swap ?? [];
  return [only(["request"], draft("api-base-path-changed", "any", { place, before, after }))];
}

/** A path with each placeholder named as in code: its name on the wire never travels. */
function pathOf({ binding, name, parameters }: Action): string {
  const properties = new Map(parameters.filter(({ place }) => place === "path").map(({ wire, property }) => [wire, property])); // prettier-ignore
  if (binding.kind === "rpc") return binding.path.replaceAll("{action}", () => name);
  return binding.path.replace(/\{([^{}]*)\}/g, (whole, wire: string) => `{${properties.get(wire) ?? whole}}`);
}

/** Two paths without the segments at their ends that both have. */
function swapOf(before: string, after: string): readonly [before: string, after: string] {
  const [old, next] = [before.split("/"), after.split("/")];
  while (old.length > 0 && next.length > 0 && old.at(-1) === next.at(-1)) {
    old.pop();
    next.pop();
  }
  return [old.join("/"), next.join("/")];
}

/** Parameters are members of the flat input: they are who they are by their name in code. */
export function parameterDrafts({ old, next, place }: Kept, pair: Pair): readonly Draft[] {
  const { removed, added, kept } = match(old.parameters, next.parameters, ({ property }) => property);
  const scope: MemberScope = { pair, owner: place.owner, within: `${place.where}#request`, anchor: next.origin };
  const [left, joined] = [bodyProperties(old, pair.types.old), bodyProperties(next, pair.types.new)];
  const moved = [
    ...kept
      .filter(([a, b]) => !isSame(travelOf(a), travelOf(b)))
      .map(([a, b]) => [b, travelOf(a), travelOf(b)] as const),
    ...removed.filter(({ property }) => joined.has(property)).map((each) => [each, travelOf(each), "body"] as const),
    ...added.filter(({ property }) => left.has(property)).map((each) => [each, "body", travelOf(each)] as const),
  ];
  const rest = {
    removed: removed.filter(({ property }) => !joined.has(property)),
    added: added.filter(({ property }) => !left.has(property)),
    kept,
  };
  return [
    ...moved.map(([{ wire, origin }, before, after]) => {
      const where = `${place.where}#request.${wire}`;
      return draft("action-param-moved", "any", { place: { ...place, where, new: origin }, before, after });
    }),
    ...memberDraftsOf(rest, scope),
  ].map((found) => only(["request"], found));
}

/** How a parameter travels. The name of what stands in a path does not. */
function travelOf({ place, wire, style, explode }: Parameter): { readonly [key: string]: string | boolean } {
  if (place === "path") return { place };
  return place === "header" ? { place, wire: wire.toLowerCase() } : { place, wire, style, explode };
}

function bodyProperties({ body }: Action, types: Pair["types"]["old"]): ReadonlySet<string> {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  return new Set(record?.kind === "record" ? record.fields.map(({ property }) => property) : []);
}
