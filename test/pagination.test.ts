// Pages as a package reads them that is generated of a spec: every way that the language has for pages to follow each other.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { generate } from "../generator/index.js";
import { loadFiles } from "./hostile/run.js";
import { fixture, targetOf } from "./support/fixtures.js";

/** The module of the fixture, as far as it is called here. */
interface Pages {
  readonly [name: string]: unknown;
}
type Paginate = (client: unknown, action: unknown) => { items(): AsyncIterable<unknown> };
type Class = new (fields?: object) => object;

/** What is answered to a path and query, or to the body of an RPC action. */
const answers: Readonly<Record<string, unknown>> = {
  '/invoke/pages_Query {"filter":["a"]}': { entries: [{ thingId: "1" }], paging: { nextCursor: "b" } },
  '/invoke/pages_Query {"pageCursor":"b","filter":["a"]}': { entries: [], paging: { nextCursor: "c" } },
  '/invoke/pages_Query {"pageCursor":"c","filter":["a"]}': { entries: [{ thingId: "2" }], paging: null },
  "/scan/a%2Fb": { entries: [{ a: 1 }], paging: { nextCursor: "=&" } },
  "/scan/a%2Fb?after=%3D%26": { entries: [{ b: 2 }], paging: { nextCursor: "none" } },
  "/skip?limit=2": [{ thingId: "0" }, { thingId: "1" }],
  "/skip?offset=2&limit=2": [{ thingId: "2" }],
  "/skip?offset=3&limit=2": [],
  "/skip-from 1": [{ thingId: "1" }, { thingId: "2" }],
  "/skip-from 3": [],
  "/leaf": { lines: ["first", null] },
  "/leaf?page=1": { lines: ["second"] },
  "/leaf?page=2": { lines: ["third"] },
  "/leaf?page=3": { lines: [] },
  "/leaf/2": { lines: ["2"] },
  "/leaf/3": { lines: [] },
  "/turn": { lines: ["a"], next: 7 },
  "/turn?page=7": { lines: [], next: 9 },
  "/turn?page=9": { lines: ["b"], next: null },
};

const asked: string[] = [];
const server: Server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += String(chunk)));
  request.on("end", () => {
    const line = [request.url, body, request.headers["x-first"]].filter(Boolean).join(" ");
    asked.push(line);
    const answer = answers[line];
    response.writeHead(answer === undefined ? 204 : 200, { "content-type": "application/json" });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  });
});

let pages: Pages;
let client: unknown;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { spec, host, overlays } = fixture("pagination");
  const { files } = await generate(targetOf({ name: "pagination", spec, overlays }), host);
  const { exports } = await loadFiles(files);
  pages = exports["pages"] as Pages;
  const Client = exports["FixtureClient"] as Class;
  client = new Client({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch });
});
beforeEach(() => void asked.splice(0));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function itemsOf(name: string, fields?: object): Promise<unknown[]> {
  const [paginate, Action] = [pages[`paginate${name}`] as Paginate, pages[`${name}Action`] as Class];
  const items: unknown[] = [];
  for await (const item of paginate(client, new Action(fields)).items()) items.push(item);
  return items;
}

it.each<[name: string, fields: object | undefined, items: readonly unknown[], requests: readonly string[]]>([
  ["Query", { filter: ["a"] }, [{ thingId: "1" }, { thingId: "2" }], Object.keys(answers).slice(0, 3)],
  ["Scan", { part: "a/b" }, [{ a: 1 }, { b: 2 }], ["/scan/a%2Fb", "/scan/a%2Fb?after=%3D%26", "/scan/a%2Fb?after=none"]], // prettier-ignore
  ["Skip", { limit: 2 }, [{ thingId: "0" }, { thingId: "1" }, { thingId: "2" }], ["/skip?limit=2", "/skip?offset=2&limit=2", "/skip?offset=3&limit=2"]], // prettier-ignore
  ["SkipFrom", undefined, [{ thingId: "1" }, { thingId: "2" }], ["/skip-from 1", "/skip-from 3"]],
  ["Leaf", undefined, ["first", null, "third"], ["/leaf", "/leaf?page=2", "/leaf?page=3"]],
  ["LeafFromZero", undefined, ["first", null, "second", "third"], ["/leaf", "/leaf?page=1", "/leaf?page=2", "/leaf?page=3"]], // prettier-ignore
  ["LeafFrom", { page: 2 }, ["2"], ["/leaf/2", "/leaf/3"]],
  ["Turn", undefined, ["a", "b"], ["/turn", "/turn?page=7", "/turn?page=9"]],
])("R60 %s is read to its end", async (name, fields, items, requests) => {
  expect(JSON.parse(JSON.stringify(await itemsOf(name, fields)))).toEqual(items);
  expect(asked).toEqual(requests);
});

it("R60 every action of the fixture that has pages is read", () => {
  const named = Object.keys(pages).filter((name) => name.startsWith("paginate"));
  expect(named.sort()).toEqual(["Leaf", "LeafFrom", "LeafFromZero", "Query", "Scan", "Skip", "SkipFrom", "Turn"].map((name) => `paginate${name}`)); // prettier-ignore
});
