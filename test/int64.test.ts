// R45: 64-bit integers over a real connection, in packages of the three kinds.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { compilePackage } from "./support/compile.js";
import { fixture, modelOf, targetOf } from "./support/fixtures.js";
import { generate } from "../generator/index.js";
import { loadPackage, type LoadedPackage } from "./support/packages.js";

const greatest = 18446744073709551615n;
const least = -9223372036854775808n;

interface Client {
  execute(action: unknown, options?: object): Promise<unknown> & { withResponse(): Promise<WithMeta> };
}
interface WithMeta {
  readonly data: unknown;
  readonly meta: { readonly schemaIssues: readonly Issue[] };
}
interface Issue {
  readonly path: readonly unknown[];
  readonly code: string;
}
interface Failure {
  readonly issues: readonly Issue[];
  readonly error: unknown;
  readonly body: unknown;
}
type Class = new (...args: readonly unknown[]) => { toJSON(): unknown };
interface ExactJson {
  parse(text: string): unknown;
  stringify(value: unknown): string | undefined;
}

let server: Server;
let baseUrl: string;
/** What the server is asked, as it came. */
let asked: { url: string; header: unknown; body: string };
/** What it answers, as it goes. */
let answer: { status: number; text: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      asked = { url: request.url ?? "", header: request.headers["x-shift"], body };
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  answer = { status: 200, text: '{"kind":"None"}' };
});

const kinds = [
  ["bigint", (integer: bigint): unknown => integer],
  ["string", (integer: bigint): unknown => String(integer)],
] as const;

