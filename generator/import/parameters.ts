// Parameters of operations: those of the path and of the method, in the places that the language has.
import type { QueryStyle } from "../model.js";
import { shown } from "../names.js";
import { entriesOf, findEntry, get, isTrue, itemsOf, textOf, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import type { BodyDraft, Owner, ParameterDraft, SlotDraft, TypeDraft } from "./draft.js";
import { examplesOf } from "./examples.js";
import { isExported } from "./note.js";
import type { Operation } from "./operations.js";
import { partOf, sharedSlot, type Reader, type Shared } from "./reader.js";
import { slotOf } from "./schema.js";
import { payloadOf } from "./tags.js";

/** The parameters of an operation; undefined, once reported, if one that cannot be sent is required. */
export function readParameters(
  operation: Operation,
  owner: Owner,
  reader: Reader,
): readonly ParameterDraft[] | undefined {
  const written = parametersOf(operation, reader);
  const read = written.map((part) => readParameter(part, { owner, operation }, reader));
  if (read.includes("required")) return undefined;
  const parameters = read.flatMap((parameter) => (typeof parameter === "object" ? [parameter] : []));
  const place = ({ wire }: ParameterDraft): number => operation.path.indexOf(`{${wire}}`);
  const all = [...placeholdersWithout(operation, parameters, reader), ...parameters];
  return all.toSorted((a, b) => (a.place === "path" && b.place === "path" ? place(a) - place(b) : 0));
}

/** By name and place: those of the method win over those of the path. */
function parametersOf({ node, item }: Operation, reader: Reader): readonly Shared[] {
  const found = new Map<string, Shared>();
  for (const parameter of [item, node].flatMap((each) => itemsOf(get(each, "parameters")))) {
    const part = partOf(parameter, reader);
    const [name, place] = [textOf(get(part?.node, "name")) ?? "", textOf(get(part?.node, "in")) ?? ""];
    if (part) found.set(JSON.stringify([name, place]), part);
  }
  return [...found.values()];
}

interface Place {
  readonly owner: Owner;
  readonly operation: Operation;
}

/** Headers that the client writes itself. */
const ownHeaders: ReadonlySet<string> = new Set(["authorization", "content-type", "accept"]);

/** A parameter; "left out" or "required" for what cannot be sent and may, or may not, be left out. */
function readParameter(part: Shared, { owner, operation }: Place, reader: Reader): ParameterDraft | "left out" | "required" {
  const { node } = part;
  const wire = textOf(get(node, "name")) ?? "";
  const place = textOf(get(node, "in")) ?? "";
  const origin = get(node, "name")?.origin ?? node.origin;
  if (place === "header" && ownHeaders.has(wire.toLowerCase())) {
    reader.lose("AW6022", origin, { name: shown(wire) });
    return "left out";
  }
  const isRequired = place === "path" ? operation.path.includes(`{${wire}}`) : isTrue(get(node, "required"));
  const slot = sendableSlot(part, { owner, wire, place, operation }, reader);
  if (typeof slot !== "string") {
    reportEncoding(node, reader);
    const given = examplesOf({ node, status: undefined }, reader);
    const style = place === "query" && shapeOf(slot.type) !== "text" ? styleOf(node) : plainStyle;
    return { place: place as ParameterDraft["place"], wire, optional: !isRequired, slot, given, ...style };
  }
  reader.lose("AW6021", origin, { name: shown(wire), problem: slot });
  return isRequired ? "required" : "left out";
} // prettier-ignore

/** What a parameter holds, or why it cannot be sent. */
function sendableSlot(part: Shared, parameter: Parameterized, reader: Reader): SlotDraft | string {
  const problem = problemOf(part.node, parameter);
  if (problem !== undefined) return problem;
  const slot = parameterSlot(part, parameter, reader);
  return isDeep(part.node) ? slot : (misfit(slot.type, parameter.place) ?? slot);
}

function reportEncoding(node: SourceNode, { lose }: Reader): void {
  for (const key of ["allowReserved", "allowEmptyValue"]) {
    const entry = findEntry(node, key);
    if (isTrue(entry?.value)) lose("AW6011", entry?.keyOrigin ?? node.origin, { key, problem: "values are always encoded, and sent with a value" }); // prettier-ignore
  }
}

/** Why a parameter cannot be expressed, whatever its type. */
function problemOf(node: SourceNode, { place, operation: { path } }: Parameterized): string | undefined {
  const name = textOf(get(node, "name"));
  const style = textOf(get(node, "style")) ?? "simple";
  if (name === undefined) return "it has no name";
  if (findEntry(node, "content")) return "it is a document of its own";
  switch (place) {
    case "query":
      return undefined;
    case "header":
      return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) ? undefined : "it is no name for a header";
    case "path":
      if (!path.includes(`{${name}}`)) return "the path has no such placeholder";
      return style === "simple" ? undefined : `the style \`${shown(style)}\` is not known in a path`;
    default:
      return place === "cookie" ? "cookies are not sent" : `\`${shown(place)}\` is no place for a parameter`;
  }
} // prettier-ignore

