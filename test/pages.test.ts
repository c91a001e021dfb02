// What newcomers read does what it says: every shell block, in an empty folder, against the packed tool.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { repository } from "./support/folder.js";
import { renderDifference, runPage } from "./support/literate.js";
import { newcomer, packTool } from "./support/newcomer.js";

let tarball: string;
beforeAll(async () => {
  tarball = await packTool();
});

it.each([process.env["PAGE"] ?? "README.md"])("%s", async (path) => {
  const found = await runPage(path, readFileSync(join(repository, path), "utf8"), await newcomer(tarball));
  expect(found && renderDifference(found)).toBeUndefined();
});
