// Which failures a client answers with another attempt. The table of the packages' READMEs; the runtime is held against it
// case by case.

/** A failure that can be made: an answer, or an error of `fetch`. */
export interface Failure {
  readonly status?: number;
  /** `Retry-After` of the answer. */
  readonly retryAfter?: string;
  /** The code on the cause of what `fetch` rejects with, as Node has it. */
  readonly code?: string;
  /** The message of what `fetch` rejects with, where there is no code, as browsers have it. */
  readonly message?: string;
  /** What goes wrong later, or not in `fetch` at all. */
  readonly event?: "truncated" | "timeout" | "abort" | "not JSON";
}

/** Sent again: whatever the action does; only where a repeat does no harm; never. */
export type Retried = "always" | "repeatable" | "never";

export interface RetryRow {
  /** In Markdown. */
  readonly what: string;
  readonly retried: Retried;
  readonly failures: readonly Failure[];
}

const codes = (...names: readonly string[]): readonly Failure[] => names.map((code) => ({ code }));
const messages = (...texts: readonly string[]): readonly Failure[] => texts.map((message) => ({ message }));
const statuses = (...numbers: readonly number[]): readonly Failure[] => numbers.map((status) => ({ status }));

export const retryMatrix: readonly RetryRow[] = [
  {
    what: "The request was never sent: no connection, no such host",
    retried: "always",
    failures: codes("ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"),
  },
  { what: "408, 425 and 429", retried: "always", failures: statuses(408, 425, 429) },
  {
    what: "503 that says when to come again (`Retry-After`)",
    retried: "always",
    failures: [{ status: 503, retryAfter: "1" }],
  },
  {
    what: "The connection broke, or the answer broke off",
    retried: "repeatable",
    failures: [
      ...codes("ECONNRESET", "EPIPE", "UND_ERR_SOCKET"),
      ...messages("Failed to fetch", "Load failed", "NetworkError when attempting to fetch resource."),
      { event: "truncated" },
    ],
  },
  { what: "No answer within `timeoutMs`", retried: "repeatable", failures: [{ event: "timeout" }] },
  {
    what: "500, 502, 504, and 503 that says nothing more",
    retried: "repeatable",
    failures: [...statuses(500, 502, 503, 504), { status: 503, retryAfter: "soon" }],
  },
  {
    what: "Any other status: 409 and other 4xx, 501 and other 5xx, redirects",
    retried: "never",
    failures: statuses(302, 400, 401, 403, 404, 409, 410, 418, 422, 501, 505, 507, 511, 599),
  },
  { what: "A success that cannot be understood", retried: "never", failures: [{ event: "not JSON" }] },
  { what: "Your `signal`", retried: "never", failures: [{ event: "abort" }] },
];

/** The table as Markdown, by the effect of an action. */
export function retryTable(): string {
  const cells: Readonly<Record<Retried, readonly [string, string]>> = { always: ["yes", "yes"], repeatable: ["yes", "no"], never: ["no", "no"] }; // prettier-ignore
  const rows = [
    ["what happened", "`read`, `idempotent`", "`write`"],
    ...retryMatrix.map(({ what, retried }) => [what, ...cells[retried]]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join("\n");
}
