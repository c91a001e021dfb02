import { it } from "vitest";
import { writeFileSync } from "node:fs";
import { compare } from "../../generator/index.js";
import { prove } from "../../generator/diff/prove/prove.js";
import { modelOf } from "../support/spec.js";
import { batches, rows } from "./batches.js";
it("all", { timeout: 3_000_000 }, async () => {
  const only = process.env["ONLY"];
  const out: string[] = [];
  const t0 = performance.now();
  for (const batch of batches(rows)) {
    const t1 = performance.now();
    const [old, next] = [modelOf(batch.old), modelOf(batch.new)];
    const c = compare(old, next);
    const t2 = performance.now();
    const p = await prove(old, next, c);
    const nameOf = (x: unknown) => {
      const m = /\b(m\d+)\b/.exec(JSON.stringify(x))?.[1] ?? "";
      return batch.names.get(m) ?? [...batch.names.values()].join(" | ");
    };
    for (const d of p.disagreements) out.push(`${nameOf(d)}\n    ${JSON.stringify(d)}`);
    if (only)
      for (const d of p.proved) if (nameOf(d).includes(only)) out.push(`${nameOf(d)}\n    ${JSON.stringify(d)}`);
    out.push(
      `== ${batch.names.size} rows, ${c.changes.length} changes, ${p.proved.length} proved, ${p.safe.probes} safe, compare ${t2 - t1} prove ${performance.now() - t2}`,
    );
  }
  writeFileSync("/tmp/w4/prove-out.txt", out.join("\n") + `\n${performance.now() - t0}\n`);
});
