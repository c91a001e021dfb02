// What `lower` makes of a spec where nothing is emitted yet, and what holds for every model: its nodes are where they are
// written, it is plain data, it does not change, and it does not know where its files lie.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../generator/check.js";
import { createReport } from "../generator/diagnostics.js";
import type { Action, Json, Model, NamedType, Origin, Parameter } from "../generator/model.js";
import { allActions, typesById } from "../generator/model.js";
import { inFieldCase, inValueCase, trainCase } from "../generator/names.js";
import { fixture, fixturePath, fixtures, lowerFixture, type Fixture } from "./support/fixtures.js";

const models = new Map(fixtures.map((each) => [each.name, lowerFixture(each)] as const));

describe("parameters", () => {
  const { parameters, ...update } = getAction("action-http-parameters", "things_Update");
  const wires = (place: Parameter["place"]): Record<string, string> =>
    Object.fromEntries(parameters.filter((each) => each.place === place).map(({ property, wire }) => [property, wire]));

  it("are called on the wire as their place asks", () => {
    expect(wires("path")).toEqual({ thingId: "thing_id", version: "versionNumber" });
    expect(wires("query")).toEqual({
      dryRun: "dry_run",
      sortOrder: "sort_order",
      since: "since",
      pageSize: "page_size",
      queryLabels: "labels",
    });
    expect(wires("header")).toEqual({
      userPrincipalName: "User-Principal-Name",
      trace: "x-trace",
      knownVersion: "Etag",
    });
  });

  it("keep their order, path before query before headers", () => {
    expect(parameters.map(({ place }) => place)).toEqual([
      ...["path", "path"],
      ...["query", "query", "query", "query", "query"],
      ...["header", "header", "header"],
    ]);
  });

  it("are optional where the spec says so, and carry what long forms say", () => {
    const byName = new Map(parameters.map((each) => [each.name, each]));
    expect(parameters.filter(({ optional }) => !optional).map(({ name }) => name)).toEqual(["thing_id", "version", "page_size", "trace"]); // prettier-ignore
    expect(byName.get("dry_run")).toMatchObject({ docs: "Change nothing.", default: { value: false } });
    expect(byName.get("sort_order")?.examples).toMatchObject([{ value: "asc" }]);
    expect(byName.get("since")?.open).toBe(true);
    expect(byName.get("page_size")).toMatchObject({ fill: { value: 20 }, constraints: [{ min: 1, max: 100 }] });
    expect(byName.get("trace")?.sensitive).toBe(true);
    expect(byName.get("labels")?.deprecated?.note).toBe("Leave it out.");
    expect(byName.get("etag")?.constraints).toMatchObject([{ minLength: 1 }]);
  });

  it("name the placeholders of the path", () => {
    expect(update.binding).toMatchObject({ kind: "http", method: "PATCH", path: "/v1/things/{thing_id}/{versionNumber}", accept: undefined }); // prettier-ignore
  });

  it("stand beside the body's fields in one flat input, and a body that is no record is `body`", () => {
    expect(update.body).toMatchObject({ kind: "record", record: "things.Body" });
    expect(getAction("action-http-parameters", "things_Put").body).toMatchObject({ kind: "value", property: "body", slot: { type: { kind: "list" } } }); // prettier-ignore
  });

  it("take their style from the action unless they have one", () => {
    const styleOf = (name: string): unknown =>
      Object.fromEntries(getAction("action-http-styles", name).parameters.map(({ property, style, explode }) => [property, `${style} ${explode}`])); // prettier-ignore
    expect(styleOf("things_Default")).toEqual({
      ids: "form true",
      filter: "form true",
      tags: "form true",
      one: "form true",
    });
    expect(styleOf("things_Styled")).toEqual({
      inherited: "pipeDelimited false",
      form: "form true",
      joined: "form false",
      deep: "deepObject true",
      spaces: "spaceDelimited false",
      exploded: "pipeDelimited true",
    });
    expect(getAction("action-http-styles", "things_Csv").binding).toMatchObject({ accept: "text/csv" });
  });
});

