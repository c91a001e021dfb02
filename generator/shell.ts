// Texts → words of a shell, and a command of curl of them. The only door: whatever a text contains, it is one word, of which
// nothing acts, in the shell or where the command is looked at.

/** A part of a word: a text as it is, or the value of a variable. */
export type Part = string | { readonly variable: string };

/** Text as one word. What would be unseen, or read by somebody else than the shell, has an escape. */
export function word(text: string): string {
  if (/^[A-Za-z0-9_\-./:=@%+,]+$/.test(text)) return text;
  if (text.search(acting) === -1) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${text.replace(/[\\']/g, "\\$&").replace(acting, bytes).replaceAll("\n", "\\n")}'`;
}

/**
 * What is not seen, and what begins something for others than the shell: a comment of HTML, the end of a block of code in
 * Markdown, a command in a log of GitHub.
 */
const acting = /\n(?=`|\s*::)|[^\n\P{C}]|[\p{Zl}\p{Zp}]|<(?=!--)|#(?=#\w*\[)/gu;

/** Bytes of UTF-8 in octal digits, which every shell that knows `$'…'` reads, whatever its locale. */
function bytes(text: string): string {
  if (text === "\n") return text;
  return [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

/** Texts and variables as one word: in one pair of quotes, if nothing in the texts would act there. */
export function phrase(parts: readonly Part[]): string {
  const shown = parts.filter((part) => part !== "");
  if (shown.every((part) => typeof part === "string")) return word(shown.join(""));
  const isPlain = shown.every((part) => typeof part !== "string" || /^[A-Za-z0-9_\-./:=@%+,;?& ]*$/.test(part));
  if (!isPlain) return shown.map((part) => (typeof part === "string" ? word(part) : `"$${part.variable}"`)).join("");
  const texts = shown.map((part, index) => {
    if (typeof part === "string") return part;
    const next = shown[index + 1];
    return typeof next === "string" && /^\w/.test(next) ? `\${${part.variable}}` : `$${part.variable}`;
  });
  return `"${texts.join("")}"`;
}

/** A request, all of whose parts but for the method and the body are words already. */
export interface CurlRequest {
  readonly method: string;
  readonly address: string;
  /** Name and password. */
  readonly user?: string | undefined;
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

/** The request as a command, an option a line. */
export function curlCommand({ method, address, user, headers, body }: CurlRequest): string {
  return [
    `curl ${methodOption(method, body)}${address}`,
    ...(user === undefined ? [] : [`-u ${user}`]),
    ...headers.map((header) => `-H ${header}`),
    ...(body === undefined ? [] : [`--data-raw ${word(body)}`]),
  ].join(" \\\n  ");
}

/** `HEAD` has an option of its own: by `-X`, curl would wait for a body. */
function methodOption(method: string, body: string | undefined): string {
  if (method === "HEAD") return "-I ";
  return method === "GET" && body === undefined ? "" : `-X ${word(method)} `;
}
