// Paths → operations, and what each is called: by its `operationId` where that is its own, by the last segment of the path
// where a document is RPC, else by method and path.
import { camelCase, capitalize, shown, wordsOf } from "../names.js";
import { entriesOf, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import type { Documents, OpenApiDocument } from "./document.js";
import { actionName, claim, idOf, moduleName } from "./naming.js";
import { isExported } from "./note.js";
import { eachOperation } from "./own-action.js";

export type ModuleBy = "document" | "tag";

export interface Operation {
  readonly document: OpenApiDocument;
  readonly path: string;
  readonly method: string;
  readonly node: SourceNode;
  /** What is said for all methods of the path. */
  readonly item: SourceNode;
  readonly entry: SourceEntry;
  /** The path's prefix, if the document is RPC: then the last segment is what identifies the operation. */
  readonly rpc: string | undefined;
}

export interface NamedOperation extends Operation {
  readonly name: string;
  readonly module: string;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch"];

/** The operations of a document, in order. */
export function operationsOf(document: OpenApiDocument, documents: Documents): readonly Operation[] {
  const found = entriesOf(get(document.root, "paths")).flatMap((path) => ofPath(path, document, documents)).flatMap(eachOperation); // prettier-ignore
  const rpc = isExported(document) ? undefined : rpcPrefix(found);
  return found.map((operation) => ({ ...operation, rpc }));
}

function ofPath({ key: path, value }: SourceEntry, document: OpenApiDocument, { follow, lose }: Documents): readonly Operation[] {
  if (path.startsWith("x-")) return [];
  const ref = get(value, "$ref");
  const item = (ref && follow(ref)) ?? value;
  return entriesOf(item).flatMap((entry) => {
    if (entry.key === "trace") lose("AW6020", entry.keyOrigin, { action: `trace ${shown(path)}`, reason: "the method cannot be sent" });
    return methods.includes(entry.key) ? [{ document, path, method: entry.key.toUpperCase(), node: entry.value, item, entry, rpc: undefined }] : [];
  });
} // prettier-ignore

/** The prefix that all paths share, if each is that and one name, with one method that has a body and nothing else to fill in. */
function rpcPrefix(operations: readonly Operation[]): string | undefined {
  const [first] = operations;
  if (!first || operations.length < 2 || !["POST", "PUT", "PATCH"].includes(first.method)) return undefined;
  const prefix = first.path.slice(0, first.path.lastIndexOf("/") + 1);
  const isCall = ({ path, method, node, item }: Operation): boolean =>
    method === first.method &&
    path.startsWith(prefix) &&
    /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(path.slice(prefix.length)) &&
    [node, item].every((each) => itemsOf(get(each, "parameters")).length === 0);
  const isDistinct = new Set(operations.map(({ path }) => path)).size === operations.length;
  return isDistinct && !prefix.includes("{") && operations.every(isCall) ? prefix : undefined;
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface NamingOptions {
  readonly moduleBy: ModuleBy;
  /** Modules that types have by their names. */
  readonly modules: ReadonlySet<string>;
}

/** Operations with their names, each one's own. */
export function nameOperations(
  operations: readonly Operation[],
  { moduleBy, modules }: NamingOptions,
  { lose }: Documents,
): readonly NamedOperation[] {
  const ids = countIds(operations);
  const taken = new Set<string>();
  const prefixes = new Map<OpenApiDocument, number>();
  return operations.map((operation) => {
    const { document } = operation;
    const prefix = prefixes.get(document) ?? commonSegments(operations.filter((other) => other.document === document));
    prefixes.set(document, prefix);
    const identity = identify(operation, { ids, lose, prefix });
    const module = moduleBy === "document" ? documentModule(document) : (moduleByName(identity, operation, modules) ?? moduleByTag(operation)); // prettier-ignore
    const long = actionName(`${module}_${identity}`) ?? identity;
    const name = claim([identity, long, `${long}_${pathName(operation, 0)}`], { taken, keyOf: (each) => each.toLowerCase() });
    return { ...operation, name, module };
  });
} // prettier-ignore

/** How often each id occurs in its document. */
function countIds(operations: readonly Operation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { node, document } of operations) {
    const key = `${document.path}\n${textOf(get(node, "operationId")) ?? ""}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

interface Identifying {
  readonly ids: ReadonlyMap<string, number>;
  readonly lose: Documents["lose"];
  /** How many segments all paths of the document begin with. */
  readonly prefix: number;
}

function identify(operation: Operation, { ids, lose, prefix }: Identifying): string {
  const { node, document, path, rpc } = operation;
  const id = get(node, "operationId");
  const text = textOf(id);
  const own = text !== undefined && ids.get(`${document.path}\n${text}`) === 1 ? actionName(text) : undefined;
  if (rpc === undefined && own !== undefined) return own;
  const name = rpc === undefined ? pathName(operation, prefix) : path.slice(rpc.length);
  const problem = rpc === undefined ? "is not its own" : "is not what the path says";
  if (id && text !== undefined && text !== name) lose("AW6024", id.origin, { id: shown(text), name, problem });
  return name;
}

/** `GET /users/{id}/posts` → `getUsersByIdPosts`. */
function pathName({ method, path }: Operation, prefix: number): string {
  const words = segmentsOf(path).slice(prefix).flatMap((segment) => {
    const placeholder = /^\{(.*)\}$/.exec(segment)?.[1];
    return placeholder === undefined ? wordsOf(segment) : ["by", ...wordsOf(placeholder)];
  }); // prettier-ignore
  return camelCase(method.toLowerCase() + words.map(capitalize).join(""));
}

function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** How many segments all paths begin with, as long as each has one of its own behind them. */
function commonSegments(operations: readonly Operation[]): number {
  const paths = operations.map(({ path }) => segmentsOf(path));
  const [first = []] = paths;
  let count = 0;
  while (paths.every((segments) => segments.length > count + 1 && segments[count] === first[count] && !first[count]?.startsWith("{"))) count++; // prettier-ignore
  return paths.length > 1 ? count : 0;
}

// ── Modules ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** In RPC documents a name begins with its module, if there is such a one; tags lag behind. */
function moduleByName(name: string, { rpc }: Operation, modules: ReadonlySet<string>): string | undefined {
  const head = moduleName(name.split("_")[0] ?? "");
  return rpc !== undefined && name.includes("_") && modules.has(head) ? head : undefined;
}

/** The first tag; what has none is in a module that is called after its document. */
function moduleByTag({ node, document }: Operation): string {
  const tag = itemsOf(get(node, "tags")).flatMap((item) => textOf(item) ?? [])[0];
  return tag === undefined || tag.trim() === "" ? documentModule(document) : moduleName(tag);
}

/** Words that say only that a file is a document of this kind. */
const generic = /^(openapi|swagger|oas|api|apis|spec|specification|schema|index|public|main|document|doc|docs|v?\d.*)$/;

/** A document by its file's name, or by its title if the file's says nothing. */
export function documentModule({ path, root }: OpenApiDocument): string {
  const stem = path.slice(path.lastIndexOf("/") + 1).replace(/\.(json|ya?ml)$/i, "");
  const words = wordsOf(stem.replace(/[.]/g, " ")).filter((word) => !["openapi", "swagger", "oas"].includes(word));
  if (words.some((word) => !generic.test(word)) && /^[a-z]/.test(words[0] ?? "")) return moduleName(words.join(" "));
  return moduleName(idOf(textOf(get(get(root, "info"), "title")) ?? "types"));
}
