// `README.md` and `LICENSE`: what fills the placeholders of their templates. The examples are of the API itself, and compile.
import { access, codeSpan, lineComment, literal, markdown, str, type CodeValue } from "../code/text.js";
import { getType, type Scope } from "../code/scope.js";
import {
  pagesOf,
  resolveAliases,
  type Model,
  type Module,
  type RecordType,
  type Success,
  type UnionType,
} from "../model.js";
import { coreName, type Target } from "../target.js";
import type { Placeholders } from "../templates.js";
import { paginatorName, waiterName } from "../names.js";
import { aboutScheme, schemesOf, shownOptions } from "./auth.js";
import { errorsCode, typedErrorsText } from "./readme-errors.js";
import {
  environmentText,
  limitsCode,
  seriesSection,
  subclassCode,
  testingSection,
  transportSection,
} from "./readme-setting.js";
import { retryTable } from "./retry-matrix.js";
import { sampleInput, sampleValue } from "./sample.js";
import {
  actionCall,
  codeBlock,
  importLine,
  isEmpty,
  methodCall,
  placeText,
  type Context,
  type FindShown,
  type OwnedAction,
  type Shown,
} from "./shown.js";

export function readmeValues(scope: Scope, target: Target): Placeholders {
  const { model } = scope;
  const find = finder(scope);
  const isRead = ({ action }: OwnedAction): boolean => action.effect === "read";
  const first = find(isRead, ({ input }) => !isEmpty(input)) ?? find(() => true);
  const pages = pagesSection(find, first, { scope, target });
  const work = workSection(find, first, target);
  return {
    name: target.package.name,
    title: markdown(model.title),
    about: markdown(model.docs ?? `A client of ${model.title}.`),
    count: String(model.modules.reduce((count, module) => count + module.actions.length, 0)),
    setup: codeBlock(setupCode(scope, target)),
    credentials: aboutScheme(schemesOf(model.auth)[0]),
    environment: environmentText(scope, target),
    reference: target.docs ? "[the reference](docs/README.md)" : "the reference",
    call: codeBlock(first === undefined ? "client;" : callCode(first, target)),
    errors: codeBlock(errorsCode(first, target)),
    typedErrors: typedErrorsText(find, first, { scope, target }),
    unions: unionsSection(find, first, { scope, target }),
    outcomes: outcomesSection(find, first, target),
    pages,
    work,
    series: seriesSection({ pages, work }),
    retries: retryTable(),
    limits: codeBlock(limitsCode(first)),
    ids: idsText(scope),
    models: codeBlock(modelsCode(first, { scope, target })),
    rules: rulesText(scope, target, first),
    integers: integersText(scope),
    subpaths: subpathList(scope, target),
    bundle: codeBlock(bundleCode(first, target)),
    subclass: codeBlock(subclassCode(target)),
    transport: transportSection(first, target),
    testing: testingSection(find, { scope, target }),
    license: target.package.license === "" ? "None is given." : `${markdown(target.package.license)}.`,
  };
}

export function licenseTemplate(target: Target): "LICENSE.MIT" | "LICENSE.other" {
  return target.package.license === "MIT" ? "LICENSE.MIT" : "LICENSE.other";
}

export function licenseValues({ package: { name, license } }: Target): Placeholders {
  if (license === "MIT") return { name };
  return {
    name,
    notice: license === "" ? "No license is given: all rights reserved." : `SPDX-License-Identifier: ${license}`,
  };
}

function finder(scope: Scope): FindShown {
  const all = scope.model.modules.flatMap((module) => module.actions.map((action) => ({ action, module })));
  const current = all.filter(({ action }) => action.deprecated === undefined);
  return (isWanted, fits = () => true) => {
    for (const owned of current) {
      const input = isWanted(owned) ? sampleInput(owned.action, scope) : undefined;
      if (input !== undefined && fits({ ...owned, input })) return { ...owned, input };
    }
    return undefined;
  };
}

