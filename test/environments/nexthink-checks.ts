// Nexthink: HTTP, tokens, several outcomes, work that goes on, files.
import { type Check, type Place, clientSecret, equal, holds, impatient, pick, rejection } from "./check.js";
import type { Reply } from "./server.js";

const granted = { json: { access_token: "canary-access-1", token_type: "Bearer", expires_in: 900 } };
const list = { dependency: "DEVICE", triggerMethod: "API" } as const;

/** An API with these answers, and a client with tokens for it. */
async function both({ script, nexthinkClient }: Place, ...replies: readonly Reply[]) {
  const api = await script(...replies);
  const tokens = await script(granted, { json: { ...granted.json, access_token: "canary-access-2" } });
  return { api, tokens, client: nexthinkClient(api, tokens, { runtime: impatient }) };
}

const credentials: readonly Check[] = [
  {
    name: "A2 A3 one token for calls at once, asked for as the RFC wants it",
    needs: "btoa",
    async run(place) {
      const { api, tokens, client } = await both(place, { json: [] });
      await Promise.all(Array.from({ length: 10 }, () => client.workflows.list(list)));
      const [asked, ...more] = await tokens.seen();
      equal(more, []);
      equal(asked?.body, "grant_type=client_credentials&scope=service%3Aintegration");
      const pair = "%C3%A4+client:canary-secret%3A+%C2%A3%252B%2B+%26%3D";
      equal(asked?.headers["authorization"]?.toLowerCase(), `Basic ${btoa(pair)}`.toLowerCase());
      const used = (await api.seen()).map(({ headers }) => headers["authorization"]);
      equal(used, Array(10).fill("Bearer canary-access-1"));
    },
  },
  {
    name: "A5 a token that is refused is replaced, and the call sent again",
    needs: "btoa",
    async run(place) {
      const { api, client } = await both(place, { status: 401 }, { json: [] });
      const { meta } = await client.workflows.list(list).withResponse();
      equal(meta.attempts, 1);
      const used = (await api.seen()).map(({ headers }) => headers["authorization"]);
      equal(used, ["Bearer canary-access-1", "Bearer canary-access-2"]);
    },
  },
  {
    name: "A6 no token is an AuthError without the secret in it",
    needs: "btoa",
    async run({ nexthink, script, nexthinkClient }) {
      const tokens = await script({ status: 401, json: { error: "invalid_client", error_description: clientSecret } });
      const error = await rejection(nexthinkClient(await script({ json: [] }), tokens).workflows.list(list));
      equal(pick(error, "name", "code", "status"), ["AuthError", "invalid_client", 401]);
      holds(error instanceof nexthink.AuthError, "instanceof");
      holds(!`${JSON.stringify(error)} ${String(error)} ${String(error.stack)}`.includes("canary"), "no secret");
    },
  },
  {
    name: "A8 a page is told that it keeps no secret",
    async run({ nexthink, browser, script, nexthinkClient }) {
      const api = await script({ json: [] });
      let name = "nothing";
      try {
        nexthinkClient(api, api, { dangerouslyAllowBrowser: false });
      } catch (error) {
        if (error instanceof nexthink.ConfigError) name = error.name;
      }
      equal(name, browser ? "ConfigError" : "nothing");
    },
  },
];

