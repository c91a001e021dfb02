// How long decoding takes beside `JSON.parse`.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { kilobytes, median, milliseconds, root, runNode, table } from "./measure.mjs";
import { packedInto } from "./project.mjs";

export async function benchDecode({ runs }) {
  const { folder } = packedInto("nexigon-hub");
  cpSync(join(root, "test/bench/decode-run.mjs"), join(folder, "run.mjs"));
  const results = [];
  for (let run = 0; run < runs; run++) results.push(JSON.parse((await runNode(["run.mjs"], { cwd: folder })).stdout));
  const rows = results[0].map(({ what, bytes }, index) => {
    const [json, decode] = ["json", "decode"].map((key) => median(results.map((result) => result[index][key])));
    return [what, kilobytes(bytes), milliseconds(json), milliseconds(decode), (decode / json).toFixed(2)];
  });
  table(`decoding 1,000 items, the median of ${runs} processes`, ["items", "JSON", "JSON.parse", "parse of the model", "ratio"], rows);
} // prettier-ignore
