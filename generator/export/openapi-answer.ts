// What an action answers with → responses of an operation.
import type { Action, ErrorCase, Json, Model, Slot, Success } from "../model.js";
import { noteMore, noted, slotNote, type Note } from "./note.js";
import { slotSchema } from "./openapi-schema.js";
import { baseOf, compact, expressionOf, type Definitions, type Schema } from "./schema.js";

/** The responses of an action by status, failures last. */
export function responsesOf(action: Action, model: Model, definitions: Definitions): Schema {
  const isUsual = action.outputs.every(({ status }) => status === "2XX");
  const successes = action.outputs.map((success): readonly [string, Json] => {
    const response = successResponse(success, action, definitions);
    const named = noted(response, success);
    return [success.status, isUsual ? named : noteMore(named, { outcome: success.outcome })];
  });
  // An action that says nothing of its output has one all the same.
  const empty: readonly (readonly [string, Json])[] = [["2XX", noted({ description: "" }, {}, { unsaid: true })]];
  const failures = action.errors.map((error): readonly [string, Json] => [error.status, failureOf(error, model, definitions)]); // prettier-ignore
  return Object.fromEntries([...(successes.length === 0 ? empty : successes), ...failures]);
}

function successResponse(success: Success, action: Action, definitions: Definitions): Schema {
  const { slot, docs = "", status } = success;
  if (isNothing(success, definitions)) return noted({ description: docs }, {}, nothingNote(slot));
  const first = action.outputs[0]?.status;
  const examples = action.examples.flatMap((example) => {
    const isOurs = (example.status ?? first) === status && example.output !== undefined;
    return isOurs ? [[example.name, exampleOf(example.docs, example.output.value)] as const] : [];
  });
  const content = compact({
    schema: slotSchema(slot, definitions),
    examples: examples.length === 0 ? undefined : Object.fromEntries(examples),
  });
  return { description: docs, content: { [mediaType(success, action)]: content } };
}

export function exampleOf(description: string | undefined, value: Json): Schema {
  return compact({ description, value });
}

function mediaType({ slot }: Success, { binding }: Action): string {
  const usual = { text: "text/plain", stream: "application/octet-stream" };
  const { kind } = slot.type;
  const own = kind === "text" || kind === "stream" ? usual[kind] : "application/json";
  return binding.kind === "http" ? (binding.accept ?? own) : own;
}

/** What is nothing has no content, whatever its type is called. */
function nothingNote(slot: Slot): Note {
  return { type: slot.type.kind === "named" ? expressionOf(slot.type) : undefined, ...slotNote(slot) };
}

/** Whether an answer has no content. */
export function isNothing({ slot }: Pick<Success, "slot">, { types }: Definitions): boolean {
  const base = baseOf(slot.type, types);
  return slot.type.kind !== "nullable" && base.kind === "scalar" && base.scalar === "unit";
}

/** The API's own failures are said once, in the components. */
function failureOf(error: ErrorCase, model: Model, definitions: Definitions): Schema {
  const shared = model.errors.some(({ origin, status }) => status === error.status && origin.file === error.origin.file && origin.start === error.origin.start); // prettier-ignore
  return shared ? { $ref: `#/components/responses/${responseName(error)}` } : errorResponse(error, definitions);
}

/** What a failure of the whole API is called among the components. */
export function responseName({ status }: ErrorCase): string {
  return `error.${status}`;
}

export function errorResponse(error: ErrorCase, definitions: Definitions): Schema {
  const { docs = "", slot, code, message } = error;
  const content = isNothing(error, definitions) ? undefined : { "application/json": { schema: slotSchema(slot, definitions) } }; // prettier-ignore
  const type = content ? {} : nothingNote(slot);
  return noted(compact({ description: docs, content }), error, { code, message, ...type });
}
