// Defaults, fills and examples are wire JSON that fits its type.
import type { Action, ActionExample, Literal, Slot } from "../model.js";
import type { Code } from "../diagnostics.js";
import { conform, conformFields, type Misfit } from "./conform.js";
import { slotsOfType, type CheckContext } from "./context.js";

export function checkValues(context: CheckContext): void {
  for (const { slot } of context.slots) checkSlot(slot, context);
  for (const type of context.allTypes) {
    if (type.kind !== "record" && type.kind !== "union") continue;
    const self: Slot = { type: { kind: "named", target: type.id, args: [] }, typeOrigin: type.origin, constraints: [], open: false, sensitive: false, default: undefined, fill: undefined, examples: [] };
    if (type.params.length === 0) for (const example of type.examples) checkLiteral("AW2142", example, self, context);
  }
  for (const action of context.actions) for (const example of action.examples) checkExample(example, action, context);
}

function checkSlot(slot: Slot, context: CheckContext): void {
  if (slot.default) checkLiteral("AW2140", slot.default, slot, context);
  if (slot.fill) checkLiteral("AW2141", slot.fill, slot, context);
  for (const example of slot.examples) checkLiteral("AW2142", example, slot, context);
}

function checkLiteral(code: Code, literal: Literal, slot: Slot, { types, report }: CheckContext): void {
  const found = conform(literal.value, slot, types);
  if (found) report(code, literal.origin, { problem: describe(found) });
}

function checkExample(example: ActionExample, action: Action, { types, report }: CheckContext): void {
  const request = example.request && requestMisfit(example.request, action, types);
  if (example.request && request) report("AW2143", example.request.origin, { name: example.name, part: "request", problem: describe(request) });
  const success = example.status === undefined ? action.outputs[0] : action.outputs.find(({ status }) => status === example.status);
  const error = action.errors.find(({ status }) => status === example.status);
  if (example.status !== undefined && !success && !error) report("AW2144", example.origin, { name: example.name, status: example.status });
  const slot = success?.slot ?? error?.slot;
  const output = example.output && slot && conform(example.output.value, slot, types);
  if (example.output && output) report("AW2143", example.output.origin, { name: example.name, part: "output", problem: describe(output) });
}

/** Parameters and the body's fields side by side; any other body is the member `body`. */
function requestMisfit({ value }: Literal, { parameters, body }: Action, types: CheckContext["types"]): Misfit | undefined {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  if (record?.kind === "record" && parameters.length === 0) return body.kind === "record" ? conform(value, body.slot, types) : undefined;
  const fields = record?.kind === "record" ? slotsOfType(record).map(({ slot }) => slot as (typeof record.fields)[number]) : [];
  const rest = body.kind === "value" ? [{ ...body.slot, wire: body.property, optional: false }] : fields;
  return conformFields(value, [...parameters, ...rest], types);
}

function describe({ path, problem }: Misfit): string {
  return path.length ? `at \`${path.join(".")}\`, ${problem}` : problem;
}