describe("bodies", () => {
  it.each([
    ["things_Text", { kind: "value", property: "body", slot: { type: { kind: "scalar", scalar: "string" } } }],
    [
      "things_List",
      { kind: "value", docs: "Which ones.", slot: { constraints: [{ maxItems: 3 }], examples: [{ value: ["a"] }] } },
    ],
    ["things_Choice", { kind: "value" }],
    ["things_Nullable", { kind: "value", slot: { type: { kind: "nullable" } } }],
    ["things_Json", { kind: "value" }],
    ["things_Alias", { kind: "record", record: "things.Rec" }],
    ["things_Unit", { kind: "none" }],
  ])("%s", (name, body) => {
    expect(getAction("action-rpc-body-value", name).body).toMatchObject(body);
  });
});

describe("successes", () => {
  const outcomes = (fixtureName: string, name: string): readonly string[] =>
    getAction(fixtureName, name).outputs.map(({ status, outcome }) => `${status} ${outcome}`);

  it("are any 2xx for a type, and one by one for a map", () => {
    expect(outcomes("action-outputs-several", "things_One")).toEqual(["2XX success"]);
    expect(outcomes("action-outputs-several", "things_OneLong")).toEqual(["2XX success"]);
    expect(outcomes("action-outputs-several", "things_OneOfMap")).toEqual(["201 created"]);
    expect(outcomes("action-outputs-several", "things_Several")).toEqual(["200 ok", "202 stillRunning", "204 noContent", "2XX success"]); // prettier-ignore
  });

  it("have a name for each status", () => {
    expect(outcomes("action-outputs-several", "things_AllNamed")).toEqual([
      ...["200 ok", "201 created", "202 accepted", "203 nonAuthoritative", "204 noContent", "205 resetContent"],
      ...["206 partialContent", "207 multiStatus", "208 status208", "2XX success"],
    ]);
  });

  it("keep docs, constraints and the status of examples", () => {
    expect(getAction("action-outputs-several", "things_OneLong").outputs[0]).toMatchObject({ docs: "All of them.", slot: { constraints: [{ maxItems: 3 }] } }); // prettier-ignore
    expect(getAction("action-outputs-several", "things_Several").outputs.map(({ docs }) => docs)).toEqual(["It is done.", "It goes on.", undefined, undefined]); // prettier-ignore
    expect(getAction("action-outputs-several", "things_Several").examples.map(({ status }) => status)).toEqual([undefined, "202", "2XX"]); // prettier-ignore
  });

  it("may be a text or a stream as a whole", () => {
    expect(allActions(getModel("action-text-stream")).map(({ outputs }) => outputs.map(({ slot }) => slot.type.kind))).toEqual([["named"], ["text"], ["stream"], ["text", "stream"]]); // prettier-ignore
  });
});

describe("errors", () => {
  const table = (name: string): readonly string[] =>
    getAction("action-errors", name).errors.map(({ status, slot }) => `${status} ${JSON.stringify("target" in slot.type ? slot.type.target : slot.type.kind)}`); // prettier-ignore

  it("are the API's where an action has none of its own, the most specific first", () => {
    expect(table("things_Plain")).toEqual(['404 "errors.ActionError"', '409 "scalar"', '5XX "scalar"', 'default "errors.ActionError"']); // prettier-ignore
  });

  it("of an action are laid over those of the API", () => {
    expect(table("things_Layered")).toEqual(['404 "things.Own"', '409 "scalar"', '503 "nullable"', '4XX "things.Own"', '5XX "scalar"', 'default "scalar"']); // prettier-ignore
  });

  it("name the fields that are lifted by their names in code", () => {
    const errors = getAction("action-errors", "things_Layered").errors;
    expect(errors.find(({ status }) => status === "4XX")).toMatchObject({ code: "errorCode", message: "detailText" });
    expect(errors.find(({ status }) => status === "404")).toMatchObject({ code: undefined, message: undefined });
    expect(errors.find(({ status }) => status === "4XX")?.docs).toBe("What was wrong.");
    expect(getModel("action-errors").errors.find(({ status }) => status === "default")).toMatchObject({ code: "kind", message: "message" }); // prettier-ignore
  });
});

it("effects follow from the method, unless the action has one", () => {
  expect(
    Object.fromEntries(allActions(getModel("effects")).map(({ name, effect }) => [name.slice(7), effect])),
  ).toEqual({
    Rpc: "write",
    RpcRead: "read",
    RpcIdempotent: "idempotent",
    Get: "read",
    Head: "read",
    Options: "read",
    Post: "write",
    PostRead: "read",
    Put: "idempotent",
    PutWrite: "write",
    Patch: "write",
    Delete: "idempotent",
  });
});

