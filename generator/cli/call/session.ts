// One action of a model, ready to be called: the package that a program would import, as far as the action needs it.
import { live, type Exports, type LivePackage } from "../../live.js";
import type { Action, Model } from "../../model.js";
import { paginatorName } from "../../names.js";
import { selectAction } from "../../select.js";

/** What the runtime says is wrong with a value. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

interface Walked {
  readonly value: unknown;
  readonly issues?: readonly Issue[];
}

/** About an answer, as far as it is printed. */
export interface Meta {
  readonly status: number;
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
}

export interface Client {
  execute(action: object, options: CallOptions): { withResponse(): Promise<{ readonly data: unknown; readonly meta: Meta }> };
} // prettier-ignore

export interface CallOptions {
  readonly signal: AbortSignal;
}

/** Around each attempt, as the runtime has it. */
export type Middleware = (
  request: object,
  next: (request: object) => Promise<Response>,
  context: { readonly action: string | undefined },
) => Promise<Partial<Response>>;

export interface Session {
  /** Integers in full, in and out. */
  readonly json: { parse(text: string): unknown; stringify(value: unknown): string };
  /** The fields as wire JSON → those of the class. Unknown ones are refused. */
  readonly read: (wire: unknown) => Walked;
  readonly make: (fields: unknown) => object;
  /** The body as wire JSON, with what is sensitive made unreadable. */
  readonly shownBody: (action: object) => unknown;
  /** A client of the environment, with options that count before it. */
  readonly connect: (options: object) => Client;
  /** The pages of an answer, where the spec says how they follow each other. */
  readonly pages: ((client: Client, action: object, options: CallOptions) => AsyncIterable<unknown>) | undefined;
  /** Whether something thrown is of a class of the package. */
  readonly isA: (error: unknown, className: string) => boolean;
}

/** Loads what the action needs, and nothing else. */
export async function openSession(action: Action, model: Model): Promise<Session> {
  const loaded = await live(selectAction(model, action.name));
  const [walking, actions] = await Promise.all([loaded.runtime("walk"), loaded.runtime("action")]);
  const { run, CLOSED, CONSTRAINTS, VALUE, ENCODE, MASK } = walking as unknown as Walking;
  const { info, bodyOf } = actions as unknown as Actions;
  const module = loaded.modules[action.module] ?? {};
  const make = module[action.className] as new (fields?: unknown) => object;
  const { walk, more } = (new make() as { readonly [key: symbol]: Info })[info] as Info;
  return {
    json: loaded.client["exactJson"] as Session["json"],
    read: (wire) => run(walk, wire, CLOSED | CONSTRAINTS),
    make: (fields) => new make(fields),
    shownBody: (fields) => bodyOf(more, run(walk, fields, VALUE | ENCODE | MASK).value),
    connect: (options) => connect(loaded, options),
    pages: module[paginatorName(action.className)] as Session["pages"],
    isA: (error, className) => error instanceof (loaded.client[className] as new () => Error),
  };
}

/** What is used of the runtime. `templates/runtime` has the types, which are those of another program. */
interface Walking {
  readonly run: (walk: unknown, value: unknown, flags: number) => Walked;
  readonly CLOSED: number;
  readonly CONSTRAINTS: number;
  readonly VALUE: number;
  readonly ENCODE: number;
  readonly MASK: number;
}
interface Actions {
  readonly info: symbol;
  readonly bodyOf: (more: unknown, wire: unknown) => unknown;
}
interface Info {
  readonly walk: unknown;
  readonly more: unknown;
}

function connect({ client, clientName }: LivePackage, options: object): Client {
  const { fromEnv, hints } = client as Exports & { readonly fromEnv: (made: unknown, options: object) => Client };
  return fromEnv(client[clientName], { diagnose: hints, ...options });
}
