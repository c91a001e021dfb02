import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import { allActions } from "../../generator/model.js";
import { repository } from "../support/folder.js";

const spec = join(repository, "test/language/effects/spec.yaml");
const { model } = readSpec(spec, [], { host: nodeHost(), report: createReport() });
const effects = new Map(model ? allActions(model).map(({ name, effect }) => [name, effect]) : []);

describe("R11 the effect of an action", () => {
  it.each([
    ["things_Rpc", "write"],
    ["things_RpcRead", "read"],
    ["things_RpcIdempotent", "idempotent"],
    ["things_Get", "read"],
    ["things_Head", "read"],
    ["things_Options", "read"],
    ["things_Post", "write"],
    ["things_PostRead", "read"],
    ["things_Put", "idempotent"],
    ["things_PutWrite", "write"],
    ["things_Patch", "write"],
    ["things_Delete", "idempotent"],
  ])("%s is %s", (name, effect) => {
    expect(effects.get(name)).toBe(effect);
  });

  it("is known of every action", () => {
    expect(effects.size).toBe(12);
  });
});
