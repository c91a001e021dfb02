// How long `exactJson` takes beside `JSON`: where no integer is beyond 2^53, and where each item has one.
import { join } from "node:path";
import { build } from "esbuild";
import { kilobytes, median, milliseconds, root, table } from "./measure.mjs";

const item = (index) => ({ id: `device-${index}`, name: `Device "${index}"`, size: 1_234_567 + index, ratio: index / 7, tags: ["a", null], at: "2026-01-31T12:00:00.123456789Z", wide: 42 }); // prettier-ignore

export async function benchExact({ runs }) {
  const { exactJson } = await load();
  const plain = JSON.stringify(Array.from({ length: 10_000 }, (_, index) => item(index)));
  const few = JSON.parse(plain);
  const wide = plain.replaceAll('"wide":42', '"wide":18446744073709551615');
  const rows = [["none", plain], ["one an item", wide]].map(([what, text]) => {
    const value = exactJson.parse(text);
    const [read, exact] = [timeOf(() => JSON.parse(text), runs), timeOf(() => exactJson.parse(text), runs)];
    const [write, written] = [timeOf(() => JSON.stringify(few), runs), timeOf(() => exactJson.stringify(value), runs)];
    return [what, kilobytes(text.length), milliseconds(read), (exact / read).toFixed(1), milliseconds(write), (written / write).toFixed(1)];
  });
  table("`exactJson` beside `JSON`", ["integers beyond 2^53", "JSON", "JSON.parse", "exactJson, ratio", "JSON.stringify", "exactJson, ratio"], rows);
} // prettier-ignore

async function load() {
  const entryPoints = [join(root, "templates/runtime/exact-json.ts")];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "esm", write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

function timeOf(run, runs) {
  const times = Array.from({ length: runs * 3 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return median(times);
}
