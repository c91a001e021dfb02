// The process around `main.ts`. The only file that knows of one.
import { readFileSync } from "node:fs";
import { exit } from "./io.js";
import { main } from "./main.js";

const argv = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
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
