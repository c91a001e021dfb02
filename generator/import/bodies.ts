// What an operation sends: which media type of a body is taken, and how it is written.
import { isFormMedia, isJsonMedia, isMedia } from "../media.js";
import { shown } from "../names.js";
import { entriesOf, findEntry, get, isTrue, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import type { OpenApiDocument } from "./document.js";
import type { MediaDraft, Owner, SlotDraft } from "./draft.js";
import { isExported, saidText } from "./note.js";
import type { NamedOperation } from "./operations.js";
import { ownAbout } from "./own-action.js";
import { json, partOf, sharedSlot, type Reader, type Shared } from "./reader.js";
import { slotOf } from "./schema.js";
import { payloadOf } from "./tags.js";

type Content = Pick<MediaDraft, "contentType" | "form">;

/** A body and the media type that it is sent in. */
export interface ChosenBody extends Content {
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
export function chooseBody(
  { node, method, document }: NamedOperation,
  reader: Reader,
): ChosenBody | string | undefined {
  const part = partOf(get(node, "requestBody"), reader);
  const content = entriesOf(get(part?.node, "content"));
  if (!part || content.length === 0) return undefined;
  const media = mediaToSend(content, reader);
  if (["GET", "HEAD"].includes(method)) return withoutBody(part, { media: media ?? content[0], method }, reader);
  if (!media) return `its body is ${content.map(({ key }) => shown(key)).join(", ")}`;
  reportBody(part, content.filter((entry) => entry !== media), reader); // prettier-ignore
  if (isEmptyForm(media, reader)) {
    reader.lose("AW6026", media.keyOrigin, { what: "the body", problem: "it is a form without fields" });
    return undefined;
  }
  return { part, media, ...(isExported(document) ? notedContent(node, media.key) : contentOf(media, reader)) };
}

function contentOf(media: SourceEntry, reader: Reader): Content {
  const form = isFormMedia(media.key) ? formOf(media, reader) : undefined;
  return { contentType: isUsual(media.key) ? undefined : sentAs(media.key), form };
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

/** What an export says of a body: its media type as the spec has it. */
function notedContent(node: SourceNode, media: string): Content {
  const form = saidText(node, "form") === "deepObject" ? "deepObject" : undefined;
  return { contentType: media === "application/json" ? undefined : media, form };
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

interface Reading {
  readonly document: OpenApiDocument;
  readonly owner: Owner;
}

export function readRequest({ part, media }: ChosenBody, { document, owner }: Reading, reader: Reader): SlotDraft {
  const schema = get(media.value, "schema");
  const read = (shared: Owner | undefined): SlotDraft =>
    schema ? slotOf(schema, shared ? { owner: shared, words: "" } : { owner, words: "Request" }, reader) : payloadOf(json, media.keyOrigin); // prettier-ignore
  const slot = schema ? sharedSlot(schema, part, { reader, read }) : read(undefined);
  return withAbout(slot, part.node, document);
}

/** A body with what is said of it beside its schema. */
function withAbout(slot: SlotDraft, body: SourceNode, document: OpenApiDocument): SlotDraft {
  const own = ownAbout(document, body);
  const docs = own ? own.docs : (aboutOf([body]).docs ?? slot.about.docs);
  return {
    ...slot,
    about: { ...slot.about, docs, extensions: [...(own?.extensions ?? []), ...slot.about.extensions] },
  };
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

function isEmptyForm(media: SourceEntry, reader: Reader): boolean {
  return isFormMedia(media.key) && isEmpty(media, reader) && findEntry(schemaOf(media, reader), "properties") !== undefined; // prettier-ignore
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
