import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textDiff } from "../../generator/text-diff.js";

/** Carries out a diff, and holds every line of it that should be in the text against it. */
function patched(before: string, diff: readonly string[]): string {
  const lines = before.split("\n");
  const made: string[] = [];
  let at = 0;
  for (const line of diff.slice(2)) {
    const [, start = "", count = ""] = /^@@ -(\d+),(\d+) /.exec(line) ?? [];
    if (start !== "") {
      const until = Number(start) - (count === "0" ? 0 : 1);
      made.push(...lines.slice(at, until));
      at = until;
      continue;
    }
    if (!line.startsWith("+")) expect(lines[at++]).toBe(line.slice(1));
    if (!line.startsWith("-")) made.push(line.slice(1));
  }
  return [...made, ...lines.slice(at)].join("\n");
}

const text = fc.array(fc.constantFrom("a", "b", "c", "", "-", "+ x"), { maxLength: 40 }).map((lines) => lines.map((line) => `${line}\n`).join("")); // prettier-ignore

describe("textDiff", () => {
  it("carries one text over into the other, whatever they are", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = textDiff("f", before, after);
        expect(diff.length === 0).toBe(before === after);
        expect(patched(before, diff)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  it("changes no more lines than it has to", () => {
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n";
    const diff = textDiff("a/b.ts", before, before.replace("2\n", "2\n2b\n").replace("18\n", ""));
    expect(diff.join("\n")).toBe(
      "--- a/a/b.ts\n+++ b/a/b.ts\n@@ -1,5 +1,6 @@\n 1\n 2\n+2b\n 3\n 4\n 5\n@@ -15,6 +16,5 @@\n 15\n 16\n 17\n-18\n 19\n 20",
    );
  });

  it("shows a file that comes or goes, and a last line without an end", () => {
    expect(textDiff("f", undefined, "a\n")).toEqual(["--- /dev/null", "+++ b/f", "@@ -0,0 +1,1 @@", "+a"]);
    expect(textDiff("f", "a", undefined)).toEqual(["--- a/f", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-a", "\\ No newline at end of file"]); // prettier-ignore
    expect(textDiff("f", "a\r\nb\r\n", "a\nb\n")).toEqual([]);
    expect(textDiff("f", "a", "a\n")).toHaveLength(6);
  });

  it("replaces as a whole what is all different", () => {
    const lines = (letter: string): string => Array.from({ length: 3_000 }, (_, n) => `${letter}${n}\n`).join("");
    const [before, after] = [`${lines("a")}same\n${lines("b")}`, `${lines("c")}same\n${lines("d")}`];
    const diff = textDiff("f", before, after);
    expect(diff).toHaveLength(3 + 12_002);
    expect(patched(before, diff)).toBe(after);
  });
});
