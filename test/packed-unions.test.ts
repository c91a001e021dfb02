// Unions of every tagging and open enums in a package where the same types are read and sent: what a newer server has sent
// goes back as it came. The Hub has no such request, so this is a package of a small spec, built by its own compiler settings.
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type Loopback } from "./hub/server.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { runNode, startNode, type Conversation } from "./support/process.js";
import { createProject } from "./support/project.js";

const spec = {
  "actionwright.config.yaml": `actionwright: 1
targets:
  shapes: { spec: spec, out: package, package: { name: "@toys/shapes", version: 1.0.0 }, client: Shapes }
`,
  "spec/api.yaml": `actionSpec: 1
api: { id: shapes, title: Shapes, version: 1.0.0 }
servers: [{ url: "https://shapes.example.com" }]
auth: { open: { kind: none } }
binding: { rpc: { method: POST, path: "/{action}" } }
defaults: { fieldCase: camelCase, tagging: internal, tag: kind, content: content }
modules: [shapes]
`,
  "spec/shapes.yaml": `module: shapes
types:
  Mood: { enum: { Calm: {}, Wild: {} } }
  Circle: { record: { radius_mm: u32, label?: string } }
  Shape: { union: { variants: { Dot: {}, Circle: Circle, Group: { type: list<Shape>, content: members } } } }
  Wrapped: { union: { tagging: adjacent, tag: t, content: c, variants: { None: {}, Number: u32, Shape: Shape } } }
  Bare: { union: { tagging: external, variants: { Unit: {}, Circle: Circle } } }
  Drawing:
    record:
      shape: Shape
      wrapped: Wrapped
      bare: Bare
      mood: Mood
      shapes: list<Shape>
      by_name: map<Shape>
      spare?: Shape
  GetDrawingAction: { record: {} }
  SetDrawingAction: { record: { drawing: Drawing } }
  Done: { record: {} }
actions:
  shapes_Get: { effect: read, request: GetDrawingAction, output: Drawing }
  shapes_Set: { effect: write, request: SetDrawingAction, output: Done }
`,
};

const program = `import { createInterface } from "node:readline";
import { Shapes, shapes } from "@toys/shapes";
for await (const url of createInterface({ input: process.stdin })) {
  const client = new Shapes({ baseUrl: url });
  try {
    const drawing = await client.shapes.get();
    const changed = { ...drawing, spare: { kind: "Circle", radiusMm: 7 } };
    const json = JSON.stringify(new shapes.SetDrawingAction({ drawing: changed }));
    await client.shapes.set({ drawing: changed });
    const { shape, wrapped, bare } = drawing;
    console.log(JSON.stringify({ json, tags: [shape.kind, shape.$tag, wrapped.t, wrapped.$tag, bare.$unknown] }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message, issues: error.issues }));
  }
}
`;

let user: Conversation;
const servers: Loopback[] = [];

beforeAll(async () => {
  const project = await createProject(spec);
  expect(await project.quick(["generate"])).toMatchObject({ code: 0 });
  const folder = join(project.folder, "package");
  const tsc = join(repository, "node_modules", "typescript-7", "bin", "tsc");
  expect(await runNode([tsc, "-p", folder], { cwd: folder })).toMatchObject({ code: 0, stdout: "" });
  const home = await temporaryFolder();
  const link = join(home, "node_modules", "@toys", "shapes");
  await mkdir(dirname(link), { recursive: true });
  await symlink(folder, link, "junction");
  await writeFile(join(home, "program.mjs"), program);
  user = startNode(["program.mjs"], home);
});
afterAll(() => Promise.all([user, ...servers].map((each) => each.close())));

const known = {
  shape: '{"kind":"Circle","radiusMm":1,"label":"a"}',
  wrapped: '{"t":"Shape","c":{"kind":"Dot"}}',
  bare: '{"Circle":{"radiusMm":2}}',
  mood: '"Wild"',
  shapes: '[{"kind":"Group","members":[{"kind":"Dot"},{"kind":"Group","members":[]}]}]',
  byName: '{"x":{"kind":"Dot"},"constructor":{"kind":"Dot"}}',
};
const newer = '{"kind":"Spiral","turns":1.5,"inner":{"kind":"Helix"},"Circle":null,"t":[1e-9,null,{"$raw":0}]}';

/** A drawing as the server writes it. */
const drawingOf = (fields: Readonly<Record<string, string>>): string =>
  `{${Object.entries({ ...known, ...fields }).map(([name, text]) => `"${name}":${text}`).join(",")}`; // prettier-ignore

describe("what is read and sent back", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly unknown[]]>([
    ["everything known", {}, ["Circle", null, "Shape", null, null]],
    ["an unknown variant", { shape: newer }, ["$unknown", "Spiral", "Shape", null, null]],
    [
      "one in another",
      { shape: `{"kind":"Group","members":[${newer},{"kind":"Dot"}]}` },
      ["Group", null, "Shape", null, null],
    ],
    [
      "one in a list and in a map",
      { shapes: `[${newer},{"kind":"Dot"},${newer}]`, byName: `{"a b":${newer}}` },
      ["Circle", null, "Shape", null, null],
    ],
    [
      "one of adjacent tagging",
      { wrapped: '{"t":"Pair","c":[1,2],"more":{}}' },
      ["Circle", null, "$unknown", "Pair", null],
    ],
    ["one within that", { wrapped: `{"t":"Shape","c":${newer}}` }, ["Circle", null, "Shape", null, null]],
    ["one of external tagging", { bare: '{"Square":{"side":{"mm":4}}}' }, ["Circle", null, "Shape", null, "Square"]],
    ["one of those that is a string, and stays one", { bare: '"Nothing"' }, ["Circle", null, "Shape", null, null]],
    ["an unknown value of an enum", { mood: '"Furious"' }, ["Circle", null, "Shape", null, null]],
    [
      "an unknown field in a variant",
      { shape: '{"kind":"Circle","radiusMm":1,"fill":{"rgb":[1,2,3]}}' },
      ["Circle", null, "Shape", null, null],
    ],
    ["an unknown field beside a unit", { shape: '{"kind":"Dot","size":null}' }, ["Dot", null, "Shape", null, null]],
  ])("%s", async (_, fields, tags) => {
    const text = drawingOf(fields);
    const server = await startServer(({ url }, response) => {
      response.setHeader("content-type", "application/json");
      response.end(url === "/shapes_Get" ? `${text}}` : "{}");
    });
    servers.push(server);
    const answer = JSON.parse(await user.ask(server.url)) as {
      error?: string;
      issues?: unknown;
      json?: string;
      tags?: unknown[];
    };
    const sent = `{"drawing":${text},"spare":{"kind":"Circle","radiusMm":7}}}`;
    expect(answer.issues).toBeUndefined();
    expect(answer.error).toBeUndefined();
    expect(server.received[1]?.body).toBe(sent);
    expect(answer.json).toBe(sent);
    expect(answer.tags).toEqual(tags);
  });
});
