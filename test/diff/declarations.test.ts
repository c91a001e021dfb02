// What the page of the report shows of a type or an action: its declaration in both versions, and the lines that differ.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declarationsOf, ownerKey, type Owner } from "../../generator/diff/report/declarations.js";
import { sideBySide, type Line, type LinePair } from "../../generator/diff/report/line-diff.js";
import { apiOf, modelOf } from "../support/spec.js";

const module = (types: string, actions: string): string => apiOf(`types:\n${types}actions:\n${actions}`);
const old = modelOf(
  module(
    `  Rec: { docs: A record., record: { name: string, at?: u64 } }\n  State: { enum: { On: {}, Off: {} } }\n  GetAction: { record: { id: string } }\n`,
    `  hub_Get: { request: GetAction, output: Rec }\n  hub_State: { output: State }\n`,
  ),
);
const next = modelOf(
  module(
    `  Rec: { docs: A record., record: { name: string, at: u64 } }\n  State: { enum: { On: {}, Off: {}, Lost: {} } }\n  Size: { union: { tag: kind, variants: { Big: {}, Small: Rec } } }\n  GetAction: { record: { id: string } }\n`,
    `  hub_Get: { request: GetAction, output: list<Rec> }\n  hub_State: { output: State }\n  hub_Size: { output: Size }\n`,
  ),
);
const type = (name: string): Owner => ({ what: "type", name: `hub.${name}` });
const action = (name: string): Owner => ({ what: "action", name: `hub_${name}` });

async function declared(owner: Owner, int64?: "bigint") {
  const all = await declarationsOf([owner, owner], { old, new: next, ...(int64 && { int64 }) });
  return all.get(ownerKey(owner)) ?? expect.unreachable();
}

describe("a declaration", () => {
  it("of a record is its interface, on both sides", async () => {
    expect(await declared(type("Rec"))).toEqual({
      old: "/** A record. */\nexport interface Rec {\n  readonly name: string;\n  readonly at?: number | undefined;\n}",
      new: "/** A record. */\nexport interface Rec {\n  readonly name: string;\n  readonly at: number;\n}",
    });
    expect((await declared(type("Rec"), "bigint")).new).toContain("readonly at: bigint;");
  });

  it("of an enum or a union has a line for each arm, however few there are", async () => {
    expect(await declared(type("State"))).toEqual({
      old: `export type State =\n  | "On"\n  | "Off"\n  | $.Unrecognized;`,
      new: `export type State =\n  | "On"\n  | "Off"\n  | "Lost"\n  | $.Unrecognized;`,
    });
    const { old: before, new: after } = await declared(type("Size"));
    expect(before).toBeNull();
    expect(after).toMatch(/^export interface Size_Big \{\n {2}readonly kind: "Big";\n\}\n/);
    expect(after).toMatch(/\nexport type Size =\n {2}\| Size_Big\n {2}\| Size_Small\n {2}\| Size_\$unknown;$/);
  });

  it("of an action is how it travels, its fields and its method", async () => {
    const { old: before, new: after } = await declared(action("Get"));
    expect(before).toBe(
      [
        "// POST /invoke/hub_Get",
        "/** The fields of {@link GetAction}. */\nexport interface GetAction_Fields {\n  readonly id: string;\n}",
        "export interface HubGroup {\n  get(fields: GetAction_Fields, options?: $.CallOptions): $.Call<Rec>;\n}",
      ].join("\n\n"),
    );
    expect(after).toContain("$.Call<readonly Rec[]>");
  });

  it("of what is neither is none", async () => {
    expect(await declared({ what: "module", name: "hub" })).toEqual({ old: null, new: null });
    expect(await declared({ what: "api", name: "hub" })).toEqual({ old: null, new: null });
  });

  it("keeps strings that look like code", async () => {
    const model = modelOf(apiOf(`types:\n  Odd: { enum: { A: { wire: "a | b" }, B: { wire: "(\\"<" } } }\n`));
    const all = await declarationsOf([type("Odd")], { old: model, new: model });
    expect(all.get("type hub.Odd")?.old).toBe(`export type Odd =\n  | "a | b"\n  | '("<'\n  | $.Unrecognized;`);
  });
});

describe("lines side by side", () => {
  const text = (line: Line | undefined): string | undefined => line?.map((span) => span.text).join("");
  const shown = (pairs: readonly LinePair[]): readonly string[] =>
    pairs.map(({ same, old: before, new: after }) => {
      const mark = (line: Line | undefined): string =>
        (line ?? []).map((span) => (span.changed ? `[${span.text}]` : span.text)).join("");
      return same ? `  ${text(before) ?? ""}` : `${mark(before)} => ${mark(after)}`;
    });

  it("marks the words of a line that became another", () => {
    expect(shown(sideBySide("a {\n  readonly at?: number;\n}", "a {\n  readonly at: string;\n}"))).toEqual([
      "  a {",
      "  readonly at[?]: [number]; =>   readonly at: [string];",
      "  }",
    ]);
  });

  it("sets nothing beside a line that is not like it", () => {
    const [before, after] = ["  readonly name: string;", "  readonly owner?: users.UserId | undefined;"];
    expect(shown(sideBySide(before, after))).toEqual([`[${before}] => `, ` => [${after}]`]);
    expect(shown(sideBySide("x\ny", "x\ny\nz"))).toEqual(["  x", "  y", " => [z]"]);
  });

  const texts = fc
    .array(fc.constantFrom("a b", "a c", "{", "}", "  x: y;", "  x: z;", ""))
    .map((all) => all.join("\n"));
  it("has every line of both sides, in order, and what is the same on both", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const pairs = sideBySide(before, after);
        const side = (which: "old" | "new") => pairs.flatMap((pair) => text(pair[which]) ?? []).join("\n");
        expect([side("old"), side("new")]).toEqual([before, after]);
        for (const pair of pairs) if (pair.same) expect(text(pair.old)).toBe(text(pair.new));
        expect(sideBySide(before, before).every(({ same }) => same)).toBe(true);
      }),
    );
  });

  it("takes no time over a text that is rewritten from end to end", () => {
    const many = (name: string) => Array.from({ length: 20_000 }, (_, index) => `${name}${index}`).join("\n");
    const began = performance.now();
    expect(sideBySide(many("a"), many("b"))).toHaveLength(40_000);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
