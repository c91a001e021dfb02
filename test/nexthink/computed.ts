// The rows that nobody wrote: of every operation of the spec, as the server plays them. How a request travels is decided here
// once more, for values that are plain; the rows of the table have the others.
import type { Action, Json, Model, ParameterPlace } from "../../generator/model.js";
import { bodyOf, rowsOf, type MadeRow } from "../support/rows.js";
import { isObject, objectOf, shapeOf, type Members } from "../support/shape.js";
import type { Row } from "./table.js";

export function computedRows(model: Model): readonly Row[] {
  const shape = shapeOf(model);
  return rowsOf(model).map((made): Row => {
    const { mark, action, given, request, status, body, text, output } = made;
    const { binding } = action;
    const { fields } = bodyOf(action, shape);
    const sent = fields.flatMap(({ wire, fill }) => {
      const value = given[wire] === undefined ? fill?.value : given[wire];
      return value === undefined ? [] : [[wire, value] as const];
    });
    return {
      mark,
      action: action.name,
      request,
      line: lineOf(action, given),
      headers: objectOf(pairsOf(made, "header").map(([name, value]) => [name.toLowerCase(), value])) as Row["headers"] & object,
      ...(binding.kind === "http" && binding.accept !== undefined && { accept: binding.accept }),
      ...(action.body.kind !== "none" && { sent: objectOf(sent) }),
      status,
      ...(body !== undefined && { body }),
      ...(text !== undefined && { raw: { type: "text/csv;charset=utf-8", text } }),
      ...(JSON.stringify(output) !== JSON.stringify(body) && output !== undefined && { output }),
    };
  });
} // prettier-ignore

function lineOf(action: Action, given: Members): string {
  const { method, path } = action.binding;
  const filled = pairsOf({ action, given }, "path").reduce(
    (line, [name, value]) => line.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const query = pairsOf({ action, given }, "query").map((pair) => pair.map(encodeURIComponent).join("="));
  return `${method} ${filled}${query.length > 0 ? "?" : ""}${query.join("&")}`;
}

/** Parameters of a place as texts; each entry of a map is one of its own. */
function pairsOf({ action, given }: Pick<MadeRow, "action" | "given">, wanted: ParameterPlace): readonly (readonly [string, string])[] {
  return action.parameters.flatMap(({ place, wire }) => {
    const value = given[wire];
    if (place !== wanted || value === undefined) return [];
    return isObject(value) ? Object.entries(value).map(([key, item]) => [key, textOf(item)] as const) : [[wire, textOf(value)] as const];
  });
} // prettier-ignore

function textOf(value: Json): string {
  if (typeof value === "object") throw new Error("teach this file parameters with parts");
  return String(value);
}
