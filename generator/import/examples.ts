// Examples beside the schemas of bodies, answers and parameters → the examples of an action, which are calls with their answers.
// Those of one name belong together, and so do those without one. What is left over is told.
import { groupBy } from "../group.js";
import type { Origin } from "../model.js";
import { camelCase } from "../names.js";
import { entriesOf, findEntry, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { mapOf, scalar } from "./build.js";
import type { ActionDraft, ExampleDraft, ParameterDraft, RecordDraft, ResponseDraft, TypeDraft } from "./draft.js"; // prettier-ignore
import { snakeNames } from "./naming.js";
import { ownExtensions, said, saidOf } from "./note.js";
import { pairsOf, wired } from "./own-pairs.js";
import type { Reader } from "./reader.js";

/** A media type of a body or of an answer, as it was read. */
export interface Media {
  /** Undefined for the body. */
  readonly status: string | undefined;
  readonly node: SourceNode;
}

export interface Examined {
  readonly node: SourceNode;
  readonly media: readonly Media[];
  readonly parameters: readonly ParameterDraft[];
  readonly hasBody: boolean;
  readonly outputs: readonly ResponseDraft[];
}

interface Named {
  /** Undefined for what stands under `example`. */
  readonly name: string | undefined;
  readonly origin: Origin;
  readonly value: SourceNode | undefined;
  readonly docs: SourceNode | undefined;
  readonly status: string | undefined;
  /** The key that it stands under with others: `examples`, or `example` alone. */
  readonly within: SourceEntry;
}

/** The examples of an action. */
export function readExamples(examined: Examined, reader: Reader): readonly ExampleDraft[] {
  const notes = itemsOf(said(examined.node, "examples"));
  const found = examined.media.flatMap((media) => examplesOf(media, reader));
  return notes.length > 0 ? notes.map((note) => notedExample(note, found, examined)) : paired(found, examined, reader);
}

/** What stands beside a schema: `examples` by name, or one `example`. */
export function examplesOf({ node, status }: Media, { documents }: Reader): readonly Named[] {
  const [single, several] = [findEntry(node, "example"), findEntry(node, "examples")];
  const own = single ? [{ name: undefined, origin: single.keyOrigin, value: single.value, docs: undefined, status, within: single }] : [];
  const named = entriesOf(several?.value).map(({ key, keyOrigin, value }) => {
    const ref = get(value, "$ref");
    const target = ref ? documents.follow(ref) : value;
    return { name: key, origin: keyOrigin, value: get(target, "value"), docs: get(target, "description") ?? get(target, "summary"), status, within: several };
  });
  return [...own, ...named].flatMap(({ within, ...each }) => (within ? [{ ...each, within }] : []));
} // prettier-ignore

// ── Of any document ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Parts {
  readonly body: Named | undefined;
  readonly answer: Named | undefined;
}

/** Bodies with the answers of the same name, as far as all that a call needs is there. */
function paired(found: readonly Named[], examined: Examined, reader: Reader): readonly ExampleDraft[] {
  const { hasBody, outputs } = examined;
  const bodies = found.filter(({ status }) => status === undefined);
  const answers = found.filter(({ status }) => status !== undefined);
  const isSilent = outputs.every(({ slot }) => slot.type.kind === "scalar" && slot.type.scalar === "unit");
  const pairs: readonly Parts[] = hasBody
    ? bodies.flatMap((body): readonly Parts[] => {
        const own = answers.filter(({ name }) => name === body.name);
        return own.length === 0 && isSilent ? [{ body, answer: undefined }] : own.map((answer) => ({ body, answer }));
      })
    : answers.map((answer) => ({ body: undefined, answer }));
  const drafts = pairs.flatMap((parts) => pairOf(parts, examined) ?? []);
  const used = new Set(drafts.flatMap(({ parts }) => parts));
  for (const origin of leftOver(found, used))
    reader.lose("AW6023", origin, { what: "an example of a body", problem: "examples of actions are calls with their answers" }); // prettier-ignore
  return drafts.map(({ draft }) => draft);
}

/** Where examples stand that are no part of a call: all of a place at its key. */
function leftOver(found: readonly Named[], used: ReadonlySet<Named>): readonly Origin[] {
  const places = groupBy(found, ({ within: { keyOrigin } }) => `${keyOrigin.start}:${keyOrigin.file}`);
  return [...places.values()].flatMap((all) => {
    const others = all.filter((each) => !used.has(each));
    return others.length === all.length ? all.slice(0, 1).map(({ within }) => within.keyOrigin) : others.map(({ origin }) => origin); // prettier-ignore
  });
}

interface Pair {
  readonly draft: ExampleDraft;
  readonly parts: readonly Named[];
}

