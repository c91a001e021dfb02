// Answers of one's own: what a test wants an action to be answered with, in place of what the mock would say.
import { conform } from "../check/conform.js";
import { allActions, type Action, type Json, type Model, type NamedType } from "../model.js";
import { didYouMean } from "../names.js";
import type { Answer } from "./answer.js";
import type { JsonObject } from "./marks.js";
import { told } from "./request.js";

/** A request as it came in. */
export interface SentRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  /** Names in lower case; of several with one name, all, parted by commas. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
}

const kind: unique symbol = Symbol("kind");

/** An answer that may be anything: see {@link reply}. */
export interface ScriptedReply extends Answer {
  readonly [kind]: "reply";
}

/**
 * An answer as it travels, for what the spec does not have and for failures: `json`, or a `body` that may be any text. Without
 * both there is no body. Nothing of it is held against the spec.
 */
export function reply(answer: {
  /** Default: 200. */
  readonly status?: number | undefined;
  readonly headers?: { readonly [name: string]: string } | undefined;
  readonly json?: Json | undefined;
  readonly body?: string | undefined;
}): ScriptedReply {
  const { status = 200, headers = {}, json: value, body = value === undefined ? undefined : JSON.stringify(value) } = answer; // prettier-ignore
  const type = value === undefined ? {} : { "content-type": "application/json" };
  return { [kind]: "reply", status, headers: { ...type, ...headers }, body };
}

/** The first success of an action, as wire JSON that fits the spec, or whatever {@link reply} was given. */
export type ScriptedAnswer = Json | ScriptedReply;

/**
 * What an action is answered with, each time. A function is given the flat object of the call, with the names that travel, and
 * the request; where it gives `undefined`, the mock answers as if there were no function.
 */
export type Script = ScriptedAnswer | ((fields: JsonObject, request: SentRequest) => ScriptedAnswer | undefined);

/** By the wire names of actions. */
export interface Scripts {
  readonly [action: string]: Script;
}

type Types = ReadonlyMap<string, NamedType>;

/**
 * Scripts by the names of actions.
 *
 * @throws {TypeError} if there is no such action, or if what it is to answer does not fit the spec.
 */
export function readScripts(scripts: Scripts, model: Model, types: Types): ReadonlyMap<string, Script> {
  const actions = new Map(allActions(model).map((action) => [action.name, action]));
  for (const [name, script] of Object.entries(scripts)) {
    const action = actions.get(name);
    if (action === undefined)
      throw new TypeError(`\`answers\`: there is no action \`${name}\`: ${didYouMean(name, actions.keys()) ?? "see the spec"}`); // prettier-ignore
    const problem = typeof script === "function" ? undefined : problemOf(script, action, types);
    if (problem !== undefined) throw new TypeError(`\`answers\`: ${problem}`);
  }
  return new Map(Object.entries(scripts));
}

interface Scripted {
  readonly action: Action;
  readonly fields: JsonObject;
  readonly sent: SentRequest;
}

/** The answer of a script, or what went wrong with it. Undefined if it leaves the call to the mock. */
export function runScript(script: Script | undefined, { action, fields, sent }: Scripted, types: Types): ScriptedAnswer | undefined {
  if (typeof script !== "function") return script; // it was held against the spec at the start
  try {
    const answer = script(fields, sent);
    const problem = answer === undefined ? undefined : problemOf(answer, action, types);
    return problem === undefined ? answer : failedScript(problem);
  } catch (error) {
    return failedScript(`the answer of ${action.name} failed: ${String(error)}`);
  }
} // prettier-ignore

export function isReply(answer: ScriptedAnswer): answer is ScriptedReply {
  return typeof answer === "object" && answer !== null && kind in answer;
}

function problemOf(answer: ScriptedAnswer, action: Action, types: Types): string | undefined {
  const [success] = action.outputs;
  const misfit = isReply(answer) || success === undefined ? undefined : conform(answer, success.slot, types);
  return misfit && `${action.name} does not answer so: ${told(misfit)}; what the spec does not have is for \`reply\``;
}

function failedScript(detail: string): ScriptedReply {
  const problem = { title: "an answer of `answers`", status: 500, detail };
  return reply({ status: 500, headers: { "content-type": "application/problem+json" }, json: problem });
}
