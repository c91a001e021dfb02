// argv of `call` → the spec, the action, the options of the verb, and the texts for fields. Which options there are is known
// only once the spec is read: so it is taken apart in two steps.
import type { ParseArgsConfig } from "node:util";
import { didYouMean } from "../../names.js";
import { UsageError } from "../io.js";
import { bareType } from "../../model.js";
import { findField, type InputField, type Types } from "./members.js";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The options of the verb. A field that is called like one of them is given by `--field name=value`. */
export const callOptions = {
  format: { type: "string" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
  config: { type: "string", short: "c", default: "actionwright.config.yaml" },
  json: { type: "string" },
  field: { type: "string", short: "f", multiple: true },
  header: { type: "string", short: "H", multiple: true },
  "base-url": { type: "string" },
  "token-url": { type: "string" },
  "allow-insecure": { type: "boolean" },
  "timeout-ms": { type: "string" },
  out: { type: "string", short: "o" },
  include: { type: "boolean", short: "i" },
  raw: { type: "boolean" },
  all: { type: "boolean" },
  "dry-run": { type: "boolean" },
  curl: { type: "boolean" },
} as const satisfies Options;

/** What was given of the verb's own options, by name; a text once for each time it stands there. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** A text for a field: `path` is its name and what is inside of it. Without a text it is a flag. */
export interface FieldText {
  readonly path: readonly string[];
  /** As it was written, for messages. */
  readonly option: string;
  readonly text: string;
}

export interface Split {
  /** The spec and the action. */
  readonly positionals: readonly string[];
  readonly given: Given;
  /** What stands behind the action. */
  readonly rest: readonly string[];
}

/** The first step: up to the action. Only the verb's own options can stand before it. */
export function splitCall(argv: readonly string[]): Split {
  const given = new Map<string, readonly string[]>();
  const positionals: string[] = [];
  const args = [...argv];
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (!isOption(arg)) positionals.push(arg);
    else if (!takeOwn(arg, args, given)) throw unknownOption(arg, [], positionals.length < 2);
    if (positionals.length === 2) break;
  }
  return { positionals, given, rest: args };
}

export interface Known {
  readonly fields: readonly InputField[];
  readonly types: Types;
  /** Options for the variables of the server. */
  readonly variables: readonly string[];
}

/** The second step: what stands behind the action. */
export function readRest({ given: before, rest }: Split, known: Known): { readonly given: Given; readonly texts: readonly FieldText[] } {
  const given = new Map(before);
  const texts: FieldText[] = [];
  const args = [...rest];
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (!isOption(arg)) throw new UsageError(`\`${arg}\` belongs to no option: a call is of one action of one spec`);
    if (takeOwn(arg, args, given, known.variables)) continue;
    texts.push(takeField(arg, args, known));
  }
  const named = (given.get("field") ?? []).map((pair) => namedField(pair, known));
  return { given, texts: [...texts, ...named] };
} // prettier-ignore

function isOption(arg: string): boolean {
  return arg.startsWith("-") && arg !== "-";
}

/** Takes an option of the verb, and its text, if it is one. */
// eslint-disable-next-line max-params -- what is taken, from where, to where, and what counts besides
function takeOwn(arg: string, args: string[], given: Map<string, readonly string[]>, variables: readonly string[] = []): boolean {
  const [head, inline] = cut(arg);
  const short = /^-[A-Za-z]$/.exec(head) && Object.entries(callOptions as Options).find(([, option]) => option.short === head[1])?.[0];
  const name = short ?? head.replace(/^--/, "");
  const option = Object.hasOwn(callOptions, name) ? (callOptions as Options)[name] : undefined;
  if (!option && !variables.includes(name)) return false;
  const add = (text: string): true => (given.set(name, [...(given.get(name) ?? []), text]), true);
  if (option?.type !== "boolean") return add(inline ?? nextText(head, args));
  if (inline !== undefined) throw new UsageError(`\`${head}\` takes no value`);
  return add("true");
} // prettier-ignore

function takeField(arg: string, args: string[], known: Known): FieldText {
  const [head, inline] = cut(arg);
  const name = head.replace(/^--?/, "");
  const path = pathOf(name, known);
  const [first = ""] = path;
  const field = findField(first, known.fields);
  const negated = field === undefined && name.startsWith("no-") ? findField(name.slice(3), known.fields) : undefined;
  if (negated && inline === undefined && isFlag(negated, known)) return { path: [name.slice(3)], option: head, text: "false" }; // prettier-ignore
  if (field === undefined || !head.startsWith("--")) throw unknownOption(head, optionsOf(known), false);
  if (inline !== undefined) return { path, option: head, text: inline };
  if (path.length === 1 && isFlag(field, known)) return { path, option: head, text: "true" };
  return { path, option: head, text: nextText(head, args) };
}

function namedField(pair: string, known: Known): FieldText {
  const [name, text] = cut(pair);
  if (text === undefined) throw new UsageError("`--field` takes a name and a value: `--field name=value`");
  const path = pathOf(name, known);
  if (findField(path[0] ?? "", known.fields)) return { path, option: `--field ${name}`, text };
  const names = known.fields.map(({ option }) => option);
  throw new UsageError(`there is no field \`${name}\`: ${didYouMean(name, names) ?? `fields are ${names.join(", ")}`}`);
}

/** A name is whole, if some field is called so; else it may lead into one. */
function pathOf(name: string, { fields }: Known): readonly string[] {
  return findField(name, fields) ? [name] : name.split(".");
}

function isFlag(field: InputField, { types }: Known): boolean {
  const type = bareType(field.type, types);
  return type.kind === "scalar" && type.scalar === "bool";
}

/** A text may begin with one dash, as numbers do; what begins with two stands behind `=`. */
function nextText(option: string, args: string[]): string {
  const [next] = args;
  if (next === undefined || next.startsWith("--"))
    throw new UsageError(`\`${option}\` needs a value${next === undefined ? "" : `; one that begins with dashes is written \`${option}=--…\``}`); // prettier-ignore
  args.shift();
  return next;
}

function cut(text: string): readonly [head: string, inline: string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function optionsOf({ fields, variables }: Known): readonly string[] {
  return [...fields.map(({ option }) => option), ...variables].map((name) => `--${name}`);
}

function unknownOption(option: string, others: readonly string[], isEarly: boolean): UsageError {
  const flags = [...others, ...Object.keys(callOptions).map((name) => `--${name}`)];
  const early = isEarly ? "; fields of the action stand behind its name" : "";
  return new UsageError(`there is no option \`${cut(option)[0]}\`: ${didYouMean(cut(option)[0], flags) ?? `known: ${flags.join(", ")}`}${early}`); // prettier-ignore
}
