// Paths → actions: names, parameters, bodies, answers, security and servers; several documents and files.
import { describe, expect, it } from "vitest";
import { allActions } from "../../generator/model.js";
import { importFiles, modelOfImport, paths, type Imported } from "../support/import.js";
import type { Files } from "../support/spec.js";

/** What is told, and the actions of the module that has them all. */
function actionsOf(items: object, more: object = {}): string {
  const result = importFiles(paths(items, more));
  modelOfImport(result);
  const actions = result.files.map(({ text }) => /^actions:\n([^]*)/m.exec(text)?.[1] ?? "").join("");
  return `\n${[...result.told, actions].join("\n")}`;
}

const text = { type: "string" };
const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const ok = { 200: { description: "", ...json(text) } };

/** What is told of an import, and nothing of its result. */
function read(files: Files, paths?: readonly string[]): Imported {
  const result = importFiles(files, paths);
  modelOfImport(result);
  return result;
}

describe("names", () => {
  it("are the ids, if each is its own; else the method and what is the path's own", () => {
    expect(
      actionsOf({
        "/api/v1/repos/{owner}": { get: { operationId: "repos/list-for-owner", tags: ["repos"], responses: ok } },
        "/api/v1/run": { post: { operationId: "run", responses: ok } },
        "/api/v2/run": { post: { operationId: "run", responses: ok } },
        "/api/v2/run/{id}/logs": { get: { responses: ok } },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6025 the path needs \`owner\`, and no parameter describes it: it is a text
      AW6024 the action is called \`postV1Run\`: the id \`run\` is not its own
      AW6024 the action is called \`postV2Run\`: the id \`run\` is not its own
      AW6025 the path needs \`id\`, and no parameter describes it: it is a text
        repos_listForOwner:
          http: { method: GET, path: "/api/v1/repos/{owner}", pathParams: { owner: string } }
          output: string
        postV1Run:
          http: { method: POST, path: /api/v1/run }
          output: string
        postV2Run:
          http: { method: POST, path: /api/v2/run }
          output: string
        getV2RunByIdLogs:
          http: { method: GET, path: "/api/v2/run/{id}/logs", pathParams: { id: string } }
          output: string
      "
    `);
  });

  it("are the last segments of RPC, which is recognised and not assumed", () => {
    const call = (id?: string): object => ({ post: { operationId: id, requestBody: json({ type: "object", properties: { a: text } }), responses: ok } }); // prettier-ignore
    const rpc = importFiles(paths({ "/rpc/things_Find": call("things_Search"), "/rpc/things_Drop": call("things_Drop") })); // prettier-ignore
    expect(rpc.file("api")).toContain('rpc: { method: POST, path: "/rpc/{action}" }');
    expect(rpc.told).toEqual(["AW6024 the action is called `things_Find`: the id `things_Search` is not what the path says"]); // prettier-ignore
    expect(rpc.file("shop")).not.toContain("http:");
    for (const other of [
      { "/rpc/a": call("a") },
      { "/rpc/a": call("a"), "/b": call("b") },
      { "/rpc/a": call("a"), "/rpc/b": { ...call("b"), get: { responses: ok } } },
      { "/rpc/{a}": call("a"), "/rpc/b": call("b") },
    ])
      // prettier-ignore
      expect(importFiles(paths(other)).file("api")).not.toContain("binding:");
  });

  it("that meet: classes, methods, parameters and fields", () => {
    expect(
      actionsOf(
        {
          "/items/{id}": {
            put: { operationId: "save", parameters: [{ name: "id", in: "path", required: true, schema: text }], requestBody: json({ $ref: "#/components/schemas/Item" }), responses: ok }, // prettier-ignore
          },
        },
        { components: { schemas: { Item: { type: "object", properties: { id: text } }, SaveAction: text } } },
      ),
    ).toMatchInlineSnapshot(`
      "
      AW6041 the parameter \`id\` is called \`path_id\`, since the plain name is taken
        save:
          http: { method: PUT, path: "/items/{id}", pathParams: { id: { type: string, name: path_id } } }
          request: Item
          output: string
      "
    `);
  });
});

describe("parameters", () => {
  it("in all places, with styles; those that cannot be sent are told", () => {
    const query = (name: string, schema: object, more: object = {}): object => ({ name, in: "query", schema, ...more });
    expect(
      actionsOf({
        "/items/{itemId}/{rest}": {
          parameters: [{ name: "itemId", in: "path", required: true, schema: { type: "integer" } }],
          get: {
            operationId: "listItems",
            parameters: [
              query("pageSize", { type: "integer", maximum: 100, default: 20 }, { description: "How many." }),
              query("tags", { type: "array", items: text }, { explode: false }),
              query("sort", { enum: ["asc", "desc"] }, { required: true, style: "pipeDelimited", explode: false }),
              query("filter", { type: "object", properties: { name: text } }, { style: "deepObject" }),
              query("expand[]", { type: "array", items: text }, { style: "deepObject" }),
              query("any", { oneOf: [text, { type: "integer" }] }),
              query("deep", { type: "object", properties: { a: { type: "object", properties: { b: text } } } }),
              { name: "X-Request-Source", in: "header", schema: text, deprecated: true },
              { name: "Authorization", in: "header", schema: text },
              { name: "session", in: "cookie", schema: text },
            ],
            responses: ok,
          },
        },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6025 the path needs \`rest\`, and no parameter describes it: it is a text
      AW6011 \`schema\` is left out: a value of several kinds is sent as text
      AW6021 the parameter \`deep\` is left out: a nested value has no form in a query
      AW6022 the parameter \`Authorization\` is left out: the client writes this header itself
      AW6021 the parameter \`session\` is left out: cookies are not sent
        listItems:
          http:
            method: GET
            path: /items/{itemId}/{rest}
            pathParams: { item_id: i64, rest: string }
            query:
              page_size?: { type: i64, max: 100, default: 20, docs: How many. }
              tags?: { type: list<string>, explode: false }
              sort: ListItemsSort
              filter?: { type: ListItemsFilter, style: deepObject }
              expand?: { type: list<string>, wire: "expand[]" }
              any?: string
            headers: { x_request_source?: { type: string, deprecated: {} } }
          output: string
      "
    `);
  });

  it("that may be one value or several are lists; those that nothing is said of are texts, by whatever name", () => {
    const either = (item: object): object => ({ oneOf: [text, { type: "array", items: item }] });
    const parameter = (name: string, schema: object, place = "query"): object => ({ name, in: place, required: place === "path", schema }); // prettier-ignore
    expect(
      actionsOf(
        {
          "/find/{id}": {
            get: {
              operationId: "find",
              parameters: [
                parameter("texts", either(text)),
                parameter("counts", either({ type: "integer" })),
                parameter("states", either({ enum: ["on", "off"] })),
                parameter("any", { oneOf: [{ $ref: "#/components/schemas/Any" }], nullable: true }),
                parameter("X-Texts", either(text), "header"),
                parameter("deep", either({ type: "object", properties: { a: text } })),
                parameter("id", { oneOf: [text, { type: "integer" }] }, "path"),
              ],
              responses: ok,
            },
          },
        },
        { components: { schemas: { Any: {} } } },
      ),
    ).toMatchInlineSnapshot(`
      "
      AW6011 \`schema\` is left out: a value alone is sent as a list of one
      AW6011 \`schema\` is left out: a value alone is sent as a list of one
      AW6011 \`schema\` is left out: a value alone is sent as a list of one
      AW6011 \`schema\` is left out: a value of several kinds is sent as text
      AW6011 \`schema\` is left out: a value alone is sent as a list of one
      AW6021 the parameter \`deep\` is left out: a nested value has no form in a query
      AW6011 \`schema\` is left out: a value of several kinds is sent as text
      AW6015 nothing is said of this value: it is any JSON
        find:
          http:
            method: GET
            path: /find/{id}
            pathParams: { id: string }
            query: { texts?: list<string>, counts?: list<string>, states?: list<FindStatesListItem>, any?: string }
            headers: { x_texts?: list<string> }
          output: string
      "
    `);
  });
});

describe("bodies and answers", () => {
  it("are JSON, a form or a text; an action whose body is something else is left out", () => {
    const form = (media: string): object => ({ requestBody: { content: { [media]: { schema: { type: "object" } } } }, responses: ok }); // prettier-ignore
    expect(
      actionsOf({
        "/a": { post: { operationId: "upload", ...form("multipart/form-data") } },
        "/b": { post: { operationId: "form", ...form("application/x-www-form-urlencoded") } },
        "/c": { post: { operationId: "patch", ...form("application/merge-patch+json") } },
        "/d": { get: { operationId: "search", ...form("application/json") } },
        "/g": { get: { operationId: "look", requestBody: { content: { "application/json": { schema: { type: "object", properties: { a: text } } } } }, responses: ok } },
        "/h": { get: { operationId: "find", requestBody: { required: true, content: { "application/json": { schema: text } } }, responses: ok } },
        "/i": { put: { operationId: "note", requestBody: { content: { "text/markdown": { schema: text } } }, responses: ok } },
        "/j": { post: { operationId: "rows", requestBody: { content: { "text/csv": { schema: { type: "array", items: text } } } }, responses: ok } },
        "/k": { post: { operationId: "version", requestBody: { content: { "application/json; charset=utf-8 ; version=2": { schema: text } } }, responses: { 200: { description: "", content: { "application/json; version=2": { schema: text } } } } } },
        "/l?all#fragment": { get: { operationId: "all", servers: [{ url: "https://other.example.com" }, { url: "/" }], responses: ok } },
        "/m?q={q}": { get: { operationId: "query", responses: ok } },
        "/e": { get: { operationId: "elsewhere", servers: [{ url: "https://uploads.example.com" }], responses: ok } },
        "/f": { post: { operationId: "create", requestBody: { required: false, content: { "application/json": { schema: { type: "object", properties: { a: text } } }, "application/xml": {} } }, responses: ok } },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6020 the action \`upload\` is left out: its body is multipart/form-data
      AW6026 the body is not sent: GET has none, and nothing is said of this one
      AW6023 the body is left out: GET has none, and it is not required
      AW6020 the action \`find\` is left out: GET has no body
      AW6020 the action \`rows\` is left out: its body is text/csv
      AW6026 \`#fragment\` is not sent: a fragment is no part of a request
      AW6020 the action \`query\` is left out: its path has a query with a placeholder in it
      AW6020 the action \`elsewhere\` is left out: it is served elsewhere than the rest of the API
      AW6011 \`required\` is left out: the body is always sent
      AW6023 the media type application/xml is left out: a body is sent in one way
        form:
          http: { method: POST, path: /b, contentType: application/x-www-form-urlencoded }
          request: map<json>
          output: string
        patch:
          http: { method: POST, path: /c, contentType: application/merge-patch+json }
          request: map<json>
          output: string
        search:
          http: { method: GET, path: /d }
          output: string
        look:
          http: { method: GET, path: /g }
          output: string
        note:
          http: { method: PUT, path: /i, contentType: text/markdown }
          request: string
          output: string
        version:
          http:
            method: POST
            path: /k
            contentType: application/json;version=2
            accept: application/json;version=2
          request: string
          output: string
        all:
          http: { method: GET, path: /l?all }
          output: string
        create:
          http: { method: POST, path: /f }
          request: CreateRequest
          output: string
      "
    `); // prettier-ignore
  });

  it("that are forms have one style for lists and objects", () => {
    const list = { type: "array", items: { type: "object", properties: { a: text } } };
    const properties = { name: text, list, tags: { type: "array", items: text }, odd: { type: "array", items: text } };
    const form = (encoding: object, more: object = { properties }): object => ({ requestBody: { content: { "application/x-www-form-urlencoded": { schema: { type: "object", ...more }, encoding } } }, responses: ok }); // prettier-ignore
    const deep = { style: "deepObject", explode: true };
    expect(
      actionsOf({
        "/a": { put: { operationId: "usual", ...form({}) } },
        "/b": { post: { operationId: "deep", ...form({ list: deep, tags: deep, odd: { explode: false } }) } },
        "/c": { post: { operationId: "empty", ...form({}, { properties: {} }) } },
        "/d": { post: { operationId: "textual", ...form({}, { type: "string" }) } },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6023 the style of odd is left out: this form writes lists and objects with brackets
      AW6026 the body is not sent: it is a form without fields
      AW6020 the action \`textual\` is left out: its body is application/x-www-form-urlencoded
        usual:
          http: { method: PUT, path: /a, contentType: application/x-www-form-urlencoded }
          request: UsualRequest
          output: string
        deep:
          http: { method: POST, path: /b, contentType: application/x-www-form-urlencoded, form: deepObject }
          request: DeepRequest
          output: string
        empty:
          http: { method: POST, path: /c }
          output: string
      "
    `);
  });

  it("by status, with several successes and errors of their own", () => {
    expect(
      actionsOf(
        {
          "/jobs": {
            post: {
              operationId: "startJob",
              responses: {
                200: { description: "Done.", ...json({ type: "object", properties: { id: text } }) },
                202: { description: "Started.", headers: { Location: {} }, ...json({ type: "object", properties: { at: text } }) },
                204: { description: "Nothing to do." },
                302: { description: "Elsewhere." },
                "4XX": { $ref: "#/components/responses/Problem" },
                503: { description: "Down.", content: { "text/html": {} } },
                default: { description: "Anything else.", ...json({ $ref: "#/components/schemas/Failure" }) },
              },
            },
          },
          "/silent": { post: { operationId: "silent", responses: { 400: { description: "Bad." } } } },
          "/only": { get: { operationId: "only", responses: { default: { description: "", ...json(text) } } } },
        },
        { components: { schemas: { Failure: { type: "object" } }, responses: { Problem: { description: "A problem.", ...json({ type: "object", properties: { title: text } }) } } } },
      ),
    ).toMatchInlineSnapshot(`
      "
      AW6023 \`headers\` is left out: headers of answers are not read
      AW6023 the answer 503 is left out: the body of an error is JSON
      AW6023 the answer of \`silent\` is left out: no success is described: its body is a text
        startJob:
          http: { method: POST, path: /jobs }
          output:
            "200": { type: StartJobOkOutput, docs: Done. }
            "202": { type: StartJobAcceptedOutput, docs: Started. }
            "204": { type: unit, docs: Nothing to do. }
          errors:
            "302": { type: unit, docs: Elsewhere. }
            4XX: { type: Problem, docs: A problem. }
            default: { type: Failure, docs: Anything else. }
        silent:
          http: { method: POST, path: /silent, accept: "*/*" }
          output: text
          errors: { "400": { type: unit, docs: Bad. } }
        only:
          http: { method: GET, path: /only }
          output: string
          errors: { default: string }
      "
    `); // prettier-ignore
  });

  it("of several media types are several actions", () => {
    expect(
      actionsOf({
        "/rows": { get: { operationId: "rows", responses: { 200: { description: "", content: { "application/json": { schema: { type: "array", items: text } }, "text/csv": { schema: text }, "application/xml": { schema: text } } } } } },
        "/file": { get: { operationId: "file", responses: { 200: { description: "", content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } } } } },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6023 the media type application/xml is left out: application/json has the same
        rows:
          http: { method: GET, path: /rows }
          output: list<string>
        rowsCsv:
          http: { method: GET, path: /rows, accept: text/csv }
          output: text
        file:
          http: { method: GET, path: /file, accept: application/octet-stream }
          output: stream
      "
    `); // prettier-ignore
  });
});

describe("the API", () => {
  it("has a scheme that is none where credentials may be left out, for all actions or for one", () => {
    const key = { type: "apiKey", in: "header", name: "X-Key" };
    const ask = (security: readonly object[], own?: readonly object[]): readonly string[] => {
      const operation = { operationId: "ask", responses: ok, ...(own && { security: own }) };
      const items = { "/ask": { get: operation }, "/other": { get: { operationId: "other", responses: ok } } };
      const model = modelOfImport(importFiles(paths(items, { security, components: { securitySchemes: { key } } })));
      return [model.auth.map(({ kind }) => kind), ...allActions(model).map(({ auth }) => auth)].map((names) => names.join(" ")); // prettier-ignore
    };
    expect(ask([{}, { key: [] }])).toEqual(["apiKey none", "key anonymous", "key anonymous"]);
    expect(ask([{ key: [] }], [{ key: [] }, {}])).toEqual(["apiKey none", "key anonymous", "key"]);
    expect(ask([{ key: [] }], [])).toEqual(["apiKey", "", "key"]);
  });

  it("has the scheme of its servers that is taken where nobody says another", () => {
    const variables = { scheme: { enum: ["http", "https"], default: "https" }, host: { default: "a" } };
    const result = importFiles(paths({}, { servers: [{ url: "{scheme}://{host}.example.com", variables }] }));
    modelOfImport(result);
    expect(result.file("api")).toContain("https://{host}.example.com");
    expect(result.told).toEqual(["AW6031 the variable scheme is left out: the scheme is https, unless a client is given another `baseUrl`"]); // prettier-ignore
  });

  it("has servers with variables, and schemes that actions demand", () => {
    const result = read(
      paths(
        {
          "/a": { get: { operationId: "a", responses: ok } },
          "/b": { get: { operationId: "b", security: [], responses: ok } },
          "/c": { get: { operationId: "c", security: [{ key: [] }, {}], responses: ok } },
          "/d": { get: { operationId: "d", security: [{ key: [], token: [] }], responses: ok } },
        },
        {
          info: { title: "The Shop API", version: "2", description: "Sells.", license: { name: "MIT" } },
          servers: [{ url: "https://{region}.example.com/{token}/", description: "Live.", variables: { region: { enum: ["eu", "us"], default: "eu" }, token: { default: "x" } } }, { url: "/v2" }],
          security: [{ oauth: ["read"] }, { key: [] }],
          components: { securitySchemes: { oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://example.com/token", scopes: { read: "", write: "" } } } }, key: { type: "apiKey", in: "header", name: "X-Key", description: "A key." }, token: { type: "http", scheme: "bearer" }, other: { type: "http", scheme: "digest" }, login: { type: "openIdConnect", openIdConnectUrl: "https://example.com" } } },
        },
      ),
    ); // prettier-ignore
    expect(`\n${[...result.told, result.file("api"), result.file("shop")].join("\n")}`).toMatchInlineSnapshot(`
      "
      AW6031 \`license\` is left out: it is about the document and not about the API
      AW6030 the scheme \`key, token\` is not as in the document: schemes that are demanded together: the first is used
      AW6031 the server /v2 is left out: it has no http address
      AW6030 the scheme \`other\` is not as in the document: \`digest\` is no kind of scheme that a client has
      AW6030 the scheme \`login\` is not as in the document: how a token is got is not said: it is given as a bearer token
      actionSpec: 1
      api:
        id: the-shop
        title: The Shop API
        version: "2"
        docs: Sells.
      servers:
        - url: https://{region}.example.com/{server_token}
          docs: Live.
          variables: { region: { enum: [ eu, us ], default: eu }, server_token: { default: x } }
      auth:
        oauth: { kind: oauth2ClientCredentials, tokenUrl: https://example.com/token, scopes: [ read ] }
        key: { kind: apiKey, docs: A key., in: header, name: X-Key }
        token: { kind: bearer }
        anonymous: { kind: none }
      defaults:
        fieldCase: camelCase
      modules:
        - shop

      module: shop
      actions:
        a:
          http: { method: GET, path: /a }
          output: string
          auth: [ oauth, key ]
        b:
          http: { method: GET, path: /b }
          output: string
          auth: none
        c:
          http: { method: GET, path: /c }
          output: string
          auth: [ key, anonymous ]
        d:
          http: { method: GET, path: /d }
          output: string
          auth: key
      "
    `);
  });

  it("may be of several documents: a module each, names that meet with their module's", () => {
    const one = (schema: string): string => JSON.stringify({ openapi: "3.0.0", info: { title: "X", version: schema }, paths: { "/go": { post: { operationId: "go", tags: ["t"], responses: { 200: { description: "", ...json({ $ref: `#/components/schemas/Item` }) } } } } }, components: { schemas: { Item: { type: "object", properties: { [schema]: text } } } } }); // prettier-ignore
    const files = { "a/first.openapi.json": one("x"), "second.yaml": one("y") };
    const merged = read(files);
    expect(merged.files.map(({ path }) => path)).toEqual(["api.yaml", "first.yaml", "second.yaml"]);
    expect(merged.file("second")).toContain("second_go:");
    expect(merged.file("api")).toContain("id: merged");
    expect(merged.told).toEqual(["AW6031 the version is left out: another document has another one, and an API has one"]); // prettier-ignore
    const tagged = importFiles(files, undefined, "tag");
    expect(tagged.files.map(({ path }) => path)).toEqual(["api.yaml", "t.yaml"]);
    expect(tagged.file("t")).toMatch(/^ {2}TItem:/m);
  });

  it("may lie in several files, in JSON and YAML, and say another version than it is written in", () => {
    const files = {
      "docs/api.yaml": `openapi: 3.0.0
info: { title: Split, version: "1" }
paths:
  /pets/{id}: { $ref: "paths/pets.yaml#/pet" }
components:
  schemas:
    Pet: { $ref: "./schemas/Pet.json" }
    Owner: { type: [object, "null"], properties: { pet: { $ref: "schemas/Pet.json#/$defs/Tag~1Name%20x" }, gone: { $ref: "#/components/schemas/Nope" }, far: { $ref: "https://example.com/x.json" } } }
`,
      "docs/paths/pets.yaml": `pet:
  get: { operationId: getPet, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "200": { description: "", content: { application/json: { schema: { $ref: "../api.yaml#/components/schemas/Pet" } } } } } }
`,
      "docs/schemas/Pet.json": JSON.stringify({ type: "object", properties: { name: text, parent: { $ref: "#" }, tag: { $ref: "#/$defs/Tag~1Name x" } }, $defs: { "Tag/Name x": { enum: ["a"] } } }),
    }; // prettier-ignore
    const result = read(files, ["docs/api.yaml"]);
    expect(`\n${[...result.told, result.file("split"), result.file("types")].join("\n")}`).toMatchInlineSnapshot(`
      "
      AW6010 \`#/components/schemas/Nope\` is left out: there is nothing at this pointer
      AW6010 \`https://example.com/x.json\` is left out: nothing is fetched
      module: split
      types:
        Pet:
          record: { name?: string, parent?: Pet, tag?: TagNameX }
        TagNameX: { enum: { a: {} } }
      actions:
        getPet:
          http: { method: GET, path: "/pets/{id}", pathParams: { id: string } }
          output: Pet

      module: types
      types:
        Owner:
          record: { pet?: split.TagNameX, gone?: json, far?: json }
      "
    `);
    const [first] = result.diagnostics;
    expect([first?.origin?.file, first?.label]).toEqual(["docs/api.yaml", "#/components/schemas/Owner/properties/gone/$ref"]); // prettier-ignore
  });
});

describe("mistakes", () => {
  it.each([
    ["Swagger 2.0", { "a.json": '{ "swagger": "2.0", "paths": {} }' }, "AW6002"],
    ["another JSON file", { "package.json": '{ "name": "x" }' }, "AW6001"],
    ["a list", { "a.json": "[]" }, "AW6001"],
    ["a later version", { "a.yaml": "openapi: 4.0.0" }, "AW6002"],
    ["broken JSON", { "a.json": '{ "openapi": ' }, "AW1009"],
    ["an empty file", { "a.yaml": "" }, "AW1010"],
    ["bytes that are no text", { "a.json": new Uint8Array([0xff, 0xfe]) }, "AW1014"],
  ])("%s is one clear diagnostic", (_, files, code) => {
    const { diagnostics, files: made } = importFiles(files);
    expect([diagnostics.map((diagnostic) => diagnostic.code), made]).toEqual([[code], []]);
  });

  it("no such file", () => {
    expect(importFiles({}, ["nope.json"]).told).toEqual(["AW7018 there is no file `nope.json`"]);
  });
});
