// What a verb may touch of the outside, and the way every verb ends.
import { count, formats, type Diagnostic, type Format } from "../diagnostics.js";
import { didYouMean } from "../names.js";
import type { SourceFile } from "../source.js";

/** Exit codes (design: "The command line"). When several apply, the worst wins. `interrupted` is what shells say of Ctrl+C. */
export const exit = { ok: 0, spec: 1, usage: 2, drift: 3, diff: 4, conflict: 5, io: 6, refused: 7, bug: 70, interrupted: 130 } as const; // prettier-ignore
export type Exit = (typeof exit)[keyof typeof exit];

export interface Io {
  /** What was asked for. */
  readonly out: (text: string) => void;
  /** The same where it is no text. Done when there is room for more. */
  readonly bytes: (chunk: Uint8Array) => Promise<void>;
  /** Whether people look at what was asked for, at once. */
  readonly outIsTerminal: boolean;
  /** What is for people. */
  readonly err: (text: string) => void;
  /** The line that is being worked on; empty to take it away. Does nothing where there is no terminal. */
  readonly live: (text: string) => void;
  /** Whether what is for people is in colour, and what was asked for. */
  readonly color: boolean;
  readonly outColor: boolean;
  /** The tool's. */
  readonly version: string;
  /** Milliseconds since the process began. */
  readonly now: () => number;
  /** From when it is asked on, who runs the tool can end it in peace: when that has happened. */
  readonly interrupted: () => Promise<void>;
}

/** Whether something went wrong outside of the tool and of its input. */
export function isOfMachine(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && (error.name === "OutputError" || "syscall" in error);
}

/** A mistake on the command line: the message, and the exit code 2. */
export class UsageError extends Error {}

/** The format that an option names. */
export function formatOf(value: string | undefined): Format {
  return choiceOf(value ?? "pretty", formats, "format");
}

/** One of a few values; what it is of names the option in the message. */
export function choiceOf<T extends string>(value: string, values: readonly T[], what: string): T {
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new UsageError(
    `there is no ${what} \`${value}\`: ${didYouMean(value, values) ?? `one of ${values.join(", ")}`}`,
  );
}

/** Prints diagnostics: for programs on stdout, for people on stderr. What renders them is loaded for the first of them. */
export async function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceFile[],
  { io, format }: { io: Io; format: Format },
): Promise<void> {
  if (diagnostics.length === 0 && !isDocument(format)) return;
  const { render } = await import("../frame.js");
  const text = render(diagnostics, sources, { format, color: io.color, version: io.version });
  if (text === "") return;
  if (format === "pretty") io.err(`${text}\n\n`);
  else io.out(`${text}\n`);
}

/** Whether a format is one document, and not lines. */
export function isDocument(format: Format): boolean {
  return format === "json" || format === "sarif";
}

/** Tells of diagnostics as they are found; as JSON and SARIF all at once, in `end`, so that it is one document. */
export interface Teller {
  readonly tell: (diagnostics: readonly Diagnostic[], sources: readonly SourceFile[]) => Promise<void>;
  readonly end: () => Promise<void>;
}

export function createTeller(io: Io, format: Format): Teller {
  const kept: { diagnostics: Diagnostic[]; sources: SourceFile[] } = { diagnostics: [], sources: [] };
  return {
    async tell(diagnostics, sources) {
      if (!isDocument(format)) return printDiagnostics(diagnostics, sources, { io, format });
      kept.diagnostics.push(...diagnostics);
      kept.sources.push(...sources);
    },
    async end() {
      if (isDocument(format)) await printDiagnostics(kept.diagnostics, kept.sources, { io, format });
    },
  };
}

/** `2 errors, 1 warning`, or an empty text. */
export function tally(diagnostics: readonly Diagnostic[]): string {
  const { error, warning, info } = count(diagnostics);
  const of = (number: number, noun: string): readonly string[] => (number ? [counted(number, noun)] : []);
  return [...of(error, "error"), ...of(warning, "warning"), ...of(info, "note")].join(", ");
}

/** The end of a verb that errors keep from its work: how many there are, and what does not come of it, as `nothing written`. */
export function refused(diagnostics: readonly Diagnostic[], outcome: string, io: Io): Exit {
  io.err(`${tally(diagnostics)}, ${outcome}\n`);
  return exitOf(diagnostics);
}

/** `1 error`, `2 errors`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** The exit code that diagnostics stand for. */
export function exitOf(diagnostics: readonly Diagnostic[]): Exit {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
  if (errors.some((code) => code.startsWith("AW7"))) return exit.usage;
  if (errors.some((code) => code.startsWith("AW5"))) return exit.conflict;
  if (errors.some((code) => code.startsWith("AW8"))) return exit.io;
  return errors.length ? exit.spec : exit.ok;
}
