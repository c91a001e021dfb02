import { it } from "vitest";
import { writeFileSync } from "node:fs";
import { compare } from "../../generator/index.js";
import { prove } from "../../generator/diff/prove/prove.js";
import { modelOf } from "../support/spec.js";
import { batches } from "./batches.js";
import { morePairs } from "./more-pairs.js";
it("more", { timeout: 3_000_000 }, async () => {
  const out: string[] = [];
  for (const p of morePairs) {
    try {
      modelOf(p.old);
      modelOf(p.new);
    } catch (e) {
      out.push(`BAD ${p.name}\n${(e as Error).message.slice(0, 500)}`);
    }
  }
  const back = morePairs.map((p) => ({ name: `BACK ${p.name}`, old: p.new, new: p.old }));
  const t = performance.now();
  if (out.length === 0)
    for (const batch of batches([...morePairs, ...back])) {
      const [old, next] = [modelOf(batch.old), modelOf(batch.new)];
      const c = compare(old, next);
      const p = await prove(old, next, c);
      const nameOf = (x: unknown) =>
        batch.names.get(/\b(m\d+)(?=_|\b)/.exec(JSON.stringify(x))?.[1] ?? "") ??
        [...batch.names.values()].join("|").slice(0, 300);
      for (const d of p.disagreements)
        out.push(
          `${nameOf(d)
            .replace(/Got: .*\nPut: .*\n/g, "")
            .replaceAll("\n", " ; ")}\n    ${JSON.stringify(d)}`,
        );
      out.push(`== ${batch.names.size}, ${p.proved.length} proved, ${p.safe.probes} safe`);
    }
  writeFileSync("/tmp/w4/prove-more.txt", out.join("\n") + `\n${performance.now() - t}`);
});