describe.each(kinds)("R45: int64: %s", (kind, make) => {
  let loaded: LoadedPackage;
  let client: Client;
  beforeAll(async () => {
    const found = fixture(`int64-${kind}`);
    loaded = await loadPackage(found, modelOf(found));
    client = new (loaded.client["FixtureClient"] as Class)({ baseUrl }) as unknown as Client;
  });
  const classOf = (name: string): Class => loaded.modules["things"]?.[name] as Class;
  const put = (fields: object = {}): object => new (classOf("PutAction"))({ id: make(1n), signed: make(least), offset: null, ...fields }); // prettier-ignore
  const dataOf = async (text: string): Promise<unknown> => {
    answer = { status: 200, text };
    return ((await client.execute(put())) as { readonly data: unknown }).data;
  };

  it("goes there and back as a number token", async () => {
    answer = { status: 202, text: `${greatest}` };
    const output = await client.execute(put({ unsigned: make(greatest), sizes: [make(greatest), make(1n)] }));
    expect(asked.body).toBe(`{"signed":${least},"unsigned":${greatest},"offset":null,"sizes":[${greatest},1],"limit":20}`);
    expect(output).toEqual({ outcome: "accepted", status: 202, data: make(greatest) });
    const event = `{"kind":"Wide","signed":${least},"unsigned":${greatest},"offset":${least},"byName":{"a":${least}},"limit":1}`;
    const wide = { signed: make(least), unsigned: make(greatest), offset: make(least), byName: { a: make(least) }, limit: make(1n) }; // prettier-ignore
    expect(await dataOf(event)).toEqual({ kind: "Wide", ...wide });
    await client.execute(put(wide));
    expect(`{"kind":"Wide",${asked.body.slice(1)}`).toBe(event);
  }); // prettier-ignore

  it("is its digits in a path, a query and a header", async () => {
    await client.execute(put({ id: make(greatest), since: make(least), among: [make(greatest), make(0n)], shift: make(least) })); // prettier-ignore
    expect(asked.url).toBe(`/things/${greatest}?since=${least}&among=${greatest}&among=0`);
    expect(asked.header).toBe(String(least));
  });

  it("is read from text, too", async () => {
    expect(await dataOf(`{"kind":"Sized","content":"${greatest}"}`)).toEqual({ kind: "Sized", content: make(greatest) }); // prettier-ignore
  });

  it("leaves floats floats, and the digits of whatever the spec does not know", async () => {
    const read = await dataOf(`{"kind":"Wide","signed":1,"offset":null,"float":${greatest},"short":${greatest},"any":[${greatest},5],"new":${least}}`); // prettier-ignore
    expect(read).toEqual({ kind: "Wide", signed: make(1n), offset: null, float: 2 ** 64, short: 2 ** 64, any: [greatest, 5], new: least }); // prettier-ignore
    const unknown = `{"kind":"New","size":${greatest},"more":[${least},1.5]}`;
    const event = (await dataOf(unknown)) as { readonly $raw: unknown };
    expect(event.$raw).toEqual({ kind: "New", size: greatest, more: [least, 1.5] });
    const { stringify } = loaded.client["exactJson"] as ExactJson;
    const model = classOf("Event") as unknown as { encode(value: unknown): unknown };
    expect(stringify(model.encode(event))).toBe(unknown);
    expect(stringify(model.encode({ ...event }))).toBe(unknown);
    expect(stringify(event)).toBe(unknown);
    await client.execute(put({ any: { wide: greatest } }));
    expect(asked.body).toContain(`"any":{"wide":${greatest}}`);
  });

  it("is exact in the body of an error and of a success that is not known", async () => {
    answer = { status: 500, text: `{"kind":"full","offset":${least}}` };
    const error = await client.execute(put()).then(undefined, (thrown: unknown) => thrown as Failure);
    expect(error).toMatchObject({ error: { offset: make(least) }, body: { offset: least } });
    expect(JSON.stringify(error)).not.toContain("922");
    answer = { status: 207, text: `[${greatest}]` };
    expect(await client.execute(put())).toEqual({ outcome: "$unknown", status: 207, raw: [greatest] });
  });

  it.each([`${greatest + 1n}`, "-1", "1.5", "1e19", "1e400", '"1e3"', '""', "null"])("refuses %s", async (text) => {
    answer = { status: 200, text: `{"kind":"Sized","content":${text}}` };
    const { meta } = await client.execute(put()).withResponse();
    expect(meta.schemaIssues).toMatchObject([{ code: text === "1e19" ? "unsafe_integer" : "type", path: ["content"] }]);
    const strict = await client.execute(put(), { validate: { responses: "strict" } }).then(undefined, (thrown: unknown) => thrown as Failure); // prettier-ignore
    expect(strict).toMatchObject({ name: "ResponseDecodeError", code: "schema", issues: meta.schemaIssues });
  });

  it("is written by `exactJson` where `JSON` cannot, and never wrongly by `JSON`", () => {
    const { stringify } = loaded.client["exactJson"] as ExactJson;
    const small = put({ id: make(greatest), signed: make(5n) });
    expect(JSON.stringify(small)).toBe('{"signed":5,"offset":null,"limit":20}');
    expect(stringify(put())).toBe(`{"signed":${least},"offset":null,"limit":20}`);
    expect(() => JSON.stringify(put())).toThrow(TypeError);
  });

  it("is compared in its own form by what polls", async () => {
    const wait = loaded.modules["things"]?.["waitForStart"] as (...given: readonly unknown[]) => Promise<unknown>;
    answer = { status: 200, text: '{"done":100,"state":"a"}' };
    expect(await wait(client, { id: make(greatest) })).toEqual({ done: make(100n), state: "a" });
    expect(asked.body).toBe(`{"id":${greatest}}`);
  });

  it("R60: is counted, and taken from an answer, as the field has it that asks for the next page", async () => {
    const pages = async (name: string, lines: (from: number) => object): Promise<unknown[]> => {
      const bodies: string[] = [];
      Object.defineProperty(answer, "text", {
        get: () => (bodies.push(asked.body), JSON.stringify(lines(Number(/\d+/.exec(asked.body)?.[0] ?? 0)))),
      });
      const paginate = loaded.modules["things"]?.[`paginate${name}`] as (...given: readonly unknown[]) => { items(): AsyncIterable<unknown> }; // prettier-ignore
      const items: unknown[] = [];
      for await (const item of paginate(client, new (classOf(`${name}Action`))()).items()) items.push(item);
      return [items.join(""), ...bodies];
    };
    const skip = (from: number): object => ({ lines: ["a", "b", "c", "d"].slice(from, from + 2) });
    expect(await pages("Skip", skip)).toEqual(["abcd", "{}", '{"offset":2}', '{"offset":4}']);
    answer = { status: 200, text: "" };
    const turn = (from: number): object => (from === 0 ? { lines: ["a"], next: 7 } : { lines: ["b"] });
    expect(await pages("Turn", turn)).toEqual(["ab", "{}", '{"at":7}']);
    answer = { status: 200, text: "" };
    await expect(pages("Turn", () => ({ lines: [], next: 7 }))).rejects.toMatchObject({ name: "PaginationError" });
  });

  it("is its type in all of the package, for the compiler too", async () => {
    const found = fixture(`int64-${kind}`);
    const { files } = await generate(targetOf(found), found.host);
    const readme = files.find(({ path }) => path === "README.md")?.text ?? "";
    const calls = readme.match(/(?<=^const \w+ = )await client\.(?!tryExecute).*(?=;$)/gm) ?? [];
    expect(calls.length).toBeGreaterThan(2);
    const [own, other] = kind === "bigint" ? ["1n", '"1"'] : ['"1"', "1n"];
    const consumer = [
      'import { Fixture, exactJson, things } from "./index.js";',
      "declare const client: Fixture;",
      `export const outputs: readonly unknown[] = [${calls.join(", ")}];`,
      `export const size: things.Size = ${own};`,
      `export const wide: things.Wide = { signed: ${own}, offset: null, byName: { a: ${own} }, float: 1 };`,
      `// @ts-expect-error -- not of this package`,
      `export const others: things.Started = { id: ${other} };`,
      "// @ts-expect-error -- nor is a number",
      "export const numbers: things.Started = { id: 1 };",
      "export const text: string | undefined = exactJson.stringify(things.Wide.encode(wide));",
    ];
    expect(compilePackage(files, consumer.join("\n"))).toEqual([]);
  });

  it("stands in examples and in the README as a user writes it", async () => {
    const found = fixture(`int64-${kind}`);
    const { files } = await generate(targetOf(found), found.host);
    const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? "";
    const [seven, six] = kind === "bigint" ? ["7n", "6n"] : ['"7"', '"6"'];
    expect(textOf("src/fixture.ts")).toContain(`id: ${seven}`);
    expect(textOf("src/fixture.ts")).toContain(`content: ${six}`);
    expect(textOf("README.md")).toContain(`id: ${seven}`);
    expect(textOf("README.md")).toContain("exactJson");
    expect(textOf("src/client.ts")).toContain("json: $.exactJson");
  });
});

