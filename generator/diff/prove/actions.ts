// An action of the old version → its probes: its names, requests, what is read of its output, its errors, its pages.
import { access, str } from "../../code/text.js";
import { errorName, outputName } from "../../code/type.js";
import { inputMembers, pagesOf, pollInputs, allActions, type Action, type Field, type Success } from "../../model.js";
import { capitalize, paginatorName, waiterName } from "../../names.js";
import { hasErrorType } from "../../emit/module/errors.js";
import { statusType } from "../../emit/module/outcome.js";
import { memberProbes, type Member } from "./members.js";
import { reader, within, type Facet, type Probe } from "./probe.js";
import { readsOf, readsOfSlot } from "./reads.js";
import { closureOf, isSameType, namesIn, type Sight } from "./sight.js";
import { objectText, objectTexts, plainMembers, plainValue, type Given } from "./values.js";

interface One {
  readonly old: Action;
  /** Undefined if it is gone. */
  readonly next: Action | undefined;
  readonly client: string;
  readonly sight: Sight;
}

export function actionProbes(old: Action, sight: Sight, client: string): readonly Probe[] {
  const next = allActions(sight.next.model).find(({ id }) => id === old.id);
  const one: One = { old, next, client: `api.${client}`, sight };
  if (!next) return nameProbes(one);
  return [
    ...nameProbes(one),
    ...parameterProbes(one),
    ...callProbes(one),
    ...outputProbes(one),
    ...errorProbes(one),
    ...pageProbes(one),
    ...pollProbes(one),
  ];
}

function classOf({ old: { module, className }, sight: { words } }: One): string {
  return words.value({ module, name: className });
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function nameProbes(one: One): readonly Probe[] {
  const { old, client, sight } = one;
  const probe = (code: string, about: readonly string[]): Probe => ({ code, position: "request", about, facets: ["name"], reach: about }); // prettier-ignore
  const record = old.classRecord === undefined ? [] : [old.classRecord];
  return [
    probe(`(client: ${client}) => client${access(old.group)}${access(old.method)}`, [old.id]),
    probe(`(action: ${classOf(one)}) => action`, [old.id, ...record]),
    probe(`(fields: ${sight.words.fields(old)}) => fields`, [old.id, ...record]),
  ];
}

// ── Requests ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Parameters, and a body that is one member. */
function parameterProbes({ old, next, sight }: One): readonly Probe[] {
  const fields = sight.words.fields(old);
  const request = `${old.id}#request`;
  const body = ({ body: is }: Action): readonly Member[] => (is.kind === "value" ? [bodyMember(is)] : []);
  const where = (member: Member): string => (member.wire === "" ? request : `${request}.${member.wire}`);
  const members = (action: Action): readonly Member[] => [...action.parameters, ...body(action)];
  const reach = [old.id, request, ...(old.classRecord === undefined ? [] : [old.classRecord])];
  return memberProbes({ read: fields, write: fields, old: members(old), next: next ? members(next) : [], where, reach, positions: ["request"] }, sight); // prettier-ignore
}

/** A body as a member of the flat input. It has no name on the wire. */
function bodyMember({ property, slot }: Extract<Action["body"], { readonly kind: "value" }>): Field {
  const told = { docs: undefined, deprecated: undefined, stability: "stable", feature: undefined, was: undefined } as const; // prettier-ignore
  return { ...told, ...slot, id: "", origin: slot.typeOrigin, extensions: {}, name: property, property, wire: "", optional: false }; // prettier-ignore
}

/** Calls with as little as can be, and with each member that there is; by the method and by the class. */
function callProbes(one: One): readonly Probe[] {
  const { old, next, client, sight } = one;
  const { words } = sight;
  const types = words.scope.types;
  const members = inputMembers(old, types).map(({ property, type, required }): Given => ({ property, type, open: false, optional: !required, fill: undefined })); // prettier-ignore
  const isSame = next !== undefined && JSON.stringify(shape(old)) === JSON.stringify(shape(next));
  const literals = members.length === 0 ? [""] : [...(members.some(({ optional }) => !optional) ? [] : [""]), ...literalsOf(members, one, isSame)]; // prettier-ignore
  const slots = [...old.parameters, ...(old.body.kind === "none" ? [] : [old.body.slot])];
  const request = `${old.id}#request`;
  const record = old.body.kind === "record" ? [within(old.body.record)] : [];
  const facts = {
    position: "request",
    about: [request],
    facets: ["write"],
    reach: [old.id, within(request), ...record, ...slots.flatMap(({ type }) => closureOf(type, types))],
  } as const;
  const method = `client${access(old.group)}${access(old.method)}`;
  return literals.flatMap((literal) => [
    { ...facts, code: `(client: ${client}) => ${method}(${literal})` },
    ...(isSame ? [] : [{ ...facts, code: `() => new ${classOf(one)}(${literal})` }]),
  ]);
}

function shape({ body, parameters }: Action): unknown {
  return [body.kind, body.kind === "none" ? "" : body.slot.type, parameters.map(({ property, type }) => [property, type])]; // prettier-ignore
}

function literalsOf(members: readonly Given[], { sight: { words } }: One, isSame: boolean): readonly string[] {
  if (!isSame) return objectTexts(members, words, 2);
  const [least, most] = [plainMembers(members, words), fullMembers(members, words)];
  return [...new Set([least, most].flatMap((each) => (each ? [objectText(each)] : [])))];
}

function fullMembers(members: readonly Given[], words: Sight["words"]): ReadonlyMap<string, string> {
  const values = members.map(({ property, type }) => [property, plainValue(type, words)] as const);
  return new Map(values.flatMap(([property, value]) => (value === undefined ? [] : [[property, value] as const])));
}

// ── Outputs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function outputProbes(one: One): readonly Probe[] {
  const { old, next } = one;
  const [only] = old.outputs;
  if (only === undefined || next === undefined) return [];
  return old.outputs.length === 1 ? loneOutput(only, one) : outcomeProbes(one);
}

