// With `--import` this writes to the file LOADED, when the process ends, every module that it has loaded, one a line.
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";

const log = process.env.LOADED;
const hooks = `
import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(log)}, url + "\\n");
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
process.on("exit", () => appendFileSync(log, Object.keys(createRequire(import.meta.url).cache).join("\n")));
