// Newtypes of what has a flavour already, as the compiler sees them: a second flavour in place of the first and not beside
// it, which nothing could have.
import { expect, it } from "vitest";
import { compile, modelOf, packageOf, sourcesOf, strict } from "./emit-helpers.js";

const types = {
  DeviceId: "opaque: string",
  Name: "newtype: string",
  Port: "newtype: u16",
  When: "newtype: timestamp",
  OpenWhen: "newtype: timestamp, open: true",
  AliasId: "alias: DeviceId",
  One: "params: [T], newtype: T",
  OfOpaque: "newtype: DeviceId, maxLength: 9",
  OfAlias: "newtype: AliasId",
  OfText: "newtype: Name",
  OfNumber: "newtype: Port, max: 10",
  OfTime: "newtype: When",
  OfOpen: "newtype: OpenWhen",
  OfNewtype: "newtype: OfOpaque",
  OfNull: "newtype: nullable<DeviceId>",
  OfGeneric: "newtype: One<DeviceId>",
};
const names = Object.keys(types).filter((name) => name !== "One");

it("are never nothing, take what is plain, and nothing of another name", async () => {
  const yaml = Object.entries(types).map(([name, text]) => `${name}: { ${text} }`).join("\n  "); // prettier-ignore
  const files = sourcesOf(await packageOf(modelOf({ things: `types:\n  ${yaml}` })));
  files.set("/package/package.json", '{ "type": "module" }');
  files.set(
    "/package/src/user.ts",
    `import type * as things from "./things.js";
type IsNever<T> = [T] extends [never] ? true : false;
${names.map((name) => `export const is${name}: IsNever<things.${name}> = false;`).join("\n")}
${names.map((name) => `export const a${name}: things.${name} = ${/Port|Number/.test(name) ? "1" : name === "OpenWhen" ? '"1" as string' : '"1"'};`).join("\n")}
declare const id: things.DeviceId;
declare const own: things.OfOpaque;
// @ts-expect-error an id of something else
export const up: things.DeviceId = own;
// @ts-expect-error an id of something else
export const down: things.OfOpaque = id;
`,
  );
  expect(compile(files, strict)).toEqual([]);
});
