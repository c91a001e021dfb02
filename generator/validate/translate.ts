// Ajv's errors → diagnostics at the exact place, about the branch that was meant, one for each mistake.
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Code, Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import { didYouMean, hasInvisible, nearest, pascalCase, quoted, shown, wordsOf } from "../names.js";
import { entriesOf, locate, pointerTokens, type SourceEntry, type SourceNode } from "../source.js";

/** The codes for the same mistakes in a spec and in a config. */
export interface SchemaCodes {
  readonly unknownKey: Code;
  readonly missingKey: Code;
  readonly wrongKind: Code;
  readonly wrongValue: Code;
  readonly malformed: Code;
  readonly empty: Code;
}
export const specCodes: SchemaCodes = { unknownKey: "AW2001", missingKey: "AW2002", wrongKind: "AW2003", wrongValue: "AW2004", malformed: "AW2005", empty: "AW2006" }; // prettier-ignore
export const configCodes: SchemaCodes = { unknownKey: "AW7001", missingKey: "AW7002", wrongKind: "AW7003", wrongValue: "AW7004", malformed: "AW7005", empty: "AW7006" }; // prettier-ignore

export interface TranslateJob {
  readonly errors: readonly ErrorObject[];
  readonly root: SourceNode;
  readonly texts: ReadonlyMap<string, string>;
  readonly codes: SchemaCodes;
  readonly report: Report;
  /** The names of the schema's definitions. */
  readonly definitions: ReadonlyMap<unknown, string>;
}

/** One error with what it is about. */
interface Finding {
  readonly error: ErrorObject;
  /** The definition whose keyword it is, if it is not one within a definition. */
  readonly definition: string;
  readonly node: SourceNode;
  readonly entry: SourceEntry | undefined;
}

const kinds: readonly string[] = ["record", "enum", "union", "opaque", "newtype", "alias"];

/** Names that the language gives a form of their own, by the definition in the schema that holds it. */
export const nameCodes: { readonly [definition: string]: Code } = {
  typeName: "AW3001",
  variantName: "AW3002",
  valueName: "AW3003",
  fieldKey: "AW3004",
  parameterKey: "AW3004",
  moduleName: "AW3005",
  actionName: "AW3006",
};

export function translate(job: TranslateJob): void {
  const findings = job.errors.flatMap((error) => find(error, job));
  const groups = [...groupBy(findings, ({ error }) => error.instancePath)];
  const cut = groups.filter(([, group]) => cutByComma(group, job)).map(([path]) => path);
  for (const [path, group] of groups) {
    if (cut.some((map) => isWithin(path, map))) continue;
    for (const finding of withoutEchoes(group)) translateOne(finding, job);
  }
}

/** Whether a pointer leads to a mapping or to an entry of it. */
function isWithin(path: string, map: string): boolean {
  return path === map || path.slice(0, path.lastIndexOf("/")) === map;
}