function loneOutput({ slot }: Success, one: One): readonly Probe[] {
  const { old, next, client, sight } = one;
  const { words } = sight;
  const other = next?.outputs.length === 1 ? next.outputs[0]?.slot : undefined;
  const isSame = isSameType(slot, other);
  const reach = isSame ? namesIn(slot.type) : closureOf(slot.type, words.scope.types);
  const reads = readsOfSlot(slot, "output", { words, isSame });
  const sources = [`api.OutputOf<${classOf(one)}>`, ...(isSame ? [] : [`Awaited<ReturnType<${client}[${str(old.group)}][${str(old.method)}]>>`])]; // prettier-ignore
  return sources.flatMap((source) =>
    reads.map((read) => outputProbe(one, [reader(`output: ${source}`, read), "type"], reach)),
  );
}

function outputProbe(
  { old }: One,
  [code, facet]: readonly [code: string, facet: Facet],
  reach: readonly string[] = [],
): Probe {
  // prettier-ignore
  const about = `${old.id}#output`;
  const record = old.classRecord === undefined ? [] : [old.classRecord];
  return { code, position: "output", about: [about], facets: [facet], reach: [old.id, about, ...record, ...reach] };
}

/** One of several successes. */
function outcomeProbes(one: One): readonly Probe[] {
  const { old, next, sight } = one;
  const { words } = sight;
  const source = `api.OutputOf<${classOf(one)}>`;
  const cases = [...old.outputs.map(({ outcome }) => outcome), "$unknown"].map((outcome) => `case ${str(outcome)}:`);
  const name = (suffix: string): string => words.value({ module: old.module, name: `${outputName(old.className)}${suffix}` }); // prettier-ignore
  return [
    outputProbe(one, [`(outcome: ${source}["outcome"]) => { switch (outcome) { ${cases.join(" ")} break; default: never(outcome); } }`, "exhaustive"]), // prettier-ignore
    outputProbe(one, [`(output: ${name("")}) => output`, "name"]),
    ...old.outputs.flatMap(({ outcome, slot, status }) => {
      const after = next?.outputs.find((each) => each.status === status)?.slot;
      const isSame = isSameType(slot, after);
      const reach = isSame ? namesIn(slot.type) : closureOf(slot.type, words.scope.types);
      const reads = readsOfSlot(slot, "output.data", { words, isSame });
      return [
        outputProbe(one, [`(output: ${source}) => output.outcome === ${str(outcome)}`, "case"]),
        outputProbe(one, [`(output: ${name(`_${capitalize(outcome)}`)}) => output`, "name"]),
        ...reads.map((read) => outputProbe(one, [`(output: ${source}) => { if (output.outcome === ${str(outcome)}) { ${read} } }`, "type"], reach)), // prettier-ignore
      ];
    }),
  ];
}

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function errorProbes(one: One): readonly Probe[] {
  const { old, next, sight } = one;
  const { words } = sight;
  if (old.errors.length === 0) return [];
  const about = [old.id, words.scope.model.id];
  const reach = old.classRecord === undefined ? about : [...about, old.classRecord];
  const probe = (body: string, facet: Facet, more: readonly string[] = []): Probe => ({
    code: `(error: unknown) => { if (api.isErrorOf(${classOf(one)}, error)) { ${body} } }`,
    position: "output",
    about,
    facets: [facet],
    reach: [...reach, ...more],
  });
  const numbers = old.errors.every(({ status }) => statusType(status) !== "number");
  const cases = old.errors.map(({ status }) => `case ${status}:`).join(" ");
  const all = `const { status } = error; switch (status) { ${cases} break; default: never(status); }`;
  const named = hasErrorType(old, words.scope) ? [words.value({ module: old.module, name: errorName(old.className) })] : []; // prettier-ignore
  return [
    ...(numbers ? [probe(all, "exhaustive")] : []),
    ...named.map((name): Probe => ({ code: `(error: ${name}) => error`, position: "output", about, facets: ["name"], reach })), // prettier-ignore
    ...(numbers ? [] : [probe(`take<${old.errors.map(({ slot }) => words.slot(slot)).join(" | ")}>(error.error);`, "exhaustive", old.errors.flatMap(({ slot }) => closureOf(slot.type, words.scope.types)))]), // prettier-ignore
    ...old.errors.flatMap(({ status }) => (/^\d+$/.test(status) ? [] : [probe(`switch (error.status) { case ${status.startsWith("4") ? 418 : 599}: }`, "case")])), // prettier-ignore
    // Where one status is any of many, none tells the bodies apart.
    ...(numbers ? old.errors : []).flatMap(({ status, slot }) => {
      const after = next?.errors.find((each) => each.status === status)?.slot;
      const isSame = isSameType(slot, after);
      const more = isSame ? namesIn(slot.type) : closureOf(slot.type, words.scope.types);
      const reads = readsOfSlot(slot, "error.error", { words, isSame });
      return [
        probe(`switch (error.status) { case ${status}: }`, "case"),
        ...reads.map((read) => probe(`if (error.status === ${status}) { ${read} }`, "type", more)),
      ];
    }),
  ];
}

