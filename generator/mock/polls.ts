// Work that comes to an end: an action that tells how far it is says first that it goes on, and then that it is done.
import { isDeepStrictEqual } from "node:util";
import { allActions, fieldsOf, typeAt, type Action, type Json, type Model, type NamedType, type Poll, type PollCondition, type Success, type Type } from "../model.js"; // prettier-ignore
import { exampleSuccess } from "../values.js";
import { isObject, type JsonObject } from "./marks.js";
import { changed } from "./pages.js";

type Types = ReadonlyMap<string, NamedType>;

/** An answer of the spec's. */
export interface Told {
  readonly success: Success;
  readonly value: Json;
  /** Whether it is of the example with this very request. */
  readonly isExact: boolean;
}

/** How far work is: what is answered to a call, given what would be without it. */
export type Polls = (action: Action, fields: JsonObject, told: Told) => Told;

export function createPolls(model: Model, types: Types): Polls {
  const actions = allActions(model);
  const polls = new Map(actions.flatMap(({ poll }) => (poll ? [[poll.with, poll] as const] : [])));
  /** By the action and what it was asked with. */
  const asked = new Map<string, Set<string>>();
  return (action, fields, told) => {
    if (action.poll) asked.delete(action.poll.with); // work begins anew
    const poll = polls.get(action.name);
    if (poll === undefined) return told;
    const stages = { poll, types };
    if (told.isExact && stageOf(told, stages) === "failed") return told; // who asks for this work wants to see it fail
    const before = asked.get(action.name) ?? new Set();
    const key = JSON.stringify(fields);
    const wanted = before.has(key) ? "done" : "going on";
    asked.set(action.name, before.add(key));
    return stageOf(told, stages) === wanted ? told : ofStage(wanted, { action, fields, told }, stages);
  };
}

interface Stages {
  readonly poll: Poll;
  readonly types: Types;
}

type Stage = "going on" | "done" | "failed";

function stageOf({ success, value }: Omit<Told, "isExact">, { poll, types }: Stages): Stage {
  const holds = ({ path, values }: PollCondition): boolean => {
    const found = memberAt(value, path, { type: success.slot.type, types });
    return values.some((each) => each === found);
  };
  if (poll.failed && holds(poll.failed)) return "failed";
  return holds(poll.until) ? "done" : "going on";
}

interface Asked {
  readonly action: Action;
  readonly fields: JsonObject;
  readonly told: Told;
}

/** An answer of another stage: an example of it, if need be of other work, else what was told with the values that mean it. */
function ofStage(wanted: Stage, { action, fields, told }: Asked, stages: Stages): Told {
  const shown = action.examples.flatMap((example) => {
    const success = exampleSuccess(action, example);
    const isOwn = isDeepStrictEqual(example.request?.value ?? {}, fields);
    return success && example.output ? [{ success, value: example.output.value, isOwn }] : [];
  });
  const fitting = shown.filter((each) => stageOf(each, stages) === wanted);
  const example = fitting.find(({ isOwn }) => isOwn) ?? fitting[0];
  if (example) return { ...told, ...example };
  const { poll, types } = stages;
  const { path } = poll.until;
  const { slot } = told.success;
  const values = wanted === "done" ? poll.until.values : valuesAt(slot.type, path, types);
  for (const each of values) {
    const value = changed(told.value, { path, slot, types }, [() => each]);
    if (stageOf({ ...told, value }, stages) === wanted) return { ...told, value };
  }
  return told;
}

/** All values of an enum or of `bool`. */
function valuesAt(type: Type, path: readonly string[], types: Types): readonly Json[] {
  const found = typeAt(type, path, types);
  if (found?.kind === "scalar" && found.scalar === "bool") return [false, true];
  const named = found?.kind === "named" ? types.get(found.target) : undefined;
  return named?.kind === "enum" ? named.values.map(({ wire }) => wire) : [];
}

/** What is at the end of a path of properties. */
function memberAt(value: Json, [property, ...rest]: readonly string[], { type, types }: { readonly type: Type; readonly types: Types }): Json | undefined {
  if (property === undefined) return value;
  const field = fieldsOf(type, types).find((each) => each.property === property);
  const member = field && isObject(value) ? value[field.wire] : undefined;
  return field && member !== undefined ? memberAt(member, rest, { type: field.type, types }) : undefined;
} // prettier-ignore
