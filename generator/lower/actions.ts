// Actions: the `actions` of a module → calls with their parameters, bodies, outcomes and final names.
import { defaultEffect, resolveAliases, shapeOf, type Action, type ActionExample, type Body, type ErrorCase, type HttpBinding, type NamedType, type Origin, type Pagination, type Parameter, type ParameterPlace, type Poll, type PollCondition, type RpcBinding, type Slot, type Success } from "../model.js"; // prettier-ignore
import { camelCase, capitalize, inFieldCase, methodName, trainCase } from "../names.js";
import { isFormMedia, isJsonMedia } from "../media.js";
import {
  choiceOf,
  entriesOf,
  get,
  isTrue,
  itemsOf,
  numberOf,
  textOf,
  toJson,
  type SourceEntry,
  type SourceNode,
} from "../source.js";
import { extended, type Context } from "./context.js";
import { literalOf, lowerDescribed, lowerSlot, slotWith } from "./slot.js";
import { optionalKey, reportIdle, type Idle } from "./types.js";

/** What an action takes over from the API. */
export interface Surroundings {
  readonly types: ReadonlyMap<string, NamedType>;
  readonly binding: RpcBinding | undefined;
  readonly errors: readonly ErrorCase[];
  readonly auth: readonly string[];
}

export function lowerActions(
  root: SourceNode | undefined,
  context: Context,
  surroundings: Surroundings,
): readonly Action[] {
  return entriesOf(get(root, "actions")).map((entry) => lowerAction(entry, context, surroundings));
}

function lowerAction(
  { key: id, keyOrigin, value: node }: SourceEntry,
  context: Context,
  surroundings: Surroundings,
): Action {
  const binding = lowerBinding(get(node, "http"), surroundings.binding, context);
  const body = lowerBody(get(node, "request"), context, surroundings.types);
  const method = textOf(get(node, "name")) ?? methodName(id, context.module);
  const auth = get(node, "auth");
  return {
    ...lowerDescribed(id, keyOrigin, node),
    module: context.module,
    name: id,
    ...classOf(node, { body, binding, method, module: context.module }, surroundings.types),
    group: camelCase(textOf(get(node, "group")) ?? context.module),
    method: camelCase(method),
    effect: choiceOf(get(node, "effect"), ["read", "idempotent", "write"]) ?? defaultEffect(binding),
    binding,
    parameters: lowerParameters(get(node, "http"), { action: id, types: surroundings.types }, context),
    body,
    outputs: lowerOutputs(get(node, "output"), id, context),
    errors: layErrors(lowerErrors(get(node, "errors"), context), surroundings.errors),
    auth: auth ? authNames(auth) : surroundings.auth,
    retries: numberOf(get(node, "retries")),
    idempotencyHeader: textOf(get(node, "idempotencyHeader")),
    pagination: lowerPagination(get(node, "pagination")),
    poll: lowerPoll(get(node, "poll")),
    examples: itemsOf(get(node, "examples")).flatMap(lowerExample),
  };
}

function lowerBinding(
  http: SourceNode | undefined,
  rpc: RpcBinding | undefined,
  context: Context,
): RpcBinding | HttpBinding {
  if (!http) return rpc ?? { kind: "rpc", method: "POST", path: "", extensions: {} }; // `check` reports an API without a binding
  return {
    kind: "http",
    method: textOf(get(http, "method")) ?? "POST",
    path: textOf(get(http, "path")) ?? "",
    accept: textOf(get(http, "accept")),
    ...lowerContent(http, context),
    ...extended(http),
  };
}

/** The media type says how the body is written; a form has two ways. */
function lowerContent(http: SourceNode, context: Context): Pick<HttpBinding, "contentType" | "encoding"> {
  const contentType = textOf(get(http, "contentType"));
  const media = contentType ?? "application/json";
  if (!isFormMedia(media)) {
    reportIdle(http, { keys: ["form"], why: "the body is no form" }, context);
    return { contentType, encoding: isJsonMedia(media) ? "json" : "plain" };
  }
  const form = choiceOf(get(http, "form"), ["repeated", "deepObject"]);
  return { contentType, encoding: form === "deepObject" ? "deepForm" : "form" };
}

interface Classed {
  readonly body: Body;
  readonly binding: RpcBinding | HttpBinding;
  readonly method: string;
  readonly module: string;
}

