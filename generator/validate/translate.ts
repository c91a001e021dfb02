// Ajv's errors → diagnostics at the exact place, about the branch that was meant, one for each mistake.
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Code, Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import { didYouMean, hasInvisible, nearest, shown } from "../names.js";
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

interface Job {
  readonly errors: readonly ErrorObject[];
  readonly root: SourceNode;
  readonly texts: ReadonlyMap<string, string>;
  readonly codes: SchemaCodes;
  readonly report: Report;
}

/** One error with what it is about. */
interface Finding {
  readonly error: ErrorObject;
  readonly node: SourceNode;
  readonly entry: SourceEntry | undefined;
}

const kinds: readonly string[] = ["record", "enum", "union", "opaque", "newtype", "alias"];

/** Names that the language gives a form of their own, by the definition in the schema that holds it. */
const nameCodes: { readonly [definition: string]: Code } = {
  typeName: "AW3001",
  variantName: "AW3002",
  valueName: "AW3003",
  fieldKey: "AW3004",
  parameterKey: "AW3004",
  moduleName: "AW3005",
  actionName: "AW3006",
};

export function translate(job: Job): void {
  const findings = job.errors.flatMap((error) => find(error, job.root));
  for (const group of groupBy(findings, ({ error }) => error.instancePath)) {
    if (!cutByComma(group, job)) for (const finding of withoutEchoes(group)) translateOne(finding, job);
  }
}

function find(error: ErrorObject, root: SourceNode): readonly Finding[] {
  if (error.keyword === "if" || error.keyword === "propertyNames") return [];
  const place = locate(root, pointerTokens(error.instancePath));
  return place ? [{ error, ...place }] : [];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups.values();
}

/** `{ docs: First, second }`: YAML reads `second` as a key without a value. Then nothing else in there means anything. */
function cutByComma(group: readonly Finding[], { texts, report }: Job): boolean {
  for (const { error, node } of group) {
    if (node.kind !== "map" || !node.flow || error.keyword !== "additionalProperties") continue;
    const entry = entriesOf(node).find((candidate) => candidate.key === unknownKey(error));
    const comma = entry?.value.kind === "scalar" && entry.value.missing ? commaBefore(entry, texts) : undefined;
    if (!entry || !comma) continue;
    report("AW1019", comma, { rest: shown(entry.key) }, { help: "put the whole text in quotes" });
    return true;
  }
  return false;
}

function commaBefore({ keyOrigin }: SourceEntry, texts: ReadonlyMap<string, string>): Origin | undefined {
  const before = texts.get(keyOrigin.file)?.slice(0, keyOrigin.start) ?? "";
  const at = before.trimEnd().length - 1;
  return before[at] === "," ? { file: keyOrigin.file, start: at, end: at + 1 } : undefined;
}

/** A misspelt key is both unknown and missing, and an unknown kind of auth scheme makes all its keys unknown: told once. */
function withoutEchoes(group: readonly Finding[]): readonly Finding[] {
  if (group.some(({ error }) => error.schemaPath.startsWith("#/$defs/noAuth/"))) {
    return group.filter(({ error }) => error.keyword !== "additionalProperties");
  }
  const unknown = group.filter(({ error }) => error.keyword === "additionalProperties");
  const meant = new Set(unknown.map(({ error }) => nearest(unknownKey(error), knownKeys(error))));
  return group.filter(
    ({ error }) => error.keyword !== "required" || isKindless(error) || !meant.has(missingKey(error)),
  );
}

function translateOne(finding: Finding, job: Job): void {
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
      return report(codes.empty, markOf(node, entry), { what: describe(error) });
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

function reportUnknownKey({ error, node }: Finding, { codes, report }: Job): void {
  const key = unknownKey(error);
  const entry = entriesOf(node).find((candidate) => candidate.key === key);
  const origin = entry?.keyOrigin ?? node.origin;
  const other = entriesOf(node).find((candidate) => kinds.includes(candidate.key) && candidate.key !== key);
  if (kinds.includes(key) && other && /^#\/\$defs\/\w+Type\//.test(error.schemaPath)) {
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

function reportMissing({ error, node, entry }: Finding, { codes, report }: Job): void {
  const origin = entry?.keyOrigin ?? startOf(node);
  if (isKindless(error)) {
    const meant = entriesOf(node)
      .map(({ key }) => [key, nearest(key, kinds)] as const)
      .find(([, kind]) => kind !== undefined);
    const help = meant
      ? `did you mean \`${meant[1] ?? ""}\` instead of \`${shown(meant[0])}\`?`
      : `give it one of ${quoted(kinds)}`;
    report("AW2007", origin, { problem: "has no kind" }, { help });
  } else if (error.instancePath === "" && error.schemaPath.startsWith("#/else")) {
    report(
      "AW2008",
      origin,
      {},
      { help: didYouMean(entriesOf(node)[0]?.key ?? "", ["actionSpec", "module", "overlay"]) },
    );
  } else report(codes.missingKey, origin, { key: missingKey(error) });
}

function reportKind({ error, node, entry }: Finding, { codes, report }: Job): void {
  const expected = [(error.params as { type: string | string[] }).type].flat();
  const scalar = node.kind === "scalar" && !node.missing && node.value !== null && typeof node.value !== "string";
  if (expected.length === 1 && expected[0] === "string" && scalar) {
    report(
      "AW1007",
      node.origin,
      { source: node.source, kind: foundText(node) },
      { help: `quote it: "${node.source}"` },
    );
    return;
  }
  const help =
    node.kind === "scalar" && node.missing && expected.includes("object")
      ? "write `{}` where there is nothing to say"
      : undefined;
  report(
    codes.wrongKind,
    markOf(node, entry),
    { expected: expected.map((type) => typeNames[type] ?? type).join(" or "), found: foundText(node) },
    { help },
  );
}

function reportChoice({ error, node }: Finding, { codes, report }: Job): void {
  const params = error.params as { allowedValues?: readonly unknown[]; allowedValue?: unknown };
  const allowed = (params.allowedValues ?? [params.allowedValue]).map(String);
  const found = node.kind === "scalar" ? node.source : foundText(node);
  report(
    codes.wrongValue,
    node.origin,
    { found: shown(found) },
    { help: didYouMean(found, allowed) ?? `one of ${quoted(allowed)}` },
  );
}

function reportPattern({ error, node, entry }: Finding, { codes, report }: Job): void {
  const definition = /^#\/\$defs\/(\w+)\/pattern$/.exec(error.schemaPath)?.[1] ?? "";
  const name = error.propertyName;
  const named = name === undefined ? undefined : entriesOf(node).find((candidate) => candidate.key === name);
  const origin = named?.keyOrigin ?? (name === undefined ? node.origin : markOf(node, entry));
  const found = name ?? (node.kind === "scalar" ? node.source : "");
  const code = nameCodes[definition];
  if (hasInvisible(found)) report("AW1020", origin, { name: shown(found) });
  else if (code) report(code, origin, { name: shown(found) });
  else report(codes.malformed, origin, { found: `\`${shown(found)}\``, expected: describe(error) });
}

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

function isKindless(error: ErrorObject): boolean {
  return error.schemaPath.startsWith("#/$defs/noKind/");
}

/** A whole mapping or list is marked by its key. */
function markOf(node: SourceNode, entry: SourceEntry | undefined): Origin {
  return node.kind === "scalar" && !node.missing ? node.origin : (entry?.keyOrigin ?? startOf(node));
}

function startOf({ origin }: SourceNode): Origin {
  return { ...origin, end: Math.min(origin.start + 1, origin.end) };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
