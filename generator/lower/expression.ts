// Type expressions: text → resolved types, every mistake at its own place within the text.
import { scalars, type Origin, type Scalar, type Type } from "../model.js";
import { didYouMean, nearest, shown } from "../names.js";
import { partOf, textOf, type SourceNode } from "../source.js";
import type { Context, Declaration, Unknown } from "./context.js";

const unresolved: Type = { kind: "unresolved" };
const generics: readonly string[] = ["list", "map", "nullable"];
/** How many generics may stand within each other. */
const DEPTH_LIMIT = 50;
const wholes: readonly string[] = ["text", "stream"];

interface Expression {
  readonly text: string;
  readonly context: Context;
  /** The span of a part of the text. */
  readonly span: (start: number, end: number) => Origin;
}

interface Parser extends Expression {
  at: number;
  /** How many generics stand around. */
  depth: number;
}

/** The type that an expression means; with `whole`, `text` and `stream` too. Without an expression it is unresolved. */
export function lowerExpression(node: SourceNode | undefined, context: Context, whole?: "output"): Type {
  const text = textOf(node);
  if (!node || text === undefined || text === "") return unresolved;
  if (wholes.includes(text)) {
    if (whole) return { kind: text as "text" | "stream" };
    context.report("AW2103", node.origin, { type: text });
    return unresolved;
  }
  const expression: Expression = { text, context, span: (start, end) => partOf(node, start, end) };
  const name = parse(expression);
  return name ? resolve(expression, name) : unresolved;
}

// ── Form ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A name with its place and its argument. */
interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly argument: Name | undefined;
}

/** What is written; `undefined` if it is malformed, which is told once. */
function parse(expression: Expression): Name | undefined {
  const { text, context, span } = expression;
  const parser: Parser = { text, context, span, at: 0, depth: 0 };
  const name = parseName(parser);
  return name && parser.at < parser.text.length ? fail(parser, "nothing may follow the type") : name;
}

function parseName(parser: Parser): Name | undefined {
  skipBlanks(parser);
  const start = parser.at;
  if (parser.depth > DEPTH_LIMIT) return fail(parser, "it is nested too deeply");
  const name = nameAt(parser.text, start);
  if (name === undefined) return fail(parser, "a type's name is expected here");
  const end = start + name.length;
  parser.at = end;
  if (parser.text[end] !== "<") return { name, start, end, argument: undefined };
  const argument = parseArgument(parser);
  return argument && { name, start, end, argument };
}

function nameAt(text: string, start: number): string | undefined {
  const pattern = /[A-Za-z_][\w.]*/y;
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

function parseArgument(parser: Parser): Name | undefined {
  parser.at++;
  parser.depth++;
  const argument = parseName(parser);
  parser.depth--;
  if (!argument) return undefined;
  skipBlanks(parser);
  if (parser.text[parser.at] === ",") return failComma(parser);
  if (parser.text[parser.at] !== ">") return fail(parser, "a `>` is missing");
  parser.at++;
  skipBlanks(parser);
  return argument;
}

function skipBlanks(parser: Parser): void {
  while (parser.text[parser.at] === " ") parser.at++;
}

function fail(parser: Parser, problem: string): undefined {
  const start = Math.min(parser.at, Math.max(0, parser.text.length - 1));
  parser.context.report("AW2101", parser.span(start, start + 1), { type: shown(parser.text), problem });
}

function failComma(parser: Parser): undefined {
  const help = /\bmap</.test(parser.text)
    ? "keys of a map are always strings: write `map<T>`"
    : "a generic type takes one argument";
  parser.context.report("AW2102", parser.span(parser.at, parser.at + 1), { type: shown(parser.text) }, { help });
}

// ── Meaning ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Use extends Omit<Name, "argument"> {
  readonly argument: Type | undefined;
}

function resolve(expression: Expression, written: Name): Type {
  const argument = written.argument && resolve(expression, written.argument);
  return resolveUse(expression, { ...written, argument });
}

