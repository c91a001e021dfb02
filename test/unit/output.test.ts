import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../generator/code/draft.js";
import { manifestFile, manifestPath, parseManifest } from "../../generator/manifest.js";
import { hashModel } from "../../generator/model-hash.js";
import type { Model } from "../../generator/model.js";
import { planCheck, planOutput, readExisting, readManifest, writeOutput, type PlannedFile } from "../../generator/output.js"; // prettier-ignore
import { OutputError } from "../../generator/system.js";
import { clientFile, matchesAny } from "../../generator/target.js";
import { modelOf, target } from "./emit-helpers.js";

const model: Model = modelOf({ things: "types: { A: { opaque: string } }" });
let out = "";
beforeEach(() => {
  out = join(mkdtempSync(join(tmpdir(), "actionwright-")), "package");
});
afterEach(() => rmSync(join(out, ".."), { recursive: true, force: true }));

function filesOf(texts: Readonly<Record<string, string>>, options = target): readonly GeneratedFile[] {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text, owner: "test" }));
  return [...files, manifestFile(files, model, options)];
}

async function plan(files: readonly GeneratedFile[]): Promise<readonly PlannedFile[]> {
  const manifest = await readManifest(out);
  return planOutput(files, await readExisting(out, files, manifest), manifest);
}

async function write(texts: Readonly<Record<string, string>>, force = false, options = target) {
  const reported: string[] = [];
  const planned = await plan(filesOf(texts, options));
  const done = await writeOutput(out, planned, { report: (code, { path }) => reported.push(`${code} ${path}`), force, adopt: true, ignore: [] }); // prettier-ignore
  return { done, reported, states: states(planned) };
}

function states(planned: readonly PlannedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    planned.filter(({ path }) => path !== manifestPath).map(({ path, state }) => [path, state]),
  );
}

const read = (path: string): string => readFileSync(join(out, path), "utf8");
const put = (path: string, text: string): void => writeFileSync(join(out, path), text);

