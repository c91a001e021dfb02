// `actionwright call`: real requests to servers of this machine, by the specs of both vendors and by a small one that has
// something of every kind.
import { spawn, type ChildProcess } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callOptions, readRest, splitCall } from "../generator/cli/call/arguments.js";
import { assembleInput } from "../generator/cli/call/input.js";
import { prettyJson } from "../generator/cli/call/json.js";
import { findField, inputFieldsOf, innerType } from "../generator/cli/call/members.js";
import { openSession, type Session } from "../generator/cli/call/session.js";
import { main } from "../generator/cli/main.js";
import { verbUsage } from "../generator/cli/help.js";
import { createReport } from "../generator/diagnostics.js";
import { nodeHost } from "../generator/files.js";
import { allActions, typesById, type Action, type Model } from "../generator/model.js";
import { readSpec } from "../generator/read.js";
import { startServer, type Loopback, type Received } from "./hub/server.js";
import { clientId, clientSecret, startNexthink, type Instance } from "./nexthink/server.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { readModel, startMock } from "./support/mock.js";
import { runNode } from "./support/process.js";
import { rowsOf } from "./support/rows.js";

const toy = `actionSpec: 1
api: { id: toy, title: Toy, version: 1.0.0 }
servers: [{ url: "https://{shop}.toy.example.com", variables: { shop: {} } }]
auth: { bearer: { kind: bearer } }
defaults: { fieldCase: camelCase, tagging: internal, tag: kind }
errors: { default: { type: things.Failure, code: kind, message: message } }
modules:
  - module: things
    docs: Things to play with.
    types:
      Failure: { record: { kind: string, message: string } }
      Mode: { enum: { Fast: {}, Slow: {} }, valueCase: lowercase }
      Filter: { union: { variants: { All: {}, Named: Named, Between: Between } } }
      Named: { record: { thing_name: string } }
      Between: { record: { from: u32, to?: u32 } }
      Place: { record: { city_name: string, zip?: string } }
      Box:
        record:
          name: { type: string, minLength: 1, docs: What it is called. }
          flag?: bool
          small?: { type: u8, max: 100 }
          big?: u64
          ratio?: f64
          tags?: list<string>
          counts?: list<u32>
          labels?: map<string>
          limit?: nullable<u32>
          mode?: Mode
          filter?: Filter
          blob?: json
          place?: Place
          json?: string
          data?: bytes
      Page: { record: { lines: list<u64>, next_page?: string } }
    actions:
      things_Make: { http: { method: POST, path: "/things/{kind}", pathParams: { kind: string }, headers: { source?: string } }, request: Box, output: json, docs: Makes a thing. Slowly. }
      things_List: { http: { method: GET, path: /things, query: { page?: string } }, output: Page, pagination: { kind: cursor, request: page, response: next_page, items: lines }, docs: "Lists things\\n\\nAll of them." }
      things_Text: { http: { method: GET, path: /text }, output: text }
      things_Bytes: { http: { method: GET, path: /bytes }, output: stream }
      things_Drop: { http: { method: DELETE, path: /things }, output: unit }
`;

/** What the server answers next: a status, headers and a body. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

let folder: string;
let spec: string;
let server: Loopback;
let answer: (request: Received) => Answer = () => ({});

beforeAll(async () => {
  folder = await temporaryFolder();
  spec = join(folder, "toy.yaml");
  await writeFile(spec, toy);
  // By hand, since what is printed has to be printed to the letter whatever it is: a mock answers by the spec, and a client that is
  // wrong about it would be wrong about the mock as well.
  server = await startServer((request, response: ServerResponse) => {
    const { status = 200, headers = {}, body = "{}" } = answer(request);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  });
  process.env["TOY_TOKEN"] = "canary-token";
  process.env["TOY_BASE_URL"] = server.url;
});
afterAll(async () => {
  await server.close();
  delete process.env["TOY_TOKEN"];
  delete process.env["TOY_BASE_URL"];
});
beforeEach(() => {
  answer = () => ({});
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the verb in this process. */
async function run(args: readonly string[], terminal = false): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  const io = {
    out: (text: string) => void (stdout += text),
    err: (text: string) => void (stderr += text),
    bytes: (chunk: Uint8Array) => Promise.resolve(void (stdout += Buffer.from(chunk).toString("latin1"))),
    live: () => undefined,
    color: false,
    outColor: false,
    outIsTerminal: terminal,
    now: () => 0,
    interrupted: () => new Promise<void>(() => undefined),
  };
  const code = await main(["call", ...args], io, "0.0.0");
  return { code, stdout, stderr };
}

