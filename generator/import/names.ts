// Modules and final names: where each type stands and what it is called, once all of them are known.
import { reservedNamespaces } from "../check/api.js";
import { groupBy } from "../group.js";
import { camelCase, pascalCase, wordsOf } from "../names.js";
import type { ActionDraft, Declaration, Owner, SlotDraft, TypeDraft } from "./draft.js";
import { claim, moduleName, pascalNames } from "./naming.js";

export interface Placed {
  readonly module: string;
  readonly name: string;
}

export interface Placing {
  readonly declarations: readonly Declaration[];
  readonly actions: readonly ActionDraft[];
  /** The module of a file whose types all stand in one. */
  readonly moduleOfFile: (path: string) => string | undefined;
  /** Prefixes of names that are modules. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** The module and the name of each type. */
export function placeTypes(placing: Placing): ReadonlyMap<Declaration, Placed> {
  const { declarations } = placing;
  const reaching = modulesReaching(placing.actions);
  const modules = new Map(declarations.map((declaration) => [declaration, moduleOf(declaration, placing, reaching)]));
  const names: Names = { placed: new Map(), taken: new Map(), modules, prefixes: placing.prefixes };
  for (const turn of ["exact", "named", "owned"] as const)
    for (const declaration of declarations) if (turnOf(declaration, names) === turn) place(declaration, names);
  return names.placed;
}

// ── Modules ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A module that a file, a client and a namespace can be called after. */
export function usableModule(name: string): string {
  if (name === "api") return "api_calls"; // `api.yaml` is the API itself
  return reservedNamespaces.has(camelCase(name)) ? `${name}_api` : name;
}

/**
 * The modules that prefixes of schemas' names stand for: `company_api.devices.X` is in `devices`, since all names begin with
 * the same word. A prefix with a capital is a module only where most names have one: else it is the type that it belongs to.
 */
export function prefixModules(names: readonly string[]): ReadonlyMap<string, string> {
  const prefixes = [...new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf(".")))).filter((prefix) => prefix !== ""))]; // prettier-ignore
  const dotted = names.filter((name) => /[^.]\.[^.]/.test(name)).length;
  const isRule = dotted * 2 > names.length;
  const modules = prefixes.filter((prefix) => (isRule || /^[a-z0-9_-]+$/.test(prefix.split(".").at(-1) ?? "")) && !names.includes(prefix)); // prettier-ignore
  const parts = modules.map((prefix) => prefix.split("."));
  const isShared = parts.length > 1 && parts.every((words) => words.length > 1 && words[0] === parts[0]?.[0]);
  return new Map(parts.map((words) => [words.join("."), usableModule(moduleName(words.slice(isShared ? 1 : 0).join("_")))]));
} // prettier-ignore

/** The modules whose actions reach a type. */
function modulesReaching(actions: readonly ActionDraft[]): ReadonlyMap<Declaration, ReadonlySet<string>> {
  const found = new Map<Declaration, Set<string>>();
  for (const [module, own] of groupBy(actions, ({ owner }) => owner.module)) {
    for (const declaration of reachedFrom(own.flatMap(slotsOfAction))) {
      const modules = found.get(declaration);
      if (modules) modules.add(module);
      else found.set(declaration, new Set([module]));
    }
  }
  return found;
}

/** Every place of an action that holds a value. */
export function slotsOfAction({ parameters, request, outputs, errors }: ActionDraft): readonly SlotDraft[] {
  return [...parameters, ...outputs, ...errors].map(({ slot }) => slot).concat(request ?? []);
}

/** The declarations that some places lead to. */
export function reachedFrom(slots: readonly SlotDraft[]): ReadonlySet<Declaration> {
  const reached = new Set<Declaration>();
  const open = slots.flatMap(({ type }) => mentioned(type));
  for (let next = open.pop(); next; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...slotsOf(next).flatMap(({ type }) => mentioned(type)));
  }
  return reached;
}