describe("writing", () => {
  it("makes what is new, touches what differs and leaves the rest", async () => {
    expect((await write({ "a.ts": "a\n", "src/b.ts": "b\n" })).states).toEqual({ "a.ts": "new", "src/b.ts": "new" });
    utimesSync(join(out, "a.ts"), 1, 1);
    expect((await write({ "a.ts": "a\n", "src/b.ts": "B\n" })).states).toEqual({
      "a.ts": "unchanged",
      "src/b.ts": "changed",
    });
    expect(statSync(join(out, "a.ts")).mtimeMs).toBe(1000);
    expect([read("a.ts"), read("src/b.ts")]).toEqual(["a\n", "B\n"]);
    expect(readdirSync(out).sort()).toEqual(["a.ts", manifestPath, "src"]);
  });

  it("makes a file again that is gone", async () => {
    await write({ "a.ts": "a\n" });
    rmSync(join(out, "a.ts"));
    expect(await write({ "a.ts": "a\n" })).toMatchObject({ done: true, states: { "a.ts": "missing" } });
    expect(read("a.ts")).toBe("a\n");
  });

  it("deletes what is no longer made, and the folders that this leaves empty", async () => {
    await write({ "a.ts": "a\n", "src/deep/b.ts": "b\n", "src/c.ts": "c\n" });
    put("src/users.ts", "mine\n");
    expect((await write({ "a.ts": "a\n" })).states).toEqual({
      "a.ts": "unchanged",
      "src/deep/b.ts": "stale",
      "src/c.ts": "stale",
    });
    expect([existsSync(join(out, "src/deep")), readdirSync(join(out, "src"))]).toEqual([false, ["users.ts"]]);
  });

  it("changes nothing at all if a file was edited", async () => {
    await write({ "a.ts": "a\n", "b.ts": "b\n", "c.ts": "c\n" });
    put("a.ts", "edited\n");
    put("b.ts", "edited\n");
    const again = await write({ "a.ts": "A\n", "c.ts": "C\n" });
    expect(again).toEqual({
      done: false,
      reported: ["AW5001 a.ts", "AW5001 b.ts"],
      states: { "a.ts": "edited", "c.ts": "changed", "b.ts": "edited" },
    });
    expect([read("a.ts"), read("c.ts")]).toEqual(["edited\n", "c\n"]);
    expect(await write({ "a.ts": "A\n", "b.ts": "B\n", "c.ts": "C\n" }, true)).toMatchObject({ done: true });
    expect([read("a.ts"), read("c.ts")]).toEqual(["A\n", "C\n"]);
  });

  it("does not call a file its own that it did not make", async () => {
    mkdirSync(out, { recursive: true });
    put("a.ts", "mine\n");
    put("b.ts", "b\n");
    const first = await write({ "a.ts": "a\n", "b.ts": "b\n" });
    expect(first).toEqual({
      done: false,
      reported: ["AW5002 a.ts"],
      states: { "a.ts": "unowned", "b.ts": "unchanged" },
    });
    expect(read("a.ts")).toBe("mine\n");
    mkdirSync(join(out, "d"));
    expect(await write({ d: "file\n" }, true)).toMatchObject({ done: false, reported: ["AW5002 d"] });
  });

  it("deletes nothing that was edited, also when forced", async () => {
    await write({ "a.ts": "a\n", "b.ts": "b\n" });
    put("b.ts", "edited\n");
    expect(await write({ "a.ts": "a\n" })).toMatchObject({ done: false, reported: ["AW5001 b.ts"] });
    expect(await write({ "a.ts": "a\n" }, true)).toMatchObject({ done: true, states: { "b.ts": "edited" } });
    expect(read("b.ts")).toBe("edited\n");
  });

  it("makes files once that are then the user's", async () => {
    const once = { ...target, writeOnce: ["src/*.ts"] };
    await write({ "src/a.ts": "a\n" }, false, once);
    put("src/a.ts", "mine\n");
    expect((await write({ "src/a.ts": "A\n" }, false, once)).states).toEqual({ "src/a.ts": "unchanged" });
    rmSync(join(out, "src/a.ts"));
    expect((await write({ "src/a.ts": "A\n" }, false, once)).states).toEqual({ "src/a.ts": "unchanged" });
    expect((await write({}, false, once)).states).toEqual({});
    put("src/b.ts", "mine before\n");
    expect((await write({ "src/b.ts": "b\n" }, false, once)).states).toEqual({ "src/b.ts": "unchanged" });
  });
});