function setupCode({ model }: Scope, target: Target): string {
  return `${importLine([target.client], target.package.name)}\n\nconst client = new ${target.client}({ ${optionsText(model)} });`;
}

/** Where the API is, and who calls. */
function optionsText({ servers: [server], auth }: Model): string {
  const [scheme] = schemesOf(auth);
  return [...placeText(server), ...shownOptions(scheme)].join(", ");
}

function callCode(shown: Shown, target: Target): string {
  return [
    importLine([shown.module.namespace], target.package.name),
    "",
    `const output = await ${methodCall(shown)};`,
    `const same = await client.execute(${actionCall(shown)});`,
  ].join("\n");
}

/** A section about several successes, if an action has them. */
function outcomesSection(find: FindShown, first: Shown | undefined, target: Target): string {
  const best = find(({ action }) => action.outputs.length > 1);
  if (best === undefined) return "";
  return [
    "## Several successes",
    "Where an action has several successes, its output tells which one came, with the status and the data of it:",
    codeBlock(outcomesCode(best, first, target)),
    "A success that this package does not know is read as `$unknown`, with its body as it came.",
  ].join("\n\n");
}

function outcomesCode(shown: Shown, first: Shown | undefined, target: Target): string {
  const { module, action } = shown;
  const cases = action.outputs.map(caseText);
  return [
    ...(module === first?.module ? [] : [importLine([module.namespace], target.package.name), ""]),
    `const answer = await ${methodCall(shown)};`,
    `switch (answer.outcome) {\n${cases.join("\n")}`,
    `case "$unknown":\nconsole.warn(answer.status, answer.raw);\n}`,
  ].join("\n");
}

function caseText({ outcome, docs }: Success): string {
  const comment = docs === undefined ? "" : `${lineComment(docs)}\n`;
  return `case ${str(outcome)}:\n${comment}console.log(answer.data);\nbreak;`;
}

/** Reading answers that come in pages, where the spec says how they follow each other. */
function pagesSection(find: FindShown, first: Shown | undefined, { scope, target }: Context): string {
  const shown = find(({ action }) => pagesOf(action, scope.types) !== undefined);
  if (shown === undefined) return "";
  const { module, action } = shown;
  const pages = `${module.namespace}.${paginatorName(action.className)}(client, ${actionCall(shown)})`;
  const code = [
    ...(module === first?.module ? [] : [importLine([module.namespace], target.package.name), ""]),
    `for await (const item of ${pages}.items()) console.log(item);`,
  ];
  return [
    "## Pages",
    "Some actions answer with one page at a time. What reads them all stands beside their classes:",
    codeBlock(code.join("\n")),
    "A page is fetched when the loop comes to it; whoever leaves the loop fetches no more, and a `signal` ends it at once. Without `.items()` the loop is over whole pages. If a page leads back to one that was read before, it rejects with a `PaginationError`. `paginate` does the same with any action and a rule of yours.",
  ].join("\n\n");
}

/** Waiting for what an action begins, where the spec says how. */
function workSection(find: FindShown, first: Shown | undefined, target: Target): string {
  const shown = find(({ action }) => action.poll !== undefined);
  if (shown === undefined) return "";
  const { module, action } = shown;
  const wait = `${module.namespace}.${waiterName(action.className)}`;
  const code = [
    ...(module === first?.module ? [] : [importLine([module.namespace], target.package.name), ""]),
    `const started = await ${methodCall(shown)};`,
    `const done = await ${wait}(client, started, { deadlineMs: 600_000 });`,
  ];
  return [
    "## Work that goes on",
    "Some actions begin work and answer at once. What waits for the end of it stands beside their classes:",
    codeBlock(code.join("\n")),
    "It asks again after a second, and then less and less often, up to every 30 seconds (`intervalMs`, `maxIntervalMs`). After `deadlineMs`, ten minutes unless you say so, or if the work fails, it rejects with a `PollError`. A `signal` ends it at once. `poll` does the same with any action and a test of yours.",
  ].join("\n\n");
}