// ── Pages, and work that goes on ────────────────────────────────────────────────────────────────────────────────────

function pageProbes(one: One): readonly Probe[] {
  const { old, client, sight } = one;
  const { words } = sight;
  const pages = pagesOf(old, words.scope.types);
  if (old.pagination === undefined || pages === undefined) return [];
  const paginate = words.value({ module: old.module, name: paginatorName(old.className) });
  const facts = { position: "output", about: [old.id], facets: ["read"] } as const;
  const reach = [old.id, within(`${old.id}#output`), ...closureOf(pages.item, words.scope.types)];
  const reads = readsOf(pages.item, "item", { words, depth: 0 });
  const loop = (body: string): string => `async (client: ${client}, action: ${classOf(one)}) => { for await (const item of ${paginate}(client, action).items()) { ${body} } }`; // prettier-ignore
  return [
    { ...facts, code: `() => ${paginate}`, reach },
    ...reads.map((read) => ({ ...facts, code: loop(read), reach })),
  ];
}

function pollProbes(one: One): readonly Probe[] {
  const { old, client, sight } = one;
  const { words } = sight;
  const { scope } = words;
  const asked = allActions(scope.model).find(({ name }) => name === old.poll?.with);
  const [output] = asked?.outputs ?? [];
  if (asked === undefined || output === undefined || pollInputs(old, asked, scope.types).length === 0) return [];
  const wait = words.value({ module: old.module, name: waiterName(old.className) });
  const reach = [old.id, within(`${old.id}#output`), asked.id, within(`${asked.id}#output`), ...namesIn(output.slot.type)]; // prettier-ignore
  const facts = { position: "output", about: [old.id], facets: ["read"], reach } as const;
  const started = `api.OutputOf<${classOf(one)}>`;
  const read = asked.outputs.length === 1 ? `take<${words.type(output.slot.type)}>(done);` : "take<unknown>(done);";
  return [
    { ...facts, code: `() => ${wait}` },
    { ...facts, code: `async (client: ${client}, started: ${started}) => { const done = await ${wait}(client, started); ${read} }` }, // prettier-ignore
  ];
}
