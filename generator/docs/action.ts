// An action → its section: what it is, what goes in, what comes out, what it fails with, and a call of it.
import { codeSpan, markdown } from "../code/text.js";
import { paginatorName, waiterName } from "../names.js";
import { type Action, type ActionExample, type Effect, type ErrorCase, type Json, type PollCondition, type Success } from "../model.js"; // prettier-ignore
import type { Values } from "../values.js";
import { actionHref, anchorTag } from "./anchor.js";
import { brokenLines, fence, type Block, type List } from "./blocks.js";
import { curlCode } from "./curl.js";
import { bodyWords, slotWords } from "./expression.js";
import { jsonLayout } from "./layout.js";
import { expansion, fieldList, isToldHere, typeBlocks, type Page } from "./members.js";
import { snippetCode } from "./snippet.js";
import { docsBlocks, docsLine, lifeLines, slotLines } from "./told.js";

export function actionSection(action: Action, page: Page): readonly Block[] {
  return [
    anchorTag(action.id),
    `## ${codeSpan(action.name)}`,
    brokenLines(`${codeSpan(`${action.binding.method} ${addressOf(action)}`)} · ${effectText(action)}`, ...lifeLines(action, page.changes)),
    ...docsBlocks(action.docs),
    ...requestBlocks(action, page),
    ...responseBlocks(action, page),
    ...errorBlocks(action, page),
    ...sequenceBlocks(action, page),
    ...callBlocks(action, page),
  ]; // prettier-ignore
}

/** The path as it is called: RPC has the name of the action in it. */
function addressOf({ binding, name }: Action): string {
  return binding.kind === "rpc" ? binding.path.replace("{action}", () => name) : binding.path;
}

/** What an effect means for who repeats a call, in a word. */
export const effectWords: Readonly<Record<Effect, string>> = {
  read: "changes nothing, and is sent again after a failure",
  idempotent: "may be sent again: a repeat has the same outcome",
  write: "is sent again only if it surely was not carried out",
};

function effectText({ effect, retries, idempotencyHeader }: Action): string {
  const most = retries === undefined ? "" : ` (${retries === 0 ? "never" : `at most ${retries}×`})`;
  const header = idempotencyHeader === undefined ? "" : `, known by its ${codeSpan(idempotencyHeader)}`;
  return `**${effect}**: ${effectWords[effect]}${most}${header}`;
}

// ── Request and response ────────────────────────────────────────────────────────────────────────────────────────────

function requestBlocks(action: Action, page: Page): readonly Block[] {
  const { parameters, body, classRecord } = action;
  const record = body.kind === "record" ? page.scope.types.get(body.record) : undefined;
  const name = classRecord === undefined ? action.className : (record?.name ?? action.className);
  const head = `### Request ${codeSpan(name)}`;
  if (record !== undefined && parameters.length === 0 && isToldHere(record, page))
    return [anchorTag(record.id), head, ...typeBlocks(record, page)];
  if (parameters.length === 0)
    return [head, ...(body.kind === "none" ? ["No fields."] : bodyBlocks(body, "Type: ", page))];
  const own = fieldList(parameters, page, 0);
  return [head, own, ...(body.kind === "none" ? [] : bodyBlocks(body, "In the body: ", page))];
}

function bodyBlocks(
  { slot, docs }: Exclude<Action["body"], { kind: "none" }>,
  place: string,
  page: Page,
): readonly Block[] {
  const told = brokenLines(`${place}${slotWords(slot, page)}.`, ...slotLines(slot));
  return [told, ...docsBlocks(docs), ...expansion(slot.type, page, { depth: 0, said: docs })];
}

function responseBlocks({ outputs }: Action, page: Page): readonly Block[] {
  const [only, ...others] = outputs;
  if (only === undefined) return ["### Response", "Nothing."];
  if (others.length > 0) return ["### Response", { items: outputs.map((success) => outcomeItem(success, page)) }];
  const target = only.slot.type.kind === "named" ? page.scope.types.get(only.slot.type.target) : undefined;
  if (target === undefined || target.params.length > 0 || !isToldHere(target, page))
    return ["### Response", ...successBlocks(only, page)];
  const own = [...docsBlocks(only.docs === target.docs ? undefined : only.docs), brokenLines(...slotLines(only.slot))];
  return [anchorTag(target.id), `### Response ${codeSpan(target.name)}`, ...own, ...typeBlocks(target, page)];
}

function successBlocks({ slot, docs }: Success, page: Page): readonly Block[] {
  const words =
    slot.type.kind === "scalar" && slot.type.scalar === "unit" ? "Nothing" : `Type: ${slotWords(slot, page)}`;
  return [
    brokenLines(`${words}.`, ...slotLines(slot)),
    ...docsBlocks(docs),
    ...expansion(slot.type, page, { depth: 0, said: docs }),
  ];
}

function outcomeItem(success: Success, page: Page): readonly Block[] {
  const { status, outcome, slot, docs } = success;
  const said = docsLine(docs);
  const head = `${codeSpan(status)} as the outcome ${codeSpan(outcome)}: ${bodyWords(slot, page)}`;
  return [brokenLines(head, said, ...slotLines(slot)), ...expansion(slot.type, page, { depth: 1, said: docs })];
}

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function errorBlocks({ errors }: Action, page: Page): readonly Block[] {
  if (errors.length === 0) return [];
  return ["### Errors", errorList(errors, page)];
}