describe("names", () => {
  it("of classes, groups and methods follow from the action", () => {
    const names = allActions(getModel("action-class-and-name")).map(({ name, className, classRecord, group, method }) => [name, className, classRecord, `${group}.${method}`]); // prettier-ignore
    expect(names).toEqual([
      ["repositoryAssets_Upload", "UploadAction", "repository_assets.UploadAction", "repositoryAssets.upload"],
      ["repository_assets_Copy", "CopyAction", "repository_assets.CopyAction", "repositoryAssets.copy"],
      ["RepositoryAssets_List_All", "ListAllAction", undefined, "repositoryAssets.listAll"],
      ["assets_Delete", "AssetsDeleteAction", undefined, "repositoryAssets.assetsDelete"],
      ["repositoryAssets_2Fa", "RepositoryAssets2FaAction", undefined, "repositoryAssets.repositoryAssets2Fa"],
      ["repositoryAssets_Move", "BinAction", undefined, "repositoryAssets.moveToBin"],
      ["repositoryAssets_Tag", "AddAction", undefined, "tagTools.add"],
      ["ping", "PingAction", undefined, "tools.ping"],
    ]);
  });

  it("of a class are the request record's only if that is a record of the same module, and not renamed", () => {
    const classes = allActions(getModel("action-rpc")).map(({ className, classRecord }) => [className, classRecord]);
    expect(classes).toEqual([
      ["SetNameAction", "things.SetNameAction"],
      ["FilterAction", "things.FilterAction"],
      ["PingAction", "things.PingAction"],
      ["CountAction", undefined],
      ["ShareThingAction", undefined],
      ["ShareElsewhereAction", undefined],
    ]);
  });

  it("of modules become a namespace and a file", () => {
    expect(getModel("modules").modules.map(({ name, namespace, file, docs }) => [name, namespace, file, docs])).toEqual(
      [
        ["device_fleet", "deviceFleet", "device-fleet", "Devices."],
        ["datetime", "datetime", "datetime", undefined],
        ["shared", "shared", "shared", undefined],
      ],
    );
  });

  it.each([
    ["device_id", "deviceId", "device_id", "device-id", "DeviceId", "Device-Id"],
    ["x", "x", "x", "x", "X", "X"],
    ["address_2_line", "address2Line", "address_2_line", "address-2-line", "Address2Line", "Address-2-Line"],
    ["ipv4", "ipv4", "ipv4", "ipv4", "Ipv4", "Ipv4"],
  ] as const)("%s has a form in each case", (name, camel, snake, kebab, pascal, train) => {
    const forms = (["camelCase", "snake_case", "kebab-case", "PascalCase"] as const).map((each) =>
      inFieldCase(name, each),
    );
    expect([...forms, trainCase(name)]).toEqual([camel, snake, kebab, pascal, train]);
  });

  it("of values keep what they are where they are as written", () => {
    expect(inValueCase("HTTPProxy2", "asWritten")).toBe("HTTPProxy2");
  });
});

