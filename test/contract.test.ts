// The points of the runtime contract: each has a test with its number in its name, and a mutation that the test notices,
// which `npm run test:mutate` shows. Here the table alone is held, since that takes minutes.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "./support/folder.js";

interface Point {
  readonly point: string;
  readonly level: "must" | "should";
  readonly title: string;
}
interface Mutation {
  readonly point: string;
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

const points = table<Point>("contract.json");
const mutations = table<Mutation>("mutations.json");
const tests = readdirSync(join(repository, "test"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => read(`test/${name}`))
  .join("\n");

describe.each(points)("$point, $title,", ({ point }) => {
  it("has a test with its number in its name", () => {
    expect(tests).toMatch(titled(point));
  });

  it("has a mutation", () => {
    expect(mutations.map((row) => row.point)).toContain(point);
  });
});

it.each(mutations.map((row) => [`${row.point} ${row.file}: ${row.search}`, row] as const))(
  "%s is there once, to be replaced",
  (_, { file, search, replace, point }) => {
    expect(file).toMatch(/^(templates|generator|generated)\//);
    expect(read(file).split(search)).toHaveLength(2);
    expect(replace).not.toBe(search);
    expect(points.map((known) => known.point)).toContain(point);
  },
);

/** The number in the title of a test, or of what is around it. */
function titled(point: string): RegExp {
  return new RegExp(`\\(\\s*["\`][^"\`\n]*\\b${point}\\b`);
}

function table<T>(name: string): readonly T[] {
  return JSON.parse(read(`test/${name}`)) as readonly T[];
}

function read(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}
