// One call, from the fields of an action to its output.
import { type ActionInfo, type Binding, type RequestParts, info } from "./action.js";
import { httpError, outputOf } from "./answer.js";
import { attempts } from "./attempts.js";
import type { Address } from "./address.js";
import type { Authorizer } from "./auth.js";
import { type CallOptions, type ClientConfig, type ClientOptions, now, settingOf } from "./config.js";
import { type Context, aboutOf, contextOf, failure, modeOf, newTries, urlOf, withQuery } from "./context.js";
import { ConfigError, RequestValidationError, SdkError, TimeoutError, detail, issuesText, traced } from "./errors.js";
import { guard, ignore, quietly } from "./guard.js";
import { type MiddlewareRequest, onion } from "./middleware.js";
import type { HeadersLike } from "./platform.js";
import type { Budget } from "./retry.js";
import type { Answer } from "./transport.js";
import type { Action, Issue, Node } from "./types.js";
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
 * `withResponse()` has not left the other unhandled; what nobody takes, the call or that, is reported, as it should be.
 */
export function callOf<O>(full: Promise<WithMeta<O>>): Call<O> {
  const data = full.then((answer) => answer.data);
  return Object.defineProperty(data, "withResponse", { value: () => (ignore(data), full.then()) }) as Call<O>;
}

/** What a client holds. */
export interface Core {
  readonly options: ClientOptions;
  readonly config: ClientConfig;
  readonly base: Address;
  readonly authorizer: Authorizer | undefined;
  readonly budget: Budget;
}

/** Performs a call. Rejects with errors of the package, and with what middleware throws. */
export async function perform(
  core: Core,
  instance: Action<unknown>,
  call: CallOptions = {},
  output?: Node<unknown>,
): Promise<WithMeta<unknown>> {
  const site = new Error();
  const { options } = core;
  const context = contextOf({ ...core, action: known(instance), call, output });
  const watch = (context.watch = guard(context));
  try {
    const timeoutMs = settingOf("deadlineMs", context);
    context.deadline = context.started + (timeoutMs || Infinity);
    watch.limit(timeoutMs, () =>
      failure(context, TimeoutError, `not done in ${timeoutMs} ms`, { phase: "deadline", timeoutMs }),
    );
    const through = onion(options.callMiddleware, context, watch.signal, (given) => answered(core, context, given));
    const result = await watch.race(() => through(instance));
    options.hooks?.(context, "onSuccess", result);
    return result;
  } catch (error) {
    if (error instanceof SdkError) detail(error, { ...aboutOf(context), ...(error as object) });
    traced(error, site);
    options.hooks?.(context, "onError", { error });
    throw error;
  } finally {
    watch.done();
  }
}

/** What there is to know of an action. */
export function known(instance: Action<unknown>): ActionInfo<unknown> {
  const action = instance[info];
  if (action === undefined) throw new ConfigError("not an action of this package");
  return action;
}

/** From the fields to the output. */
async function answered({ base }: Core, context: Context, instance: Action<unknown>): Promise<WithMeta<unknown>> {
  // A middleware may call more than once, at the same time too: each has its own. The call as a whole tells of the last one.
  const own = { ...Object.assign(context, { action: known(instance), instance, tries: newTries() }) };
  const { path, ...request } = requestFor(own, instance);
  own.request = context.request = { ...request, url: withQuery(base.url + path, base.query) };
  return read(own, await attempts(own, own.watch));
}

/** What is sent. Throws a `RequestValidationError` for fields that do not fit. */
export function requestFor(context: Context, instance: Action<unknown>): Omit<MiddlewareRequest, "url"> & RequestParts {
  const { effect, more } = context.action;
  const { path, body, text, headers, method } = partsOf(context, encoded(context, instance));
  const key = effect !== "read" && more.key?.(context);
  return { method, path, headers: { ...key, ...headers }, body: text ?? textOf(context, body) };
}

/** The fields as wire JSON. */
function encoded(context: Context, instance: Action<unknown>): unknown {
  const mode = modeOf(context, "requests");
  const flags = mode === "structure" ? WRITE - CONSTRAINTS : WRITE;
  const { value, issues } = run(context.action.walk, instance, mode === "off" ? VALUE | ENCODE : flags);
  if (!issues || mode === "off") return value;
  throw failure(context, RequestValidationError, issuesText(issues), { issues });
}

/** How the action travels: by a binding of its own, or as the generator has told the client. */
function partsOf(context: Context, fields: unknown): RequestParts {
  // The generator states one of them.
  const binding = (context.action.more.binding ?? context.config.rpc) as Binding;
  return binding.request(fields as { readonly [wire: string]: unknown }, context);
}

/** Fails only for what was not checked, with `validate: { requests: "off" }`. */
function textOf(context: Context, body: unknown): string | undefined {
  try {
    return (context.config.json ?? JSON).stringify(body);
  } catch (cause) {
    throw failure(context, RequestValidationError, "not JSON", { issues: [], cause });
  }
}

/** The output, or the error that the answer is. */
export function read(context: Context, answer: Answer): WithMeta<unknown> {
  const { options, action } = context;
  const meta = metaOf(context, answer);
  if (!answer.response.ok) throw httpError(context, answer, meta);
  const { value: data, issues } = outputOf(context, answer, meta);
  if (!issues || modeOf(context, "responses") === "off") return { data, meta };
  quietly(() => options.onSchemaMismatch?.({ action: action.name, issues }));
  return { data, meta: { ...meta, schemaIssues: issues } };
}

/** What is known of an answer. */
export function metaOf(context: Context, { response }: Answer): Meta {
  const { config, options, tries, started } = context;
  const { status, headers } = response;
  return {
    status,
    headers,
    requestId: headers.get(config.requestIdHeader ?? "x-request-id") ?? undefined,
    attempts: tries.attempts,
    totalRetryDelayMs: tries.totalRetryDelayMs,
    durationMs: now(options) - started,
    url: urlOf(context) ?? "",
    schemaIssues: [],
  };
}
