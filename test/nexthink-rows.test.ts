// Every action of Nexthink, every success and every declared error, by the packed package against a server that plays the
// table. That the table has them all is computed from the spec.
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, type Action, type Model, type Type } from "../generator/model.js";
import { coverageOf } from "./hub/coverage.js";
import type { Received } from "./hub/server.js";
import { computedRows } from "./nexthink/computed.js";
import { rowOf as rowAmong, startNexthink, type Instance } from "./nexthink/server.js";
import { table as written, type Json, type Row } from "./nexthink/table.js";
import { createUser, type Failure, type Outcome } from "./nexthink/user.js";
import { repository } from "./support/folder.js";

const model = readModel();
const actions = new Map(allActions(model).map((action) => [action.name, action]));
const computed = computedRows(model);
const table = [...written, ...computed];
const rowOf = (request: Received): Row | undefined => rowAmong(request, table);
const everyAction = [...actions.values()].map((action) => [action.name, action] as const);

function readModel(): Model {
  const report = createReport();
  const { model } = readSpec(`${repository}/spec/nexthink`, [], { host: nodeHost(), report });
  if (model === undefined || report.hasErrors) throw new Error("the spec of Nexthink has errors");
  return model;
}

function actionOf({ action: name }: Row): Action {
  const action = actions.get(name);
  if (action === undefined) throw new Error(`the spec has no action ${name}`);
  return action;
}

const isSuccess = ({ status }: Row): boolean => status < 300;
const isGood = (row: Row): boolean => isSuccess(row) && row.undecodable === undefined && row.mismatches === undefined;

// ── The table ───────────────────────────────────────────────────────────────────────────────────────────────────────

const { possible, seen } = coverageOf(model);

/** What the rows of an action lack: a success, a declared error, a value or an optional field of either side. */
function holes(action: Action, rows: readonly Row[]): readonly string[] {
  const good = rows.filter(isGood);
  const lacking = (types: readonly Type[], found: ReadonlySet<string>): readonly string[] =>
    types.flatMap((type) => [...possible(type)]).filter((feature) => !found.has(feature));
  const outputs = action.outputs.map(({ slot }) => slot.type);
  const errors = action.errors.map(({ slot }) => slot.type);
  const bodies = action.body.kind === "none" ? [] : [action.body.slot.type];
  const found = (types: readonly Type[], values: readonly Json[]): ReadonlySet<string> =>
    new Set(types.flatMap((type) => values.flatMap((value) => [...seen(type, value)])));
  const failures = rows.filter((row) => !isSuccess(row) && row.undeclared === undefined);
  return [
    ...action.outputs.filter(({ status }) => !good.some((row) => fits(status, row))).map(({ status }) => status),
    ...action.errors.filter(({ status }) => !failures.some((row) => fits(status, row))).map(({ status }) => status),
    ...lacking(outputs, found(outputs, good.map(({ body }) => body ?? null))),
    ...lacking(errors, found(errors, failures.map(({ body }) => body ?? null))),
    ...lacking(bodies, found(bodies, good.map(({ request }) => request))).filter((feature) => !feature.endsWith("=(newer)")),
    ...action.parameters.flatMap(({ id, property, optional, type }) => {
      const given = good.flatMap(({ request }) => request[property] ?? []);
      const presence = [given.length === 0 && `${id} present`, optional && given.length === good.length && `${id} absent`];
      return [...presence.filter((hole) => hole !== false), ...lacking([type], found([type], given))];
    }),
  ];
} // prettier-ignore

const fits = (status: string, row: Row): boolean => new RegExp(`^${status.replaceAll("X", "\\d")}$`).test(String(row.status)); // prettier-ignore

describe("the table", () => {
  const rowsOf = (name: string): readonly Row[] => table.filter(({ action }) => action === name);

  it("has every request once", () => {
    const same = (one: Row, other: Row): boolean =>
      one.mark === other.mark &&
      one.line === other.line &&
      one.request["source"] === other.request["source"] &&
      isDeepStrictEqual(one.sent, other.sent);
    expect(table.filter((row, index) => table.some((other, at) => at < index && same(other, row)))).toEqual([]);
  });

  it("has rows of the spec's actions only", () => {
    expect([...new Set(table.map(({ action }) => action))].filter((name) => !actions.has(name))).toEqual([]);
  });

  it.each(everyAction)("has %s with all that it takes and gives", (name, action) => {
    expect(holes(action, rowsOf(name))).toEqual([]);
  });

  it.each(everyAction)("would miss any of %s", (name, action) => {
    expect(holes(action, rowsOf(name).filter((row) => !isGood(row)))).toEqual(expect.arrayContaining(action.outputs.map(({ status }) => status))); // prettier-ignore
    for (const { status } of action.errors)
      expect(holes(action, rowsOf(name).filter((row) => String(row.status) !== status))).toContain(status); // prettier-ignore
    expect(action.errors.map(({ status }) => status)).toEqual(expect.arrayContaining(["401", "403"]));
  });

  it("would miss a value, an optional field and a parameter", () => {
    const list = actions.get("workflows_List") ?? expect.unreachable();
    const without = (part: string): readonly string[] =>
      holes(list, written.filter((row) => row.action === list.name && !JSON.stringify(row).includes(part))); // prettier-ignore
    expect(without("PAUSED")).toContain("workflows.NxtWorkflowStatus=(newer)");
    expect(without("MANUAL_MULTIPLE")).toContain("workflows.NxtWorkflowTriggerMethod=MANUAL_MULTIPLE");
    expect(without("Desk")).toContain("workflows_List.source present");
  });
});

