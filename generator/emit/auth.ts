// What an API asks for to know who calls: the options of its client, the value that makes credentials of them, and how a
// README tells it. One scheme of a kind: the options of two would have the same names.
import { inline } from "../code/build.js";
import { runtime, type CodeFile } from "../code/file.js";
import { access, key, literal, str } from "../code/text.js";
import type { Action, AuthScheme, Model, Server, ServerVariable } from "../model.js";

export type Scheme = Exclude<AuthScheme, { readonly kind: "none" }>;

/** The schemes that a client has options for, in the order of the spec. */
export function schemesOf(auth: readonly AuthScheme[]): readonly Scheme[] {
  const schemes = auth.filter((scheme): scheme is Scheme => scheme.kind !== "none");
  return schemes.filter(({ kind }, index) => schemes.findIndex((other) => other.kind === kind) === index);
}

/** The interface of a scheme's options. */
export const optionsNames: Readonly<Record<Scheme["kind"], string>> = {
  bearer: "BearerOptions",
  basic: "BasicOptions",
  apiKey: "ApiKeyOptions",
  oauth2ClientCredentials: "ClientCredentialsOptions",
};

/** Whether a client may be made without the options of a scheme: any of several will do, or none at all. */
export function isOptional(auth: readonly AuthScheme[]): boolean {
  return schemesOf(auth).length > 1 || auth.some(({ kind }) => kind === "none");
}

/** The member of the client's facts that makes credentials: by the first scheme whose options are given. */
export function authMembers({ auth, servers: [server] }: Model, file: CodeFile): readonly string[] {
  const schemes = schemesOf(auth);
  const texts = schemes.map((scheme) => schemeText(scheme, server, file));
  const [first] = texts;
  if (first === undefined) return [];
  const kinds = schemes.map(({ kind }, index) => `${key(mainOptions[kind])}: ${texts[index] ?? ""}`);
  const value = texts.length > 1 ? `${file.use(runtime("anyOf"))}({ ${kinds.join(", ")} })` : first;
  if (!auth.some(({ kind }) => kind === "none")) return [`auth: ${value}`];
  const given = schemes.map(({ kind }) => `options${access(mainOptions[kind])} !== undefined`);
  const without = file.use(runtime("anonymous"));
  return [`...(${given.join(" || ")} ? { auth: ${value} } : { anonymous: ${without} })`];
}

/** What an action takes, where that is not what the API takes. */
export function ownAuth(action: Action, { auth }: Model): readonly string[] {
  const own = auth.filter(({ name }) => action.auth.includes(name));
  const schemes = schemesOf(own);
  if (schemesOf(auth).length === 0) return [];
  if (own.length === 0) return ["auth: false"];
  if (own.length === auth.length) return [];
  const names = [
    ...schemes.map(({ kind }) => mainOptions[kind]),
    ...(own.some(({ kind }) => kind === "none") ? ["none"] : []),
  ];
  return [`auth: [${names.map(str).join(", ")}]`];
}

/** The option of a scheme that tells that it is meant. */
const mainOptions: Readonly<Record<Scheme["kind"], string>> = {
  bearer: "token",
  basic: "username",
  apiKey: "apiKey",
  oauth2ClientCredentials: "clientId",
};

function schemeText(scheme: Scheme, server: Server | undefined, file: CodeFile): string {
  switch (scheme.kind) {
    case "bearer":
    case "basic":
      return file.use(runtime(scheme.kind));
    case "apiKey":
      return `${file.use(runtime("apiKey"))}(${str(scheme.in)}, ${str(scheme.wire)})`;
    case "oauth2ClientCredentials": {
      const { tokenUrl, scopes, clientAuth } = scheme;
      const facts = [
        `tokenUrl: ${addressText(tokenUrl, server, file)}`,
        `scopes: ${literal(scopes)}`,
        `clientAuth: ${str(clientAuth)}`,
      ];
      return `${file.use(runtime("clientCredentials"))}(${inline(facts)})`;
    }
  }
}

/** A function that puts the options of a client in the place of an address's variables. */
export function addressText(url: string, server: Server | undefined, file: CodeFile): string {
  const variables = new Map(server?.variables.map((variable) => [`{${variable.name}}`, variable]));
  const parts = url.split(/(\{[^{}]*\})/).filter((part) => part !== "");
  const texts = parts.map((part) => {
    const variable = variables.get(part);
    return variable ? partText(variable, file) : str(part);
  });
  return `(${parts.some((part) => variables.has(part)) ? "given" : ""}) => ${texts.join(" + ")}`;
}

/** What stands in the place of a variable. */
function partText({ property, values, open, default: standard }: ServerVariable, file: CodeFile): string {
  const isFree = values.length === 0;
  const from = file.use(runtime(isFree ? "hostPart" : open ? "openHostPart" : "hostPartOf"));
  const given = [...(isFree ? [] : [literal(values)]), "given", str(property)];
  return `${from}(${[...given, ...(standard === undefined ? [] : [str(standard)])].join(", ")})`;
}

/** The options of a scheme as a README shows them: from the environment, where the spec names variables. */
export function shownOptions(scheme: Scheme | undefined): readonly string[] {
  const option = (name: string, variable: string | undefined): string =>
    `${name}: ${variable === undefined ? '"…"' : `process.env${access(variable)}`}`;
  switch (scheme?.kind) {
    case "bearer":
      return [option("token", scheme.env)];
    case "apiKey":
      return [option("apiKey", scheme.env)];
    case "basic":
      return [option("username", scheme.env?.username), option("password", scheme.env?.password)];
    case "oauth2ClientCredentials":
      return [option("clientId", scheme.env?.clientId), option("clientSecret", scheme.env?.clientSecret)];
    case undefined:
      return [];
  }
}

/** What a README says of a scheme. */
export function aboutScheme(scheme: Scheme | undefined): string {
  switch (scheme?.kind) {
    case "bearer":
      return "`token` is sent as a bearer token. It may be a function, also an asynchronous one, which is called for every attempt.";
    case "apiKey":
      return `\`apiKey\` is sent in the ${scheme.in}. It may be a function, also an asynchronous one, which is called for every attempt.`;
    case "basic":
      return "`username` and `password` are sent by HTTP's basic authentication. The password may be a function, also an asynchronous one.";
    case "oauth2ClientCredentials":
      return "With `clientId` and `clientSecret` the client gets an access token by itself (OAuth 2.0, client credentials), before the first call and whenever the last one has expired. The secret may be a function, also an asynchronous one. `tokenUrl` is another place to get tokens from, beside `baseUrl` for another address of the API: a mock or a proxy.";
    case undefined:
      return "The API asks for no credentials.";
  }
}
