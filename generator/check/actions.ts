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
    if (binding.kind === "http" && ["GET", "HEAD"].includes(binding.method) && action.body.kind !== "none")
      report("AW2155", action.body.slot.typeOrigin, { method: binding.method });
  }
}

function checkPath(action: Action, path: string, report: CheckContext["report"]): void {
  const placeholders = placeholdersOf(path);
  const parameters = action.parameters.filter(({ place }) => place === "path");
  const wires = parameters.map(({ wire }) => wire);
  for (const name of placeholders)
    if (!wires.includes(name))
      report(
        "AW2150",
        action.origin,
        { action: action.name, name },
        { help: didYouMean(name, wires) ?? "add it to `pathParams`" },
      );
  for (const parameter of parameters) {
    if (!placeholders.includes(parameter.wire))
      report(
        "AW2151",
        parameter.origin,
        { name: parameter.name, wire: parameter.wire },
        { help: didYouMean(parameter.wire, placeholders) },
      );
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
  if (parameter.place === "header" && ownHeaders.has(parameter.wire.toLowerCase()))
    report("AW2152", parameter.origin, { name: parameter.wire });
  const shape = shapeOf(parameter.type, types);
  const allowed =
    parameter.place === "query"
      ? ["text", "list", "object"]
      : parameter.place === "header"
        ? ["text", "list"]
        : ["text"];
  if (shape && !allowed.includes(shape)) report("AW2167", parameter.typeOrigin, { place: parameter.place, shape });
}

/** How a parameter's value looks: one text, a list of texts, or an object of texts. */
function shapeOf(written: Type, types: ReadonlyMap<string, NamedType>, depth = 0): string | undefined {
  const type = resolveAliases(written, types);
  switch (type.kind) {
    case "nullable":
      return shapeOf(type.inner, types, depth + 1);
    case "list":
      return holdsTexts(type.item, types, depth) ? "list" : "nested value";
    case "map":
      return holdsTexts(type.value, types, depth) ? "object" : "nested value";
    case "scalar":
      return type.scalar === "json" ? "nested value" : "text";
    case "named": {
      const named = types.get(type.target);
      return named && depth < 20 ? shapeOfNamed(named, types, depth) : undefined;
    }
    default:
      return undefined;
  }
}

function holdsTexts(type: Type, types: ReadonlyMap<string, NamedType>, depth: number): boolean {
  return (shapeOf(type, types, depth + 1) ?? "text") === "text";
}

function shapeOfNamed(named: NamedType, types: ReadonlyMap<string, NamedType>, depth: number): string | undefined {
  switch (named.kind) {
    case "enum":
      return "text";
    case "union":
      return "nested value";
    case "record":
      return named.fields.every(({ type }) => holdsTexts(type, types, depth)) ? "object" : "nested value";
    default:
      return shapeOf(named.slot.type, types, depth + 1);
  }
}

/** Outcomes are told apart by name, statuses that forbid a body have none, and errors lift fields that exist. */
export function checkOutcomes({ model, actions, types, report }: CheckContext): void {
  for (const action of actions) {
    findClashes(action.outputs, ({ outcome }) => outcome, (success, first) => report("AW2175", success.slot.typeOrigin, { action: action.name, name: success.outcome }, { related: second(first.slot.typeOrigin, "the other one") })); // prettier-ignore
    for (const { status, slot } of action.outputs) {
      const type = resolveAliases(slot.type, types);
      if (
        ["204", "205"].includes(status) &&
        type.kind !== "unresolved" &&
        !(type.kind === "scalar" && type.scalar === "unit")
      )
        report("AW2176", slot.typeOrigin, { status });
    }
  }
  for (const error of new Set([...model.errors, ...actions.flatMap((action) => action.errors)])) {
    for (const property of [error.code, error.message]) {
      if (property !== undefined)
        reportUnknownPath([property], error.slot.type, { types, report, origin: error.origin });
    }
  }
}

interface PathCheck {
  readonly types: CheckContext["types"];
  readonly report: CheckContext["report"];
  readonly origin: Action["origin"];
}

/** Reports the first step of a path that no field has. What could not be resolved has been reported where it stands. */
function reportUnknownPath(path: readonly string[], start: Type, { types, report, origin }: PathCheck): void {
  let type = start;
  for (const step of path) {
    const holder = withoutNull(type, types);
    const record = holder.kind === "named" ? types.get(holder.target) : undefined;
    if (holder.kind === "unresolved" || (holder.kind === "named" && !record)) return;
    const fields = record?.kind === "record" ? record.fields : [];
    const field = fields.find(({ property }) => property === step);
    if (!field) return reportUnknownStep(step, fields, { report, origin, type: record?.name ?? holder.kind });
    type = field.type;
  }
}

function withoutNull(written: Type, types: CheckContext["types"]): Type {
  const type = resolveAliases(written, types);
  return type.kind === "nullable" ? resolveAliases(type.inner, types) : type;
}

function reportUnknownStep(
  name: string,
  fields: readonly Field[],
  { report, origin, type }: Omit<PathCheck, "types"> & { readonly type: string },
): void {
  const known = fields.map((field) => field.name);
  const help = didYouMean(name, known) ?? (known.length ? `known: ${known.join(", ")}` : undefined);
  report("AW2158", origin, { name, type }, { help });
}

/** Pagination and polling name fields and actions that exist. */
export function checkCalls(context: CheckContext): void {
  for (const action of context.actions) {
    checkPagination(action, context);
    checkPoll(action, context);
  }
}

function checkPagination(action: Action, { types, report }: CheckContext): void {
  const output = action.outputs[0]?.slot.type;
  if (!action.pagination || !output) return;
  const inputs = [...action.parameters, ...bodyMembers(action, types)];
  const { request, response, items } = action.pagination;
  if (!inputs.some(({ property }) => property === request)) {
    const help = didYouMean(request, inputs.map(({ name }) => name)); // prettier-ignore
    report("AW2159", action.origin, { action: action.name, name: request }, { help });
  }
  const at = { types, report, origin: action.origin };
  reportUnknownPath(items, output, at);
  if (response) reportUnknownPath(response, output, at);
}

function checkPoll({ poll, origin }: Action, { actions, types, report }: CheckContext): void {
  if (!poll) return;
  const target = actions.find(({ name }) => name === poll.with);
  if (!target) report("AW2160", origin, { name: poll.with }, { help: didYouMean(poll.with, actions.map(({ name }) => name)) }); // prettier-ignore
  const answer = target?.outputs[0]?.slot.type;
  for (const condition of [poll.until, poll.failed]) {
    if (condition && answer) reportUnknownPath(condition.path, answer, { types, report, origin });
  }
}