// ── The rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Result {
  readonly grouped: Outcome;
  readonly plain: Outcome;
  readonly json: string | null;
  readonly fields: boolean;
  readonly instance: boolean;
  readonly className: string;
}

const classOf = (status: number): string =>
  ({
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    429: "RateLimitError",
  })[status] ?? (status >= 500 ? "ServerError" : "HttpError");

describe("the package, row by row", () => {
  let nexthink: Instance;
  let agent: string;
  let results: readonly Result[];

  beforeAll(async () => {
    const user = await createUser({ maxRetries: 0 });
    agent = `${user.name}/${user.version}`;
    nexthink = await startNexthink(undefined, table);
    const calls = table.map((row) => {
      const { request, requests, mark } = row;
      const { group, method, className, module: name, parameters, body } = actionOf(row);
      const { file, namespace } = model.modules.find((module) => module.name === name) ?? expect.unreachable();
      const bare = parameters.length === 0 && body.kind === "none";
      return { group, method, file, namespace, className, bare, request, requests, mark };
    });
    results = await user.program<readonly Result[]>("rows", nexthink, { calls });
    await user.close();
  });
  afterAll(() => nexthink.close());

  const titled = table.map((row, index) => [`row ${index}, ${row.action} → ${row.status}`, row, index] as const);
  const at = (index: number): Result => results[index] ?? expect.unreachable();
  const both = (index: number): readonly Outcome[] => [at(index).grouped, at(index).plain];

  it.each(titled)("%s travels as the table has it", (_, row, index) => {
    const { json, fields, instance, className } = at(index);
    expect({ fields, instance, className }).toEqual({ fields: true, instance: true, className: row.action });
    const arrived = nexthink.calls.filter((request) => rowOf(request) === row);
    // By the method and by the class; and each of them once more after a 401.
    expect(arrived.length).toBe(row.status === 401 ? 4 : 2);
    // The bytes of the body are those that the action shows of itself.
    for (const { body } of arrived) expect(body).toBe(json ?? "");
    for (const { headers } of arrived) expect(headers["source"]).toBe(row.request["source"]);
  });

  it.each(titled.filter(([, row]) => isSuccess(row) && row.undecodable === undefined))("%s is read", (_, row, index) => {
    for (const { ok, text, meta, error } of both(index)) {
      expect(error).toBeUndefined();
      expect(ok).toBe(true);
      // JSON of what was read is what was sent: nothing is lost, neither unknown fields nor unknown values.
      expect(text).toBe(JSON.stringify(row.output ?? row.body));
      const issues = meta?.schemaIssues.map(({ path, code }) => `${path.join(".")} ${code}`);
      expect(issues).toEqual(row.mismatches ?? []);
      expect(meta).toMatchObject({ status: row.status, attempts: 1, url: urlOf(row) });
      const request = nexthink.calls.find(({ requestId }) => requestId === meta?.requestId);
      expect(request && rowOf(request)).toBe(row);
    }
  }); // prettier-ignore

  it.each(titled.filter(([, row]) => row.undecodable !== undefined))("%s is an error of decoding", (_, row, index) => {
    for (const { error } of both(index)) {
      expect(error).toMatchObject({ name: "ResponseDecodeError", code: row.undecodable, isSdkError: true });
      expect(error?.is).toEqual(["ResponseDecodeError", "SdkError"]);
      expect(error?.isErrorOf).toBe(false);
      expectNoSecret(error);
    }
  }); // prettier-ignore

  it.each(titled.filter(([, row]) => !isSuccess(row)))("%s is an error of that status", (_, row, index) => {
    for (const { error } of both(index)) expectHttpError(error, row);
  });

  /** What the spec has for the code and the words of a failure, in the body. */
  function wordsOf(row: Row): { readonly code?: string | undefined; readonly message?: string | undefined } {
    const declared = actionOf(row).errors.find(({ status }) => fits(status, row));
    const { [declared?.code ?? ""]: code, [declared?.message ?? ""]: message } = (row.body ?? {}) as Partial<Record<string, string>>;
    return { code, message };
  } // prettier-ignore

  /** Of a query there are the names, and no values. */
  function urlOf({ line }: Row): string {
    return nexthink.url + line.slice(line.indexOf(" ") + 1).replace(/=[^&]*/g, "=***");
  }

  function expectHttpError(error: Failure | undefined, row: Row): void {
    const { action, line, status, body, raw } = row;
    const name = classOf(status);
    expect(error?.is).toEqual([...new Set([name, "HttpError", "SdkError"])].sort());
    expect(error).toMatchObject({ name, status, action, isError: true, isSdkError: true, url: urlOf(row) });
    expect(error?.method).toBe(line.slice(0, line.indexOf(" ")));
    // That a token was renewed and the request was sent once more is no attempt of its own.
    expect(error?.attempts).toBe(1);
    expect(error?.isErrorOf).toBe(row.undeclared === undefined);
    const { code, message } = wordsOf(row);
    expect(error?.code).toBe(code === undefined ? undefined : String(code));
    expect(error?.message).toMatch(new RegExp(`^${action} failed: ${status}\\b.* \\(request-id req_\\d+, attempt 1/\\d+\\)$`, "s"));
    if (message !== undefined) expect(error?.message).toContain(`: ${message} (`);
    const request = nexthink.calls.find(({ requestId }) => requestId === error?.requestId);
    expect(request && rowOf(request)).toBe(row);
    expect(error?.body).toEqual(body);
    expect(error?.bodyLength).toBe((raw?.text ?? (body === undefined ? "" : JSON.stringify(body))).length);
    if (code !== undefined) expect(error?.error).toEqual(body);
    expectNoSecret(error);
  } // prettier-ignore

  /** In what is seen of it anywhere, hidden members, the cause and the stack included. */
  function expectNoSecret(error: Failure | undefined): void {
    const text = JSON.stringify(error) ?? "";
    expect(nexthink.secrets.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  }

  it("tells no secret in the answers either", () => {
    const { stack } = both(table.findIndex((row) => !isSuccess(row)))[0]?.error ?? {};
    expect(stack).toMatch(/\n {4}at /);
    const text = JSON.stringify(results);
    expect(nexthink.secrets.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
    // They are what travels.
    const travelled = JSON.stringify(nexthink.received.map(({ headers }) => headers));
    expect(nexthink.secrets.filter((secret) => travelled.includes(secret))).toEqual(nexthink.secrets.slice(2));
  });

  it("sends no more than it needs to", () => {
    const platform = ["accept-encoding", "accept-language", "connection", "host", "sec-fetch-mode"];
    const names = (requests: Instance["calls"]): readonly string[] =>
      [...new Set(requests.flatMap(({ headers }) => Object.keys(headers)))].filter((name) => !platform.includes(name)).sort(); // prettier-ignore
    const plain = nexthink.calls.filter(({ headers }) => headers["x-row"] === undefined);
    const [reads, writes] = ["GET", "POST"].map((wanted) => plain.filter(({ method }) => method === wanted));
    expect(names(reads ?? [])).toEqual(["accept", "authorization", "source", "user-agent"]);
    expect(names(writes ?? [])).toEqual(["accept", "authorization", "content-length", "content-type", "source", "user-agent"]); // prettier-ignore
    expect(names(nexthink.tokenRequests)).toEqual(["accept", "authorization", "content-length", "content-type", "user-agent"]); // prettier-ignore
    // Of the parameters, what a row has; all else is as above.
    const others = names(nexthink.calls).filter((name) => !names(plain).includes(name));
    const parameters = [...actions.values()].flatMap(({ parameters }) =>
      parameters.filter(({ place }) => place === "header"),
    );
    expect(others).toEqual([...new Set(["x-row", ...parameters.map(({ wire }) => wire.toLowerCase())])].filter((name) => name !== "source").sort()); // prettier-ignore
    expect([...new Set(nexthink.received.map(({ headers }) => headers["user-agent"]))]).toEqual([agent]);
  });

  it("gets a token for each client, and one after each 401", () => {
    const refused = table.filter(({ status }) => status === 401).length;
    // A token that is refused twice is dropped, and the next call gets another one.
    expect(nexthink.tokenRequests.length).toBeLessThanOrEqual(2 + 4 * refused);
    expect(nexthink.tokenRequests.length).toBeGreaterThanOrEqual(2 + 2 * refused);
  });
});