function resolveUse(expression: Expression, use: Use): Type {
  const { name, argument } = use;
  if (generics.includes(name)) {
    if (!argument) return wrongArguments(expression, use, 1);
    if (name === "list") return { kind: "list", item: argument };
    return name === "map" ? { kind: "map", value: argument } : { kind: "nullable", inner: argument };
  }
  if ((scalars as readonly string[]).includes(name))
    return argument ? wrongArguments(expression, use, 0) : { kind: "scalar", scalar: name as Scalar };
  if (wholes.includes(name)) {
    expression.context.report("AW2103", expression.span(use.start, use.end), { type: name });
    return unresolved;
  }
  if (expression.context.params.includes(name))
    return argument ? wrongArguments(expression, use, 0) : { kind: "parameter", name };
  return resolveNamed(expression, use);
}

function resolveNamed(expression: Expression, use: Use): Type {
  const { context } = expression;
  const dot = use.name.indexOf(".");
  const module = dot < 0 ? context.module : use.name.slice(0, dot);
  const name = use.name.slice(dot + 1);
  const scope = context.scopes.get(module);
  if (!scope && dot >= 0) {
    if (mayExist(module, context)) return unresolved;
    const origin = expression.span(use.start, use.start + dot);
    const help = didYouMean(module, context.scopes.keys());
    noteUnknown(context, module, { code: "AW2105", origin, params: { module: shown(module) }, options: { help } });
    return unresolved;
  }
  if (scope?.broken) return unresolved;
  const found = scope?.types.get(name);
  if (!found) return unknownType(expression, use, { module, name });
  const expected = found.params.length;
  if (expected !== (use.argument ? 1 : 0)) return wrongArguments(expression, use, expected);
  return { kind: "named", target: `${module}.${name}`, args: use.argument ? [use.argument] : [] };
}

/** Whether a module that could not be read was most likely meant: that has been reported. */
function mayExist(module: string, { scopes, partial }: Context): boolean {
  const broken = [...scopes].filter(([, scope]) => scope.broken).map(([name]) => name);
  return partial && (broken.length === 0 || nearest(module, broken) !== undefined);
}

function unknownType(
  { context, span }: Expression,
  use: Use,
  { module, name }: { module: string; name: string },
): Type {
  const own = module === context.module;
  const types = context.scopes.get(module)?.types ?? new Map<string, Declaration>();
  const near = nearest(name, [...types.keys(), ...(own ? [...scalars, ...generics] : [])]);
  const elsewhere = elsewhereOf(name, module, context);
  const similar = near === undefined || elsewhere !== undefined ? undefined : types.get(near);
  const related = similar ? [{ origin: similar.origin, message: "a similar name is defined here" }] : [];
  const label = module === "" ? "a type of a module needs the module's name before it" : `no such type in \`${module}\``; // prettier-ignore
  const help = elsewhere ?? (near === undefined ? undefined : `did you mean \`${own ? near : `${module}.${near}`}\`?`);
  noteUnknown(context, `${module}.${name}`, { code: "AW2104", origin: span(use.start, use.end), params: { name: shown(use.name) }, options: { label, help, related } }); // prettier-ignore
  return unresolved;
}

function noteUnknown({ unknown }: Context, name: string, first: Omit<Unknown, "others">): void {
  const before = unknown.get(name);
  if (before) before.others++;
  else unknown.set(name, { ...first, others: 0 });
}

/** Reports the names that nothing has, each where it is used first: its definition may be what is misspelt. */
export function reportUnknown({ unknown, report }: Context): void {
  for (const { code, origin, params, options, others } of unknown.values()) {
    const more =
      others === 0 ? [] : [others === 1 ? "another place names it too" : `${others} other places name it too`];
    const help = [...(options.help === undefined ? [] : [options.help]), ...more].join(" ");
    report(code, origin, params, { ...options, help: help === "" ? undefined : help });
  }
}

function elsewhereOf(name: string, module: string, { scopes }: Context): string | undefined {
  const others = [...scopes].filter(([other, { types }]) => other !== module && types.has(name)).map(([other]) => `\`${other}.${name}\``); // prettier-ignore
  return others.length ? `it is in another module: write ${others.slice(0, 3).join(" or ")}` : undefined;
}

function wrongArguments({ context, span }: Expression, { name, start, end, argument }: Use, expected: number): Type {
  const help = expected ? `write \`${name}<T>\`` : `write \`${name}\``;
  context.report(
    "AW2106",
    span(start, end),
    { name: shown(name), expected: expected ? "one type" : "none", found: argument ? "one" : "none" },
    { help },
  );
  return unresolved;
}
