// Who may call a mock, and when it answers: credentials of every kind, pages of browsers, latency and delays.
import { beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../generator/mock.js";
import type { Model } from "../generator/model.js";
import { fixture, modelOf } from "./support/fixtures.js";
import { startMock } from "./support/mock.js";

const model = modelOf(fixture("auth-kinds"));

describe("credentials", () => {
  const credentials = { username: "u", password: "p: ä", apiKey: "k&", token: "t", clientId: "c", clientSecret: "s+ " };
  const basic = (text: string): object => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
  const inHeader = { ...model, auth: model.auth.map((each) => (each.kind === "apiKey" ? { ...each, in: "header", wire: "X-Key" } : each)) } as Model; // prettier-ignore
  let mock: MockServer;
  let other: MockServer;
  beforeAll(async () => {
    // Without `none`, which lets everybody in.
    const strict = ({ auth, modules, ...rest }: Model): Model => ({
      ...rest,
      auth: auth.filter(({ kind }) => kind !== "none"),
      modules: modules.map((each) => ({ ...each, actions: each.actions.map((action) => (action.name === "things_Any" ? { ...action, auth: auth.map(({ name }) => name) } : action)) })),
    });
    mock = await startMock(strict(model), { credentials });
    other = await startMock(strict(inHeader), { credentials });
  }); // prettier-ignore

  it.each<[string, object, string, number]>([
    ["a name and a password", basic("u:p: ä"), "", 200],
    ["a wrong password", basic("u:q"), "", 401],
    ["a text that is no pair", { authorization: "Basic dQ" }, "", 401],
    ["a key in the query", {}, "?api_key=k%26", 200],
    ["a wrong key", {}, "?api_key=k", 401],
    ["nothing", {}, "", 401],
  ])("%s", async (_, headers, search, status) => {
    const response = await fetch(`${mock.url}/invoke/things_Any${search}`, { method: "POST", headers: { ...headers } });
    expect(response.status).toBe(status);
  });

  it("a key in a header", async () => {
    const ask = async (key: string): Promise<number> => (await fetch(`${other.url}/invoke/things_Two`, { method: "POST", headers: { "x-key": key } })).status; // prettier-ignore
    expect([await ask("k&"), await ask("k")]).toEqual([200, 401]);
  });

  it("a client that names itself in the body gets a token, and one that does not gets none", async () => {
    const token = async (body: Record<string, string>, headers = {}): Promise<Response> =>
      fetch(`${mock.url}/token`, { method: "POST", headers, body: new URLSearchParams({ grant_type: "client_credentials", ...body }) }); // prettier-ignore
    const given = await token({ client_id: "c", client_secret: "s+ ", scope: "read write:all" });
    const { access_token: got } = (await given.json()) as { access_token: string };
    const call = await fetch(`${mock.url}/invoke/things_Two`, { method: "POST", headers: { authorization: `Bearer ${got}` } }); // prettier-ignore
    expect([given.status, call.ok]).toEqual([200, true]);
    expect((await token({}, basic("c:s%2B%20"))).status).toBe(401);
    expect((await token({ client_id: "c", client_secret: "s" })).status).toBe(401);
  });
});

// ── Pages of browsers ───────────────────────────────────────────────────────────────────────────────────────────────

describe("a page", () => {
  const ask = async ({ url }: MockServer, origin: string, method: string): Promise<readonly [number, string | null, string | null]> => {
    const preflight = { "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type" };
    const response = await fetch(`${url}/invoke/things_None`, { method, headers: { origin, ...(method === "OPTIONS" && preflight) } });
    return [response.status, response.headers.get("access-control-allow-origin"), response.headers.get("access-control-allow-headers")];
  }; // prettier-ignore
  const page = "https://app.example.com";
  let usual: MockServer;
  beforeAll(async () => void (usual = await startMock(model)));

  it.each(["http://localhost:5173", "http://127.0.0.1:8080", "https://[::1]", "http://app.localhost"])(
    "of this machine may call, from %s",
    async (origin) => {
      expect(await ask(usual, origin, "OPTIONS")).toEqual([204, origin, "authorization,content-type"]);
      expect(await ask(usual, origin, "POST")).toEqual([expect.any(Number), origin, null]);
    },
  );

  it.each([page, "null", "http://localhost.example.com", "http://127.0.0.1.example.com", "http://evil-localhost"])(
    "of elsewhere may not, from %s",
    async (origin) => {
      expect(await ask(usual, origin, "OPTIONS")).toEqual([405, null, null]);
      expect((await ask(usual, origin, "POST"))[1]).toBeNull();
    },
  );

  it("of elsewhere may, where it is named", async () => {
    const [named, any] = [await startMock(model, { origin: page }), await startMock(model, { origin: "*" })];
    expect((await ask(named, page, "OPTIONS"))[1]).toBe(page);
    expect((await ask(named, "https://b.example.com", "OPTIONS"))[1]).toBeNull();
    expect((await ask(any, "https://b.example.com", "POST"))[1]).toBe("https://b.example.com");
  });
});

// ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────────

it("an answer waits for the latency and the delay of its fault", async () => {
  const events: string[] = [];
  const mock = await startMock(model, {
    latency: 20_000,
    wait: (ms) => Promise.resolve(events.push(`waits ${ms}`)),
    onRequest: ({ status }) => events.push(`answers ${status}`),
  });
  const call = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${mock.url}/invoke/things_None`, { method: "POST", headers });
  await call({ "x-mock-fault": "status=503" });
  await call({ "x-mock-fault": "status=503;delay=7" });
  expect(events).toEqual(["waits 20000", "answers 503", "waits 20007", "answers 503"]);
});

it("a token endpoint may have a variable in its path", async () => {
  const auth = model.auth.map((each) => (each.kind === "oauth2ClientCredentials" ? { ...each, tokenUrl: "https://login.example.com/{tenant}/token" } : each)); // prettier-ignore
  const mock = await startMock({ ...model, auth });
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: "c", client_secret: "s" });
  expect((await fetch(`${mock.url}/acme/token`, { method: "POST", body })).status).toBe(200);
  expect((await fetch(`${mock.url}/a/b/token`, { method: "POST", body })).status).toBe(404);
});
