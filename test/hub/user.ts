// A user's project with the packed package in it, and its programs: `hub/program`, run by a Node process of their own.
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { install, type Installed } from "../support/install.js";
import { startNode } from "../support/process.js";
import { token, type Loopback } from "./server.js";
import type { Json } from "./table.js";

/** What an error of the package told of itself; see `describe` in the programs. */
export interface Failure {
  readonly name: string;
  /** The exported classes that it is an instance of. */
  readonly is: readonly string[];
  readonly isError: boolean;
  readonly isSdkError: boolean;
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  readonly action?: string;
  readonly method?: string;
  readonly url?: string;
  readonly attempts?: number;
  readonly requestId?: string;
  readonly error?: Json;
  readonly body?: Json;
  readonly hasBody: boolean;
  readonly bodyLength?: number;
  readonly bodySnippet?: string;
  readonly issues?: readonly Issue[];
  readonly phase?: string;
  readonly timeoutMs?: number;
  readonly location?: string;
  readonly cause?: string;
  /** All that JSON, a console and a string show of it. */
  readonly shown: string;
  readonly stack: string;
}

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly expected: string;
  readonly received: string;
}

/** What a call came to. */
export interface Outcome {
  readonly ok: boolean;
  readonly text?: string;
  readonly tag?: string;
  readonly meta?: {
    readonly status: number;
    readonly requestId: string;
    readonly attempts: number;
    readonly url: string;
    readonly type: string | null;
    readonly schemaIssues: readonly Issue[];
  };
  readonly error?: Failure;
}

export interface User extends Installed {
  /** Runs one of the programs; the token is the good one, and the address the server's, unless the input has others. */
  program<T = Outcome>(name: string, server: Pick<Loopback, "url"> | undefined, input?: object): Promise<T>;
  close(): Promise<void>;
}

/** Packs and installs what is in `generated/`, and starts a process that waits for programs to run. */
export async function createUser(): Promise<User> {
  const installed = await install("nexigon-hub");
  await cp(fileURLToPath(new URL("program", import.meta.url)), installed.project, { recursive: true });
  const child = startNode(["main.mjs"], installed.project);
  return {
    ...installed,
    async program<T>(name: string, server: Pick<Loopback, "url"> | undefined, input: object = {}) {
      const line = JSON.stringify({ program: name, input: { url: server?.url, token, ...input } });
      return JSON.parse(await child.ask(line)) as T;
    },
    close: () => child.close(),
  };
}
