// T2: both packages against a server that does everything a network can do, and what they leave behind. With fewer calls than
// `npm run bench -- faults`, which prints the table.
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { faultsByName } from "./faults/faults.js";
import type { GrowthReport } from "./faults/growth.js";
import type { FaultsReport } from "./faults/run.js";
import type { StormReport } from "./faults/storm.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { runNode } from "./support/process.js";

let program: string;

beforeAll(async () => {
  program = join(await temporaryFolder(), "main.mjs");
  const entryPoints = [join(repository, "test/faults/main.ts")];
  await build({ entryPoints, bundle: true, platform: "node", format: "esm", target: "node20", outfile: program });
});

async function reportOf<T>(part: string, options: object): Promise<T> {
  const args = ["--expose-gc", program, part, JSON.stringify(options)];
  const { code, stdout, stderr } = await runNode(args, { cwd: repository });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as T;
}

describe("a thousand calls, fifty at a time, of a server with faults", () => {
  let report: FaultsReport;
  beforeAll(async () => {
    report = await reportOf("faults", { seed: 20, calls: 1000, atOnce: 50, clients: 25 });
  });

  it("meet every fault, with actions of every effect", () => {
    const names = [...faultsByName.keys()].filter((name) => name !== "a refused connection");
    expect(Object.keys(report.faults).sort()).toEqual(names.sort());
    expect(report.sent).toBeGreaterThan(report.arrived);
    expect(Object.keys(report.effects)).toEqual(["idempotent", "read", "write"]);
  });

  it("R12 carry out no `write` twice", () => {
    expect(report.duplicates).toEqual([]);
  });

  it("R12 R16 are sent again after what allows it and nothing else, and say why not", () => {
    expect(report.wrong).toEqual([]);
    expect(Object.keys(report.retryRefused)).toEqual(expect.arrayContaining(["delay_too_long", "exhausted", "write"]));
  });

  it("all end: in an output, or in the error that what happened last calls for", () => {
    expect(report.calls).toBe(1000);
    expect(report.unexpected).toEqual([]);
    expect(report.late).toBeLessThan(50);
  });

  it("R16 are counted as they were sent", () => {
    expect(report.miscounted).toEqual([]);
  });

  it("R26 R52 leave nothing open, and follow no redirect", () => {
    expect(report.left).toEqual({ answers: 0, timers: 0, listeners: 0, resources: [], warnings: [], stolen: 0 });
  });
});

it("T22 ten thousand calls of one client on one signal leave no memory in use", async () => {
  const { growth, listeners } = await reportOf<GrowthReport>("growth", { calls: 10_000, atOnce: 50 });
  expect(growth).toBeLessThan(1_000_000);
  expect(listeners).toBe(0);
});

it("T21 fifty clients of a server that is down for a while do not keep it down", async () => {
  const options = { clients: 50, perSecond: 100, wanted: 80, before: 1, down: 2, after: 4 };
  const [before, , after] = (await reportOf<StormReport>("storm", options)).phases;
  for (const phase of [before, after]) expect(phase?.answered).toBeGreaterThan(0.9 * (phase?.calls ?? Infinity));
});
