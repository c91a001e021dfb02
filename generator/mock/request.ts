// A request → the flat object of its call, or what is wrong with it.
import { fieldMisfits, type Misfit } from "../check/conform.js";
import { callMembers } from "../check/request.js";
import { isFormMedia, isJsonMedia } from "../media.js";
import {
  fieldsOf,
  parameterKeys,
  type Action,
  type BodyEncoding,
  type Json,
  type NamedType,
  type Parameter,
  type Type,
} from "../model.js";
import { containerOf, decoded, formTexts, jsonOf, pairsOf, queryTexts, read, type Texts } from "./texts.js";

/** A request as it came in. */
export interface Incoming {
  readonly segments: ReadonlyMap<string, string>;
  readonly search: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
}

export type Read =
  | { readonly fields: { readonly [key: string]: Json } }
  | { readonly status: 400 | 415; readonly issues: readonly string[] };

type Types = ReadonlyMap<string, NamedType>;

/** How many issues an answer names. */
const MOST_ISSUES = 20;

export function readRequest(action: Action, request: Incoming, types: Types): Read {
  const body = bodyOf(action, request, types);
  if ("status" in body) return body;
  const fields = Object.fromEntries([...parametersOf(action, request, types), ...body.members]);
  const issues: string[] = [];
  for (const misfit of fieldMisfits(fields, callMembers(action, types), types)) {
    issues.push(told(misfit));
    if (issues.length === MOST_ISSUES) break;
  }
  return issues.length > 0 ? { status: 400, issues } : { fields };
}

/** A misfit in words. */
export function told({ path, problem, message }: Misfit): string {
  const place = path.length > 0 ? `at \`${path.join(".")}\`, ` : "";
  return `${place}${problem}${message === undefined ? "" : ` (${message})`}`;
}

// ── Parameters ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Member = readonly [key: string, value: Json];

function parametersOf(action: Action, { segments, search, headers }: Incoming, types: Types): readonly Member[] {
  const keys = parameterKeys(action, types);
  const pairs = pairsOf(search);
  const inQuery = action.parameters.filter(({ place }) => place === "query");
  const textsOf = (parameter: Parameter): Texts | undefined => {
    const { place, wire, type } = parameter;
    if (place === "query")
      return queryTexts(parameter, pairs, { types, isMember: memberTest(parameter, inQuery, types) });
    const text = place === "path" ? segments.get(wire) : headers[wire.toLowerCase()];
    if (text === undefined || place === "path") return text && decoded(text);
    return containerOf(type, types) === "list" ? text.split(/, */) : text;
  };
  return action.parameters.flatMap((parameter) => {
    const texts = textsOf(parameter);
    const key = keys.get(parameter.property) ?? parameter.wire;
    return texts === undefined ? [] : [[key, read(texts, parameter.type, types)] as const];
  });
}

/** Whether a name in the query may be a member of an object that is written without its own name, as several objects may be. */
function memberTest({ type }: Parameter, inQuery: readonly Parameter[], types: Types): (name: string) => boolean {
  const named = new Set(inQuery.map(({ wire }) => wire));
  const objects = inQuery.filter((each) => each.explode && each.style === "form" && containerOf(each.type, types) === "object");
  if (objects.length === 1) return (name) => !named.has(name);
  const namesOf = (of: Type): readonly string[] => fieldsOf(of, types).map(({ wire }) => wire);
  const [own, known] = [new Set(namesOf(type)), new Set(objects.flatMap((each) => namesOf(each.type)))];
  return (name) => !named.has(name) && (own.size > 0 ? own.has(name) : !known.has(name));
} // prettier-ignore

// ── The body ────────────────────────────────────────────────────────────────────────────────────────────────────────

type Refused = Extract<Read, { readonly status: number }>;
type Members = { readonly members: readonly Member[] };

function refused(problem: string, status: 400 | 415 = 400): Refused {
  return { status, issues: [problem] };
}

/** The members of the flat object that come in the body. */
function bodyOf({ body, binding }: Action, request: Incoming, types: Types): Members | Refused {
  if (body.kind === "none") return { members: [] };
  const { encoding, contentType = "application/json" } = binding.kind === "http" ? binding : jsonBody;
  const media = request.headers["content-type"] ?? "";
  if (request.body.length > 0 && !isMeant(media, encoding, contentType))
    return refused(`the body has to be ${contentType}${media === "" ? "" : `, and not ${media}`}`, 415);
  const text = textOf(request.body);
  if (text === undefined) return refused("the body is not UTF-8");
  switch (encoding) {
    case "plain":
      return valueOf(body, text);
    case "json":
      return jsonMembers(body, text);
    default:
      return formOf(body, text, { types, isDeep: encoding === "deepForm" });
  }
}

const jsonBody = { encoding: "json", contentType: undefined } as const;

/** No body is a record without fields. */
function jsonMembers(body: SomeBody, text: string): Members | Refused {
  const value = text === "" && body.kind === "record" ? {} : jsonOf(text);
  return value === undefined ? refused("the body is not JSON") : valueOf(body, value);
}

type SomeBody = Exclude<Action["body"], { readonly kind: "none" }>;

function valueOf(body: SomeBody, value: Json): Members | Refused {
  if (body.kind === "value") return { members: [[body.property, value]] };
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { members: Object.entries(value) };
  return refused("the body has to be an object");
}

function formOf(body: SomeBody, text: string, { types, isDeep }: { readonly types: Types; readonly isDeep: boolean }): Members | Refused {
  const members = formTexts(pairsOf(text.replaceAll("+", "%20")), isDeep);
  return valueOf(body, read(Object.fromEntries(members), body.slot.type, types));
} // prettier-ignore

function isMeant(media: string, encoding: BodyEncoding, contentType: string): boolean {
  if (encoding === "json") return isJsonMedia(media);
  if (encoding !== "plain") return isFormMedia(media);
  const bare = (type: string): string | undefined => type.split(";", 1)[0]?.trim().toLowerCase();
  return bare(media) === bare(contentType);
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}
