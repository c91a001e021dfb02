// A failure in the vendor's own form: what the spec declares for the status, with what went wrong in its text.
import { STATUS_CODES } from "node:http";
import { conform } from "../check/conform.js";
import {
  fieldsOf,
  resolveAliases,
  type Action,
  type ErrorCase,
  type Json,
  type Model,
  type NamedType,
} from "../model.js";
import { findError, type Values } from "../values.js";
import type { Answer } from "./answer.js";

/** What failures are written from. */
export interface FailureContext {
  readonly model: Model;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly values: Values;
}

/** What went wrong; with several issues, all of them. */
export interface Failure {
  readonly status: number;
  readonly message: string;
  readonly issues?: readonly string[] | undefined;
}

/** Without an action, the API's own errors count. Where a spec declares none, it is a problem of RFC 9457. */
export function failed(
  { status, message, issues = [] }: Failure,
  action: Action | undefined,
  context: FailureContext,
): Answer {
  const text = [message, ...issues].filter((each) => each !== "").join("; ");
  const declared = findError(action ?? context.model, String(status));
  if (declared === undefined) return problem({ status, message: text, issues });
  const type = resolveAliases(declared.slot.type, context.types);
  if (type.kind === "scalar" && type.scalar === "unit") return { status, headers: {}, body: undefined };
  const value = context.values.makeValue(declared.slot, `${(action ?? context.model).id}.${declared.status}`);
  const told = value === undefined ? undefined : tell(value, declared, { status, text, context });
  if (told === undefined) return problem({ status, message: text, issues });
  return typeof told === "string"
    ? { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: told }
    : json(status, told);
}

export function json(status: number, value: Json, media = "application/json"): Answer {
  return { status, headers: { "content-type": media }, body: JSON.stringify(value) };
}

function problem({ status, message, issues = [] }: Failure): Answer {
  const title = STATUS_CODES[status] ?? "Failure";
  const body = { type: "about:blank", title, status, detail: message, ...(issues.length > 0 && { errors: issues }) };
  return json(status, body, "application/problem+json");
}

interface Told {
  readonly status: number;
  readonly text: string;
  readonly context: FailureContext;
}

/** Puts what is to be told where the spec has the message and the code, as far as that fits there. */
function tell(value: Json, { slot, code, message }: ErrorCase, { status, text, context }: Told): Json | undefined {
  if (typeof value === "string") return text;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { types } = context;
  const fields = fieldsOf(slot.type, types);
  let told = value as { readonly [key: string]: Json };
  const lay = (property: string | undefined, said: Json | undefined): void => {
    const field = fields.find((each) => each.property === property);
    const changed = field && said !== undefined ? { ...told, [field.wire]: said } : told;
    if (!conform(changed, slot, types)) told = changed;
  };
  lay(
    message ?? fields.find(({ property }) => /^(message|details?|description|error)$/.test(property))?.property,
    text,
  );
  const values = enumValues(fields.find(({ property }) => property === code)?.type, types);
  lay(
    code,
    values.find((each) => wordings.find(({ statuses }) => statuses.includes(status))?.words.test(each)),
  );
  return told;
}

/** How vendors call the kinds of failures that have a status. */
const wordings: readonly { readonly statuses: readonly number[]; readonly words: RegExp }[] = [
  { statuses: [400, 405, 413, 415, 422], words: /invalid|bad|malformed|validation/i },
  { statuses: [404, 410], words: /not.?found|missing|unknown|invalid/i },
  { statuses: [409, 412], words: /conflict|exists|precondition|invalid/i },
  { statuses: [401, 403], words: /forbidden|unauth|denied|permission|credential/i },
  { statuses: [429], words: /rate|many|limit|throttl|quota/i },
  { statuses: [500, 502, 503, 504], words: /internal|server|unavailable|failure/i },
];

function enumValues(type: ErrorCase["slot"]["type"] | undefined, types: FailureContext["types"]): readonly string[] {
  const resolved = type && resolveAliases(type, types);
  const named = resolved?.kind === "named" ? types.get(resolved.target) : undefined;
  return named?.kind === "enum" ? named.values.flatMap(({ wire }) => (typeof wire === "string" ? [wire] : [])) : [];
}
