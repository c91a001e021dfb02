// Overlays: what each operation does, in which order, what fits nothing, and whose place a diagnostic shows.
import { describe, expect, it } from "vitest";
import { createReport } from "../generator/diagnostics.js";
import { bundle, readSpec } from "../generator/read.js";
import { diagnose, memoryHost, readFiles, summary, type Files } from "./support/spec.js";
import { render } from "../generator/frame.js";

const spec: Files = {
  "api.yaml": 'actionSpec: 1\napi: { id: hub, title: Hub, version: "1" }\nservers: [{ url: "https://one.example" }]\nmodules: [devices, people]\n', // prettier-ignore
  "devices.yaml": "module: devices\ntypes:\n  DeviceId: { opaque: string, docs: An id. }\n  State: { enum: { On: {}, Off: {} } }\n  a/b~c: { opaque: string }\n", // prettier-ignore
  "people.yaml": "module: people\n",
};

/** An overlay of these patches, a line each from the third on. */
function overlay(...patches: readonly string[]): string {
  return `overlay: 1\npatches:\n${patches.map((patch) => `  - { reason: Because., ${patch} }\n`).join("")}`;
}

/** The documents after these overlays. */
function laid(...overlays: readonly string[]): {
  readonly json: Record<string, unknown>;
  readonly found: readonly string[];
} {
  // prettier-ignore
  const files = { ...spec, ...Object.fromEntries(overlays.map((text, index) => [`overlay-${index}.yaml`, text])) };
  const report = createReport();
  const { source } = readSpec("api.yaml", overlays.map((_, index) => `overlay-${index}.yaml`), { host: memoryHost(files), report }); // prettier-ignore
  return { json: bundle(source) as Record<string, unknown>, found: report.all.map(({ code, origin }) => `${code} ${origin?.file ?? ""}`).filter((line) => !line.includes("AW3001")) }; // prettier-ignore
}

function laidTypes(...overlays: readonly string[]): unknown {
  const { json, found } = laid(...overlays);
  expect(found).toEqual([]);
  return ((json["modules"] as readonly Record<string, unknown>[])[0] ?? {})["types"];
}

describe("an operation", () => {
  it("sets a value in the place of another", () => {
    expect(laidTypes(overlay("at: /modules/devices/types/DeviceId/docs, set: Better."))).toMatchObject({ DeviceId: { opaque: "string", docs: "Better." } }); // prettier-ignore
  });

  it("sets a new entry, at the end", () => {
    const types = laidTypes(overlay("at: /modules/devices/types/UserId, set: { opaque: string }"));
    expect(Object.keys(types as object)).toEqual(["DeviceId", "State", "a/b~c", "UserId"]);
  });

  it("merges mappings, one within the other", () => {
    expect(laidTypes(overlay("at: /modules/devices/types, merge: { State: { enum: { On: { docs: It is on. }, Lost: {} }, closed: true } }"))).toMatchObject({ State: { enum: { On: { docs: "It is on." }, Off: {}, Lost: {} }, closed: true } }); // prettier-ignore
  });

  it("appends to a list, and reaches its items by number", () => {
    const { json, found } = laid(overlay('at: /servers, append: [{ url: "https://two.example" }, { url: "https://three.example" }]', "at: /servers/1/docs, set: The second.")); // prettier-ignore
    expect(found).toEqual([]);
    expect(json["servers"]).toEqual([{ url: "https://one.example" }, { url: "https://two.example", docs: "The second." }, { url: "https://three.example" }]); // prettier-ignore
  });

  it("removes an entry or an item", () => {
    expect(laidTypes(overlay("at: /modules/devices/types/State, remove: true"))).not.toHaveProperty("State");
    const { json } = laid(overlay('at: /servers, append: [{ url: "https://two.example" }]', "at: /servers/0, remove: true")); // prettier-ignore
    expect(json["servers"]).toEqual([{ url: "https://two.example" }]);
  });

  it("reaches keys with slashes and tildes as RFC 6901 says", () => {
    expect(laidTypes(overlay("at: /modules/devices/types/a~1b~0c/docs, set: Odd."))).toMatchObject({ "a/b~c": { docs: "Odd." } }); // prettier-ignore
  });
});

describe("several", () => {
  it("are applied in order, each on what the one before left", () => {
    const first = overlay("at: /modules/devices/types/DeviceId/docs, set: One.", "at: /modules/devices/types/New, set: { opaque: string }"); // prettier-ignore
    const second = overlay("at: /modules/devices/types/DeviceId/docs, set: Two.", "at: /modules/devices/types/New/docs, set: New."); // prettier-ignore
    expect(laidTypes(first, second)).toMatchObject({ DeviceId: { docs: "Two." }, New: { docs: "New." } });
    expect(laid(second, first).found).toEqual(["AW4001 overlay-0.yaml"]);
  });

  it("leave out what fits nothing, and apply the rest", () => {
    const { json, found } = laid(overlay("at: /api/nothing/here, set: x", "at: /api/docs, set: A hub."));
    expect(found).toEqual(["AW4001 overlay-0.yaml"]);
    expect(json["api"]).toMatchObject({ docs: "A hub." });
  });
});

