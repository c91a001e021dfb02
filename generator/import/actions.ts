// Operations → actions: parameters, body, answers by status. An operation that could not be carried out as it is described
// is left out, and told.
import { capitalize, shown, wordsOf } from "../names.js";
import { entriesOf, findEntry, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import { chooseBody, isJson, isUsual, readRequest, reportOthers, sentAs, type ChosenBody } from "./bodies.js";
import type { OpenApiDocument } from "./document.js";
import type { ActionDraft, MediaDraft, Owner, ResponseDraft, SlotDraft, TypeDraft } from "./draft.js";
import type { NamedOperation } from "./operations.js";
import { readExamples, type Media } from "./examples.js";
import { isExported, said as noteSays } from "./note.js";
import { acceptOf, inNotedOrder, isShared, ownAbout, sharedErrorStatus } from "./own-action.js";
import { notedType } from "./own-type.js";
import { readParameters } from "./parameters.js";
import { json, partOf, sharedSlot, type Reader, type Shared } from "./reader.js";
import { slotOf } from "./schema.js";
import { payloadOf } from "./tags.js";

export interface ActionContext {
  readonly reader: Reader;
  readonly authOf: (operation: NamedOperation) => readonly string[] | undefined;
  /** What stands before the paths of a document. */
  readonly basePath: (operation: NamedOperation) => string;
  /** The path of the API's binding. */
  readonly binding: Binding | undefined;
}

/** The binding of an API: a method, and a path with `{action}` in it. */
export interface Binding {
  readonly method: string;
  readonly path: string;
}

/** The actions of an operation: one, and another one for each further media type of its answers. */
export function readActions(operation: NamedOperation, context: ActionContext): readonly ActionDraft[] {
  const { reader } = context;
  const owner = { name: operation.name, module: operation.module };
  reportUnknown(operation, reader);
  const body = reasonToLeaveOut(operation) ?? chooseBody(operation, reader);
  if (typeof body === "string") return leaveOut(operation, body, reader);
  const parameters = readParameters(operation, owner, reader);
  if (!parameters) return leaveOut(operation, "a parameter that it requires cannot be sent", reader);
  const media: Media[] = body ? [{ status: undefined, node: body.media.value }] : [];
  const reading: Reading = { document: operation.document, owner, media };
  const responses = responsesOf(get(operation.node, "responses"), reader);
  const { node, item, name } = operation;
  const request = body && readRequest(body, reading, reader);
  const shared = {
    parameters,
    request,
    errors: readErrors(responses, reading, reader),
    auth: context.authOf(operation),
    about: aboutOf([node, ...(findEntry(node, "description") ? [] : [item])], name),
    origin: operation.entry.keyOrigin,
  };
  const outputs = readOutputs(responses, { ...reading, operation }, reader);
  const examples = readExamples({ node, media, parameters, hasBody: request !== undefined, outputs: outputs[0]?.answers ?? [] }, reader); // prettier-ignore
  return outputs.map(({ accept, suffix, answers }, index): ActionDraft => {
    const own = index === 0 ? owner : { ...owner, name: `${operation.name}${suffix}` };
    return {
      ...shared,
      owner: own,
      outputs: answers,
      examples: index === 0 ? examples : [],
      http: httpOf(operation, { accept, ...sentBy(body) }, { context, index, parameters }),
    };
  });
}

function sentBy(body: ChosenBody | undefined): Omit<MediaDraft, "accept"> {
  return { contentType: body?.contentType, form: body?.form };
}

function leaveOut({ name, entry }: NamedOperation, reason: string, { lose }: Reader): readonly never[] {
  lose("AW6020", entry.keyOrigin, { action: name, reason });
  return [];
}

/** What is read, and what is gathered on the way. */
interface Reading {
  readonly document: OpenApiDocument;
  readonly owner: Owner;
  /** The media types that were read, beside whose schemas there may be examples. */
  readonly media: Media[];
}

interface Http {
  readonly context: ActionContext;
  readonly index: number;
  readonly parameters: ActionDraft["parameters"];
}

/** Undefined for what travels by the API's binding. */
function httpOf(operation: NamedOperation, media: MediaDraft, { context, index, parameters }: Http): ActionDraft["http"] {
  const { binding, basePath } = context;
  const written = operation.path.replace(/#.*$/s, "");
  const path = basePath(operation) + (written.startsWith("/") ? written : `/${written}`);
  const byBinding = binding?.method === operation.method && path === binding.path.replace("{action}", () => operation.name);
  const isUsual = media.accept === undefined && media.contentType === undefined;
  return byBinding && index === 0 && isUsual && parameters.length === 0 ? undefined : { method: operation.method, path, ...media };
} // prettier-ignore

// ── What cannot be carried out ──────────────────────────────────────────────────────────────────────────────────────

const features: readonly (readonly [key: string, what: string])[] = [["callbacks", "what the server calls"]]; // prettier-ignore

function reportUnknown({ node, path, entry }: NamedOperation, { lose }: Reader): void {
  const fragment = /#.*$/s.exec(path)?.[0];
  if (fragment !== undefined)
    lose("AW6026", entry.keyOrigin, { what: `\`${shown(fragment)}\``, problem: "a fragment is no part of a request" });
  const tags = get(node, "tags");
  if (tags && itemsOf(tags).length > 1) lose("AW6023", tags.origin, { what: "a second tag", problem: "an action is in one module" }); // prettier-ignore
  for (const [key, what] of features) {
    const feature = findEntry(node, key);
    if (feature) lose("AW6023", feature.keyOrigin, { what: `\`${key}\``, problem: `${what} is not expressed` });
  }
}

function reasonToLeaveOut({ node, item, path, document }: NamedOperation): string | undefined {
  const own = get(node, "servers") ?? get(item, "servers");
  if (own && !isServedWith(own, get(document.root, "servers")))
    return "it is served elsewhere than the rest of the API";
  return /\?.*\{/.test(path) ? "its path has a query with a placeholder in it" : undefined;
}

/** Whether a list of servers has the first of the API's, which clients take where nothing else is said. */
function isServedWith(own: SourceNode, api: SourceNode | undefined): boolean {
  const urlOf = (server: SourceNode | undefined): string =>
    (textOf(get(server, "url")) ?? "/").replace(/^https?:(?=\/\/)|\/+$/g, "");
  const urls = itemsOf(own).map(urlOf);
  return urls.length === 0 || urls.includes(urlOf(itemsOf(api)[0]));
}

// ── Answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Response extends Shared {
  readonly status: string;
  readonly keyOrigin: SourceEntry["keyOrigin"];
  /** What stands there, which may be a reference. */
  readonly site: SourceNode;
}

function responsesOf(responses: SourceNode | undefined, reader: Reader): readonly Response[] {
  return entriesOf(responses).flatMap(({ key, keyOrigin, value }) => {
    if (key.startsWith("x-")) return [];
    const part = partOf(value, reader);
    const target = part?.node;
    for (const [name, problem] of [["headers", "headers of answers are not read"], ["links", "links between operations are not followed"]] as const) {
      const entry = target && findEntry(target, name);
      if (entry && entriesOf(entry.value).length > 0) reader.lose("AW6023", entry.keyOrigin, { what: `\`${name}\``, problem });
    }
    return part ? [{ ...part, status: key.toUpperCase(), keyOrigin, site: value }] : [];
  });
} // prettier-ignore

/** The answers that one `accept` asks for. */
interface Asked {
  readonly accept: string | undefined;
  readonly suffix: string;
  readonly answers: readonly ResponseDraft[];
}

function readOutputs(responses: readonly Response[], reading: Reading & { readonly operation: NamedOperation }, reader: Reader): readonly Asked[] {
  const { operation } = reading;
  const said = inNotedOrder(responses.filter(({ status }) => /^2(\d\d|XX)$/.test(status)), operation.node);
  const successes = said.length ? said : responses.filter(({ status }) => status === "DEFAULT").map((response) => ({ ...response, status: "2XX" })); // prettier-ignore
  if (successes.length === 0) {
    reader.lose("AW6023", operation.entry.keyOrigin, { what: `the answer of \`${operation.name}\``, problem: "no success is described: its body is a text" }); // prettier-ignore
    const slot = payloadOf({ kind: "scalar", scalar: "text" }, operation.entry.keyOrigin);
    return [{ accept: "*/*", suffix: "", answers: [{ status: "2XX", slot, docs: undefined }] }];
  }
  const media = [...new Set(successes.flatMap(({ node, status }) => (hasBody(status) ? entriesOf(get(node, "content")).map(({ key }) => key) : [])))]; // prettier-ignore
  const [main = "application/json", ...others] = isExported(reading.document) ? media.slice(0, 1) : mediaToAskFor(media, successes, reader); // prettier-ignore
  const words = successes.length > 1 ? outcomeWords : () => "Output";
  return [main, ...others].map((type, index): Asked => {
    const suffix = index === 0 ? "" : mediaWords(type);
    const answers = successes.filter(isSaid).map((response) => readAnswer(response, { type, words: words(response.status) + suffix, reading }, reader)); // prettier-ignore
    const accept = isUsual(type) || media.length === 0 ? undefined : sentAs(type);
    return { accept: acceptOf(operation, accept), suffix, answers };
  });
} // prettier-ignore

/** A spec need not say what an action answers with, and OpenAPI has to. */
function isSaid({ node }: Response): boolean {
  return noteSays(node, "unsaid") === undefined;
}

function hasBody(status: string): boolean {
  return status !== "204" && status !== "205";
}

/** JSON first; then what has another content than that. XML and other JSON of the same schema say nothing new. */
function mediaToAskFor(media: readonly string[], successes: readonly Response[], reader: Reader): readonly string[] {
  const main = media.find(isUsual) ?? media.find(isJson) ?? media[0];
  if (main === undefined) return [];
  const schemas = (type: string): string => JSON.stringify(successes.map(({ node }) => placeOf(get(get(get(node, "content"), type), "schema"), reader))); // prettier-ignore
  const others = media.filter((type) => type !== main);
  const told = others.filter((type) => /[/+]xml\b/i.test(type) || (isJson(type) && schemas(type) === schemas(main)) || !/^[^/ ;]+\/[^/ ;]+/.test(type)); // prettier-ignore
  for (const type of told) {
    const entry = successes.flatMap(({ node }) => findEntry(get(node, "content"), type) ?? [])[0];
    if (entry) reader.lose("AW6023", entry.keyOrigin, { what: `the media type ${shown(type)}`, problem: `${shown(main)} has the same` }); // prettier-ignore
  }
  return [main, ...others.filter((type) => !told.includes(type))];
}

/** Where a schema stands, its reference followed; the text of one in place. */
function placeOf(schema: SourceNode | undefined, reader: Reader): unknown {
  const target = partOf(schema, reader)?.node;
  return target && [target.origin.file, target.origin.start];
}

interface Answer {
  readonly type: string;
  readonly words: string;
  readonly reading: Reading;
}

function readAnswer(response: Response, { type, words, reading }: Answer, reader: Reader): ResponseDraft {
  const { document, owner, media } = reading;
  const { status, node, keyOrigin } = response;
  const own = ownAbout(document, node);
  const docs = own ? own.docs : aboutOf([node]).docs;
  const content = hasBody(status) ? entriesOf(get(node, "content")) : [];
  const entry = content.find(({ key }) => key === type) ?? content.find(({ key }) => isJson(key)) ?? content[0];
  if (!entry) return { status, docs, own, slot: payloadOf(notedType(node, reader) ?? { kind: "scalar", scalar: "unit" }, keyOrigin) }; // prettier-ignore
  media.push({ status, node: entry.value });
  const schema = get(entry.value, "schema");
  if (!isJson(entry.key) && !(own && schema)) return { status, docs, slot: payloadOf(rawType(entry.key, schema), entry.keyOrigin) }; // prettier-ignore
  const read = (shared: Owner | undefined): SlotDraft =>
    schema ? slotOf(schema, shared ? { owner: shared, words: "" } : { owner, words }, reader) : payloadOf(json, entry.keyOrigin); // prettier-ignore
  return { status, docs, own, slot: schema ? sharedSlot(schema, response, { reader, read }) : read(undefined) };
}

/** What is no JSON is text, or bytes. */
function rawType(media: string, schema: SourceNode | undefined): TypeDraft {
  const isBinary = textOf(get(schema, "format")) === "binary" || findEntry(schema, "contentEncoding") !== undefined;
  const isText =
    /^text\/|[/+](xml|csv|yaml|x-ndjson|javascript|graphql)\b/i.test(media) && !/event-stream/i.test(media);
  return { kind: "scalar", scalar: isText && !isBinary ? "text" : "stream" };
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["200", "Ok"], ["201", "Created"], ["202", "Accepted"], ["203", "NonAuthoritative"], ["204", "NoContent"], ["205", "ResetContent"], ["206", "PartialContent"], ["207", "MultiStatus"], ["2XX", "Success"],
  ["400", "BadRequest"], ["401", "Unauthorized"], ["402", "PaymentRequired"], ["403", "Forbidden"], ["404", "NotFound"], ["405", "MethodNotAllowed"], ["406", "NotAcceptable"], ["408", "Timeout"],
  ["409", "Conflict"], ["410", "Gone"], ["412", "PreconditionFailed"], ["413", "TooLarge"], ["415", "UnsupportedMedia"], ["422", "Unprocessable"], ["423", "Locked"], ["428", "PreconditionRequired"], ["429", "TooManyRequests"], ["451", "Unavailable"],
  ["500", "Internal"], ["501", "NotImplemented"], ["502", "BadGateway"], ["503", "ServiceUnavailable"], ["504", "GatewayTimeout"], ["4XX", "Client"], ["5XX", "Server"], ["DEFAULT", "Default"],
]); // prettier-ignore

function outcomeWords(status: string): string {
  return `${reasons.get(status) ?? "Other"}Output`;
}

/** `text/csv` → `Csv`. */
function mediaWords(media: string): string {
  const words = wordsOf(media.replace(/ *;.*$/s, "").replace(/^.*\//s, "")).filter(
    (word) => !["vnd", "x", "json"].includes(word),
  );
  return words.map(capitalize).join("") || "Json";
}

/** The errors of the whole API, which an export has among the components. */
export function readSharedErrors(document: OpenApiDocument, reader: Reader): readonly ResponseDraft[] {
  if (!isExported(document)) return [];
  const reading: Reading = { document, owner: { name: "error", module: undefined }, media: [] };
  const shared = responsesOf(get(get(document.root, "components"), "responses"), reader).flatMap((response) => {
    const status = sharedErrorStatus(response.status);
    return status === undefined ? [] : [{ ...response, status }];
  });
  return readErrors(shared, reading, reader);
}

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The errors that have JSON, or nothing, for a body. */
function readErrors(responses: readonly Response[], reading: Reading, reader: Reader): readonly ResponseDraft[] {
  const failures = responses.filter(({ status, site }) => !/^2/.test(status) && !isShared(reading.document, site));
  return failures.flatMap((response) => {
    const { status, node, keyOrigin } = response;
    const isKnown = /^([345]\d\d|4XX|5XX|DEFAULT)$/.test(status);
    const content = entriesOf(get(node, "content"));
    const entry = content.find(({ key }) => isJson(key));
    if (!isKnown || (content.length > 0 && !entry)) {
      const problem = isKnown ? "the body of an error is JSON" : "errors go by a status, 4XX, 5XX or `default`";
      reader.lose("AW6023", keyOrigin, { what: `the answer ${shown(status)}`, problem });
      return [];
    }
    reportOthers(content.filter((other) => other !== entry), "the body of an error is JSON", reader); // prettier-ignore
    if (status === "DEFAULT" && !entry && !isExported(reading.document)) return [];
    const words = `${reasons.get(status) ?? "Other"}Error`;
    return [readAnswer({ ...response, status: status === "DEFAULT" ? "default" : status }, { type: entry?.key ?? "", words, reading }, reader)]; // prettier-ignore
  });
}
