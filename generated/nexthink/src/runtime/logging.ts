// Lines about calls. What may stand in one is named here; of everything else there is a `***`, or nothing.
import { bodyOf } from "./action.js";
import { now } from "./config.js";
import { type Context, redacted, wireNameOf, withQuery } from "./context.js";
import {
  HttpError,
  RequestAbortedError,
  SdkError,
  type TimeoutError,
  type ValidationError,
  issuesText,
  systemCode,
} from "./errors.js";
import { quietly } from "./guard.js";
import type { Hooks, Moment, Observer } from "./hooks.js";
import type { Issue, Node } from "./types.js";
import { ENCODE, MASK, VALUE, type Walk, isFull, isObject, run } from "./walk.js";

/** Where lines go: `console`, or a logger that takes a line and the facts in it. */
export interface Logger {
  debug(line: string, fields: object): void;
  info(line: string, fields: object): void;
  warn(line: string, fields: object): void;
  error(line: string, fields: object): void;
}

/** The least that is logged. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

export interface LoggingOptions {
  /**
   * `error`: calls that failed. `warn`: also attempts that did, and answers that do not fit their types. `info` (default):
   * every call. `debug`: every request, and the head of its answer.
   */
  readonly level?: LogLevel | undefined;
  /**
   * Whether bodies are logged, as JSON text. Of what the spec calls sensitive or does not know there is a `***`, long texts
   * are cut, and outputs that are no JSON are left out. Default false.
   */
  readonly bodies?: boolean | undefined;
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error", "off"];

/** Headers whose values are logged. Of the others there are the names. */
const plain = /^(content-(type|length)|date|retry-after(-ms)?|(x-)?(request|correlation)-id|(x-)?rate-?limit.*)$/;

/** In place of a value. */
const hidden = "***";

/** In characters: of a text in a body, and of a body. */
const textLimit = 256;
const bodyLimit = 16_384;

/**
 * For the option `hooks` of a client: a line for each thing that happens, with its facts in an object beside it. No
 * credentials are in either, and bodies only if they are asked for.
 */
export function logging(logger: Logger, { level: least = "info", bodies = false }: LoggingOptions = {}): Observer {
  return (context, hook, moment) =>
    quietly(() => {
      const { level, text, facts, body } = entries[hook](moment, context);
      if (levels.indexOf(level) < levels.indexOf(least)) return undefined;
      const action = wireNameOf(context);
      const about = { action, attempt: context.tries.attempts, method: context.request?.method, url: urlOf(context) };
      const fields = { ...about, ...facts, body: bodies ? body?.() : undefined };
      const known = Object.entries(fields).filter(([, value]) => value !== undefined);
      return logger[level](`${action ?? "token"} ${text}`, Object.fromEntries(known));
    });
}

interface Entry {
  readonly level: Exclude<LogLevel, "off">;
  /** What follows the name of the action. */
  readonly text: string;
  readonly facts: object;
  /** The body as text, if there is one that may be shown. */
  readonly body?: () => string | undefined;
}

const entries: { readonly [K in keyof Hooks]-?: (moment: Moment, context: Context) => Entry } = {
  onRequest: ({ sent = {} }, context) => ({
    level: "debug",
    text: `is sent, attempt ${context.tries.attempts}`,
    facts: { headers: plainHeaders(Object.entries(sent), context) },
    body: () => requestBody(context),
  }),
  onResponse: ({ response, durationMs }, context) => {
    const headers: [string, string][] = [];
    response?.headers.forEach((value, name) => headers.push([name, value]));
    return {
      level: "debug",
      text: `is answered with ${response?.status} after ${durationMs} ms`,
      facts: { status: response?.status, durationMs, headers: plainHeaders(headers, context) },
    };
  },
  onRetry: ({ reason, delayMs: exact = 0 }) => {
    const delayMs = Math.round(exact);
    return {
      level: "warn",
      text: `failed with ${reason}, and is sent again in ${delayMs} ms`,
      facts: { reason, delayMs },
    };
  },
  onSuccess: ({ data, meta }, context) => {
    const issues = meta?.schemaIssues ?? [];
    return {
      level: issues.length > 0 ? "warn" : "info",
      text: `succeeded after ${elapsed(context)} ms${issues.length > 0 ? `, but ${issuesText(issues)}` : ""}`,
      facts: { status: meta?.status, requestId: meta?.requestId, durationMs: elapsed(context), ...issuesFact(issues) },
      body: () => outputBody(context, data, meta?.status ?? 0),
    };
  },
  onError: ({ error }, context) => {
    const known: Failed = error instanceof SdkError ? error : {};
    const name = error instanceof Error ? error.name : typeof error;
    const { status, requestId, retryAfterMs, retryRefused, issues = [], phase } = known;
    const reason = systemCode(error) || undefined;
    const code = codeOf(known);
    const why = [name, status, code, phase, reason, issues.length > 0 && issuesText(issues)].filter(Boolean).join(", ");
    return {
      level: error instanceof RequestAbortedError ? "info" : "error",
      text: `failed after ${elapsed(context)} ms: ${why}`,
      facts: {
        error: name,
        status,
        code,
        phase,
        reason,
        requestId,
        retryAfterMs,
        retryRefused,
        durationMs: elapsed(context),
        ...issuesFact(issues),
      },
      body: () => errorBody(known),
    };
  },
};

