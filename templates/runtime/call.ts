// One call, from the fields of an action to its output.
import { type RequestParts, bodyOf, info } from "./action.js";
import { httpError, outputOf } from "./answer.js";
import { attempts } from "./attempts.js";
import type { Authorizer } from "./auth.js";
import type { Base, CallOptions, ClientConfig, ClientOptions } from "./config.js";
import { type Context, failure, modeOf, redacted, withQuery } from "./context.js";
import { ConfigError, RequestValidationError, issuesText } from "./errors.js";
import { ignore } from "./guard.js";
import type { HeadersLike } from "./platform.js";
import type { Answer } from "./transport.js";
import type { Action, Issue } from "./types.js";
import { CONSTRAINTS, ENCODE, VALUE, WRITE, run } from "./walk.js";

/** About the answer to a call. */
export interface Meta {
  readonly status: number;
  readonly headers: HeadersLike;
  /** The server's name for the request. */
  readonly requestId: string | undefined;
  /** How often the request was sent. Once more with new credentials does not count. */
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
  return Object.defineProperty(data, "withResponse", { value: () => (ignore(data), full) }) as Call<O>;
}

/** What a client holds. */
export interface Core {
  readonly options: ClientOptions;
  readonly config: ClientConfig;
  readonly base: Base;
  readonly authorizer: Authorizer | undefined;
}

/** Performs a call. Rejects with errors of the package alone. */
export async function perform(
  core: Core,
  instance: Action<unknown>,
  call: CallOptions = {},
): Promise<WithMeta<unknown>> {
  const { options, base } = core;
  const action = instance[info];
  if (action === undefined) throw new ConfigError("not an action of this package");
  const context: Context = { ...core, action, call, attempts: 0 };
  const started = now(options);
  const { path, body, text, ...parts } = partsOf(context, encoded(context, instance));
  const url = withQuery(base.url + path, base.query);
  Object.assign(context, parts, { url, body: text ?? textOf(context, body) });
  const answer = await attempts(context);
  return read(context, answer, now(options) - started);
}

/** The fields as wire JSON. */
function encoded(context: Context, instance: Action<unknown>): unknown {
  const mode = modeOf(context, "requests");
  const flags = mode === "structure" ? WRITE - CONSTRAINTS : WRITE;
  const { value, issues } = run(context.action.walk, instance, mode === "off" ? VALUE | ENCODE : flags);
  if (issues.length === 0 || mode === "off") return value;
  throw failure(context, RequestValidationError, issuesText(issues), { issues });
}

/** How the action travels: by a binding of its own, or as the generator has told the client. */
function partsOf(context: Context, fields: unknown): RequestParts {
  const { config, action } = context;
  const { binding } = action.more;
  if (binding) return binding.request(fields as { readonly [wire: string]: unknown }, context);
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the generator states it if an action needs it
  const { method, path } = config.rpc!;
  return {
    method,
    path: path.replace("{action}", () => encodeURIComponent(action.name)),
    body: bodyOf(action.more, fields),
  };
}

/** Fails only for what was not checked, with `validate: { requests: "off" }`. */
function textOf(context: Context, body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw failure(context, RequestValidationError, "not JSON", { issues: [], cause });
  }
}

/** The output, or the error that the answer is. */
function read(context: Context, answer: Answer, durationMs: number): WithMeta<unknown> {
  const { options, action } = context;
  const schemaIssues: Issue[] = [];
  const meta = metaOf(context, answer, { durationMs, schemaIssues });
  if (!answer.response.ok) throw httpError(context, answer, meta);
  const { value: data, issues } = outputOf(context, answer, meta);
  if (issues.length > 0 && modeOf(context, "responses") !== "off") {
    schemaIssues.push(...issues);
    try {
      options.onSchemaMismatch?.({ action: action.name, issues });
    } catch {
      // A hook does not decide over the call.
    }
  }
  return { data, meta };
}

/** What is known of an answer. */
export function metaOf(
  { config, attempts, url = "" }: Context,
  { response: { status, headers } }: Answer,
  about: Pick<Meta, "durationMs" | "schemaIssues">,
): Meta {
  const requestId = headers.get(config.requestIdHeader ?? "x-request-id") ?? undefined;
  return { status, headers, requestId, attempts, totalRetryDelayMs: 0, url: redacted(url), ...about };
}

function now({ runtime }: ClientOptions): number {
  return (runtime?.now ?? Date.now)();
}