const http: readonly Check[] = [
  {
    name: "R48 paths and queries are percent-encoded",
    needs: "btoa",
    async run(place) {
      const { api, client } = await both(place, { json: [] }, { json: { status: "COMPLETED" } });
      await client.workflows.get({ nqlId: "#a&b=ü /\u{1F331}" });
      await client.nql.status({ exportId: "a/../b?" });
      const lines = (await api.seen()).map(({ method, path }) => `${method} ${path}`);
      const [workflow, status] = ["details?nqlId=%23a%26b%3D%C3%BC%20%2F%F0%9F%8C%B1", "status/a%2F..%2Fb%3F"];
      equal(lines, [`GET /api/v1/workflows/${workflow}`, `GET /api/v1/nql/${status}`]);
    },
  },
  {
    name: "one of several successes, by its status",
    needs: "btoa",
    async run(place) {
      const { client } = await both(
        place,
        { status: 206, json: { status: "COMPLETED" } },
        { status: 207, json: { a: 1 } },
      );
      const known = await client.nql.status({ exportId: "e" });
      equal(known, { outcome: "truncated", status: 206, data: { status: "COMPLETED" } });
      equal(await client.nql.status({ exportId: "e" }), { outcome: "$unknown", status: 207, raw: { a: 1 } });
    },
  },
  {
    name: "text is given as it is",
    needs: "btoa",
    async run(place) {
      const { api, client } = await both(place, { text: "name;ü\r\n1;2\r\n", headers: { "content-type": "text/csv" } });
      equal(await client.nql.executeCsv({ queryId: "#q1" }), "name;ü\r\n1;2\r\n");
      equal((await api.seen())[0]?.headers["accept"], "text/csv");
    },
  },
  {
    name: "R28 an error that the spec has for the action",
    needs: "btoa",
    async run(place) {
      const { nexthink } = place;
      const { client } = await both(place, { status: 400, json: { code: "bad", details: "why" } });
      const error = await rejection(client.workflows.list(list));
      holds(nexthink.isErrorOf(nexthink.workflows.ListAction, error), "isErrorOf");
      equal(pick(error, "name", "status", "code", "error"), [
        "BadRequestError",
        400,
        "bad",
        { code: "bad", details: "why" },
      ]);
    },
  },
  {
    name: "a rule of the spec, in its words",
    async run({ nexthink: { workflows } }) {
      const parsed = workflows.NxtWorkflowExecutionRequest.safeParse({ workflowId: "#w" });
      equal(parsed.ok ? [] : parsed.error.issues.map(({ message }) => message), ["Give at least one device or user."]);
    },
  },
];

const longer: readonly Check[] = [
  {
    name: "R61 work that goes on is waited for",
    needs: "btoa",
    async run(place) {
      const stages = ["SUBMITTED", "IN_PROGRESS", "COMPLETED"].map((status) => ({ json: { status } }));
      const { api, client } = await both(place, { json: { exportId: "e" } }, ...stages);
      const started = await client.nql.export({ queryId: "#q1" });
      const done = await place.nexthink.nql.waitForExport(client, started);
      equal(done, { outcome: "complete", status: 200, data: { status: "COMPLETED" } });
      equal((await api.seen()).length, 4);
    },
  },
  {
    name: "a file is fetched without credentials, as text and as bytes, up to a limit",
    needs: "streams",
    async run({ nexthink, script, fetch }) {
      const own = fetch && { fetch };
      const files = await script({ text: "é1\n", headers: { "content-type": "text/csv" } });
      equal(await (await nexthink.download(`${files.url}/f?signature=s`, own)).text(), "é1\n");
      const bytes = await (await nexthink.download(`${files.url}/f`, own)).bytes();
      equal([...bytes], [0xc3, 0xa9, 0x31, 0x0a]);
      let length = 0;
      for await (const chunk of await nexthink.download(`${files.url}/f`, own)) length += chunk.length;
      equal(length, 4);
      const large = nexthink.download(`${files.url}/f`, { ...own, maxBytes: 3 }).then((file) => file.bytes());
      equal(pick(await rejection(large), "name", "maxBytes"), ["SizeLimitError", 3]);
      holds(
        (await files.seen()).every(({ headers }) => headers["authorization"] === undefined),
        "no credentials",
      );
    },
  },
  {
    name: "a file is sent",
    needs: "streams",
    async run({ nexthink, script, fetch }) {
      const files = await script({ status: 201 });
      const { status } = await nexthink.upload(`${files.url}/f`, Uint8Array.of(97, 98), fetch && { fetch });
      equal([status, pick((await files.seen())[0], "method", "body")], [201, ["PUT", "ab"]]);
    },
  },
];

export const nexthinkChecks: readonly Check[] = [...credentials, ...http, ...longer];
