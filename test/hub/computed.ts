// The rows that nobody wrote: of every action of the spec, as the server plays them.
import type { Model } from "../../generator/model.js";
import { rowsOf } from "../support/rows.js";
import type { Row } from "./table.js";

export function computedRows(model: Model): readonly Row[] {
  return rowsOf(model).map(({ mark, action, given, request, status, body, output }) => {
    if (JSON.stringify(given) !== JSON.stringify(request)) throw new Error(`${mark}: teach this file other names in code`);
    const isNamed = output !== undefined && JSON.stringify(output) !== JSON.stringify(body);
    return { mark, action: action.name, request, status, body: body ?? {}, ...(isNamed && { output }) };
  });
} // prettier-ignore
