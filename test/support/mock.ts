// Mocks of the project's own specs, each ended with the file that started it.
import { afterAll } from "vitest";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import { createMockServer, type MockServer } from "../../generator/mock.js";
import type { Model } from "../../generator/model.js";

/** The model of `spec/<name>`. */
export function readModel(name: string): Model {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  return model;
}

const servers: MockServer[] = [];
afterAll(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** A mock that nobody has to end. */
export async function startMock(...args: Parameters<typeof createMockServer>): Promise<MockServer> {
  const server = await createMockServer(...args);
  servers.push(server);
  return server;
}