/** A section about tagged unions, if an action has one for its output. */
function unionsSection(find: FindShown, first: Shown | undefined, context: Context): string {
  const shown = find((owned) => outputUnion(owned, context.scope) !== undefined);
  const output = shown && outputUnion(shown, context.scope);
  if (shown === undefined || output === undefined) return "";
  const text = [
    "## Tagged unions",
    "An output with several outcomes is narrowed by its tag. A `switch` that names every variant is exhaustive, and `match` is too:",
    codeBlock(unionCode({ shown, ...output }, { ...context, imported: first?.module.namespace })),
    "A newer server may send a variant that this package does not know. It is read as `$unknown`, and sent back as it was. In the same way an open enum holds values of type `Unrecognized`.",
    `Where only one will do, ${codeSpan(unwrapCall(output.union))} gives that variant, or throws an \`UnexpectedVariantError\`.`,
  ].join("\n\n");
  return text;
}

function unwrapCall({ tag = "", variants }: UnionType): string {
  return `unwrap(result, ${str(tag)}, ${str(variants.at(-1)?.wire ?? "")})`;
}

interface OutputUnion {
  readonly union: UnionType;
  readonly module: Module;
}

interface UnionShown extends OutputUnion {
  readonly shown: Shown;
}

/** The union that an action answers with, if it is one that a newer server may send more of. */
function outputUnion({ action }: OwnedAction, scope: Scope): OutputUnion | undefined {
  const [only, other] = action.outputs;
  const type = other === undefined ? only?.slot.type : undefined;
  const resolved = type && resolveAliases(type, scope.types);
  if (resolved?.kind !== "named") return undefined;
  const union = getType(resolved.target, scope);
  const module = scope.modules.get(union.module);
  if (union.kind !== "union" || union.tag === undefined || module === undefined) return undefined;
  return union.variants.length > 1 && !union.closed ? { union, module } : undefined;
}

function unionCode({ shown, union, module }: UnionShown, context: Context & { imported: string | undefined }): string {
  const tag = union.tag ?? "";
  const cases = union.variants.map(({ wire }) => `case ${str(wire)}:\nbreak;`);
  const handlers = union.variants.map(({ wire }) => `${str(wire)}: () => ${str(wire)},`);
  return [
    ...(module.namespace === context.imported ? [] : [importLine([module.namespace], context.target.package.name), ""]),
    `const result = await ${methodCall(shown)};`,
    `switch (result${access(tag)}) {\n${cases.join("\n")}`,
    `case "$unknown":\nconsole.warn(result.$tag, result.$raw);\n}`,
    `const text = ${module.namespace}.${union.name}.match(result, {\n${handlers.join("\n")}`,
    `$unknown: (variant) => variant.$tag,\n});`,
  ].join("\n");
}

function idsText({ model }: Scope): string {
  const ids = model.modules.flatMap((module) =>
    module.types.filter(({ kind }) => kind === "opaque").map((type) => `${module.namespace}.${type.name}`),
  );
  const [one, other] = ids;
  if (one === undefined) return "";
  const pair = other === undefined ? "" : `, but \`${one}\` and \`${other}\` cannot take each other's place`;
  return `Ids are strings with a name in the type: a plain string is accepted${pair}.`;
}

/** What holds where 64-bit integers are exact. */
function integersText({ int64 }: Scope): string {
  if (int64 === "number") return "";
  const form = int64 === "bigint" ? "`bigint`s" : "decimal text";
  return [
    `64-bit integers are ${form} in code and numbers on the wire, to the last digit. In JSON of no known type, which is what the spec leaves open and what it does not know, an integer is a \`bigint\` where no number holds it, beyond ±(2^53 − 1), and a number elsewhere.`,
    "`JSON.parse` rounds such integers, and `JSON.stringify` refuses bigints. So read with `exactJson.parse` what you give to a model, and write with `exactJson.stringify` what `encode` gives, outputs and actions.",
  ].join("\n\n");
}

