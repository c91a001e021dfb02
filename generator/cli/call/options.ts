// What a client is given on the command line, and where it has the rest from.
import { env } from "node:process";
import { schemesOf } from "../../emit/auth.js";
import { environmentNames } from "../../emit/env.js";
import type { Model } from "../../model.js";
import { UsageError } from "../io.js";
import type { Given } from "./arguments.js";

/** The options of a client for what was given. Credentials are in the environment alone. */
export function clientOptions(given: Given, model: Model): object {
  refuseNowhere(given, model);
  const named = Object.entries(optionNames(model)).map(([name, option]) => [option, given.get(name)?.at(-1)] as const);
  const headers = (given.get("header") ?? []).map(headerOf);
  return {
    ...Object.fromEntries(named),
    headers: Object.fromEntries(headers),
    allowInsecure: given.has("allow-insecure"),
    timeoutMs: millisecondsOf(given.get("timeout-ms")?.at(-1)),
  };
}

/** A spec without a server leaves it to whoever calls where the API is. */
function refuseNowhere(given: Given, model: Model): void {
  const variable = environmentNames(model)["baseUrl"] ?? "";
  if (model.servers.length > 0 || given.has("base-url") || (env[variable] ?? "").trim() !== "") return;
  throw new UsageError(`the spec names no server: give the address of one by \`--base-url\`, or in ${variable}`);
}

function headerOf(text: string): readonly [name: string, value: string] {
  const at = text.indexOf(":");
  if (at < 1) throw new UsageError("`--header` takes a name and a value: `--header 'name: value'`");
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function millisecondsOf(text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError("`--timeout-ms` takes a number of milliseconds; 0 is no limit");
}

/** Where the client has its options from. */
export function settingsText(model: Model): string {
  const names = environmentNames(model);
  const options = optionNames(model);
  const lines = Object.entries(names).map(([option, variable]) => {
    const flag = Object.keys(options).find((name) => options[name] === option);
    return `  ${variable}  ${flag === undefined ? "only from the environment" : `or --${flag}`}`;
  });
  return `Environment\n${lines.join("\n")}\n`;
}

/** The options of a client that may stand on a command line, by their names there. Credentials may not: everybody sees them. */
export function optionNames(model: Model): Readonly<Record<string, string>> {
  const [server] = model.servers;
  const hasToken = schemesOf(model.auth).some(({ kind }) => kind === "oauth2ClientCredentials");
  const variables = server?.variables.map(({ property }) => [property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), property] as const) ?? []; // prettier-ignore
  return { ...Object.fromEntries(variables), ...(hasToken ? { "token-url": "tokenUrl" } : {}), "base-url": "baseUrl" };
}