function errorList(errors: readonly ErrorCase[], page: Page): List {
  return { items: errors.map((error) => [errorText(error, page)]) };
}

function errorText({ status, slot, docs, code, message }: ErrorCase, page: Page): string {
  const which = status === "default" ? "Any other failure" : codeSpan(status);
  const lifted = [
    ...(code === undefined ? [] : [`${codeSpan(code)} is the error's ${codeSpan("code")}`]),
    ...(message === undefined ? [] : [`${codeSpan(message)} is in its message`]),
  ].join(", ");
  const said = docsLine(docs);
  return brokenLines(`${which}: ${bodyWords(slot, page)}${lifted === "" ? "" : `; ${lifted}`}`, said);
}

// ── Pages and polling ───────────────────────────────────────────────────────────────────────────────────────────────

function sequenceBlocks(action: Action, page: Page): readonly Block[] {
  const { pagination, poll } = action;
  const namespace = page.module?.namespace ?? "";
  const pages = pagination && [
    "### Pages",
    `${pageWords[pagination.kind]}: ${codeSpan(pagination.request)} asks for the next page${pagination.response === undefined ? "" : `, with ${codeSpan(pagination.response.join("."))} of the last one`}. The items are ${pagination.items.length === 0 ? "the output itself" : `in ${codeSpan(pagination.items.join("."))}`}. ${codeSpan(`${namespace}.${paginatorName(action.className)}(client, action)`)} reads them all.`, // prettier-ignore
  ];
  return [...(pages ?? []), ...(poll === undefined ? [] : ["### Waiting", waitText(action, page)])];
}

const pageWords = { cursor: "By cursor", offset: "By offset", page: "By number" } as const;

function waitText({ poll, className }: Action, page: Page): string {
  const asked = page.scope.model.modules.flatMap(({ actions }) => actions).find(({ id }) => id === poll?.with);
  if (poll === undefined || asked === undefined) return "";
  const condition = ({ path, values }: PollCondition): string =>
    `${codeSpan(path.join("."))} is ${values.map((value) => codeSpan(JSON.stringify(value))).join(" or ")}`;
  const failed = poll.failed === undefined ? "" : `, and has failed when ${condition(poll.failed)}`;
  return `It begins work that [${codeSpan(asked.name)}](${actionHref(asked, page)}) tells of: it is done when ${condition(poll.until)}${failed}. ${codeSpan(`${page.module?.namespace ?? ""}.${waiterName(className)}(client, output)`)} waits for that.`; // prettier-ignore
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Shown extends Pick<ActionExample, "name" | "docs" | "status"> {
  readonly request: Json | undefined;
  readonly output: Json | undefined;
  readonly isMade: boolean;
}

function callBlocks(action: Action, page: Page): readonly Block[] {
  const [first, ...others] = examplesOf(action, page.values);
  if (first === undefined) return [];
  const code = first.request === undefined && needsInput(action) ? [] : [
    fence("ts", snippetCode(action, first.request, page.scope)),
    fence("sh", curlCode(action, first.request ?? {}, page.scope)),
  ]; // prettier-ignore
  return [
    "### Example",
    titleOf(first),
    ...code,
    ...answerBlocks(first, action),
    ...others.flatMap((example) => [titleOf(example), ...requestJson(example), ...answerBlocks(example, action)]),
  ];
}

/** The spec's own; without any, one that is made from the types. */
function examplesOf(action: Action, values: Values): readonly Shown[] {
  const own = action.examples.map(({ request, output, ...rest }) => ({ ...rest, request: request?.value, output: output?.value, isMade: false })); // prettier-ignore
  if (own.length > 0) return own;
  const request = needsInput(action) ? values.makeRequest(action) : undefined;
  return [{ name: "", docs: undefined, status: undefined, request, output: values.makeOutput(action), isMade: true }];
}

function needsInput({ parameters, body }: Action): boolean {
  return parameters.length > 0 || body.kind !== "none";
}

function titleOf({ name, docs, isMade }: Shown): string {
  if (isMade) return "Made from the types: the spec has no example.";
  const said = docsLine(docs);
  return `**${markdown(name)}**${said === "" ? "" : `: ${said}`}`;
}

function requestJson({ request }: Shown): readonly Block[] {
  return request === undefined ? [] : ["Request:", fence("json", jsonLayout(request))];
}

function answerBlocks({ output, status }: Shown, { outputs }: Action): readonly Block[] {
  if (output === undefined) return [];
  const isText = outputs.some((success) => success.slot.type.kind === "text");
  const head = status === undefined ? "Answer:" : `Answer, with the status ${codeSpan(status)}:`;
  return [head, isText && typeof output === "string" ? textBlock(output) : fence("json", jsonLayout(output))];
}

/** Text as it comes; as JSON, which has escapes, where some of it would be unseen or be read as something else. */
function textBlock(text: string): string {
  const lines = text.replace(/\r\n/g, "\n").replace(/\n$/, "");
  return /```|<!--|[^\n\P{C}]|[\p{Zl}\p{Zp}]/u.test(lines) ? fence("json", jsonLayout(text)) : fence("text", lines);
}
