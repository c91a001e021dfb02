// The calls that are made: what the tables of both APIs have of good requests and good answers.
import { table as hubTable } from "../hub/table.js";
import { table as nexthinkTable } from "../nexthink/table.js";
import { chanceOf } from "./chance.js";

export interface Row {
  readonly sdk: "hub" | "nexthink";
  /** The wire name. */
  readonly action: string;
  readonly request: object;
  /** How much of the request is checked. */
  readonly requests?: "structure" | undefined;
  readonly status: number;
  readonly body: string;
  readonly type: string | undefined;
}

interface TableRow {
  readonly action: string;
  readonly request: unknown;
  readonly requests?: "structure";
  readonly status: number;
  readonly body?: unknown;
  readonly raw?: { readonly type?: string; readonly text: string };
  readonly undecodable?: string;
  readonly mismatches?: readonly string[];
}

const rows: { readonly [sdk in Row["sdk"]]: readonly Row[] } = {
  hub: rowsOf("hub", hubTable),
  nexthink: rowsOf("nexthink", nexthinkTable),
};

function rowsOf(sdk: Row["sdk"], table: readonly TableRow[]): readonly Row[] {
  return table
    .filter(({ status, undecodable, mismatches }) => status < 300 && !undecodable && !mismatches)
    .map(({ action, request, requests, status, body, raw }) => ({
      sdk,
      action,
      request: request as object,
      requests,
      status,
      body: raw ? raw.text : body === undefined ? "" : JSON.stringify(body),
      type: raw ? raw.type : body === undefined ? undefined : "application/json",
    }));
}

/** What the call of this number does. The client asks, and the server answers, by the same row. */
export function rowOf(seed: number, call: number): Row {
  const of = rows[call % 2 === 0 ? "hub" : "nexthink"];
  return of[Math.floor(chanceOf(seed, call, "row") * of.length)] as Row;
}
