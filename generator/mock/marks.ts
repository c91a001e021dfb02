// The `x-mock` keys of a spec: which actions keep state, and how. Read when a mock starts; everything else lets them be.
import { callMembers } from "../check/request.js";
import type { Report } from "../diagnostics.js";
import { allActions, fieldsOf, resolveAliases, typesById, type Action, type Json, type Model, type NamedType, type Type, type UnionType } from "../model.js"; // prettier-ignore
import { didYouMean, quoted } from "../names.js";
import { findError } from "../values.js";

/** `set` writes whether there is such an entity or not, `update` only if there is one. */
const doings = ["create", "set", "update", "get", "list", "remove"] as const;

/** An answer: a variant of the action's output, or a status. */
export type Reply = string | number;
const replies = ["done", "missing", "conflict", "exists"] as const;

/** What an action does with the entities of a collection. Members are named as they travel. */
export interface Mark {
  readonly do: (typeof doings)[number];
  readonly collection: string;
  /** The members that name an entity, in the order that all marks of the collection have. A list may have the first of them. */
  readonly key: readonly string[];
  /** The member of the request with the version that is expected. */
  readonly expect: string | undefined;
  /** The members of answers that have the version: it counts writes, from 1. */
  readonly version: readonly string[];
  /** The member of the output with the entities of a list. Undefined if the output is the list itself. */
  readonly items: string | undefined;
  /** What a new entity has, where the request does not say it. */
  readonly initial: JsonObject;
  readonly replies: { readonly [R in (typeof replies)[number]]: Reply | undefined };
}

export type JsonObject = { readonly [key: string]: Json };

/** The marks of all actions, by their ids. One that does not hold is reported, and left out. */
export function readMarks(model: Model, report: Report): ReadonlyMap<string, Mark> {
  const types = typesById(model);
  const marks = new Map<string, Mark>();
  for (const action of allActions(model)) {
    const written = action.extensions["x-mock"];
    if (written === undefined) continue;
    const mark = markOf(written);
    const problem = typeof mark === "string" ? mark : problemOf(mark, action, types);
    if (problem !== undefined) report("AW2180", action.origin, { action: action.name, problem });
    else if (typeof mark !== "string") marks.set(action.id, mark);
  }
  return marks;
}

/** A mark as it is written, or what is wrong with its form. */
function markOf(written: Json): Mark | string {
  if (!isObject(written)) return "it is an object";
  const unknown = Object.keys(written).find((key) => !known.includes(key));
  if (unknown !== undefined) return `there is no key \`${unknown}\`: ${didYouMean(unknown, known) ?? `one of ${quoted(known)}`}`; // prettier-ignore
  const wrong = forms.find(({ names, fits }) => names.some((name) => written[name] !== undefined && !fits(written[name]))); // prettier-ignore
  if (wrong !== undefined) return wrong.problem;
  const doing = doings.find((each) => each === written["do"]);
  if (doing === undefined) return `\`do\` is one of ${quoted(doings)}`;
  const [collection, expect, items] = texts.map((name) => written[name] as string | undefined);
  if (collection === undefined) return "`collection` is missing: the name of what is kept";
  const [key = [], version = []] = lists.map((name) => written[name] as readonly string[] | undefined);
  if (key.length === 0 && doing !== "list") return "`key` is missing: the members that name what is meant";
  const [done, missing, conflict, exists] = replies.map((name) => written[name] as Reply | undefined);
  const initial = (written["initial"] ?? {}) as JsonObject;
  return { do: doing, collection, key, expect, version, items, initial, replies: { done, missing, conflict, exists } };
}

const texts = ["collection", "expect", "items"] as const;
const lists = ["key", "version"] as const;
const known: readonly string[] = ["do", "initial", ...texts, ...lists, ...replies];

/** What each key has to be, if it is there. */
const forms: readonly { readonly names: readonly string[]; readonly fits: (value: Json) => boolean; readonly problem: string }[] = [
  { names: texts, fits: (value) => typeof value === "string", problem: `each of ${quoted(texts)} is a name` },
  { names: lists, fits: isTexts, problem: `each of ${quoted(lists)} is a list of names` },
  { names: ["initial"], fits: isObject, problem: "`initial` is an object" },
  { names: replies, fits: (value) => ["string", "number"].includes(typeof value), problem: `each of ${quoted(replies)} is a variant of the output, or a status` },
]; // prettier-ignore

/** What a mark names that its action does not have. */
function problemOf(mark: Mark, action: Action, types: Types): string | undefined {
  const request = new Set(callMembers(action, types).fields.map(({ wire }) => wire));
  const union = outputUnion(action, types);
  const output = new Set(fieldsOf(outputType(action), types).map(({ wire }) => wire));
  const made = mark.do === "create" ? new Set([...request, ...output, ...variantMembers(union, types)]) : request;
  const key = mark.key.find((name) => !made.has(name));
  if (key !== undefined) return absent(key, made, "request");
  if (mark.expect !== undefined && !request.has(mark.expect)) return absent(mark.expect, request, "request");
  if (mark.items !== undefined && !output.has(mark.items)) return absent(mark.items, output, "output");
  return replyProblem(mark, action, union);
}

function absent(name: string, among: ReadonlySet<string>, what: string): string {
  return `its ${what} has no \`${name}\`: ${didYouMean(name, among) ?? `it has ${quoted([...among])}`}`;
}

function replyProblem(mark: Mark, action: Action, union: UnionType | undefined): string | undefined {
  const variants = new Set(union?.variants.map(({ wire }) => wire));
  for (const name of replies) {
    const reply = mark.replies[name];
    if (typeof reply === "number" && findError(action, String(reply)) === undefined)
      return `\`${name}\`: it declares no answer with ${reply}`;
    if (typeof reply === "string" && !variants.has(reply)) return absent(reply, variants, "output");
  }
  return undefined;
}

type Types = ReadonlyMap<string, NamedType>;

function outputType({ outputs }: Action): Type {
  return outputs[0]?.slot.type ?? { kind: "unresolved" };
}

/** The union that an action answers with. */
export function outputUnion(action: Action, types: Types): UnionType | undefined {
  const type = resolveAliases(outputType(action), types);
  const named = type.kind === "named" ? types.get(type.target) : undefined;
  return named?.kind === "union" ? named : undefined;
}

function variantMembers(union: UnionType | undefined, types: Types): readonly string[] {
  const payloads = union?.variants.flatMap(({ payload }) => (payload ? fieldsOf(payload.type, types) : [])) ?? [];
  return payloads.map(({ wire }) => wire);
}

function isTexts(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
