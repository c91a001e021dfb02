// Drafts and their names → the documents of a spec, as nodes that remember where in the OpenAPI document they come from.
import { groupBy } from "../group.js";
import type { Origin } from "../model.js";
import { capitalize, fieldCases, inValueCase, trainCase, valueCases, wordsOf, type FieldCase, type ValueCase } from "../names.js"; // prettier-ignore
import { entriesOf, textOf, type SourceNode } from "../source.js";
import { listOf, mapOf, nodeOf, scalar } from "./build.js";
import { noAbout, type About, type ActionDraft, type BodyDraft, type ConstraintDraft, type Declaration, type EnumValueDraft, type ParameterDraft, type RecordDraft, type ResponseDraft, type SlotDraft, type TypeDraft, type UnionDraft, type VariantDraft } from "./draft.js"; // prettier-ignore
import { exampleNode } from "./examples.js";
import { ownExtensions, saidOf } from "./note.js";
import { inModuleOrder } from "./own-api.js";
import { actionPairs, answerPairs, pairsOf, rulesNode, snakeNode, valuePairs, wired } from "./own-pairs.js";
import { reachedFrom, type Placed } from "./names.js";
import { aboutPairs, extensionPairs, type Telling } from "./told.js";
import { claim, fieldNames, inTurn, isImplied, pascalNames, snakeNames, valueNames } from "./naming.js";

export interface SpecDrafts {
  readonly declarations: readonly Declaration[];
  readonly actions: readonly ActionDraft[];
  readonly placed: ReadonlyMap<Declaration, Placed>;
}

interface ModulesContext extends Pick<Writing, "fieldCase" | "isVerbatim"> {
  /** What is said of modules, by their names. */
  readonly about: ReadonlyMap<string, About>;
}

/** The documents of modules, by their names. */
export function moduleDocuments(modules: readonly string[], drafts: SpecDrafts, { fieldCase, about, isVerbatim }: ModulesContext): ReadonlyMap<string, SourceNode> {
  const { declarations, actions, placed } = drafts;
  const sent = reachedFrom(actions.flatMap(({ parameters, request }) => [...parameters.map(({ slot }) => slot), ...(request ? [request] : [])]));
  const answered = reachedFrom(actions.flatMap(({ outputs, errors }) => [...outputs, ...errors].map(({ slot }) => slot)));
  const types = groupBy(declarations.filter(({ body }) => body), (each) => placed.get(each)?.module ?? "");
  const calls = groupBy(actions, ({ owner }) => owner.module);
  return new Map(
    modules.map((module) => {
      const writing: Writing = { module, placed, fieldCase, sent, answered, isVerbatim };
      return [module, moduleNode({ about: about.get(module), types: types.get(module) ?? [], actions: calls.get(module) ?? [] }, writing)] as const;
    }),
  );
} // prettier-ignore

/** What the writers of a module need to know. */
interface Writing extends Telling {
  readonly module: string;
  readonly placed: ReadonlyMap<Declaration, Placed>;
  readonly fieldCase: FieldCase;
  /** What is sent, and what is answered. */
  readonly sent: ReadonlySet<Declaration>;
  readonly answered: ReadonlySet<Declaration>;
}

type Pair = readonly [key: string, value: SourceNode | undefined];

interface ModuleParts {
  readonly about: About | undefined;
  readonly types: readonly Declaration[];
  readonly actions: readonly ActionDraft[];
}

function moduleNode({ about = noAbout, types, actions }: ModuleParts, writing: Writing): SourceNode {
  const origin = types[0]?.origin ?? actions[0]?.origin ?? nowhere;
  const ordered = inModuleOrder(types, about, { member: "types", nameOf: (type) => writing.placed.get(type)?.name ?? "" }); // prettier-ignore
  const calls = inModuleOrder(actions, about, { member: "actions", nameOf: ({ owner }) => owner.name });
  const named = ordered.map((type) => [writing.placed.get(type)?.name ?? "", typeNode(type, writing)] as const);
  return mapOf(
    [
      ["module", scalar(writing.module, origin)],
      ["docs", about.docs === undefined ? undefined : scalar(about.docs, origin)],
      ["types", named.length ? mapOf(named, origin) : undefined],
      ["actions", calls.length ? mapOf(calls.map((action) => [action.owner.name, actionNode(action, writing)] as const), origin) : undefined], // prettier-ignore
      ...extensionPairs(about),
    ],
    origin,
  );
}

