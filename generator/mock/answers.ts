// What a call is answered with, when nothing is wrong with it: what the state says, else an example, else a value of the type.
import { isDeepStrictEqual } from "node:util";
import { resolveAliases, type Action, type ActionExample, type Json, type Success, type Type, type UnionType } from "../model.js"; // prettier-ignore
import { quoted } from "../names.js";
import { findSuccess } from "../values.js";
import type { Answer } from "./answer.js";
import { failed, json, type FailureContext } from "./failures.js";
import { newer, type Fault } from "./faults.js";
import { isObject, outputUnion, type JsonObject } from "./marks.js";
import type { Store } from "./store.js";

export interface AnswerContext extends FailureContext {
  readonly store: Store;
}

/** An answer before it is written: a success and its value, or a failure. */
type Chosen = { readonly success: Success; readonly value: Json } | { readonly failure: Answer };

/** A call that is in order. */
export interface Call {
  readonly action: Action;
  readonly fields: JsonObject;
  readonly fault: Fault;
}

export function answerTo(call: Call, context: AnswerContext): Answer {
  const chosen = choose(call, context);
  if ("failure" in chosen) return chosen.failure;
  const { success, value } = chosen;
  const { action, fault } = call;
  const what = fault.unknownVariant ? "variant" : fault.unknownEnum ? "enum" : undefined;
  if (what === undefined) return written(action, success, { value, types: context.types });
  const changed = newer(value, success.slot.type, { what, types: context.types });
  if (changed !== undefined) return written(action, success, { value: changed, types: context.types });
  return refusedFault(call, `this answer has no ${what === "variant" ? "tagged union" : "enum"}`, context);
}

/** A fault that the action cannot have. */
function refusedFault({ action }: Call, problem: string, context: AnswerContext): Answer {
  return failed({ status: 400, message: `the fault that is asked for cannot be: ${problem}` }, action, context);
}

function choose(call: Call, context: AnswerContext): Chosen {
  const { action, fields, fault } = call;
  if (fault.outcome !== undefined) return ofOutcome(fault.outcome, call, context);
  const outcome = context.store.call(action, fields);
  const [usual] = action.outputs;
  if (outcome && "status" in outcome) return { failure: failed(outcome, action, context) };
  if (outcome && usual) return { success: usual, value: outcome.output };
  const answering = action.examples.filter(({ output }) => output !== undefined);
  const exact = answering.find(({ request }) => isDeepStrictEqual(request?.value ?? {}, fields));
  const example = exact ?? answering.find((each) => successOf(action, each) !== undefined);
  return (example && ofExample(example, call, context)) ?? ofType(undefined, call, context);
}

function successOf(action: Action, { status }: ActionExample): Success | undefined {
  return action.outputs.find((each, index) => (status === undefined ? index === 0 : each.status === status));
}

function ofExample(example: ActionExample, { action }: Call, context: AnswerContext): Chosen | undefined {
  const value = example.output?.value;
  const success = successOf(action, example);
  if (value === undefined) return undefined;
  if (success) return { success, value };
  const status = numberOf(example.status ?? "", 400);
  return { failure: isUnit(action.errors.find((each) => each.status === example.status)?.slot.type, context.types) ? { status, headers: {}, body: undefined } : json(status, value) }; // prettier-ignore
}

function ofType(outcome: string | undefined, call: Call, context: AnswerContext): Chosen {
  const success = findSuccess(call.action, outcome);
  const value = success && context.values.makeOutput(call.action, { outcome });
  if (success && value !== undefined) return { success, value };
  return { failure: failed({ status: 400, message: "the spec leaves no value to answer with" }, call.action, context) };
}

/** What the spec declares for a status, as a fault asks for it. */
export function ofStatus(status: number, action: Action, context: AnswerContext): Answer {
  const success = action.outputs.find((each) => each.status === String(status));
  const value = success && context.values.makeOutput(action, { outcome: success.status });
  if (success && value !== undefined) return written(action, success, { value, types: context.types });
  return failed({ status, message: `${action.name} answers with ${status}, as it was asked for` }, action, context);
}

/** One of several successes, or a variant of the output: as an example has it, or made. */
function ofOutcome(outcome: string, call: Call, context: AnswerContext): Chosen {
  const { action } = call;
  const { types, values } = context;
  if (action.outputs.some((each) => each.outcome === outcome)) return ofType(outcome, call, context);
  const union = outputUnion(action, types);
  const variant = union?.variants.find(({ wire, name }) => wire === outcome || name === outcome);
  const [success] = action.outputs;
  const shown = action.examples.find(({ output, status }) => status === undefined && variantIn(output?.value, union) === variant?.wire); // prettier-ignore
  const value = variant && (shown?.output?.value ?? values.makeOutput(action, { variant: variant.wire }));
  if (success && value !== undefined) return { success, value };
  const known = [...action.outputs.map((each) => each.outcome), ...(union?.variants ?? []).map(({ wire }) => wire)];
  return { failure: refusedFault(call, `${action.name} has no outcome \`${outcome.slice(0, 50)}\`, only ${quoted(known)}`, context) }; // prettier-ignore
}

function variantIn(value: Json | undefined, union: UnionType | undefined): Json | undefined {
  return isObject(value) && union?.tag !== undefined ? value[union.tag] : undefined;
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Written {
  readonly value: Json;
  readonly types: AnswerContext["types"];
}

function written({ binding }: Action, { slot, status }: Success, { value, types }: Written): Answer {
  const accept = binding.kind === "http" ? binding.accept : undefined;
  const type = resolveAliases(slot.type, types);
  if (type.kind === "text" || type.kind === "stream") {
    const media = accept ?? (type.kind === "text" ? "text/plain; charset=utf-8" : "application/octet-stream");
    return {
      status: numberOf(status, 200),
      headers: { "content-type": media },
      body: typeof value === "string" ? value : JSON.stringify(value),
    };
  }
  const isEmpty = isUnit(slot.type, types) && binding.kind === "http";
  return isEmpty ? { status: numberOf(status, 204), headers: {}, body: undefined } : json(numberOf(status, 200), value, accept); // prettier-ignore
}

function isUnit(type: Type | undefined, types: AnswerContext["types"]): boolean {
  const resolved = type && resolveAliases(type, types);
  return resolved?.kind === "scalar" && resolved.scalar === "unit";
}

/** A status; of a class, `usual`. */
function numberOf(status: string, usual: number): number {
  return /^\d{3}$/.test(status) ? Number(status) : usual;
}
