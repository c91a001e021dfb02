// What the language refuses of a spec that was made from a document: found by the language's own checks, and taken back to
// something weaker until nothing is refused. Each step takes something away, so there is an end to it.
import { check } from "../check.js";
import { createReport, type Code, type Diagnostic } from "../diagnostics.js";
import { lower } from "../lower.js";
import type { Origin } from "../model.js";
import { capitalize, shown, wordsOf } from "../names.js";
import { get, locate, textOf, type Source, type SourceEntry, type SourceNode } from "../source.js";
import { validate } from "../validate.js";
import { mapOf, scalar } from "./build.js";
import type { Lose } from "./document.js";
import { memberName, type IsNote } from "./note.js";

/** The documents of a spec: `api.yaml`, and the modules by name. */
export interface SpecDocuments {
  readonly api: SourceNode;
  readonly modules: ReadonlyMap<string, SourceNode>;
}

/** After so many rounds something is wrong with this file and not with a document. */
const ROUNDS = 40;

/** The spec as far as the language takes it. What is taken away is told at its place in the document, notes before all else. */
export function settle(start: SpecDocuments, lose: Lose, isNote: IsNote): SpecDocuments {
  let spec = start;
  for (let round = 0; round < ROUNDS; round++) {
    const { faults, places } = findFaults(spec);
    const fixes = faults.flatMap((fault) => fixOf(fault, { places, spec, isNote }));
    if (fixes.length === 0) return spec;
    for (const { loss } of fixes) lose(...loss);
    spec = changed(spec, fixes);
  }
  return spec;
}

// ── Finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A place of the spec: the module (`undefined` for the API), the way to it, and where it comes from. */
interface Place {
  readonly module: string | undefined;
  readonly tokens: readonly string[];
  readonly origin: Origin;
}

interface Found {
  readonly faults: readonly Diagnostic[];
  readonly places: readonly Place[];
}

function findFaults({ api, modules }: SpecDocuments): Found {
  const places: Place[] = [];
  const mark = (node: SourceNode, module: string | undefined): SourceNode => marked(node, { module, tokens: [] }, places);
  const source: Source = {
    files: [],
    api: mark(api, undefined),
    modules: [...modules].map(([name, root]) => ({ name, origin: placeOf({ module: undefined, tokens: ["modules"], origin: root.origin }, places), root: mark(root, name) })),
  };
  const report = createReport();
  validate(source, report);
  const model = lower(source, report);
  if (model) check(model, report);
  return { faults: report.all.filter(({ severity }) => severity === "error"), places };
} // prettier-ignore

/** A made-up span that stands for a place: as many as there are nodes, in the order of the text. */
function placeOf(place: Place, places: Place[]): Origin {
  places.push(place);
  return { file: "spec", start: places.length - 1, end: places.length - 1 };
}

/** A node whose origins are its places in the spec. */
function marked(node: SourceNode, at: Omit<Place, "origin">, places: Place[]): SourceNode {
  const origin = placeOf({ ...at, origin: node.origin }, places);
  const below = (token: string): Omit<Place, "origin"> => ({ ...at, tokens: [...at.tokens, token] });
  switch (node.kind) {
    case "scalar":
      return { ...node, origin };
    case "list":
      return { ...node, origin, items: node.items.map((item, index) => marked(item, below(String(index)), places)) };
    case "map": {
      const entries = node.entries.map((entry): SourceEntry => {
        const keyOrigin = placeOf({ ...below(entry.key), origin: entry.keyOrigin }, places);
        return { key: entry.key, keyOrigin, value: marked(entry.value, below(entry.key), places) };
      });
      return { ...node, origin, entries };
    }
  }
}

// ── Fixing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Fix {
  readonly place: Place;
  /** What to put there; undefined: take it away. */
  readonly value: SourceNode | undefined;
  readonly loss: Parameters<Lose>;
}

interface Context {
  readonly places: readonly Place[];
  readonly spec: SpecDocuments;
  readonly isNote: IsNote;
}

/** Values and constraints that do not fit are left out. */
const values: ReadonlySet<Code> = new Set(["AW2130", "AW2131", "AW2132", "AW2133", "AW2134", "AW2140", "AW2141", "AW2142", "AW2143", "AW2144"]); // prettier-ignore

type Fixer = (place: Place, fault: Diagnostic, context: Context) => readonly Fix[];

/** What is done about a fault where more is known than that it is one. */
const fixers: { readonly [C in Code]?: Fixer } = {
  AW2117: cutCircle,
  AW2153: renameParameter,
  AW2166: (place, fault, context) => renameClass(context.places[fault.related[0]?.origin.start ?? -1] ?? place, fault, context), // prettier-ignore
  AW3008: renameClass,
  AW3009: renameMethod,
};

