// One action, from its fields on the command line to its output.
import { stdin } from "node:process";
import { text as textFrom } from "node:stream/consumers";
import { visible } from "../../doors.js";
import { fieldsOf, typesById, type Action, type Model, type Type } from "../../model.js";
import { exit, UsageError, type Exit, type Io } from "../io.js";
import { textAt } from "../text-file.js";
import { printBytes, printFailure, printHead, printIssues, printMismatch, printText, type Printing } from "./answer.js";
import { callOptions, readRest, type FieldText, type Given, type Split } from "./arguments.js";
import { actionHelp } from "./help.js";
import { assembleInput } from "./input.js";
import { inputFieldsOf, type InputField, type Types } from "./members.js";
import { clientOptions, optionNames, settingsText } from "./options.js";
import { curlText, rehearse, requestText } from "./rehearsal.js";
import { openSession, type Issue, type Middleware, type Session } from "./session.js";

export interface ActionContext {
  /** As it was named. */
  readonly spec: string;
  readonly model: Model;
  readonly split: Split;
  readonly io: Io;
}

/** All that a call is made of. */
interface Prepared extends ActionContext {
  readonly action: Action;
  readonly types: Types;
  readonly fields: readonly InputField[];
  readonly given: Given;
  readonly session: Session;
  /** What the client is given. */
  readonly options: object;
  readonly signal: AbortSignal;
}

export async function runAction(action: Action, context: ActionContext): Promise<Exit> {
  const { spec, model, split, io } = context;
  const types = typesById(model);
  const fields = inputFieldsOf(action, model);
  const variables = Object.keys(optionNames(model)).filter((name) => !Object.hasOwn(callOptions, name));
  const { given, texts } = readRest(split, { fields, types, variables });
  if (given.has("help")) {
    io.out(actionHelp(action, { spec, model, types, fields }));
    return exit.ok;
  }
  const isBytes = action.outputs.some(({ slot }) => slot.type.kind === "stream") && !given.has("out");
  if (isBytes && io.outIsTerminal && !isRehearsed(given))
    throw new UsageError("the output is bytes, which a terminal would act on: give a file by `--out`");
  if (given.has("all") && given.has("include")) throw new UsageError("`--include` is of one answer, and `--all` of several"); // prettier-ignore
  const options = clientOptions(given, model);
  const controller = new AbortController();
  void io.interrupted().then(() => controller.abort());
  const session = await openSession(action, model);
  const prepared = { ...context, action, types, fields, given, session, options, signal: controller.signal };
  const base = await readJson(given, spec, session);
  try {
    const instance = instanceOf(base, texts, prepared);
    return instance === undefined ? exit.usage : await send(instance, prepared);
  } catch (error) {
    const settings = settingsText(model);
    return printFailure(error, { session, fields, include: given.has("include"), settings, io });
  }
}

/** The fields of `--json`: an object of wire JSON, flat as the input of the action is. */
async function readJson(given: Given, spec: string, session: Session): Promise<object> {
  const source = given.get("json")?.at(-1) ?? "{}";
  if (source === "-" && spec === "-") throw new UsageError("the spec and `--json` cannot both be on stdin");
  const text = source === "-" ? await textFrom(stdin) : source.startsWith("@") ? await textOf(source.slice(1)) : source; // prettier-ignore
  const value = parsed(text, session);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError("`--json` takes an object of the fields");
}

async function textOf(path: string): Promise<string> {
  const text = await textAt(path);
  if (text !== undefined) return text;
  throw new UsageError(`\`--json\`: there is no file \`${visible(path)}\``);
}

function parsed(text: string, { json }: Session): unknown {
  try {
    return json.parse(text);
  } catch (error) {
    throw new UsageError(`\`--json\` is no JSON: ${visible((error as Error).message)}`);
  }
}

