// What `api.yaml` says of modules, servers and auth.
import type { AuthScheme, Model, Server } from "../model.js";
import { didYouMean, nearest, shown } from "../names.js";
import { partOf } from "../source.js";
import { findClashes, second, type CheckContext } from "./context.js";

/** Members of the client, files of the package and words of the language: no module or group can be called that. */
export const reservedNamespaces: ReadonlySet<string> = new Set([
  "execute", "executeRaw", "tryExecute", "withOptions", "paginate", "poll", "options", "constructor", "then", "toJSON", "fromEnv", "prototype", "toString", "valueOf", "hasOwnProperty",
  "client", "index", "testing", "runtime", "spec", "package", "dist",
  "abstract", "arguments", "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "eval", "export",
  "extends", "false", "finally", "for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let", "new", "null", "of", "private", "protected", "public", "return",
  "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with", "yield",
]); // prettier-ignore

/** Module names are unique and can be imported; so can groups. */
export function checkModules({ model, actions, report }: CheckContext): void {
  findClashes(model.modules, ({ namespace }) => namespace, (module, first) => report("AW2111", module.origin, { name: module.name }, { related: second(first.origin, "first listed here") })); // prettier-ignore
  for (const module of model.modules)
    if (reservedNamespaces.has(module.namespace)) report("AW3010", module.origin, { name: module.namespace });
  const namespaces = new Set(model.modules.map(({ namespace }) => namespace));
  for (const action of actions) {
    if (reservedNamespaces.has(action.group) && !namespaces.has(action.group))
      report("AW3010", action.origin, { name: action.group });
  }
}

const placeholder = /\{([^{}]*)\}/g;

/** The names in braces of a URL or path, in order. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? "");
}

/** Every placeholder of a URL is a variable and every variable is used; no variable hides an option of the client. */
export function checkServers({ model, report }: CheckContext): void {
  const options = optionNames(model);
  const tokens = model.auth.flatMap((scheme) => (scheme.kind === "oauth2ClientCredentials" ? placeholdersOf(scheme.tokenUrl) : [])); // prettier-ignore
  for (const server of model.servers) {
    const names = server.variables.map(({ name }) => name);
    const used = [...placeholdersOf(server.url), ...tokens];
    reportPlaceholders(server, names, report);
    const meant = new Set(used.filter((name) => !names.includes(name)).map((name) => nearest(name, names)));
    for (const { name, property, origin } of server.variables) {
      // The variable that a misspelt placeholder was meant for has been told with it.
      if (!used.includes(name) && !meant.has(name)) report("AW2163", origin, { name });
      if (options.has(property)) report("AW2164", origin, { name });
    }
  }
}

function reportPlaceholders({ url, origin }: Server, names: readonly string[], report: CheckContext["report"]): void {
  for (const match of url.matchAll(placeholder)) {
    const name = match[1] ?? "";
    if (names.includes(name)) continue;
    const place = partOf({ origin, value: url }, match.index, match.index + match[0].length);
    report("AW2162", place, { name: shown(name) }, { help: didYouMean(name, names) ?? "add it to `variables`" });
  }
}

/** The options of every client, those of its auth kinds among them (design: "Client options"). */
function optionNames(model: Model): ReadonlySet<string> {
  const common = ["baseUrl", "headers", "timeoutMs", "fetch", "validate", "onSchemaMismatch", "allowInsecure", "runtime", "maxRetries", "maxRetryDelayMs", "deadlineMs", "middleware", "callMiddleware", "hooks", "logger", "fetchOptions", "retryBudget", "followRedirects", "dangerouslyAllowBrowser"]; // prettier-ignore
  return new Set([...common, ...model.auth.flatMap(authOptions)]);
}

function authOptions(scheme: AuthScheme): readonly string[] {
  switch (scheme.kind) {
    case "none":
      return [];
    case "bearer":
      return ["token"];
    case "basic":
      return ["username", "password"];
    case "apiKey":
      return ["apiKey"];
    case "oauth2ClientCredentials":
      return ["clientId", "clientSecret", "tokenUrl"];
  }
}

/** Two schemes of one kind would share their options; token URLs use known variables. */
export function checkAuth({ model, report }: CheckContext): void {
  findClashes(model.auth.filter(({ kind }) => kind !== "none"), ({ kind }) => kind, (scheme, first) => report("AW2165", scheme.origin, { kind: scheme.kind }, { related: second(first.origin, "the other scheme") })); // prettier-ignore
  const variables = model.servers.flatMap((server) => server.variables.map(({ name }) => name));
  for (const scheme of model.auth) {
    if (scheme.kind !== "oauth2ClientCredentials") continue;
    for (const name of placeholdersOf(scheme.tokenUrl))
      if (!variables.includes(name)) report("AW2162", scheme.origin, { name }, { help: didYouMean(name, variables) });
  }
}
