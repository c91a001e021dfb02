// Credentials: which of them suffice for an action, and what they are.
import { isOptional, schemesOf } from "../emit/auth.js";
import type { AuthScheme, Json, Model } from "../model.js";
import { draft, isSame, match, only, type Draft, type Place } from "./draft.js";
import type { Kept } from "./http.js";
import type { RowName } from "./kinds.js";

/** One change for each action, or one for all of them if they all ask for the same that they did not. */
export function ownAuthDrafts(kept: readonly Kept[], old: Model, next: Model): readonly Draft[] {
  const edits = kept.flatMap((action) => {
    const [before, after] = [[...action.old.auth].sort(), [...action.next.auth].sort()];
    return isSame(before, after) ? [] : [{ place: action.place, before, after }];
  });
  const [first] = edits;
  const isShared = edits.length > 1 && edits.length === kept.length && edits.every(({ before, after }) => isSame([before, after], [first?.before, first?.after])); // prettier-ignore
  const actions = kept.map((action) => action.next.id);
  const place: Place = { owner: { kind: "api", actions }, where: next.id, old: undefined, new: next.origin, anchor: next.origin }; // prettier-ignore
  const breaks = breaksClient(old, next);
  const told = isShared && first ? [sharedDraft({ ...first, place }, breaks)] : [
    ...edits.map((edit) => draft("action-auth-changed", rowOf(edit), edit)),
    ...clientDrafts(old, next, place),
  ]; // prettier-ignore
  return told.map((found) => only(["request"], found));
}

interface Edit {
  readonly place: Place;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function rowOf({ before, after }: Edit): "stricter" | "looser" {
  return isStricter(before, after) ? "stricter" : "looser";
}

function sharedDraft(edit: Edit, breaks: boolean): Draft {
  const row = rowOf(edit);
  return draft("action-auth-changed", breaks ? (row === "stricter" ? "options" : "client") : row, edit);
}

/** What a client is made with, where actions do not tell it. A scheme that is of another kind tells it by itself. */
function clientDrafts(old: Model, next: Model, place: Place): readonly Draft[] {
  const [before, after] = [credentialsOf(old), credentialsOf(next)];
  if (isSame(before, after) || hasOtherKind(old, next)) return [];
  return [draft("action-auth-changed", breaksClient(old, next) ? "client" : "looser", { place, before, after })];
}

/** The kinds of credentials that a client has options for, and none where it may be made without. */
function credentialsOf({ auth }: Model): readonly string[] {
  const kinds = schemesOf(auth).map(({ kind }) => kind);
  return kinds.length === 0 || isOptional(auth) ? [...kinds, "none"].sort() : kinds;
}

/** Whether what a client was made with does not make one any more. */
function breaksClient(old: Model, next: Model): boolean {
  const taken = new Set(credentialsOf(next));
  return !hasOtherKind(old, next) && credentialsOf(old).some((kind) => !taken.has(kind));
}

function hasOtherKind(old: Model, next: Model): boolean {
  return match(old.auth, next.auth, ({ name }) => name).kept.some(([a, b]) => a.kind !== b.kind);
}

/** Whether credentials that sufficed, or none, do not any more. */
function isStricter(old: readonly string[], next: readonly string[]): boolean {
  if (next.length === 0) return false;
  return old.length === 0 || old.some((name) => !next.includes(name));
}

/** What was edited in a scheme, once for all actions that take it. */
export function schemeDrafts(old: Model, next: Model, kept: readonly Kept[]): readonly Draft[] {
  return match(old.auth, next.auth, ({ name }) => name).kept.flatMap(([before, after]) => {
    if (isSame(before, after)) return [];
    const actions = kept.filter((each) => each.old.auth.includes(before.name)).map((each) => each.next.id);
    const where = `${next.id}#${after.name}`;
    const place: Place = { owner: { kind: "api", actions }, where, old: before.origin, new: after.origin, anchor: next.origin }; // prettier-ignore
    const facts = { place, before: factsOf(before), after: factsOf(after) };
    return [only(["request"], draft("action-auth-changed", rowOfScheme(before, after), facts))];
  });
}

function rowOfScheme(old: AuthScheme, next: AuthScheme): RowName<"action-auth-changed"> {
  if (old.kind !== next.kind) return "options";
  const told = { docs: undefined, extensions: undefined, env: undefined, scopes: undefined };
  if (!isSame({ ...old, ...told }, { ...next, ...told })) return "stricter";
  const [had, asked] = [scopesOf(old), scopesOf(next)];
  if (asked.some((scope) => !had.includes(scope))) return "stricter";
  if (had.some((scope) => !asked.includes(scope))) return "looser";
  return isSame(envOf(old), envOf(next)) ? "told" : "environment";
}

function scopesOf(scheme: AuthScheme): readonly string[] {
  return scheme.kind === "oauth2ClientCredentials" ? [...scheme.scopes].sort() : [];
}

function envOf(scheme: AuthScheme): Json {
  return "env" in scheme ? (scheme.env ?? null) : null;
}

function factsOf(scheme: AuthScheme): Json {
  return JSON.parse(JSON.stringify({ ...scheme, origin: undefined, extensions: undefined })) as Json;
}
