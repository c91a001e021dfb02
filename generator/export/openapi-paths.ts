// Actions → the paths of an OpenAPI document, with their parameters and bodies.
import type { Report } from "../diagnostics.js";
import { groupBy } from "../group.js";
import { allActions, defaultEffect, parameterKeys, resolveAliases, type Action, type ActionExample, type Body, type HttpBinding, type Json, type Model, type NamedType, type Pagination, type Parameter, type Poll, type PollCondition, type Type } from "../model.js"; // prettier-ignore
import { camelCase, capitalize, methodName } from "../names.js";
import { describedNote, lostOrder, nameNote, noted, noteKey, noteMore, type Note } from "./note.js";
import { exampleOf, isNothing, responsesOf } from "./openapi-answer.js";
import { slotSchema } from "./openapi-schema.js";
import { compact, type Definitions, type Schema } from "./schema.js";

/** An operation for each action, or for those of one path and method that differ in what they accept. */
export function exportPaths(model: Model, definitions: Definitions, report: Report): Schema {
  // Two paths may not differ in the names of their placeholders alone; those are no part of what is sent.
  const shapes = groupBy(allActions(model), (action) => shapeOf(pathOf(action)));
  const items = [...shapes.values()].map((group) => {
    const path = group[0] ? pathOf(group[0]) : "";
    const methods = [...groupBy(group, ({ binding }) => binding.method.toLowerCase())];
    const operations = methods.map(([method, actions]) => {
      reportMerged(actions, report);
      return [method, mergedOperation(actions, path, { model, definitions })] as const;
    });
    return [path, Object.fromEntries(operations)] as const;
  });
  return Object.fromEntries(items);
}

function reportMerged([first, ...others]: readonly Action[], report: Report): void {
  for (const { name, origin } of others) if (first) report("AW6102", origin, { name, other: first.name });
}

function pathOf({ binding, name }: Action): string {
  return binding.kind === "rpc" ? binding.path.replace("{action}", () => name) : binding.path;
}

const placeholder = /\{[^{}]*\}/g;

function shapeOf(path: string): string {
  return path.replace(placeholder, "{}");
}

interface Scope {
  readonly model: Model;
  readonly definitions: Definitions;
}

/**
 * One operation of several actions: the first, with the media types and the parameters of the others. The actions themselves,
 * and one whose placeholders are called otherwise than the path's, are beside it as operations of their own.
 */
function mergedOperation(actions: readonly Action[], path: string, scope: Scope): Schema {
  const [operation = {}, ...others] = actions.map((action) => operationOf(action, path, scope));
  const merged = others.reduce((sum, more) => {
    const responses = mergedResponses(sum["responses"] as Schema, more["responses"] as Schema);
    return { ...sum, ...mergedLists(sum, more), responses };
  }, operation);
  const isWhole = others.length === 0 && actions.every((action) => pathOf(action) === path);
  if (isWhole) return merged;
  const each = actions.map((action) => noteMore(operationOf(action, pathOf(action), scope), { path: pathOf(action) }));
  return noteMore(merged, { each });
}

/** The operations of all paths, those that are one in the document each by itself. */
export function operationsOf(paths: Schema): readonly Schema[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item as Schema) as readonly Schema[]);
  return operations.flatMap((operation) => ((operation[noteKey] as Schema | undefined)?.["each"] as readonly Schema[] | undefined) ?? [operation]); // prettier-ignore
}

function mergedLists(first: Schema, second: Schema): Schema {
  const [ours, theirs] = [first, second].map(({ parameters = [] }) => parameters as readonly Schema[]);
  const isNew = (one: Schema): boolean => !ours?.some((other) => other["name"] === one["name"] && other["in"] === one["in"]); // prettier-ignore
  const parameters = [...(ours ?? []), ...(theirs ?? []).filter(isNew)];
  return parameters.length === 0 ? {} : { parameters };
}

