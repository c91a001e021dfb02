// What the runtime asks of the platform, as shapes: it compiles with neither the DOM's types nor Node's, and takes theirs.

/** What `fetch` has to be. It is called with a URL as text and a plain object. */
export type FetchLike = (url: string, init: object) => Promise<ResponseLike>;

/** What is used of a `Response`. */
export interface ResponseLike {
  /** Whether the status is a success. */
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeadersLike;
  /** A stream of bytes, where the platform has streams. */
  readonly body?: unknown;
  /** Whether someone has read the body. */
  readonly bodyUsed?: boolean;
  text(): Promise<string>;
}

/** The `Response` of the platform, where a program has the types of one: of the DOM, of Node, of a worker. */
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer R extends ResponseLike } }
  ? R
  : ResponseLike;

/** What is used of a stream's reader. */
export interface ReaderLike {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(): Promise<void>;
}

/** The way to a body piece by piece, where there is a body and the platform has streams. */
export function readerOf({ body }: ResponseLike): ReaderLike | undefined {
  return (body as { getReader?(): ReaderLike } | null | undefined)?.getReader?.();
}

/** What is used of `Headers`. */
export interface HeadersLike {
  get(name: string): string | null;
  forEach(callback: (value: string, name: string) => void): void;
}

/** What is used of an `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Clock, timers and chance, to be replaced in tests. What is left out is taken from the platform at each use. */
export interface Runtime {
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  readonly setTimeout?: ((callback: () => void, ms: number) => unknown) | undefined;
  readonly clearTimeout?: ((timer: unknown) => void) | undefined;
  /** Waits between attempts and between polls, in milliseconds; without it, a timer does. Aborts need not be heard. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** From 0 to 1, as `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** A new UUID, as `crypto.randomUUID`. For APIs with a header of idempotency keys. */
  readonly randomUUID?: (() => string) | undefined;
}

/** What the runtime takes from the platform. */
export interface Platform {
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  /** Base64 of Latin-1. Old versions of Hermes have none, but no place for what needs it either. */
  readonly btoa: (text: string) => string;
  readonly fetch: FetchLike;
  readonly AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };
  readonly URL: new (
    url: string,
    base?: string,
  ) => { readonly href: string; readonly origin: string; readonly username: string };
  /** Of a page, or a worker of one. */
  readonly location?: { readonly protocol: string };
  readonly crypto?: { randomUUID?(): string };
  readonly TextDecoder: new () => { decode(bytes?: unknown, options?: { readonly stream: boolean }): string };
}

/** The globals. Taken from here at each use, so that what a test or a polyfill replaces later is found. */
export const globals: Platform = globalThis as object as Platform;
