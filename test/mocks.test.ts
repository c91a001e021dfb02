// Mocks of packages that are generated of the fixtures of the language (R71): what the two real APIs do not have.
import { beforeAll, describe, expect, it } from "vitest";
import { generate } from "../generator/index.js";
import { importFiles } from "./hostile/run.js";
import { fixture, targetOf } from "./support/fixtures.js";

interface Made {
  readonly [name: string]: unknown;
}
type Class = new (fields?: object) => object;
interface Mock {
  readonly client: { execute(action: object): Promise<unknown>; executeRaw(action: object): Promise<Response> };
  readonly calls: readonly { readonly input: object }[];
}

async function packageOf(name: string): Promise<Made> {
  const { spec, host, overlays, int64 } = fixture(name);
  const { files } = await generate(targetOf({ name, spec, overlays, int64 }), host);
  return importFiles(files);
}

function mockOf(made: Made, answers: object): Mock {
  return (made["createMockClient"] as (answers: object) => Mock)(answers);
}

describe("R71 R60 a mock of pages", () => {
  let made: Made;
  beforeAll(async () => void (made = await packageOf("pagination")));

  async function itemsOf(mock: Mock, name: string, fields?: object): Promise<unknown[]> {
    const pages = made["pages"] as Made;
    const paginate = pages[`paginate${name}`] as (
      client: unknown,
      action: object,
    ) => { items(): AsyncIterable<unknown> };
    const items: unknown[] = [];
    for await (const item of paginate(mock.client, new (pages[`${name}Action`] as Class)(fields)).items())
      items.push(item);
    return items;
  }

  it("gives them by their cursor, in the body", async () => {
    const page = ({ pageCursor }: { readonly pageCursor?: string }) =>
      pageCursor === "b"
        ? { entries: [{ thingId: "2" }], paging: null }
        : { entries: [{ thingId: "1" }], paging: { nextCursor: "b" } };
    const mock = mockOf(made, { pages_Query: page });
    expect(await itemsOf(mock, "Query", { filter: ["a"] })).toEqual([{ thingId: "1" }, { thingId: "2" }]);
    expect(mock.calls.map(({ input }) => input)).toEqual([{ filter: ["a"] }, { filter: ["a"], pageCursor: "b" }]);
  });

  it("gives them by their cursor in the query, and an end that is a status of its own", async () => {
    const first = { outcome: "ok", status: 200, data: { entries: [{ a: 1 }], paging: { nextCursor: "=&" } } };
    const none = { outcome: "noContent", status: 204, data: undefined };
    const scan = ({ after }: { readonly after?: string }) => (after === undefined ? first : none);
    const mock = mockOf(made, { pages_Scan: scan });
    expect(await itemsOf(mock, "Scan", { part: "a/b" })).toEqual([{ a: 1 }]);
    expect(mock.calls.map(({ input }) => input)).toEqual([{ part: "a/b" }, { part: "a/b", after: "=&" }]);
  });

  it("gives them by offset and by number, wherever that stands", async () => {
    const mock = mockOf(made, {
      pages_Skip: ({ offset = 0 }: { readonly offset?: number }) => (offset < 3 ? [{ thingId: `${offset}` }] : []),
      pages_SkipFrom: ({ xFirst }: { readonly xFirst?: number }) =>
        xFirst === 1 ? [{ thingId: "1" }, { thingId: "2" }] : [],
      pages_LeafFrom: ({ page }: { readonly page: number }) => ({ lines: page < 4 ? [`${page}`] : [] }),
      pages_Turn: ({ page }: { readonly page?: number }) => (page === 7 ? { lines: ["b"] } : { lines: ["a"], next: 7 }),
    });
    expect(await itemsOf(mock, "Skip", { limit: 1 })).toEqual([{ thingId: "0" }, { thingId: "1" }, { thingId: "2" }]);
    expect(await itemsOf(mock, "SkipFrom")).toEqual([{ thingId: "1" }, { thingId: "2" }]);
    expect(await itemsOf(mock, "LeafFrom", { page: 2 })).toEqual(["2", "3"]);
    expect(await itemsOf(mock, "Turn")).toEqual(["a", "b"]);
  });
});

describe("R71 a mock of streams", () => {
  const bytes = new Uint8Array([0, 1, 255]);
  let made: Made;
  beforeAll(async () => void (made = await packageOf("action-text-stream")));

  async function read(stream: unknown): Promise<number[]> {
    const all: number[] = [];
    for await (const part of stream as AsyncIterable<Uint8Array>) all.push(...part);
    return all;
  }

  async function* parts(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 1);
    await Promise.resolve();
    yield bytes.subarray(1);
  }

  it.each([
    ["bytes", () => bytes],
    ["a stream, part by part", parts],
  ])("gives %s", async (_, answer) => {
    const Download = (made["things"] as Made)["DownloadAction"] as Class;
    const mock = mockOf(made, { things_Download: answer });
    expect(await read(await mock.client.execute(new Download()))).toEqual([0, 1, 255]);
    const raw = await mock.client.executeRaw(new Download());
    expect(raw.headers.get("content-type")).toBe("application/octet-stream");
    expect([...new Uint8Array(await raw.arrayBuffer())]).toEqual([0, 1, 255]);
  });

  it("gives one of several successes, text or a stream, as the status says", async () => {
    const Either = (made["things"] as Made)["EitherAction"] as Class;
    const text = mockOf(made, { things_Either: { outcome: "ok", status: 200, data: "a,b" } });
    expect(await text.client.execute(new Either())).toMatchObject({ status: 200, data: "a,b" });
    const part = mockOf(made, { things_Either: () => ({ outcome: "partialContent", status: 206, data: parts() }) });
    const output = (await part.client.execute(new Either())) as { readonly status: number; readonly data: unknown };
    expect([output.status, await read(output.data)]).toEqual([206, [0, 1, 255]]);
  });

  it("ends the stream of a handler that is left early", async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield bytes;
      } finally {
        ended = true;
        await Promise.resolve();
      }
    }
    const Download = (made["things"] as Made)["DownloadAction"] as Class;
    const stream = await mockOf(made, { things_Download: endless }).client.execute(new Download());
    for await (const _ of stream as AsyncIterable<Uint8Array>) break;
    await Promise.resolve();
    expect(ended).toBe(true);
  });
});

describe.each([
  ["int64-bigint", (digits: string) => BigInt(digits)],
  ["int64-string", (digits: string) => digits],
])("R71 R45 a mock of %s", (name, exact) => {
  let made: Made;
  beforeAll(async () => void (made = await packageOf(name)));

  it("takes and gives integers that no number holds, wherever they travel", async () => {
    const Put = (made["things"] as Made)["PutAction"] as Class;
    const fields = {
      id: exact("18446744073709551615"),
      since: exact("-9223372036854775808"),
      among: [exact("1"), exact("9007199254740993")],
      shift: exact("9223372036854775807"),
      signed: exact("-9007199254740993"),
      sizes: [exact("18446744073709551614")],
      offset: null,
    };
    const output = { outcome: "ok", status: 200, data: { kind: "Sized", content: exact("18446744073709551615") } };
    const mock = mockOf(made, { things_Put: output });
    expect(await mock.client.execute(new Put(fields))).toEqual(output);
    expect(mock.calls.map(({ input }) => input)).toEqual([expect.objectContaining(fields)]);
  });
});
