// Defaults, fills and examples are wire JSON that fits its type.
import { parameterKeys, type Action, type ActionExample, type Json, type Literal, type Slot } from "../model.js";
import type { Code } from "../diagnostics.js";
import { conform, conformFields, type Misfit } from "./conform.js";
import { faultyIds, mentions, reachedFrom, slotsOfType, type CheckContext } from "./context.js";

export function checkValues(checked: CheckContext): void {
  const context: ValueContext = { ...checked, faulty: faultyIds(checked) };
  for (const { slot } of context.slots) checkSlot(slot, context);
  for (const type of context.allTypes) {
    if (type.kind !== "record" && type.kind !== "union") continue;
    const self: Slot = {
      type: { kind: "named", target: type.id, args: [] },
      typeOrigin: type.origin,
      constraints: [],
      open: false,
      sensitive: false,
      default: undefined,
      fill: undefined,
      examples: [],
    };
    if (type.params.length === 0)
      for (const example of type.examples) checkLiteral(example, self, { ...context, code: "AW2142" });
  }
  for (const action of context.actions) for (const example of action.examples) checkExample(example, action, context);
}

interface ValueContext extends CheckContext {
  readonly faulty: ReadonlySet<string>;
}

/** Whether a type that a value is made of has been found faulty: then the value may be in order. */
function isEcho(slots: readonly Slot[], { types, faulty }: ValueContext): boolean {
  const isUnknown = slots.some(({ type }) => type.kind === "unresolved" || mentions(type).some((id) => !types.has(id)));
  return isUnknown || (faulty.size > 0 && [...reachedFrom(slots, types)].some((id) => faulty.has(id)));
}

function checkSlot(slot: Slot, context: ValueContext): void {
  if (slot.default) checkLiteral(slot.default, slot, { ...context, code: "AW2140" });
  if (slot.fill) checkLiteral(slot.fill, slot, { ...context, code: "AW2141" });
  for (const example of slot.examples) checkLiteral(example, slot, { ...context, code: "AW2142" });
}

function checkLiteral(literal: Literal, slot: Slot, context: ValueContext & { readonly code: Code }): void {
  const found = conform(literal.value, slot, context.types);
  if (found && !isEcho([slot], context)) context.report(context.code, literal.origin, { problem: describe(found) });
}

function checkExample(example: ActionExample, action: Action, context: ValueContext): void {
  const { name, request, output, status } = example;
  const { types, faulty } = context;
  if (faulty.has(action.id)) return;
  const answer = answerSlot(action, status);
  if (!answer && status !== undefined) context.report("AW2144", example.origin, { name, status });
  const inputs = [...action.parameters, ...(action.body.kind === "none" ? [] : [action.body.slot])];
  if (request) tellMisfit(requestMisfit(request.value, action, types), { name, part: "request", literal: request, slots: inputs }, context); // prettier-ignore
  if (output && answer) tellMisfit(conform(output.value, answer, types), { name, part: "output", literal: output, slots: [answer] }, context); // prettier-ignore
}

interface ExamplePart {
  readonly name: string;
  readonly part: "request" | "output";
  readonly literal: Literal;
  /** What it is made of. */
  readonly slots: readonly Slot[];
}

function tellMisfit(
  misfit: Misfit | undefined,
  { name, part, literal, slots }: ExamplePart,
  context: ValueContext,
): void {
  if (misfit && !isEcho(slots, context))
    context.report("AW2143", literal.origin, { name, part, problem: describe(misfit) });
}

/** What answers with a status; without one, the first success. */
function answerSlot({ outputs, errors }: Action, status: string | undefined): Slot | undefined {
  if (status === undefined) return outputs[0]?.slot;
  return [...outputs, ...errors].find((answer) => answer.status === status)?.slot;
}

/** Parameters and the body's fields side by side; any other body is the member `body`. */
export function requestMisfit(value: Json, action: Action, types: CheckContext["types"]): Misfit | undefined {
  const { body } = action;
  const keys = parameterKeys(action, types);
  const parameters = action.parameters.map((each) => ({ ...each, wire: keys.get(each.property) ?? each.wire }));
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  if (record?.kind === "record" && parameters.length === 0)
    return body.kind === "record" ? conform(value, body.slot, types) : undefined;
  const fields =
    record?.kind === "record" ? slotsOfType(record).map(({ slot }) => slot as (typeof record.fields)[number]) : [];
  const rest = body.kind === "value" ? [{ ...body.slot, wire: body.property, optional: false }] : fields;
  return conformFields(value, [...parameters, ...rest], types);
}

function describe({ path, problem }: Misfit): string {
  return path.length ? `at \`${path.join(".")}\`, ${problem}` : problem;
}
