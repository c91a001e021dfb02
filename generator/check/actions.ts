// Actions: bindings and paths, the flat input and outcomes.
import {
  resolveAliases,
  shapeOf,
  type Action,
  type Field,
  type HttpBinding,
  type NamedType,
  type Parameter,
  type Type,
} from "../model.js";
import { placeholdersOf } from "./api.js";
import { findClashes, second, type CheckContext } from "./context.js";

/** Headers that the client writes itself (OpenAPI has the same three). */
const ownHeaders: ReadonlySet<string> = new Set(["authorization", "content-type", "accept"]);

/** Path parameters stand in the path, and no body goes where there can be none. */
export function checkBindings({ actions, types, report }: CheckContext): void {
  for (const action of actions) {
    const { binding } = action;
    if (binding.kind !== "http") continue;
    if (binding.path !== "") checkPath(action, binding.path, report); // without one, `validate` has reported it
    if (["GET", "HEAD"].includes(binding.method) && action.body.kind !== "none")
      report("AW2155", action.body.slot.typeOrigin, { method: binding.method });
    checkContent(action, binding, { types, report });
  }
}

/** A form is of names with values, and what is neither that nor JSON is a text. */
function checkContent({ body, origin }: Action, { contentType, encoding }: HttpBinding, { types, report }: Pick<CheckContext, "types" | "report">): void {
  if (contentType === undefined) return;
  if (body.kind === "none") return report("AW2178", origin, { contentType, problem: "there is no body" });
  const shape = shapeOf(body.slot.type, types);
  if (encoding === "plain" && shape !== undefined && shape !== "text")
    report("AW2178", body.slot.typeOrigin, { contentType, problem: "a body of this type is a text" });
  const isForm = encoding === "form" || encoding === "deepForm";
  if (isForm && isListOrText(body.slot.type, types)) report("AW2178", body.slot.typeOrigin, { contentType, problem: "a form is an object" });
} // prettier-ignore

/** Whether no value of a type is an object. Unions and `json` may hold one. */
function isListOrText(type: Type, types: ReadonlyMap<string, NamedType>): boolean {
  const resolved = resolveAliases(type, types);
  if (resolved.kind === "list") return true;
  return shapeOf(resolved, types) === "text";
}

function checkPath(action: Action, path: string, report: CheckContext["report"]): void {
  const placeholders = placeholdersOf(path);
  const parameters = action.parameters.filter(({ place }) => place === "path");
  const unplaced = parameters.filter(({ wire }) => !placeholders.includes(wire));
  const unfilled = placeholders.filter((name) => !parameters.some(({ wire }) => wire === name));
  // A placeholder without a parameter has been told; the parameter that it was meant for is the same mistake.
  for (const { name, wire, origin } of unplaced.slice(unfilled.length)) report("AW2151", origin, { name, wire });
  for (const { name, optional, origin } of parameters) if (optional) report("AW2154", origin, { name });
}

/** Parameters and the body's fields are members of one flat object; what stands in a path or a header is one text. */
export function checkInputs({ actions, types, report }: CheckContext): void {
  for (const action of actions) {
    const members = [...action.parameters, ...bodyMembers(action, types)];
    findClashes<Member>(members, ({ property }) => property, (member, first) => {
      if (!("place" in first)) return; // two fields of one record: a clash of its own
      report("AW2153", first.origin, { action: action.name, name: first.name }, { related: second(member.origin, "the other one") });
    }); // prettier-ignore
    findClashes(action.parameters, keyOnWire, (parameter, first) => {
      if (parameter.property === first.property) return; // told above
      report("AW2108", parameter.origin, { name: parameter.name, other: first.name, wire: parameter.wire }, { related: second(first.origin, "the other parameter") });
    }); // prettier-ignore
    for (const parameter of action.parameters) checkParameter(parameter, types, report);
  }
}

/** A member of the flat input, as far as its name goes. */
type Member = Pick<Field, "name" | "property" | "origin">;

/** Names of headers have no case. */
function keyOnWire({ place, wire }: Parameter): string {
  return `${place} ${place === "header" ? wire.toLowerCase() : wire}`;
}

function bodyMembers({ body }: Action, types: CheckContext["types"]): readonly Member[] {
  if (body.kind === "value") return [{ name: body.property, property: body.property, origin: body.slot.typeOrigin }];
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  return record?.kind === "record" ? record.fields : [];
}

function checkParameter(parameter: Parameter, types: CheckContext["types"], report: CheckContext["report"]): void {
  if (parameter.place === "header" && ownHeaders.has(parameter.wire.toLowerCase()))
    report("AW2152", parameter.origin, { name: parameter.wire });
  if (parameter.place === "query" && parameter.style === "deepObject") return; // brackets within brackets
  const shape = shapeOf(parameter.type, types);
  const allowed =
    parameter.place === "query"
      ? ["text", "list", "object"]
      : parameter.place === "header"
        ? ["text", "list"]
        : ["text"];
  if (shape && !allowed.includes(shape)) report("AW2167", parameter.typeOrigin, { place: parameter.place, shape });
}

/** Statuses that forbid a body have none. */
export function checkOutcomes({ actions, types, report }: CheckContext): void {
  for (const { status, slot } of actions.flatMap(({ outputs }) => outputs)) {
    if (!["204", "205"].includes(status)) continue;
    const type = resolveAliases(slot.type, types);
    if (type.kind !== "unresolved" && !(type.kind === "scalar" && type.scalar === "unit"))
      report("AW2176", slot.typeOrigin, { status });
  }
}
