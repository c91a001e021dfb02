// R58, T6: every action of both packages is run with secrets in every place that is one, and nothing that a program would
// write down has them: no line of a log, no event of a hook, no error. What is no secret is there to be read.
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import * as nexthink from "../generated/nexthink/src/index.js";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import type { Json, Model } from "../generator/model.js";
import { broken, canary, marker, planted, plantedMembers, readable, type Leaf } from "./support/canaries.js";
import { repository } from "./support/folder.js";
import { bodyOf, requestOf, rowsOf, type MadeRow } from "./support/rows.js";
import { shapeOf, type Members } from "./support/shape.js";

type Package = typeof hub;
type Options = Omit<ConstructorParameters<Package["NexigonHubClient"]>[0], "token">;

const packages = [
  ["nexigon-hub", hub, (options: Options) => new hub.NexigonHubClient({ ...options, token: canary })],
  [
    "nexthink",
    nexthink as unknown as Package,
    (options: Options) => {
      const credentials = { clientId: canary, clientSecret: canary, tokenUrl: `https://login.test/token?t=${canary}` };
      return new nexthink.NexthinkClient({ ...options, ...credentials } as never) as unknown as hub.Client;
    },
  ],
] as const;

const options: Options = {
  baseUrl: `https://api.test/base?tenant=${canary}`,
  headers: { "x-secret": canary, cookie: canary },
  maxRetries: 1,
  runtime: { setTimeout: (callback) => setImmediate(callback), clearTimeout: () => {}, random: () => 0 },
};
const responseHeaders = {
  "set-cookie": canary,
  "x-session": canary,
  "www-authenticate": canary,
  location: `https://api.test/?t=${canary}`,
  "x-request-id": "request-1",
  "x-correlation-id": "request-1",
};

const notJson = () => new Response(`{"${canary}"`, { headers: { "content-type": "application/json" } });
const page = () => new Response(`<p>${canary}`, { headers: { "content-type": "text/html" } });

