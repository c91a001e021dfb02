// The package of Nexthink as its users write with it, against the mock of its spec.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  isErrorOf,
  Nexthink,
  RequestValidationError,
  UnauthorizedError,
  ValidationError,
  workflows,
} from "../generated/nexthink/src/index.js";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { createMockServer, type MockServer } from "../generator/mock.js";

const collector = "3f0c5a52-9d0e-4b6b-8a44-5c1f6e2d7b90";
const tokenPath = "/oauth2/default/v1/token";
let server: MockServer;

beforeAll(async () => {
  const { model } = readSpec("spec/nexthink", [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error("the spec of Nexthink has errors");
  server = await createMockServer(model, { credentials: { clientId: "id", clientSecret: "secret" } });
});
afterAll(() => server.close());
beforeEach(() => server.reset());

function client(): Nexthink {
  const { url } = server;
  return new Nexthink({ baseUrl: url, tokenUrl: url + tokenPath, clientId: "id", clientSecret: "secret" });
}

/** The request line of each request, and its body. */
function sent(): readonly (readonly [line: string, body: string])[] {
  return server.requests.map(({ method, url, body }) => [`${method} ${url}`, body]);
}

/** Has the server fail. */
function failing(status: number): { readonly headers: Record<string, string> } {
  return { headers: { "x-mock-fault": `status=${status}` } };
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
    const nexthink = client();
    const output = await nexthink.workflows.execute({ workflowId: "#reset", devices: [collector], source: "Desk" });
    await nexthink.execute(new workflows.ExecuteAction({ workflowId: "#reset", devices: [collector] }));
    expect(output.executionsUuids?.length).toBeGreaterThan(0);
    expect(sent().map(([line]) => line)).toEqual([`POST ${tokenPath}`, "POST /api/v1/workflows/execute", "POST /api/v1/workflows/execute"]); // prettier-ignore
    const [token, first] = server.requests;
    expect(token?.headers["authorization"]).toBe(`Basic ${Buffer.from("id:secret").toString("base64")}`);
    expect(token?.body).toBe("grant_type=client_credentials&scope=service%3Aintegration");
    expect(first?.headers["source"]).toBe("Desk");
    expect(JSON.parse(first?.body ?? "")).toEqual({ workflowId: "#reset", devices: [collector], users: [] });
  });

  it("puts parameters into the path and the query", async () => {
    const uuid = "8d4f1c9e-2b7a-4e35-9c60-1f5a7d3b2e84";
    const nexthink = client();
    await nexthink.workflows.triggerThinklet({ workflowUuid: uuid, executionUuid: uuid, parameters: { ok: "yes" } });
    await nexthink.workflows.list({ dependency: "DEVICE", triggerMethod: "API", fetchOnlyActiveWorkflows: false });
    expect(sent().slice(1)).toEqual([
      [`POST /api/v1/workflows/workflows/${uuid}/execution/${uuid}/trigger`, '{"parameters":{"ok":"yes"}}'],
      ["GET /api/v1/workflows?dependency=DEVICE&triggerMethod=API&fetchOnlyActiveWorkflows=false", ""],
    ]);
  });

  it("sends nothing that breaks a rule or a constraint", async () => {
    const nexthink = client();
    await expect(nexthink.workflows.execute({ workflowId: "#reset" })).rejects.toThrow("Give at least one device or user."); // prettier-ignore
    const devices = Array.from({ length: 10_001 }, () => collector);
    await expect(nexthink.workflows.execute({ workflowId: "#reset", devices })).rejects.toThrow(RequestValidationError);
    expect(sent()).toEqual([]);
  });

  it("tells failures by status, with the words of the server", async () => {
    const failed = async (status: number): Promise<unknown> => client().workflows.get({ nqlId: "#none" }, failing(status)).catch((caught: unknown) => caught); // prettier-ignore
    const error = await failed(400);
    if (!isErrorOf(workflows.GetAction, error)) throw error;
    const words = "workflows_Get answers with 400, as it was asked for";
    expect(error.status === 400 && error.error.details).toBe(words);
    expect(error.status === 400 && error.code === error.error.code).toBe(true);
    expect(error.message).toContain(words);
    const refused = await failed(401);
    expect(refused).toBeInstanceOf(UnauthorizedError);
    expect(isErrorOf(workflows.GetAction, refused)).toBe(true);
    expect(isErrorOf(workflows.GetAction, await failed(404))).toBe(false);
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
