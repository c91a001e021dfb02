// Where the API is served. A server without a host is a prefix of its document's paths.
import type { Origin } from "../model.js";
import { camelCase, shown } from "../names.js";
import { entriesOf, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { listOf, mapOf, scalar } from "./build.js";
import type { Documents, Lose, OpenApiDocument } from "./document.js";
import { snakeNames } from "./naming.js";
import { exportedExtensions, isExported } from "./note.js";
import { variablePairs } from "./own-api.js";
import { pairsOf } from "./own-pairs.js";

export interface Servers {
  /** As `servers` has them; undefined if no document tells a host. */
  readonly node: SourceNode | undefined;
  /** What stands before the paths of a document. */
  readonly basePath: (document: OpenApiDocument) => string;
}

/** The servers of all documents. An API has one list of them. */
export function readServers({ asked }: Documents, lose: Lose): Servers {
  const known = new Map<string, SourceNode>();
  const bases = new Map<OpenApiDocument, string>();
  let first: readonly string[] | undefined;
  for (const document of asked) {
    const own = serversOf(document, { bases, lose });
    const urls = own.map(({ url }) => url);
    if (first && urls.length > 0 && urls.join() !== first.join())
      lose("AW6031", get(document.root, "servers")?.origin ?? document.root.origin, { what: "the servers", problem: "another document has others, and all calls of a client go to one: import the document into a spec of its own, or give its client a `baseUrl`" }); // prettier-ignore
    first ??= urls.length > 0 ? urls : undefined;
    for (const { url, node } of own) if (!known.has(url)) known.set(url, node);
  }
  const nodes = [...known.values()];
  return { node: nodes[0] && listOf(nodes, nodes[0].origin), basePath: (document) => bases.get(document) ?? "" };
}

interface Reading {
  readonly bases: Map<OpenApiDocument, string>;
  readonly lose: Lose;
}

interface Server {
  readonly url: string;
  readonly node: SourceNode;
}

function serversOf(document: OpenApiDocument, { bases, lose }: Reading): readonly Server[] {
  const plain = (url: string): string => (isExported(document) ? url : url.trim().replace(/\/+$/, ""));
  const written = itemsOf(get(document.root, "servers")).map((node) => ({ node, origin: get(node, "url")?.origin ?? node.origin, url: withScheme(node, plain(textOf(get(node, "url")) ?? ""), lose) })); // prettier-ignore
  const hosts = written.filter(({ url }) => /^https?:\/\/[^?#]+$/.test(url));
  const [base] = hosts.length ? [] : written.filter(({ url }) => /^(\/[^/{}?#][^{}?#]*)?$/.test(url));
  if (base) bases.set(document, base.url);
  for (const server of written) {
    if (server === base || hosts.includes(server)) continue;
    lose("AW6031", server.origin, { what: `the server ${shown(server.url)}`, problem: "it has no http address" });
  }
  return hosts.map((server) => ({ url: server.url, node: serverNode(server, document) }));
}

/** An address whose scheme is a variable has the one that is taken where nobody says another. */
function withScheme(node: SourceNode, url: string, lose: Lose): string {
  const [start = "", name = ""] = /^\{([^{}]*)\}(?=:\/\/)/.exec(url) ?? [];
  const variable = entriesOf(get(node, "variables")).find(({ key }) => key === name)?.value;
  const scheme = textOf(get(variable, "default")) ?? "";
  if (start === "" || !/^https?$/.test(scheme)) return url;
  lose("AW6031", variable?.origin ?? node.origin, { what: `the variable ${shown(name)}`, problem: `the scheme is ${scheme}, unless a client is given another \`baseUrl\`` }); // prettier-ignore
  return scheme + url.slice(start.length);
}

/** Options of every client, which a variable of a server would hide. */
const options: ReadonlySet<string> = new Set(["baseUrl", "headers", "timeoutMs", "fetch", "validate", "onSchemaMismatch", "allowInsecure", "runtime", "maxRetries", "maxRetryDelayMs", "deadlineMs", "middleware", "callMiddleware", "hooks", "logger", "fetchOptions", "retryBudget", "followRedirects", "dangerouslyAllowBrowser", "token", "username", "password", "apiKey", "clientId", "clientSecret", "tokenUrl"]); // prettier-ignore

/** A server with its variables under names that the language has. They are names of the template alone. */
function serverNode(
  { node, url, origin }: Server & { readonly origin: Origin },
  document: OpenApiDocument,
): SourceNode {
  const described = entriesOf(get(node, "variables"));
  const names = [...new Set([...url.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ""))];
  const renamed = new Map(names.map((name) => [name, variableName(name)] as const));
  const variables = names.map((name) => [renamed.get(name) ?? name, variableNode(described.find(({ key }) => key === name), origin, document)] as const); // prettier-ignore
  const template = url.replace(/\{([^{}]*)\}/g, (_, name: string) => `{${renamed.get(name) ?? name}}`);
  const docs = textOf(get(node, "description"))?.trim();
  return mapOf(
    [
      ["url", scalar(template, origin)],
      ["docs", docs === undefined || docs === "" ? undefined : scalar(docs, origin)],
      ["variables", variables.length ? mapOf(variables, origin) : undefined],
      ...pairsOf(exportedExtensions(node, document)),
    ],
    origin,
  );
}

function variableName(name: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? name : (snakeNames(name)[0] ?? name);
  return options.has(camelCase(plain)) ? `server_${plain}` : plain;
}

function variableNode(entry: SourceEntry | undefined, fallback: Origin, document: OpenApiDocument): SourceNode {
  const origin = entry?.value.origin ?? fallback;
  const values = itemsOf(get(entry?.value, "enum")).flatMap((item) => given(item) ?? []);
  const docs = textOf(get(entry?.value, "description"))?.trim();
  return mapOf(
    variablePairs(entry?.value, [
      ["enum", values.length ? listOf(values, origin) : undefined],
      ["default", given(get(entry?.value, "default"))],
      ["docs", docs ? scalar(docs, origin) : undefined],
      ...pairsOf(exportedExtensions(entry?.value, document)),
    ]),
    origin,
  );
}

/** A value as text, if there is one. */
function given(node: SourceNode | undefined): SourceNode | undefined {
  return node?.kind === "scalar" && node.source !== "" ? scalar(node.source, node.origin) : undefined;
}
