// The user's side: for each line of stdin, a program and its input, one line of stdout, what came of it. One process for
// many programs, since a process takes longer to start than a program to run.
import { createInterface } from "node:readline";
import * as programs from "./programs.mjs";

process.on("unhandledRejection", (error) => {
  console.error("unhandled", error);
  process.exit(9);
});
for await (const line of createInterface({ input: process.stdin })) {
  const { program, input } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify((await programs[program](input)) ?? null)}\n`);
}
