#!/usr/bin/env node
// The command: the process around `cli/main.ts`. The only file that knows of one.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { exit } from "./cli/io.js";
import { main } from "./cli/main.js";

// A command is over in a second or two. Left alone, V8 spends a third of that, and more of the processor, on optimizing
// code that is hardly run again; here a function has to run fifteen times as long before it is worth it. A run on a spec of
// 1,600 actions gains as well. Versions of V8 without such a flag ignore it.
setFlagsFromString("--interrupt-budget=1000000");

const argv = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const { FORCE_COLOR: forced, NO_COLOR: refused } = process.env;
const isColored = ({ isTTY }: { readonly isTTY: boolean }): boolean => {
  const isWanted = forced === undefined ? isTTY && !refused : forced !== "0" && forced !== "false";
  return isWanted && !argv.includes("--no-color");
};
const live = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};

// Who reads a document has read enough: `… | head` is no mistake.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = await main(
    argv,
    {
      out: (text) => void process.stdout.write(text),
      bytes: (chunk) => new Promise((resolve) => void process.stdout.write(chunk, () => resolve())),
      outIsTerminal: process.stdout.isTTY,
      err: (text) => void process.stderr.write(text),
      live,
      color: isColored(process.stderr),
      outColor: isColored(process.stdout),
      now: () => performance.now(),
      interrupted: () =>
        new Promise((resolve) => {
          for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve());
        }),
    },
    version,
  );
} catch (error) {
  live("");
  process.stderr.write(
    `error[AW9001]: this is a bug of the tool, please report it\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = exit.bug;
}
