// Emitted modules as JavaScript: what is left of a package's sources when their types are taken away.
import { transform } from "esbuild";
import { expect, it } from "vitest";
import { scriptOf } from "../../generator/code/script.js";
import { createScope } from "../../generator/code/scope.js";
import { emitClient } from "../../generator/emit/client.js";
import { emitModule } from "../../generator/emit/module/index.js";
import { live } from "../../generator/live.js";
import { fixture, fixtures, modelOf } from "../support/fixtures.js";

it.each(fixtures.map((each) => [each.name, each] as const))("%s: has no types left", async (_, each) => {
  const model = modelOf(each);
  for (const int64 of ["number", "bigint", "string"] as const) {
    const scope = createScope(model, int64);
    const drafts = [emitClient(scope, { client: "Api" }), ...model.modules.map((module) => emitModule(module, scope))];
    const scripts = drafts.map(({ pieces }) => scriptOf(pieces, (from) => from));
    // Refuses whatever is no JavaScript.
    for (const script of scripts) expect((await transform(script, { loader: "js" })).code).toContain("import * as $");
  }
});

it("is loaded, with what the modules of a package export", async () => {
  const { client, clientName, modules } = await live(modelOf(fixture("pagination")));
  expect(Object.keys(client)).toEqual(expect.arrayContaining([clientName, "fromEnv", "exactJson", "RequestValidationError"]));
  expect(Object.keys(modules).length).toBeGreaterThan(0);
}); // prettier-ignore
