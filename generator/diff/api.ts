// The API itself: where it is, and what is said of it. Its version is no change: it is what the two are called by.
import type { Json, Model, Server, ServerVariable } from "../model.js";
import { draft, isSame, match, only, type Coding, type Draft, type Place, type Sides } from "./draft.js";
import type { Kept } from "./http.js";
import type { RowName } from "./kinds.js";

export function apiDrafts({ old, new: next }: Sides<Model>, kept: readonly Kept[], coding: Coding): readonly Draft[] {
  const owner = { kind: "api", actions: kept.map((each) => each.next.id) } as const;
  const place: Place = { owner, where: next.id, old: old.origin, new: next.origin, anchor: next.origin };
  const moved = serverDrafts(old, next, place);
  // Servers that hurt are told as such; what else is said of them is information.
  const said = ({ servers, ...model }: Model): Said => ({ ...model, servers: moved.length > 0 ? [] : servers });
  return [
    ...moved,
    ...idDrafts(old, next, { place, coding }),
    ...infoDrafts(said(old), said(next), place),
    ...moduleDrafts(old, next, place),
  ];
}

/** What callers write of an id: the name of the client, and the variables of the environment that it reads. */
function idDrafts(
  { id: before }: Model,
  { id: after }: Model,
  { place, coding }: { readonly place: Place; readonly coding: Coding },
): readonly Draft[] {
  if (before === after) return [];
  const row = coding.isClientNamed === true ? "idNamed" : "id";
  return [only(["request"], draft("api-info-changed", row, { place, before, after }))];
}

/** Old clients know the addresses of their time. A new address beside them hurts nobody. */
function serverDrafts(old: Model, next: Model, place: Place): readonly Draft[] {
  const { removed, kept } = match(old.servers, next.servers, ({ url }) => url);
  const isGone = removed.length > 0 || kept.some(([a, b]) => lostOptions(a, b));
  const row = rowOfServers(old, next, isGone);
  if (row === undefined) return [];
  const facts = { place, before: old.servers.map(serverOf), after: next.servers.map(serverOf) };
  return [only(["request"], draft("api-base-path-changed", row, facts))];
}

/** A client has the options of the first server, and calls that one unless it is told another. */
function rowOfServers(
  { servers: [old] }: Model,
  { servers: [next] }: Model,
  isGone: boolean,
): RowName<"api-base-path-changed"> | undefined {
  if (!old) return undefined;
  const { removed, added, kept } = match(old.variables, next?.variables ?? [], ({ property }) => property);
  if (removed.length > 0 || kept.some(([a, b]) => takesLess(a, b))) return isGone ? "options" : "client";
  if (added.some(isNeeded) || kept.some(([a, b]) => losesDefault(a, b))) return "needed";
  if (isGone) return "any";
  return next && addressOf(old) !== addressOf(next) ? "standard" : undefined;
}

function isNeeded(variable: ServerVariable): boolean {
  return variable.default === undefined;
}

/** The address that a client has which is given no options. */
function addressOf({ url, variables }: Server): string {
  const standard = new Map(variables.map((each) => [each.name, each.default]));
  return url.replace(/\{([^{}]*)\}/g, (whole, name: string) => standard.get(name) ?? whole);
}

function losesDefault(a: ServerVariable, b: ServerVariable): boolean {
  return a.default !== undefined && b.default === undefined;
}

/** Without values of its own an option takes any. */
function takesLess(a: ServerVariable, b: ServerVariable): boolean {
  if (b.open || b.values.length === 0) return false;
  return a.open || a.values.length === 0 || a.values.some((value) => !b.values.includes(value));
}

/** Whether an option of the client is gone, has to be given, or takes less than it did. */
function lostOptions({ variables: old }: Server, { variables: next }: Server): boolean {
  const { removed, added, kept } = match(old, next, ({ property }) => property);
  return removed.length > 0 || added.some(isNeeded) || kept.some(([a, b]) => losesDefault(a, b) || takesLess(a, b));
}

function serverOf({ url, variables }: Server): Json {
  const told = variables.map(({ name, values, open, default: standard }) => ({ name, values, open, default: standard ?? null })); // prettier-ignore
  return { url, variables: told };
}

type Said = Pick<Model, "title" | "docs" | "versioning" | "servers" | "extensions" | "requestIdHeader">;

function infoDrafts(old: Said, next: Said, place: Place): readonly Draft[] {
  const said = ({ title, docs, versioning, servers, extensions }: Said): unknown => [title, docs, versioning, extensions, servers]; // prettier-ignore
  const [before, after] = [old, next].map(({ title, docs }) => ({ title, docs: docs ?? null }));
  const headers = [old.requestIdHeader ?? null, next.requestIdHeader ?? null] as const;
  return [
    ...(isSame(said(old), said(next)) ? [] : [draft("api-info-changed", "any", { place, before: before ?? null, after: after ?? null })]), // prettier-ignore
    ...(headers[0]?.toLowerCase() === headers[1]?.toLowerCase()
      ? []
      : [only(["output"], draft("api-info-changed", "header", { place, before: headers[0], after: headers[1] }))]),
  ];
}

function moduleDrafts(old: Model, next: Model, place: Place): readonly Draft[] {
  const { kept } = match(old.modules, next.modules, ({ id }) => id);
  return kept.flatMap(([a, b]) => {
    if (isSame([a.docs, a.extensions], [b.docs, b.extensions])) return [];
    const at = { ...place, where: b.name, old: a.origin, new: b.origin };
    return [draft("api-info-changed", "any", { place: at, before: a.docs ?? null, after: b.docs ?? null })];
  });
}
