// `generate --watch`: a run whenever something has changed that the last one looked at. What that is the host knows that was asked:
// documents, and folders in which one may appear. Folders are watched, not files, since editors replace a file to save it.
import { realpathSync, watch as watchFolder, type FSWatcher } from "node:fs";
import { dirname, resolve } from "node:path";
import { isAsSeen, recordingHost, type Seen } from "../cache.js";
import type { Host } from "../load.js";
import type { CacheFolder } from "./cache-folder.js";
import { generateOnce, type GenerateOptions } from "./generate.js";
import { exit, isOfMachine, UsageError, type Exit, type Io } from "./io.js";

/** Nothing may happen for so many milliseconds before a run: who saves several files means one change. */
const pause = 100;

/** Runs until it is interrupted, which is how it ends well. A run that has begun is finished. */
export async function watch(
  options: GenerateOptions,
  cache: CacheFolder | undefined,
  { host, io }: { readonly host: Host; readonly io: Io },
): Promise<Exit> {
  const changes = watchChanges();
  void io.interrupted().then(changes.end);
  let { code, seen } = await run(options, cache, { host, io });
  io.err("watching; Ctrl+C ends it\n");
  while (!changes.ended()) {
    changes.look(seen);
    // What changed before it was watched is told by nobody: so this is asked first. A save that changes nothing is no change.
    if (isUnchanged(seen, host)) await changes.next();
    else ({ code, seen } = await run({ ...options, quiet: code === exit.ok }, cache, { host, io }));
  }
  return exit.ok;
}

interface Outcome {
  readonly code: Exit;
  /** All that was looked at. */
  readonly seen: Seen;
}

/** One run. Mistakes have been told; the next change may mend them. */
async function run(
  options: GenerateOptions,
  cache: CacheFolder | undefined,
  { host, io }: { readonly host: Host; readonly io: Io },
): Promise<Outcome> {
  const recording = recordingHost(host);
  try {
    const code = await generateOnce(options, cache, { host: recording, io });
    return { code, seen: recording.seen() };
  } catch (error) {
    if (!isOfMachine(error) && !(error instanceof UsageError)) throw error;
    io.live("");
    io.err(`error: ${error.message}\n`);
    return { code: exit.io, seen: recording.seen() };
  }
}

function isUnchanged(seen: Seen, host: Host): boolean {
  try {
    return isAsSeen(seen, host);
  } catch {
    return false; // the run will say why
  }
}

interface Changes {
  /** Watches where these answers come from, and nothing else. */
  readonly look: (seen: Seen) => void;
  /** Waits for something to change, and for quiet after it, or for the end. */
  readonly next: () => Promise<void>;
  readonly end: () => void;
  readonly ended: () => boolean;
}

function watchChanges(): Changes {
  const watchers = new Map<string, FSWatcher>();
  let [changed, ended] = [false, false];
  let timer: NodeJS.Timeout | undefined;
  let wake = (): void => {};
  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake();
    }, pause);
  };
  const close = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const open = (folder: string): void => {
    const watcher = watchFolder(folder, note);
    // A folder that goes away is a change, and is looked for again by the next run.
    watcher.on("error", () => (close(folder), note()));
    watchers.set(folder, watcher);
  };
  return {
    look(seen) {
      const folders = foldersOf(seen);
      for (const folder of watchers.keys()) if (!folders.has(folder)) close(folder);
      for (const folder of folders) if (!watchers.has(folder)) open(folder);
    },
    async next() {
      if (!changed && !ended) await new Promise<void>((resume) => (wake = resume));
      changed = false;
    },
    end() {
      ended = true;
      clearTimeout(timer);
      for (const folder of watchers.keys()) close(folder);
      wake();
    },
    ended: () => ended,
  };
}

/** The folders whose changes may change an answer; of one that is not there, the nearest above it. */
function foldersOf({ files, folders }: Seen): ReadonlySet<string> {
  const named = [...Object.keys(files).map((path) => dirname(resolve(path))), ...Object.keys(folders).map((path) => resolve(path))]; // prettier-ignore
  const linked = Object.keys(files).flatMap((path) => realPath(path) ?? []).map(dirname); // prettier-ignore
  return new Set([...named.map(nearest), ...linked]);
}

function nearest(folder: string): string {
  return realPath(folder) ?? nearest(dirname(folder));
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
