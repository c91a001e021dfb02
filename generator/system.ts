// What the machine refuses, in words: a file, a folder or a port that cannot be had.
import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { visible } from "./doors.js";

/** Something could not be read, written or listened at. */
export class OutputError extends Error {
  override readonly name: string = "OutputError";
}

/** What was tried. */
export type Attempt = "read" | "write" | "listen at";

/** Does it. What the machine says against it is an `OutputError`, of what was tried and in words. */
export async function attempt<T>(what: Attempt, subject: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw refusalOf(what, subject, error);
  }
}

/** The error to throw for one that was caught: that itself if it is none of the machine's. */
export function refusalOf(what: Attempt, subject: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof OutputError) return error;
  const problem = problems[what][code] ?? everywhere[code] ?? message;
  return new OutputError(`cannot ${what} \`${visible(subject)}\`: ${problem}`, { cause: error });
}

const isNoFolder = "a file stands where a folder is needed";
const everywhere: Readonly<Record<string, string>> = {
  EACCES: "this user is not allowed to",
  EPERM: "this user is not allowed to",
  EROFS: "nothing can be written there",
  ENOSPC: "the disk is full",
  EISDIR: "it is a folder",
  ENOTDIR: isNoFolder,
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links lead in a circle",
};
const problems: { readonly [what in Attempt]: Readonly<Record<string, string>> } = {
  read: { ENOENT: "there is no such file" },
  write: { ENOENT: "there is no folder for it", EEXIST: isNoFolder },
  "listen at": {
    EADDRINUSE: "another program listens there; `--port 0` takes a port that is free",
    EADDRNOTAVAIL: "this machine has no such address",
    ENOTFOUND: "there is no such host",
    EAI_AGAIN: "the name of the host cannot be looked up",
  },
};

/** Makes a folder and those above it that are missing, one by one: Node's own way does not come to an end within `/proc`. */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error; // somebody else may have made it meanwhile
  });
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing))?.isDirectory() === true;
}

/** That there is nothing is an answer. */
export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}

/** What is found; undefined if nothing is there. */
export function ifThere<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    return ignoreMissing(error as NodeJS.ErrnoException);
  }
}
