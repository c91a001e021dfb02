// What a spec names besides types: fields, actions, auth schemes and placeholders. Looks at the documents and the model side
// by side, so that each name is reported where it stands and as it is written.
import type { Report } from "../diagnostics.js";
import { allActions, bareType, fieldsOf, inputMembers, pollInputs, resolveAliases, typeAt, typesById, type Action, type InputMember, type Model, type NamedType, type Origin, type Pagination, type Type } from "../model.js"; // prettier-ignore
import { camelCase, didYouMean, nearest, quoted, shown } from "../names.js";
import { entriesOf, get, isComplete, itemsOf, partOf, textOf, type Source, type SourceEntry, type SourceNode } from "../source.js"; // prettier-ignore

interface References {
  readonly report: Report;
  readonly model: Model;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly actions: ReadonlyMap<string, Action>;
  /** Names that `deprecated.use` can always mean. */
  readonly known: ReadonlySet<string>;
  /** A part of the spec could not be read: what seems unknown may be in there. */
  readonly partial: boolean;
}

/** Reports the names that nothing has. */
export function checkReferences(source: Source, model: Model, report: Report): void {
  const types = typesById(model);
  const actions = new Map(allActions(model).map((action) => [action.name, action] as const));
  const typeNames = [...types.values()].flatMap(({ name, id }) => [name, id]);
  const actionNames = [...actions.values()].flatMap(({ name, method, group }) => [name, method, `${group}.${method}`]);
  const references: References = { report, model, types, actions, known: new Set([...typeNames, ...actionNames]), partial: !isComplete(source) }; // prettier-ignore
  checkBinding(source, references);
  checkErrors(get(source.api, "errors"), model.errors, references);
  for (const { name, root } of source.modules) {
    for (const { key, value } of entriesOf(get(root, "types")))
      checkType(value, types.get(`${name}.${key}`), references);
    for (const { key, value } of entriesOf(get(root, "actions"))) checkAction(value, actions.get(key), references);
  }
}

/** Actions without an `http` of their own need the API's binding. That it is missing is one mistake. */
function checkBinding({ api }: Source, { actions, report }: References): void {
  const [first, ...others] = [...actions.values()].filter(({ binding }) => binding.kind === "rpc");
  const isGiven = entriesOf(api).some(({ key }) => key === "binding" || nearest(key, ["binding"]) !== undefined);
  if (!first || isGiven) return;
  report("AW2156", first.origin, { action: first.name }, { help: others.length ? `neither have ${others.length} others` : undefined }); // prettier-ignore
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function checkType(node: SourceNode, type: NamedType | undefined, references: References): void {
  if (!type) return;
  const members = memberEntries(node);
  const names = members.map(({ key }) => key.replace(/\?$/, ""));
  checkDeprecation(node, [], references);
  for (const { value } of members) checkDeprecation(value, names, references);
  if (type.kind === "record") for (const rule of itemsOf(get(node, "rules"))) checkRule(rule, names, references);
}

/** The fields, values or variants of a type. */
function memberEntries(node: SourceNode): readonly SourceEntry[] {
  return entriesOf(get(node, "record") ?? get(node, "enum") ?? get(get(node, "union"), "variants"));
}

function checkRule(node: SourceNode, fields: readonly string[], { report }: References): void {
  for (const { key: rule, value } of entriesOf(node)) {
    for (const { name, origin } of namesIn(value)) {
      if (!fields.includes(name))
        report("AW2122", origin, { rule, name: shown(name) }, { help: didYouMean(name, fields) });
    }
  }
}

/** The fields that a rule names: a list of them, or a mapping from one to such a list. */
function namesIn(node: SourceNode): readonly { readonly name: string; readonly origin: SourceNode["origin"] }[] {
  const items = itemsOf(node).map((item) => ({ name: textOf(item) ?? "", origin: item.origin }));
  const entries = entriesOf(node).flatMap(({ key, keyOrigin, value }) => [{ name: key, origin: keyOrigin }, ...namesIn(value)]); // prettier-ignore
  return [...items, ...entries].filter(({ name }) => name !== "");
}

/** What a deprecation points to exists. */
function checkDeprecation(node: SourceNode, siblings: readonly string[], { known, partial, report }: References): void {
  const use = get(get(node, "deprecated"), "use");
  const name = textOf(use);
  if (!use || name === undefined || partial || siblings.includes(name) || known.has(name)) return;
  report("AW2170", use.origin, { name: shown(name) }, { help: didYouMean(name, [...siblings, ...known]) });
}

// ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function checkAction(node: SourceNode, action: Action | undefined, references: References): void {
  if (!action) return;
  checkDeprecation(node, [], references);
  checkParameters(get(node, "http"), references);
  checkPlaceholders(get(get(node, "http"), "path"), action, references.report);
  checkAuth(get(node, "auth"), action, references);
  checkErrors(get(node, "errors"), action.errors, references);
  checkPagination(get(node, "pagination"), action, references);
  checkPoll(get(node, "poll"), action, references);
}