function pairOf({ body, answer }: Parts, { parameters, outputs }: Examined): Pair | undefined {
  const parts = [body, answer].flatMap((part) => part ?? []);
  const [part] = parts;
  const members = parameters.map((parameter) => ({ parameter, value: valueOf(parameter, part?.name) }));
  const isWhole = parts.every(({ value }) => value) && members.every(({ parameter, value }) => parameter.optional || value); // prettier-ignore
  if (!part || !isWhole) return undefined;
  const { origin } = part;
  const status = answer?.status === outputs[0]?.status ? undefined : answer?.status;
  const draft: ExampleDraft = {
    name: scalar(part.name ?? "example", origin),
    docs: parts.flatMap(({ docs }) => docs ?? [])[0],
    body: body?.value,
    members: members.flatMap(({ parameter, value }) => (value ? [{ parameter, value }] : [])),
    request: undefined,
    output: answer?.value,
    status: status === undefined ? undefined : scalar(status, origin),
    extensions: [],
    origin,
  };
  return { draft, parts };
} // prettier-ignore

/** The example of a parameter: that of the name, or the only one that it has. */
function valueOf({ given }: ParameterDraft, name: string | undefined): SourceNode | undefined {
  return given.find((example) => example.name === name)?.value ?? (given.length === 1 ? given[0]?.value : undefined);
}

// ── Of an exported document ─────────────────────────────────────────────────────────────────────────────────────────

/** The example that a note names, put together again. */
function notedExample(note: SourceNode, found: readonly Named[], { parameters, outputs }: Examined): ExampleDraft {
  const name = get(note, "name") ?? note;
  const status = get(note, "status");
  const asked = status?.kind === "scalar" ? status.source : outputs[0]?.status;
  const isOwn = (example: { readonly name: string | undefined }): boolean => example.name === textOf(name);
  const [body] = found.filter((each) => isOwn(each) && each.status === undefined);
  const [answer] = found.filter((each) => isOwn(each) && each.status === asked);
  const members = parameters.flatMap((parameter) => {
    const { value, docs } = parameter.given.find(isOwn) ?? {};
    return value ? [{ parameter, value, docs }] : [];
  });
  const docs = [get(note, "docs"), ...[body, ...members, answer].map((part) => part?.docs)];
  return {
    name,
    docs: docs.find((text) => text !== undefined),
    body: body?.value,
    members,
    request: get(note, "request"),
    output: get(note, "output") ?? answer?.value,
    status,
    extensions: ownExtensions(entriesOf(note)),
    origin: note.origin,
  };
}

// ── As the spec has them ────────────────────────────────────────────────────────────────────────────────────────────

/** An example with its request: parameters and the fields of the body side by side, or the body as a member. */
export function exampleNode({ name, docs, status, output, extensions, origin, ...sent }: ExampleDraft, action: ActionDraft): SourceNode {
  const request = sent.request ?? requestNode({ ...sent, origin }, action);
  return mapOf([["name", name], ["docs", docs], ["request", request], ["output", output], ["status", status], ...pairsOf(extensions)], origin);
} // prettier-ignore

function requestNode({ body, members, origin }: Pick<ExampleDraft, "body" | "members" | "origin">, { request, parameters }: ActionDraft): SourceNode | undefined {
  if (!body && members.length === 0) return undefined;
  const record = request && recordOf(request.type);
  const isRecord = record !== undefined && body?.kind === "map";
  if (isRecord && members.length === 0) return body;
  const taken = [...(record ? record.fields.map(({ wire }) => wire) : ["body"]), ...parameters.map(({ wire }) => wire)];
  const isShared = (wire: string): boolean => taken.indexOf(wire) !== taken.lastIndexOf(wire);
  const sent = members.map(({ parameter, value }): SourceEntry => {
    const key = isShared(parameter.wire) ? propertyOf(parameter) : parameter.wire;
    return { key, keyOrigin: value.origin, value };
  });
  const others: readonly SourceEntry[] = isRecord ? body.entries : body ? [{ key: "body", keyOrigin: body.origin, value: body }] : [];
  return { kind: "map", origin, entries: [...sent, ...others], flow: false };
} // prettier-ignore

/** The record that a type is, names followed. */
function recordOf(type: TypeDraft, depth = 0): RecordDraft | undefined {
  const body = type.kind === "named" && !type.args ? type.target.body : undefined;
  if (body?.kind === "record") return body;
  return body?.kind === "slot" && depth < DEEPEST ? recordOf(body.slot.type, depth + 1) : undefined;
}

/** How many names may stand for each other. */
const DEEPEST = 50;

/** The member of the flat input for a parameter that shares its name with another member. */
function propertyOf(parameter: ParameterDraft): string {
  const { name = snakeNames(parameter.wire)[0] ?? "" } = wired(parameter);
  return textOf(saidOf(parameter.slot.about, "property")) ?? camelCase(name);
}
