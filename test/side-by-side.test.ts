// Two packages in one program, installed side by side: their calls, their errors and their types stay apart.
import { cp, copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHub, token, type Loopback } from "./hub/server.js";
import { clientId, clientSecret, startNexthink, tokenMark, type Instance } from "./nexthink/server.js";
import { repository } from "./support/folder.js";
import { install, type Installed } from "./support/install.js";
import { runNode, startNode, type Conversation } from "./support/process.js";

let installed: Installed;
let child: Conversation;
let hub: Loopback;
let nexthink: Instance;

beforeAll(async () => {
  installed = await install("nexigon-hub", "nexthink");
  const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  await cp(at("nexthink/side-by-side"), installed.project, { recursive: true });
  await copyFile(at("hub/program/main.mjs"), join(installed.project, "main.mjs"));
  child = startNode(["main.mjs"], installed.project);
  [hub, nexthink] = await Promise.all([startHub(), startNexthink()]);
});
afterAll(() => Promise.all([child, hub, nexthink].map((each) => each.close())));

async function program<T>(name: string, input: object = {}): Promise<T> {
  const hubOptions = { baseUrl: hub.url, token, headers: { "x-from": "hub", "x-hub": "1" } };
  const headers = { "x-from": "nexthink", "x-nexthink": "1" };
  const nexthinkOptions = { baseUrl: nexthink.url, tokenUrl: nexthink.tokenUrl, clientId, clientSecret, headers };
  const line = JSON.stringify({ program: name, input: { hubOptions, nexthinkOptions, ...input } });
  return JSON.parse(await child.ask(line)) as T;
}

it("sends 100 interleaved calls to where they belong, each with its own headers", async () => {
  const outputs = await program<readonly string[]>("interleaved", { count: 100 });
  expect(outputs).toEqual(Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? "d_bare" : "#reset_profile")));
  expect([hub.received.length, nexthink.calls.length, nexthink.tokenRequests.length]).toEqual([50, 50, 1]);
  const set = (requests: Loopback["received"], name: string): readonly unknown[] => [
    ...new Set(requests.map(({ headers }) => headers[name])),
  ];
  expect(set(hub.received, "authorization")).toEqual([`Bearer ${token}`]);
  expect(set(nexthink.calls, "authorization")).toEqual([`Bearer ${tokenMark}1-x`]);
  expect(set(nexthink.tokenRequests, "authorization")).toEqual([expect.stringMatching(/^Basic /)]);
  expect(set(hub.received, "x-from")).toEqual(["hub"]);
  expect(set(nexthink.calls, "x-from")).toEqual(["nexthink"]);
  expect([set(hub.received, "x-nexthink"), set(nexthink.received, "x-hub")]).toEqual([[undefined], [undefined]]);
  expect(set(hub.received, "user-agent")).toEqual([expect.stringMatching(/^@actionwright\/nexigon-hub\//)]);
  expect(set(nexthink.received, "user-agent")).toEqual([expect.stringMatching(/^@actionwright\/nexthink\//)]);
});

interface Caught {
  readonly hub: readonly string[];
  readonly nexthink: readonly string[];
  readonly name: string;
  readonly action?: string;
  readonly status?: number;
  readonly isSdkError: { readonly hub: boolean; readonly nexthink: boolean };
  readonly shown: string;
}

describe("what goes wrong", () => {
  const kinds = ["answer", "credentials", "request", "options", "value", "stranger"] as const;
  const sides = ["hub", "nexthink"] as const;
  let caught: Readonly<Record<(typeof kinds)[number], Readonly<Record<(typeof sides)[number], Caught>>>>;
  let sent: readonly string[];

  beforeAll(async () => {
    const before = [hub.received.length, nexthink.calls.length] as const;
    caught = await program("failures");
    sent = [...hub.received.slice(before[0]), ...nexthink.calls.slice(before[1])].map(
      ({ method, url }) => `${method} ${url}`,
    );
  });

  it.each([
    ["answer", ["BadRequestError", "HttpError", "SdkError"]],
    ["credentials", ["AuthError", "SdkError"]],
    ["request", ["RequestValidationError", "ValidationError", "SdkError"]],
    ["options", ["ConfigError", "SdkError"]],
    ["value", ["ValidationError", "SdkError"]],
    ["stranger", ["ConfigError", "SdkError"]],
  ] as const)("is an error of its own package: %s", (kind, classes) => {
    for (const side of sides) {
      const other = side === "hub" ? "nexthink" : "hub";
      const { [side]: own, [other]: strange, isSdkError, name } = caught[kind][side];
      expect({ own, strange, isSdkError }).toEqual({
        own: [...classes].sort(),
        strange: [],
        isSdkError: { hub: side === "hub", nexthink: side === "nexthink" },
      });
      // By name they are alike, so that a `switch` over names serves both.
      expect(name).toBe(classes[0]);
    }
  });

  it("names the action of its own package, and of what was sent nothing else", () => {
    expect(caught.answer.hub).toMatchObject({ action: "devices_GetDetails", status: 400 });
    expect(caught.answer.nexthink).toMatchObject({ action: "workflows_Get", status: 400 });
    // An action in the hands of the other client goes nowhere.
    expect(sent).toEqual([
      "POST /api/v1/actions/invoke/devices_GetDetails",
      "GET /api/v1/workflows/details?nqlId=refused",
    ]);
    for (const secret of [token, ...nexthink.secrets]) expect(JSON.stringify(caught)).not.toContain(secret);
  });

  it("is no instance of an action of the other package", async () => {
    const found = await program<Readonly<Record<string, readonly number[]>>>("actions");
    expect(found).toMatchObject({ hub: [1, 0], nexthink: [1, 0] });
    for (const count of found["counts"] ?? []) expect(count).toBeGreaterThan(4);
  });
});

it("serves one program in TypeScript with the types of both", async () => {
  const program = "side-by-side.ts";
  await copyFile(join(repository, "test/types", program), join(installed.project, program));
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
  };
  const compilerOptions = { ...strict, module: "nodenext", target: "ES2022", lib: ["ES2022"], types: [], noEmit: true };
  await writeFile(join(installed.project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [program] }));
  const tsc = join(repository, "node_modules", "typescript-7", "bin", "tsc");
  const { code, stdout } = await runNode([tsc, "-p", "."], { cwd: installed.project });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});
