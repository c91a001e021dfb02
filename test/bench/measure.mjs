// Processes with their time and memory, medians, and tables.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Prints, when a process ends, the processor time that it took and the most memory that it had. */
const usage = `data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("\\nusage "+(u.userCPUTime+u.systemCPUTime)+" "+u.maxRSS+"\\n")})`;

/**
 * Runs node once: how long it took from outside (`ms`), for how long it kept a processor busy (`cpu`, which says more where
 * others are at work), what it printed, and the most memory that it had. `node` is another one than this. Throws if it failed.
 */
export function runNode(args, { cwd = root, env, node = process.execPath } = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(node, ["--import", usage, ...args], { cwd, env: { ...process.env, ...env } });
    const out = [];
    const err = [];
    child.stdout.on("data", (chunk) => out.push(chunk));
    child.stderr.on("data", (chunk) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const ms = performance.now() - started;
      const [stdout, stderr] = [out, err].map((chunks) => Buffer.concat(chunks).toString());
      if (code !== 0) return reject(new Error(`node ${args.join(" ")} ended with ${code}\n${stdout}${stderr}`));
      const [, microseconds = 0, kib = 0] = /usage (\d+) (\d+)/.exec(stderr) ?? [];
      resolve({ ms, cpu: Number(microseconds) / 1000, mib: Number(kib) / 1024, stdout, stderr });
    });
  });
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of some runs of a process; `before` is not measured. */
export async function repeat(times, run, before = () => {}) {
  const results = [];
  for (let index = 0; index < times; index++) {
    await before();
    results.push(await run());
  }
  const of = (key) => median(results.map((result) => result[key]));
  return { ms: of("ms"), cpu: of("cpu"), mib: Math.max(...results.map(({ mib }) => mib)), last: results.at(-1) };
}

const said = [];

/** Prints a text, and keeps it for the page. */
export function say(text) {
  said.push(text);
  console.log(`\n${text}`);
}

/** What was said since the last time. */
export const takeSaid = () => said.splice(0).join("\n\n");

/** A table, with its columns as wide as they need to be. */
export function table(title, header, rows) {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  say(`**${title}**\n\n${[line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n")}`);
}

export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const milliseconds = (ms) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(2)} kB`;
