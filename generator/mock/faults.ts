// Faults on demand: what a header or a flag asks for → how an answer is spoilt.
import { resolveAliases, type Json, type NamedType, type Type, type UnionType } from "../model.js";
import { withArguments } from "../check/conform.js";
import { didYouMean, quoted } from "../names.js";
import { isObject } from "./marks.js";

/** What happens to an answer. Several may come together. */
export interface Fault {
  /** Answers with this status: what the spec declares for it. */
  readonly status?: number;
  /** Says so in `Retry-After`: seconds, or a date. */
  readonly retryAfter?: string;
  /** Waits so many milliseconds first. */
  readonly delay?: number;
  /** Ends the connection in place of an answer. */
  readonly reset?: true;
  /** Ends it in the middle of the body. */
  readonly truncate?: true;
  /** Puts a variant into the answer that the spec does not know. */
  readonly unknownVariant?: true;
  /** Puts an enum value into the answer that the spec does not know. */
  readonly unknownEnum?: true;
  /** Answers with this outcome: a variant of the output, or one of several successes. */
  readonly outcome?: string;
  /** Only so many times. Then it is over. */
  readonly times?: number;
}

/** A fault that is not asked for by a header: for one action, by its wire name, or for all. */
export interface PlannedFault extends Fault {
  readonly action?: string;
}

const names = ["status", "retry-after", "delay", "reset", "truncate", "unknown-variant", "unknown-enum", "outcome", "times"] as const; // prettier-ignore

/** The longest delay, in milliseconds. */
const LONGEST = 600_000;

/**
 * Reads `status=503;retry-after=2`: names and values, parted by semicolons. With `planned` also `times=2`.
 * A text that is none gives what is wrong with it.
 */
export function parseFault(text: string, isPlanned: boolean): Fault | string {
  let fault: Fault = {};
  for (const part of text.split(";").map((each) => each.trim())) {
    const at = part.includes("=") ? part.indexOf("=") : part.length;
    const [name, value] = [part.slice(0, at).trim().toLowerCase(), at === part.length ? undefined : part.slice(at + 1).trim()]; // prettier-ignore
    const next = readPart(name, value, isPlanned);
    if (typeof next === "string") return next;
    fault = { ...fault, ...next };
  }
  return fault;
}

function readPart(name: string, value: string | undefined, isPlanned: boolean): Fault | string {
  const wants = (what: string): string => `\`${name}\` wants ${what}: \`${name}=…\``;
  switch (name) {
    case "status": {
      const status = wholeNumber(value, 200, 599);
      return status === undefined ? wants("a status from 200 to 599") : { status };
    }
    case "retry-after":
      return value && /^[\x20-\x7e]{1,50}$/.test(value) ? { retryAfter: value } : wants("seconds or a date");
    case "delay": {
      const delay = wholeNumber(value, 0, LONGEST);
      return delay === undefined ? wants(`milliseconds, up to ${LONGEST}`) : { delay };
    }
    case "outcome":
      return value ? { outcome: value } : wants("a variant or an outcome");
    case "times": {
      const times = isPlanned ? wholeNumber(value, 1, 1_000_000) : undefined;
      return times === undefined ? (isPlanned ? wants("a number") : "`times` is for faults of a flag: a header is one time") : { times }; // prettier-ignore
    }
    case "reset":
    case "truncate":
    case "unknown-variant":
    case "unknown-enum":
      return value === undefined ? flags[name] : `\`${name}\` has no value`;
    default:
      return `there is no fault \`${name.slice(0, 50)}\`: ${didYouMean(name, names) ?? `one of ${quoted(names)}`}`;
  }
}

const flags = {
  reset: { reset: true },
  truncate: { truncate: true },
  "unknown-variant": { unknownVariant: true },
  "unknown-enum": { unknownEnum: true },
} as const;

function wholeNumber(text: string | undefined, least: number, most: number): number | undefined {
  const number = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : undefined;
}

// ── What only a newer server sends ──────────────────────────────────────────────────────────────────────────────────

type Types = ReadonlyMap<string, NamedType>;

/** The value with the first variant or enum value in it made one that the spec does not know; undefined if it has none. */
export function newer(value: Json, type: Type, { what, types }: { readonly what: "variant" | "enum"; readonly types: Types }): Json | undefined {
  const go = (inner: Json, of: Type): Json | undefined => newer(inner, of, { what, types });
  const resolved = resolveAliases(type, types);
  switch (resolved.kind) {
    case "nullable":
      return value === null ? undefined : go(value, resolved.inner);
    case "list":
      return Array.isArray(value) ? firstItem(value as readonly Json[], (item) => go(item, resolved.item)) : undefined;
    case "map":
      return isObject(value) ? firstMember(value, (_, item) => go(item, resolved.value)) : undefined;
    case "named": {
      const target = types.get(resolved.target);
      return target && newerNamed(value, withArguments(target, resolved.args), { what, go });
    }
    default:
      return undefined;
  }
} // prettier-ignore

interface Going {
  readonly what: "variant" | "enum";
  readonly go: (value: Json, type: Type) => Json | undefined;
}

function newerNamed(value: Json, type: NamedType, { what, go }: Going): Json | undefined {
  switch (type.kind) {
    case "enum":
      if (what !== "enum") return undefined;
      return typeof value === "number" ? 987_654_321 : "AValueOfANewerServer";
    case "record":
      return isObject(value)
        ? firstMember(value, (key, item) => {
            const field = type.fields.find(({ wire }) => wire === key);
            return field && go(item, field.type);
          })
        : undefined;
    case "union":
      return newerUnion(value, type, { what, go });
    default:
      return go(value, type.slot.type);
  }
}

function newerUnion(value: Json, { tag, tagging, variants }: UnionType, { what, go }: Going): Json | undefined {
  if (what === "variant" && tagging !== "untagged")
    return tag === undefined ? { AVariantOfANewerServer: {} } : { [tag]: "AVariantOfANewerServer", since: 1 };
  if (!isObject(value) || tag === undefined) return undefined;
  const { form, payload, content } = variants.find(({ wire }) => wire === value[tag]) ?? {};
  if (payload === undefined) return undefined;
  if (form === "flat") return go(value, payload.type);
  return firstMember(value, (key, item) => (key === content?.wire ? go(item, payload.type) : undefined));
}

function firstItem(items: readonly Json[], of: (item: Json) => Json | undefined): Json | undefined {
  for (const [index, item] of items.entries()) {
    const changed = of(item);
    if (changed !== undefined) return items.with(index, changed);
  }
  return undefined;
}

function firstMember(value: { readonly [key: string]: Json }, of: (key: string, item: Json) => Json | undefined): Json | undefined {
  for (const [key, item] of Object.entries(value)) {
    const changed = of(key, item);
    if (changed !== undefined) return Object.fromEntries(Object.entries(value).map((entry) => (entry[0] === key ? [key, changed] : entry)));
  }
  return undefined;
} // prettier-ignore
