import { it } from "vitest";
import { writeFileSync } from "node:fs";
import { compare, readSpec, createReport, nodeHost } from "../../generator/index.js";
import { prove } from "../../generator/diff/prove/prove.js";
import { fixtures, lowerFixture } from "../support/fixtures.js";
import { repository } from "../support/folder.js";
it("fixtures", { timeout: 3_000_000 }, async () => {
  const out: string[] = [];
  const t = performance.now();
  for (const f of [
    ...fixtures.map((f) => ({ name: f.name, int64: f.int64, model: () => lowerFixture(f) })),
    ...["nexigon-hub", "nexthink"].map((name) => ({
      name,
      int64: "number" as const,
      model: () => readSpec(`${repository}/spec/${name}`, [], { host: nodeHost(), report: createReport() }).model!,
    })),
  ]) {
    try {
      const model = f.model();
      const p = await prove(model, model, compare(model, model), { int64: f.int64 });
      for (const d of p.disagreements) out.push(`${f.name}: ${JSON.stringify(d)}`);
      out.push(`== ${f.name} ${p.safe.probes}`);
    } catch (e) {
      out.push(`${f.name} THROWN ${(e as Error).stack?.slice(0, 400)}`);
    }
  }
  writeFileSync("/tmp/w4/prove-fix.txt", out.join("\n") + `\n${performance.now() - t}`);
});
