// Who may call: what a request shows of the schemes of its action, and the endpoint that gives tokens.
import type { Action, AuthScheme, Model } from "../model.js";
import { json } from "./failures.js";
import type { Answer } from "./answer.js";
import { decoded, pairsOf, type Pair } from "./texts.js";

/** What is right. What is left out is only looked for. */
export interface Credentials {
  readonly token?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
}

/** A request as far as it tells who sends it. */
interface Sender {
  readonly headers: { readonly [name: string]: string | undefined };
  readonly search: string;
}

export interface Gate {
  /** What is missing; undefined if the request may pass. */
  readonly refusal: (action: Action, sender: Sender) => string | undefined;
  /** Whether a path is that of a token endpoint. */
  readonly isTokenPath: (path: string) => boolean;
  readonly answerToken: (request: Sender & { readonly method: string; readonly body: string }) => Answer;
  /** From now on no token is good that was given before. */
  readonly revoke: () => void;
}

type Oauth = Extract<AuthScheme, { kind: "oauth2ClientCredentials" }>;

/** Seconds. */
const LIFETIME = 3_600;

export function createGate({ auth }: Model, credentials: Credentials): Gate {
  const schemes = new Map(auth.map((scheme) => [scheme.name, scheme]));
  const endpoints = auth.filter((scheme) => scheme.kind === "oauth2ClientCredentials");
  const good = new Set<string>();
  let given = 0;
  const isShown = (scheme: AuthScheme, sender: Sender): boolean => {
    const { headers } = sender;
    switch (scheme.kind) {
      case "none":
        return true;
      case "bearer":
        return fits(bearerOf(headers), credentials.token);
      case "basic":
        return fitsPair(basicOf(headers), credentials.username, credentials.password);
      case "apiKey":
        return fits(scheme.in === "header" ? headers[scheme.wire.toLowerCase()] : keyIn(sender.search, scheme.wire), credentials.apiKey); // prettier-ignore
      case "oauth2ClientCredentials":
        return good.has(bearerOf(headers) ?? "");
    }
  };
  return {
    refusal(action, sender) {
      const wanted = action.auth.flatMap((name) => schemes.get(name) ?? []);
      if (wanted.length === 0 || wanted.some((scheme) => isShown(scheme, sender))) return undefined;
      return `${wanted.map(describe).join(", or ")} is needed`;
    },
    isTokenPath: (path) => endpoints.some((scheme) => tokenPath(scheme).test(path)),
    answerToken(request) {
      const refused = tokenRefusal(request, endpoints, credentials);
      if (refused !== undefined) return refused;
      const token = `mock-token-${++given}`;
      good.add(token);
      return json(200, { access_token: token, token_type: "Bearer", expires_in: LIFETIME });
    },
    revoke: () => good.clear(),
  };
}

function describe(scheme: AuthScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `an API key in the ${scheme.in} \`${scheme.wire}\``;
    case "basic":
      return "`Authorization: Basic …`";
    case "bearer":
      return "`Authorization: Bearer …`";
    default:
      return "a token of the token endpoint, in `Authorization: Bearer …`,";
  }
}

function fits(shown: string | undefined, wanted: string | undefined): boolean {
  return shown !== undefined && shown !== "" && (wanted === undefined || shown === wanted);
}

function fitsPair(pair: readonly [string, string] | undefined, name: string | undefined, secret: string | undefined): boolean {
  return pair !== undefined && fits(pair[0], name) && (secret === undefined || pair[1] === secret);
} // prettier-ignore

function bearerOf({ authorization }: Sender["headers"]): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}

/** RFC 7617: the first colon parts the two. */
function basicOf({ authorization }: Sender["headers"]): readonly [string, string] | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? "")?.[1];
  const text = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8");
  const at = text.indexOf(":");
  return at < 0 ? undefined : [text.slice(0, at), text.slice(at + 1)];
}

function keyIn(search: string, wire: string): string | undefined {
  return pairsOf(search).find(({ name }) => name === wire)?.value;
}

// ── Tokens: RFC 6749, sections 4.4 and 5.2 ──────────────────────────────────────────────────────────────────────────

/** The path of an address, of which any part may be a variable. */
function tokenPath({ tokenUrl }: Oauth): RegExp {
  const path = tokenUrl.replace(/^[a-z]+:\/\/[^/?#]*/i, "").split("?", 1)[0] ?? "";
  const parts = path.split(/[{}]/); // what stands in braces is every other part
  const pattern = parts.map((part, index) => (index % 2 ? "[^/]+" : part.replace(/[^\w/]/g, "\\$&"))).join("");
  return new RegExp(`^${pattern}$`);
}

interface TokenRequest extends Sender {
  readonly method: string;
  readonly body: string;
}

function tokenRefusal({ method, headers, body }: TokenRequest, schemes: readonly Oauth[], credentials: Credentials): Answer | undefined {
  const refused = (status: number, error: string, description: string): Answer =>
    json(status, { error, error_description: description });
  if (method !== "POST") return refused(405, "invalid_request", "the token endpoint takes POST");
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(headers["content-type"] ?? ""))
    return refused(400, "invalid_request", "the body has to be application/x-www-form-urlencoded");
  const form = pairsOf(body.replaceAll("+", "%20"));
  if (valueIn(form, "grant_type") !== "client_credentials") return refused(400, "unsupported_grant_type", "only client_credentials is known"); // prettier-ignore
  const known = schemes.flatMap(({ scopes }) => scopes);
  const asked = (valueIn(form, "scope") ?? "").split(" ").filter((scope) => scope !== "");
  const unknown = asked.find((scope) => known.length > 0 && !known.includes(scope));
  if (unknown !== undefined) return refused(400, "invalid_scope", `there is no scope ${JSON.stringify(unknown)}`);
  const shown = schemes.map(({ clientAuth }) => (clientAuth === "basic" ? clientIn(headers) : clientOf(form)));
  const { clientId, clientSecret } = credentials;
  if (shown.some((client) => client !== undefined && client[1] !== "" && fitsPair(client, clientId, clientSecret))) return undefined; // prettier-ignore
  const way = schemes[0]?.clientAuth === "post" ? "in the body" : "in `Authorization: Basic …`";
  return refused(401, "invalid_client", `the client's id and secret are missing or wrong; they are expected ${way}`);
} // prettier-ignore

function valueIn(form: readonly Pair[], wanted: string): string | undefined {
  return form.find(({ name }) => name === wanted)?.value;
}

function clientOf(form: readonly Pair[]): readonly [string, string] | undefined {
  const [id, secret] = [valueIn(form, "client_id"), valueIn(form, "client_secret")];
  return id === undefined || secret === undefined ? undefined : [id, secret];
}

/** Both parts are in the encoding of a form: RFC 6749, section 2.3.1. */
function clientIn(headers: Sender["headers"]): readonly [string, string] | undefined {
  const pair = basicOf(headers);
  const read = (part: string): string => decoded(part.replaceAll("+", "%20"));
  return pair && [read(pair[0]), read(pair[1])];
}
