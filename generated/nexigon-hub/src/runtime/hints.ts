// What to do about failures that many meet once. A value for the option `diagnose`, so that only who wants it carries it.
import { causesOf } from "./errors.js";
import { globals } from "./platform.js";

/**
 * For the option `diagnose`: what may be behind a `TransportError`, and what to do about it, in one sentence. undefined
 * for what it does not know. `cause` is what `fetch` rejected with, `url` is where the request went.
 */
export function hints(cause: unknown, url: string): string | undefined {
  const said = causesOf(cause)
    .map(({ code, message }) => `${String(code)} ${String(message)}`)
    .join("\n");
  const host = /^[^/?#]*\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
  return known.find(([form]) => form.test(said))?.[1](host, url);
}

/** Looked for in this order. */
const known: readonly (readonly [form: RegExp, hint: (host: string, url: string) => string])[] = [
  [
    /UND_ERR_INVALID_ARG|invalid on\w+ method/,
    () => "the `dispatcher` is of another version of undici than this `fetch`: take both from the same package",
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/,
    (host) =>
      `the certificate of ${host} is signed by nobody that is trusted here: with Node, name its authority in NODE_EXTRA_CA_CERTS`,
  ],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    (host) => `the certificate is not one of ${host}: is the host in \`baseUrl\` right?`,
  ],
  [/CERT_(HAS_EXPIRED|NOT_YET_VALID)/, (host) => `the certificate of ${host} is out of date, or else this clock is`],
  [
    /ENOTFOUND|EAI_AGAIN/,
    (host) =>
      `the name ${host} cannot be resolved: is the host in \`baseUrl\` right, and is there a network or a proxy?`,
  ],
  [/ECONNREFUSED/, (host) => `nothing listens at ${host}: is the port in \`baseUrl\` right, and is the server up?`],
  [
    /WRONG_VERSION_NUMBER|wrong version number|PACKET_LENGTH_TOO_LONG/i,
    (host) => `${host} does not speak TLS there: is it \`http:\`, or another port?`,
  ],
  [/HPE_/, (host) => `${host} does not speak HTTP there: is it \`https:\`, or another port?`],
  [
    /UND_ERR_(HEADERS|BODY)_TIMEOUT/,
    () => "a limit of undici's own: give `fetchOptions` a `dispatcher` with other `headersTimeout` and `bodyTimeout`",
  ],
  // All that Chromium, Safari and Firefox say.
  [
    /Failed to fetch|Load failed|NetworkError/,
    (host, url) =>
      globals.location?.protocol === "https:" && /^http:/i.test(url)
        ? "a page of `https:` may not ask a server by `http:`"
        : `the browser blocked it, or the network failed: does ${host} allow this page (CORS), with these headers?`,
  ],
];
