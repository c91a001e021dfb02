// `x-actionwright`: what an export has written for what OpenAPI has no words for. It is text of the document as any other, and
// is not believed: a member that is not known, or has another form, is told once and not read.
import type { Origin } from "../model.js";
import { shown } from "../names.js";
import { choiceOf, entriesOf, findEntry, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import type { Documents, OpenApiDocument } from "./document.js";
import type { About } from "./draft.js";

/** The key of a note. */
const noteKey = "x-actionwright";

type Test = (node: SourceNode) => string | undefined;

const text: Test = (node) => (textOf(node) ? undefined : "it is a text");
const key: Test = (node) => (textOf(node) === undefined ? "it is a text" : undefined);
const flag: Test = (node) => (node.kind === "scalar" && node.value === true ? undefined : "it is `true` or not there");
const whole: Test = (node) => (node.kind === "scalar" && Number.isSafeInteger(node.value) ? undefined : "it is an integer"); // prettier-ignore
const mapping: Test = (node) => (node.kind === "map" ? undefined : "it is a mapping");
const anything: Test = () => undefined;

function list(of: Test): Test {
  return (node) => {
    if (node.kind !== "list") return "it is a list";
    const problem = node.items.map(of).find((each) => each !== undefined);
    return problem && `of each item, ${problem}`;
  };
}

function like(form: RegExp, what: string): Test {
  return (node) => (form.test(textOf(node) ?? "") ? undefined : what);
}

function choice(...values: readonly string[]): Test {
  return (node) => (choiceOf(node, values) === undefined ? `it is one of ${values.join(", ")}` : undefined);
}

function shape(required: Readonly<Record<string, Test>>): Test {
  return (node) => {
    const wrong = Object.entries(required).find(([key, of]) => of(get(node, key) ?? missing) !== undefined);
    return wrong && `its \`${wrong[0]}\` is missing or has another form`;
  };
}

const missing: SourceNode = { kind: "scalar", origin: { file: "", start: 0, end: 0 }, value: null, source: "", missing: true }; // prettier-ignore

const bounds: readonly string[] = ["min", "max", "minLength", "maxLength", "minItems", "maxItems"];

/** A constraint stands in the place of the keywords beside it: of one that could not be read, those would hold. */
function constraint(node: SourceNode): string | undefined {
  const isSound = ({ key, value }: SourceEntry): boolean => {
    if (key.startsWith("x-")) return true;
    if (bounds.includes(key)) return value.kind === "scalar" && (typeof value.value === "number" || /^-?\d+$/.test(textOf(value) ?? "")); // prettier-ignore
    return ["pattern", "format", "code", "message"].includes(key) && textOf(value) !== undefined;
  };
  return node.kind === "map" && node.entries.every(isSound) ? undefined : "it is a mapping of bounds and texts";
}

/** What a note may say, whatever it is about. What a value means is the language's own to check, once it stands in the spec. */
const members: Readonly<Record<string, Test>> = {
  // the document, and its modules
  id: like(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "it is words of small letters and digits, with `-` between them"),
  versioning: choice("semver", "calver", "none"),
  requestIdHeader: text,
  rpc: shape({ method: choice("POST", "PUT", "PATCH"), path: like(/^\/[^{}]*\{action\}[^{}]*$/, "it has `{action}` once") }), // prettier-ignore
  none: shape({ name: like(/^[a-z][A-Za-z0-9]*$/, "it is a name in camelCase") }),
  types: list(text),
  actions: list(text),
  // variables, schemes
  required: flag,
  enum: list(text),
  env: (node) => (node.kind === "list" ? "it is a text or a mapping" : undefined),
  clientAuth: choice("basic", "post"),
  tokenUrl: text,
  // operations
  method: text,
  group: text,
  class: text,
  effect: choice("read", "idempotent", "write"),
  accept: text,
  form: text,
  path: text,
  http: mapping,
  retries: whole,
  idempotencyHeader: text,
  pagination: mapping,
  poll: mapping,
  examples: list(shape({ name: text })),
  each: list(shape({ operationId: text, responses: mapping })),
  // answers
  outcome: text,
  unsaid: flag,
  code: text,
  message: text,
  // types and values
  kind: choice("opaque", "newtype", "alias"),
  closed: flag,
  tagging: choice("adjacent", "external", "untagged"),
  order: list(key),
  generic: shape({ type: text, params: list(text), args: list(text) }),
  values: mapping,
  deprecatedValues: list(anything),
  variantOf: text,
  name: text,
  property: text,
  content: text,
  type: text,
  open: flag,
  sensitive: flag,
  fill: anything,
  constraints: list(constraint),
  rule: shape({ kind: choice("atLeastOneOf", "exactlyOneOf", "mutuallyExclusive", "dependentRequired"), fields: list(key) }), // prettier-ignore
  stability: choice("stable", "beta", "experimental"),
  feature: text,
  was: text,
  deprecated: mapping,
};

/** What a note says, if there is one and it says it in the form that it has. */
export function said(node: SourceNode | undefined, member: string): SourceNode | undefined {
  return soundMember(get(node, noteKey), member);
}

/** What the notes among some extensions say: those of a place, and of the value in it. */
export function saidOf({ extensions }: Pick<About, "extensions">, member: string): SourceNode | undefined {
  const notes = extensions.filter(({ key }) => key === noteKey);
  return notes.map(({ value }) => soundMember(value, member)).find((value) => value !== undefined);
}

function soundMember(note: SourceNode | undefined, member: string): SourceNode | undefined {
  const value = note?.kind === "map" ? get(note, member) : undefined;
  return value && members[member]?.(value) === undefined ? value : undefined;
}

export function saidText(node: SourceNode | undefined, member: string): string | undefined {
  return textOf(said(node, member));
}

/** Whether a document was exported: then what it says, it says as an export does. */
export function isExported({ root }: OpenApiDocument): boolean {
  return said(root, "id") !== undefined;
}

/** The `x-*` keys of the spec's author among some entries. */
export function ownExtensions(entries: readonly SourceEntry[]): readonly SourceEntry[] {
  return entries.filter(({ key }) => key.startsWith("x-") && key !== noteKey);
}

/** The `x-*` keys of a place that only an export writes any at. */
export function exportedExtensions(node: SourceNode | undefined, document: OpenApiDocument): readonly SourceEntry[] {
  return isExported(document) ? ownExtensions(entriesOf(node)) : [];
}

// ── What is not understood ──────────────────────────────────────────────────────────────────────────────────────────

/** Maps whose keys are names of the document: none of them is a note. */
const named: ReadonlySet<string> = new Set(["properties", "patternProperties", "schemas", "responses", "securitySchemes", "parameters", "variables", "mapping", "content", "values"]); // prettier-ignore
const data: ReadonlySet<string> = new Set(["example", "default", "enum", "const", "fill", "value"]);

/** Whether something stands in a note, as one of its members. */
export type IsNote = (place: Origin) => boolean;

/** Tells of everything in notes that is not read, each at its place; answers with the places of the others. */
export function reportNotes({ asked, lose }: Documents): IsNote {
  const places = new Set<string>();
  const open: { readonly node: SourceNode; readonly within: string }[] = asked.map(({ root }) => ({ node: root, within: "" })); // prettier-ignore
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, within } = next;
    const entries = entriesOf(node);
    const note = named.has(within) ? undefined : findEntry(node, noteKey);
    if (note) reportNote(note, lose);
    for (const { value } of entriesOf(note?.value)) places.add(placeOf(value.origin));
    for (const { key, value } of entries)
      if (!data.has(key) && (!key.startsWith("x-") || key === noteKey)) open.push({ node: value, within: key });
    for (const item of itemsOf(node)) open.push({ node: item, within: "" });
  }
  return (place) => places.has(placeOf(place));
}

function placeOf({ file, start }: Origin): string {
  return `${start}:${file}`;
}

/** A member, as it is told of. */
export function memberName(member: string): string {
  return `\`${shown(member)}\` of \`${noteKey}\``;
}

function reportNote({ key, keyOrigin, value }: SourceEntry, lose: Documents["lose"]): void {
  if (value.kind !== "map") lose("AW6050", keyOrigin, { what: `\`${key}\``, problem: "it is a mapping" });
  for (const entry of entriesOf(value)) {
    if (entry.key.startsWith("x-")) continue;
    const test = Object.hasOwn(members, entry.key) ? members[entry.key] : undefined;
    const problem = test ? test(entry.value) : "there is no such member";
    if (problem !== undefined) lose("AW6050", entry.keyOrigin, { what: memberName(entry.key), problem });
  }
}
