// The bundle in a context that has all of the language, and of the platform only what is named:
// `node context.mjs <bundle> <url> <{ "globals": […], "lacks": […] }>`.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const [, , bundle, url, options] = process.argv;
const { globals, lacks = [] } = JSON.parse(options);

const platform = { AbortController, AbortSignal, TextDecoder, btoa, clearTimeout, setTimeout };
const context = createContext(Object.fromEntries(globals.map((name) => [name, platform[name]])));
runInContext(readFileSync(bundle, "utf8"), context);

/** An answer of a platform that does not stream, as React Native's. */
const whole = (response) => ({
  ok: response.ok,
  status: response.status,
  statusText: response.statusText,
  headers: response.headers,
  text: () => response.text(),
  json: () => response.json(),
});
const send = async (address, init) => {
  const response = await fetch(address, init);
  return lacks.includes("streams") ? whole(response) : response;
};
console.log(JSON.stringify(await context.runSuite({ url, fetch: send, lacks })));