describe("a patch that fits nothing", () => {
  it.each([
    ["a type that is not there", "at: /modules/devices/types/DeviceID/docs, set: x", "did you mean `DeviceId`?"],
    ["a module that is not there", "at: /modules/device/types/DeviceId/docs, set: x", "did you mean `devices`?"],
    ["a key of the API", "at: /ap/docs, set: x", undefined],
    ["a merge into a text", "at: /api/title, merge: { a: b }", undefined],
    ["a merge into nothing", "at: /api/docs, merge: { a: b }", undefined],
    ["an append to a mapping", "at: /api, append: [x]", undefined],
    ["a removal of nothing", "at: /api/doc, remove: true", undefined],
    ["an item behind the end", "at: /servers/1/docs, set: x", undefined],
    ["an item that is no number", "at: /servers/first/docs, set: x", undefined],
    ["a negative item", "at: /servers/-1, remove: true", undefined],
    ["half an item", "at: /servers/0.5, set: x", undefined],
    ["an item without a number", "at: /servers/, set: { url: x }", undefined],
    ["a whole module", "at: /modules/devices, set: { module: devices }", undefined],
    ["the list of modules", "at: /modules, append: [x]", undefined],
    ["a member of every object", "at: /api/constructor/name, set: x", undefined],
  ])("is %s", (_, patch, help) => {
    const [first, ...others] = diagnose({ ...spec, "devices.yaml": "module: devices\ntypes: { DeviceId: { opaque: string } }\n", "o.yaml": overlay(patch) }, "api.yaml", ["o.yaml"]); // prettier-ignore
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code: "AW4001", file: "o.yaml", line: 3, column: 29 });
    if (help !== undefined) expect(first?.help).toBe(help);
  });
});

describe("a patch", () => {
  const codes = (text: string): readonly string[] => summary(diagnose({ ...spec, "devices.yaml": "module: devices\n", "o.yaml": text }, "api.yaml", ["o.yaml"])); // prettier-ignore

  it("makes one change", () => {
    expect(codes(overlay("at: /api/docs"))).toEqual(["AW4002 o.yaml:3:5"]);
    expect(codes(overlay("at: /api/docs, set: x, remove: true"))).toEqual(["AW4002 o.yaml:3:5"]);
  });

  it("says why, and where", () => {
    expect(codes("overlay: 1\npatches: [{ at: /api/docs, set: x }]\n")).toEqual(["AW2002 o.yaml:2:11"]);
    expect(codes(overlay("at: api/docs, set: x"))).toEqual(["AW2005 o.yaml:3:29"]);
  });
});

describe("a diagnostic shows the file that a value came from", () => {
  const read = (text: string) => readFiles({ ...spec, "devices.yaml": "module: devices\ntypes: { DeviceId: { opaque: string } }\n", "o.yaml": text }, "api.yaml", ["o.yaml"]); // prettier-ignore

  it("the overlay's for what it set, with its line", () => {
    const { diagnostics, sources } = read(
      overlay("at: /modules/devices/types/Device, set: { record: { id: DeviceID } }"),
    );
    expect(render(diagnostics, sources, { format: "pretty", color: false })).toMatchInlineSnapshot(`
      "error[AW2104]: unknown type \`DeviceID\`
        ┌─ o.yaml:3:81
        │
      3 │   - { reason: Because., at: /modules/devices/types/Device, set: { record: { id: DeviceID } } }
        │                                                                                 ^^^^^^^^ no such type in \`devices\`
        ├─ devices.yaml:2:10
        │
      2 │ types: { DeviceId: { opaque: string } }
        │          -------- a similar name is defined here
        = help: did you mean \`DeviceId\`?"
    `);
  });

  it("the overlay's for a schema's mistake", () => {
    const { diagnostics } = read(overlay("at: /modules/devices/types/DeviceId, merge: { sensitve: true }"));
    expect(diagnostics.map(({ code, origin }) => [code, origin?.file])).toEqual([["AW2001", "o.yaml"]]);
  });

  it("the spec's for what was there", () => {
    const { diagnostics } = read(overlay("at: /modules/devices/types/DeviceId/maxLength, set: -1"));
    expect(diagnostics.map(({ code, origin }) => [code, origin?.file])).toEqual([["AW2005", "o.yaml"]]);
    const removed = read(overlay("at: /modules/devices/types/DeviceId/opaque, remove: true"));
    expect(removed.diagnostics.map(({ code, origin }) => [code, origin?.file])).toEqual([["AW2007", "devices.yaml"]]);
  });

  it("within a spec of one document too", () => {
    const bundled = 'actionSpec: 1\napi: { id: hub, title: Hub, version: "1" }\nmodules:\n  - module: devices\n    types: { DeviceId: { opaque: string } }\n'; // prettier-ignore
    const found = diagnose({ "api.yaml": bundled, "o.yaml": overlay("at: /modules/devices/types/DeviceId/opaque, set: strng") }, "api.yaml", ["o.yaml"]); // prettier-ignore
    expect(summary(found)).toEqual(["AW2004 o.yaml:3:74"]);
  });
});
