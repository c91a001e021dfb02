// The generated clients against a mock server of others that serves the exported OpenAPI document: it takes what the clients
// send, and the clients understand what it answers. For every example of every action.
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as hub from "../../generated/nexigon-hub/src/index.js";
import * as nexthink from "../../generated/nexthink/src/index.js";
import { exportOpenApi } from "../../generator/export/openapi.js";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import { allActions, type Action, type ActionExample, type Json, type Model } from "../../generator/model.js";
import { startPrism, type Prism } from "../support/prism.js";

interface Client {
  execute(action: unknown, options?: { readonly headers?: Readonly<Record<string, string>> }): Promise<unknown>;
}
interface ActionModel {
  parse(request: unknown): unknown;
}
type Modules = Readonly<Record<string, Readonly<Record<string, ActionModel>>>>;
type Mismatch = (mismatch: { readonly issues: readonly unknown[] }) => void;

/** How a package is made to speak to a server: checked, or sending whatever it is given. */
interface Subject {
  readonly name: string;
  readonly modules: Modules;
  readonly connect: (options: {
    readonly baseUrl: string;
    readonly onSchemaMismatch?: Mismatch;
    readonly fetch?: (url: string) => Promise<Response>;
  }) => Client;
  /** A request that does not fit, sent without a look at it. */
  readonly sendBroken: (url: string) => PromiseLike<unknown>;
}

const unchecked = { validate: { requests: "off" } } as const;
const subjects: readonly Subject[] = [
  {
    name: "nexigon-hub",
    modules: hub as unknown as Modules,
    connect: (options) => new hub.NexigonHub({ token: "t", ...options }) as Client,
    sendBroken: (baseUrl) =>
      new hub.NexigonHub({ baseUrl, token: "t" }).devices.setProperty(
        { deviceId: "d", name: ".hidden", value: 1 },
        unchecked,
      ),
  },
  {
    name: "nexthink",
    modules: nexthink as unknown as Modules,
    connect: (options) => new nexthink.Nexthink({ ...credentials(), ...options }) as Client,
    sendBroken: (baseUrl) =>
      new nexthink.Nexthink({ ...credentials(), baseUrl }).workflows.execute(
        { workflowId: "#a", devices: ["no uuid"] },
        unchecked,
      ),
  },
];

/** Gives tokens, which Prism does not. */
let issuer: Server;
beforeAll(async () => {
  issuer = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"access_token":"t","token_type":"Bearer","expires_in":3600}');
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => issuer.close(resolve)));

function credentials() {
  const address = issuer.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { instance: "i", region: "eu", clientId: "c", clientSecret: "s", tokenUrl: `http://127.0.0.1:${port}/token` };
}

describe.each(subjects)("$name", ({ name, modules, connect, sendBroken }) => {
  const model = readModel(name);
  const calls = allActions(model).flatMap((action) =>
    action.examples.map((example) => [`${action.name}: ${example.name}`, action, example] as const),
  );
  // It answers with an error where a request or its own answer does not fit the document.
  let prism: Prism;
  beforeAll(async () => {
    prism = await startPrism(exportOpenApi(model, createReport()));
  });
  afterAll(() => prism.close());

  it("is refused what does not fit the document", async () => {
    // With the status that the document has for it, or one of its own.
    await expect(sendBroken(prism.url)).rejects.toMatchObject({ status: name === "nexthink" ? 400 : 422 });
    await vi.waitFor(() => expect(prism.said()).toMatch(/Violation: request\.body.* must match pattern/));
  });

  it.each(calls)("%s", async (_, action, example) => {
    const mismatches: unknown[] = [];
    const client = connect({ baseUrl: prism.url, onSchemaMismatch: ({ issues }) => mismatches.push(...issues) });
    const code = example.status === undefined ? "" : `code=${example.status}, `;
    const headers = { prefer: `${code}example="${example.name}"` };
    const output = await client.execute(actionOf(action, example), { headers });
    expect(mismatches).toEqual([]);
    expect(withoutNulls(output)).toEqual(withoutNulls(await read(action, example)));
  });

  /** The example's own answer, as the client reads it. */
  function read(action: Action, { output, status, request }: ActionExample): Promise<unknown> {
    const known = status ?? action.outputs[0]?.status ?? "";
    const body = output?.value === undefined || output.value === null ? null : bodyText(action, output.value);
    const answer = new Response(body, {
      status: Number(known.replace("2XX", body === null ? "204" : "200")),
      headers: { "content-type": action.outputs[0]?.slot.type.kind === "text" ? "text/csv" : "application/json" },
    });
    const token = Response.json({ access_token: "t", token_type: "Bearer", expires_in: 3600 });
    const client = connect({
      baseUrl: "https://example.com",
      fetch: (url) => Promise.resolve(url.endsWith("/token") ? token : answer),
    });
    return client.execute(actionOf(action, { request }));
  }

  function actionOf({ module, className }: Action, { request }: Pick<ActionExample, "request">): unknown {
    const namespace = model.modules.find((candidate) => candidate.name === module)?.namespace ?? "";
    const found = modules[namespace]?.[className];
    if (!found) throw new Error(`no class ${className}`);
    return found.parse(request?.value ?? {});
  }
});

/** Null is how a server may say that an optional member is absent. */
function withoutNulls(value: unknown): unknown {
  const text = JSON.stringify(value, (_, member: unknown) => member ?? undefined) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

/** JSON, or the text itself where the answer is text. */
function bodyText({ outputs: [first] }: Action, value: Json): string {
  return first?.slot.type.kind === "text" ? String(value) : JSON.stringify(value);
}

function readModel(name: string): Model {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  return model;
}