describe.each(packages)("%s", (name, root, create) => {
  const { model } = readSpec(join(repository, "spec", name), [], { host: nodeHost(), report: createReport() });
  const shape = shapeOf(model as Model);
  const rows = rowsOf(model as Model);
  const namespaces = new Map(model?.modules.map(({ id, namespace }) => [id, namespace]));

  async function run({ action }: MadeRow, request: Members, reply: () => Response, more: Options = {}): Promise<Seen> {
    const seen: Omit<Seen, "name"> = { lines: [], events: [], errors: [], sent: [] };
    const write = (line: string, fields: object) => void seen.lines.push(line, shown(fields));
    const note = (event: object) => void seen.events.push(shown(event));
    const logger = root.logging({ debug: write, info: write, warn: write, error: write }, { level: "debug", bodies: true });
    const client = create({
      ...options,
      hooks: root.observe(logger, { onRequest: note, onResponse: note, onRetry: note, onSuccess: note, onError: note }),
      fetch: async (url, init) => {
        if (url.startsWith("https://login.test")) return Response.json({ access_token: canary, token_type: "Bearer" });
        seen.sent.push((init as { readonly body?: string }).body ?? "");
        return reply();
      },
      ...more,
    });
    const classes = root[namespaces.get(action.module) as "devices"] as object as Classes;
    const Class = classes[action.className];
    if (Class === undefined) throw new Error(`no class ${action.className}`);
    const answer = await client.tryExecute(new Class(request));
    if (answer.ok) return { ...seen, name: undefined };
    seen.errors.push(shown(answer.error), String(answer.error), answer.error.stack ?? "");
    return { ...seen, name: answer.error.name };
  } // prettier-ignore

  const fieldsOf = ({ action }: MadeRow) => [...action.parameters, ...bodyOf(action, shape).fields];

  const requestWith = (row: MadeRow, leaf: Leaf): Members => {
    const given = plantedMembers(fieldsOf(row), { value: row.given, shape, leaf });
    return requestOf(row.action, given as Members, shape);
  };

  const answerWith = ({ action, status, body }: MadeRow, leaf: Leaf): Json | undefined => {
    if (body === undefined) return undefined;
    const isOf = (other: { readonly status: string }) => matches(other.status, status);
    const { slot } = action.outputs.find(isOf) ?? action.errors.find(isOf) ?? {};
    if (slot === undefined) throw new Error(`${action.name} has no ${status}`);
    return planted(slot, { value: body, shape, leaf });
  };

  const reply = ({ status, text }: MadeRow, body: Json | undefined): Response => {
    const type = text === undefined ? "application/json" : "text/csv";
    const sent = text ?? (body === undefined ? null : JSON.stringify(body));
    return new Response(sent, { status, headers: { ...responseHeaders, "content-type": type } });
  };

  test("R58 no secret is written down of a call that was answered, and all else is", async () => {
    const found: string[] = [];
    const unseen: string[] = [];
    let [secrets, readables] = [0, 0];
    for (const row of rows) {
      const [request, body] = [requestWith(row, readable), answerWith(row, readable)];
      const seen = await run(row, request, () => reply(row, body));
      found.push(...leaksOf(row, seen));
      expect(seen.name === undefined).toBe(row.status < 300);
      // What is sent has the secrets, so that there is something to hide.
      const secret = bodyOf(row.action, shape).fields.some(({ property }) => has(request[property], canary));
      if (secret) expect(seen.sent[0]).toContain(canary);
      if (secret) secrets++;
      // Parameters are in the address and in headers, which are hidden.
      const inBody = bodyOf(row.action, shape).fields.map(({ property }) => request[property]);
      if (![inBody, body].some((value) => has(value, marker))) continue;
      readables++;
      if (!seen.lines.some((line) => line.includes(marker))) unseen.push(row.mark);
    }
    expect(found.slice(0, 5)).toEqual([]);
    expect(unseen).toEqual([]);
    expect(secrets > 0).toBe(JSON.stringify(model?.modules).includes('"sensitive":true'));
    expect(readables).toBeGreaterThan(rows.length / 4);
  });

  test("R37 R58 nor of an answer that cannot be understood, or that is of other types", async () => {
    const found: string[] = [];
    const names = new Set<string | undefined>();
    const answered = rows.filter(({ status, body }) => status < 300 && typeof body === "object");
    const seenActions = new Set<unknown>();
    for (const row of answered) {
      const replies = [() => reply(row, answerWith(row, broken))];
      // What is not even JSON is the same for each row of an action.
      if (!seenActions.has(row.action)) replies.push(notJson, page);
      seenActions.add(row.action);
      for (const answer of replies) {
        for (const responses of ["lax", "strict"] as const) {
          const seen = await run(row, requestWith(row, readable), answer, { validate: { responses } });
          found.push(...leaksOf(row, seen));
          names.add(seen.name);
        }
      }
    }
    expect(found.slice(0, 5)).toEqual([]);
    expect(names).toEqual(new Set([undefined, "ResponseDecodeError"]));
  });

  test("R37 R58 nor of fields that are refused", async () => {
    const found: string[] = [];
    let refused = 0;
    for (const row of rows) {
      const seen = await run(row, { ...requestWith(row, broken), unknown: canary }, () => reply(row, row.body));
      found.push(...leaksOf(row, seen));
      refused += Number(seen.name === "RequestValidationError" && seen.sent.length === 0);
    }
    expect(found.slice(0, 5)).toEqual([]);
    expect(refused).toBe(rows.length);
  });
});

/** What was written down of a call, and what was sent. */
interface Seen {
  readonly lines: string[];
  readonly events: string[];
  readonly errors: string[];
  readonly sent: string[];
  readonly name: string | undefined;
}

interface Classes {
  readonly [name: string]: (new (fields: object) => hub.Action<unknown>) | undefined;
}

/** Where a canary was written down. */
function leaksOf({ mark }: MadeRow, { lines, events, errors }: Seen): readonly string[] {
  return Object.entries({ lines, events, errors }).flatMap(([where, texts]) =>
    texts.filter((text) => text.includes("canary")).map((text) => `${mark} ${where}: ${text}`),
  );
}

function has(value: unknown, text: string): boolean {
  return (JSON.stringify(value) ?? "").includes(text);
}

function matches(pattern: string, status: number): boolean {
  if (pattern === "default") return status >= 400;
  return pattern === String(status) || pattern === `${String(status)[0]}XX`;
}

function shown(value: unknown): string {
  return `${inspect(value, { depth: 12, maxStringLength: Infinity, maxArrayLength: Infinity })} ${JSON.stringify(value)}`;
}
