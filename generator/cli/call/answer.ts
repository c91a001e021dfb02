// What a call ends with → stdout, stderr and an exit code. Texts of the server act on nobody's terminal.
import { visible, visibleLines } from "../../doors.js";
import { exit, type Exit, type Io } from "../io.js";
import { putFile } from "../text-file.js";
import type { InputField } from "./members.js";
import { prettyJson } from "./json.js";
import { shownHeader } from "./rehearsal.js";
import type { Issue, Meta, Session } from "./session.js";

export interface Printing {
  readonly io: Io;
  /** The file that the output goes to; undefined: stdout. */
  readonly out: string | undefined;
  /** As it was received. */
  readonly raw: boolean;
}

/** The text of an answer: JSON laid out, or what it is. */
export async function printText(text: string, isJson: boolean, { io, out, raw }: Printing): Promise<void> {
  const laid = isJson && !raw ? prettyJson(text) : text;
  const ended = laid === "" || laid.endsWith("\n") ? laid : `${laid}\n`;
  if (out !== undefined) await putFile(out, ended);
  else io.out(io.outIsTerminal ? visibleLines(ended) : ended);
}

/** Bytes as they come. A terminal gets none: it would act on them. */
export async function printBytes(bytes: AsyncIterable<Uint8Array>, { io, out }: Printing): Promise<void> {
  if (out !== undefined) return putFile(out, bytes);
  for await (const chunk of bytes) await io.bytes(chunk);
}

/** Status and headers, as `--include` asks for them. */
export function printHead({ status, headers }: Pick<Meta, "status" | "headers">, io: Io): void {
  io.err(`HTTP ${status}\n`);
  headers.forEach((value, name) => io.err(`${visible(name)}: ${shownHeader(name, value)}\n`));
}

/** What in an answer is not as the spec says. It was printed all the same. */
export function printMismatch(issues: readonly Issue[], io: Io): void {
  for (const { path, message } of issues.slice(0, 5))
    io.err(
      `warning: the answer is not as the spec says: \`${visible(pathText(path))}\`${stop(message)}${visible(message)}\n`,
    );
  if (issues.length > 5) io.err(`warning: and ${issues.length - 5} more\n`);
}

/** Fields that do not fit, each by its option. */
export function printIssues(issues: readonly Issue[], fields: readonly InputField[], io: Io): Exit {
  for (const { path, message } of issues) {
    const [key, ...rest] = path;
    const field = fields.find((each) => each.key === key || each.names.includes(String(key)));
    const name = pathText(field ? [`--${field.option}`, ...rest] : path);
    io.err(`error: ${key === undefined ? "" : `\`${visible(name)}\`${stop(message)}`}${visible(message)}\n`);
  }
  return exit.usage;
}

/** Our messages go on where the name ends. Those of a spec are sentences of their own. */
function stop(message: string): string {
  return /^\p{Ll}/u.test(message) ? " " : ": ";
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** What errors of the package have, as far as it is printed. */
interface Failure extends Error {
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly bodyText?: string;
  readonly body?: unknown;
  readonly meta?: Meta;
  readonly hint?: string;
  readonly issues?: readonly Issue[];
}

export interface Failing {
  readonly session: Session;
  readonly fields: readonly InputField[];
  readonly include: boolean;
  /** What gives the client its options, for who has not given them. */
  readonly settings: string;
  readonly io: Io;
}

/** Tells of what a call rejected with. What is no error of the package is thrown again. */
export function printFailure(error: unknown, { session, fields, include, settings, io }: Failing): Exit {
  if (!session.isA(error, "SdkError")) throw error;
  const failure = error as Failure;
  if (session.isA(error, "RequestValidationError")) return printIssues(failure.issues ?? [], fields, io);
  if (session.isA(error, "RequestAbortedError")) return exit.interrupted;
  if (include && failure.meta) printHead(failure.meta, io);
  io.err(`error: ${visibleLines(failure.message).replace("`allowInsecure`", "`--allow-insecure`")}\n`);
  io.err(adviceOf(error, session));
  if (isUnset(failure, session)) {
    io.err(settings);
    return exit.usage;
  }
  printFacts(failure, io);
  return isUnanswered(error, session) ? exit.io : exit.refused;
}

/** What to do where nobody answered, or else what the platform said of it. Of a token it is further down the causes. */
function adviceOf(error: unknown, session: Session): string {
  const chain = causesOf(error);
  const hint = chain.find((each) => each.hint !== undefined)?.hint;
  if (hint !== undefined) return `  = help: ${visible(hint).replaceAll("`baseUrl`", "the address")}\n`;
  const root = chain.at(-1);
  return root && isUnanswered(error, session) && !session.isA(root, "SdkError") ? `  cause: ${visible(root.message)}\n` : "";
} // prettier-ignore

/** What was thrown, and what it comes from in turn. */
function causesOf(error: unknown): readonly Failure[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

/** What there is to know of an answer, its body included. */
function printFacts({ status, code, requestId, issues = [], body, bodyText = "" }: Failure, io: Io): void {
  const facts = { status, code, "request id": requestId };
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) io.err(`  ${name}: ${visible(String(value))}\n`); // prettier-ignore
  for (const { path, message } of issues.slice(0, 5))
    io.err(`  ${visible(pathText(path))}${stop(message)}${visible(message)}\n`);
  if (bodyText !== "") io.err(`${body === undefined ? visibleLines(bodyText) : prettyJson(bodyText)}\n`);
}

/** Whether the client misses an option, or has one that cannot work: nothing was sent. */
function isUnset(failure: Failure, session: Session): boolean {
  return session.isA(failure, "ConfigError") || failure.code === "missing_credentials";
}

/** Whether nobody answered: the request itself, or that for a token. */
function isUnanswered(error: unknown, session: Session): boolean {
  return causesOf(error).some((each) => session.isA(each, "TransportError"));
}
