// The request that a call would send, caught on its way: nothing goes out, and no secret is looked at.
import { env } from "node:process";
import { visible, visibleLines } from "../../doors.js";
import { schemesOf } from "../../emit/auth.js";
import { environmentNames } from "../../emit/env.js";
import type { Model } from "../../model.js";
import { curlCommand, phrase } from "../../shell.js";
import { prettyJson } from "./json.js";
import type { Client, Middleware, Session } from "./session.js";

export interface Caught {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const secretOptions = ["token", "username", "password", "apiKey", "clientId", "clientSecret"];

/** Stands where a secret would. */
function standIn(option: string): string {
  return `stand-in-for-${option}`;
}

/** The request, with stand-ins for whatever is secret. Rejects as the call would, for what no request can be made of. */
export async function rehearse(action: object, session: Session, { model, options }: { readonly model: Model; readonly options: object }): Promise<Caught> {
  let caught: Caught | undefined;
  const fetch = (url: string, init: Omit<Caught, "url">): Promise<never> => {
    caught = { ...init, url };
    return Promise.reject(new Error("this is a rehearsal"));
  };
  // A token is asked for by a request of its own, which has no action.
  const withToken: Middleware = (request, next, context) => (context.action === undefined ? Promise.resolve(tokenAnswer()) : next(request));
  const client: Client = session.connect({ ...options, ...standIns(model), fetch, maxRetries: 0, middleware: [withToken] });
  try {
    await client.execute(action, { signal: new AbortController().signal }).withResponse();
  } catch (error) {
    if (caught === undefined) throw error;
  }
  return caught as Caught;
} // prettier-ignore

function tokenAnswer(): Response {
  return new Response(JSON.stringify({ access_token: standIn("accessToken"), token_type: "Bearer" }));
}

/** For the credentials that the environment has; else for those that the API asks for first. */
function standIns(model: Model): object {
  const names = environmentNames(model);
  const options = Object.keys(names).filter((option) => secretOptions.includes(option));
  const given = options.filter((option) => (env[names[option] ?? ""] ?? "").trim() !== "");
  const isNeeded = !model.auth.some(({ kind }) => kind === "none");
  const [first] = schemesOf(model.auth);
  const needed = isNeeded && first ? Object.keys(environmentNames({ ...model, auth: [first] })).filter((option) => secretOptions.includes(option)) : []; // prettier-ignore
  return Object.fromEntries((given.length > 0 ? given : needed).map((option) => [option, standIn(option)]));
}

/** The request as people read it: what is secret is `***`, in headers, in the query and in the body. */
export function requestText(request: Caught, action: object, session: Session): string {
  const url = request.url.replace(/stand-in-for-\w+/g, "***");
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${shownHeader(name, value)}`);
  const body = request.body === undefined ? [] : ["", shownBody(request, action, session)];
  return `${[`${request.method} ${visible(url)}`, ...headers, ...body].join("\n")}\n`;
}

/** Names of headers that have secrets nearly always. */
const secretNames = /auth|token|secret|key|cookie|password|signature/i;

/** A header that may be shown. */
export function shownHeader(name: string, value: string): string {
  const isSecret = (secretNames.test(name) && name !== "idempotency-key") || value.includes("stand-in-for-");
  return isSecret ? value.replace(/^((?:Bearer|Basic) )?[^]*$/i, "$1***") : visible(value);
}

function shownBody({ headers, body = "" }: Caught, action: object, session: Session): string {
  if (!/[/+]json\b/.test(headers["content-type"] ?? "")) return visibleLines(body);
  return prettyJson(session.json.stringify(session.shownBody(action)));
}

/** The request as a command for a shell, with the variables of the environment where the secrets go. Values are in full. */
export function curlText({ url, method, headers, body }: Caught, model: Model): string {
  const names = environmentNames(model);
  const variable = (option: string): string => (option === "accessToken" ? "ACCESS_TOKEN" : (names[option] ?? option));
  const withVariables = (text: string): string =>
    phrase(text.split(/stand-in-for-(\w+)/).map((part, index) => (index % 2 === 0 ? part : { variable: variable(part) })));
  const isBasic = /^Basic /.test(headers["authorization"] ?? "") && schemesOf(model.auth).some(({ kind }) => kind === "basic");
  const sent = Object.entries(headers).filter(([name]) => !(isBasic && name === "authorization"));
  return `${curlCommand({
    method,
    address: withVariables(url),
    user: isBasic ? phrase([{ variable: variable("username") }, ":", { variable: variable("password") }]) : undefined,
    headers: sent.map(([name, value]) => withVariables(`${name}: ${value}`)),
    body: body !== undefined && isJson(body) ? onOneLine(body) : body,
  })}\n`;
} // prettier-ignore

function isJson(text: string): boolean {
  return /^[{["]/.test(text);
}

/** On one line, with escapes for what would act where it is pasted. */
function onOneLine(body: string): string {
  return prettyJson(body).replace(/\n */g, "");
}
