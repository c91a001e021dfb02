// Answers that come in pages: what is asked for and when, what ends it, and what it leaves behind. Against a server.
import { getEventListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { LeafAction, ListAction, SkipAction, type Thing, paginateLeaf, paginateList, paginateSkip } from "./fixtures/pages.js"; // prettier-ignore
import { rejection } from "./support/fake.js";

interface Asked {
  readonly cursor?: string;
  readonly offset?: number;
  readonly page?: number;
}
/** The answer to what is asked; none if it is to be waited for. */
type Answer = (asked: Asked) => object | undefined;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A client of a server that answers so; what it was asked, and how many connections are open. */
async function serve(answer: Answer) {
  const asked: Asked[] = [];
  const headers: unknown[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const fields = JSON.parse(body) as Asked;
      asked.push(fields);
      headers.push(request.headers["x-tenant"]);
      const page = answer(fields);
      if (page !== undefined) response.setHeader("content-type", "application/json").end(JSON.stringify(page));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new $.Client({ baseUrl }, { rpc: $.rpc("POST", "/{action}") });
  return { client, asked, headers, server };
}

const things = (...ids: readonly number[]) => ids.map((id) => ({ id }));
const page = (next: string | null | undefined, ...ids: readonly number[]) => ({ things: things(...ids), paging: { next } }); // prettier-ignore

/** Three pages, of which one is empty. */
const three: Answer = ({ cursor }) =>
  cursor === undefined ? page("b", 1, 2) : cursor === "b" ? page("c") : { things: things(3) };

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

const ids = async (items: AsyncIterable<Thing>) => (await all(items)).map(({ id }) => id);
const next = ({ paging }: $.OutputOf<ListAction>) => paging?.next && { cursor: paging.next };

describe("R60 paginate", () => {
  test("R60 gives page after page, an empty one as well, with the other fields as they are", async () => {
    const { client, asked } = await serve(three);
    const pages = await all($.paginate(client, new ListAction({ tags: ["t"] }), { next }));
    expect(pages.map((each) => each.things.length)).toEqual([2, 0, 1]);
    expect(asked).toEqual([{ tags: ["t"] }, { tags: ["t"], cursor: "b" }, { tags: ["t"], cursor: "c" }]);
  });

  test("R60 gives what is in the pages one by one", async () => {
    const { client } = await serve(three);
    expect(await ids($.paginate(client, new ListAction(), { next }).items((each) => each.things))).toEqual([1, 2, 3]);
  });

  test.each([undefined, null, ""] as const)("R60 ends when the rule gives %j", async (nothing) => {
    const { client, asked } = await serve(three);
    expect(await all($.paginate(client, new ListAction(), { next: () => nothing }))).toHaveLength(1);
    expect(asked).toEqual([{}]);
  });

  test("R60 fetches a page when it is asked for, and none after the loop was left", async () => {
    const { client, asked } = await serve(three);
    const pages = $.paginate(client, new ListAction(), { next });
    expect(asked).toEqual([]);
    for await (const each of pages) {
      expect(asked).toEqual([{}]);
      if (each.things.length > 0) break;
    }
    for await (const { id } of pages.items((each) => each.things)) if (id === 2) break;
    expect(asked).toEqual([{}, {}]);
  });

  test("R60 begins anew with each loop", async () => {
    const { client, asked } = await serve(three);
    const items = paginateList(client, new ListAction()).items();
    expect([await ids(items), await ids(items)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(asked).toHaveLength(6);
  });

  test("R60 changes neither the action nor the options", async () => {
    const { client, headers } = await serve(three);
    const action = Object.freeze(new ListAction({ cursor: "b", tags: Object.freeze(["t"]) as readonly string[] }));
    const options = Object.freeze({ next, headers: Object.freeze({ "x-tenant": "acme" }) });
    expect(await all($.paginate(client, action, options))).toHaveLength(2);
    expect({ ...action }).toEqual({ cursor: "b", tags: ["t"] });
    expect(headers).toEqual(["acme", "acme"]);
  });

  test("R60 asks with the class of the action, whatever its constructor wants", async () => {
    const { client, asked } = await serve(three);
    class Mine extends ListAction {
      constructor(tag: string) {
        super({ tags: [tag] });
      }
    }
    const seen: unknown[] = [];
    const pages = $.paginate(client, new Mine("mine"), { next: (each, from) => (seen.push(from), next(each)) });
    expect(await all(pages)).toHaveLength(3);
    expect(seen.every((each) => each instanceof Mine)).toBe(true);
    expect(asked[2]).toEqual({ tags: ["mine"], cursor: "c" });
  });

  test.each([
    ["the page that it came from", (cursor = "a") => cursor],
    ["an earlier one", (cursor?: string) => (cursor === "b" ? "c" : "b")],
  ])("R60 rejects when a page leads back to %s", async (_, following) => {
    const { client, asked } = await serve(({ cursor }) => page(following(cursor), 7));
    const found: number[] = [];
    const read = async () => {
      for await (const { id } of paginateList(client, new ListAction()).items()) found.push(id);
    };
    const error = await rejection(read());
    expect(error).toBeInstanceOf($.PaginationError);
    expect(error).toMatchObject({ name: "PaginationError", code: "repeated", action: "things_List" });
    expect((error as Error).message).toBe("things_List failed: the next page was read before (cursor)");
    expect(error).toHaveProperty("output.things", [{ id: 7 }]);
    expect(JSON.stringify(error)).not.toContain("7");
    // What was read was given, and nothing was read twice.
    expect(found).toHaveLength(asked.length);
    expect(new Set(asked.map(({ cursor }) => cursor)).size).toBe(asked.length);
  });

  test("R60 rejects when a page leads back to the one that the caller began with", async () => {
    const { client, asked } = await serve(() => page("b"));
    const error = await rejection(all(paginateList(client, new ListAction({ cursor: "b" }))));
    expect([error, asked]).toEqual([expect.any($.PaginationError), [{ cursor: "b" }]]);
  });

  test("R60 rejects when a rule forgets to end", async () => {
    const { client, asked } = await serve(three);
    const forgetful = ({ paging }: $.OutputOf<ListAction>) => ({ cursor: paging?.next ?? undefined });
    expect(await rejection(all($.paginate(client, new ListAction(), { next: forgetful })))).toBeInstanceOf($.PaginationError); // prettier-ignore
    expect(asked).toHaveLength(3);
    for (const useless of [() => ({}), () => ({ tags: undefined })])
      expect(await rejection(all($.paginate(client, new ListAction(), { next: useless })))).toBeInstanceOf($.PaginationError); // prettier-ignore
    expect(asked).toHaveLength(5);
  });

  test("R60 rejects with what a call rejects with, and gives what came before", async () => {
    const { client } = await serve(({ cursor }) => (cursor === "c" ? [] : three({ ...(cursor ? { cursor } : {}) })));
    const strict = { validate: { responses: "strict" } } as const;
    const pages = paginateList(client, new ListAction(), strict)[Symbol.asyncIterator]();
    expect([await pages.next(), await pages.next()]).toMatchObject([{ done: false }, { done: false }]);
    expect(await rejection(pages.next())).toMatchObject({ name: "ResponseDecodeError", code: "schema" });
    expect(await pages.next()).toEqual({ done: true, value: undefined });
  });

  test("R60 rejects with what the rule throws", async () => {
    const { client } = await serve(three);
    const mistake = new RangeError("mine");
    const throwing = () => {
      throw mistake;
    };
    expect(await rejection(all($.paginate(client, new ListAction(), { next: throwing })))).toBe(mistake);
  });

  test("R60 takes an action of this package alone", async () => {
    const { client } = await serve(three);
    expect(await rejection(all($.paginate(client, {} as ListAction, { next })))).toBeInstanceOf($.ConfigError);
  });
});

describe("R24 R60 a signal", () => {
  test("R24 ends a call under way at once, and leaves no listener behind", async () => {
    const { client, asked, server } = await serve(({ cursor }) => (cursor === undefined ? page("b", 1) : undefined));
    const controller = new AbortController();
    const closed = new Promise((resolve) => server.on("connection", (socket) => socket.once("close", resolve)));
    const pages = paginateList(client, new ListAction(), { signal: controller.signal })[Symbol.asyncIterator]();
    await pages.next();
    const error = rejection(pages.next());
    await expect.poll(() => asked.length).toBe(2);
    controller.abort("enough");
    expect(await error).toMatchObject({ name: "AbortError", cause: "enough", action: "things_List" });
    await closed;
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("R24 ends it between two pages, with nothing fetched any more", async () => {
    const { client, asked } = await serve(three);
    const controller = new AbortController();
    const read = async () => {
      for await (const each of paginateList(client, new ListAction(), { signal: controller.signal }))
        controller.abort(each);
    };
    expect(await rejection(read())).toMatchObject({ name: "AbortError", cause: page("b", 1, 2) });
    expect(asked).toHaveLength(1);
  });

  test("R24 ends it within a page", async () => {
    const { client, asked } = await serve(three);
    const controller = new AbortController();
    const found: number[] = [];
    const read = async () => {
      for await (const { id } of paginateList(client, new ListAction(), { signal: controller.signal }).items()) {
        found.push(id);
        controller.abort("enough");
      }
    };
    const error = await rejection(read());
    expect(error).toMatchObject({ name: "AbortError", cause: "enough", action: "things_List" });
    expect((error as Error).message).toBe("things_List failed: aborted by the caller");
    expect([found, asked]).toEqual([[1], [{}]]);
  });

  test("R24 is looked at before the first page", async () => {
    const { client, asked } = await serve(three);
    const options = { signal: AbortSignal.abort("before") };
    expect(await rejection(all(paginateList(client, new ListAction(), options)))).toMatchObject({ cause: "before" });
    expect(asked).toEqual([]);
  });
});

describe("R60 pages that a spec declares", () => {
  test.each([null, undefined, ""])("R60 end with the cursor %j", async (last) => {
    const { client, asked } = await serve(({ cursor }) => (cursor === undefined ? page("b", 1) : page(last, 2)));
    expect(await ids(paginateList(client, new ListAction()).items())).toEqual([1, 2]);
    expect(asked).toEqual([{}, { cursor: "b" }]);
  });

  test("R60 end where the answer does not say what it should, which is reported", async () => {
    const reported: unknown[] = [];
    const { client } = await serve(() => ({ things: "none", paging: 1 }));
    const lenient = new $.Client({ baseUrl: "http://localhost", onSchemaMismatch: (each) => reported.push(each), fetch: async () => new Response('{"things":"none","paging":1}', { headers: { "content-type": "application/json" } }) }, { rpc: $.rpc("POST", "/{action}") }); // prettier-ignore
    expect(await ids(paginateList(client, new ListAction()).items())).toEqual([]);
    expect(await ids(paginateList(lenient, new ListAction()).items())).toEqual([]);
    expect(reported).toHaveLength(1);
  });

  test("R60 move an offset on by the items, from where the caller begins, until a page is empty", async () => {
    const { client, asked } = await serve(({ offset = 0 }) => things(0, 1, 2, 3, 4).slice(offset, offset + 2));
    expect(await ids(paginateSkip(client, new SkipAction()).items())).toEqual([0, 1, 2, 3, 4]);
    expect(await ids(paginateSkip(client, new SkipAction({ offset: 3 })).items())).toEqual([3, 4]);
    expect(asked.map(({ offset }) => offset)).toEqual([undefined, 2, 4, 5, 3, 5]);
  });

  test("R60 count pages on, from where the caller begins, until one is empty", async () => {
    const { client, asked } = await serve(({ page: number = 1 }) => page(null, ...[[1, 2], [3]][number - 1] ?? [])); // prettier-ignore
    expect(await ids(paginateLeaf(client, new LeafAction()).items())).toEqual([1, 2, 3]);
    expect(await ids(paginateLeaf(client, new LeafAction({ page: 2 })).items())).toEqual([3]);
    expect(asked.map((each) => each.page)).toEqual([undefined, 2, 3, 2, 3]);
  });
});
