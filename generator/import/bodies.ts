// What an operation sends: which media type of a body is taken, and how it is written.
import { isFormMedia, isJsonMedia, isMedia } from "../media.js";
import { shown } from "../names.js";
import { entriesOf, findEntry, get, isTrue, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import type { MediaDraft, Owner, SlotDraft } from "./draft.js";
import type { NamedOperation } from "./operations.js";
import { json, partOf, sharedSlot, type Reader, type Shared } from "./reader.js";
import { slotOf } from "./schema.js";
import { payloadOf } from "./tags.js";

/** A body and the media type that it is sent in. */
export interface ChosenBody extends Pick<MediaDraft, "contentType" | "form"> {
  readonly part: Shared;
  readonly media: SourceEntry;
}

/** What is sent and asked for where nothing else is said. Its charset is always UTF-8. */
export function isUsual(media: string): boolean {
  return /^(application|text)\/json *(; *charset=[^;]*)?$|^(\*|application)\/\*$/i.test(media);
}

export function isJson(media: string): boolean {
  return isUsual(media) || isJsonMedia(media);
}

/** A media type as it is sent: its parameters belong to it, but for the charset. */
export function sentAs(media: string): string {
  return media
    .replace(/ *; *charset=[^;]*/i, "")
    .replace(/ *; */g, ";")
    .trim();
}

/** The body of an operation; undefined for none, or why there is no way to send it. */
export function chooseBody({ node, method }: NamedOperation, reader: Reader): ChosenBody | string | undefined {
  const part = partOf(get(node, "requestBody"), reader);
  const content = entriesOf(get(part?.node, "content"));
  if (!part || content.length === 0) return undefined;
  const media = mediaToSend(content, reader);
  if (["GET", "HEAD"].includes(method)) return withoutBody(part, { media: media ?? content[0], method }, reader);
  if (!media) return `its body is ${content.map(({ key }) => shown(key)).join(", ")}`;
  reportBody(part, content.filter((entry) => entry !== media), reader); // prettier-ignore
  if (isFormMedia(media.key) && isEmpty(media, reader) && findEntry(schemaOf(media, reader), "properties")) {
    reader.lose("AW6026", media.keyOrigin, { what: "the body", problem: "it is a form without fields" });
    return undefined;
  }
  const form = isFormMedia(media.key) ? formOf(media, reader) : undefined;
  return { part, media, form, contentType: isUsual(media.key) ? undefined : sentAs(media.key) };
}

/** JSON first, then a form, then a text. */
function mediaToSend(content: readonly SourceEntry[], reader: Reader): SourceEntry | undefined {
  const sendable = content.filter(({ key }) => isMedia(key));
  return (
    content.find(({ key }) => isUsual(key)) ??
    sendable.find(({ key }) => isJson(key)) ??
    sendable.find((each) => isFormMedia(each.key) && isForm(each, reader)) ??
    sendable.find((each) => isText(each, reader))
  );
}

/** Why a GET cannot be sent; nothing, if what it has for a body can be left out. */
function withoutBody({ node }: Shared, { media, method }: { readonly media: SourceEntry | undefined; readonly method: string }, reader: Reader): string | undefined {
  const origin = media?.keyOrigin ?? node.origin;
  if (media && isEmpty(media, reader)) reader.lose("AW6026", origin, { what: "the body", problem: `${method} has none, and nothing is said of this one` });
  else if (isTrue(get(node, "required"))) return `${method} has no body`;
  else reader.lose("AW6023", origin, { what: "the body", problem: `${method} has none, and it is not required` });
  return undefined;
} // prettier-ignore

function reportBody({ node }: Shared, others: readonly SourceEntry[], { lose }: Reader): void {
  const required = findEntry(node, "required");
  if (required?.value.kind === "scalar" && required.value.value === false) lose("AW6011", required.keyOrigin, { key: "required", problem: "the body is always sent" }); // prettier-ignore
  reportOthers(others, "a body is sent in one way", { lose });
}

export function reportOthers(media: readonly SourceEntry[], problem: string, { lose }: Pick<Reader, "lose">): void {
  for (const { key, keyOrigin } of media) lose("AW6023", keyOrigin, { what: `the media type ${shown(key)}`, problem });
}

export function readRequest({ part, media }: ChosenBody, owner: Owner, reader: Reader): SlotDraft {
  const schema = get(media.value, "schema");
  reportExamples(media.value, reader);
  const read = (shared: Owner | undefined): SlotDraft =>
    schema ? slotOf(schema, shared ? { owner: shared, words: "" } : { owner, words: "Request" }, reader) : payloadOf(json, media.keyOrigin); // prettier-ignore
  const slot = schema ? sharedSlot(schema, part, { reader, read }) : read(undefined);
  const { docs } = aboutOf([part.node]);
  return docs === undefined ? slot : { ...slot, about: { ...slot.about, docs } };
}

/** Examples of whole bodies are of an action, with all of its parameters: they belong into an overlay. */
export function reportExamples(media: SourceNode, { lose }: Reader): void {
  const entry = findEntry(media, "example") ?? findEntry(media, "examples");
  if (entry) lose("AW6023", entry.keyOrigin, { what: "an example of a body", problem: "examples of actions are calls with their answers" }); // prettier-ignore
}

// ── Forms and texts ─────────────────────────────────────────────────────────────────────────────────────────────────

function schemaOf({ value }: SourceEntry, reader: Reader): SourceNode | undefined {
  return partOf(get(value, "schema"), reader)?.node;
}

const kindsOfValues: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "array"]);

