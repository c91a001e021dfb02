// The user's side: runs one of the programs below with an input from stdin, and prints what came of it as JSON.
import * as programs from "./programs.mjs";

let text = "";
for await (const chunk of process.stdin) text += chunk;
const { program, input } = JSON.parse(text);
process.on("unhandledRejection", (error) => {
  console.error("unhandled", error);
  process.exit(9);
});
const result = await programs[program](input);
process.stdout.write(JSON.stringify(result ?? null));
