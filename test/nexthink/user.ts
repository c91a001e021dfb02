// A user's project with the packed package in it, and its programs: `nexthink/program`, run by a Node process of their own.
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Failure as HubFailure, Outcome as HubOutcome } from "../hub/user.js";
import { install, type Installed } from "../support/install.js";
import { startNode } from "../support/process.js";
import { clientId, clientSecret, type Instance } from "./server.js";

/** What an error of the package told of itself; see `describe` in the programs. */
export interface Failure extends HubFailure {
  /** Whether it is an error that the spec has for the action. */
  readonly isErrorOf?: boolean;
  readonly retryAfterMs?: number;
}

/** What a call came to. */
export interface Outcome extends Omit<HubOutcome, "error"> {
  readonly error?: Failure;
}

export interface User extends Installed {
  /** Runs one of the programs, with the good credentials and the server's address, unless the input has others. */
  program<T = Outcome>(name: string, server: Instance | undefined, input?: object): Promise<T>;
  close(): Promise<void>;
}

/**
 * Packs and installs what is in `generated/`, and starts a process that waits for programs to run. `more` is laid over the
 * options of the clients.
 */
export async function createUser(more: object = {}): Promise<User> {
  const installed = await install("nexthink");
  const main = new URL("../hub/program/main.mjs", import.meta.url);
  await cp(fileURLToPath(main), `${installed.project}/main.mjs`);
  await cp(fileURLToPath(new URL("program", import.meta.url)), installed.project, { recursive: true });
  const child = startNode(["main.mjs"], installed.project);
  return {
    ...installed,
    async program<T>(name: string, server: Instance | undefined, input: object = {}) {
      const options = { baseUrl: server?.url, tokenUrl: server?.tokenUrl, clientId, clientSecret, ...more };
      return JSON.parse(await child.ask(JSON.stringify({ program: name, input: { options, ...input } }))) as T;
    },
    close: () => child.close(),
  };
}