/** What has a name of its own in the document, or is used: a tag's constant is no type where the tag became that of a union. */
export function withoutUnused(
  declarations: readonly Declaration[],
  slots: readonly SlotDraft[],
): readonly Declaration[] {
  const isOwn = ({ called, params }: Declaration): boolean => "name" in called || params !== undefined;
  const bodies = declarations.filter(isOwn).flatMap(slotsOf);
  const used = reachedFrom([...slots, ...bodies]);
  return declarations.filter((each) => isOwn(each) || used.has(each));
}

function mentioned(type: TypeDraft): readonly Declaration[] {
  switch (type.kind) {
    case "list":
      return mentioned(type.item);
    case "map":
      return mentioned(type.value);
    case "nullable":
      return mentioned(type.inner);
    case "named":
      return [type.target, ...(type.args ?? []).flatMap(mentioned)];
    default:
      return [];
  }
}

function slotsOf({ body, tags }: Declaration): readonly SlotDraft[] {
  switch (body?.kind) {
    case "record":
      return body.fields.filter(({ wire }) => !tags.has(wire)).map(({ slot }) => slot);
    case "union":
      return body.variants.flatMap(({ payload }) => payload ?? []);
    case "slot":
      return [body.slot];
    default:
      return [];
  }
}

function moduleOf(declaration: Declaration, placing: Placing, reaching: ReadonlyMap<Declaration, ReadonlySet<string>>): string {
  const { called, prefix, origin } = declaration;
  const owner = "owner" in called ? called.owner : undefined;
  if (owner && isDeclaration(owner)) return moduleOf(owner, placing, reaching);
  if (owner?.module !== undefined) return owner.module;
  const ofFile = placing.moduleOfFile(origin.file);
  const [only, ...others] = reaching.get(declaration) ?? [];
  return ofFile ?? placing.prefixes.get(prefix ?? "") ?? (only !== undefined && others.length === 0 ? only : "types");
} // prettier-ignore

function isDeclaration(owner: Declaration | Owner): owner is Declaration {
  return "called" in owner;
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Names {
  readonly placed: Map<Declaration, Placed>;
  readonly taken: Map<string, Set<string>>;
  readonly modules: ReadonlyMap<Declaration, string>;
  readonly prefixes: ReadonlyMap<string, string>;
}

/** Names that stay as they are come first, those that belong to something else last. */
function turnOf(declaration: Declaration, names: Names): "exact" | "named" | "owned" {
  if (!("name" in declaration.called)) return "owned";
  return declaration.called.name.endsWith(wantedNames(declaration, names)[0] ?? "") ? "exact" : "named";
}

/** A clash takes the module's name. */
function place(declaration: Declaration, names: Names): void {
  const module = names.modules.get(declaration) ?? "types";
  const taken = names.taken.get(module) ?? new Set();
  names.taken.set(module, taken);
  const [first = "", ...others] = wantedNames(declaration, names);
  const candidates = [first, pascalCase(module) + first, ...others];
  names.placed.set(declaration, { module, name: claim(candidates, { taken }) });
}

function wantedNames(declaration: Declaration, names: Names): readonly string[] {
  const { called, prefix } = declaration;
  if ("name" in called) {
    const isModule = prefix !== undefined && names.prefixes.get(prefix) === names.modules.get(declaration);
    return pascalNames(isModule ? called.name.slice(prefix.length + 1) : called.name);
  }
  const owner = isDeclaration(called.owner) ? nameOf(called.owner, names) : ownerName(called.owner);
  return called.words === "" ? [owner] : pascalNames(called.words).map((words) => owner + words);
}

/** What a type is called, or would be, if it turned out to need no name. */
function nameOf(declaration: Declaration, names: Names): string {
  return names.placed.get(declaration)?.name ?? wantedNames(declaration, names)[0] ?? "";
}

/** An action without its module's name in front. */
function ownerName({ name, module }: Owner): string {
  const words = name.split("_");
  const plain = wordsOf(module ?? "").join("");
  const cut = words.findIndex((_, index) => index > 0 && words.slice(0, index).join("").toLowerCase() === plain);
  return pascalNames(words.slice(Math.max(0, cut)).join("_"))[0] ?? name;
}