function fixOf(fault: Diagnostic, context: Context): readonly Fix[] {
  const place = context.places[fault.origin?.start ?? -1];
  if (!place) return [];
  const noted = fixers[fault.code] ? [] : dropNote(place, fault, context);
  if (noted.length > 0) return noted;
  const fix = fixers[fault.code] ?? (values.has(fault.code) ? dropValue : giveUp);
  return fix(place, fault, context);
}

/** What a note says is taken back as a whole: the document says enough without it. */
function dropNote(place: Place, { message }: Diagnostic, { spec, isNote }: Context): readonly Fix[] {
  for (let length = 1; length <= place.tokens.length; length++) {
    const at = { ...place, tokens: place.tokens.slice(0, length) };
    const node = nodeAt(spec, at);
    const member = at.tokens.at(-1) ?? "";
    if (!node || !isNote(node.origin)) continue;
    const value = member === "deprecated" ? mapOf([], node.origin) : undefined; // that it is, is said without the note
    return [{ place: at, value, loss: ["AW6050", node.origin, { what: memberName(member), problem: message }] }];
  }
  return [];
}

/** The nearest entry around a place that can be taken away as a whole. */
const removable: ReadonlySet<string> = new Set(["default", "examples", "pattern", "format", "min", "max", "minLength", "maxLength", "minItems", "maxItems"]); // prettier-ignore

function dropValue(place: Place, fault: Diagnostic, { spec }: Context): readonly Fix[] {
  const named = place.tokens.findLastIndex((token) => removable.has(token));
  const key = fault.code === "AW2130" ? /^`(\w+)`/.exec(fault.message)?.[1] : undefined;
  const isListed = place.tokens[named] === "examples" && place.tokens.length > named + 1;
  const tokens = place.tokens.slice(0, named + (isListed ? 2 : 1));
  if (named < 0) return giveUp(place, fault);
  const own = key === undefined ? tokens : [...tokens.slice(0, -1), key];
  const at = { ...place, tokens: nodeAt(spec, { ...place, tokens: own }) ? own : tokens };
  const what = isListed ? "an example" : `\`${at.tokens.at(-1) ?? ""}\``;
  return [{ place: at, value: undefined, loss: ["AW6040", place.origin, { what, problem: fault.message }] }];
}

/** Fields through which a type needs itself take any value. */
function cutCircle(place: Place, fault: Diagnostic, { spec, places }: Context): readonly Fix[] {
  const [, type = ""] = place.tokens;
  const circle = [place, ...fault.related.flatMap(({ origin }) => places[origin.start] ?? [])].map(({ module, tokens }) => `${module ?? ""}.${tokens[1] ?? ""}`); // prettier-ignore
  const tokens = ["types", type, "record"];
  const record = nodeAt(spec, { ...place, tokens });
  const leads = (value: SourceNode): boolean => {
    const text = textOf(value) ?? textOf(get(value, "type")) ?? "";
    return circle.includes(text) || circle.includes(`${place.module ?? ""}.${text}`);
  };
  const fields = record?.kind === "map" ? record.entries.filter(({ key, value }) => !key.endsWith("?") && leads(value)) : []; // prettier-ignore
  if (fields.length === 0) return giveUp(place, fault);
  return fields.map(({ key, value }): Fix => {
    const inner = value.kind === "map" ? { ...value, entries: value.entries.filter((entry) => entry.key === "docs" || entry.key === "wire") } : undefined; // prettier-ignore
    const node: SourceNode = inner ? { ...inner, entries: [{ key: "type", keyOrigin: value.origin, value: scalar("json", value.origin) }, ...inner.entries] } : scalar("json", value.origin); // prettier-ignore
    return { place: { ...place, tokens: [...tokens, key] }, value: node, loss: ["AW6017", value.origin, { name: type, field: key }] }; // prettier-ignore
  });
}

/** An action whose class has the name of something else gets one of its own: the whole of its name, then with `Call` behind it. */
function renameClass(place: Place, fault: Diagnostic, { spec }: Context): readonly Fix[] {
  const [kind, name = ""] = place.tokens;
  const tokens = ["actions", name, "class"];
  const before = textOf(nodeAt(spec, { ...place, tokens }));
  const whole = wordsOf(name).map(capitalize).join("");
  const wanted = before === undefined ? `${whole}Action` : before.endsWith("Call") ? undefined : `${whole}Call`;
  if (kind !== "actions" || wanted === undefined) return giveUp(place, fault);
  return [{ place: { ...place, tokens }, value: scalar(wanted, place.origin), loss: ["AW6041", place.origin, { what: `the class of \`${name}\``, name: wanted }] }]; // prettier-ignore
}

/** A method that another action of its group has is called after the whole of the action's name. */
function renameMethod(place: Place, fault: Diagnostic, { spec }: Context): readonly Fix[] {
  const [kind, name = ""] = place.tokens;
  const tokens = ["actions", name, "name"];
  if (kind !== "actions" || nodeAt(spec, { ...place, tokens })) return giveUp(place, fault);
  const wanted = wordsOf(name).join("_");
  return [{ place: { ...place, tokens }, value: scalar(wanted, place.origin), loss: ["AW6041", place.origin, { what: `the method of \`${name}\``, name: wanted }] }]; // prettier-ignore
}

