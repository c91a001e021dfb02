// The catalogue as people read it: the table of rules, and one kind at length.
import { describe, expect, it } from "vitest";
import { compare, kinds, type Kind } from "../../generator/index.js";
import { explainKind, renderRules, explainedNames, rules } from "../../generator/diff/rules.js";
import { positionsOf, ruleId } from "../../generator/diff/policy.js";
import { modelOf } from "../support/spec.js";
import { apiRows, apiWith, typeRows } from "./mutations.js";

describe("the list of rules", () => {
  const lines = renderRules("pretty", false).split("\n");

  it("has a line for each kind in each position that it can have", () => {
    const ids = lines.slice(1, rules.length + 1).map((line) => line.split(" ")[0]);
    expect(ids).toEqual(rules.map(({ rule }) => rule));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id?.endsWith("/field-removed"))).toEqual(["req/field-removed", "out/field-removed", "none/field-removed"]); // prettier-ignore
    expect(new Set(rules.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  });

  it("says the verdict and the levels of each", () => {
    const cellsOf = (rule: string): readonly string[] | undefined => lines.find((line) => line.startsWith(`${rule} `))?.split(/ {2,}/); // prettier-ignore
    expect(cellsOf("req/field-added")).toEqual(["req/field-added", "SAWX", "breaking, safe", "A field is new"]);
    expect(cellsOf("none/field-added")).toEqual(["none/field-added", "SA..", "dangerous, safe", "A field is new"]);
    expect(cellsOf("out/action-errors-removed")).toEqual(["out/action-errors-removed", "S...", "dangerous, safe", "A declared error is gone"]); // prettier-ignore
    expect(cellsOf("req/alias-type-changed")?.slice(1, 3)).toEqual(["by types", "breaking, dangerous, safe"]);
  });

  it("is JSON for programs", () => {
    const { schemaVersion, rules: read } = JSON.parse(renderRules("json", true)) as { readonly schemaVersion: number; readonly rules: typeof rules }; // prettier-ignore
    expect(schemaVersion).toBe(1);
    expect(read).toEqual(rules);
  });

  it("has every rule that a change can have, with its level among those that it says", () => {
    const levelsOf = new Map(rules.map(({ rule, levels }) => [rule, levels]));
    const pairs = [
      ...typeRows.flatMap((row) => (["both", "none"] as const).map((placement) => [apiWith(row.old, placement), apiWith(row.new, placement)] as const)), // prettier-ignore
      ...apiRows.map((row) => [row.old, row.new] as const),
    ];
    for (const [old, next] of pairs)
      for (const change of compare(modelOf(old), modelOf(next)).changes)
        for (const position of positionsOf(change)) {
          const { level } = position === "none" ? change : (change.positions[position] ?? change);
          expect(levelsOf.get(ruleId(position, change.kind)), change.where).toContain(level);
        }
  });
});

it("what can do harm has advice, one sentence of it", () => {
  for (const [kind, { advice }] of Object.entries(kinds)) {
    const worst = rules.filter((rule) => rule.kind === kind).map(({ levels }) => levels[0]);
    const isHarmful = worst.some((level) => level === "breaking" || level === "dangerous");
    const isAdvised = advice !== undefined;
    expect([kind, isAdvised]).toEqual([kind, isHarmful]);
    if (isAdvised) expect(advice).toMatch(/^[A-Z`][^.]*[^. ]\.$/);
  }
});

describe("explain", () => {
  it.each(explainedNames)("%s", (name) => {
    const kind = name.replace(/^.*\//, "") as Kind;
    const text = explainKind(name, false) ?? "";
    expect(text.split("\n")[0]).toBe(`${name}: ${kinds[kind].title}`);
    for (const part of [kinds[kind].advice ?? "", kinds[kind].reverse, "diff accept", `${kind}: safe`]) expect(text).toContain(part); // prettier-ignore
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(150);
  });

  it("a kind in full", () => {
    expect(explainKind("variant-removed", false)).toMatchInlineSnapshot(`
      "variant-removed: A variant is gone

      Taken back it is \`variant-added\`.

      req/variant-removed  in what callers send

        renamed: only its name in code is another
          S...  dangerous: the type of this variant has another name (TS2724); what travels stays the same
        renamedUnit: only its name in code is another, and it holds nothing
          ....  safe: old code and old clients go on as before
        any: in every other case
          SAWX  breaking: code that sends it does not compile any more (TS2322), and the server does not know it

      out/variant-removed  in what callers are given

        renamed: only its name in code is another
          S...  dangerous: the type of this variant has another name (TS2724); what travels stays the same
        renamedUnit: only its name in code is another, and it holds nothing
          ....  safe: old code and old clients go on as before
        any: in every other case
          S...  dangerous: a \`case\` for it does not compile any more (TS2678); it never comes

      none/variant-removed  where no action leads that is in both versions: what travels does not count, and
      what code loses is dangerous at most

      S  code that compiled does not      A  its types do not fit each other
      W  an old client and the server     X  the same, where both refuse what
         misunderstand each other            they do not know

      Example

          - variants: { A: X, B: Y }
          + variants: { A: X }

      What to do. Mark it \`deprecated\` first, and let the server take it until callers do not send it any more.

      To judge it otherwise, for all such changes, in the config:

          diff:
            rules:
              req/variant-removed: safe   # breaking, dangerous, safe, docs, off; \`variant-removed\` is every position

      To accept it once: \`actionwright diff accept --reason "…"\` with the fingerprint of the change."
    `);
  });

  it("a rule is its position alone", () => {
    const text = explainKind("out/variant-removed", false);
    expect(text).toContain("TS2678");
    expect(text).not.toContain("TS2322");
    expect(explainKind("variant-gone", false)).toBeUndefined();
  });
});