it("every extension reaches the node that stands for its mapping", () => {
  const model = getModel("extensions");
  expect(model.extensions).toEqual({ "x-document": { any: [1, null] }, "x-api": true, "x-defaults": 1 });
  const written = new Set(readFileSync(fixturePath("extensions", "spec.yaml"), "utf8").match(/(?<=[{ ])x-\w+(?=:)/g));
  const reached = new Set<string>();
  visit(model, ({ extensions }) => Object.keys(extensions ?? {}).forEach((key) => reached.add(key)));
  expect([...written].filter((key) => !reached.has(key))).toEqual([]);
  expect(getTypes("extensions").map(({ extensions }) => extensions["x-type"])).toEqual(["failure", "opaque", "newtype", "alias", "enum", "union", "record", undefined]); // prettier-ignore
});

describe("calls", () => {
  it("page by paths of properties", () => {
    expect(getAction("calls", "things_List").pagination).toMatchObject({ kind: "cursor", request: "pageCursor", response: ["paging", "nextCursor"], items: ["allItems"] }); // prettier-ignore
    expect(getAction("calls", "things_Offset").pagination).toMatchObject({ kind: "offset", request: "startAt", response: undefined, items: ["allItems"] }); // prettier-ignore
    expect(getAction("calls", "things_Page").pagination).toMatchObject({ kind: "page", request: "pageNumber" });
  });

  it("poll until a field has one of some values", () => {
    expect(getAction("calls", "things_Start").poll).toMatchObject({
      with: "things_Status",
      until: { path: ["run", "runState"], values: ["done", "100"] },
      failed: { path: ["run", "runState"], values: ["failed"] },
    });
    expect(getAction("calls", "things_Wait").poll).toMatchObject({ until: { values: [100] }, failed: undefined });
  });

  it("may be repeated, so and so often and under a header", () => {
    expect(getAction("calls", "things_Start")).toMatchObject({ retries: 0, idempotencyHeader: "Idempotency-Key" });
    expect(getAction("calls", "things_Wait")).toMatchObject({ retries: 5, idempotencyHeader: undefined });
    expect(getAction("calls", "things_List").retries).toBeUndefined();
  });
});

describe("the API", () => {
  it("has servers with variables, which are options of the client", () => {
    const { servers, ...model } = getModel("servers");
    const plain = servers.map(({ url, docs, variables }) => ({ url, docs, variables: variables.map(withoutOrigin) }));
    expect(plain).toEqual([
      {
        url: "https://{instance}.api.{region}.example.com:{port_number}/base",
        docs: "The cloud.",
        variables: [
          { name: "instance", property: "instance", docs: "Your instance.", values: [], open: false, default: undefined },
          { name: "region", property: "region", docs: "Where it is.", values: ["us", "eu"], open: true, default: "eu" },
          { name: "port_number", property: "portNumber", docs: undefined, values: ["443", "8443"], open: false, default: "443" },
        ],
      },
      { url: "http://localhost:8080", docs: undefined, variables: [] },
    ]); // prettier-ignore
    expect(model).toMatchObject({
      id: "servers",
      title: "Servers",
      version: "2026.8.15",
      versioning: "calver",
      docs: "An API with *servers*.",
      requestIdHeader: "x-request-id",
      actionSpec: 1,
    });
    expect(getModel("scalars").versioning).toBe("semver");
    expect(getModel("defaults").versioning).toBe("none");
  });

  it("has auth schemes of every kind", () => {
    expect(getModel("auth-kinds").auth.map(withoutOrigin)).toEqual([
      { name: "bearer", kind: "bearer", env: "TOKEN", docs: "A token, from the console." },
      { name: "basic", kind: "basic", env: { username: "USER_NAME", password: "USER_PASSWORD" }, docs: "Name and password." },
      { name: "key", kind: "apiKey", in: "query", wire: "api_key", env: "API_KEY", docs: "A key." },
      {
        name: "oauth",
        kind: "oauth2ClientCredentials",
        docs: "Machine to machine.",
        tokenUrl: "https://{tenant}.login.example.com/token",
        clientAuth: "post",
        scopes: ["read", "write:all"],
        env: { clientId: "CLIENT_ID", clientSecret: "CLIENT_SECRET" },
      },
      { name: "anonymous", kind: "none", docs: "Nobody." },
    ]); // prettier-ignore
    const oauth = getModel("extensions").auth.find(({ kind }) => kind === "oauth2ClientCredentials");
    expect(oauth).toMatchObject({ clientAuth: "basic", scopes: [] });
  });

  it("lets actions choose among them", () => {
    expect(allActions(getModel("auth-kinds")).map(({ auth }) => auth)).toEqual([["bearer", "basic", "key", "oauth", "anonymous"], ["bearer"], ["oauth", "key"], []]); // prettier-ignore
  });
});

it("what is deprecated, unstable or renamed says so on every kind of node", () => {
  const [old] = getTypes("deprecated-stability-feature");
  expect(old?.deprecated).toMatchObject({ since: "0.9", removeIn: "2.0", use: "New", note: "It was too short." });
  const told = nodesOf(getModel("deprecated-stability-feature")).filter(hasLife).map(({ id, stability, feature, deprecated }) => `${id}: ${stability} ${feature ?? "-"} ${deprecated?.use ?? deprecated?.note ?? deprecated?.since ?? "-"}`); // prettier-ignore
  expect(told).toEqual([
    "things.Old: stable - New",
    "things.New: beta new_ids -",
    "things.Text: experimental texts things.New",
    "things.Status: stable - 1.0",
    "things.Status.On: stable - Off",
    "things.Status.Off: beta off_switch -",
    "things.Choice: experimental choices -",
    "things.Choice.A: stable - B",
    "things.Choice.B: beta variant_b -",
    "things.Rec: stable - Old",
    "things.Rec.old_id: stable - new_id",
    "things.Rec.new_id: beta new_ids -",
    "things.GetAction: beta gets -",
    "things_Get: stable - things_List",
    "things_List: experimental lists -",
    "things_List.old: beta q new",
  ]);
  expect(nodesOf(getModel("was")).flatMap(({ id, was }) => (was === undefined ? [] : [`${id} was ${was}`]))).toEqual([
    "things.DeviceId was DeviceID",
    "things.Name was Label",
    "things.Text was Words",
    "things.Status was State",
    "things.Status.Healthy was Well",
    "things.Choice was Pick",
    "things.Choice.First was One",
    "things.Rec was Thing",
    "things.Rec.device_id was device",
    "things.GetThingAction was GetAction",
    "things_GetThing was things_Get",
    "things_Search.text was query",
  ]);
});

it("secrets are marked wherever they stand", () => {
  const model = getModel("sensitive");
  const types = getTypes("sensitive");
  expect(types.flatMap((type) => ("slot" in type && type.slot.sensitive ? [type.name] : []))).toEqual([
    "Jwt",
    "Key",
    "Secret",
  ]);
  expect(types.flatMap((type) => (type.kind === "record" ? type.fields.filter(({ sensitive }) => sensitive).map(({ id }) => id) : []))).toEqual(["things.Login.password"]); // prettier-ignore
  expect(types.flatMap((type) => (type.kind === "union" ? type.variants.map(({ payload }) => payload?.sensitive) : []))).toEqual([true]); // prettier-ignore
  expect(allActions(model)).toMatchObject([
    { body: { slot: { sensitive: true } }, outputs: [{ slot: { sensitive: true } }] },
  ]);
});

it("a constraint of an alias stays with the alias, and one that is written beside its use stands there", () => {
  const types = typesById(getModel("constraints"));
  const inherited = types.get("things.Inherited");
  const fields = inherited?.kind === "record" ? inherited.fields : [];
  expect(fields.map(({ name, constraints, type }) => [name, constraints.length, type.kind])).toContainEqual([
    "one",
    0,
    "named",
  ]);
  expect(fields.find(({ name }) => name === "three")?.constraints).toMatchObject([
    { pattern: "^a", maxLength: undefined },
  ]);
  const shorter = types.get("things.Shorter");
  expect(shorter?.kind === "alias" ? shorter.slot.constraints : []).toMatchObject([
    { minLength: 2, maxLength: undefined },
  ]);
});

describe.each(fixtures.map((each) => [each.name, each] as const))("the model of %s", (name, each) => {
  const model = getModel(name);

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(withoutUndefined(model));
  });

  it("is the same when it is made again, wherever its files lie", () => {
    const elsewhere = lowerFixture(moved(each, "some/other/folder"));
    expect(JSON.stringify(withoutFiles(elsewhere))).toBe(JSON.stringify(withoutFiles(model)));
    expect(elsewhere.origin.file).toMatch(/^some\/other\/folder\//);
  });

  it("is not changed by who reads it", () => {
    const frozen = deepFreeze(lowerFixture(each));
    const report = createReport();
    check(frozen, report);
    expect(report.hasErrors).toBe(false);
  });

  it("has one node for an identity", () => {
    const ids = nodesOf(model).map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("has every name where it is written", () => {
    // A patch's own path names what it adds: there the value is what is written.
    const nodes = namedNodes(model).filter((node) => !("id" in node && node.id === "things.Thing.added"));
    for (const { name: written, origin } of nodes)
      expect([written, `${written}?`]).toContain(unquoted(sliceOf(each, origin)));
  });

  it("has every type where it is written", () => {
    for (const { text, origin } of typeTexts(model)) expect(unquoted(sliceOf(each, origin))).toContain(text);
  });

  it("names only types that are there, with as many arguments as they have parameters", () => {
    const types = typesById(model);
    visit(model, (node) => {
      if (node["kind"] !== "named") return;
      const target = types.get(String(node["target"]));
      expect(target?.params.length).toBe((node["args"] as readonly unknown[]).length);
    });
  });
});

// ── Reading models ──────────────────────────────────────────────────────────────────────────────────────────────────

function getModel(name: string): Model {
  return models.get(name) ?? lowerFixture(fixture(name));
}

function getTypes(name: string): readonly NamedType[] {
  return getModel(name).modules.flatMap(({ types }) => types);
}

function getAction(name: string, id: string): Action {
  const found = allActions(getModel(name)).find((action) => action.id === id);
  if (!found) throw new Error(`${name} has no action ${id}`);
  return found;
}

type Described = Pick<NamedType, "id" | "stability" | "feature" | "deprecated" | "was" | "name" | "origin">;

/** Types with their members, then actions with their parameters. */
function nodesOf({ modules }: Model): readonly Described[] {
  return modules.flatMap(({ types, actions }) => [
    ...types.flatMap((type) => [type, ...membersOf(type)]),
    ...actions.flatMap((action) => [action, ...action.parameters]),
  ]);
}

function membersOf(type: NamedType): readonly Described[] {
  if (type.kind === "record") return type.fields;
  if (type.kind === "enum") return type.values;
  return type.kind === "union" ? type.variants : [];
}

function hasLife({ stability, feature, deprecated }: Described): boolean {
  return stability !== "stable" || feature !== undefined || deprecated !== undefined;
}

function withoutOrigin<T extends { readonly origin: Origin; readonly extensions?: unknown }>(
  node: T,
): Omit<T, "origin" | "extensions"> {
  const { origin: _, extensions: __, ...rest } = node;
  return rest;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutUndefined(member)]));
}