describe("safety", () => {
  it("does not write through a link that leads out, nor over one", async () => {
    const outside = join(out, "..", "outside");
    mkdirSync(outside);
    mkdirSync(out);
    writeFileSync(join(outside, "a.ts"), "theirs\n");
    symlinkSync(outside, join(out, "src"));
    expect(await write({ "src/a.ts": "a\n" })).toMatchObject({ done: false, reported: ["AW5003 src/a.ts"] });
    expect(await write({ "src/new.ts": "a\n" }, true)).toMatchObject({ done: false, reported: ["AW5003 src/new.ts"] });
    symlinkSync(join(outside, "a.ts"), join(out, "b.ts"));
    expect(await write({ "b.ts": "a\n" }, true)).toMatchObject({ done: false, reported: ["AW5003 b.ts"] });
    symlinkSync(join(outside, "nothing"), join(out, "c.ts"));
    expect(await write({ "c.ts": "a\n" }, true)).toMatchObject({ done: false, reported: ["AW5003 c.ts"] });
    expect(readdirSync(outside)).toEqual(["a.ts"]);
    expect(readFileSync(join(outside, "a.ts"), "utf8")).toBe("theirs\n");
  });

  it("follows no path of a manifest out of the folder", async () => {
    await write({ "a.ts": "a\n" });
    const victim = join(out, "..", "victim.ts");
    writeFileSync(victim, "a\n");
    for (const path of ["../victim.ts", victim, "src/../../victim.ts", "..\\victim.ts"]) {
      put(manifestPath, read(manifestPath).replace('"a.ts"', JSON.stringify(path)));
      await write({}, true);
      expect(existsSync(victim)).toBe(true);
    }
  });

  it("refuses to write a path that is none of a package: a bug, and not the user's mistake", async () => {
    await expect(write({ "../a.ts": "a\n" })).rejects.toThrow();
    expect(existsSync(join(out, "..", "a.ts"))).toBe(false);
  });

  it("leaves nothing behind when a file cannot be written", async () => {
    await write({ "a.ts": "a\n" });
    put("src", "a file where a folder must be\n");
    await expect(write({ "a.ts": "A\n", "src/b.ts": "b\n" })).rejects.toThrow(OutputError);
    expect(read("a.ts")).toBe("a\n");
    expect(readdirSync(out).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("says what it could not read", async () => {
    if (process.getuid?.() === 0) return;
    await write({ "a.ts": "a\n" });
    chmodSync(join(out, "a.ts"), 0o000);
    await expect(write({ "a.ts": "A\n" })).rejects.toThrow(/cannot read .*a\.ts/);
  });
});

describe("a check", () => {
  it("tells outdated, missing, stale, edited and unowned apart", async () => {
    await write({ "same.ts": "s\n", "old.ts": "o\n", "gone.ts": "g\n", "stale.ts": "s\n", "edited.ts": "e\n" });
    put("edited.ts", "E\n");
    put("unowned.ts", "u\n");
    rmSync(join(out, "gone.ts"));
    const files = filesOf({ "same.ts": "s\n", "old.ts": "O\n", "gone.ts": "g\n", "edited.ts": "e\n", "unowned.ts": "U\n", "new.ts": "n\n" }); // prettier-ignore
    expect(states(planCheck(await plan(files)))).toEqual({
      "same.ts": "unchanged",
      "old.ts": "outdated",
      "gone.ts": "missing",
      "edited.ts": "edited",
      "unowned.ts": "unowned",
      "new.ts": "missing",
      "stale.ts": "stale",
    });
  });

  it("takes the line ends of another system for the same", async () => {
    await write({ "a.ts": "a\nb\n", "b.ts": "a\n" });
    put("a.ts", "a\r\nb\r\n");
    put("b.ts", "a\r\n");
    put(manifestPath, read(manifestPath).replaceAll("\n", "\r\n"));
    const checked = planCheck(await plan(filesOf({ "a.ts": "a\nb\n" })));
    expect(checked.map(({ path, state }) => [path, state])).toEqual([["a.ts", "unchanged"], [manifestPath, "outdated"], ["b.ts", "stale"]]); // prettier-ignore
  });
});

describe("the manifest", () => {
  it("hashes a model without its places, but with values that are called like one", () => {
    const moved = JSON.parse(JSON.stringify(model).replaceAll(/"start":\d+/g, '"start":99')) as Model;
    expect(hashModel(moved)).toBe(hashModel(model));
    const extended = { ...model, extensions: { "x-a": { origin: 1 } } };
    expect(hashModel({ ...model, extensions: { "x-a": { origin: 2 } } })).not.toBe(hashModel(extended));
  });

  it("is none if its text is none", () => {
    for (const text of [
      "",
      "{}",
      "<<<<<<< HEAD",
      '{"schema":2,"output":1,"files":[]}',
      "null",
      '{"schema":1,"output":1,"files":[{}]}',
    ]) {
      expect(parseManifest(text)).toBeUndefined();
    }
    expect(parseManifest(filesOf({ "a.ts": "" }).at(-1)?.text ?? "")?.files).toHaveLength(1);
  });
});

describe("targets", () => {
  it("matches globs as users know them", () => {
    expect(matchesAny("src/a.ts", ["src/*.ts"])).toBe(true);
    expect(matchesAny("src/deep/a.ts", ["src/*.ts"])).toBe(false);
    expect(matchesAny("src/deep/a.ts", ["src/**"])).toBe(true);
    expect(matchesAny("a.ts", ["**/*.ts"])).toBe(true);
    expect(matchesAny("axts", ["a.ts", "a?t"])).toBe(false);
  });

  it("names the grouped client's file after its last word, unless a module has that name", () => {
    expect(clientFile({ client: "NexigonHub" }, model)).toBe("hub");
    expect(clientFile({ client: "Nexthink" }, model)).toBe("nexthink");
    expect(clientFile({ client: "AcmeThings" }, model)).toBe("acme-things");
    expect(clientFile({ client: "HubClient" }, model)).toBe("hub-client");
  });
});
