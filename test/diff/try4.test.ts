import { it } from "vitest";
import fc from "fast-check";
import { writeFileSync } from "node:fs";
import { compare } from "../../generator/index.js";
import { prove } from "../../generator/diff/prove/prove.js";
import { modelOf } from "../support/spec.js";
import { batches } from "./batches.js";
import { anyPair, documentOf } from "./pairs.js";
it("fuzz", { timeout: 3_000_000 }, async () => {
  const out: string[] = [];
  const pairs = fc.sample(anyPair, {
    numRuns: Number(process.env["RUNS"] ?? 200),
    seed: Number(process.env["SEED"] ?? 1),
  });
  const t = performance.now();
  for (const batch of batches(
    pairs.map(([a, b]) => ({
      name: JSON.stringify(
        Object.entries(b)
          .filter(([k, v]) => v !== a[k as never])
          .map(([k, v]) => [k, a[k as never], v]),
      ),
      old: documentOf(a),
      new: documentOf(b),
    })),
  )) {
    const [old, next] = [modelOf(batch.old), modelOf(batch.new)];
    const p = await prove(old, next, compare(old, next));
    const nameOf = (x: unknown) => batch.names.get(/\b(m\d+)\b/.exec(JSON.stringify(x))?.[1] ?? "") ?? "?";
    for (const d of p.disagreements) out.push(`${nameOf(d)}\n    ${JSON.stringify(d)}`);
    out.push(`== ${batch.names.size}, ${p.proved.length} proved, ${p.safe.probes} safe`);
  }
  writeFileSync("/tmp/w4/prove-fuzz.txt", out.join("\n") + `\n${performance.now() - t}`);
});