export const nowhere: Origin = { file: "", start: 0, end: 0 };

/** The case that gives back the wire names of most fields, and all keys of payloads whose names are known. */
export function mostCommonCase({ declarations, actions }: Pick<SpecDrafts, "declarations" | "actions">): FieldCase {
  const fields = declarations.flatMap(({ body }) =>
    body?.kind === "record" ? body.fields.map(({ wire }) => wire) : [],
  );
  const parameters = actions.flatMap((action) => action.parameters.filter(({ place }) => place !== "header").map(({ wire }) => wire)); // prettier-ignore
  const wires = [...fields, ...parameters].map((wire) => [snakeNames(wire)[0] ?? "", wire] as const);
  const count = (to: FieldCase): number => wires.filter(([name, wire]) => isImplied(name, wire, to)).length;
  const variants = declarations.flatMap(({ body }) => (body?.kind === "union" ? body.variants : []));
  const fits = (to: FieldCase): boolean => variants.every(({ content, own }) => content === undefined || own?.content === undefined || isImplied(own.content, content, to)); // prettier-ignore
  const fitting = fieldCases.filter(fits);
  return (fitting.length > 0 ? fitting : fieldCases).reduce((best, candidate) =>
    count(candidate) > count(best) ? candidate : best,
  );
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function typeNode(declaration: Declaration, writing: Writing): SourceNode {
  const { body, about, origin } = declaration;
  const params = declaration.params && listOf(declaration.params.map((name) => scalar(name, origin)), origin); // prettier-ignore
  return mapOf([...aboutPairs(about, origin, writing), ["params", params], ...(body ? bodyPairs(body, declaration, writing) : []), ...extensionPairs(about)], origin); // prettier-ignore
}

function bodyPairs(body: BodyDraft, declaration: Declaration, writing: Writing): readonly Pair[] {
  const { origin, about } = declaration;
  switch (body.kind) {
    case "record":
      return [...recordPairs(body, declaration, writing), ["examples", examplesNode(declaration.tags.size ? [] : body.examples)]]; // prettier-ignore
    case "enum":
      return [
        ["enum", enumNode(body.values, origin, writing)],
        ["closed", saidOf(about, "closed")],
      ];
    case "union":
      return [
        ["union", unionNode(body, declaration, writing)],
        ["examples", examplesNode(body.examples ?? [])],
      ];
    case "slot":
      return slotTypePairs({ ...body.slot, about }, writing);
  }
}

/** Texts are opaque, other scalars newtypes; what else has a second name has an alias. */
function slotTypePairs(slot: SlotDraft, writing: Writing): readonly Pair[] {
  const { type } = slot;
  const more = slotPairs(slot).filter(([key]) => key !== "default");
  const kind = textOf(saidOf(slot.about, "kind"));
  if (kind === "alias" || kind === "newtype") return [[kind, typeText(type, slot.origin, writing)], ...more];
  if (type.kind === "scalar" && type.scalar === "string") return [["opaque", scalar("string", slot.origin)], ...more];
  const isNominal = type.kind === "scalar" && type.scalar !== "json";
  return [[isNominal ? "newtype" : "alias", typeText(type, slot.origin, writing)], ...more];
}

function recordPairs({ fields: all, rules = [] }: RecordDraft, declaration: Declaration, writing: Writing): readonly Pair[] {
  const isOneWay = ({ readOnly, writeOnly }: SlotDraft): boolean => (readOnly && writing.sent.has(declaration)) || (writeOnly && writing.answered.has(declaration)); // prettier-ignore
  const fields = all.filter(({ wire }) => !declaration.tags.has(wire));
  const names = fieldNames(fields.map(wired), writing.fieldCase);
  const pairs = fields.map(({ wire, optional, slot }, index): Pair => {
    const name = names[index] ?? "";
    const wirePair: Pair = ["wire", isImplied(name, wire, writing.fieldCase) ? undefined : scalar(wire, slot.origin)];
    return [optional || isOneWay(slot) ? `${name}?` : name, memberNode(slot, [wirePair], writing)];
  });
  const nameOf = (wire: string): string => names[fields.findIndex((field) => field.wire === wire)] ?? wire;
  return [["record", mapOf(pairs, declaration.origin)], ["rules", rulesNode(rules, nameOf)]];
} // prettier-ignore

/** A type, or a long form where more is said. */
function memberNode(slot: SlotDraft, more: readonly Pair[], writing: Writing): SourceNode {
  const type = typeText(slot.type, slot.origin, writing);
  const pairs: readonly Pair[] = [["type", type], ...more, ...slotPairs(slot), ...aboutPairs(slot.about, slot.origin, writing), ...extensionPairs(slot.about)]; // prettier-ignore
  const given = pairs.filter(([, value]) => value);
  return given.length === 1 ? type : mapOf(given, slot.origin);
}

function slotPairs({ constraints, sensitive, examples, default: value, about, origin }: SlotDraft): readonly Pair[] {
  const general = saidOf(about, "constraints");
  return [
    ...(general ? [["constraints", general] as const] : constraintPairs(constraints)),
    ["sensitive", sensitive ? scalar(true, origin) : saidOf(about, "sensitive")],
    ...valuePairs(about),
    ["default", value],
    ["examples", examplesNode(examples)],
  ];
}

function constraintPairs(constraints: ConstraintDraft): readonly Pair[] {
  return constraints.map(([key, value, origin]) => [key, scalar(value, origin)]);
}

function examplesNode(examples: readonly SourceNode[]): SourceNode | undefined {
  const [first] = examples;
  return first && listOf(examples, first.origin);
}

function enumNode(values: Extract<BodyDraft, { kind: "enum" }>["values"], origin: Origin, writing: Writing): SourceNode {
  const taken = new Set<string>();
  const candidates = ({ wire, name }: EnumValueDraft): readonly string[] => {
    const given = name !== undefined && /^[A-Za-z0-9_]+$/.test(name) ? [name] : [];
    return [...given, ...(typeof wire === "number" ? numberNames(wire) : valueNames(wire))];
  };
  const names = inTurn(values, (value) => candidates(value)[0] === value.wire, (value) => claim(candidates(value), { taken }));
  return mapOf(
    values.map(({ wire, docs, own }, index): Pair => {
      const key = names[index] ?? "";
      if (own) return [key, mapOf([["wire", key === wire ? undefined : scalar(wire, origin)], ...aboutPairs(own, origin, writing), ...extensionPairs(own)], origin)];
      const about = docs === undefined ? undefined : scalar(docs, origin);
      return [key, key === wire && about ? about : mapOf([["wire", key === wire ? undefined : scalar(wire, origin)], ["docs", about]], origin)];
    }),
    origin,
  );
} // prettier-ignore

function numberNames(value: number): readonly string[] {
  return [value < 0 ? `minus_${-value}` : `value_${value}`];
}

// ── Unions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function unionNode({ tagging, tag, variants }: UnionDraft, { origin, about }: Declaration, writing: Writing): SourceNode {
  const taken = new Set<string>();
  const namesOf = ({ wire, own }: VariantDraft): readonly string[] => [...(own?.name === undefined ? [] : pascalNames(own.name)), ...pascalNames(wire)];
  const nameOf = (variant: VariantDraft): string => claim(namesOf(variant), { taken, keyOf: (name) => name.toLowerCase() });
  const names = inTurn(variants, (variant) => variant.own !== undefined || namesOf(variant)[0] === variant.wire, nameOf);
  const named = variants.map((variant, index) => ({ variant, name: names[index] ?? "" }));
  const hasWire = tagging !== "untagged";
  const fits = (valueCase: ValueCase): boolean => named.every(({ variant, name }) => inValueCase(name, valueCase) === variant.wire); // prettier-ignore
  const valueCase = hasWire ? valueCases.find(fits) : "asWritten";
  const nodes = named.map(({ variant, name }): Pair => {
    const wire = hasWire && valueCase === undefined && variant.wire !== name ? scalar(variant.wire, origin) : undefined;
    return [name, variantNode(variant, wire, { origin, writing })];
  });
  return mapOf(
    [
      ["tagging", tagging === "internal" ? undefined : scalar(tagging, origin)],
      ["tag", tag === undefined ? undefined : scalar(tag, origin)],
      ["valueCase", valueCase === undefined || valueCase === "asWritten" ? undefined : scalar(valueCase, origin)],
      ["closed", saidOf(about, "closed")],
      ["variants", mapOf(nodes, origin)],
    ],
    origin,
  );
} // prettier-ignore

