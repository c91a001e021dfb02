// Types → values that they may have: wire JSON that fits the type, its constraints and its rules. For the mock, for the
// reference, and wherever an example is needed and the spec has none.
import { conform } from "./check/conform.js";
import { callMembers, requestMisfit } from "./check/request.js";
import { resolveAliases, typesById, type Action, type ActionExample, type ErrorCase, type Json, type Model, type NamedType, type Slot, type Success, type Type } from "./model.js"; // prettier-ignore
import { heightsOf } from "./values/heights.js";
import { bareSlot, makeMembers, makeSlot, topPlace, type Maker } from "./values/make.js";

export interface ValueOptions {
  /** Other seeds, other values. Default: 0. */
  readonly seed?: number | string | undefined;
}

/** Which answer of an action is meant. */
export interface OutputChoice {
  /** The outcome or the status of one of the action's successes. Default: the first. */
  readonly outcome?: string | undefined;
  /** A variant of the output's union, by its tag. Default: the first that is not deprecated. */
  readonly variant?: string | undefined;
}

/**
 * Makes values: wire JSON, `undefined` where none was found (a type without values, constraints that leave nothing, a pattern
 * whose words are too rare). Where a place of the spec has examples or a default, these are taken; the examples of actions
 * are not looked at. The same seed and the same place in the spec give the same value, whatever else is in the spec.
 */
export interface Values {
  /** A value of a type, or of a slot with its constraints; `identity` is what it is drawn from, such as `devices.Device.name`. */
  readonly makeValue: (of: Type | Slot, identity: string) => Json | undefined;
  /** The input of a call, parameters and body, as one flat object: the form of an example's `request`. */
  readonly makeRequest: (action: Action) => Json | undefined;
  readonly makeOutput: (action: Action, choice?: OutputChoice) => Json | undefined;
  /** The body of a failure with a status: that of `findError`. */
  readonly makeError: (action: Action, status: string) => Json | undefined;
}

export function valuesOf(model: Model, { seed = 0 }: ValueOptions = {}): Values {
  const types = typesById(model);
  const heights = heightsOf(types);
  const createMaker = (): Maker => ({ types, seed: String(seed), heights, room: { left: LARGEST } });
  const make = (slot: Slot, identity: string, variant?: string): Json | undefined => {
    const value = makeSlot(slot, topPlace(identity, variant), createMaker());
    return value === undefined || conform(value, slot, types) ? undefined : value;
  };
  return {
    makeValue: (of, identity) => make("kind" in of ? bareSlot(of) : of, identity),
    makeRequest(action) {
      const value = makeMembers(callMembers(action, types), topPlace(action.id), createMaker());
      return value === undefined || requestMisfit(value, action, types) ? undefined : value;
    },
    makeOutput(action, { outcome, variant } = {}) {
      const success = findSuccess(action, outcome);
      return success && make(success.slot, `${action.id}.output`, variant ?? usualVariant(success.slot, types));
    },
    makeError(action, status) {
      const failure = findError(action, status);
      return failure && make(failure.slot, `${action.id}.${failure.status}`);
    },
  };
}

/** How many values one value is made of, at most. */
const LARGEST = 20_000;

/** The success that an outcome or a status names; without one, the first. */
export function findSuccess({ outputs }: Action, named: string | undefined): Success | undefined {
  return outputs.find(({ outcome, status }) => named === undefined || outcome === named || status === named);
}

/** The success that an example shows; undefined if it shows a failure. */
export function exampleSuccess({ outputs }: Action, { status }: ActionExample): Success | undefined {
  return outputs.find((each, index) => (status === undefined ? index === 0 : each.status === status));
}

/** What the spec says of a failure: by its status, its class (`4XX`), or by default. */
export function findError({ errors }: Pick<Action, "errors">, status: string): ErrorCase | undefined {
  const names = [status, `${status.slice(0, 1)}XX`, "default"];
  return names.flatMap((name) => errors.find((each) => each.status === name) ?? [])[0];
}

/** A spec tells first what usually happens. */
function usualVariant({ type }: Slot, types: Types): string | undefined {
  const resolved = resolveAliases(type, types);
  const union = resolved.kind === "named" ? types.get(resolved.target) : undefined;
  if (union?.kind !== "union" || union.examples.length > 0) return undefined;
  return union.variants.find(({ deprecated }) => !deprecated)?.wire;
}

type Types = ReadonlyMap<string, NamedType>;