/** The action with its fields; undefined, once told, if they do not fit. */
function instanceOf(base: object, texts: readonly FieldText[], { session, types, fields, io }: Prepared): object | undefined {
  const { value, problems } = assembleInput({ ...base }, texts, { types, fields, parse: (text) => session.json.parse(text) });
  for (const { option, message } of problems) io.err(`error: \`${visible(option)}\` ${visible(message)}\n`);
  const { value: read, issues = [] } = session.read(value);
  // A field whose text could not be read is missing, which goes without saying.
  const left = problems.length === 0 ? issues : issues.filter(({ code }: Issue) => code !== "required");
  if (left.length > 0) printIssues(left, fields, io);
  return problems.length + left.length > 0 ? undefined : session.make(read);
} // prettier-ignore

async function send(instance: object, prepared: Prepared): Promise<Exit> {
  const { given, io, session, model, options } = prepared;
  if (isRehearsed(given)) {
    const caught = await rehearse(instance, session, { model, options });
    io.out(given.has("curl") ? curlText(caught, model) : requestText(caught, instance, session));
    return exit.ok;
  }
  const printing: Printing = { io, out: given.get("out")?.at(-1), raw: given.has("raw") };
  await (given.has("all") ? printAll : printOne)(instance, prepared, printing);
  return exit.ok;
}

function isRehearsed(given: Given): boolean {
  return given.has("dry-run") || given.has("curl");
}

async function printOne(instance: object, prepared: Prepared, printing: Printing): Promise<void> {
  const { session, signal, given, action } = prepared;
  const recorder = createRecorder();
  const client = session.connect(optionsFor(prepared, recorder));
  const { data, meta } = await client.execute(instance, { signal }).withResponse();
  if (given.has("include")) printHead(meta, printing.io);
  // Of several successes the output says which it is, and has the body within.
  const body = action.outputs.length > 1 ? (data as { readonly data?: unknown }).data : data;
  if (isStream(body)) return printBytes(body, printing);
  const texts = action.outputs.filter(({ slot }) => slot.type.kind === "text");
  await printText(recorder.text(), texts.length === 0 || (action.outputs.length > 1 && typeof body !== "string"), printing); // prettier-ignore
}

/** The items of all pages, as one list. */
async function printAll(instance: object, prepared: Prepared, printing: Printing): Promise<void> {
  const { session, signal, action, types } = prepared;
  const path = action.pagination && wirePath(action.outputs[0]?.slot.type, action.pagination.items, types);
  if (session.pages === undefined || path === undefined)
    throw new UsageError(`the spec does not say how the pages of \`${action.name}\` follow each other`);
  const recorder = createRecorder();
  const pages = session.pages(session.connect(optionsFor(prepared, recorder)), instance, { signal })[Symbol.asyncIterator](); // prettier-ignore
  const items: unknown[] = [];
  while ((await pages.next()).done !== true) items.push(...itemsAt(recorder.text(), path, session));
  await printText(session.json.stringify(items), true, printing);
}

function optionsFor({ options, io }: Prepared, { middleware }: Recorder): object {
  return { ...options, middleware: [middleware], onSchemaMismatch: (found: { readonly issues: readonly Issue[] }) => printMismatch(found.issues, io) }; // prettier-ignore
}

interface Recorder {
  readonly middleware: Middleware;
  /** The body of the last answer, as it was received; empty if it was not read as a text. */
  readonly text: () => string;
}

/** Keeps the text that the client reads: values would have lost the order of members, and the digits of some numbers. */
function createRecorder(): Recorder {
  let kept = "";
  const middleware: Middleware = async (request, next, { action }) => {
    const response = await next(request);
    if (action === undefined) return response;
    const { ok, status, statusText, headers, body } = response;
    return { ok, status, statusText, headers, body, text: async () => (kept = await response.text()) };
  };
  return { middleware, text: () => kept };
}

function isStream(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** A path of properties as it is on the wire. */
function wirePath(type: Type | undefined, path: readonly string[], types: Types): readonly string[] | undefined {
  const [property, ...rest] = path;
  if (type === undefined || property === undefined) return [];
  const field = fieldsOf(type, types).find((each) => each.property === property);
  const inner = field && wirePath(field.type, rest, types);
  return field && inner && [field.wire, ...inner];
}

function itemsAt(text: string, path: readonly string[], { json }: Session): readonly unknown[] {
  const page = text === "" ? undefined : json.parse(text);
  const found = path.reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], page); // prettier-ignore
  return Array.isArray(found) ? found : [];
}
