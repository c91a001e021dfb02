// What may have another name: said where it is right, not said where something else would do as well.
import { describe, expect, it } from "vitest";
import { renamePatterns } from "../../generator/diff/rename-patterns.js";
import { compare, type Rename } from "../../generator/index.js";
import { apiOf, modelOf } from "../support/spec.js";

/** The hints between two bodies of a module. */
function hints(old: string, next: string): readonly Rename[] {
  return compare(modelOf(apiOf(old)), modelOf(apiOf(next))).renames;
}

const told = (renames: readonly Rename[]): unknown => renames.map(({ what, from, to, confidence }) => [what, from, to, confidence]); // prettier-ignore

describe("an action with types of other names", () => {
  const spec = (action: string, ask: string, fields = "id: string, note?: string"): string =>
    `types:\n  ${ask}: { record: { ${fields} } }\nactions:\n  ${action}: { request: ${ask}, output: unit }`;

  it("is known by what these are made of, and most of its name", () => {
    const found = hints(spec("hub_CloseOpenOrder", "CloseOpenOrder"), spec("hub_CloseOrder", "OrderToClose"));
    expect(found.filter(({ what }) => what === "action")).toEqual([
      { what: "action", from: "hub_CloseOpenOrder", to: "hub_CloseOrder", confidence: 0.77, evidence: ["request and output are made of the same", "most words of the name are the same"] },
    ]); // prettier-ignore
  });

  it.each([
    ["its name is another", "hub_Refund", "Refund", undefined],
    ["its types are made of something else", "hub_CloseOrder", "Close", "id: string"],
  ])("is not guessed where %s", (_, action, ask, fields) => {
    expect(hints(spec("hub_CloseOpenOrder", "CloseOpenOrder"), spec(action, ask, fields)).filter(({ what }) => what === "action")).toEqual([]); // prettier-ignore
  });

  it("is not guessed by what many actions take", () => {
    expect(told(hints(spec("hub_CloseOpenOrder", "A", "id: string"), spec("hub_CloseOrder", "B", "id: string")))).toEqual([]); // prettier-ignore
  });

  it("is another one if its parameters are", () => {
    const rest = (name: string, path: string): string => `types:\n  User: { record: { id: string } }\nactions:\n  ${name}: { output: User, http: { method: GET, path: ${path} } }`; // prettier-ignore
    const one = rest("users_Get", '"/users/{id}", pathParams: { id: string }');
    expect(told(hints(one, rest("users_Me", "/me")))).toEqual([]);
    expect(told(hints(one, rest("users_Fetch", '"/users/{id}", pathParams: { id: string }')))).toEqual([["action", "users_Get", "users_Fetch", 0.98]]); // prettier-ignore
  });
});

describe("a type", () => {
  const types = (...lines: readonly string[]): string => `types:\n${lines.map((line) => `  ${line}`).join("\n")}`;
  const pair = "{ record: { left: string, right: string } }";

  it("is known by its structure and half of its name, nested types with it", () => {
    const old = types("UserInvitation: { record: { state: UserInvitationState, next?: UserInvitation } }", "UserInvitationState: { enum: { Open: {}, Used: {} } }"); // prettier-ignore
    const next = types("UserInvite: { record: { state: UserInviteState, next?: UserInvite } }", "UserInviteState: { enum: { Used: {}, Open: {} } }"); // prettier-ignore
    expect(told(hints(old, next))).toEqual([["type", "hub.UserInvitationState", "hub.UserInviteState", 0.7]]);
    expect(told(hints(old, next.replaceAll("UserInvite", "UserInvitationOf")))).toEqual([
      ["type", "hub.UserInvitation", "hub.UserInvitationOf", 0.77],
      ["type", "hub.UserInvitationState", "hub.UserInvitationOfState", 0.8],
    ]);
  });

  it("is known by its name in another module", () => {
    const module = (name: string, more: string): string => `  - module: ${name}\n    types: { Other: { record: { a: string } }${more} }\n`; // prettier-ignore
    const head = apiOf("", "").replace(/ {2}- module: hub\n\s*/, "");
    const model = (home: string) => modelOf(head + ["one", "two"].map((name) => module(name, name === home ? `, Pair: ${pair}` : "")).join("")); // prettier-ignore
    expect(told(compare(model("one"), model("two")).renames)).toEqual([["type", "one.Pair", "two.Pair", 0.95]]);
  });

  it.each([
    ["two became one", types(`ProjectInvitation: ${pair}`, `RepositoryInvitation: ${pair}`), types(`OrganizationInvitation: ${pair}`)],
    ["it says nothing", types("UserId: { opaque: string }", "UserNone: { record: {} }"), types("UsersId: { opaque: string }", "UsersNone: { record: {} }")],
    ["its name is another", types(`Size: ${pair}`), types(`Point: ${pair}`)],
  ])("is not guessed where %s", (_, old, next) => {
    expect(hints(old, next)).toEqual([]);
  }); // prettier-ignore
});