const make = (...args: readonly string[]): Promise<Ended> => run([spec, "things_Make", "--kind", "box", "--name", "n", ...args]); // prettier-ignore
const last = (): Received => server.received.at(-1) as Received;
const sent = (): unknown => JSON.parse(last().body);

describe("a call", () => {
  it("sends what the fields say, and prints what is answered", async () => {
    answer = () => ({ body: '{"b":1.50,"a":[18446744073709551615,{}],"1":[]}' });
    const { code, stdout, stderr } = await make(
      "--flag",
      "--small=7",
      "--tags",
      "a",
      "--tags",
      "b",
      "--source",
      "shell",
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`{
  "b": 1.50,
  "a": [
    18446744073709551615,
    {}
  ],
  "1": []
}
`);
    expect([last().method, last().url, last().headers.authorization, last().headers["source"]]).toEqual(["POST", "/things/box", "Bearer canary-token", "shell"]); // prettier-ignore
    expect(sent()).toEqual({ name: "n", flag: true, small: 7, tags: ["a", "b"] });
  });

  it.each<readonly [args: readonly string[], body: string]>([
    [["--name", "2.1.0"], '{"name":"2.1.0"}'],
    [["--name", "true"], '{"name":"true"}'],
    [["--name=--x=y"], '{"name":"--x=y"}'],
    [["--name", "-5"], '{"name":"-5"}'],
    [["--no-flag"], '{"name":"n","flag":false}'],
    [["--flag=false"], '{"name":"n","flag":false}'],
    [["--big", "18446744073709551615"], '{"name":"n","big":18446744073709551615}'],
    [["--ratio", "-1.5e3"], '{"name":"n","ratio":-1500}'],
    [["--tags", '["a", "b"]'], '{"name":"n","tags":["a","b"]}'],
    [["--counts", "1", "--counts", "2"], '{"name":"n","counts":[1,2]}'],
    [["--labels.a-b", "1", "--labels.__proto__", "2"], '{"name":"n","labels":{"a-b":"1","__proto__":"2"}}'],
    [["--limit", "null"], '{"name":"n","limit":null}'],
    [["--mode", "Slow"], '{"name":"n","mode":"slow"}'],
    [["--mode", "newer"], '{"name":"n","mode":"newer"}'],
    [["--filter", "All"], '{"name":"n","filter":{"kind":"All"}}'],
    [["--filter.thing-name", "x", "--filter.kind", "Named"], '{"name":"n","filter":{"kind":"Named","thingName":"x"}}'],
    [["--filter", '{"kind":"Between","from":1}'], '{"name":"n","filter":{"kind":"Between","from":1}}'],
    [["--blob", '{"deep":[12345678901234567890]}'], '{"name":"n","blob":{"deep":[12345678901234567890]}}'],
    [["--place.cityName", "Ulm", "--place.zip", "89073"], '{"name":"n","place":{"cityName":"Ulm","zip":"89073"}}'],
    [["--field", "json=a=b"], '{"name":"n","json":"a=b"}'],
    [["--json", '{"small":1,"tags":["old"],"place":{"cityName":"Ulm"}}', "--small", "2", "--tags", "new", "--place.zip", "8"], '{"name":"n","small":2,"tags":["new"],"place":{"cityName":"Ulm","zip":"8"}}'],
    [["--data", "AAEC"], '{"name":"n","data":"AAEC"}'],
  ])("reads %j by the types of the fields", async (args, body) => {
    expect(await make(...args)).toMatchObject({ code: 0, stderr: "" });
    expect(last().body).toBe(body);
  }); // prettier-ignore

  it("takes the fields of a file and of stdin, loads little, and leaves nothing behind", async () => {
    const fields = join(folder, "fields.json");
    await writeFile(fields, '{ "kind": "file", "name": "f" }');
    expect((await run([spec, "things.make", "--json", `@${fields}`])).code).toBe(0);
    expect([last().url, last().body]).toEqual(["/things/file", '{"name":"f"}']);
    const log = join(folder, "loaded.txt");
    const hook = pathToFileURL(join(repository, "test/support/loaded.mjs")).href;
    const env = { LOADED: log, TOY_TOKEN: "t", TOY_BASE_URL: server.url, TMPDIR: await temporaryFolder() };
    const cli = ["--import", hook, join(repository, "dist/cli.js"), "call", spec, "MakeAction", "--json", "-"];
    const ended = await runNode(cli, { cwd: folder, env, input: '{ "kind": "stdin", "name": "s" }' });
    expect(ended).toEqual({ code: 0, stdout: "{}\n", stderr: "" });
    expect([last().url, last().body, last().headers["user-agent"]]).toEqual(["/things/stdin", '{"name":"s"}', expect.stringMatching(/^actionwright\/\d/)]); // prettier-ignore
    expect(await readdir(env.TMPDIR)).toEqual([]);
    const loaded = await readFile(log, "utf8");
    expect(loaded).toContain("dist/runtime/client.js");
    expect(loaded).not.toMatch(/node_modules[\\/](ts-morph|prettier|ajv|typescript)[\\/]/);
  });

  it("ends at Ctrl+C, and leaves nothing behind", async () => {
    let child: ChildProcess | undefined;
    const silent = await startServer(() => void child?.kill("SIGINT"));
    const env = { ...process.env, TOY_BASE_URL: silent.url, TMPDIR: await temporaryFolder() };
    child = spawn(process.execPath, [join(repository, "dist/cli.js"), "call", spec, "things_List"], { env, stdio: "ignore" }); // prettier-ignore
    const code = await new Promise((resolve) => child?.on("close", resolve));
    await silent.close();
    expect([code, silent.received.length]).toEqual([130, 1]);
    expect(await readdir(env.TMPDIR)).toEqual([]);
  });

  it("prints texts and bytes as they are, nothing for nothing, and writes files", async () => {
    answer = () => ({ headers: { "content-type": "text/plain" }, body: "two\nlines" });
    expect(await run([spec, "things_Text"])).toEqual({ code: 0, stdout: "two\nlines\n", stderr: "" });
    answer = () => ({ body: Uint8Array.of(0, 255, 10) });
    expect((await run([spec, "things_Bytes"])).stdout).toBe("\x00\xff\n");
    const out = join(folder, "bytes");
    expect(await run([spec, "things_Bytes", "--out", out])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect([...(await readFile(out))]).toEqual([0, 255, 10]);
    answer = () => ({ status: 204, body: "" });
    expect(await run([spec, "things_Drop"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("follows the pages with --all, in full", async () => {
    answer = ({ url }) => ({ body: url === "/things" ? '{"lines":[1,18446744073709551615],"nextPage":"p2"}' : '{"lines":[3]}' });
    const { stdout } = await run([spec, "things_List", "--all"]);
    expect(stdout.replace(/\s/g, "")).toBe("[1,18446744073709551615,3]");
    expect(server.received.slice(-2).map(({ url }) => url)).toEqual(["/things", "/things?page=p2"]);
    expect(await run([spec, "things_Text", "--all"]).catch(String)).toMatchObject({ code: 2 });
  }); // prettier-ignore

  it("shows status and headers with --include, and the answer untouched with --raw", async () => {
    answer = () => ({ headers: { "set-cookie": "canary-cookie", "x-seen": "yes" }, body: '{ "a":1 }' });
    const { stdout, stderr } = await make("--include", "--raw");
    expect(stdout).toBe('{ "a":1 }\n');
    expect(stderr).toMatch(/^HTTP 200\n/);
    expect(stderr).toContain("x-seen: yes\n");
    expect(stderr).not.toContain("canary");
  });
});

describe("a call that fails", () => {
  it("names each field that does not fit by its option, and sends nothing", async () => {
    const before = server.received.length;
    const { code, stdout, stderr } = await run([spec, "things_Make", "--name", "", "--small", "101", "--counts", "x", "--blob", "text", "--json", '{"filter":{"kind":"Named","thing_name":1},"extra":1}']); // prettier-ignore
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatchInlineSnapshot(`
      "error: \`--counts\` must be an integer (u32)
      error: \`--blob\` must be JSON, in which a string has quotes of its own: '"text"'
      error: \`--name\` must have at least 1 character
      error: \`--small\` must be at most 100
      error: \`--filter.thing_name\` is unknown: did you mean \`thingName\`?
      error: \`extra\` is unknown: did you mean \`data\`?
      "
    `);
    expect(server.received.length).toBe(before);
  });

  it.each<readonly [args: readonly string[], message: RegExp]>([
    [["--nmae", "x"], /no option `--nmae`: did you mean `--name`/],
    [["--place.city", "x"], /`--place.city` has no member `city`: did you mean `city-name`/],
    [["--counts.0", "1"], /is in a list: give the list as JSON/],
    [["--field", "nme=1"], /no field `nme`: did you mean `name`/],
    [["--field", "name"], /`--field name=value`/],
    [["--name"], /`--name` needs a value/],
    [["--flag=perhaps"], /`--flag` must be true or false/],
    [["--json", "{"], /`--json` is no JSON/],
    [["--json", "[1]"], /an object of the fields/],
    [["--json", "@none.json"], /`--json`: there is no file `none.json`/],
    [["surplus"], /`surplus` belongs to no option/],
    [["--dry-run=1"], /`--dry-run` takes no value/],
    [["--header", "none"], /--header 'name: value'/],
  ])("says what is wrong with %j", async (args, message) => {
    const { code, stdout, stderr } = await make(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  it("tells what the server refused, and exits with 7", async () => {
    answer = () => ({ status: 409, body: '{"kind":"Taken","message":"try another \\u001b[31m"}' });
    const { code, stdout, stderr } = await make();
    expect([code, stdout]).toEqual([7, ""]);
    expect(stderr.replaceAll(last().requestId, "req")).toMatchInlineSnapshot(`
      "error: things_Make failed: 409 Conflict: try another �[31m (request-id req, attempt 1/3)
        status: 409
        code: Taken
        request id: req
      {
        "kind": "Taken",
        "message": "try another \\u001b[31m"
      }
      "
    `);
    answer = () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<p>\x1b[31m" });
    const html = await make();
    expect([html.code, html.stdout]).toEqual([7, ""]);
    expect(html.stderr).not.toContain("\x1b");
  });

  it("exits with 6 where nobody answers, or the answer cannot be kept", async () => {
    expect(await make("--out", folder)).toMatchObject({ code: 6, stderr: expect.stringMatching(/it is a folder\n$/) });
    const gone = await startServer(() => undefined);
    await gone.close();
    const { code, stderr } = await make("--base-url", gone.url);
    expect(code).toBe(6);
    expect(stderr).toMatch(
      /^error: things_Make failed: no answer from http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)\n {2}= help: nothing listens at .* the port in the address right/,
    );
    // A port that `fetch` asks nobody at: there is no advice for it, and what is said of it helps.
    const refused = await make("--base-url", "http://127.0.0.1:1");
    expect(refused).toMatchObject({
      code: 6,
      stderr: "error: things_Make failed: no answer from http://127.0.0.1:1\n  cause: bad port\n",
    });
  });

  it("asks for an address where the spec has none", async () => {
    const nowhere = join(folder, "nowhere.yaml");
    await writeFile(
      nowhere,
      toy
        .replace(/^servers.*\n/m, "")
        .replace("id: toy", "id: nowhere")
        .replace(/^auth.*\n/m, ""),
    );
    const missing = await run([nowhere, "things_Text"]);
    expect(missing).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: the spec names no server: give the address of one by `--base-url`, or in NOWHERE_BASE_URL\n",
    });
    expect(await run([nowhere, "things_Text", "--base-url", server.url])).toMatchObject({ code: 0 });
    process.env["NOWHERE_BASE_URL"] = server.url;
    expect(await run([nowhere, "things_Text"])).toMatchObject({ code: 0 });
    delete process.env["NOWHERE_BASE_URL"];
  });

  it("names the variable of a token that is missing, or of an address", async () => {
    process.env["TOY_TOKEN"] = "";
    const without = await make();
    process.env["TOY_TOKEN"] = "canary-token";
    const plain = await make("--base-url", "http://hub.test");
    expect(plain).toMatchObject({ code: 2, stderr: expect.stringContaining("need https, or `--allow-insecure`\n") });
    expect([without.code, without.stderr]).toEqual([2, expect.stringMatching(/`token` is empty[^]*TOY_TOKEN {2}only from the environment/)]); // prettier-ignore
    process.env["TOY_BASE_URL"] = "";
    const nowhere = await make();
    process.env["TOY_BASE_URL"] = server.url;
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringMatching(/TOY_SHOP {2}or --shop/)]);
  });

  it("keeps what a server writes from acting on a terminal", async () => {
    answer = () => ({ headers: { "content-type": "text/plain" }, body: "\x1b[2Jgone\r\n::error::x\n" });
    const { stdout } = await run([spec, "things_Text"], true);
    expect(stdout).toBe("\uFFFD[2Jgone\n\uFFFD:error::x\n");
    expect(await run([spec, "things_Bytes"], true)).toMatchObject({ code: 2, stdout: "" });
    answer = () => ({ body: '"\u202e\u009b31m"' });
    expect((await make()).stdout).toBe('"\\u202e\\u009b31m"\n');
  });
});

describe("a rehearsal", () => {
  it("prints the request, without a secret, and sends nothing", async () => {
    const before = server.received.length;
    const { code, stdout } = await make("--dry-run", "--header", "x-api-key: canary-key", "--big", "18446744073709551615"); // prettier-ignore
    expect(code).toBe(0);
    expect(stdout.replace(server.url, "http://server").replace(/(?<=actionwright\/)\S+/, "…")).toMatchInlineSnapshot(`
      "POST http://server/things/box
      authorization: Bearer ***
      accept: application/json
      content-type: application/json
      user-agent: actionwright/…
      x-api-key: ***

      {
        "name": "n",
        "big": 18446744073709551615
      }
      "
    `);
    expect(server.received.length).toBe(before);
  });

  it("writes a command of curl that sends the same", async () => {
    const args = ["--name", 'it\'s "$HOME" `x`', "--source", "s"];
    const { stdout } = await make(...args, "--curl");
    expect(stdout).toContain('"authorization: Bearer $TOY_TOKEN"');
    expect(stdout).not.toContain("canary");
    expect(stdout).toMatch(/--data-raw '\{"name": "it'\\''s \\"\$HOME\\" `x`"\}'\n$/);
  });
});

describe("help", () => {
  it("lists actions, and the fields of one", async () => {
    expect((await run([spec])).stdout).toMatchInlineSnapshot(`
      "Toy: 5 actions

      things
        things_Make   Makes a thing.
        things_List   Lists things
        things_Text
        things_Bytes
        things_Drop
      "
    `);
    const { stdout } = await run([spec, "things_Make", "--help"]);
    for (const line of ["  --name <string>  required", "        What it is called.", "        At least 1 character.", "        One of fast, slow.", "        JSON with `kind`: All, Named, Between.", "  TOY_TOKEN  only from the environment", "  TOY_SHOP  or --shop"])
      expect(stdout.split("\n")).toContain(line);
  }); // prettier-ignore

  it("names each option of the verb", () => {
    const text = verbUsage["call"] ?? "";
    const common = ["no-color", "version"];
    expect(Object.keys(callOptions).filter((name) => !text.includes(`--${name}`))).toEqual(common);
  });

  it.each([
    [["things_Mak"], "did you mean `things_Make`"],
    [["zzzzzzzzzzzz"], "lists them"],
  ])("helps with an action that is none: %j", async (args, advice) => {
    const { code, stderr } = await run([spec, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(advice);
  });
});

// ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const actionOf = (name: string, model: Model): Action => allActions(model).find((action) => action.name === name) as Action; // prettier-ignore

/** The arguments for fields as wire JSON, each as a text, and what the command line makes of them. */
function there(given: Readonly<Record<string, unknown>>, action: Action, model: Model, json: Pick<Session["json"], "parse" | "stringify"> = JSON): unknown {
  const types = typesById(model);
  const fields = inputFieldsOf(action, model);
  const args = Object.entries(given).map(([key, value]) => {
    const field = findField(key, fields);
    const type = field && innerType(field.type, types);
    const isText = typeof value === "string" && !(type?.kind === "scalar" && type.scalar === "json");
    return `--field=${field?.option ?? ""}=${isText ? value : json.stringify(value)}`;
  });
  const { texts } = readRest(splitCall(["spec", "action", ...args]), { fields, types, variables: [] });
  const { value, problems } = assembleInput({}, texts, { types, fields, parse: (text) => json.parse(text) as unknown });
  expect(problems).toEqual([]);
  return value;
} // prettier-ignore

it.each(["generated/nexigon-hub/spec.json", "generated/nexthink/spec.json"])("texts become the fields of every action of %s", (path) => {
  const model = readModel(path);
  const rows = rowsOf(model);
  expect(rows.length).toBeGreaterThan(30);
  for (const { given, action } of rows) expect(there(given, action, model), action.name).toEqual(given);
}); // prettier-ignore

it("any values become what the client sends, digit by digit", async () => {
  const { model } = readSpec(spec, [], { host: nodeHost(), report: createReport() }) as { readonly model: Model };
  const action = actionOf("things_Make", model);
  const session = await openSession(action, model);
  const text = fc.string({ unit: "binary" });
  const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
  const box = fc.record({
    name: text.filter((value) => value !== ""),
    flag: maybe(fc.boolean()),
    small: maybe(fc.nat(100)),
    big: maybe(fc.bigInt(0n, 2n ** 64n - 1n).map((value) => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value))), // prettier-ignore
    ratio: maybe(fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value))), // prettier-ignore
    tags: maybe(fc.array(text)),
    labels: maybe(fc.dictionary(text, text)),
    limit: maybe(fc.option(fc.nat())),
    mode: maybe(fc.constantFrom("fast", "slow")),
    blob: maybe(fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown)),
    json: maybe(text),
  });
  fc.assert(
    fc.property(box, (fields) => {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const wire = there(given, action, model, session.json);
      const { value, issues } = session.read({ ...(wire as object), kind: "box" });
      expect(issues).toBeUndefined();
      expect(session.json.stringify(session.make(value))).toBe(session.json.stringify(given));
    }),
    { numRuns: 100 },
  );
});

it("JSON is laid out as JSON.stringify does it, token by token", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value = JSON.parse(text) as unknown;
      expect(JSON.parse(prettyJson(text))).toEqual(value);
      if (/^[\x20-\x7e]*$/.test(text) && !text.includes("#")) expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2)); // prettier-ignore
    }),
  );
});

