// What every action of a spec is asked and answers, made of its examples and of the samples of its types: each request with
// an answer, until both are through, and each declared error with each of its bodies.
import type {
  Action,
  ActionExample,
  ErrorCase,
  Json,
  Model,
  Rule,
  Slot,
  Success,
  Type,
} from "../../generator/model.js";
import { allActions } from "../../generator/model.js";
import { samplesOf, type Purpose, type SampledField } from "./samples.js";
import { isObject, objectOf, shapeOf, type Members, type Shape } from "./shape.js";

/** One call and its answer. */
export interface MadeRow {
  /** Tells it from all others, whatever the request. */
  readonly mark: string;
  readonly action: Action;
  /** Parameters and the body's members together, by their names on the wire, as examples have them. */
  readonly given: Members;
  /** The same by their names in code. */
  readonly request: Members;
  readonly status: number;
  /** What is sent back as JSON; undefined for no body. */
  readonly body: Json | undefined;
  /** In its place, where the answer is text. */
  readonly text: string | undefined;
  /** What code sees of a success. */
  readonly output: Json | undefined;
}

type Answer = Pick<MadeRow, "status" | "body" | "text" | "output">;

export function rowsOf(model: Model): readonly MadeRow[] {
  const shape = shapeOf(model);
  return allActions(model).flatMap((action) => {
    const requests = requestsOf(action, shape);
    const answers = action.outputs.flatMap((output) => answersOf(action, output, shape));
    const failures = action.errors.flatMap((error) => failuresOf(error, shape));
    const count = Math.max(requests.length, answers.length);
    return [
      ...action.examples.flatMap((example) => exampleOf(action, example, shape)),
      ...Array.from({ length: count }, (_, index) => [at(requests, index), at(answers, index)] as const),
      ...failures.map((failure, index) => [at(requests, index), failure] as const),
    ].map(([given, answer], index) => {
      const mark = `${action.name}.${index}`;
      return { mark, action, given, request: requestOf(action, given, shape), ...answer };
    });
  });
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error("there is none");
  return value;
}

// ── Requests ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The members of the flat input that travel in the body, and their rules. */
export function bodyOf({ body }: Action, shape: Shape): { readonly fields: readonly (SampledField & Pick<Slot, "sensitive">)[]; readonly rules: readonly Rule[] } {
  if (body.kind === "none") return { fields: [], rules: [] };
  const record = body.kind === "record" ? shape.named(body.record) : undefined;
  if (record?.kind !== "record") throw new Error("teach this file bodies that are no records");
  return record;
} // prettier-ignore

function requestsOf(action: Action, shape: Shape): readonly Members[] {
  const samples = samplesOf(shape);
  const { fields, rules } = bodyOf(action, shape);
  const column = (field: SampledField, purpose: Purpose): readonly Json[] => samples.slot(field, purpose);
  const columns = [
    ...action.parameters.map((parameter) => column(parameter, { newer: false, plain: true })),
    ...fields.map((field) => column(field, { newer: false })),
  ];
  return samples.members([...action.parameters, ...fields], rules, columns);
}

/** Members of the wire by their names in code. */
export function requestOf(action: Action, given: Members, shape: Shape): Members {
  const fields = [...action.parameters, ...bodyOf(action, shape).fields];
  return objectOf(
    Object.entries(given).map(([key, value]) => {
      const field = fields.find(({ wire }) => wire === key);
      if (field === undefined) throw new Error(`${action.name} has no ${key}`);
      return [field.property, shape.codeOf(field.type, value)];
    }),
  );
}

// ── Answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function answersOf(action: Action, output: Success, shape: Shape): readonly Answer[] {
  const { slot, status } = output;
  if (isUnit(slot.type)) return [answerOf(action, output, { shape, value: undefined })];
  const texts = ["", "name,size\r\nGrünes Haus \u{1F331},1\r\n"];
  const values = slot.type.kind === "text" ? texts : samplesOf(shape).slot(slot, { newer: true });
  if (values.length === 0) throw new Error(`${action.name} has no answers with ${status}`);
  return values.map((value) => answerOf(action, output, { shape, value }));
}

interface Given {
  readonly shape: Shape;
  readonly value: Json | undefined;
}

function answerOf({ outputs }: Action, { slot, status, outcome }: Success, { shape, value }: Given): Answer {
  const isText = slot.type.kind === "text";
  const read = value === undefined || isText ? value : shape.codeOf(slot.type, value);
  // Of several successes there is an outcome, with the status and what was answered.
  const code = statusOf(status);
  const output = outputs.length > 1 ? { outcome, status: code, ...(read !== undefined && { data: read }) } : read;
  return { status: code, body: isText ? undefined : value, text: isText ? String(value) : undefined, output };
} // prettier-ignore

function failuresOf({ status, slot }: ErrorCase, shape: Shape): readonly Answer[] {
  const bodies = isUnit(slot.type) ? [undefined] : samplesOf(shape).slot(slot, { newer: true });
  const others = [400, 403, 500, 429, 404];
  return bodies.map((body, index) => ({
    status: status === "default" ? at(others, index) : statusOf(status),
    body,
    text: undefined,
    output: undefined,
  }));
}

function exampleOf(action: Action, { request, output, status }: ActionExample, shape: Shape): readonly (readonly [Members, Answer])[] {
  if (output === undefined) return [];
  const given = request?.value ?? {};
  const [first] = action.outputs;
  const success = status === undefined ? first : action.outputs.find((other) => other.status === status);
  if (!isObject(given) || success === undefined) throw new Error(`${action.name}: teach this file examples of failures`);
  const value = isUnit(success.slot.type) ? undefined : output.value;
  return [[given, answerOf(action, success, { shape, value })]];
} // prettier-ignore

export function isUnit(type: Type): boolean {
  return type.kind === "scalar" && type.scalar === "unit";
}

function statusOf(status: string): number {
  return Number(status.replaceAll("X", "0"));
}