function mergedResponses(first: Schema, second: Schema): Schema {
  const merged = Object.entries(second).map(([status, response]) => {
    const [ours, theirs] = [first[status], response] as readonly (Schema | undefined)[];
    if (!ours || !theirs?.["content"]) return [status, ours ?? response] as const;
    const content = { ...(theirs["content"] as Schema), ...(ours["content"] as Schema | undefined) };
    return [status, { ...ours, content }] as const;
  });
  return { ...first, ...Object.fromEntries(merged) };
}

function operationOf(action: Action, path: string, scope: Scope): Schema {
  const { model, definitions } = scope;
  const parameters = action.parameters.map((parameter) => parameterOf(parameter, { action, path, definitions }));
  const isUsual = action.auth.join() === model.auth.map(({ name }) => name).join();
  const operation = compact({
    operationId: action.name,
    tags: [action.module],
    description: action.docs,
    deprecated: action.deprecated && true,
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: bodyOf(action, definitions),
    responses: responsesOf(action, model, definitions),
    security: isUsual ? undefined : securityOf(action.auth, model),
  });
  return noted(operation, action, actionNote(action, definitions));
}

/** Any one of the schemes will do, or none where the API says so. */
export function securityOf(names: readonly string[], { auth }: Model): readonly Schema[] {
  return names
    .flatMap((name) => auth.find((scheme) => scheme.name === name) ?? [])
    .map((scheme) => {
      if (scheme.kind === "none") return {};
      return { [scheme.name]: scheme.kind === "oauth2ClientCredentials" ? scheme.scopes : [] };
    });
}

// ── What is sent ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Placed {
  readonly action: Action;
  readonly path: string;
  readonly definitions: Definitions;
}

function parameterOf(parameter: Parameter, { action, path, definitions }: Placed): Schema {
  const { place, wire, name, optional, docs, deprecated, style, explode } = parameter;
  const key = parameterKeys(action, definitions.types).get(parameter.property) ?? wire;
  const examples = namedExamples(action.examples, (request) => request[key]);
  const isPlain = place !== "query" || (style === "form" && explode);
  const schema = compact({
    name: place === "path" ? placeholderOf(parameter, action, path) : wire,
    in: place,
    required: place === "path" || !optional || undefined,
    description: docs,
    deprecated: deprecated && true,
    style: isPlain ? undefined : style,
    explode: isPlain ? undefined : explode,
    schema: slotSchema(parameter, definitions),
    examples,
  });
  const usual = place === "header" ? wire.toLowerCase().replaceAll("-", "_") : wire;
  const property = parameter.property === camelCase(name) ? undefined : parameter.property;
  const note = { name: nameNote(name, usual), property };
  return noted(schema, parameter, { ...note, ...describedNote(parameter) });
}

/** The name at the same place of the document's path, which may be that of another action. */
function placeholderOf({ wire }: Parameter, action: Action, path: string): string {
  const own: readonly string[] = pathOf(action).match(placeholder) ?? [];
  return path.match(placeholder)?.[own.indexOf(`{${wire}}`)]?.slice(1, -1) ?? wire;
}

function bodyOf(action: Action, definitions: Definitions): Schema | undefined {
  const { body, parameters } = action;
  if (body.kind === "none") return undefined;
  const keys = new Set(parameterKeys(action, definitions.types).values());
  const isRecord = body.kind === "record";
  const examples = namedExamples(action.examples, (request) =>
    isRecord
      ? Object.fromEntries(Object.entries(request).filter(([name]) => parameters.length === 0 || !keys.has(name)))
      : request[body.property],
  );
  const media = compact({ schema: slotSchema(body.slot, definitions), examples });
  const { contentType, encoding }: Partial<HttpBinding> = action.binding.kind === "http" ? action.binding : {};
  const content = { [contentType ?? "application/json"]: { ...media, ...(encoding === "deepForm" ? deepEncoding(body, definitions) : {}) } }; // prettier-ignore
  return noted(compact({ description: body.docs, required: true, content }), body);
}

