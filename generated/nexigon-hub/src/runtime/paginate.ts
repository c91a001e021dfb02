// Long answers: one page after the other, each fetched when the reader asks for it.
import { info } from "./action.js";
import type { Client } from "./client.js";
import type { EachCallOptions } from "./config.js";
import { type ErrorClass, RequestAbortedError, SdkError, define } from "./errors.js";
import type { Action, OutputOf } from "./types.js";
import { memberAt, put } from "./walk.js";

/** How the pages of an answer follow each other. The rest is for each call. */
export interface PageOptions<A extends Action<unknown>> extends EachCallOptions {
  /** The fields that ask for the next page, given a page and what asked for it. Nothing after the last. */
  readonly next: (page: OutputOf<A>, action: A) => Partial<A> | "" | null | undefined;
}

/**
 * The pages of an answer. A page is fetched when a loop asks for it, and none after the loop was left. Each loop begins
 * with the first page again.
 */
export interface Pages<O> extends AsyncIterable<O> {
  /** What is in the pages, one by one, by where a page has it. */
  items<I>(of: (page: O) => Iterable<I>): AsyncIterable<I>;
}

/** As {@link Pages}, where the spec says what is in a page. */
export interface ItemPages<O, I> extends AsyncIterable<O> {
  /** What is in the pages, one by one. */
  items(): AsyncIterable<I>;
}

/** The next page would be one that was read before, so that there would be no end. */
export interface PaginationError<O = unknown> extends SdkError {
  readonly name: "PaginationError";
  readonly code: "repeated";
  /** The page that leads back. Not enumerable. */
  readonly output: O;
}
export const PaginationError: ErrorClass<PaginationError> = /* @__PURE__ */ define("PaginationError", SdkError);

/**
 * The pages of an answer: executes the action, and then again with what `next` changes of its fields. The action itself
 * stays as it is. Loops reject with what a call rejects with, at once when the `signal` is aborted, and with a
 * {@link PaginationError} if `next` leads back. A page without items is no end.
 */
export function paginate<A extends Action<unknown>>(
  client: Client,
  action: A,
  { next, ...call }: PageOptions<A>,
): Pages<OutputOf<A>> {
  const pages = async function* () {
    const read = new Set<string>();
    for (let asked = action; ;) {
      const page = await client.execute(asked, call);
      yield page;
      const fields = next(page, asked);
      if (!fields) return;
      const names = Object.keys(fields) as (keyof A)[];
      read.add(keyOf(Object.fromEntries(names.map((name) => [name, asked[name]]))));
      if (read.has(keyOf(fields))) throw repeated(action, names, page);
      asked = withFields(asked, fields);
    }
  };
  const items = async function* <I>(of: (page: OutputOf<A>) => Iterable<I>) {
    for await (const page of pages()) {
      for (const item of of(page)) {
        if (call.signal?.aborted) throw aborted(action, call.signal.reason);
        yield item;
      }
    }
  };
  return { [Symbol.asyncIterator]: pages, items: (of) => ({ [Symbol.asyncIterator]: () => items(of) }) };
}

/** What tells pages apart. No JSON has a bigint. */
function keyOf(fields: object): string {
  return JSON.stringify(fields, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** An action of the same class, without a call of the constructor, which a subclass may have changed. */
function withFields<A extends Action<unknown>>(action: A, fields: Partial<A>): A {
  const copy = Object.create(Object.getPrototypeOf(action) as object) as A;
  for (const [name, value] of Object.entries({ ...action, ...fields })) put(copy, name, value);
  return copy;
}

function repeated(action: Action<unknown>, names: readonly PropertyKey[], output: unknown): PaginationError {
  const { name } = action[info];
  const text = `${name} failed: the next page was read before (${names.join(", ")})`;
  return new PaginationError(text, { action: name, code: "repeated", output });
}

function aborted(action: Action<unknown>, cause: unknown): RequestAbortedError {
  const { name } = action[info];
  return new RequestAbortedError(`${name} failed: aborted by the caller`, { action: name, cause });
}

/** Reads the pages of an answer, given the action that asks for the first. */
export type Paginator<A extends Action<unknown>, I> = (
  client: Client,
  action: A,
  options?: EachCallOptions,
) => ItemPages<OutputOf<A>, I>;

/** How pages follow each other, as a spec declares it. */
export interface PageRule<A> {
  /** The field that tells which page is meant. */
  readonly request: Extract<keyof A, string>;
  /** Where an output has the list of its items, outermost member first. */
  readonly items: readonly string[];
  /** Where it has what the next page is asked for with: nothing after the last. If absent, pages are counted. */
  readonly response?: readonly string[];
  /** What is counted, until a page has no items. Default `items`. */
  readonly count?: "items" | "pages";
  /** Where that begins if the field is left out. Default 0. */
  readonly start?: number;
  /** What the field's integers are in code, where the output's may be something else. */
  readonly form?: Form;
}

type Form = "number" | "bigint" | "string";

/** A {@link Paginator} as a spec declares it. */
export function paginator<A extends Action<unknown>, I>(rule: PageRule<A>): Paginator<A, I> {
  const { request, items, response, count, start = 0, form } = rule;
  const itemsOf = (page: unknown): readonly I[] => {
    const found = memberAt(page, items);
    // What a lenient reading let through.
    return Array.isArray(found) ? (found as readonly I[]) : [];
  };
  const counted = (page: unknown, from: unknown) => {
    const { length } = itemsOf(page);
    return length && sum(from ?? start, count === "pages" ? 1 : length);
  };
  const next = (page: unknown, asked: A) => {
    const to = response ? memberAt(page, response) : counted(page, asked[request]);
    // Neither an empty text nor 0 is a page that others go before.
    return to ? ({ [request]: form ? inForm(to, form) : to } as Partial<A>) : undefined;
  };
  return (client, action, options) => {
    const pages = paginate(client, action, { ...options, next });
    return { ...pages, items: () => pages.items(itemsOf) };
  };
}

/** Of numbers, and of integers in any form: exact then. */
function sum(from: unknown, by: number): number | bigint {
  return typeof from === "number" ? from + by : BigInt(from as bigint | string) + BigInt(by);
}

/** An integer in another form. What is none stays what it is, for the call to refuse. */
function inForm(value: unknown, form: Form): unknown {
  const digits = String(value);
  return /^-?\d+$/.test(digits) ? { number: Number, bigint: BigInt, string: String }[form](digits) : value;
}