interface VariantContext {
  readonly origin: Origin;
  readonly writing: Writing;
}

function variantNode({ payload, content, docs, own }: VariantDraft, wire: SourceNode | undefined, { origin, writing }: VariantContext): SourceNode {
  const about: About = own?.about ?? { docs, deprecated: false, extensions: [] };
  if (!payload) return mapOf([["wire", wire], ...aboutPairs(about, origin, writing), ...extensionPairs(about)], origin);
  const given = own?.content !== undefined && content !== undefined && isImplied(own.content, content, writing.fieldCase) ? own.content : undefined;
  const key = given ?? (content === undefined ? undefined : contentName(content, writing.fieldCase));
  const slot = { ...payload, default: undefined, about: { ...payload.about, docs: docs ?? payload.about.docs } };
  return memberNode(slot, [["content", key === undefined ? undefined : scalar(key, origin)], ["wire", wire]], writing);
} // prettier-ignore

/** The name that gives the key back; without one, the check of the language refuses the union, and it is any JSON. */
function contentName(wire: string, fieldCase: FieldCase): string {
  return snakeNames(wire).find((name) => isImplied(name, wire, fieldCase)) ?? `${wire} `;
}

// ── Type expressions ────────────────────────────────────────────────────────────────────────────────────────────────

function typeText(type: TypeDraft, origin: Origin, writing: Writing): SourceNode {
  return scalar(expression(type, writing), origin);
}