describe("a field", () => {
  const record = (fields: string, more = ""): string => `types:\n  Kept: { record: { ${fields} } }${more}`;
  const field = (old: string, next: string): readonly Rename[] => hints(record(old), record(next));

  it("is known by more than half of its name", () => {
    expect(field("token_id: string", "device_token_id: string")).toEqual([
      { what: "field", from: "hub.Kept.tokenId", to: "hub.Kept.deviceTokenId", confidence: 0.77, evidence: ["same type", "most words of the name are the same"] },
    ]); // prettier-ignore
  });

  it("is known by its documentation; what comes next to it is told", () => {
    const docs = "{ type: string, docs: What the world sees. }";
    expect(field(`name: ${docs}`, `public_name: ${docs}, display_name: string`)).toEqual([
      { what: "field", from: "hub.Kept.name", to: "hub.Kept.publicName", confidence: 0.9, evidence: ["same type", "same documentation", "the next best is `displayName`"] },
    ]); // prettier-ignore
  });

  it.each([
    ["only one word is the same", "name: string", "display_name: string"],
    ["two are as like", "name: string", "display_name: string, public_name?: string"],
    ["two would become it", "my_token_id: string, your_token_id: string", "token_id: string"],
    ["its type is another", "token_id: string", "the_token_id: u32"],
    ["it may now be left out", "token_id: string", "the_token_id?: string"],
  ])("is not guessed where %s", (_, old, next) => {
    expect(field(old, next)).toEqual([]);
  });

  it("is within a new one, with others", () => {
    const held = "\n  Config: { record: { endpoint: string, bucket?: string, s3_region: string } }";
    const found = hints(record("s3_endpoint: string, s3_bucket?: string, s3_size: u32"), record("s3_config: Config", held)); // prettier-ignore
    expect(told(found)).toEqual([
      ["field", "hub.Kept.s3Endpoint", "hub.Config.endpoint", 0.9],
      ["field", "hub.Kept.s3Bucket", "hub.Config.bucket", 0.9],
    ]);
    expect(hints(record("s3_endpoint: string"), record("s3_config: Config", held))).toEqual([]);
  });
});

describe("patterns of renames", () => {
  const rename = (what: Rename["what"], from: string, to: string): Rename => ({ what, from, to, confidence: 1, evidence: [] }); // prettier-ignore
  const patterns = (...renames: readonly Rename[]): unknown =>
    renamePatterns(renames).map(({ what, pattern, renames: { length } }) => [what, pattern, length]);

  it("are words that names lost, got, or have in place of others, and what they moved into", () => {
    expect(
      patterns(
        rename("action", "users_QueryUsers", "users_Query"),
        rename("action", "users_GetUserDetails", "users_GetDetails"),
        rename("action", "users_Fetch", "users_Load"),
        rename("action", "jobs_Get", "jobs_GetAll"),
        rename("action", "nodes_Get", "nodes_GetAll"),
        rename("action", "jobs_Fetch", "jobs_Load"),
        rename("field", "a.Old.s3Bucket", "a.S3.bucket"),
        rename("field", "a.Old.s3Region", "a.S3.region"),
        rename("type", "a.Pair", "b.Pair"),
        rename("action", "jobs_Stop", "jobs_Cancel"),
      ),
    ).toEqual([
      ["action", "without `Users`, `User` in the name", 2],
      ["action", "`Load` in place of `Fetch`", 2],
      ["action", "with `All` in the name", 2],
      ["field", "from `a.Old` to `a.S3`", 2],
      ["type", undefined, 1],
      ["action", undefined, 1],
    ]);
  });
});
