// The built command in one process for many runs, since it takes longer to load than to run: for each line of stdin (a
// folder and arguments), one line of stdout. What `dist/cli.js` adds, streams and exit codes of a process, is not here.
import { createInterface } from "node:readline";
import { main } from "../../dist/cli/main.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { folder, args } = JSON.parse(line);
  process.chdir(folder);
  let [stdout, stderr] = ["", ""];
  const io = {
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    bytes: async () => {},
    live: () => {},
    outIsTerminal: false,
    color: false,
    outColor: false,
    now: () => performance.now(),
    interrupted: () => Promise.resolve(),
  };
  const code = await main(args, io, "0.0.0").catch((error) => ((stderr += error.stack), null));
  process.stdout.write(`${JSON.stringify({ code, stdout, stderr })}\n`);
}
