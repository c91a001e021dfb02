// A target of the config, resolved: which package is made of a model. The loader of the config makes it, emitters read it.
import type { Model, Stability } from "./model.js";
import { wordsOf } from "./names.js";

export interface Target {
  /** The key in the config. */
  readonly name: string;
  /** The spec's folder or file, and what is laid over it: for the loader, emitters do not look. */
  readonly spec: string;
  readonly overlays: readonly string[];
  /** The package's folder. */
  readonly out: string;
  readonly include: Include;
  readonly package: PackageInfo;
  /** The class of the grouped client; the core is called the same with `Client` behind. */
  readonly client: string;
  /** Globs of files that are made once and then belong to the user. */
  readonly writeOnce: readonly string[];
  /** Globs of files that are never ours, though they are in the folder. */
  readonly ignore: readonly string[];
  readonly int64: Int64;
  /** Whether the package has its reference as pages in `docs`. */
  readonly docs: boolean;
}

/** What of a target a client is called by. */
export type Named = Pick<Target, "client">;

/** What 64-bit integers are in code. */
export type Int64 = "number" | "bigint" | "string";

export interface Include {
  readonly modules: readonly string[];
  readonly actions: readonly string[];
  /** The lowest stability that is emitted. */
  readonly stability: Stability;
}

export interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** As the config has it: an address, or `owner/name` of one on GitHub. Empty: it is not said. */
  readonly repository: string;
  /** The package's folder in the repository; empty for its root. */
  readonly directory: string;
  readonly keywords: readonly string[];
}

/** Files in `src/` that the grouped client has not for its own. */
const reservedFiles: readonly string[] = ["index", "client", "testing", "runtime", "custom"];

/** What the root of each package exports besides: no client can be called so. `emit/client.ts` decides; a test compares. */
export const reservedClients: ReadonlySet<string> = new Set([
  "AbortSignalLike", "Action", "ActionClass", "AnyActionClass", "Attempted", "AuthError", "BadRequestError",
  "BareActionClass", "ByteStream", "Bytes", "Call", "CallMiddleware", "CallOptions", "Cases", "Client", "ClientOptions",
  "CommonOptions", "ConfigError", "ConflictError", "DateString", "Download", "DownloadOptions", "Duration",
  "EachCallOptions", "Environment", "ErrorClass", "ErrorEvent", "ErrorOf", "ExactJsonObject", "ExactJsonValue",
  "FetchLike", "Flavored", "ForbiddenError", "HeaderValues", "HeadersLike", "HookEvent", "Hooks", "HttpError",
  "IntegerString", "Issue", "ItemPages", "JsonFormat", "JsonObject", "JsonValue", "Known", "LogLevel", "Logger",
  "LoggingOptions", "Matching", "Meta", "Middleware", "MiddlewareContext", "MiddlewareRequest", "Model", "NoFields",
  "NotFoundError", "Observer", "OptionalActionClass", "OutputOf", "PageOptions", "Pages", "PaginationError",
  "Paginator", "PlainRequest", "PlatformResponse", "PollError", "PollOptions", "PollTests", "RateLimitError",
  "ReadOutput", "RedirectError", "RequestAbortedError", "RequestOf", "RequestValidationError", "ResponseDecodeError",
  "ResponseEvent", "ResponseLike", "Result", "RetryEvent", "RetryRefused", "RetryableError", "Runtime",
  "SchemaMismatch", "SdkError", "Secret", "ServerError", "SizeLimitError", "StandardResult", "StandardSchema",
  "SuccessEvent", "TimeoutError", "Timestamp", "TransferOptions", "TransportError", "UnauthorizedError",
  "UnexpectedVariantError", "UnionModel", "UnprocessableEntityError", "Unrecognized", "UploadOptions", "Url", "Uuid",
  "Validation", "ValidationError", "Waiter", "WithMeta",
]); // prettier-ignore

/**
 * The file of the grouped client, in `src/` and without extension: the last word of its name (`NexigonHub` → `hub`), or the
 * whole name where a module is called so. Nobody imports it by its path.
 */
export function clientFile(target: Pick<Target, "client">, model: Model): string {
  const words = wordsOf(target.client);
  const taken = new Set([...reservedFiles, ...model.modules.map((module) => module.file)]);
  const candidates = [words.at(-1) ?? "api", words.join("-"), [...words, "grouped"].join("-")];
  return candidates.find((candidate) => !taken.has(candidate)) ?? `${words.join("-")}-grouped-client`;
}

/** The name of the core client. */
export function coreName(target: Named): string {
  return `${target.client}Client`;
}

/** Whether a path is meant by one of the globs: `*` stays within a folder, `**` does not, `?` is one character. */
export function matchesAny(path: string, globs: readonly string[]): boolean {
  const text = Array.from(path);
  return globs.some((glob) => matches(text, glob));
}

/**
 * Part by part of the glob, which beginnings of the text it matches so far: time grows as one length times the other,
 * where a regular expression of many `*` would try them all in all ways.
 */
function matches(text: readonly string[], glob: string): boolean {
  let ends: readonly boolean[] = [true, ...text.map(() => false)];
  for (const part of glob.match(/\*\*\/|\*\*|[^]/gu) ?? []) ends = endsAfter(part, ends, text);
  return ends[text.length] === true;
}

/** The beginnings of the text that are matched with one part more. */
function endsAfter(part: string, ends: readonly boolean[], text: readonly string[]): readonly boolean[] {
  if (part === "**/") return endsAfterFolders(ends, text);
  const repeats = part.startsWith("*");
  const more = [repeats && ends[0] === true];
  for (const [index, char] of text.entries()) {
    const before = repeats ? more[index] : ends[index];
    more.push((repeats && ends[index + 1] === true) || (before === true && takes(part, char)));
  }
  return more;
}

function endsAfterFolders(ends: readonly boolean[], text: readonly string[]): readonly boolean[] {
  const more = [ends[0] === true];
  /** Within the name of a folder that such a beginning goes before. */
  let inside = false;
  for (const [index, char] of text.entries()) {
    more.push(ends[index + 1] === true || (char === "/" && inside));
    inside = char !== "/" && (inside || more[index] === true);
  }
  return more;
}

function takes(part: string, char: string): boolean {
  if (part === "**") return true;
  return part === "*" || part === "?" ? char !== "/" : char === part;
}