describe("R45: int64: number", () => {
  let loaded: LoadedPackage;
  let client: Client;
  beforeAll(async () => {
    const found = fixture("int64");
    loaded = await loadPackage(found, modelOf(found));
    client = new (loaded.client["FixtureClient"] as Class)({ baseUrl }) as unknown as Client;
  });
  const get = (): object => new (loaded.modules["things"]?.["GetAction"] as Class)();

  it.each(["9007199254740992", "9007199254740993", "-9007199254740992", "18446744073709551615", "1e19"])(
    "tells of %s, which a number has rounded",
    async (text) => {
      answer = { status: 200, text: `{"signed":${text}}` };
      const { data, meta } = await client.execute(get()).withResponse();
      expect(data).toEqual({ signed: Number(text) });
      expect(meta.schemaIssues).toMatchObject([{ code: "unsafe_integer", path: ["signed"] }]);
      const strict = await client.execute(get(), { validate: { responses: "strict" } }).then(undefined, (thrown: unknown) => thrown as Failure); // prettier-ignore
      expect(strict).toMatchObject({ name: "ResponseDecodeError", issues: [{ code: "unsafe_integer" }] });
    },
  );

  it.each([["9007199254740991", []], ["-9007199254740991", []], ["1e400", ["type"]], ["1.5", ["type"]], ['"1"', ["type"]]])("of %s it tells %j", async (text, codes) => {
    answer = { status: 200, text: `{"signed":${text}}` };
    const { meta } = await client.execute(get()).withResponse();
    expect(meta.schemaIssues.map(({ code }) => code)).toEqual(codes);
  }); // prettier-ignore

  it("carries nothing of the exact ones", async () => {
    const found = fixture("int64");
    const { files } = await generate(targetOf(found), found.host);
    const own = files.filter(({ owner }) => owner !== "runtime").map(({ text }) => text);
    expect(own.join("\n")).not.toMatch(/exactJson|bigint|Exact|Big\b/);
  });
});