function checkParameters(http: SourceNode | undefined, references: References): void {
  const parameters = ["pathParams", "query", "headers"].flatMap((place) => entriesOf(get(http, place)));
  const names = parameters.map(({ key }) => key.replace(/\?$/, ""));
  for (const { value } of parameters) checkDeprecation(value, names, references);
}

function checkPlaceholders(path: SourceNode | undefined, action: Action, report: Report): void {
  const wires = action.parameters.filter(({ place }) => place === "path").map(({ wire }) => wire);
  for (const match of (textOf(path) ?? "").matchAll(/\{([^{}]*)\}/g)) {
    const name = match[1] ?? "";
    if (!path || wires.includes(name)) continue;
    const [free] = wires.filter((wire) => !textOf(path)?.includes(`{${wire}}`));
    const help =
      didYouMean(name, wires) ?? (free === undefined ? "add it to `pathParams`" : `did you mean \`${free}\`?`);
    report("AW2150", partOf(path, match.index, match.index + match[0].length), { action: action.name, name: shown(name) }, { help }); // prettier-ignore
  }
}

function checkAuth(node: SourceNode | undefined, action: Action, { model, report }: References): void {
  const schemes = model.auth.map(({ name }) => name);
  for (const item of node?.kind === "list" ? node.items : node ? [node] : []) {
    const name = textOf(item);
    if (name === undefined || name === "" || name === "none" || schemes.includes(name)) continue;
    const help = didYouMean(name, schemes) ?? (schemes.length ? `known here: ${quoted(schemes)}` : undefined);
    report("AW2161", item.origin, { action: action.name, name: shown(name) }, { help });
  }
}

/** The fields that are lifted out of an error's body. */
function checkErrors(table: SourceNode | undefined, errors: Model["errors"], references: References): void {
  for (const { key, value } of entriesOf(table)) {
    const body = errors.find(({ status }) => status === key)?.slot.type;
    for (const lifted of ["code", "message"]) checkPath(get(value, lifted), body, references);
  }
}

function checkPagination(node: SourceNode | undefined, action: Action, references: References): void {
  const request = get(node, "request");
  const name = textOf(request);
  const inputs = inputMembers(action, references.types);
  const input = inputs.find(({ property }) => property === camelCase(name ?? ""));
  const isOpen = action.body.kind === "value" && isUnknown(action.body.slot.type, references);
  if (request && name && !input && !isOpen) {
    const help = didYouMean(name, inputs.map((input) => input.name)); // prettier-ignore
    references.report("AW2159", request.origin, { action: action.name, name: shown(name) }, { help });
  }
  for (const key of ["items", "response"]) checkPath(get(node, key), action.outputs[0]?.slot.type, references);
  if (node && input && action.pagination) checkPages(node, { ...action.pagination, action, input }, references);
}

interface Paged extends Pagination {
  readonly action: Action;
  readonly input: InputMember;
}

/** Pages are lists, of one type. What does not resolve has been told. */
function checkPages(node: SourceNode, paged: Paged, references: References): void {
  const { report, types } = references;
  const { action, items } = paged;
  const [output, ...others] = action.outputs;
  if (!output) return;
  const list = typeAt(output.slot.type, items, types);
  if (list && list.kind !== "list" && !isUnknown(list, references))
    report("AW2173", placeOf(node, "items"), { name: nameOf(list, references) });
  const other = others.find(({ slot }) => !isUnit(slot.type, types) && !isSame(slot.type, output.slot.type, types));
  if (other) report("AW2177", other.slot.typeOrigin, { action: action.name, status: other.status });
  checkNext(node, output.slot.type, { ...paged, references });
}

/** A page leads on to the next: by what it holds, or by a number that is known. */
function checkNext(node: SourceNode, page: Type, paged: Paged & { readonly references: References }): void {
  const { action, kind, input, response, references } = paged;
  const { report, types } = references;
  if (kind === "cursor" && !response) return report("AW2169", placeOf(node, "kind"), { action: action.name });
  const next = response ? typeAt(page, response, types) : counted;
  if (next && !canTake(input.type, next, references)) {
    const params = { name: input.name, type: nameOf(bareType(input.type, types), references), given: nameOf(next, references) }; // prettier-ignore
    return report("AW2174", placeOf(node, response ? "response" : "request"), params);
  }
  const isCounted = kind === "page" && !response;
  if (isCounted && !input.required && typeof input.standard !== "number")
    report("AW2172", placeOf(node, "request"), { name: input.name });
}

