// What a call is answered with, when nothing is wrong with it: what the state says, else an example, else a value of the type.
import { isDeepStrictEqual } from "node:util";
import { resolveAliases, type Action, type ActionExample, type Json, type Success, type Type, type UnionType } from "../model.js"; // prettier-ignore
import { quoted } from "../names.js";
import { exampleSuccess, findSuccess } from "../values.js";
import type { Answer } from "./answer.js";
import { failed, json, type FailureContext } from "./failures.js";
import { newer, type Fault } from "./faults.js";
import { isObject, outputUnion, type JsonObject } from "./marks.js";
import { pageOf } from "./pages.js";
import type { Polls, Told } from "./polls.js";
import { isReply, runScript, type Script, type SentRequest } from "./scripts.js";
import type { Store } from "./store.js";

export interface AnswerContext extends FailureContext {
  readonly store: Store;
  readonly scripts: ReadonlyMap<string, Script>;
  readonly polls: Polls;
}

/** An answer before it is written: a success and its value, or what is written already, such as a failure. */
type Chosen = Told | { readonly written: Answer };

/** A call that is in order. */
export interface Call {
  readonly action: Action;
  readonly fields: JsonObject;
  readonly fault: Fault;
  readonly sent: SentRequest;
}

export function answerTo(call: Call, context: AnswerContext): Answer {
  const chosen = choose(call, context);
  if ("written" in chosen) return chosen.written;
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
  const { outcome } = call.fault;
  if (outcome !== undefined) return ofOutcome(outcome, call, context);
  return ofScript(call, context) ?? ofStore(call, context) ?? ofStage(call, context);
}

function ofScript(call: Call, { scripts, types }: AnswerContext): Chosen | undefined {
  const { action } = call;
  const [usual] = action.outputs;
  const scripted = runScript(scripts.get(action.name), call, types);
  if (scripted !== undefined && isReply(scripted)) return { written: scripted };
  return scripted !== undefined && usual ? told(usual, scripted) : undefined;
}

function ofStore({ action, fields }: Call, context: AnswerContext): Chosen | undefined {
  const [usual] = action.outputs;
  const kept = context.store.call(action, fields);
  if (kept === undefined || usual === undefined) return undefined;
  if ("status" in kept) return { written: failed(kept, action, context) };
  return told(usual, pageOf(action, { fields, value: kept.output, isAll: true }, context.types));
}

/** What the spec shows or the types say, at the page and the stage that is asked for. */
function ofStage(call: Call, context: AnswerContext): Chosen {
  const { action, fields } = call;
  const chosen = ofSpec(call, context);
  if ("written" in chosen) return chosen;
  const staged = context.polls(action, fields, chosen);
  if (staged.isExact || staged.success !== action.outputs[0]) return staged;
  return { ...staged, value: pageOf(action, { fields, value: staged.value, isAll: false }, context.types) };
}

function told(success: Success, value: Json): Told {
  return { success, value, isExact: false };
}

/** An example, or a value of the type. */
function ofSpec(call: Call, context: AnswerContext): Chosen {
  const { action, fields } = call;
  const answering = action.examples.filter(({ output }) => output !== undefined);
  const exact = answering.find(({ request }) => isDeepStrictEqual(request?.value ?? {}, fields));
  const example = exact ?? answering.find((each) => exampleSuccess(action, each) !== undefined);
  const shown = example && ofExample(example, call, context);
  if (shown === undefined) return ofType(undefined, call, context);
  return "written" in shown ? shown : { ...shown, isExact: exact !== undefined };
}

function ofExample(example: ActionExample, { action }: Call, context: AnswerContext): Chosen | undefined {
  const value = example.output?.value;
  const success = exampleSuccess(action, example);
  if (value === undefined) return undefined;
  if (success) return told(success, value);
  const status = numberOf(example.status ?? "", 400);
  return { written: isUnit(action.errors.find((each) => each.status === example.status)?.slot.type, context.types) ? { status, headers: {}, body: undefined } : json(status, value) }; // prettier-ignore
}

function ofType(outcome: string | undefined, call: Call, context: AnswerContext): Chosen {
  const success = findSuccess(call.action, outcome);
  const value = success && context.values.makeOutput(call.action, { outcome });
  if (success && value !== undefined) return told(success, value);
  return { written: failed({ status: 400, message: "the spec leaves no value to answer with" }, call.action, context) };
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
  if (success && value !== undefined) return told(success, value);
  const known = [...action.outputs.map((each) => each.outcome), ...(union?.variants ?? []).map(({ wire }) => wire)];
  return { written: refusedFault(call, `${action.name} has no outcome \`${outcome.slice(0, 50)}\`, only ${quoted(known)}`, context) }; // prettier-ignore
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