function expression(type: TypeDraft, writing: Writing): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `list<${expression(type.item, writing)}>`;
    case "map":
      return `map<${expression(type.value, writing)}>`;
    case "nullable":
      return `nullable<${expression(type.inner, writing)}>`;
    case "named": {
      const placed = writing.placed.get(type.target);
      if (!placed) return "json";
      const name = placed.module === writing.module ? placed.name : `${placed.module}.${placed.name}`;
      return type.args ? `${name}<${type.args.map((arg) => expression(arg, writing)).join(", ")}>` : name;
    }
    case "parameter":
      return type.name;
  }
}

// ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function actionNode(action: ActionDraft, writing: Writing): SourceNode {
  const { http, request, outputs, errors, auth, examples, about, origin } = action;
  const sent = request && memberNode({ ...request, default: undefined }, [], { ...writing, isVerbatim: () => true });
  return mapOf(
    [
      ...aboutPairs(about, origin, writing),
      ["http", http && httpNode(http, action, writing)],
      ["request", sent && withoutKeys(sent, ["deprecated"])],
      ["output", outputNode(outputs, origin, writing)],
      ["errors", errors.length ? errorsNode(errors, origin, writing) : undefined],
      ["auth", auth && authNode(auth, origin)],
      ...actionPairs(about),
      ["examples", examplesNode(examples.map((example) => exampleNode(example, action)))],
      ...extensionPairs(about),
    ],
    origin,
  );
} // prettier-ignore

/** The table of errors of the whole API, where every type has its module's name. */
export function errorTable(errors: readonly ResponseDraft[], { placed }: Pick<SpecDrafts, "placed">): SourceNode {
  const writing: Writing = {
    module: "",
    placed,
    fieldCase: "snake_case",
    sent: new Set(),
    answered: new Set(),
    isVerbatim: () => true,
  };
  return errorsNode(errors, errors[0]?.slot.origin ?? nowhere, writing);
}