/** The value of a key, or of the first that is always there. */
function placeOf(node: SourceNode, key: string): Origin {
  return (get(node, key) ?? get(node, "kind") ?? node).origin;
}

/** The type of what is counted. */
const counted: Type = { kind: "scalar", scalar: "u32" };

/** Whether an input takes what an answer holds: of the same name, or of what one of the names stands for. */
function canTake(input: Type, given: Type, references: References): boolean {
  const { types } = references;
  const [to, from] = [bareType(input, types), bareType(given, types)];
  if (isUnknown(to, references) || isUnknown(from, references)) return true;
  const [toBase, fromBase] = [baseType(to, types), baseType(from, types)];
  if (to !== toBase && from !== fromBase) return isSame(to, from, types);
  return isJson(toBase) || isSame(toBase, fromBase, types) || (isNumber(toBase) && isNumber(fromBase));
}

/** What an opaque type or a newtype stands for; any other type itself. */
function baseType(type: Type, types: References["types"]): Type {
  const named = type.kind === "named" ? types.get(type.target) : undefined;
  const isName = named?.kind === "opaque" || named?.kind === "newtype";
  return isName ? baseType(bareType(named.slot.type, types), types) : type;
}

function isSame(one: Type, other: Type, types: References["types"]): boolean {
  return JSON.stringify(resolveAliases(one, types)) === JSON.stringify(resolveAliases(other, types));
}

function isUnit(type: Type, types: References["types"]): boolean {
  const resolved = resolveAliases(type, types);
  return resolved.kind === "scalar" && resolved.scalar === "unit";
}

function isJson(type: Type): boolean {
  return type.kind === "scalar" && type.scalar === "json";
}

function isNumber(type: Type): boolean {
  return type.kind === "scalar" && /^[uif]\d+$/.test(type.scalar);
}

function checkPoll(node: SourceNode | undefined, action: Action, references: References): void {
  const { actions, types, partial, report } = references;
  const target = get(node, "with");
  const name = textOf(target);
  if (!target || !name) return;
  const asked = actions.get(name);
  if (!asked) {
    if (!partial) report("AW2160", target.origin, { name: shown(name) }, { help: didYouMean(name, actions.keys()) });
    return;
  }
  for (const key of ["until", "failed"])
    checkPath(get(get(node, key), "field"), asked.outputs[0]?.slot.type, references);
  for (const input of partial ? [] : unmetInputs(action, asked, types))
    report("AW2168", target.origin, { action: action.name, asked: asked.name, name: input });
}

/** What the polled action demands and the answer does not give. */
function unmetInputs(action: Action, asked: Action, types: References["types"]): readonly string[] {
  const given = new Set(pollInputs(action, asked, types).map(({ property }) => property));
  const unmet = inputMembers(asked, types).filter(({ property, required }) => required && !given.has(property));
  return unmet.map(({ name }) => name);
}

// ── Paths ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Reports the first step of a dotted path that no field has. */
function checkPath(node: SourceNode | undefined, start: Type | undefined, references: References): void {
  const { report, types } = references;
  const steps = textOf(node)?.split(".") ?? [];
  let [type, offset] = [start, 0];
  for (const step of steps) {
    const bare = type && bareType(type, types);
    if (!node || !bare || isUnknown(bare, references)) return;
    const fields = fieldsOf(bare, types);
    const field = fields.find(({ property }) => property === camelCase(step));
    if (!field) {
      const names = fields.map(({ name }) => name);
      const help = didYouMean(step, names) ?? (names.length ? `known here: ${quoted(names)}` : undefined);
      const params = { name: shown(step), type: nameOf(bare, references) };
      report("AW2158", partOf(node, offset, offset + step.length), params, { help });
      return;
    }
    [type, offset] = [field.type, offset + step.length + 1];
  }
}

/** What was reported elsewhere has any field. */
function isUnknown(type: Type, { types }: References): boolean {
  return type.kind === "unresolved" || (type.kind === "named" && !types.has(type.target));
}

function nameOf(type: Type, { types }: References): string {
  if (type.kind === "scalar") return type.scalar;
  return type.kind === "named" ? (types.get(type.target)?.name ?? "") : type.kind;
}
