// What is to be undone when a test file ends. Files share the modules of a worker (vitest.config.ts): a support module is there
// before a file and after it, so that a hook of its own would belong to whichever file came first.
const undos: (() => Promise<void>)[] = [];

/** Has something undone after the last test and the last hook of the file that is running. */
export function whenFileEnds(undo: () => Promise<void>): void {
  undos.push(undo);
}

/** Undoes all of it. */
export async function endFile(): Promise<void> {
  await Promise.all(undos.splice(0).map((undo) => undo()));
}
