import { beforeAll, describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../generator/code/draft.js";
import { compile, compileReadme, emitted, modelOf, packageOf, sourcesOf, strict } from "./emit-helpers.js";

const api = `
actionSpec: 1
api: { id: acme, title: Acme, version: "1.0.0" }
servers:
  - url: "https://{instance}.{zone_name}.example.com:{port}"
    variables: { instance: { docs: Yours. }, zone_name: { enum: [eu, us], open: true }, port: { default: "443" } }
auth:
  oauth:
    kind: oauth2ClientCredentials
    tokenUrl: "https://{instance}-login.{zone_name}.example.com/token"
    clientAuth: post
    scopes: [read]
    env: { clientId: ACME_ID, clientSecret: ACME_SECRET }
errors: { 401: unit, 5XX: { type: things.Problem, message: text } }
`;

const things = `
types:
  Problem: { record: { code: string, text: string } }
  Thing: { record: { thing_id: { type: string, minLength: 1 }, parts?: list<string>, names?: list<string> }, rules: [{ atLeastOneOf: [parts, names], message: "Give */ parts." }] }
actions:
  things_Put:
    http:
      method: PUT
      path: "/things/{thing_id}"
      pathParams: { id: { type: string, wire: thing_id, docs: "Which \`*/\` one." } }
      query: { parts?: { type: list<string>, name: query_parts } }
      headers: { if_match?: string }
    request: Thing
    output: { 200: Thing, 204: { type: unit, docs: Nothing new. } }
    errors: { 404: { type: Problem, code: code, message: text, docs: "No */ such thing." }, 409: nullable<Problem>, default: json }
    examples:
      - { name: one, request: { thing_id: t, parts: [a], If-Match: v1, thingId: t }, output: { thingId: t, names: [b] } }
      - { name: nothing, status: 204, request: { thing_id: t, thingId: t, names: [b] }, output: null }
      - { name: missing, status: 404, request: { thing_id: t, thingId: t, names: [b] }, output: { code: a, text: b } }
  things_Read: { http: { method: GET, path: /things, query: { after?: u64 } }, output: list<Thing>, examples: [{ name: some, request: { after: 3 }, output: [{ thingId: t, names: [b] }] }] }
  things_Export: { http: { method: GET, path: /things, accept: text/csv }, output: text }
  things_Load: { http: { method: GET, path: /file }, output: stream }
  things_Send: { http: { method: POST, path: /send }, request: { type: list<Thing>, docs: All of them. }, output: unit }
`;

describe("a package of HTTP actions", () => {
  let files: readonly GeneratedFile[] = [];
  beforeAll(async () => {
    files = await packageOf(modelOf({ things }, api));
  });
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? "";

  it("compiles under every flag", () => {
    expect(compile(new Map([...sourcesOf(files), ["/package/package.json", '{"type":"module"}']]), strict)).toEqual([]);
  });

  it("has a README whose code compiles, about what the API has", () => {
    expect(compileReadme(files)).toEqual([]);
    expect(text("README.md")).toContain('instance: "acme"');
    expect(text("README.md")).toContain("clientSecret: process.env.ACME_SECRET");
    expect(text("README.md")).toContain("isErrorOf(things.ReadAction, error)");
    expect(text("README.md")).toContain('case "noContent":');
    expect(text("README.md")).not.toContain("## Tagged unions");
  });

  it("tells its client where tokens are, by the names of the options", () => {
    expect(text("src/client.ts")).toContain(`$.hostPart(given, "port", "443")`);
    expect(text("src/client.ts")).toContain(`
      auth: $.clientCredentials({
        tokenUrl: (given) =>
          "https://" +
          $.hostPart(given, "instance") +
          "-login." +
          $.openHostPart(["eu", "us"], given, "zoneName") +
          ".example.com/token",
        scopes: ["read"],
        clientAuth: "post",
      }),`);
    expect(text("src/client.ts")).toContain("extends $.ClientOptions, $.ClientCredentialsOptions");
  });

  it("shows calls that succeed, with the names of the code", () => {
    const group = text("src/hub.ts");
    expect(group).toContain(`
   * const output = await client.things.put({
   *   id: "t",
   *   parts: ["a"],
   *   ifMatch: "v1",
   *   thingId: "t",
   * });
   * // output is { outcome: "ok", status: 200, data: { thingId: "t", names: ["b"] } }`);
    expect(group).toContain('// output is { outcome: "noContent", status: 204, data: null }');
    expect(group).not.toContain("@example missing");
    expect(group).toContain("$.Call<things.PutAction_Output>");
  });
});

describe("auth", () => {
  const client = async (auth: string): Promise<string> => {
    const head = `
actionSpec: 1
api: { id: acme, title: Acme, version: "1.0.0" }
binding: { rpc: { path: "/invoke/{action}" } }
auth: ${auth}`;
    const files = await packageOf(modelOf({ things: "actions: { things_A: { output: unit } }" }, head));
    expect(compile(new Map([...sourcesOf(files), ["/package/package.json", '{"type":"module"}']]), strict)).toEqual([]);
    return files.find(({ path }) => path === "src/client.ts")?.text ?? "";
  };

  it("of several kinds takes the first whose options are given", async () => {
    const text = await client("{ a: { kind: bearer }, b: { kind: basic }, c: { kind: apiKey, in: query, name: k } }");
    expect(text).toContain("extends $.ClientOptions, $.PartialOf<$.BearerOptions>, $.PartialOf<$.BasicOptions>");
    expect(text.replace(/\s+/g, " ")).toContain(
      'auth: $.anyOf({ token: $.bearer, username: $.basic, apiKey: $.apiKey("query", "k") }),',
    );
  });

  it("may be left out where an API says so", async () => {
    const text = await client("{ a: { kind: bearer }, nobody: { kind: none } }");
    expect(text).toContain("extends $.ClientOptions, $.PartialOf<$.BearerOptions>");
    expect(text).toContain("...(options.token !== undefined ? { auth: $.bearer } : { anonymous: $.anonymous }),");
  });
});

it("gives an RPC action with several successes a binding of its own", async () => {
  const text = await emitted(
    `
types: { AddAction: { record: { a: u8 } } }
actions: { things_Add: { request: AddAction, output: { 200: u8, 202: unit } } }`,
  );
  expect(text.replace(/\s+/g, " ")).toContain(
    'binding: /* @__PURE__ */ $.http("POST", "/invoke/things_Add", { body: true, outputs: /* @__PURE__ */ $.outcomes({ "200": ["ok", () => $.u8], "202": ["accepted", () => $.unit] }), })',
  );
});