interface Parameterized {
  readonly owner: Owner;
  readonly wire: string;
  readonly place: string;
  readonly operation: Operation;
}

function parameterSlot(part: Shared, { owner, wire, operation }: Parameterized, reader: Reader): SlotDraft {
  const { node } = part;
  const schema = get(node, "schema");
  const read = (shared: Owner | undefined): SlotDraft => (schema ? slotOf(schema, { owner: shared ?? owner, words: shared ? "" : wire }, reader) : textSlot(node)); // prettier-ignore
  const slot = schema ? sharedSlot(schema, part, { reader, read }) : textSlot(node);
  const about = aboutOf([node, ...(schema && !get(schema, "$ref") ? [schema] : [])], wire);
  const named = entriesOf(get(node, "examples")).flatMap(({ value }) => get(value, "value") ?? []);
  // What an export has beside the schema is a part of the examples of the action.
  if (isExported(operation.document)) return { ...slot, about: { ...about, extensions: aboutOf(schema ? [node, schema] : [node]).extensions } }; // prettier-ignore
  return { ...slot, about, examples: [...slot.examples, ...[get(node, "example") ?? []].flat(), ...named], type: isDeep(node) ? bare(slot.type) : asText(slot, textOf(get(node, "in")), reader) }; // prettier-ignore
}

/** Whether brackets say where in an object a value stands. Those that the name itself ends with are the server's own. */
function isDeep(node: SourceNode): boolean {
  return textOf(get(node, "in")) === "query" && textOf(get(node, "style")) === "deepObject" && !textOf(get(node, "name"))?.endsWith("[]"); // prettier-ignore
}

function textSlot(node: SourceNode): SlotDraft {
  return payloadOf({ kind: "scalar", scalar: "string" }, node.origin);
}

/** A parameter is text: what may be of several kinds is text of any form, or a list of texts, and so is what is not described. */
function asText({ type, origin }: SlotDraft, place: string | undefined, { lose }: Reader): TypeDraft {
  const forms = formsOf(plainly(type));
  if (!forms || !areSendable(forms, place)) return bare(type);
  const list = forms.find((form) => form.kind === "list");
  lose("AW6011", origin, { key: "schema", problem: list ? "a value alone is sent as a list of one" : "a value of several kinds is sent as text" }); // prettier-ignore
  return list ? { kind: "list", item: itemOf(list.item, forms) } : textType;
}

/** Whether each of some forms is a text, but for one that may be a list of them; a path has no lists. */
function areSendable(forms: readonly TypeDraft[], place: string | undefined): boolean {
  const lists = forms.filter(({ kind }) => kind === "list").length;
  return lists <= (place === "path" ? 0 : 1) && forms.every((form) => shapeOf(form) === (form.kind === "list" ? "list" : "text")); // prettier-ignore
}

/** What the items of a list are, if a value alone may be one of them. */
function itemOf(item: TypeDraft, forms: readonly TypeDraft[]): TypeDraft {
  const isSame = (form: TypeDraft): boolean => form.kind === "scalar" && item.kind === "scalar" && form.scalar === item.scalar; // prettier-ignore
  const isEnum = item.kind === "named" && item.target.body?.kind === "enum"; // which is open
  return isEnum || forms.every((form) => form.kind === "list" || isSame(form)) ? item : textType;
}