// ── The vendors ─────────────────────────────────────────────────────────────────────────────────────────────────────

describe("Nexthink", () => {
  let nexthink: Instance;
  const variables = ["NEXTHINK_CLIENT_ID", "NEXTHINK_CLIENT_SECRET", "NEXTHINK_BASE_URL", "NEXTHINK_TOKEN_URL"];
  beforeAll(async () => {
    nexthink = await startNexthink((_, response) => (response.writeHead(200, { "content-type": "application/json" }).end("[]"), true)); // prettier-ignore
    const values = [clientId, clientSecret, nexthink.url, nexthink.tokenUrl];
    variables.forEach((name, index) => (process.env[name] = values[index]));
  });
  afterAll(async () => {
    variables.forEach((name) => delete process.env[name]);
    await nexthink.close();
  });

  const list = [join(repository, "generated/nexthink/spec.json"), "workflows_List", "--dependency", "NONE", "--trigger-method", "API"];

  it("is called with a token that was had for the client's credentials", async () => {
    expect(await run(list)).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
    expect(nexthink.calls.map(({ url }) => url)).toEqual(["/api/v1/workflows?dependency=NONE&triggerMethod=API"]);
    expect(nexthink.tokenRequests.length).toBe(1);
    const gone = await run([...list, "--token-url", "http://127.0.0.1:1"]);
    expect(gone).toMatchObject({ code: 6, stderr: expect.stringMatching(/no token from http:\/\/127\.0\.0\.1:1: no answer\n {2}cause: bad port\n/) });
  });

  it("is rehearsed without one", async () => {
    const before = nexthink.tokenRequests.length;
    const { code, stdout } = await run([...list, "--dry-run"]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("authorization: Bearer ***")]);
    expect((await run([...list, "--curl"])).stdout).toContain("Bearer $ACCESS_TOKEN");
    expect(nexthink.tokenRequests.length).toBe(before);
  });
}); // prettier-ignore

