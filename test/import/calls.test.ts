// What an import makes can be called: packages of real documents against a mock server of others, which serves the vendor's own
// document, and refuses requests that do not fit it.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allActions, parameterKeys, typesById, type Action, type Json, type Model } from "../../generator/model.js";
import type { Fixture } from "../support/fixtures.js";
import { vendorData } from "../support/folder.js";
import { importFiles, modelOfImport } from "../support/import.js";
import { loadPackage, type LoadedPackage } from "../support/packages.js";
import { startPrism, type Prism } from "../support/prism.js";
import { samplesOf } from "../support/samples.js";
import { shapeOf, type Members } from "../support/shape.js";
import { memoryHost } from "../support/spec.js";

interface Client {
  execute(action: unknown): Promise<unknown>;
}
type ClientClass = new (options: object) => Client;
interface ActionModel {
  parse(fields: unknown): unknown;
}

/** How many of the actions of a document are called. */
const CALLS = 8;

const folders = ["nexthink", "nexigon/openapi"].filter((folder) => existsSync(`${vendorData}/${folder}`));
const documents = folders.flatMap((folder) => readdirSync(`${vendorData}/${folder}`).filter((name) => name.endsWith(".json")).sort().slice(-7).map((name) => `${folder}/${name}`)); // prettier-ignore
const chosen = documents.filter((path) => !path.startsWith("nexigon") || path === documents.at(-1));

/** Gives tokens, which Prism does not. */
let issuer: Server;
beforeAll(async () => {
  issuer = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"access_token":"t","token_type":"Bearer","expires_in":3600}');
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => issuer.close(resolve)));

describe.skipIf(chosen.length === 0).each(chosen)("%s, imported", (path) => {
  const text = readFileSync(`${vendorData}/${path}`, "utf8");
  const result = importFiles({ [path]: text });
  const model = modelOfImport(result);
  const actions = spread(allActions(model).filter(({ deprecated }) => !deprecated));
  let prism: Prism;
  let loaded: LoadedPackage;
  let client: Client;
  beforeAll(async () => {
    const host = memoryHost(Object.fromEntries(result.files.map((file) => [`spec/${file.path}`, file.text])));
    const fixture: Fixture = { name: "imported", host, spec: "spec", overlays: [], diagnostics: [], vectors: [], expected: undefined, int64: "number" }; // prettier-ignore
    [prism, loaded] = await Promise.all([startPrism(JSON.parse(text)), loadPackage(fixture, model)]);
    const tokenUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const credentials = { token: "t", clientId: "c", clientSecret: "s", tokenUrl };
    const headers = { authorization: "Bearer t" }; // what a document demands and names no scheme for
    client = new (loaded.client["FixtureClient"] as ClientClass)({ baseUrl: prism.url, headers, ...optionsOf(model), ...credentials }); // prettier-ignore
  });
  afterAll(() => prism.close());

  it.each(actions.map((action) => [action.name, action] as const))("%s", async (_, action) => {
    const namespace = model.modules.find(({ name }) => name === action.module)?.namespace ?? "";
    const found = loaded.modules[namespace]?.[action.className] as ActionModel;
    const outcome = await client.execute(found.parse(fieldsOf(action, model))).then(() => "answered", told);
    expect(outcome).toBe("answered");
  });
});

/** What went wrong, with what the server said of it. Of a type that holds itself, Prism makes answers that do not fit. */
function told(error: unknown): string {
  const { message, body } = error as { readonly message: string; readonly body?: unknown };
  const { validation = [] } = (body ?? {}) as { readonly validation?: readonly { readonly location: readonly string[] }[] }; // prettier-ignore
  const isItsOwn = validation.length > 0 && validation.every(({ location }) => location[0] === "response");
  return isItsOwn ? "answered" : `${message} ${JSON.stringify(body) ?? ""}`;
}

/** Some of a list, over all of it. */
function spread(actions: readonly Action[]): readonly Action[] {
  const step = Math.max(1, Math.floor(actions.length / CALLS));
  return actions.filter((_, index) => index % step === 0);
}

/** Values for the variables of servers, which `baseUrl` stands in for. */
function optionsOf({ servers }: Model): object {
  const variables = servers.flatMap((server) => server.variables);
  return Object.fromEntries(variables.map(({ property, values }) => [property, values[0] ?? "x"]));
}

/** The fields of an action as wire JSON: all that it takes, each with a sample. */
function fieldsOf(action: Action, model: Model): Members {
  const samples = samplesOf(shapeOf(model));
  const keys = parameterKeys(action, typesById(model));
  const purpose = { newer: false, plain: true };
  const parameters = action.parameters.map((parameter) => [keys.get(parameter.property) ?? parameter.wire, samples.slot(parameter, purpose)[0] ?? null] as const); // prettier-ignore
  const body: Json = action.body.kind === "none" ? {} : (samples.slot(action.body.slot, purpose)[0] ?? {});
  return { ...Object.fromEntries(parameters), ...(action.body.kind === "value" ? { [action.body.property]: body } : (body as Members)) }; // prettier-ignore
}