/** An RPC action's class is its request record, if that is a record of the same module; any other class is named after the action. */
function classOf(
  node: SourceNode,
  classed: Classed,
  types: ReadonlyMap<string, NamedType>,
): Pick<Action, "className" | "classRecord"> {
  const wanted = textOf(get(node, "class"));
  const record = ownRecord(classed, types);
  if (record && (wanted === undefined || wanted === record.name))
    return { className: record.name, classRecord: record.id };
  return { className: wanted ?? `${capitalize(camelCase(classed.method))}Action`, classRecord: undefined };
}

function ownRecord({ body, binding, module }: Classed, types: ReadonlyMap<string, NamedType>): NamedType | undefined {
  if (binding.kind !== "rpc" || body.kind !== "record" || body.slot.type.kind !== "named") return undefined;
  const type = types.get(body.slot.type.target);
  return type?.kind === "record" && type.module === module ? type : undefined;
}

/** A record's fields join the flat input; any other body is the member `body`. */
function lowerBody(node: SourceNode | undefined, context: Context, types: ReadonlyMap<string, NamedType>): Body {
  if (!node) return { kind: "none" };
  const slot = lowerSlot(node, context);
  const type = resolveAliases(slot.type, types);
  if (type.kind === "scalar" && type.scalar === "unit") return { kind: "none" };
  const record = type.kind === "named" ? types.get(type.target) : undefined;
  const said = { docs: textOf(get(node, "docs")), ...extended(node) };
  if (record?.kind === "record" && record.params.length === 0)
    return { kind: "record", slot, record: record.id, ...said };
  return { kind: "value", slot, property: "body", ...said };
}

const places: readonly (readonly [key: string, place: ParameterPlace])[] = [["pathParams", "path"], ["query", "query"], ["headers", "header"]]; // prettier-ignore
const styleKeys = ["style", "explode"] as const;
const idleOutsideOfQuery: Idle = { keys: styleKeys, why: "only what stands in the query has a style" };
const idleOfText: Idle = { keys: styleKeys, why: "only lists and objects have a style, and this is one value" };
const styles = ["form", "deepObject", "spaceDelimited", "pipeDelimited"] as const;

interface Within {
  readonly action: string;
  readonly types: ReadonlyMap<string, NamedType>;
}

function lowerParameters(
  http: SourceNode | undefined,
  { action, types }: Within,
  context: Context,
): readonly Parameter[] {
  const style = choiceOf(get(http, "style"), styles) ?? "form";
  return places.flatMap(([key, place]) =>
    entriesOf(get(http, key)).map(({ key: written, keyOrigin, value }) => {
      const slot = lowerSlot(value, context);
      if (place !== "query") reportIdle(value, idleOutsideOfQuery, context);
      else if (shapeOf(slot.type, types) === "text") reportIdle(value, idleOfText, context);
      const { name, optional } = optionalKey(written);
      const own = choiceOf(get(value, "style"), styles) ?? style;
      const explode = get(value, "explode");
      return {
        ...lowerDescribed(`${action}.${name}`, keyOrigin, value),
        ...slot,
        place,
        name,
        property: camelCase(textOf(get(value, "name")) ?? name),
        wire:
          textOf(get(value, "wire")) ??
          (place === "header" ? trainCase(name) : inFieldCase(name, context.defaults.fieldCase)),
        optional,
        style: own,
        explode: explode ? isTrue(explode) : own === "form" || own === "deepObject",
      };
    }),
  );
}

/** What `outcome` says of a status that has no name. */
const outcomes: ReadonlyMap<string, string> = new Map([
  ["2XX", "success"], ["200", "ok"], ["201", "created"], ["202", "accepted"], ["203", "nonAuthoritative"],
  ["204", "noContent"], ["205", "resetContent"], ["206", "partialContent"], ["207", "multiStatus"],
]); // prettier-ignore

