// One call, from the fields of an action to its output.
import { type RequestParts, info } from "./action.js";
import { httpError, outputOf } from "./answer.js";
import { attempts } from "./attempts.js";
import { type CallOptions, type ClientOptions, merged } from "./config.js";
import { type Context, type Core, failure } from "./context.js";
import { ConfigError, RequestValidationError, issuesText } from "./errors.js";
import { ignore } from "./guard.js";
import type { HeadersLike } from "./platform.js";
import { type Answer, isSuccess } from "./transport.js";
import type { Action, Issue } from "./types.js";
import { CONSTRAINTS, ENCODE, VALUE, WRITE, run } from "./walk.js";

/** About the answer to a call. */
export interface Meta {
  readonly status: number;
  readonly headers: HeadersLike;
  /** The server's name for the request. */
  readonly requestId: string | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  /** How long was waited between attempts, in milliseconds. */
  readonly totalRetryDelayMs: number;
  /** From the call to its answer, in milliseconds. */
  readonly durationMs: number;
  /** The address, with the values of its query left out. */
  readonly url: string;
  /** What in the answer does not fit its type. */
  readonly schemaIssues: readonly Issue[];
}

/** An output, and what is known of its answer. */
export interface WithMeta<O> {
  readonly data: O;
  readonly meta: Meta;
}

/** A call under way: a promise of the output. */
export interface Call<O> extends Promise<O> {
  /** The output with what is known of the answer. */
  withResponse(): Promise<WithMeta<O>>;
}

/**
 * A native promise with one more function, so that everything treats it as the promise that it is. Whoever takes only
 * `withResponse()` has not left the other unhandled; a call that nobody takes is reported, as it should be.
 */
export function callOf<O>(full: Promise<WithMeta<O>>): Call<O> {
  const data = full.then((answer) => answer.data);
  ignore(full);
  return Object.defineProperty(data, "withResponse", { value: () => (ignore(data), full) }) as Call<O>;
}

/** Performs a call. Rejects with errors of the package alone. */
export async function perform(
  core: Core,
  instance: Action<unknown>,
  call: CallOptions = {},
): Promise<WithMeta<unknown>> {
  const { options, base } = core;
  const action = instance[info];
  if (action === undefined) throw new ConfigError("this is no action of this package");
  const context: Context = {
    ...core,
    action,
    call,
    settings: merged<ClientOptions & CallOptions>(options, call),
    validate: merged(options.validate, call.validate),
    started: now(options),
    attempts: 0,
    about: undefined,
  };
  const { method, path, headers, body } = partsOf(context, encoded(context, instance));
  // The slash keeps what follows from becoming a part of the host.
  const url = `${base.url}/${path.replace(/^\//, "")}${path.includes("?") ? base.query.replace("?", "&") : base.query}`;
  context.about = { method, url: url.replace(/=[^&]*/g, "=***") };
  return read(context, await attempts(context, { method, url, headers, body: textOf(context, body) }));
}

/** The fields as wire JSON. */
function encoded(context: Context, instance: Action<unknown>): unknown {
  const { requests } = context.validate;
  const flags = requests === "off" ? VALUE | ENCODE : requests === "structure" ? WRITE - CONSTRAINTS : WRITE;
  const { value, issues } = run(context.action.walk, instance, flags);
  if (issues.length === 0 || requests === "off") return value;
  throw failure(context, RequestValidationError, issuesText(issues), { issues });
}

/** How the action travels: by a binding of its own, or by the client's. */
function partsOf({ config: { rpc }, action }: Context, fields: unknown): RequestParts {
  const { binding } = action.more;
  if (binding) return binding.request(fields as { readonly [wire: string]: unknown }, action);
  if (rpc === undefined) throw new ConfigError(`the client does not know how to send ${action.name}`);
  return {
    method: rpc.method,
    path: rpc.path.replace("{action}", () => encodeURIComponent(action.name)),
    body: fields,
  };
}

/** Fails only for what was not checked, with `validate: { requests: "off" }`. */
function textOf(context: Context, body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw failure(context, RequestValidationError, "the fields cannot be written as JSON", { issues: [], cause });
  }
}

/** The output, or the error that the answer is. */
function read(context: Context, answer: Answer): WithMeta<unknown> {
  const { options, config, action, attempts, started, about, validate } = context;
  const { status, headers } = answer;
  const meta: Meta = {
    status,
    headers,
    requestId: headers.get(config.requestIdHeader ?? "x-request-id") ?? undefined,
    attempts,
    totalRetryDelayMs: 0,
    durationMs: now(options) - started,
    url: about?.url ?? "",
    schemaIssues: [],
  };
  if (!isSuccess(status)) throw httpError(context, answer, meta);
  const { value: data, issues } = outputOf(context, answer, meta);
  if (issues.length === 0 || validate.responses === "off") return { data, meta };
  try {
    options.onSchemaMismatch?.({ action: action.name, issues });
  } catch {
    // A hook does not decide over the call.
  }
  return { data, meta: { ...meta, schemaIssues: issues } };
}

function now({ runtime }: ClientOptions): number {
  return (runtime?.now ?? Date.now)();
}
