// OpenAPI documents → the files of a spec: documents → operations and schemas → drafts → names → nodes → what the language
// takes of them → YAML. Pure: what is read comes through a host, what is made is returned, what is lost is reported.
import type { Report } from "../diagnostics.js";
import type { Host } from "../load.js";
import type { Origin } from "../model.js";
import { entriesOf, get, itemsOf, textOf, type Source, type SourceFile, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import { readActions, readSharedErrors, type Binding } from "./actions.js";
import { listOf, mapOf, scalar } from "./build.js";
import { readDocuments, type Documents } from "./document.js";
import type { About, ActionDraft, ResponseDraft } from "./draft.js";
import { gatherFacts, type Facts } from "./facts.js";
import { matchRecords, mergeCopies } from "./match.js";
import { placeTypes, prefixModules, usableModule, slotsOfAction, withoutUnused } from "./names.js";
import { idOf, moduleName } from "./naming.js";
import { isExported, ownExtensions, reportNotes } from "./note.js";
import { documentModule, nameOperations, operationsOf, type ModuleBy, type NamedOperation } from "./operations.js";
import { bindingPairs, headerPair, identityPairs, ownBinding, ownModules } from "./own-api.js";
import { pairsOf } from "./own-pairs.js";
import { printYaml } from "./print.js";
import { createReader } from "./reader.js";
import { readDeclared, readUnread } from "./schema.js";
import { readSecurity, type Security } from "./security.js";
import { readServers, type Servers } from "./servers.js";
import { settle, type SpecDocuments } from "./settle.js";
import { errorTable, moduleDocuments, mostCommonCase, nowhere, titleOf, type SpecDrafts } from "./spec.js";

export type { ModuleBy } from "./operations.js";

export interface ImportOptions {
  readonly host: Host;
  readonly report: Report;
  /** Of several documents, each is a module unless told otherwise; of one, each tag is. */
  readonly moduleBy?: ModuleBy | undefined;
  /** What an API of several documents is called. */
  readonly name?: string | undefined;
}

export interface ImportResult {
  /** The files of the spec, `api.yaml` first; none if there are errors. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** What was read, for code frames. */
  readonly sources: readonly SourceFile[];
  /** The API's id and its title; empty if there are errors. */
  readonly api: string;
  readonly title: string;
  readonly actions: number;
  readonly types: number;
}

/** Makes a spec from OpenAPI documents. What cannot be expressed is reported as a warning at its place. */
export function importOpenApi(paths: readonly string[], options: ImportOptions): ImportResult {
  const { spec, sources } = specOf(paths, options);
  if (!spec) return { files: [], sources, api: "", title: "", actions: 0, types: 0 };
  return {
    files: filesOf(spec, paths),
    sources,
    api: textOf(get(get(spec.api, "api"), "id")) ?? "",
    title: textOf(get(get(spec.api, "api"), "title")) ?? "",
    actions: countOf(spec, "actions"),
    types: countOf(spec, "types"),
  };
}

/** The same spec without a detour by text: what is found in it has its place in the documents. Empty if there are errors. */
export function importSource(paths: readonly string[], options: ImportOptions): Source {
  const { spec, sources } = specOf(paths, options);
  const modules = [...(spec?.modules ?? [])].map(([name, root]) => ({ name, origin: root.origin, root }));
  return { files: sources, api: spec?.api, modules };
}

interface Imported {
  /** Undefined if there are errors. */
  readonly spec: SpecDocuments | undefined;
  readonly sources: readonly SourceFile[];
}

function specOf(paths: readonly string[], { host, report, moduleBy, name }: ImportOptions): Imported {
  const documents = readDocuments(paths, host, report);
  const { asked, files: sources } = documents;
  if (asked.length === 0 || report.hasErrors) return { spec: undefined, sources };
  const facts = gatherFacts(documents);
  const by = moduleBy ?? (asked.length > 1 ? "document" : "tag");
  const drafts = readDrafts(documents, facts, by);
  reportApi(documents);
  const modules = modulesOf(drafts, by === "tag" ? ownModules(documents).keys() : []);
  const fieldCase = mostCommonCase(drafts);
  const api = apiNode({ documents, name, fieldCase, modules, ...drafts });
  const about = aboutTags(documents);
  const exported = new Set(documents.asked.filter(isExported).map(({ path }) => path));
  const context = { fieldCase, about, isVerbatim: ({ file }: Origin): boolean => exported.has(file) };
  const spec = settle({ api, modules: moduleDocuments(modules, drafts, context) }, documents.lose, reportNotes(documents)); // prettier-ignore
  return { spec, sources };
}

interface Drafts extends SpecDrafts {
  readonly servers: Servers;
  readonly security: Security;
  readonly binding: Binding | undefined;
  /** The table of the whole API, which only exported documents have. */
  readonly errors: readonly ResponseDraft[];
}

function readDrafts(documents: Documents, facts: Facts, moduleBy: ModuleBy): Drafts {
  const { asked, lose } = documents;
  const own = ownModules(documents);
  const others = [...facts.components.values()].filter((name) => !own.has(name.split(".")[0] ?? ""));
  const prefixes = new Map(moduleBy === "tag" ? [...prefixModules(others), ...own] : []);
  const found = asked.flatMap((document) => operationsOf(document, documents));
  const named = nameOperations(found, { moduleBy, modules: new Set(prefixes.values()) }, documents).map((operation) => ({ ...operation, module: usableModule(operation.module) })); // prettier-ignore
  const servers = readServers(documents, lose);
  const security = readSecurity(documents, lose);
  const basePath = ({ document }: NamedOperation): string => servers.basePath(document);
  const rpc = named.find((operation) => operation.rpc !== undefined);
  const binding = ownBinding(documents) ?? (rpc && { method: rpc.method, path: `${basePath(rpc)}${rpc.rpc ?? "/"}{action}` }); // prettier-ignore
  const reader = createReader(documents, facts, readDeclared);
  readUnread(reader); // parameters depend on what the types that they name are
  const read = named.flatMap((operation) => readActions(operation, { reader, authOf: security.authOf, basePath, binding })); // prettier-ignore
  const errors = asked.flatMap((document) => readSharedErrors(document, reader));
  readUnread(reader);
  mergeCopies(reader);
  matchRecords(reader);
  const actions = unique(read);
  const slots = [...actions.flatMap(slotsOfAction), ...errors.map(({ slot }) => slot)];
  const declarations = withoutUnused(reader.declarations.filter(({ body }) => body), slots); // prettier-ignore
  const byFile = new Map(asked.map((document) => [document.path, usableModule(documentModule(document))] as const));
  const moduleOfFile = (path: string): string | undefined => (moduleBy === "document" ? byFile.get(path) : undefined);
  const placed = placeTypes({ declarations, actions, moduleOfFile, prefixes });
  const used = actions.some(({ http }) => !http) ? binding : undefined;
  return { declarations, actions, placed, servers, security, binding: used, errors };
}

/** The first of each name: an action for another media type may be called as another operation is. */
function unique(actions: readonly ActionDraft[]): readonly ActionDraft[] {
  return [...new Map(actions.toReversed().map((action) => [action.owner.name, action])).values()].toReversed();
}

/** Modules in the order in which exported documents have them, then in that in which their actions, then their types, come. */
function modulesOf({ declarations, actions, placed }: SpecDrafts, own: Iterable<string>): readonly string[] {
  const modules = new Set([...own, ...actions.map(({ owner }) => owner.module), ...declarations.flatMap((each) => placed.get(each)?.module ?? [])]); // prettier-ignore
  return modules.size ? [...modules] : ["types"];
}

// ── The API ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Parts of documents that an API has no place for. */
function reportApi({ asked, lose }: Documents): void {
  for (const { root } of asked) {
    const hooks = root.entries.find(({ key }) => key === "webhooks");
    if (hooks && entriesOf(hooks.value).length > 0) lose("AW6031", hooks.keyOrigin, { what: "`webhooks`", problem: "what the server calls is not expressed" }); // prettier-ignore
  }
  for (const { root } of asked) {
    for (const { key, keyOrigin } of entriesOf(get(root, "info")))
      if (["termsOfService", "contact", "license"].includes(key)) lose("AW6031", keyOrigin, { what: `\`${key}\``, problem: "it is about the document and not about the API" }); // prettier-ignore
  }
  const versions = asked.flatMap(({ root }) => get(get(root, "info"), "version") ?? []);
  const [first, ...others] = versions;
  const other = others.find((version) => first && sourceOf(version) !== sourceOf(first));
  if (other) lose("AW6031", other.origin, { what: "the version", problem: "another document has another one, and an API has one" }); // prettier-ignore
}

interface Api extends Drafts {
  readonly documents: Documents;
  readonly name: string | undefined;
  readonly fieldCase: string;
  readonly modules: readonly string[];
}

function apiNode(parts: Api): SourceNode {
  const { documents, fieldCase, modules, servers, security, binding } = parts;
  const origin = get(documents.asked[0]?.root, "info")?.origin ?? nowhere;
  const at = (value: string): SourceNode => scalar(value, origin);
  const rpc = binding && mapOf([["method", at(binding.method)], ["path", at(binding.path)], ...bindingPairs(documents)], origin); // prettier-ignore
  return mapOf(
    [
      ["actionSpec", scalar(1, origin)],
      ["api", infoNode(parts, origin)],
      ["servers", servers.node],
      ["auth", security.schemes.size ? mapOf([...security.schemes], origin) : undefined],
      ["binding", rpc && mapOf([["rpc", rpc]], origin)],
      ["defaults", mapOf([["fieldCase", at(fieldCase)]], origin)],
      ["errors", parts.errors.length ? errorTable(parts.errors, parts) : undefined],
      headerPair(documents),
      ["modules", listOf(modules.map(at), origin)],
      ...new Map(pairsOf(ownExtensions(aboutOf(documents.asked.map(({ root }) => root)).extensions))),
    ],
    origin,
  );
}

/** What one document says of the API; several of them are called as the caller says. */
function infoNode({ documents, name }: Api, origin: Origin): SourceNode {
  const [first, ...others] = documents.asked;
  const info = get(first?.root, "info");
  const own = textOf(get(info, "title"))?.trim();
  const title = (others.length && name !== undefined ? titleOf(name) : own) || "API";
  const docs = info && others.length === 0 ? aboutOf([info, ...(first ? [first.root] : [])], own).docs : undefined;
  return mapOf(
    [
      ...identityPairs(others.length ? undefined : first, scalar(idOf(title), origin)),
      ["title", scalar(title, origin)],
      ["version", scalar(sourceOf(get(info, "version")) || "0", origin)],
      ["docs", docs === undefined ? undefined : scalar(docs, origin)],
    ],
    origin,
  );
}

function sourceOf(node: SourceNode | undefined): string {
  return node?.kind === "scalar" ? node.source.trim() : "";
}

/** What documents say of their tags, by module. */
function aboutTags({ asked }: Documents): ReadonlyMap<string, About> {
  const tags = asked.flatMap(({ root }) => itemsOf(get(root, "tags")));
  return new Map(
    tags.toReversed().flatMap((tag) => {
      const name = textOf(get(tag, "name"));
      return name === undefined ? [] : [[usableModule(moduleName(name)), aboutOf([tag])] as const];
    }),
  );
}

// ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function filesOf({ api, modules }: SpecDocuments, paths: readonly string[]): ImportResult["files"] {
  const names = paths.map((path) => path.slice(path.lastIndexOf("/") + 1).replace(/[\p{C}\s]+/gu, " "));
  const from = names.length > 3 ? `${names.length} documents` : names.join(", ");
  const head = [`Imported by Actionwright from ${from}. Do not edit: changes belong into an overlay.`];
  return [["api", api] as const, ...modules].map(([name, root]) => ({ path: `${name}.yaml`, text: printYaml(root, head) }));
} // prettier-ignore

function countOf({ modules }: SpecDocuments, key: string): number {
  return [...modules.values()].reduce((count, root) => count + entriesOf(get(root, key)).length, 0);
}
