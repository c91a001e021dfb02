// The package of Nexthink as its users write with it, against a server that gives tokens and plays the API.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  isErrorOf,
  Nexthink,
  RequestValidationError,
  UnauthorizedError,
  ValidationError,
  workflows,
} from "../generated/nexthink/src/index.js";

interface Received {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly source: string | string[] | undefined;
  readonly body: string;
}

const collector = "3f0c5a52-9d0e-4b6b-8a44-5c1f6e2d7b90";
let server: Server;
let url: string;
let answers: readonly (readonly [status: number, body?: unknown])[] = [];
const received: Received[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { authorization, source } = request.headers;
      received.push({ line: `${request.method ?? ""} ${request.url ?? ""}`, authorization, source, body });
      const tokens = received.filter(({ line }) => line === "POST /token").length;
      const [status, value] =
        request.url === "/token"
          ? ([200, { access_token: `t${tokens}`, token_type: "Bearer", expires_in: 900 }] as const)
          : (answers[received.length - tokens - 1] ?? answers.at(-1) ?? [500]);
      response.writeHead(status, value === undefined ? {} : { "content-type": "application/json" });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  received.length = 0;
});

function client(): Nexthink {
  return new Nexthink({ baseUrl: url, tokenUrl: `${url}/token`, clientId: "id", clientSecret: "secret" });
}

describe("a client", () => {
  it("goes to the instance in its region, and gets its token there", async () => {
    const asked: string[] = [];
    const nexthink = new Nexthink({
      instance: "acme",
      region: "eu",
      clientId: "id",
      clientSecret: () => "secret",
      fetch: (address) => {
        asked.push(address);
        const body = address.endsWith("/token") ? { access_token: "t", token_type: "Bearer" } : [];
        return Promise.resolve(Response.json(body));
      },
    });
    expect(await nexthink.workflows.get({ nqlId: "#reset" })).toEqual([]);
    expect(asked).toEqual([
      "https://acme-login.eu.nexthink.cloud/oauth2/default/v1/token",
      "https://acme.api.eu.nexthink.cloud/api/v1/workflows/details?nqlId=%23reset",
    ]);
  });

  it("sends the body, fills in what was left out, and keeps its token", async () => {
    answers = [[200, { requestUuid: "r_1", executionsUuids: ["e_1"] }]];
    const nexthink = client();
    const output = await nexthink.workflows.execute({ workflowId: "#reset", devices: [collector], source: "Desk" });
    await nexthink.execute(new workflows.ExecuteAction({ workflowId: "#reset", devices: [collector] }));
    expect(output.executionsUuids).toEqual(["e_1"]);
    expect(received.map(({ line }) => line)).toEqual(["POST /token", "POST /api/v1/workflows/execute", "POST /api/v1/workflows/execute"]); // prettier-ignore
    expect(received[0]).toMatchObject({
      authorization: `Basic ${Buffer.from("id:secret").toString("base64")}`,
      body: "grant_type=client_credentials&scope=service%3Aintegration",
    });
    expect(received[1]).toMatchObject({ authorization: "Bearer t1", source: "Desk" });
    expect(JSON.parse(received[1]?.body ?? "")).toEqual({ workflowId: "#reset", devices: [collector], users: [] });
  });

  it("puts parameters into the path and the query", async () => {
    answers = [[200, []]];
    const uuid = "8d4f1c9e-2b7a-4e35-9c60-1f5a7d3b2e84";
    const nexthink = client();
    await nexthink.workflows.triggerThinklet({ workflowUuid: uuid, executionUuid: uuid, parameters: { ok: "yes" } });
    await nexthink.workflows.list({ dependency: "DEVICE", triggerMethod: "API", fetchOnlyActiveWorkflows: false });
    expect(received.slice(1).map(({ line, body }) => [line, body])).toEqual([
      [`POST /api/v1/workflows/workflows/${uuid}/execution/${uuid}/trigger`, '{"parameters":{"ok":"yes"}}'],
      ["GET /api/v1/workflows?dependency=DEVICE&triggerMethod=API&fetchOnlyActiveWorkflows=false", ""],
    ]);
  });

  it("sends nothing that breaks a rule or a constraint", async () => {
    const nexthink = client();
    await expect(nexthink.workflows.execute({ workflowId: "#reset" })).rejects.toThrow("Give at least one device or user."); // prettier-ignore
    const devices = Array.from({ length: 10_001 }, () => collector);
    await expect(nexthink.workflows.execute({ workflowId: "#reset", devices })).rejects.toThrow(RequestValidationError);
    expect(received).toEqual([]);
  });

  it("tells failures by status, with the words of the server", async () => {
    const nexthink = client();
    answers = [[400, { code: "invalid", details: "No such workflow." }]];
    const error = await nexthink.workflows.get({ nqlId: "#none" }).catch((caught: unknown) => caught);
    if (!isErrorOf(workflows.GetAction, error)) throw error;
    expect(error.status === 400 && error.error.details).toBe("No such workflow.");
    expect(error.code).toBe("invalid");
    expect(error.message).toContain("No such workflow.");
    answers = [[401], [401]];
    const refused = await nexthink.workflows.get({ nqlId: "#none" }).catch((caught: unknown) => caught);
    expect(refused).toBeInstanceOf(UnauthorizedError);
    expect(isErrorOf(workflows.GetAction, refused)).toBe(true);
    answers = [[404, {}]];
    const other = await nexthink.workflows.get({ nqlId: "#none" }).catch((caught: unknown) => caught);
    expect(isErrorOf(workflows.GetAction, other)).toBe(false);
  });
});

describe("its models", () => {
  it("are values and types of one name", () => {
    const status: workflows.NxtWorkflowStatus = workflows.NxtWorkflowStatus.ACTIVE;
    expect(status).toBe("ACTIVE");
    expect(Object.values(workflows.NxtWorkflowStatus)).toEqual(["ACTIVE", "INACTIVE"]);
  });

  it("say what is wrong in the words of the spec", () => {
    const parse = (): unknown => workflows.NxtWorkflowExecutionRequest.parse({ workflowId: "#reset" });
    expect(parse).toThrow(ValidationError);
    expect(parse).toThrow("Give at least one device or user.");
    const { validate, version } = workflows.NxtWorkflowExecutionRequest["~standard"];
    expect(version).toBe(1);
    expect(validate({ workflowId: "#reset" }).issues?.[0]?.message).toBe("Give at least one device or user.");
    expect(validate({ workflowId: "#reset", users: ["0"] }).issues).toBeUndefined();
  });

  it("write the body of an action, and its flat form", () => {
    const fields = { workflowId: "#reset", users: ["0"], source: "Desk" };
    const action = new workflows.ExecuteAction(fields);
    expect(action.workflowId).toBe("#reset");
    expect(JSON.parse(JSON.stringify(action))).toEqual({ workflowId: "#reset", users: ["0"], devices: [] });
    const flat = { workflowId: "#reset", users: ["0"], devices: [], Source: "Desk" };
    expect(workflows.ExecuteAction.encode(action)).toEqual(flat);
    expect(workflows.ExecuteAction.parse(flat)).toMatchObject({ source: "Desk", users: ["0"] });
    expect(JSON.stringify(new workflows.GetAction({ nqlId: "#reset" }))).toBeUndefined();
  });
});
