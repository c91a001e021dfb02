// Several successes: which type an answer has depends on its status.
import { parsed } from "./answer.js";
import type { Node } from "./types.js";

/** The name and the type of each success, by status or `2XX`. */
export interface Outcomes {
  readonly [status: string]: readonly [name: string, node: () => Node<unknown>];
}

/** The type of an answer with a status: `{ outcome, status, data }`. A value, so that only who has several carries it. */
export function outcomes(table: Outcomes): (status: number) => Node<unknown> {
  return (status) => {
    const [outcome, node] = table[status] ?? table["2XX"] ?? [];
    if (node === undefined) return foreign(status);
    const { "~walk": walk, "~read": read } = node();
    const made = (data: unknown) => ({ outcome, status, data });
    return {
      "~walk": (value, pass) => made(walk(value, pass)),
      "~read": read && (async (...given) => made(await read(...given))),
    };
  };
}

/** A success that the spec does not have: its JSON, or its text where that is none. */
function foreign(status: number): Node<unknown> {
  const made = (raw: unknown) => ({ outcome: "$unknown", status, raw });
  return {
    "~walk": made,
    "~read": async (response, { config }) => {
      const text = await response.text();
      const json = parsed(text, config.json);
      return made(json === undefined ? text || undefined : json);
    },
  };
}
