// How an action travels, where the client's own way does not do: method, path, and where each member of the input stands.
import { inline, pure } from "../../code/build.js";
import { runtime, type CodeFile } from "../../code/file.js";
import { key, str } from "../../code/text.js";
import { shapeOf, type Action, type Parameter, type ParameterPlace } from "../../model.js";
import type { FlatParameter, Input } from "./input.js";
import { isRaw, outcomeTable } from "./outcome.js";

/** The binding as an expression; undefined for an action that the client's `rpc` says all of. */
export function bindingText(action: Action, input: Input, file: CodeFile): string | undefined {
  const { method, path } = action.binding;
  const options = [
    ...parameterMembers(input.parameters, file),
    ...bodyMembers(action, file),
    ...answerMembers(action, file),
  ];
  if (action.binding.kind === "http") return httpCall([method, flatPath(path, input.parameters)], options, file);
  const isUsual = action.outputs.length < 2 && !action.outputs.some(isRaw);
  return isUsual ? undefined : httpCall([method, path.replace("{action}", () => action.name)], options, file);
}

function httpCall(address: readonly string[], options: readonly string[], file: CodeFile): string {
  const args = [...address.map(str), ...(options.length === 0 ? [] : [inline(options)])];
  return pure(`${file.use(runtime("http"))}(${args.join(", ")})`);
}

/** Placeholders are members of the flat input. */
function flatPath(path: string, parameters: readonly FlatParameter[]): string {
  const keys = new Map(parameters.filter(({ place }) => place === "path").map(({ wire, key: flat }) => [wire, flat]));
  return path.replace(/\{([^{}]*)\}/g, (text, wire: string) => {
    const flat = keys.get(wire);
    return flat === undefined ? text : `{${flat}}`;
  });
}

function parameterMembers(parameters: readonly FlatParameter[], file: CodeFile): readonly string[] {
  const entries = (place: ParameterPlace) =>
    parameters.filter((each) => each.place === place).map((each) => entryText(each, file));
  return [...placeMember("headers", entries("header")), ...placeMember("query", entries("query"))];
}

function placeMember(name: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`${name}: ${inline(entries)}`];
}

/** Where a parameter goes, and the function of the runtime that writes it there, unless it is one text in a query. */
function entryText(parameter: FlatParameter, file: CodeFile): string {
  const renamed = parameter.key === parameter.wire ? [] : [`name: ${str(parameter.wire)}`];
  const isPlain = parameter.place === "query" && shapeOf(parameter.type, file.scope.types) === "text";
  const write = parameter.place === "header" ? "headerText" : "queryPairs";
  const writing = isPlain ? [] : [...styleMembers(parameter), `write: ${file.use(runtime(write))}`];
  return `${key(parameter.key)}: ${inline([...renamed, ...writing])}`;
}

/** Said of what is not as usual: lists that repeat their key. */
function styleMembers({ place, style, explode }: Parameter): readonly string[] {
  if (place === "header") return [];
  if (style !== "form") return [`style: ${str(style)}`, `explode: ${explode}`];
  return explode ? [] : [`explode: false`];
}

function bodyMembers({ body, binding }: Action, file: CodeFile): readonly string[] {
  if (body.kind === "none") return [];
  const place = body.kind === "record" ? "body: true" : `body: ${str(body.property)}`;
  if (binding.kind === "rpc" || binding.contentType === undefined) return [place];
  const { contentType, encoding } = binding;
  const writer = encoding === "form" && file.scope.int64 !== "number" ? "exactForm" : encoding;
  const encode = encoding === "json" ? [] : [`encode: ${file.use(runtime(writer))}`];
  return [place, `contentType: ${str(contentType)}`, ...encode];
}

function answerMembers({ binding, outputs }: Action, file: CodeFile): readonly string[] {
  return [
    ...(binding.kind === "rpc" || binding.accept === undefined ? [] : [`accept: ${str(binding.accept)}`]),
    ...(outputs.length < 2 ? [] : [`outputs: ${outcomeTable(outputs, file)}`]),
  ];
}
