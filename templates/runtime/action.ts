// Actions: a class whose instances are the fields, and carry what the client has to know.
import type { Context } from "./context.js";
import type { HeaderValues } from "./headers.js";
import type { HttpForm } from "./http.js";
import { fits, modelParts } from "./model.js";
import { packageName, packageVersion } from "./package.js";
import { recordWalk } from "./record.js";
import type { Rule } from "./rules.js";
import type { Action, BareActionClass, Fields, Node, OptionalActionClass, OutputOf } from "./types.js";
import { ENCODE, VALUE, type Walk, put, refuse, run } from "./walk.js";

/**
 * What is known of an action at run time. A symbol, so that editors do not list it beside the fields; one that copies of
 * this version share, since bundles of one program, and a reload, may each have a copy.
 */
export const info: unique symbol = /* @__PURE__ */ shared() as never;

// In a function, since a bundler does not know that to add names is free of effects.
function shared(): symbol {
  return Symbol.for(packageName + packageVersion);
}

/** Whether a repeat of the call, its answer lost, has the same outcome. */
export type Effect = "read" | "idempotent" | "write";

/** How an action is called. */
export interface ActionInfo<out O> {
  /** The name on the wire. */
  readonly name: string;
  readonly effect: Effect;
  /** The table of the fields. */
  readonly fields: () => { readonly [property: string]: Node<unknown> };
  /** The walk of the fields. */
  readonly walk: Walk;
  readonly output: () => Node<O>;
  readonly more: ActionMore;
}

/** What some actions have besides. */
export interface ActionMore {
  /** Rules over the fields. */
  readonly rules?: readonly Rule[];
  /** The field, by its wire name, that is the body; if absent, all fields are its members. */
  readonly body?: string;
  /** How the action travels; if absent, as the client's `rpc` says. */
  readonly binding?: Binding;
  /** How often it is sent again, where neither the client nor the call says. */
  readonly maxRetries?: number;
  /** The header by which the server knows a repeat. With it the action may be sent again whatever its effect. */
  readonly key?: (context: Context) => HeaderValues;
  /** Laid over the client's table. */
  readonly errors?: ErrorTable;
  /** The credentials that it takes, where not all of the API's: by the option that tells that they are meant. */
  readonly auth?: readonly string[] | false;
}

/** A way to put an action on the wire. Comes in as a value, so that a package without it does not carry its code. */
export interface Binding {
  /** From the fields as wire JSON. May throw an error of the package, which the call then rejects with. */
  request(fields: { readonly [wire: string]: unknown }, context: Context): RequestParts;
  /** The body alone, of the fields as wire JSON. */
  body(fields: { readonly [wire: string]: unknown }): unknown;
  /** Which type a success has, where that depends on its status. */
  output?(status: number): Node<unknown>;
  /** What it is made from, for who reads its requests. */
  readonly form: HttpForm;
}

/** A request, before the client adds its own. */
export interface RequestParts {
  readonly method: string;
  /** Begins with a slash; percent-encoded; may have a query. */
  readonly path: string;
  readonly headers?: HeaderValues;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent in place of it, where it is no JSON. */
  readonly text?: string | undefined;
}

/** Error types by status: `404`, `4XX`, `default`. The most exact one counts. */
export interface ErrorTable {
  readonly [status: string]: ErrorEntry;
}

export interface ErrorEntry {
  readonly node: () => Node<unknown>;
  /** The member, by its wire name, that becomes `error.code`. */
  readonly code?: string;
  /** The member, by its wire name, that the error's text ends with. */
  readonly message?: string;
}

/** The class of an action. */
// eslint-disable-next-line max-params -- emitted modules are calls of it, nearly all of which end with the fourth
export function action<A extends Action<unknown>, F>(
  name: string,
  effect: Effect,
  fields: () => Fields<F>,
  output: () => Node<OutputOf<A>>,
  more: ActionMore = {},
): OptionalActionClass<A, F, never> {
  const walk = recordWalk(fields, more.rules);
  return actionClass({ name, effect, fields, walk, output, more }) as OptionalActionClass<A, F, never>;
}

/** The class of an action without fields. */
export function bareAction<A extends Action<unknown>>(
  name: string,
  effect: Effect,
  output: () => Node<OutputOf<A>>,
  more: ActionMore = {},
): BareActionClass<A, never> {
  return action<A, object>(name, effect, () => ({}), output, more);
}

/** The body of a request, of the fields as wire JSON. */
export function bodyOf({ binding, body }: ActionMore, wire: unknown): unknown {
  const fields = wire as { readonly [wire: string]: unknown };
  return binding ? binding.body(fields) : body ? fields[body] : wire;
}

function actionClass(known: ActionInfo<unknown>): unknown {
  const { name, walk, more } = known;
  const made = class {
    /** What a console shows. */
    static readonly name = name;
    constructor(fields?: object) {
      // Not `Object.assign`: a field named `__proto__` is a field.
      for (const [field, value] of Object.entries(fields ?? {})) put(this, field, value);
    }
    get [info](): ActionInfo<unknown> {
      return known;
    }
    /** The body, for `JSON.stringify`. Here nothing is refused: `execute` and `encode` do that. */
    toJSON(): unknown {
      return bodyOf(more, run(walk, this, VALUE | ENCODE).value);
    }
  };
  const instance: Walk = (value, pass) => (value instanceof made ? walk(value, pass) : refuse(pass, value, name));
  const parts = modelParts(walk, (fields) => new made(fields as object));
  Object.assign(made, parts, { is: (value: unknown) => fits(instance, value) });
  return made;
}
