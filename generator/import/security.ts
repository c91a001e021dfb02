// Security schemes and what operations demand. A client has one scheme of a kind, since its options go by the kind.
import { camelCase, shown, uncapitalize } from "../names.js";
import { entriesOf, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { scalar, listOf, mapOf } from "./build.js";
import type { Documents, Lose, OpenApiDocument } from "./document.js";
import { claim, snakeNames } from "./naming.js";
import type { Operation } from "./operations.js";
import { exportedExtensions, isExported } from "./note.js";
import { noneScheme, schemePairs } from "./own-api.js";
import { pairsOf } from "./own-pairs.js";

export interface Security {
  /** The schemes by name, as `auth` has them; empty if there are none. */
  readonly schemes: ReadonlyMap<string, SourceNode>;
  /** What an operation says of them; undefined where any of the API's will do. */
  readonly authOf: (operation: Operation) => readonly string[] | undefined;
}

interface Scheme {
  readonly name: string;
  readonly kind: string;
  readonly node: SourceNode;
}

/** By document and the name in it. */
type Known = ReadonlyMap<OpenApiDocument, ReadonlyMap<string, Scheme | undefined>>;

export function readSecurity(documents: Documents, lose: Lose): Security {
  const byKind = new Map<string, Scheme>();
  const known: Known = new Map(documents.asked.map((document) => [document, readSchemes(document, { documents, byKind, lose })])); // prettier-ignore
  const demanding = new Set(documents.asked.filter(({ root }) => demandsAny(root)));
  const named = [...byKind.values()].map(({ name, node }) => [name, node] as const);
  const none = noneOf(documents, known);
  const schemes = new Map(withNone(named, none, documents));
  const isUnsaid = (document: OpenApiDocument): boolean => !demanding.has(document) && (known.get(document)?.size ?? 0) > 0; // prettier-ignore
  const authOf = (operation: Operation): readonly string[] | undefined => {
    const { document, node } = operation;
    const demands = get(node, "security") ?? get(document.root, "security");
    if (schemes.size === 0 || (!demands && isUnsaid(document))) return undefined;
    if (!demands && hasAuthorization(operation, documents)) return undefined;
    const names = namesOf(demands, known.get(document) ?? new Map(), lose);
    const own = none ? spelledOut(names, none) : names;
    const isAll = own.length === schemes.size && [...schemes.keys()].every((name) => own.includes(name));
    return isAll ? undefined : own;
  };
  return { schemes, authOf };
}

/** The word `none` stands alone; beside schemes it is that which is none. */
function spelledOut(names: readonly string[], [none]: Named): readonly string[] {
  return names.length > 1 ? names.map((name) => (name === "none" ? none : name)) : names;
}

type Named = readonly [name: string, node: SourceNode];

/** The scheme that is none: where a demand can be met by credentials or without any, it is one of those that will do. */
function noneOf({ asked }: Documents, known: Known): Named | undefined {
  const exported = asked.map(noneScheme).filter((each) => each !== undefined);
  const leavesOpen = (document: OpenApiDocument): readonly SourceNode[] =>
    demandsOf(document.root).filter((demands) => namesOf(demands, known.get(document) ?? new Map(), quiet).filter((name) => name !== "none").length > 0 && itemsOf(demands).some((demand) => entriesOf(demand).length === 0)); // prettier-ignore
  const [demands] = exported.length ? [] : asked.flatMap(leavesOpen);
  if (!demands) return exported[0];
  const taken = new Set(
    [...known.values()].flatMap((schemes) => [...schemes.values()].map((scheme) => scheme?.name ?? "")),
  );
  return [claim(["anonymous"], { taken }), mapOf([["kind", scalar("none", demands.origin)]], demands.origin)];
}

const quiet = (): void => undefined;

/** The schemes with that which is none, where the demands of the document have it. */
function withNone(schemes: readonly Named[], none: Named | undefined, { asked }: Documents): readonly Named[] {
  if (!none) return schemes;
  const [document] = asked.filter((each) => noneScheme(each));
  const index = itemsOf(get(document?.root, "security")).findIndex((demand) => entriesOf(demand).length === 0);
  return schemes.toSpliced(index < 0 ? schemes.length : index, 0, none);
}

/** What a document demands of anything, and its operations of theirs. */
function demandsOf(root: SourceNode): readonly SourceNode[] {
  const operations = entriesOf(get(root, "paths")).flatMap(({ value }) => entriesOf(value).map((entry) => entry.value));
  return [root, ...operations].flatMap((node) => get(node, "security") ?? []);
}

/** Whether a document says of anything which schemes it demands. One that defines schemes and never does means all by them. */
function demandsAny(root: SourceNode): boolean {
  return demandsOf(root).length > 0;
}

/** A header for credentials that is described as a plain parameter. */
function hasAuthorization({ node, item }: Operation, { follow }: Documents): boolean {
  const parameters = [node, item].flatMap((each) => itemsOf(get(each, "parameters")));
  return parameters.some((parameter) => {
    const ref = get(parameter, "$ref");
    return textOf(get((ref && follow(ref)) ?? parameter, "name"))?.toLowerCase() === "authorization";
  });
}

function namesOf(demands: SourceNode | undefined, known: ReadonlyMap<string, Scheme | undefined>, lose: Lose): readonly string[] {
  const names = itemsOf(demands).flatMap((demand): readonly string[] => {
    const entries = entriesOf(demand);
    if (entries.length === 0) return ["none"];
    const usable = entries.flatMap(({ key }) => known.get(key)?.name ?? []);
    if (entries.length > 1) lose("AW6030", demand.origin, { name: entries.map(({ key }) => shown(key)).join(", "), problem: "schemes that are demanded together: the first is used", help: "give the others with the client's `headers`" });
    return usable.slice(0, 1);
  });
  return names.length ? [...new Set(names)] : ["none"];
} // prettier-ignore

interface Reading {
  readonly documents: Documents;
  readonly byKind: Map<string, Scheme>;
  readonly lose: Lose;
}

function readSchemes(document: OpenApiDocument, { documents, byKind, lose }: Reading): ReadonlyMap<string, Scheme | undefined> {
  const schemes = entriesOf(get(get(document.root, "components"), "securitySchemes"));
  const demands = itemsOf(get(document.root, "security"));
  const roots = (isExported(document) ? demands : demands.slice(0, 1)).flatMap((demand) => entriesOf(demand));
  return new Map(
    schemes.map(({ key, value, keyOrigin }) => {
      const ref = get(value, "$ref");
      const node = (ref && documents.follow(ref)) ?? value;
      const scopes = roots.find((entry) => entry.key === key)?.value;
      const scheme = readScheme({ key, node, scopes, extensions: exportedExtensions(node, document) }, (problem) => lose("AW6030", keyOrigin, { name: shown(key), problem }));
      const first = scheme && byKind.get(scheme.kind);
      if (scheme && !first) byKind.set(scheme.kind, scheme);
      if (scheme && first && JSON.stringify(valueOf(scheme.node)) !== JSON.stringify(valueOf(first.node)))
        lose("AW6030", keyOrigin, { name: shown(key), problem: `a client has one scheme of the kind ${scheme.kind}, and that is \`${first.name}\`` });
      return [key, first ?? scheme] as const;
    }),
  );
} // prettier-ignore

/** What of a scheme makes a difference on the wire. */
function valueOf(node: SourceNode): unknown {
  return entriesOf(node).filter(({ key }) => key !== "docs").map(({ key, value }) => [key, value.kind === "scalar" ? value.value : itemsOf(value).map((item) => textOf(item))]); // prettier-ignore
}

interface Described {
  readonly key: string;
  readonly node: SourceNode;
  /** What the whole document asks for. */
  readonly scopes: SourceNode | undefined;
  readonly extensions: readonly SourceEntry[];
}

function readScheme({ key, node, scopes, extensions }: Described, lose: (problem: string) => void): Scheme | undefined {
  const [type, form] = [textOf(get(node, "type")), textOf(get(node, "scheme"))?.toLowerCase()];
  const docs = textOf(get(node, "description"))?.trim();
  const made = (kind: string, more: readonly (readonly [string, SourceNode | undefined])[] = []): Scheme => {
    const about = docs === undefined || docs === "" ? undefined : scalar(docs, node.origin);
    const entries = [["kind", scalar(kind, node.origin)], ["docs", about], ...more, ...pairsOf(extensions)] as const;
    return { name: schemeName(key), kind, node: mapOf(schemePairs(node, entries), node.origin) };
  };
  if (type === "http" && form === "bearer") return made("bearer");
  if (type === "http" && form === "basic") return made("basic");
  if (type === "apiKey") return readKey(node, made, lose);
  if (type === "oauth2") return readOAuth(node, { made, scopes, lose });
  if (type === "openIdConnect") {
    lose("how a token is got is not said: it is given as a bearer token");
    return made("bearer");
  }
  lose(`\`${shown(form ?? type ?? "")}\` is no kind of scheme that a client has`);
  return undefined;
}

type Make = (kind: string, more?: readonly (readonly [string, SourceNode | undefined])[]) => Scheme;

function readKey(node: SourceNode, made: Make, lose: (problem: string) => void): Scheme | undefined {
  const [place, name] = [textOf(get(node, "in")), textOf(get(node, "name")) ?? ""];
  if ((place === "header" || place === "query") && /^[A-Za-z0-9_.-]+$/.test(name))
    return made("apiKey", [["in", scalar(place, node.origin)], ["name", scalar(name, node.origin)]]); // prettier-ignore
  lose(place === "cookie" ? "a key cannot travel in a cookie" : `\`${shown(name)}\` is no name for a key`);
  return undefined;
}

interface OAuth {
  readonly made: Make;
  readonly scopes: SourceNode | undefined;
  readonly lose: (problem: string) => void;
}

function readOAuth(node: SourceNode, { made, scopes, lose }: OAuth): Scheme {
  const flow = get(get(node, "flows"), "clientCredentials");
  const url = get(flow, "tokenUrl");
  if (flow && url && /^https?:\/\//.test(textOf(url) ?? "")) {
    const asked = scopes && itemsOf(scopes).length > 0 ? listOf(itemsOf(scopes), scopes.origin) : undefined;
    return made("oauth2ClientCredentials", [["tokenUrl", url], ["scopes", asked]]); // prettier-ignore
  }
  lose(flow ? "its token URL is not absolute: a token is given as a bearer token" : "no client credentials: a token is given as a bearer token"); // prettier-ignore
  return made("bearer");
}

function schemeName(key: string): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(key) ? uncapitalize(key) : camelCase(snakeNames(key)[0] ?? "auth");
}
