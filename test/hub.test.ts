// Every action of the Hub, every variant of every answer and every kind of error, by the packed package against a server
// that plays the table. That the table has them all is computed from the spec.
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, typesById, type Action, type Model, type Type } from "../generator/model.js";
import { coverageOf } from "./hub/coverage.js";
import { computedRows } from "./hub/computed.js";
import { startHub, token, type Loopback } from "./hub/server.js";
import { table as written, type Json, type Row } from "./hub/table.js";
import { createUser, type Failure, type Outcome } from "./hub/user.js";
import { repository } from "./support/folder.js";

const model = readModel();
const actions = new Map(allActions(model).map((action) => [action.name, action]));

function readModel(): Model {
  const report = createReport();
  const { model } = readSpec(`${repository}/spec/nexigon-hub`, [], { host: nodeHost(), report });
  if (model === undefined || report.hasErrors) throw new Error("the spec of the Hub has errors");
  return model;
}
const computed = computedRows(model);
const table = [...written, ...computed];

function actionOf({ action: name }: Row): Action {
  const action = actions.get(name);
  if (action === undefined) throw new Error(`the spec has no action ${name}`);
  return action;
}

const isSuccess = ({ status }: Row): boolean => status < 300;
const isMalformed = ({ undecodable, mismatches }: Row): boolean =>
  undecodable !== undefined || mismatches !== undefined;

describe("the table", () => {
  const { possible, seen } = coverageOf(model);
  const good = table.filter((row) => isSuccess(row) && !isMalformed(row));
  const outputOf = ({ outputs: [output] }: Action): Type => output?.slot.type ?? { kind: "unresolved" };
  const requestOf = ({ body }: Action): Type => (body.kind === "record" ? body.slot.type : { kind: "unresolved" });
  const covered = (rows: readonly Row[], type: Type, value: (row: Row) => Json | undefined): ReadonlySet<string> =>
    new Set(rows.flatMap((row) => [...seen(type, value(row) ?? null)]));

  it("has every request once", () => {
    const twice = table.filter((row, index) =>
      table.some(
        (other, at) =>
          at < index &&
          other.mark === row.mark &&
          other.action === row.action &&
          isDeepStrictEqual(other.request, row.request),
      ),
    );
    expect(twice).toEqual([]);
  });

  it("has rows of the spec's actions only", () => {
    expect([...new Set(table.map(({ action }) => action))].filter((name) => !actions.has(name))).toEqual([]);
  });

  it("notices what it does not have", () => {
    const action = actions.get("devices_ValidateHttpProxyToken");
    const output = action ? outputOf(action) : expect.unreachable();
    const rows = good.filter(
      (row) =>
        row.action === action?.name && row.mark === undefined && !JSON.stringify(row.body).includes("ClusterNode"),
    );
    const found = covered(rows, output, (row) => row.body);
    expect([...possible(output)].filter((feature) => !found.has(feature))).toEqual(["actor.Actor=ClusterNode"]);
  });

  it.each([...actions.values()].map((action) => [action.name, action] as const))(
    "has %s with every variant, value and optional field of its answer, and of a newer one",
    (name, action) => {
      const rows = good.filter((row) => row.action === name);
      expect(rows).not.toEqual([]);
      const found = covered(rows, outputOf(action), (row) => row.body);
      expect([...possible(outputOf(action))].filter((feature) => !found.has(feature))).toEqual([]);
    },
  );

  it.each([...actions.values()].map((action) => [action.name, action] as const))(
    "has %s with every value and optional field of its request",
    (name, action) => {
      const found = covered(
        good.filter((row) => row.action === name),
        requestOf(action),
        (row) => row.request,
      );
      // That a request of ours can hold a newer value is shown where such a value was read: `hub-calls.test.ts`.
      const wanted = [...possible(requestOf(action))].filter((feature) => !feature.endsWith("=(newer)"));
      expect(wanted.filter((feature) => !found.has(feature))).toEqual([]);
    },
  );

  it("has every kind of error that the spec declares, and one of a newer Hub, for every action", () => {
    for (const { slot, code } of model.errors) {
      const type = slot.type.kind === "named" ? typesById(model).get(slot.type.target) : undefined;
      expect(type?.kind === "record" && type.fields.some((field) => field.property === code)).toBe(true);
    }
    const holes = [...actions.values()].flatMap(({ name, errors }) =>
      errors.flatMap(({ slot }) => {
        const failed = table.filter((row) => row.action === name && !isSuccess(row));
        const found = covered(failed, slot.type, (row) => row.body);
        return [...possible(slot.type)].filter((feature) => !found.has(feature)).map((feature) => `${name} ${feature}`);
      }),
    );
    expect(holes).toEqual([]);
    expect(model.errors).not.toEqual([]);
  });

  it.each([
    ["fleet_GetOperation", "fleet.GetFleetOperationOutput=NotFound"],
    ["fleet_GetOperation", "json.JsonExpr=VersionRequirement"],
    ["fleet_GetOperation", "json.JsonPathSegment=Index"],
    ["users_CompleteRegistration", "users.CompleteRegistrationOutput=(newer)"],
  ])("would miss of %s what no row has: %s", (name, feature) => {
    const action = actions.get(name) ?? expect.unreachable();
    const rows = computed.filter((row) => row.action === name && isSuccess(row));
    const lacking = rows.filter((row) => !seen(outputOf(action), row.body ?? null).has(feature));
    expect(possible(outputOf(action))).toContain(feature);
    expect(lacking.length).toBeLessThan(rows.length);
    expect(covered(lacking, outputOf(action), (row) => row.body)).not.toContain(feature);
  });
});

