// What a spec names besides types: fields, actions, auth schemes and placeholders. Looks at the documents and the model side
// by side, so that each name is reported where it stands and as it is written.
import type { Report } from "../diagnostics.js";
import { allActions, inputMembers, pollInputs, resolveAliases, typesById, type Action, type Field, type Model, type NamedType, type Type } from "../model.js"; // prettier-ignore
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
  const isKnown = action.body.kind === "value" || inputs.some(({ property }) => property === camelCase(name ?? ""));
  if (request && name && !isKnown) {
    const help = didYouMean(name, inputs.map((input) => input.name)); // prettier-ignore
    references.report("AW2159", request.origin, { action: action.name, name: shown(name) }, { help });
  }
  for (const key of ["items", "response"]) checkPath(get(node, key), action.outputs[0]?.slot.type, references);
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
  const steps = textOf(node)?.split(".") ?? [];
  let [type, offset] = [start, 0];
  for (const step of steps) {
    const bare = bareType(type, references);
    if (!node || !bare || isUnknown(bare, references)) return;
    const fields = fieldsOf(bare, references);
    const field = fields.find(({ property }) => property === camelCase(step));
    if (!field) {
      const names = fields.map(({ name }) => name);
      const help = didYouMean(step, names) ?? (names.length ? `known here: ${quoted(names)}` : undefined);
      const params = { name: shown(step), type: nameOf(bare, references) };
      references.report("AW2158", partOf(node, offset, offset + step.length), params, { help });
      return;
    }
    [type, offset] = [field.type, offset + step.length + 1];
  }
}

/** The type without aliases and `nullable`. */
function bareType(type: Type | undefined, references: References): Type | undefined {
  const resolved = type && resolveAliases(type, references.types);
  return resolved?.kind === "nullable" ? bareType(resolved.inner, references) : resolved;
}

/** What was reported elsewhere has any field. */
function isUnknown(type: Type, { types }: References): boolean {
  return type.kind === "unresolved" || (type.kind === "named" && !types.has(type.target));
}

function fieldsOf(type: Type | undefined, references: References): readonly Field[] {
  const bare = bareType(type, references);
  const record = bare?.kind === "named" ? references.types.get(bare.target) : undefined;
  return record?.kind === "record" ? record.fields : [];
}

function nameOf(type: Type, { types }: References): string {
  if (type.kind === "scalar") return type.scalar;
  return type.kind === "named" ? (types.get(type.target)?.name ?? "") : type.kind;
}
