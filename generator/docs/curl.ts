// An action → its call in a shell. A text of the spec is one word of it, whatever it contains.
import { str } from "../code/text.js";
import type { Scope } from "../code/scope.js";
import { anyHost, sampleOf } from "../emit/shown.js";
import type { Action, AuthScheme, Json, Model, Server } from "../model.js";
import { jsonLayout, jsonLine } from "./layout.js";
import { wireRequest, type WireRequest } from "./wire-request.js";

/** The call, with the address of the API in `$BASE_URL` and credentials in variables as {@link credentialsCode} has them. */
export function curlCode(action: Action, request: Json, scope: Scope): string {
  const wire = wireRequest(action, request, scope);
  const credentials = credentialsOf(action, scope.model);
  const query = credentials.query === undefined ? "" : `${wire.path.includes("?") ? "&" : "?"}${credentials.query}`;
  return [
    `curl ${wire.method === "GET" ? "" : `-X ${word(wire.method)} `}"$BASE_URL"${word(wire.path)}${query}`,
    ...credentials.options,
    ...wire.headers.map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...bodyOptions(wire),
  ].join(" \\\n  ");
}

function bodyOptions({ body }: WireRequest): readonly string[] {
  if (body === undefined) return [];
  if ("text" in body) return [`--data-raw ${word(body.text)}`];
  const line = jsonLine(body.json);
  return [`--data-raw ${word(line.length <= longest ? line : jsonLayout(body.json))}`];
}

/** Bodies that are longer have several lines. */
const longest = 90;

/** Text as one word of a shell. What would be unseen, or read by somebody else than the shell, has an escape. */
export function word(text: string): string {
  if (/^[A-Za-z0-9_\-./:=@%+,]+$/.test(text)) return text;
  if (!acting.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${str(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replaceAll("<!--", "\\x3c!--")}'`;
}

/** Lines of a text that is no JSON of ours, what is not seen, and what begins a comment of HTML. */
const acting = /\n`|[^\n\P{C}]|<!--/u;

interface Credentials {
  readonly options: readonly string[];
  /** Goes into the address, in quotes. */
  readonly query?: string;
}

/** The credentials of the first scheme that an action takes. */
function credentialsOf({ auth }: Action, model: Model): Credentials {
  const scheme = model.auth.find(({ name }) => auth.includes(name));
  switch (scheme?.kind) {
    case "bearer":
    case "oauth2ClientCredentials":
      return { options: ['-H "Authorization: Bearer $TOKEN"'] };
    case "basic":
      return { options: ['-u "$USERNAME:$PASSWORD"'] };
    case "apiKey":
      return scheme.in === "header"
        ? { options: [`-H ${word(`${scheme.wire}: `)}"$API_KEY"`] }
        : { options: [], query: `${word(`${encodeURIComponent(scheme.wire)}=`)}"$API_KEY"` };
    default:
      return { options: [] };
  }
}

/** What has to be set before a call, in a shell. */
export function credentialsCode({ auth, servers: [server] }: Model): string {
  return [`BASE_URL=${addressCode(server?.url ?? `https://${anyHost}`, server)}`, ...schemeCode(auth[0], server)].join("\n"); // prettier-ignore
}

/** An address, with what stands for its variables. */
function addressCode(url: string, server: Server | undefined): string {
  const values = new Map(server?.variables.map((variable) => [variable.name, sampleOf(variable, server)]));
  return word(url.replace(/\/+$/, "").replace(/\{([^{}]*)\}/g, (whole, name: string) => values.get(name) ?? whole));
}

function schemeCode(scheme: AuthScheme | undefined, server: Server | undefined): readonly string[] {
  const from = (name: string | undefined): string => (name === undefined ? "…" : `"$${name}"`);
  switch (scheme?.kind) {
    case "bearer":
      return [`TOKEN=${from(scheme.env)}`];
    case "basic":
      return [`USERNAME=${from(scheme.env?.username)}`, `PASSWORD=${from(scheme.env?.password)}`];
    case "apiKey":
      return [`API_KEY=${from(scheme.env)}`];
    case "oauth2ClientCredentials":
      return tokenCode(scheme, server);
    default:
      return [];
  }
}

/** OAuth 2.0, client credentials: a request whose answer has the token. */
function tokenCode(
  { tokenUrl, clientAuth, scopes, env }: Extract<AuthScheme, { readonly kind: "oauth2ClientCredentials" }>,
  server: Server | undefined,
): readonly string[] {
  const [id, secret] = env ? [`$${env.clientId}`, `$${env.clientSecret}`] : ["$CLIENT_ID", "$CLIENT_SECRET"];
  const client = clientAuth === "basic" ? [`-u "${id}:${secret}"`] : [`--data-urlencode "client_id=${id}"`, `--data-urlencode "client_secret=${secret}"`]; // prettier-ignore
  const scope = scopes.length === 0 ? [] : [`--data-urlencode ${word(`scope=${scopes.join(" ")}`)}`];
  const request = [`curl -s "$TOKEN_URL"`, ...client, "-d grant_type=client_credentials", ...scope].join(" \\\n  ");
  return [
    `TOKEN_URL=${addressCode(tokenUrl, server)}`,
    `TOKEN=$(${request} |\n  sed 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/')`,
  ];
}