/** A fixture whose files lie elsewhere. */
function moved(each: Fixture, folder: string): Fixture {
  const prefix = `${folder}/`;
  const back = (path: string): string => (path === folder ? "." : path.replace(prefix, ""));
  const host = {
    read: (path: string) => each.host.read(back(path)),
    list: (path: string) => each.host.list(back(path)),
  };
  return { ...each, spec: `${prefix}${each.spec}`, overlays: each.overlays.map((path) => `${prefix}${path}`), host };
}

/** A model without the paths of its files, which are the one thing that depends on their place. */
function withoutFiles(model: Model | undefined): Json {
  return JSON.parse(JSON.stringify(model, (key, value: unknown) => (key === "file" && typeof value === "string" && /\.(yaml|json)$/.test(value) ? "" : value))) as Json; // prettier-ignore
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

function visit(value: unknown, see: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) see(value as Readonly<Record<string, unknown>>);
  Object.values(value).forEach((member) => visit(member, see));
}

// ── Where things are written ────────────────────────────────────────────────────────────────────────────────────────

function sliceOf({ name }: Fixture, { file, start, end }: Origin): string {
  return readFileSync(fixturePath(name, file), "utf8").slice(start, end);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, "$2");
}

/** Nodes that are written as the key of a mapping. */
function namedNodes(model: Model): readonly { readonly name: string; readonly origin: Origin }[] {
  const servers = model.servers.flatMap(({ variables }) => variables);
  const errors = allActions(model).flatMap((action) => action.errors).map(({ status, origin }) => ({ name: status, origin })); // prettier-ignore
  return [...nodesOf(model), ...servers, ...model.auth, ...errors];
}

/** What a type expression has to have in it, and where it stands: what it is, without the types within. */
function typeTexts(model: Model): readonly { readonly text: string; readonly origin: Origin }[] {
  const found: { text: string; origin: Origin }[] = [];
  visit(model, (node) => {
    const { type, typeOrigin } = node as {
      readonly type?: { kind: string; [key: string]: unknown };
      readonly typeOrigin?: Origin;
    };
    if (!type || !typeOrigin) return;
    const target = typeof type["target"] === "string" ? type["target"].split(".").at(-1) : undefined;
    const text =
      target ?? (type.kind === "scalar" ? type["scalar"] : type.kind === "parameter" ? type["name"] : type.kind);
    found.push({ text: String(text), origin: typeOrigin });
  });
  return found;
}