/** The style of each list and object of a form. What no record names cannot be said. */
function deepEncoding(body: Body, { types }: Definitions): Schema {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  const fields = record?.kind === "record" ? record.fields.filter(({ type }) => !isText(type, types)) : [];
  const encoding = fields.map(({ wire }) => [wire, { style: "deepObject", explode: true }] as const);
  return fields.length === 0 ? {} : { encoding: Object.fromEntries(encoding) };
}

function isText(written: Type, types: Definitions["types"]): boolean {
  const type = resolveAliases(written, types);
  if (type.kind === "nullable") return isText(type.inner, types);
  return type.kind === "scalar" ? type.scalar !== "json" : type.kind === "named" && isTextual(types.get(type.target), types); // prettier-ignore
}

function isTextual(type: NamedType | undefined, types: Definitions["types"]): boolean {
  if (type?.kind === "opaque" || type?.kind === "newtype") return isText(type.slot.type, types);
  return type?.kind === "enum";
}

type Members = { readonly [key: string]: Json };

function namedExamples(examples: readonly ActionExample[], pick: (request: Members) => Json | undefined): Schema | undefined {
  const named = examples.flatMap(({ name, docs, request }) => {
    const value = request && pick((request.value ?? {}) as Members);
    return value === undefined ? [] : [[name, exampleOf(docs, value)] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
} // prettier-ignore

// ── What else is known of a call ────────────────────────────────────────────────────────────────────────────────────

function actionNote(action: Action, definitions: Definitions): Note {
  const { name, module, method, group, className, classRecord, effect, binding } = action;
  const usualMethod = camelCase(methodName(name, module));
  const usualClass = classRecord === undefined ? `${capitalize(method)}Action` : className;
  return {
    method: method === usualMethod ? undefined : method,
    group: group === camelCase(module) ? undefined : group,
    class: className === usualClass ? undefined : className,
    effect: effect === defaultEffect(binding) ? undefined : effect,
    ...(binding.kind === "http" && httpNote(binding)),
    order: lostOrder(action.outputs.map(({ status }) => status)),
    examples:
      action.examples.length === 0
        ? undefined
        : action.examples.map((example) => exampleNote(example, action, definitions)),
    retries: action.retries,
    idempotencyHeader: action.idempotencyHeader,
    pagination: action.pagination && paginationNote(action.pagination),
    poll: action.poll && pollNote(action.poll),
    ...describedNote(action),
  };
}

/** An example, with what no value beside a schema tells: that of nothing stands nowhere. */
function exampleNote({ name, docs, request, output, status, extensions }: ActionExample, action: Action, definitions: Definitions): Schema {
  const sent = request && Object.keys(request.value ?? {}).length === 0 ? request.value : undefined;
  const success = action.outputs.find((candidate) => candidate.status === (status ?? action.outputs[0]?.status));
  const answered = success && !isNothing(success, definitions) ? undefined : output?.value;
  const isSaid = request !== undefined && sent === undefined;
  return noted(compact({ name, docs: isSaid ? undefined : docs, request: sent, output: answered, status }), { extensions });
} // prettier-ignore

function httpNote({ accept, encoding, extensions }: HttpBinding): Note {
  const form = encoding === "deepForm" ? "deepObject" : undefined;
  return { accept, form, http: Object.keys(extensions).length > 0 ? extensions : undefined };
}

function paginationNote({ extensions, kind, request, response, items }: Pagination): Schema {
  return {
    ...compact({ kind, request, response: response?.join("."), items: items.join(".") || undefined }),
    ...extensions,
  };
}

function pollNote({ extensions, until, failed, with: other }: Poll): Schema {
  return { ...compact({ with: other, until: conditionNote(until), failed: failed && conditionNote(failed) }), ...extensions }; // prettier-ignore
}

function conditionNote({ extensions, path, values }: PollCondition): Schema {
  return { field: path.join("."), in: values, ...extensions };
}