const textType: TypeDraft = { kind: "scalar", scalar: "string" };

/** A type without the names that say nothing more of it. */
function plainly(type: TypeDraft, depth = 0): TypeDraft {
  const inner = bare(type);
  const body = inner.kind === "named" ? inner.target.body : undefined;
  return body?.kind === "slot" && depth < DEEPEST ? plainly(body.slot.type, depth + 1) : inner;
}

/** What a value may be, if it may be several things without a tag; of any JSON, nothing is said. */
function formsOf(type: TypeDraft): readonly TypeDraft[] | undefined {
  if (type.kind === "scalar" && type.scalar === "json") return [];
  const body = type.kind === "named" ? type.target.body : undefined;
  if (body?.kind !== "union" || body.tagging !== "untagged") return undefined;
  return body.variants.flatMap(({ payload }) => (payload ? [plainly(payload.type)] : []));
}

function bare(type: TypeDraft): TypeDraft {
  return type.kind === "nullable" ? type.inner : type;
}

/** What a value looks like in a query; "nested" for what has no form there, undefined for what is not read yet. */
function shapeOf(written: TypeDraft, depth = 0): string | undefined {
  const type = bare(written);
  if (depth > DEEPEST) return "nested";
  switch (type.kind) {
    case "list":
      return holdsTexts(type.item, depth) ? "list" : "nested";
    case "map":
      return holdsTexts(type.value, depth) ? "object" : "nested";
    case "scalar":
      return type.scalar === "json" ? "nested" : "text";
    case "named":
      return shapeOfBody(type.target.body, depth);
    default:
      return undefined;
  }
}

/** What goes on beyond this is recursive. */
const DEEPEST = 20;

function holdsTexts(type: TypeDraft, depth: number): boolean {
  return (shapeOf(type, depth + 1) ?? "text") === "text";
}

function shapeOfBody(body: BodyDraft | undefined, depth: number): string | undefined {
  switch (body?.kind) {
    case "record":
      return body.fields.every(({ slot }) => holdsTexts(slot.type, depth)) ? "object" : "nested";
    case "slot":
      return shapeOf(body.slot.type, depth + 1);
    case "union":
      return "nested";
    default:
      return body && "text";
  }
}

/** Why a type cannot stand at a place. */
function misfit(type: TypeDraft, place: string): string | undefined {
  const shape = shapeOf(type);
  const allowed = place === "query" ? ["text", "list", "object"] : place === "header" ? ["text", "list"] : ["text"];
  if (shape !== undefined && !allowed.includes(shape)) return `a ${shape === "nested" ? "nested value" : shape} has no form in a ${place}`; // prettier-ignore
  return undefined;
}

const styles: readonly QueryStyle[] = ["form", "deepObject", "spaceDelimited", "pipeDelimited"];

const plainStyle = { style: undefined, explode: undefined };

/** The style of a list or an object in a query, as far as it is not what the language takes for granted. */
function styleOf(node: SourceNode): Pick<ParameterDraft, "style" | "explode"> {
  const written = textOf(get(node, "style"));
  const style = styles.find(
    (candidate) => candidate === written && candidate !== "form" && (candidate !== "deepObject" || isDeep(node)),
  );
  const explode = get(node, "explode");
  const implied = style === undefined || style === "deepObject";
  const said = explode?.kind === "scalar" && typeof explode.value === "boolean" ? explode.value : undefined;
  return { style, explode: said === undefined || said === implied ? undefined : said };
}

/** Placeholders that no parameter fills: texts. */
function placeholdersWithout({ path, entry }: Operation, parameters: readonly ParameterDraft[], { lose }: Reader): readonly ParameterDraft[] {
  const names = [...new Set([...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ""))];
  return names.filter((name) => !parameters.some(({ wire, place }) => place === "path" && wire === name)).map((wire) => {
    lose("AW6025", entry.keyOrigin, { name: shown(wire) });
    return { place: "path", wire, optional: false, slot: payloadOf({ kind: "scalar", scalar: "string" }, entry.keyOrigin), style: undefined, explode: undefined, given: [] };
  });
} // prettier-ignore
