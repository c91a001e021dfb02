// Mocks of the project's own specs, each ended with the file that started it.
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import { createMockServer, type MockServer } from "../../generator/mock.js";
import type { Model } from "../../generator/model.js";
import { whenFileEnds } from "./ends.js";

/** The model of a spec, which has no errors. */
export function readModel(path: string): Model {
  const { model } = readSpec(path, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`${path} has errors`);
  return model;
}

/** A mock that nobody has to end. */
export async function startMock(...args: Parameters<typeof createMockServer>): Promise<MockServer> {
  const server = await createMockServer(...args);
  whenFileEnds(() => server.close());
  return server;
}