// ── The rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Result {
  readonly grouped: Outcome;
  readonly plain: Outcome;
  readonly json: string;
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
    422: "UnprocessableEntityError",
    429: "RateLimitError",
  })[status] ?? (status >= 500 ? "ServerError" : "HttpError");

describe("the package, row by row", () => {
  let hub: Loopback;
  let agent: string;
  let results: readonly Result[];

  beforeAll(async () => {
    const user = await createUser();
    agent = `${user.name}/${user.version}`;
    hub = await startHub({ rows: table });
    const files = new Map(model.modules.map(({ name, file }) => [name, file]));
    const calls = table.map((row) => {
      const { group, method, module, className, body } = actionOf(row);
      const record = body.kind === "record" ? typesById(model).get(body.record) : undefined;
      const bare = record?.kind === "record" && record.fields.length === 0;
      return { group, method, module: files.get(module), className, bare, request: row.request, mark: row.mark };
    });
    results = await user.program<readonly Result[]>("rows", hub, { calls });
    await user.close();
  });
  afterAll(() => hub.close());

  const titled = table.map((row, index) => [`row ${index}, ${row.action} → ${row.status}`, row, index] as const);
  const at = (index: number): Result => results[index] ?? expect.unreachable();
  const both = (index: number): readonly Outcome[] => [at(index).grouped, at(index).plain];

  it.each(titled)("%s travels as the table has it", (_, row, index) => {
    const { json, fields, instance, className } = at(index);
    expect({ json, fields, instance, className }).toEqual({
      json: JSON.stringify(row.request),
      fields: true,
      instance: true,
      className: row.action,
    });
    const sent = hub.received.filter(({ url, body }) => url.endsWith(`/${row.action}`) && body === json);
    expect(sent.length).toBeGreaterThanOrEqual(2); // by the method and by the class
  });

  const successes = titled.filter(([, row]) => isSuccess(row) && row.undecodable === undefined);
  it.each(successes)("%s is read", (_, row, index) => {
    for (const { ok, text, tag, meta, error } of both(index)) {
      expect(error).toBeUndefined();
      expect(ok).toBe(true);
      // JSON of what was read is what was sent: nothing is lost, neither unknown fields nor unknown variants.
      expect(text).toBe(JSON.stringify(row.output ?? row.body));
      expect(tag).toBe(tagOf(row));
      const issues = meta?.schemaIssues.map(({ path, code }) => `${path.join(".")} ${code}`);
      expect(issues).toEqual(row.mismatches ?? []);
      expect(meta).toMatchObject({
        status: row.status,
        attempts: 1,
        url: `${hub.url}/api/v1/actions/invoke/${row.action}`,
      });
      expect(hub.received.find(({ requestId }) => requestId === meta?.requestId)?.body).toBe(
        JSON.stringify(row.request),
      );
    }
  });

  const undecodable = titled.filter(([, row]) => row.undecodable !== undefined);
  it.each(undecodable)("%s is an error of decoding", (_, row, index) => {
    for (const { error } of both(index)) {
      expect(error).toMatchObject({
        name: "ResponseDecodeError",
        code: row.undecodable,
        isError: true,
        isSdkError: true,
      });
      expect(error?.is).toEqual(["ResponseDecodeError", "SdkError"]);
      expect(error?.message).toMatch(/^devices_RegisterConnection failed: ./);
      expect(error?.bodySnippet ?? "").toBe(row.raw?.text);
    }
  });

  const failures = titled.filter(([, row]) => !isSuccess(row));
  it.each(failures)("%s is an error of that status", (_, row, index) => {
    for (const { error } of both(index)) expectHttpError(error, row);
  });

  function expectHttpError(error: Failure | undefined, { action, status, body, raw }: Row): void {
    const sent = body ?? parsed(raw?.text ?? "");
    const { kind, message } = (typeof sent === "object" ? { ...sent } : {}) as Partial<Record<string, Json>>;
    const name = classOf(status);
    expect(error?.is).toEqual([...new Set([name, "HttpError", "SdkError"])].sort());
    expect(error).toMatchObject({ name, status, action, method: "POST", isError: true, isSdkError: true });
    expect(error?.url).toBe(`${hub.url}/api/v1/actions/invoke/${action}`);
    // The server's words if it has some, as the spec says where they are.
    expect(error?.code).toBe(kind === undefined ? undefined : String(kind));
    expect(error?.message).toMatch(
      new RegExp(`^${action} failed: ${status}\\b.* \\(request-id req_\\d+, attempt \\d+/\\d+\\)$`, "s"),
    );
    if (typeof message === "string") expect(error?.message).toContain(`: ${message} (`);
    expect(error?.requestId && error.message).toContain(`request-id ${error?.requestId ?? ""},`);
    expect(error?.message).toContain(`attempt ${error?.attempts ?? ""}/`);
    expect(error?.hasBody).toBe(sent !== undefined);
    expect(error?.body).toEqual(sent);
    expect(error?.bodyLength).toBe(Math.min((raw?.text ?? JSON.stringify(body)).length, 65_536));
    if (typeof kind === "string") expect(error?.error).toEqual(body);
    // Nothing that may be secret is where a log would show it.
    expect(error?.shown).not.toContain(token);
    expect(error?.shown).not.toContain("d_sk_"); // a fingerprint of the request
    if (raw?.text) expect(error?.shown).not.toContain(raw.text.slice(0, 20));
  }

  it("sends no more than it needs to", () => {
    const own = ["accept", "authorization", "content-length", "content-type", "user-agent"];
    const platform = ["accept-encoding", "accept-language", "connection", "host", "sec-fetch-mode"];
    const names = new Set(hub.received.flatMap(({ headers }) => Object.keys(headers)));
    expect([...names].filter((name) => !platform.includes(name)).sort()).toEqual([...own, "x-row"]);
    const agents = new Set(hub.received.map(({ headers }) => headers["user-agent"]));
    expect([...agents]).toEqual([agent]);
  });
});

/** The tag as code sees it: one that no variant has is `$unknown`. */
function tagOf(row: Row): string | undefined {
  const output = actionOf(row).outputs[0]?.slot.type;
  const type = output?.kind === "named" ? typesById(model).get(output.target) : undefined;
  const { result } = (row.body ?? {}) as { readonly result?: Json };
  if (type?.kind !== "union" || typeof result !== "string") return result as string | undefined;
  return type.variants.some(({ wire }) => wire === result) ? result : "$unknown";
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
