// What `api.yaml` says of modules, servers and auth.
import type { AuthScheme, Model, Server } from "../model.js";
import { didYouMean } from "../names.js";
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
  for (const server of model.servers) {
    checkPlaceholders(server.url, server, report);
    const used = new Set([
      ...placeholdersOf(server.url),
      ...model.auth.flatMap((scheme) =>
        scheme.kind === "oauth2ClientCredentials" ? placeholdersOf(scheme.tokenUrl) : [],
      ),
    ]);
    for (const variable of server.variables) {
      if (!used.has(variable.name)) report("AW2163", variable.origin, { name: variable.name });
      if (options.has(variable.property)) report("AW2164", variable.origin, { name: variable.name });
    }
  }
}

function checkPlaceholders(url: string, server: Server, report: CheckContext["report"]): void {
  const names = server.variables.map(({ name }) => name);
  for (const name of placeholdersOf(url)) {
    if (!names.includes(name))
      report("AW2162", server.origin, { name }, { help: didYouMean(name, names) ?? `add it to \`variables\`` });
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