function elapsed({ options, started }: Context): number {
  return now(options) - started;
}

/** Issues have no values in them. */
function issuesFact(issues: readonly Issue[]): object {
  return issues.length > 0 ? { issues: issues.map(({ path, code }) => `${path.join(".")} ${code}`) } : {};
}

function plainHeaders(headers: readonly (readonly [string, unknown])[], { config }: Context): object {
  const isPlain = (name: string) => plain.test(name) || name === config.requestIdHeader?.toLowerCase();
  return Object.fromEntries(headers.map(([name, value]) => [name, isPlain(name.toLowerCase()) ? value : hidden]));
}

/** The address as the client made it, without the values of its query, and without what is secret in its path. */
function urlOf(context: Context): string | undefined {
  const { action, base, instance, request } = context;
  const { binding } = action.more;
  if (!request || !base || !instance || !binding) return request && redacted(request.url);
  try {
    const { path } = binding.request(masked(action.walk, instance) as object as Wire, context);
    return redacted(withQuery(base.url + path, base.query));
  } catch {
    // What is hidden may not be what a path can have.
    return hidden;
  }
}

interface Wire {
  readonly [name: string]: unknown;
}

/** The members of any error of the package that a line may need. */
type Failed = Partial<Omit<HttpError & ValidationError & TimeoutError, "name">> & {
  readonly errorNode?: Node<unknown>;
};

/** What the server said went wrong, if that is a part of the body that may be shown. Our own words always may. */
function codeOf(error: Failed): string | undefined {
  const { code } = error;
  if (!(error instanceof HttpError)) return code;
  return errorBody(error)?.includes(JSON.stringify(code)) ? code : undefined;
}

/** The fields as the client sends them. What a middleware makes of them, no schema knows. */
function requestBody({ action, instance, request }: Context): string | undefined {
  if (request?.body === undefined) return undefined;
  return instance ? bodyText(bodyOf(action.more, masked(action.walk, instance))) : hidden;
}

function outputBody(context: Context, data: unknown, status: number): string | undefined {
  const { more, output } = context.action;
  const outcome = more.binding?.output?.(status);
  const node = context.output ?? outcome ?? output();
  if (node["~read"]) return undefined;
  // Of several outcomes the type is that of the data within.
  return bodyText(masked(node["~walk"], outcome && isObject(data) ? data["data"] : data));
}

function errorBody({ error, errorNode, bodyText: received }: Failed): string | undefined {
  if (!received) return undefined;
  return errorNode ? bodyText(masked(errorNode["~walk"], error)) : hidden;
}

/** A value as it may be shown. All of it is hidden where the walk was not carried to its end. */
function masked(walk: Walk, value: unknown): unknown {
  const { value: shown, issues = [] } = run(walk, value, VALUE | ENCODE | MASK);
  const isWhole = !isFull({ issues }) && issues.every(({ code }) => code !== "unreadable");
  return isWhole ? shown : hidden;
}

function bodyText(value: unknown): string | undefined {
  const cut = (_: string, part: unknown) => {
    if (typeof part === "bigint") return String(part);
    return typeof part === "string" && part.length > textLimit ? `${part.slice(0, textLimit)}…` : part;
  };
  return JSON.stringify(value, cut)?.slice(0, bodyLimit);
}