/** A parameter that is called as a field of the body is called after its place too. */
function renameParameter(place: Place, fault: Diagnostic, { spec }: Context): readonly Fix[] {
  const key = place.tokens.at(-1) ?? "";
  const prefix = new Map([["pathParams", "path"], ["query", "query"], ["headers", "header"]]).get(place.tokens.at(-2) ?? ""); // prettier-ignore
  const node = nodeAt(spec, place);
  if (prefix === undefined || !node || get(node, "name")) return giveUp(place, fault);
  const name = `${prefix}_${key.replace(/\?$/, "")}`;
  const long = node.kind === "map" ? node : mapOf([["type", node]], node.origin);
  const entry: SourceEntry = { key: "name", keyOrigin: node.origin, value: scalar(name, node.origin) };
  return [{ place, value: { ...long, entries: [...(long.kind === "map" ? long.entries : []), entry], kind: "map", flow: false }, loss: ["AW6041", place.origin, { what: `the parameter \`${key}\``, name }] }]; // prettier-ignore
}

/** A type that the language refuses takes any JSON; an action that it refuses is left out; so is anything else. */
function giveUp(place: Place, { message }: Diagnostic): readonly Fix[] {
  const [kind, name] = place.tokens;
  if (place.module === undefined || name === undefined) {
    if (kind === undefined || ["api", "modules", "actionSpec"].includes(kind)) return [];
    return [{ place: { ...place, tokens: [kind] }, value: undefined, loss: ["AW6031", place.origin, { what: `\`${kind}\``, problem: message }] }]; // prettier-ignore
  }
  const at = { ...place, tokens: [kind ?? "", name] };
  if (kind === "actions") return [{ place: at, value: undefined, loss: ["AW6020", place.origin, { action: shown(name), reason: message }] }]; // prettier-ignore
  const any = mapOf([["alias", scalar("json", place.origin)]], place.origin);
  return [{ place: at, value: any, loss: ["AW6013", place.origin, { problem: message }] }];
}

// ── Changing ────────────────────────────────────────────────────────────────────────────────────────────────────────

function nodeAt({ api, modules }: SpecDocuments, { module, tokens }: Omit<Place, "origin">): SourceNode | undefined {
  const root = module === undefined ? api : modules.get(module);
  return root && locate(root, tokens)?.node;
}

/** All changes of a round at once: a spec may have thousands. */
function changed({ api, modules }: SpecDocuments, fixes: readonly Fix[]): SpecDocuments {
  const trees = new Map<string | undefined, Changes>();
  for (const { place, value } of fixes) {
    const tree = trees.get(place.module) ?? { value: undefined, below: new Map() };
    trees.set(place.module, tree);
    note(tree, place.tokens, value);
  }
  const after = (root: SourceNode, module?: string): SourceNode => {
    const tree = trees.get(module);
    return (tree && put(root, tree)) ?? root;
  };
  return { api: after(api), modules: new Map([...modules].map(([name, root]) => [name, after(root, name)])) };
}

/** What changes at a place, and at places below it. */
interface Changes {
  /** What to put there; null: take it away; undefined: it stays. */
  value: SourceNode | null | undefined;
  readonly below: Map<string, Changes>;
}

function note(tree: Changes, tokens: readonly string[], value: SourceNode | undefined): void {
  let at = tree;
  for (const token of tokens) {
    const next = at.below.get(token) ?? { value: undefined, below: new Map<string, Changes>() };
    at.below.set(token, next);
    at = next;
  }
  at.value = value ?? null;
}

/** A node with changes made, or nothing of it. A list that becomes empty goes too. */
function put(node: SourceNode, { value, below }: Changes): SourceNode | undefined {
  if (value !== undefined) return value ?? undefined;
  if (node.kind === "list") {
    const items = node.items.flatMap((item, index) => changedChild(item, below.get(String(index))) ?? []);
    return items.length ? { ...node, items } : undefined;
  }
  if (node.kind !== "map") return node;
  const entries = node.entries.flatMap((entry) => {
    const inner = changedChild(entry.value, below.get(entry.key));
    return inner ? [{ ...entry, value: inner }] : [];
  });
  const known = new Set(node.entries.map(({ key }) => key));
  const added = [...below].flatMap(([key, { value: node }]) => (node && !known.has(key) ? [{ key, keyOrigin: node.origin, value: node }] : [])); // prettier-ignore
  const [only, ...others] = [...entries, ...added];
  if (only?.key === "type" && others.length === 0 && only.value.kind === "scalar") return only.value; // the short form
  return { ...node, entries: only ? [only, ...others] : [] };
}

function changedChild(node: SourceNode, changes: Changes | undefined): SourceNode | undefined {
  return changes ? put(node, changes) : node;
}