/** A form is of names with values: whatever has another type cannot be one. */
function isForm(media: SourceEntry, reader: Reader): boolean {
  return !kindsOfValues.has(textOf(get(schemaOf(media, reader), "type")) ?? "object");
}

function isText(media: SourceEntry, reader: Reader): boolean {
  const schema = schemaOf(media, reader);
  const isBinary = ["binary", "byte"].includes(textOf(get(schema, "format")) ?? "") || findEntry(schema, "contentEncoding") !== undefined; // prettier-ignore
  return !/^multipart\/|octet-stream/i.test(media.key) && !isFormMedia(media.key) && textOf(get(schema, "type")) === "string" && !isBinary; // prettier-ignore
}

/** Whether a schema takes an object of nothing, and describes nothing that could be in it. */
function isEmpty(media: SourceEntry, reader: Reader): boolean {
  const schema = schemaOf(media, reader);
  const said = entriesOf(schema).filter(({ key, value }) => !["type", "title", "description", "example"].includes(key) && (value.kind === "scalar" ? value.value !== false : entriesOf(value).length > 0)); // prettier-ignore
  return said.length === 0 && ["object", undefined].includes(textOf(get(schema, "type")));
}

/** One style for all lists and objects of a form, that of the first of them which says one; what differs is told. */
function formOf(media: SourceEntry, reader: Reader): MediaDraft["form"] {
  const encodings = new Map(entriesOf(get(media.value, "encoding")).map((entry) => [entry.key, entry] as const));
  const nested = entriesOf(get(schemaOf(media, reader), "properties")).filter(({ value }) => !isScalar(value, reader));
  const styleOf = (key: string): string => {
    const encoding = encodings.get(key)?.value;
    const style = textOf(get(encoding, "style")) ?? "form";
    const explode = get(encoding, "explode");
    return explode?.kind === "scalar" && explode.value === false && style === "form" ? "explode: false" : style;
  };
  const isDeep = nested.some(({ key }) => styleOf(key) === "deepObject");
  for (const { key, keyOrigin } of nested) {
    const style = styleOf(key);
    if (style === (isDeep ? "deepObject" : "form")) continue;
    reader.lose("AW6023", encodings.get(key)?.keyOrigin ?? keyOrigin, { what: `the style of ${shown(key)}`, problem: `this form writes lists and objects ${isDeep ? "with brackets" : "as repeated names and JSON"}` }); // prettier-ignore
  }
  return isDeep ? "deepObject" : undefined;
}

function isScalar(written: SourceNode, reader: Reader): boolean {
  const type = textOf(get(partOf(written, reader)?.node, "type"));
  return type !== undefined && type !== "array" && kindsOfValues.has(type);
}
