// Programs in processes of their own, with what they printed and how they ended.
import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** Laid over an environment that has a PATH and little else, so that the tests see what everybody sees. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Who runs it, where that is for us to say. */
  readonly uid?: number;
}

/** Runs `node` with these arguments. */
export function runNode(args: readonly string[], options: RunOptions): Promise<Ended> {
  return run(process.execPath, args, options);
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], { cwd, env, input, uid }: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...plainEnvironment(), ...env },
      ...(uid !== undefined && { uid }),
    });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout: textOf(stdout), stderr: textOf(stderr) }));
    child.stdin.on("error", () => {}); // a program may end without reading all of its input
    child.stdin.end(input ?? "");
  });
}

/** Whether there is what gives a program a terminal. */
export const hasTerminals: boolean = hasScript();

function hasScript(): boolean {
  try {
    return execFileSync("script", ["--version"], { encoding: "utf8" }).includes("util-linux");
  } catch {
    return false;
  }
}

/** Runs `node` with these arguments, of which no shell makes anything else, on a terminal: all that is to be seen there. */
export async function runOnTerminal(args: readonly string[], { cwd, env }: RunOptions): Promise<string> {
  const command = [process.execPath, ...args].map((arg) => `"${arg}"`).join(" ");
  return (await run("script", ["-qec", command, "/dev/null"], { cwd, env: { TERM: "xterm", ...env } })).stdout;
}

/** A program that answers each line of its input with one of its output. */
export interface Conversation {
  ask(line: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts `node` with these arguments. One question at a time; what it says on stderr is a failure. */
export function startNode(args: readonly string[], cwd: string): Conversation {
  const child = spawn(process.execPath, args, { cwd, env: plainEnvironment() });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  child.stdin.on("error", () => {}); // the answer will be missing, which tells more
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const answer = await lines.next();
      if (answer.done) await ended;
      if (answer.done || errors.length > 0) throw new Error(`${args.join(" ")} failed: ${textOf(errors)}`);
      return answer.value;
    },
    close() {
      child.stdin.end();
      return ended;
    },
  };
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function plainEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot"];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