it("what the Hub's mock keeps is written and read by calls of the shell", async () => {
  const hub = await startMock(readModel("spec/nexigon-hub"), { credentials: { token: "right" } });
  const at = ["-c", join(repository, "actionwright.config.yaml"), "--base-url", hub.url, "--device-id", "d_1", "--name", "firmware"]; // prettier-ignore
  process.env["NEXIGON_HUB_TOKEN"] = "right";
  try {
    const set = await run(["nexigon-hub", "devices_SetProperty", ...at, "--value", '"2.1.0"']);
    expect([set.code, set.stderr, JSON.parse(set.stdout)]).toEqual([0, "", { result: "Set" }]);
    const got = await run(["nexigon-hub", "devices_GetProperty", ...at]);
    expect(JSON.parse(got.stdout)).toMatchObject({ result: "Found", name: "firmware", value: "2.1.0", version: 1 });
    process.env["NEXIGON_HUB_TOKEN"] = "wrong";
    expect((await run(["nexigon-hub", "devices_GetProperty", ...at])).code).toBe(7);
  } finally {
    delete process.env["NEXIGON_HUB_TOKEN"];
  }
  expect(hub.requests.map(({ status }) => status)).toEqual([200, 200, 401]);
});

it("the Hub answers through the target of a config", async () => {
  const config = join(repository, "actionwright.config.yaml");
  answer = () => ({ body: '{"result":"Set"}' });
  const { code, stdout, stderr } = await run(["nexigon-hub", "devices_SetProperty", "-c", config, "--base-url", server.url, "--device-id", "d_1", "--name", "firmware", "--value", '"2.1.0"', "--dry-run"]); // prettier-ignore
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`POST ${server.url}/api/v1/actions/invoke/devices_SetProperty\n`);
});

it("leaves nothing of its own in the temporary folder", async () => {
  const before = await readdir(tmpdir());
  expect((await make()).code).toBe(0);
  const own = (await readdir(tmpdir())).filter((name) => /^actionwright-\w{6}$/.test(name) && !before.includes(name));
  expect(own).toEqual([]);
});
