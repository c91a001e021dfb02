// A page that is run as it is read: its files are written, its shell blocks are typed in one after the other, in one shell and
// in one folder, and the first difference from what the page says is told with its place. What a page can do is in
// CONTRIBUTING.md, under "Pages that are run".
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Block {
  /** The first word behind the fence. */
  readonly language: string;
  /** Of its first line in the page, from 1. */
  readonly line: number;
  readonly text: string;
  /** Why it is not run: the comment `<!-- not run: … -->` above it. */
  readonly notRun: string | undefined;
}

/** A command, and what the page says of it. */
export interface Command {
  readonly line: number;
  readonly text: string;
  /** Lines of output; undefined where the page says nothing, and then the command has only to succeed. */
  readonly expected: readonly { readonly line: number; readonly text: string }[] | undefined;
  readonly code: number;
}

/** The first place where a page is not true. */
export interface Difference {
  /** `README.md:12`. */
  readonly place: string;
  readonly command: string;
  readonly expected: string;
  readonly received: string;
  /** All that the command printed. */
  readonly output: string;
}

export interface Shell {
  /** Where it begins. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** So long a command may take, and a process in the background to say what the page has of it: after that it hangs. */
const PATIENCE = 120_000;

/** Runs a page; undefined if all is as it says. `name` is how places are called. */
export async function runPage(name: string, markdown: string, shell: Shell): Promise<Difference | undefined> {
  const session = startSession(shell);
  try {
    for (const block of blocksOf(markdown)) {
      const file = fileOf(block);
      if (file) write(join(shell.folder, file.path), file.text);
      if (block.language !== "sh" || block.notRun !== undefined) continue;
      for (const command of commandsOf(block)) {
        const found = await check(command, session);
        if (found) return { ...found, place: `${name}:${found.line}`, command: command.text };
      }
    }
    return undefined;
  } finally {
    await session.end();
  }
}

/** For people: what the page says, and what came. */
export function renderDifference({ place, command, expected, received, output }: Difference): string {
  return `${place}: $ ${command}\n  expected: ${expected}\n  received: ${received}\nall that it printed:\n${output}`;
}

// ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The fenced blocks of a page. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; indent: string; lines: string[] } | undefined;
  let above = "";
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^( *)```(\S*)/.exec(line);
    if (open && fence) {
      const notRun = /^<!-- not run: (.+) -->$/.exec(above)?.[1];
      blocks.push({ language: open.language, line: open.line, text: open.lines.join("\n"), notRun });
      [open, above] = [undefined, ""];
    } else if (open) open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart());
    else if (fence) open = { language: fence[2] ?? "", indent: fence[1] ?? "", line: index + 2, lines: [] };
    else if (line.trim() !== "") above = line.trim();
  }
  return blocks;
}

/** The file that a block is: its first line is a comment with the file's path and nothing else. JSON is without that line. */
export function fileOf({ language, text }: Block): { readonly path: string; readonly text: string } | undefined {
  if (language === "sh") return undefined;
  const path = /^(?:#|\/\/|<!--) (?!\S*\.\.)((?:[\w@.-]+\/)*[\w@.-]*\.\w+)(?: -->)?(?:\n|$)/.exec(text)?.[1];
  if (path === undefined) return undefined;
  return { path, text: `${language === "json" ? text.slice(text.indexOf("\n") + 1) : text}\n` };
}

/** The commands of a block. One goes on over lines that end in a backslash. */
export function commandsOf({ text, line: first }: Block): readonly Command[] {
  const commands: { line: number; text: string; expected?: { line: number; text: string }[]; code: number }[] = [];
  let isOpen = false;
  for (const [index, written] of text.split("\n").entries()) {
    const line = first + index;
    const last = commands.at(-1);
    const said = /^# → ?(.*)$/.exec(written)?.[1] ?? (written === "# →" ? "" : undefined);
    if (isOpen && last) last.text += `\n${written}`;
    else if (said !== undefined) {
      if (!last) throw new Error(`line ${line} says what is printed, and no command stands above it`);
      const code = /^\(exit code (\d+)\)$/.exec(said)?.[1];
      if (code === undefined) (last.expected ??= []).push({ line, text: said });
      else last.code = Number(code);
    } else if (/^\s*(#|$)/.test(written)) continue;
    else {
      const [, command = "", beside] = /^(.*?)(?:\s+# → (.*))?$/.exec(written) ?? [];
      commands.push({ line, text: command, code: 0, ...(beside !== undefined && { expected: [{ line, text: beside }] }) });
    }
    isOpen = written.endsWith("\\");
  }
  return commands.map(({ line, text, expected, code }) => ({ line, text, expected, code }));
} // prettier-ignore

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

// ── What is printed, against what the page says ─────────────────────────────────────────────────────────────────────

type Found = Pick<Difference, "expected" | "received" | "output"> & { readonly line: number };

async function check(command: Command, session: Session): Promise<Found | undefined> {
  const isBackground = /[^&]&$/.test(command.text);
  const { output, code } = isBackground ? await session.start(command) : await session.run(command.text);
  const { expected } = command;
  const different = expected && compare(expected, output);
  if (different) return { ...different, output };
  if (code === command.code) return undefined;
  return { line: command.line, expected: exitCode(command.code), received: exitCode(code), output };
}

function exitCode(code: number | undefined): string {
  return code === undefined ? `no end within ${PATIENCE / 1000} s` : `exit code ${code}`;
}

type Lines = NonNullable<Command["expected"]>;

/** The first line that is not as expected. `…` stands for anything in a line, alone for any lines. */
export function compare(expected: Lines, output: string): Omit<Found, "output"> | undefined {
  const received = output === "" ? [] : output.replace(/\n$/, "").split("\n").map((line) => line.trimEnd()); // prettier-ignore
  let furthest = { line: 0, at: 0 };
  const fits = (line: number, at: number): boolean => {
    if (line + at > furthest.line + furthest.at) furthest = { line, at };
    const pattern = expected[line]?.text;
    if (pattern === undefined) return at === received.length;
    if (pattern === "…") return fits(line + 1, at) || (at < received.length && fits(line, at + 1));
    const text = received[at];
    return text !== undefined && patternOf(pattern).test(text) && fits(line + 1, at + 1);
  };
  if (fits(0, 0)) return undefined;
  const told = expected[furthest.line];
  return {
    line: (told ?? expected.at(-1))?.line ?? 0,
    expected: told?.text ?? "(no more)",
    received: received[furthest.at] ?? "(no more)",
  };
}

function patternOf(text: string): RegExp {
  return new RegExp(`^${text.split("…").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join(".*")}$`);
} // prettier-ignore

// ── The shell ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface Ran {
  /** Of both streams, as a terminal would show it. */
  readonly output: string;
  /** Undefined: it did not end. */
  readonly code: number | undefined;
}

interface Session {
  run(command: string): Promise<Ran>;
  /** Begins a command in the background, and waits until it has said what the page expects of it. */
  start(command: Command): Promise<Ran>;
  /** Ends the shell and all that it began. */
  end(): Promise<void>;
}

const MARK = "\u001e";

/** One bash for a page: folders, variables and jobs stay from command to command. */
function startSession({ folder, env }: Shell): Session {
  // A group of its own, so that whatever was left running ends with it.
  const child = spawn("bash", ["--noprofile", "--norc"], { cwd: folder, env, detached: true });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  // Also if whoever runs the page is stopped before its end.
  const endWithUs = (): void => kill(child.pid);
  process.once("exit", endWithUs);
  let said = "";
  let heard = (): void => {};
  const listen = (chunk: string): void => {
    said += chunk;
    heard();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", listen);
  child.stdin.on("error", () => {}); // `exit` in a page ends the shell
  void ended.then(() => listen(""));
  child.stdin.write("exec 2>&1\n");

  const run = (command: string): Promise<Ran> => {
    said = "";
    child.stdin.write(`eval ${quotedForShell(command)} </dev/null\nprintf '${MARK}%s${MARK}' "$?"\n`);
    return new Promise((resolve) => {
      const done = (code: number | undefined): void => {
        clearTimeout(timer);
        heard = () => {};
        resolve({ output: said.split(MARK)[0] ?? "", code });
      };
      const timer = setTimeout(() => done(undefined), PATIENCE);
      heard = () => {
        const code = new RegExp(`${MARK}(\\d+)${MARK}$`).exec(said)?.[1];
        if (code !== undefined) done(Number(code));
        else if (child.exitCode !== null) done(child.exitCode);
      };
      heard();
    });
  };

  let jobs = 0;
  return {
    run,
    async start({ text, expected }) {
      const log = join(env["PAGE_LOGS"] ?? folder, `job-${++jobs}.log`);
      const begun = await run(`${text.slice(0, -1)} >${quotedForShell(log)} 2>&1 </dev/null &`);
      if (begun.code !== 0 || expected === undefined) return begun;
      const output = await until(() => (existsSync(log) ? readFileSync(log, "utf8") : ""), (now) => !compare(expected, now)); // prettier-ignore
      return { output, code: 0 };
    },
    async end() {
      kill(child.pid);
      process.off("exit", endWithUs);
      await ended;
    },
  };
}

/** Ends a group of processes, the shell's jobs included, also if the shell itself has ended. */
function kill(group: number | undefined): void {
  try {
    if (group !== undefined) process.kill(-group, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** What `read` gives once it is enough, or at the end of all patience. */
async function until(read: () => string, isEnough: (text: string) => boolean): Promise<string> {
  for (const began = Date.now(); Date.now() - began < PATIENCE / 4;) {
    if (isEnough(read())) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return read();
}

function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
