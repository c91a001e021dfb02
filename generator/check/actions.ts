// Actions: bindings and paths, the flat input, outcomes, pagination and polling.
import { resolveAliases, type Action, type Field, type NamedType, type Parameter, type Type } from "../model.js";
import { didYouMean } from "../names.js";
import { placeholdersOf } from "./api.js";
import { findClashes, second, type CheckContext } from "./context.js";

/** Headers that the client writes itself (OpenAPI has the same three). */
const ownHeaders: ReadonlySet<string> = new Set(["authorization", "content-type", "accept"]);

/** Every action has a way to travel, and the placeholders of its path are its path parameters. */
export function checkBindings({ actions, report }: CheckContext): void {
  for (const action of actions) {
    const { binding } = action;
    if (binding.kind === "http") checkPath(action, binding.path, report);
    else if (binding.path === "") report("AW2156", action.origin, { action: action.name });
    else if (!binding.path.includes("{action}")) report("AW2157", action.origin, { path: binding.path });
    if (binding.kind === "http" && ["GET", "HEAD"].includes(binding.method) && action.body.kind !== "none") report("AW2155", action.body.slot.typeOrigin, { method: binding.method });
  }
}

function checkPath(action: Action, path: string, report: CheckContext["report"]): void {
  const placeholders = placeholdersOf(path);
  const parameters = action.parameters.filter(({ place }) => place === "path");
  const wires = parameters.map(({ wire }) => wire);
  for (const name of placeholders) if (!wires.includes(name)) report("AW2150", action.origin, { action: action.name, name }, { help: didYouMean(name, wires) ?? "add it to `pathParams`" });
  for (const parameter of parameters) {
    if (!placeholders.includes(parameter.wire)) report("AW2151", parameter.origin, { name: parameter.name, wire: parameter.wire }, { help: didYouMean(parameter.wire, placeholders) });
    if (parameter.optional) report("AW2154", parameter.origin, { name: parameter.name });
  }
}

/** Parameters and the body's fields are members of one flat object; what stands in a path or a header is one text. */
export function checkInputs({ actions, types, report }: CheckContext): void {
  for (const action of actions) {
    const body = bodyMembers(action, types);
    findClashes<Parameter | Field>([...action.parameters, ...body], ({ property }) => property, (member, first) => report("AW2153", first.origin, { action: action.name, name: member.property }, { related: second(member.origin, "the other one") })); // prettier-ignore
    for (const parameter of action.parameters) checkParameter(parameter, types, report);
  }
}

function bodyMembers({ body }: Action, types: CheckContext["types"]): readonly Field[] {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  return record?.kind === "record" ? record.fields : [];
}

function checkParameter(parameter: Parameter, types: CheckContext["types"], report: CheckContext["report"]): void {
  if (parameter.place === "header" && ownHeaders.has(parameter.wire.toLowerCase())) report("AW2152", parameter.origin, { name: parameter.wire });
  const shape = shapeOf(parameter.type, types);
  const allowed = parameter.place === "query" ? ["text", "list", "object"] : parameter.place === "header" ? ["text", "list"] : ["text"];
  if (shape && !allowed.includes(shape)) report("AW2167", parameter.typeOrigin, { place: parameter.place, shape });
}

/** How a parameter's value looks: one text, a list of texts, or an object of texts. */
function shapeOf(written: Type, types: ReadonlyMap<string, NamedType>, depth = 0): string | undefined {
  const type = resolveAliases(written, types);
  if (type.kind === "nullable") return shapeOf(type.inner, types, depth + 1);
  if (type.kind === "list" || type.kind === "map") {
    const item = shapeOf(type.kind === "list" ? type.item : type.value, types, depth + 1);
    return item === undefined || item === "text" ? (type.kind === "list" ? "list" : "object") : "nested value";
  }
  if (type.kind === "scalar") return type.scalar === "json" ? "nested value" : "text";
  const named = type.kind === "named" ? types.get(type.target) : undefined;
  if (!named || depth > 20) return undefined;
  if (named.kind === "enum") return "text";
  if (named.kind === "union") return "nested value";
  if (named.kind !== "record") return shapeOf(named.slot.type, types, depth + 1);
  return named.fields.every(({ type: field }) => (shapeOf(field, types, depth + 1) ?? "text") === "text") ? "object" : "nested value";
}

/** Outcomes are told apart by name, statuses that forbid a body have none, and errors lift fields that exist. */
export function checkOutcomes({ model, actions, types, report }: CheckContext): void {
  for (const action of actions) {
    findClashes(action.outputs, ({ outcome }) => outcome, (success, first) => report("AW2175", success.slot.typeOrigin, { action: action.name, name: success.outcome }, { related: second(first.slot.typeOrigin, "the other one") })); // prettier-ignore
    for (const { status, slot } of action.outputs) {
      const type = resolveAliases(slot.type, types);
      if (["204", "205"].includes(status) && type.kind !== "unresolved" && !(type.kind === "scalar" && type.scalar === "unit")) report("AW2176", slot.typeOrigin, { status });
    }
  }
  for (const error of new Set([...model.errors, ...actions.flatMap((action) => action.errors)])) {
    for (const property of [error.code, error.message]) {
      if (property !== undefined) reportUnknownPath([property], error.slot.type, { types, report, origin: error.origin });
    }
  }
}

interface PathCheck {
  readonly types: CheckContext["types"];
  readonly report: CheckContext["report"];
  readonly origin: Action["origin"];
}

/** Reports the first step of a path that no field has. */
function reportUnknownPath(path: readonly string[], start: Type, { types, report, origin }: PathCheck): void {
  let type = resolveAliases(start, types);
  for (const step of path) {
    if (type.kind === "nullable") type = resolveAliases(type.inner, types);
    const record = type.kind === "named" ? types.get(type.target) : undefined;
    if (type.kind === "unresolved" || (type.kind === "named" && !record)) return;
    const field = record?.kind === "record" ? record.fields.find(({ property }) => property === step) : undefined;
    if (!field) {
      const known = record?.kind === "record" ? record.fields.map(({ name }) => name) : [];
      report("AW2158", origin, { name: step, type: record?.name ?? type.kind }, { help: didYouMean(step, known) ?? (known.length ? `known: ${known.join(", ")}` : undefined) });
      return;
    }
    type = resolveAliases(field.type, types);
  }
}

/** Pagination and polling name fields and actions that exist. */
export function checkCalls({ actions, types, report }: CheckContext): void {
  const byName = new Map(actions.map((action) => [action.name, action]));
  for (const action of actions) {
    const output = action.outputs[0]?.slot.type;
    const at = { types, report, origin: action.origin };
    if (action.pagination && output) {
      const inputs = [...action.parameters, ...bodyMembers(action, types)];
      const { request, response, items } = action.pagination;
      if (!inputs.some(({ property }) => property === request)) report("AW2159", action.origin, { action: action.name, name: request }, { help: didYouMean(request, inputs.map(({ name }) => name)) }); // prettier-ignore
      reportUnknownPath(items, output, at);
      if (response) reportUnknownPath(response, output, at);
    }
    if (!action.poll) continue;
    const target = byName.get(action.poll.with);
    if (!target) report("AW2160", action.origin, { name: action.poll.with }, { help: didYouMean(action.poll.with, byName.keys()) });
    const answer = target?.outputs[0]?.slot.type;
    for (const condition of [action.poll.until, action.poll.failed]) if (condition && answer) reportUnknownPath(condition.path, answer, at);
  }
}

