// Mocks of the project's own specs, each ended with the file that started it.
import { afterAll } from "vitest";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import { createMockServer, type MockServer } from "../../generator/mock.js";
import type { Model } from "../../generator/model.js";

/** The model of a spec, which has no errors. */
export function readModel(path: string): Model {
  const { model } = readSpec(path, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`${path} has errors`);
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
