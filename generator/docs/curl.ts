// An action → its call in a shell. A text of the spec is one word of it, whatever it contains.
import type { Scope } from "../code/scope.js";
import { anyHost, sampleOf } from "../emit/shown.js";
import type { Action, AuthScheme, Json, Model, Server } from "../model.js";
import { jsonLayout, jsonLine } from "./layout.js";
import { curlCommand, phrase, word, type Part } from "../shell.js";
import { wireRequest, type WireRequest } from "./wire-request.js";

/** The call, with the address of the API in `$BASE_URL` and credentials in variables as {@link credentialsCode} has them. */
export function curlCode(action: Action, request: Json, scope: Scope): string {
  const { method, path, headers, body } = wireRequest(action, request, scope);
  const { user, header, query } = credentialsOf(action, scope.model);
  return curlCommand({
    method,
    address: `"$BASE_URL"${word(path)}${query ? `${path.includes("?") ? "&" : "?"}${phrase(query)}` : ""}`,
    user: user && phrase(user),
    headers: [...(header ? [phrase(header)] : []), ...headers.map(([name, value]) => word(`${name}: ${value}`))],
    body: body && bodyText(body),
  });
}

function bodyText(body: NonNullable<WireRequest["body"]>): string {
  if ("text" in body) return body.text;
  const line = jsonLine(body.json);
  return line.length <= longest ? line : jsonLayout(body.json);
}

/** Bodies that are longer have several lines. */
const longest = 90;

/** Where the credentials of a call go. */
interface Credentials {
  readonly user?: readonly Part[];
  readonly header?: readonly Part[];
  readonly query?: readonly Part[];
}

/** The credentials of the first scheme that an action takes. */
function credentialsOf({ auth }: Action, model: Model): Credentials {
  const scheme = model.auth.find(({ name }) => auth.includes(name));
  switch (scheme?.kind) {
    case "bearer":
    case "oauth2ClientCredentials":
      return { header: ["Authorization: Bearer ", { variable: "TOKEN" }] };
    case "basic":
      return { user: [{ variable: "USERNAME" }, ":", { variable: "PASSWORD" }] };
    case "apiKey":
      return scheme.in === "header"
        ? { header: [`${scheme.wire}: `, { variable: "API_KEY" }] }
        : { query: [`${encodeURIComponent(scheme.wire)}=`, { variable: "API_KEY" }] };
    default:
      return {};
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
  const from = (name: string | undefined): string => (name === undefined ? "…" : phrase([{ variable: name }]));
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
  const id = { variable: env?.clientId ?? "CLIENT_ID" };
  const secret = { variable: env?.clientSecret ?? "CLIENT_SECRET" };
  const encoded = (...parts: readonly Part[]): string => `--data-urlencode ${phrase(parts)}`;
  const client = clientAuth === "basic" ? [`-u ${phrase([id, ":", secret])}`] : [encoded("client_id=", id), encoded("client_secret=", secret)]; // prettier-ignore
  const scope = scopes.length === 0 ? [] : [encoded(`scope=${scopes.join(" ")}`)];
  const request = [`curl -s "$TOKEN_URL"`, ...client, "-d grant_type=client_credentials", ...scope].join(" \\\n  ");
  return [
    `TOKEN_URL=${addressCode(tokenUrl, server)}`,
    `TOKEN=$(${request} |\n  sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')`,
  ];
}