/** Errors by status. */
function errorsNode(errors: readonly ResponseDraft[], origin: Origin, writing: Writing): SourceNode {
  return mapOf(
    errors.map((error) => [error.status, answerNode(error, writing, true)] as const),
    origin,
  );
}

function authNode(names: readonly string[], origin: Origin): SourceNode {
  const [name = "none", ...others] = names;
  return others.length ? nodeOf([...names], origin) : scalar(name, origin);
}

function httpNode({ method, path, accept, contentType, form }: NonNullable<ActionDraft["http"]>, { parameters, about, origin }: ActionDraft, writing: Writing): SourceNode {
  const names = fieldNames(parameters.map(wired), writing.fieldCase);
  const named = parameters.map((parameter, index) => ({ parameter, name: names[index] ?? "" }));
  const at = (place: ParameterDraft["place"]): SourceNode | undefined => {
    const own = named.filter(({ parameter }) => parameter.place === place);
    return own.length ? mapOf(own.map(({ parameter, name }) => [parameter.optional ? `${name}?` : name, parameterNode(parameter, name, writing)] as const), origin) : undefined;
  };
  return mapOf(
    [
      ["method", scalar(method, origin)],
      ["path", scalar(path, origin)],
      ["pathParams", at("path")],
      ["query", at("query")],
      ["headers", at("header")],
      ["contentType", contentType === undefined ? undefined : scalar(contentType, origin)],
      ["form", form && scalar(form, origin)],
      ["accept", accept === undefined ? undefined : scalar(accept, origin)],
      ...pairsOf(ownExtensions(entriesOf(saidOf(about, "http")))),
    ],
    origin,
  );
} // prettier-ignore

function parameterNode(
  { wire, place, slot, style, explode }: ParameterDraft,
  name: string,
  writing: Writing,
): SourceNode {
  const isSame = place === "header" ? trainCase(name).toLowerCase() === wire.toLowerCase() : isImplied(name, wire, writing.fieldCase); // prettier-ignore
  const more: readonly Pair[] = [
    ["wire", isSame ? undefined : scalar(wire, slot.origin)],
    ["style", style && scalar(style, slot.origin)],
    ["explode", explode === undefined ? undefined : scalar(explode, slot.origin)],
    ["name", snakeNode(saidOf(slot.about, "property"))],
  ];
  return memberNode(slot, more, writing);
}

function outputNode(outputs: readonly ResponseDraft[], origin: Origin, writing: Writing): SourceNode | undefined {
  const [only, ...others] = outputs;
  if (!only) return undefined;
  const isTable = only.own && saidOf(only.own, "outcome") !== undefined;
  if (others.length === 0 && !isTable)
    return answerNode(only.own ? only : { ...only, docs: telling(only.docs) }, writing);
  return mapOf(outputs.map((output) => [output.status, answerNode(output, writing)] as const), origin); // prettier-ignore
}

/** What is said of the only success, unless it says no more than that it is one. */
function telling(docs: string | undefined): string | undefined {
  return docs !== undefined && /^(ok|done|success\w*|(a )?(successful|default) (operation|response|request|execution)|response|no content|created|accepted)[.!]?$/i.test(docs) ? undefined : docs; // prettier-ignore
}

/** Errors have no constraints: whatever their body is, the status is what counts. */
function answerNode({ slot, docs, own }: ResponseDraft, writing: Writing, isError = false): SourceNode {
  const extensions = own ? [...own.extensions, ...slot.about.extensions] : [];
  const about: About = { docs, deprecated: false, extensions };
  return memberNode({ ...slot, default: undefined, about, ...(isError ? { constraints: [], examples: [], sensitive: false } : {}) }, answerPairs(about), { ...writing, isVerbatim: () => true }); // prettier-ignore
}

function withoutKeys(node: SourceNode, keys: readonly string[]): SourceNode {
  return node.kind === "map" ? { ...node, entries: entriesOf(node).filter(({ key }) => !keys.includes(key)) } : node;
}

/** `nexigon-hub` → `Nexigon Hub`. */
export function titleOf(name: string): string {
  return wordsOf(name).map(capitalize).join(" ");
}
