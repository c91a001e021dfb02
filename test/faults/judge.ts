// Holds what the calls came to against what the server wrote down.
import { type Clients, effects } from "./clients.js";
import { type Fault, faultsByName, refused } from "./faults.js";
import { rowOf } from "./rows.js";
import type { Arrival, Log } from "./server.js";

/** How a call ended. */
export interface Ended {
  readonly call: number;
  /** `output`, or the name of the error. */
  readonly end: string;
  /** As the client counts them. */
  readonly attempts: number;
  readonly retryRefused: string | undefined;
  /** Whether the caller wanted it to end early. */
  readonly aborted: boolean;
}

export type Counts = Readonly<Record<string, number>>;

export interface Outcome {
  readonly calls: number;
  /** Calls by what the spec says of their actions. */
  readonly effects: Counts;
  /** Requests that left the client, and those that arrived. */
  readonly sent: number;
  readonly arrived: number;
  /** Arrivals by what was done to them. */
  readonly faults: Counts;
  /** Calls by what they ended in: `output`, or the name of an error. */
  readonly ends: Counts;
  /** Calls that were sent more than once, by effect. */
  readonly retried: Counts;
  /** Why there was no other try, where one might have been thought of. */
  readonly retryRefused: Counts;
  /** Time limits that passed although the server was in time. */
  readonly late: number;
  /** Calls of a `write` that were carried out more than once. */
  readonly duplicates: readonly string[];
  /** Calls that were sent again after what forbids it, or given up without a reason. */
  readonly wrong: readonly string[];
  /** Calls that did not end as what happened to them says. */
  readonly unexpected: readonly string[];
  /** Calls whose `attempts` are not how often they were sent. */
  readonly miscounted: readonly string[];
}

export interface Material {
  readonly seed: number;
  readonly ended: readonly Ended[];
  readonly log: Log;
  readonly clients: Clients;
}

interface Told extends Ended {
  readonly action: string;
  readonly effect: string;
  readonly sent: number;
  readonly cut: number;
  readonly arrivals: readonly Arrival[];
  /** What happened last; undefined if the call was never sent. */
  readonly last: Fault | undefined;
}

export function judge({ seed, ended, log, clients }: Material): Outcome {
  const arrivals = groupBy(log.arrivals, ({ call }) => call);
  const told = ended.map((each): Told => {
    const { action } = rowOf(seed, each.call);
    const arrived = arrivals.get(each.call) ?? [];
    const last = clients.refused.has(each.call) ? refused : faultsByName.get(arrived.at(-1)?.fault ?? "");
    const [sent = 0, cut = 0] = [clients.sends.get(each.call), clients.cut.get(each.call)];
    return { ...each, action, effect: effects.get(action) ?? "unknown", sent, cut, arrivals: arrived, last };
  });
  const writes = told.filter(({ effect }) => effect === "write");
  const executions = ({ arrivals: arrived }: Told): number => arrived.filter(({ executed }) => executed).length;
  const resent = told.filter((each) => each.sent > 1);
  return {
    calls: ended.length,
    effects: countBy(told, ({ effect }) => effect),
    sent: told.reduce((sum, { sent }) => sum + sent, 0),
    arrived: log.arrivals.length,
    faults: countBy(log.arrivals, ({ fault }) => fault),
    ends: countBy(told, ({ end }) => end),
    retried: countBy(resent, ({ effect }) => effect),
    retryRefused: countBy(told.filter((each) => each.retryRefused !== undefined), (each) => each.retryRefused ?? ""), // prettier-ignore
    late: told.filter(isLate).length,
    duplicates: writes.filter((each) => executions(each) > 1).map(line),
    wrong: told.filter((each) => !isLate(each) && (isSentWrongly(each) || isGivenUpWrongly(each))).map(line),
    unexpected: told.filter((each) => !isExpected(each)).map(line),
    miscounted: told.filter((each) => each.attempts !== each.sent - replays(each)).map(line),
  };
}

function isExpected(told: Told): boolean {
  if (told.end === "AbortError") return told.aborted;
  return told.last?.ends.includes(told.end) === true || isLate(told);
}

/** A busy machine, which is no fault of the client's. */
function isLate({ end, last, cut, aborted, arrivals }: Told): boolean {
  const silent = arrivals.filter(({ fault }) => fault === "no head in time").length;
  return (end === "TimeoutError" && last?.ends.includes(end) === false) || (!aborted && cut > silent);
}

function isSentWrongly(told: Told): boolean {
  const { arrivals, last, effect } = told;
  const faults = arrivals.map(({ fault }) => faultsByName.get(fault));
  // What the server has not seen came after all that it has.
  const followed = faults.slice(0, last === refused ? undefined : -1);
  const allowed = followed.filter((fault) => fault?.again === "always" || (fault?.again === "unless write" && effect !== "write")); // prettier-ignore
  return followed.length - allowed.length !== replays(told);
}

function isGivenUpWrongly({ end, last, effect, attempts, retryRefused }: Told): boolean {
  if (end === "output" || end === "AbortError" || last === undefined) return false;
  const isForbidden = last.again === "unless write" && effect === "write";
  const expected: readonly (string | undefined)[] =
    last.again === "never"
      ? [undefined]
      : isForbidden
        ? ["write"]
        : ["budget", ...(attempts === 3 ? ["exhausted"] : []), ...(last.tooLong ? ["delay_too_long"] : [])];
  return !expected.includes(retryRefused);
}

/** Once more with another token is no attempt. */
function replays({ arrivals, last }: Told): number {
  return arrivals[0]?.fault === "401" && (arrivals.length > 1 || last === refused) ? 1 : 0;
}

function line({ call, action, effect, sent, attempts, arrivals, end }: Told): string {
  const faults = arrivals.map(({ fault }) => fault).join(", then ");
  return `${call}: ${action} (${effect}), sent ${sent} times, ${attempts} attempts: ${faults} → ${end}`;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Counts {
  const groups = [...groupBy(items, keyOf)].map(([key, { length }]) => [key, length] as const);
  return Object.fromEntries(groups.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}
