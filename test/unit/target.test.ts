// Globs, against a matcher that tries everything, and where such a one would not end; and the names that clients cannot have.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScope } from "../../generator/code/scope.js";
import { emitClient } from "../../generator/emit/client.js";
import { matchesAny, reservedClients } from "../../generator/target.js";
import { modelOf, target } from "./emit-helpers.js";

/** The rules as they are said, in as much time as it takes. */
function tries(text: string, glob: string): boolean {
  const [first = "", ...rest] = text;
  const skip = (): boolean => tries(rest.join(""), glob);
  if (glob === "") return text === "";
  if (glob.startsWith("**/")) {
    const folder = /^[^/]+\//.exec(text)?.[0];
    return tries(text, glob.slice(3)) || (folder !== undefined && tries(text.slice(folder.length), glob));
  }
  if (glob.startsWith("**")) return tries(text, glob.slice(2)) || (first !== "" && skip());
  if (glob.startsWith("*")) return tries(text, glob.slice(1)) || (first !== "" && first !== "/" && skip());
  const [part = ""] = glob;
  const fits = first !== "" && (part === "?" ? first !== "/" : first === part);
  return fits && tries(rest.join(""), glob.slice(part.length));
}

const text = (parts: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((list) => list.join(""));

describe("globs", () => {
  it("match what a matcher that tries everything matches", () => {
    const path = text(["a", "b", "/", "-", ".", "😀"], 10);
    const glob = text(["a", "b", "/", "-", ".", "😀", "?", "*", "*", "**", "**/"], 8);
    fc.assert(
      fc.property(path, glob, (path, glob) => {
        expect(matchesAny(path, [glob])).toBe(tries(path, glob));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(["^$.|+()[]{}/-\\", "my-file.md", "a\nb", "\u2028", "\ud800", "__proto__"])("take %j for itself", (path) => {
    expect(matchesAny(path, [path])).toBe(true);
    expect(matchesAny(`${path}a`, [path])).toBe(false);
    expect(matchesAny(path, ["**"])).toBe(true);
  });

  it.each(["*a", "a*", "**a", "**/", "**/*a", "*?", "*a*?"])("end soon, however often they have `%s`", (part) => {
    const glob = `${part.repeat(500)}b`;
    expect(matchesAny("a".repeat(1500), [glob])).toBe(false);
    expect(matchesAny("a/".repeat(800), [glob])).toBe(false);
    expect(matchesAny(`${"a".repeat(1500)}b`, [glob])).toBe(tries("aab", `${part}b`));
  });
});

describe("the names that no client can have", () => {
  it("are those that the root exports besides", () => {
    const { pieces } = emitClient(
      createScope(modelOf({ things: "types: { A: { opaque: string } }" }), "bigint"),
      target,
    );
    const exported = pieces.flat().flatMap((statement) => (statement.kind === "export" ? (statement.names ?? []) : []));
    const names = exported.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name));
    expect(names.sort()).toEqual([...reservedClients]);
  });
});