function lowerOutputs(node: SourceNode | undefined, action: string, context: Context): readonly Success[] {
  if (!node) return [];
  if (node.kind === "scalar" || get(node, "type")) {
    return [
      {
        status: "2XX",
        outcome: "success",
        docs: textOf(get(node, "docs")),
        slot: lowerSlot(node, context, { whole: "output" }),
        ...extended(node),
      },
    ];
  }
  const named = entriesOf(node).map((entry) => ({ ...entry, outcome: outcomeOf(entry) }));
  for (const entry of named) {
    const first = named.find(({ outcome }) => outcome === entry.outcome);
    if (!first || first === entry) continue;
    const related = [{ origin: placeOfOutcome(first), message: "the other one" }];
    context.report("AW2175", placeOfOutcome(entry), { action, name: entry.outcome }, { related });
  }
  return named.map(({ key: status, value, outcome }) => ({
    status,
    outcome,
    docs: textOf(get(value, "docs")),
    slot: lowerSlot(value, context, { whole: "output" }),
    ...extended(value),
  }));
}

function outcomeOf({ key: status, value }: SourceEntry): string {
  return camelCase(textOf(get(value, "name")) ?? outcomes.get(status) ?? `status_${status.toLowerCase()}`);
}

function placeOfOutcome({ keyOrigin, value }: SourceEntry): Origin {
  return get(value, "name")?.origin ?? keyOrigin;
}

/** An error table as written. Lifted fields are named by their property. */
export function lowerErrors(node: SourceNode | undefined, context: Context): readonly ErrorCase[] {
  return entriesOf(node).map(({ key: status, keyOrigin, value }) => {
    const [code, message] = [textOf(get(value, "code")), textOf(get(value, "message"))];
    const slot: Slot =
      value.kind === "scalar"
        ? lowerSlot(value, context)
        : slotWith(lowerSlot(value, context).type, get(value, "type")?.origin ?? keyOrigin, { node: value, context });
    return {
      status,
      slot,
      code: code === undefined ? undefined : camelCase(code),
      message: message === undefined ? undefined : camelCase(message),
      docs: textOf(get(value, "docs")),
      ...extended(value),
      origin: keyOrigin,
    };
  });
}

/** The action's own table over the API's, the most specific status first. */
export function layErrors(own: readonly ErrorCase[], api: readonly ErrorCase[]): readonly ErrorCase[] {
  const taken = new Set(own.map(({ status }) => status));
  const rank = ({ status }: ErrorCase): number => (status === "default" ? 2 : status.endsWith("XX") ? 1 : 0);
  return [...own, ...api.filter(({ status }) => !taken.has(status))].sort(
    (a, b) => rank(a) - rank(b) || (a.status < b.status ? -1 : 1),
  );
}

function authNames(node: SourceNode): readonly string[] {
  const names = textOf(node) === undefined ? itemsOf(node).flatMap((item) => textOf(item) ?? []) : [textOf(node) ?? ""];
  return names.filter((name) => name !== "none");
}

function lowerPagination(node: SourceNode | undefined): Pagination | undefined {
  const kind = choiceOf(get(node, "kind"), ["cursor", "offset", "page"]);
  const request = textOf(get(node, "request"));
  const items = textOf(get(node, "items"));
  const response = textOf(get(node, "response"));
  if (!kind || request === undefined) return undefined;
  return {
    kind,
    request: camelCase(request),
    response: response === undefined ? undefined : pathOf(response),
    items: items === undefined ? [] : pathOf(items),
    ...extended(node),
  };
}

function pathOf(dotted: string): readonly string[] {
  return dotted.split(".").map(camelCase);
}

function lowerPoll(node: SourceNode | undefined): Poll | undefined {
  const until = lowerCondition(get(node, "until"));
  const action = textOf(get(node, "with"));
  return until && action !== undefined
    ? { with: action, until, failed: lowerCondition(get(node, "failed")), ...extended(node) }
    : undefined;
}

function lowerCondition(node: SourceNode | undefined): PollCondition | undefined {
  const field = textOf(get(node, "field"));
  if (field === undefined) return undefined;
  return { path: pathOf(field), values: itemsOf(get(node, "in")).map(toJson), ...extended(node) };
}

function lowerExample(node: SourceNode): readonly ActionExample[] {
  const name = textOf(get(node, "name"));
  if (name === undefined) return [];
  const status = get(node, "status");
  return [
    {
      name,
      docs: textOf(get(node, "docs")),
      request: literalOf(get(node, "request")),
      output: literalOf(get(node, "output")),
      status: status?.kind === "scalar" ? status.source : undefined,
      ...extended(node),
      origin: node.origin,
    },
  ];
}