function find(error: ErrorObject, { root, definitions }: TranslateJob): readonly Finding[] {
  if (error.keyword === "if" || error.keyword === "propertyNames") return [];
  const place = locate(root, pointerTokens(error.instancePath));
  return place ? [{ error, definition: definitions.get(error.parentSchema) ?? "", ...place }] : [];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** `{ docs: First, second }`: YAML reads `second` as a key without a value. Then nothing else in there means anything. */
function cutByComma(group: readonly Finding[], { texts, report }: TranslateJob): boolean {
  for (const { error, node } of group) {
    const key = error.keyword === "additionalProperties" ? unknownKey(error) : error.propertyName;
    const entry = key === undefined ? undefined : entriesOf(node).find((candidate) => candidate.key === key);
    const comma = entry && isCut(entry, node) ? commaBefore(entry, texts) : undefined;
    if (!entry || !comma) continue;
    report("AW1019", comma, { rest: shown(entry.key) }, { help: "put the whole text in quotes" });
    return true;
  }
  return false;
}

function isCut({ value }: SourceEntry, map: SourceNode): boolean {
  return map.kind === "map" && map.flow && value.kind === "scalar" && value.missing;
}

function commaBefore({ keyOrigin }: SourceEntry, texts: ReadonlyMap<string, string>): Origin | undefined {
  const before = texts.get(keyOrigin.file)?.slice(0, keyOrigin.start) ?? "";
  const at = before.trimEnd().length - 1;
  return before[at] === "," ? { file: keyOrigin.file, start: at, end: at + 1 } : undefined;
}

/** A misspelt key is both unknown and missing, and an unknown kind of auth scheme makes all its keys unknown: told once. */
function withoutEchoes(group: readonly Finding[]): readonly Finding[] {
  if (group.some(({ definition }) => definition === "noAuth")) {
    return group.filter(({ error }) => error.keyword !== "additionalProperties");
  }
  const unknown = group.filter(({ error }) => error.keyword === "additionalProperties");
  const meant = new Set(unknown.map(({ error }) => nearest(unknownKey(error), knownKeys(error))));
  return group.filter(
    ({ error, definition }) => error.keyword !== "required" || definition === "noKind" || !meant.has(missingKey(error)),
  );
}

function translateOne(finding: Finding, job: TranslateJob): void {
  const { error, node, entry } = finding;
  const { report, codes } = job;
  switch (error.keyword) {
    case "additionalProperties":
      return reportUnknownKey(finding, job);
    case "required":
      return reportMissing(finding, job);
    case "type":
      return reportKind(finding, job);
    case "enum":
    case "const":
      return reportChoice(finding, job);
    case "pattern":
      return reportPattern(finding, job);
    case "minLength":
    case "minItems":
    case "minProperties":
      return reportEmpty(finding, job);
    case "minimum":
    case "maximum": {
      const { comparison, limit } = error.params as { comparison: string; limit: number };
      return report(codes.malformed, node.origin, {
        found: foundText(node),
        expected: `a number ${comparison} ${limit}`,
      });
    }
    case "maxItems":
    case "maxProperties":
      return report(codes.malformed, markOf(node, entry), { found: "more than one entry", expected: describe(error) });
    default:
      throw new Error(`no translation for the schema keyword ${error.keyword}`);
  }
}

function reportUnknownKey({ error, definition, node }: Finding, { codes, report }: TranslateJob): void {
  const key = unknownKey(error);
  const entry = entriesOf(node).find((candidate) => candidate.key === key);
  const origin = entry?.keyOrigin ?? node.origin;
  const other = entriesOf(node).find((candidate) => kinds.includes(candidate.key) && candidate.key !== key);
  if (kinds.includes(key) && other && definition.endsWith("Type")) {
    report(
      "AW2007",
      origin,
      { problem: `has both \`${other.key}\` and \`${key}\`` },
      {
        related: [{ origin: other.keyOrigin, message: "the first kind" }],
        help: `a type has exactly one of ${quoted(kinds)}`,
      },
    );
    return;
  }
  const known = knownKeys(error);
  const help = didYouMean(key, known) ?? (known.length ? `known here: ${quoted(known)}` : undefined);
  report(codes.unknownKey, origin, { key: shown(key) }, { help });
}

function reportMissing({ error, definition, node, entry }: Finding, { codes, report }: TranslateJob): void {
  const origin = entry?.keyOrigin ?? startOf(node);
  const key = missingKey(error);
  if (definition === "noKind") reportKindless(node, origin, report);
  else if (error.instancePath === "" && key in openings) {
    const problem = "says neither `actionSpec`, `module` nor `overlay`";
    report("AW2008", origin, { problem }, { help: openings[key] });
  } else report(codes.missingKey, origin, { key });
}

/** How each kind of document begins. */
export const openings: { readonly [key: string]: string } = {
  actionSpec: "the first file of a spec begins with `actionSpec: 1`",
  module: "a module's file begins with `module:` and its name",
  overlay: "an overlay begins with `overlay: 1`",
};

function reportKindless(node: SourceNode, origin: Origin, report: Report): void {
  const meant = entriesOf(node)
    .map(({ key }) => [key, nearest(key, kinds)] as const)
    .find(([, kind]) => kind !== undefined);
  const help = meant
    ? `did you mean \`${meant[1] ?? ""}\` instead of \`${shown(meant[0])}\`?`
    : `give it one of ${quoted(kinds)}`;
  report("AW2007", origin, { problem: "has no kind" }, { help });
}

function reportEmpty({ error, node, entry }: Finding, { codes, report }: TranslateJob): void {
  const what = entry ? `\`${shown(entry.key)}\`` : foundText(node);
  report(codes.empty, markOf(node, entry), { what }, { help: `what belongs there: ${describe(error)}` });
}

function reportKind({ error, definition, node, entry }: Finding, { codes, report }: TranslateJob): void {
  const types = [(error.params as { type: string | string[] }).type].flat();
  const scalar = node.kind === "scalar" && !node.missing && node.value !== null && typeof node.value !== "string";
  if (types.length === 1 && types[0] === "string" && scalar) {
    report("AW1007", node.origin, { kind: foundText(node) }, { help: `quote it: "${shown(node.source)}"` });
    return;
  }
  const isRoot = error.instancePath === "";
  const short = isRoot ? undefined : (shortForms[definition] ?? (error.schemaPath.endsWith("/else/type") ? "a text" : undefined)); // prettier-ignore
  const expected = [...(short === undefined ? [] : [short]), ...types.map((type) => typeNames[type] ?? type)];
  report(
    codes.wrongKind,
    markOf(node, entry),
    { expected: expected.join(" or "), found: foundText(node) },
    { help: helpForKind(definition, node) },
  );
}

/** What may stand in place of a mapping. */
const shortForms: { readonly [definition: string]: string } = {
  moduleDocument: "a module's name",
  field: "a type",
  parameter: "a type",
  value: "a type",
  variant: "a type",
  success: "a type",
  errorCase: "a type",
  enumValue: "a text",
};

function helpForKind(definition: string, node: SourceNode): string | undefined {
  const isMissing = node.kind === "scalar" && node.missing;
  if (!isMissing) return definition === "typeDefinition" ? "a second name of a type is `{ alias: … }`" : undefined;
  return ["variant", "enumValue", "serverVariable"].includes(definition)
    ? "write `{}` where there is nothing to say"
    : undefined;
}

function reportChoice(finding: Finding, { codes, report }: TranslateJob): void {
  const { error, node, entry } = finding;
  const params = error.params as { allowedValues?: readonly unknown[]; allowedValue?: unknown };
  const allowed = (params.allowedValues ?? [params.allowedValue]).map(String);
  if (node.kind !== "scalar" || node.value === null) {
    const expected = `${allowed.length > 1 ? "one of " : ""}${quoted(allowed)}`;
    report(codes.wrongKind, markOf(node, entry), { expected, found: foundText(node) });
    return;
  }
  const isQuoted = allowed.includes(node.source); // `actionSpec: "1"`
  const found = `${isQuoted ? "the text " : ""}\`${shown(node.source)}\``;
  const help = isQuoted ? `write it without quotes: ${node.source}` : choiceAdvice(node.source, allowed, finding);
  report(codes.wrongValue, node.origin, { found }, { help });
}

/** A value that is the only one is the version of a format: in the schemas, `const` is for nothing else. */
function choiceAdvice(source: string, allowed: readonly string[], { error, entry }: Finding): string {
  if (error.keyword !== "const") return didYouMean(source, allowed) ?? `one of ${quoted(allowed)}`;
  const [version = ""] = allowed;
  return `the version of this format is ${version}: write \`${entry?.key ?? ""}: ${version}\`; a later one needs a newer actionwright`;
}

function reportPattern(finding: Finding, { codes, report }: TranslateJob): void {
  const { error, definition, node, entry } = finding;
  const name = error.propertyName;
  const named = name === undefined ? undefined : entriesOf(node).find((candidate) => candidate.key === name);
  const origin = named?.keyOrigin ?? (name === undefined ? node.origin : markOf(node, entry));
  const found = name ?? (node.kind === "scalar" ? node.source : "");
  const code = nameCodes[definition];
  const { pattern } = error.params as { pattern: string };
  if (hasInvisible(found)) report("AW1020", origin, { name: shown(found) });
  else if (code) report(code, origin, { name: shown(found) }, { help: helpForName(found, definition, pattern) });
  else report(codes.malformed, origin, { found: `\`${shown(found)}\``, expected: forms[pattern] ?? describe(error) });
}

/** The same words in the form that is asked for. */
function helpForName(name: string, definition: string, pattern: string): string | undefined {
  const words = wordsOf(name).join("_");
  const candidates = [name.replace(/[^A-Za-z0-9?]+/g, "_"), `${words}${name.endsWith("?") ? "?" : ""}`, pascalCase(words)]; // prettier-ignore
  const fitting = candidates.find((candidate) => new RegExp(pattern, "u").test(candidate));
  if (fitting === undefined) return undefined;
  return definition === "valueName" ? `write \`${fitting}: { wire: ${JSON.stringify(name)} }\`` : `did you mean \`${fitting}\`?`; // prettier-ignore
}

/** The forms that the schemas' patterns stand for. */
export const forms: { readonly [pattern: string]: string } = {
  "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "a name in kebab-case",
  "^[a-z][a-z0-9]*(_[a-z0-9]+)*$": "a name in snake_case",
  "^[A-Z][A-Za-z0-9]*$": "a name in PascalCase",
  "^[a-z][A-Za-z0-9]*$": "a name in camelCase",
  "^[A-Za-z][A-Za-z0-9_]*$": "a name of letters, digits and underscores",
  "^[A-Za-z0-9][A-Za-z0-9.-]*$": "a name of letters, digits, dots and hyphens",
  "^[A-Za-z0-9-]+$": "the name of a header: letters, digits and hyphens",
  "^[A-Za-z_][A-Za-z0-9_]*$": "the name of an environment variable: letters, digits and underscores, no digit first",
  "^[A-Za-z0-9_.-]+$": "the name of a header or a query parameter",
  "^/": "a path that starts with `/`",
  "^https?://": "a URL that starts with `https://` or `http://`",
  "^(/([^/~]|~[01])*)+$": "a JSON pointer such as `/modules/devices/docs`",
  "^-?[0-9]+$": "a number, or its digits as a text",
  "^[^/ ]+/[^/ ]+$": "a media type such as `text/csv`",
  "^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;[ -~]*)?$":
    "a media type such as `application/x-www-form-urlencoded`",
  "^([345][0-9][0-9]|4XX|5XX|default)$": "a status such as `404`, `4XX`, `5XX` or `default`",
  "^2([0-9][0-9]|XX)$": "a status such as `200`, or `2XX`",
  "^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$": "a name on npm such as `hub-sdk` or `@scope/hub-sdk`",
  "^[A-Z][A-Za-z0-9]{0,63}$": "a name in PascalCase of at most 64 letters and digits",
  "^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*$": "one line without invisible characters",
  "^[^\\\\\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{0,1000}$":
    "a path of at most 1000 characters, none of them invisible, with `/` between its parts",
  "^[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?$": "a version such as `1.4.0`",
};

// ── What an error says ──────────────────────────────────────────────────────────────────────────────────────────────

const typeNames: { readonly [type: string]: string } = {
  string: "a text",
  object: "a mapping",
  array: "a list",
  boolean: "`true` or `false`",
  integer: "an integer",
  number: "a number",
  null: "nothing",
};

function foundText(node: SourceNode): string {
  if (node.kind !== "scalar") return node.kind === "map" ? "a mapping" : "a list";
  if (node.missing) return "nothing";
  if (node.value === null) return "`null`";
  return typeof node.value === "string" ? "a text" : `the ${typeof node.value} \`${shown(node.source)}\``;
}

/** The schema's own description of what stands there: ours, and never Ajv's words. */
function describe(error: ErrorObject): string {
  const description = (error.parentSchema as { description?: string } | undefined)?.description ?? "";
  return uncapitalized(description.replace(/\.$/, "")) || "another form";
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function unknownKey(error: ErrorObject): string {
  return (error.params as { additionalProperty: string }).additionalProperty;
}

function missingKey(error: ErrorObject): string {
  return (error.params as { missingProperty: string }).missingProperty;
}

function knownKeys(error: ErrorObject | undefined): readonly string[] {
  return Object.keys((error?.parentSchema as { properties?: object } | undefined)?.properties ?? {});
}

/** A whole mapping or list is marked by its key. */
function markOf(node: SourceNode, entry: SourceEntry | undefined): Origin {
  return node.kind === "scalar" && !node.missing ? node.origin : (entry?.keyOrigin ?? startOf(node));
}

function startOf({ origin }: SourceNode): Origin {
  return { ...origin, end: Math.min(origin.start + 1, origin.end) };
}
