import { it } from "vitest";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { compare } from "../../generator/index.js";
import { prove } from "../../generator/diff/prove/prove.js";
import { importFiles, modelOfImport } from "../support/import.js";
const folder = "../shared/data/nexigon/openapi/";
it("hub", { timeout: 3_000_000 }, async () => {
  const names = readdirSync(folder).sort();
  const out: string[] = [];
  const only = process.env["PAIRS"]?.split(",").map(Number);
  for (let i = 0; i + 1 < names.length; i++) {
    if (only && !only.includes(i)) continue;
    const [a, b] = [names[i]!, names[i + 1]!].map((n) =>
      modelOfImport(importFiles({ "hub.json": readFileSync(folder + n, "utf8") })),
    );
    const c = compare(a!, b!);
    const t = performance.now();
    const p = await prove(a!, b!, c);
    out.push(
      `== ${names[i]} ${names[i + 1]}: ${c.changes.length} changes ${p.proved.length} proved ${p.safe.probes} safe ${p.disagreements.length} disagreements ${(performance.now() - t).toFixed(0)} ms, rss ${(process.memoryUsage().rss / 1e6).toFixed(0)}`,
    );
    for (const d of p.disagreements) out.push(JSON.stringify(d));
    if (only) writeFileSync("/tmp/w4/prove-proved.txt", p.proved.map((x) => JSON.stringify(x)).join("\n"));
    writeFileSync("/tmp/w4/prove-hub.txt", out.join("\n"));
  }
});
