// Security schemes and what operations demand. A client has one scheme of a kind, since its options go by the kind.
import { camelCase, shown, uncapitalize } from "../names.js";
import { entriesOf, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { scalar, listOf, mapOf } from "./build.js";
import type { Documents, Lose, OpenApiDocument } from "./document.js";
import { snakeNames } from "./naming.js";
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
  const schemes = new Map(
    withNone(
      [...byKind.values()].map(({ name, node }) => [name, node] as const),
      documents,
    ),
  );
  const authOf = (operation: Operation): readonly string[] | undefined => {
    const { document, node } = operation;
    const demands = get(node, "security") ?? get(document.root, "security");
    if (schemes.size === 0 || (!demands && (demanding.has(document) ? false : known.get(document)?.size))) return undefined; // prettier-ignore
    if (!demands && hasAuthorization(operation, documents)) return undefined;
    const names = namesOf(demands, known.get(document) ?? new Map(), lose);
    const isAll = areAll(names, schemes, document);
    return isAll ? undefined : names;
  };
  return { schemes, authOf };
}

/** Whether any of the API's schemes will do. */
function areAll(
  names: readonly string[],
  schemes: ReadonlyMap<string, SourceNode>,
  document: OpenApiDocument,
): boolean {
  const none = noneScheme(document)?.[0] ?? "none";
  const all = names.map((name) => (name === "none" ? none : name));
  return all.length === schemes.size && [...schemes.keys()].every((name) => all.includes(name));
}

type Named = readonly [name: string, node: SourceNode];

/** The schemes with that which is none, where the demands of the document have it. */
function withNone(schemes: readonly Named[], { asked }: Documents): readonly Named[] {
  const [document] = asked.filter((each) => noneScheme(each));
  const none = document && noneScheme(document);
  if (!none) return schemes;
  const index = itemsOf(get(document.root, "security")).findIndex((demand) => entriesOf(demand).length === 0);
  return schemes.toSpliced(index < 0 ? schemes.length : index, 0, none);
}

/** Whether a document says of anything which schemes it demands. One that defines schemes and never does means all by them. */
function demandsAny(root: SourceNode): boolean {
  const operations = entriesOf(get(root, "paths")).flatMap(({ value }) => entriesOf(value).map((entry) => entry.value));
  return (
    get(root, "security") !== undefined || operations.some((operation) => get(operation, "security") !== undefined)
  );
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