/** The record that the first call answers with, or any. */
function modelsCode(first: Shown | undefined, { scope, target }: Context): string {
  const records = scope.model.modules.flatMap((module) =>
    module.types.filter(isPlainRecord(scope)).map((type) => ({ module, type })),
  );
  const ours = records.find(({ module }) => module === first?.module) ?? records[0];
  if (ours === undefined) return "client;";
  const imported = ours.module === first?.module ? [] : [importLine([ours.module.namespace], target.package.name), ""];
  return [
    ...imported,
    `const parsed = ${ours.module.namespace}.${ours.type.name}.safeParse(JSON.parse("{}"));`,
    "if (parsed.ok) console.log(parsed.data);",
    "else console.error(parsed.error.issues);",
  ].join("\n");
}

/** A record with a rule that what its types ask for does not keep. */
function rulesText(scope: Scope, target: Target, first: Shown | undefined): string {
  const found = scope.model.modules.flatMap((module) =>
    module.types
      .filter(isPlainRecord(scope))
      .flatMap((type) => ruledSample(type, scope).map((ruled) => ({ ...ruled, module }))),
  );
  const best = found.find(({ module }) => module === first?.module) ?? found[0];
  if (best === undefined) return "";
  const { type, module, value, message } = best;
  const code = [
    ...(module === first?.module ? [] : [importLine([module.namespace], target.package.name), ""]),
    `const checked = ${module.namespace}.${type.name}.safeParse(${literal(value)});`,
    `if (!checked.ok) console.error(checked.error.issues[0]?.message);\n${lineComment(message)}`,
  ].join("\n");
  return ["What the spec demands of a value is checked here and before a request is sent, and told in its words:", codeBlock(code)].join("\n\n"); // prettier-ignore
}

interface Ruled {
  readonly type: RecordType;
  readonly value: CodeValue;
  readonly message: string;
}

function ruledSample(type: RecordType, scope: Scope): readonly Ruled[] {
  const rule = type.rules.find(({ kind, message }) => kind === "atLeastOneOf" && message !== undefined);
  const isBroken = rule?.fields.every((name) => type.fields.some((field) => field.property === name && field.optional));
  if (isBroken !== true || rule?.message === undefined) return [];
  const value = sampleValue({ kind: "named", target: type.id, args: [] }, scope);
  return value === undefined ? [] : [{ type, value, message: rule.message }];
}

function isPlainRecord(scope: Scope): (type: { readonly kind: string; readonly id: string }) => type is RecordType {
  return (type): type is RecordType =>
    type.kind === "record" && !scope.classes.has(type.id) && (type as RecordType).params.length === 0;
}

function subpathList({ model }: Scope, { package: { name } }: Target): string {
  const modules = model.modules.map((module) => {
    const docs = module.docs === undefined ? `The module \`${module.namespace}\`.` : markdown(module.docs);
    return `- \`${name}/${module.file}\`: ${docs}`;
  });
  return [
    `- \`${name}\`: the clients, the errors, and every module as a namespace.`,
    `- \`${name}/client\`: the core client, without methods for actions, and the errors.`,
    `- \`${name}/testing\`: mocks of the clients, for tests.`,
    ...modules,
    `- \`${name}/spec.json\`: the spec that the package was made from.`,
  ].join("\n");
}

function bundleCode(first: Shown | undefined, target: Target): string {
  const core = coreName(target);
  const { name } = target.package;
  return [
    importLine([core], `${name}/client`),
    ...(first === undefined
      ? []
      : [`import * as ${first.module.namespace} from ${str(`${name}/${first.module.file}`)};`]),
    "",
    `export function send(core: ${core}) {\nreturn ${first === undefined ? "core" : `core.execute(${actionCall(first)})`};\n}`,
  ].join("\n");
}
