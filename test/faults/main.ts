// `node --expose-gc main.mjs <part> <options>` prints a report as JSON.
import { fileURLToPath } from "node:url";
import { runFaults } from "./run.js";
import { runGrowth } from "./growth.js";
import { serve } from "./server.js";
import { runStorm } from "./storm.js";

const [, , part = "", options = "{}"] = process.argv;
const program = fileURLToPath(import.meta.url);
const parts = { faults: runFaults, storm: runStorm, growth: runGrowth } as const;
if (part === "server") await serve(JSON.parse(options) as never);
else console.log(JSON.stringify(await parts[part as keyof typeof parts](program, JSON.parse(options) as never)));
