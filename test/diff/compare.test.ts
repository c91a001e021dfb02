// What changed between two models: every kind of the catalogue in every position, and what holds of any two models.
import { describe, expect, it } from "vitest";
import { compare, createReport, kinds, nodeHost, readSpec, type Change } from "../../generator/index.js";
import { allActions, type Model, type Module } from "../../generator/model.js";
import { flagsOf } from "../../generator/diff/verdict.js";
import { fixtures, lowerFixture } from "../support/fixtures.js";
import { repository } from "../support/folder.js";
import { apiOf, modelOf } from "../support/spec.js";
import { apiRows, apiWith, placements, typeRows, type Expected, type Placement } from "./mutations.js";

const told = ({ kind, where, positions: { request, output } }: Change): Expected =>
  [kind, where, request ? flagsOf(request) : "-", output ? flagsOf(output) : "-"]; // prettier-ignore
const byText = (a: Expected, b: Expected): number => (String(a) < String(b) ? -1 : 1);

const at = (placement: Placement, [kind, where, request, output]: Expected): Expected => {
  const isIn = (position: Placement): boolean => placement === position || placement === "both";
  return [kind, where, isIn("request") ? request : "-", isIn("output") ? output : "-"];
};

const hub: Model = read("nexigon-hub");

function read(name: string): Model {
  const { model } = readSpec(`${repository}/spec/${name}`, [], { host: nodeHost(), report: createReport() });
  return model ?? expect.unreachable();
}

describe("a change of a type", () => {
  it.each(typeRows.flatMap((row) => placements.map((placement) => [row.name, placement, row] as const)))(
    "%s (%s)",
    (_, placement, row) => {
      // prettier-ignore
      const [old, next] = [modelOf(apiWith(row.old, placement)), modelOf(apiWith(row.new, placement))];
      const { changes } = compare(old, next);
      expect(changes.map(told).sort(byText)).toEqual(row.changes.map((change) => at(placement, change)).sort(byText));
      const names = (position: Placement) => (placement === position || placement === "both" ? ["hub_Put"] : undefined);
      for (const { actions, level, verdict } of changes) {
        expect([actions.request, actions.output]).toEqual([names("request"), names("output")]);
        if (placement === "none") expect([verdict.wire, level === "breaking"]).toEqual([false, false]);
      }
    },
  );
});

describe("a change of an action or the API", () => {
  it.each(apiRows.map((row) => [row.name, row] as const))("%s", (_, row) => {
    const { changes } = compare(modelOf(row.old), modelOf(row.new));
    expect(changes.map(told).sort(byText)).toEqual([...row.changes].sort(byText));
  });
});

describe("the level of a change", () => {
  const levelOf = (name: string, placement: Placement): readonly string[] => {
    const row = typeRows.find((each) => each.name.startsWith(name)) ?? expect.unreachable(name);
    return compare(modelOf(apiWith(row.old, placement)), modelOf(apiWith(row.new, placement))).changes.map(
      ({ level }) => level,
    );
  };

  it.each<[why: string, row: string, placement: Placement, level: string]>([
    ["callers meet it", "a: string, b?: string -> a: string", "output", "breaking"],
    ["only the wire breaks", "a: string -> a: { type: string, maxLength: 3 }", "request", "breaking"],
    ["only exhaustive code meets it", "{ enum: { A: {} } } -> { enum: { A: {}, B: {} } }", "output", "dangerous"],
    ["old clients refuse it", "{ closed: true, enum: { A: {} } } ->", "output", "breaking"],
    ["only readers that check meet it", "a: u32 -> a: u64", "output", "dangerous"],
    ["only nominal names differ", "a: Jwt -> a: Token", "request", "dangerous"],
    ["it behaves otherwise in silence", "a: string -> a: { type: string, default: x }", "request", "dangerous"],
    ["the default is not of this position", "a: string -> a: { type: string, default: x }", "output", "safe"],
    ["nobody is known to use it", "a?: string -> a: string", "none", "dangerous"],
    ["nobody is known to use it, and code does not see it", "a: f64 -> a: u32", "none", "safe"],
    ["it is one of both positions", "a?: string -> a: string", "both", "breaking"],
    ["it is said only", "{ record: {} } -> { record: {}, docs", "both", "docs"],
    ["nothing is lost", "a: string -> a: string, b?: string", "both", "safe"],
  ])("%s: %s (%s) is %s", (_, name, placement, level) => {
    expect(levelOf(name, placement)).toEqual([level]);
  });
});

describe("the catalogue", () => {
  /** Kinds that nothing finds yet. Empty, and to stay so. */
  const todo: readonly string[] = [];
  const rows = [...typeRows, ...apiRows].flatMap(({ changes }) => changes.map(([kind]) => kind));

  it("has a row of mutations for each kind", () => {
    const told = new Set([...rows, "type-added", "type-removed"]); // by what they went with, below
    expect(Object.keys(kinds).filter((kind) => !told.has(kind))).toEqual(todo);
  });

  it("names the kind of every edit taken back", () => {
    for (const [kind, { reverse }] of Object.entries(kinds)) expect([kind, kinds[reverse as keyof typeof kinds].reverse]).toEqual([reverse === kind ? reverse : kind, kind]); // prettier-ignore
  });

  it("says why, wherever something breaks", () => {
    for (const { rows: cases } of Object.values(kinds))
      for (const row of Object.values(cases))
        for (const [flags, why] of [row.request, row.output]) {
          expect(flags).toMatch(/^[S.][A.][W.][X.][!?]?$/);
          expect(why).not.toBe("");
          if (flags[2] === "W") expect(flags[3]).toBe("X"); // who is strict refuses what others refuse
          if (flags[1] === "A") expect(flags[0]).toBe("S");
        }
  });
});

describe("nothing changed", () => {
  it.each([
    ...fixtures.map((each) => [each.name, () => lowerFixture(each)] as const),
    ["nexigon-hub", () => hub] as const,
    ["nexthink", () => read("nexthink")] as const,
  ])("in %s", (_, modelOfIt) => {
    // prettier-ignore
    const model = modelOfIt();
    expect(compare(model, model)).toEqual({ changes: [], renames: [] });
    expect(compare(model, JSON.parse(JSON.stringify(model)) as Model).changes).toEqual([]);
    expect(compare(model, shuffled(model)).changes).toEqual([]);
  });
});

/** The same API with everything in the opposite order. */
function shuffled(model: Model): Model {
  const modules = model.modules.toReversed().map((module): Module => ({
    ...module,
    actions: module.actions.toReversed().map((action) => ({
      ...action,
      parameters: action.parameters.toReversed(),
      outputs: action.outputs.toReversed(),
      errors: action.errors.toReversed(),
      auth: action.auth.toReversed(),
    })),
    types: module.types.toReversed().map((type) => {
      if (type.kind === "record") return { ...type, fields: type.fields.toReversed(), rules: type.rules.toReversed() };
      if (type.kind === "enum") return { ...type, values: type.values.toReversed() };
      return type.kind === "union" ? { ...type, variants: type.variants.toReversed() } : type;
    }),
  }));
  return { ...model, modules, errors: model.errors.toReversed(), auth: model.auth.toReversed() };
}

// ── Whom it reaches ─────────────────────────────────────────────────────────────────────────────────────────────────

/** All that a part of a model names, by its text. */
function closureOf(part: unknown, texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string): void => {
    for (const [, id = ""] of text.matchAll(/"target":"([^"]+)"/g))
      if (!found.has(id)) add(texts.get(found.add(id) && id) ?? "");
  };
  add(JSON.stringify(part));
  return found;
}

const textsOf = ({ modules }: Model): ReadonlyMap<string, string> =>
  new Map(modules.flatMap(({ types }) => types.map((type) => [type.id, JSON.stringify(type)] as const)));

describe("the affected actions", () => {
  it("are those of both versions that lead to a type, by position", () => {
    const edited: Model = { ...hub, modules: hub.modules.map((module) => ({ ...module, types: module.types.map((type) => ({ ...type, docs: "New." })) })) }; // prettier-ignore
    const texts = textsOf(hub);
    const reached = allActions(hub).map(({ id, parameters, body, outputs, errors }) => {
      return { id, request: closureOf([parameters, body], texts), output: closureOf([outputs, errors], texts) };
    });
    const { changes } = compare(hub, edited);
    expect(changes).toHaveLength(texts.size);
    const counts = changes.map(({ where, actions }) => {
      for (const position of ["request", "output"] as const) {
        const expected = reached.filter((each) => each[position].has(where)).map(({ id }) => id).sort(); // prettier-ignore
        expect([where, position, actions[position] ?? []]).toEqual([where, position, expected]);
      }
      return (actions.request?.length ?? 0) + (actions.output?.length ?? 0);
    });
    expect(Math.max(...counts)).toBeGreaterThan(50);
  });

  const spec = (act: string, more = ""): Model => modelOf(apiOf(`types:\n  In: { record: { id: Deep } }\n  Deep: { record: { a: string${more} } }\n  Ask: { record: { it?: ${act} } }\nactions:\n  hub_Act: { request: Ask, output: unit }\n  hub_Get: { output: Deep }`)); // prettier-ignore

  it("do not include one that only one version leads to it", () => {
    const told = compare(spec("string"), spec("In", ", b: string")).changes.find(({ kind }) => kind === "field-added");
    expect(told?.actions).toEqual({ output: ["hub_Get"] });
    expect(told?.level).toBe("safe");
  });

  it("do not include those that are new or gone", () => {
    const two = modelOf(apiOf("types:\n  X: { record: { a: string } }\nactions:\n  hub_Old: { output: X }\n  hub_Keep: { output: unit }")); // prettier-ignore
    const next = modelOf(apiOf("types:\n  X: { record: {} }\nactions:\n  hub_New: { output: X }\n  hub_Keep: { output: unit }")); // prettier-ignore
    const told = compare(two, next).changes.find(({ kind }) => kind === "field-removed");
    expect([told?.actions, told?.positions, told?.level]).toEqual([{}, {}, "dangerous"]);
  });
});

// ── What belongs together ───────────────────────────────────────────────────────────────────────────────────────────

describe("a consequence", () => {
  const spec = (types: string, actions: string): Model => modelOf(apiOf(`types:\n  Kept: { record: { a: string } }\n${types}\nactions:\n  hub_Keep: { output: Kept }\n${actions}`)); // prettier-ignore
  const causes = (old: Model, next: Model): unknown => compare(old, next).changes.flatMap(({ kind, where, causedBy }) => (kind.startsWith("type-") ? [[kind, where, causedBy?.kind, causedBy?.where]] : [])); // prettier-ignore
  const chain =
    "  Ask: { record: { it: Deep } }\n  Deep: { record: { more?: Deep, leaf: Leaf } }\n  Leaf: { enum: { A: {} } }";

  it("is a type that went with an action, or came with one", () => {
    const [old, next] = [spec(chain, "  hub_Act: { request: Ask, output: unit }"), spec("", "")];
    const went = ["Ask", "Deep", "Leaf"].map((name) => ["type-removed", `hub.${name}`, "action-removed", "hub_Act"]);
    expect(causes(old, next)).toEqual(went);
    const came = ["Ask", "Deep", "Leaf"].map((name) => ["type-added", `hub.${name}`, "action-added", "hub_Act"]);
    expect(causes(next, old)).toEqual(came);
  });

  it("is a type that went with a field, and stands for all that is inside", () => {
    const old = modelOf(apiOf("types:\n  Kept: { record: { a: string, deep?: Deep } }\n  Deep: { record: { b: string } }\nactions:\n  hub_Keep: { output: Kept }")); // prettier-ignore
    const { changes } = compare(old, spec("", ""));
    expect(changes.map(({ kind, where, causedBy }) => [kind, where, causedBy?.where])).toEqual([
      ["field-removed", "hub.Kept.deep", undefined],
      ["type-removed", "hub.Deep", "hub.Kept.deep"],
    ]);
  });

  it("is what came, not what went from the same record", () => {
    const kept = (field: string, more: string): Model => modelOf(apiOf(`types:\n  Kept: { record: { ${field} } }${more}\nactions:\n  hub_Keep: { output: Kept }`)); // prettier-ignore
    expect(causes(kept("a: string", ""), kept("deep: Deep", "\n  Deep: { record: { b: string } }"))).toEqual([
      ["type-added", "hub.Deep", "field-added", "hub.Kept.deep"],
    ]);
  });

  it("is worse than a name where the type is the class of an action that stays", () => {
    const act = (name: string): Model => spec(`  ${name}: { record: { id: string } }`, `  hub_Act: { request: ${name}, output: unit }`); // prettier-ignore
    const { changes } = compare(act("Ask"), act("Plead"));
    expect(changes.map(({ kind, where, level, causedBy }) => [kind, where, level, causedBy?.kind])).toEqual([
      ["type-removed", "hub.Ask", "breaking", "action-type-renamed"],
      ["action-type-renamed", "hub_Act#request", "safe", undefined],
      ["type-added", "hub.Plead", "safe", "action-type-renamed"],
    ]);
  });

  it("is not a type that nothing used", () => {
    expect(causes(spec("  Idle: { opaque: string }", ""), spec("", ""))).toEqual([["type-removed", "hub.Idle", undefined, undefined]]); // prettier-ignore
  });
});

describe("a place", () => {
  it("is that of the edit on both sides, and what stays around what is gone", () => {
    const spec = (fields: string): Model => modelOf(apiOf(`types:\n  Got: { record: { ${fields} } }\nactions:\n  hub_Get: { output: Got }`)); // prettier-ignore
    const [old, next] = [spec("a: string, b: string"), spec("a: u32")];
    const typeOf = ({ modules }: Model) => modules[0]?.types[0] ?? expect.unreachable();
    const [was, is] = [typeOf(old), typeOf(next)];
    if (was.kind !== "record" || is.kind !== "record") expect.unreachable();
    const places = new Map(compare(old, next).changes.map(({ where, location }) => [where, location]));
    expect(places.get("hub.Got.a")).toEqual({
      old: was.fields[0]?.origin,
      new: is.fields[0]?.origin,
      anchor: is.origin,
    });
    expect(places.get("hub.Got.b")).toEqual({ old: was.fields[1]?.origin, new: undefined, anchor: is.origin });
  });
});

describe("the same edit of every action", () => {
  it("is one change of the API, and an edit of some is one change for each", () => {
    const spec = (paths: readonly string[]): Model => modelOf(apiOf(`actions:\n${paths.map((path, index) => `  hub_Act${index}: { output: unit, http: { method: GET, path: ${path} } }`).join("\n")}`)); // prettier-ignore
    const told = (paths: readonly string[]): unknown =>
      compare(spec(["/v1/a", "/v1/b"]), spec(paths)).changes.map(({ kind, where, before, after, actions }) => [kind, where, before, after, actions.request]); // prettier-ignore
    expect(told(["/v2/a", "/v2/b"])).toEqual([
      ["api-base-path-changed", "hub", "/v1", "/v2", ["hub_Act0", "hub_Act1"]],
    ]);
    expect(told(["/v2/a", "/v1/b"])).toEqual([["action-path-changed", "hub_Act0", "/v1/a", "/v2/a", ["hub_Act0"]]]);
    expect(told(["/v2/a", "/v3/b"])).toHaveLength(2);
  });
});

describe("a rename", () => {
  const spec = (body: string): Model => modelOf(apiOf(body));

  it("is seen by the names of types, and changes no verdict", () => {
    const types = "types:\n  Ask: { record: { id: string } }\n  Got: { record: { id: string } }\nactions:\n";
    const old = spec(`${types}  hub_QueryThings: { request: Ask, output: Got }\n  hub_Ping: { output: unit }`);
    const next = spec(`${types}  hub_Query: { request: Ask, output: Got }\n  hub_Pong: { output: unit }`);
    const { renames, changes } = compare(old, next);
    expect(renames).toEqual([{ what: "action", from: "hub_QueryThings", to: "hub_Query", confidence: 0.98, evidence: ["same request and output type"] }]); // prettier-ignore
    expect(changes.map(({ kind }) => kind)).toEqual([
      "action-removed",
      "action-removed",
      "action-added",
      "action-added",
    ]);
  });

  it("is not guessed where it might be several", () => {
    const types = "types:\n  Got: { record: { id: string } }\nactions:\n";
    const two = spec(`${types}  hub_A: { output: Got }\n  hub_B: { output: Got }`);
    expect(compare(two, spec(`${types}  hub_C: { output: Got }`)).renames).toEqual([]);
  });

  it("is certain where the spec says `was`, and changes no verdict", () => {
    const body = (was: (name: string) => string): string => `types:
  Thing${was("x") && "s"}: { ${was("Thing")} record: { ${was("x") ? "label: { type: string, was: name }" : "name: string"} } }
  State: { enum: { ${was("x") ? "Fine: { was: Good }" : "Good: {}"} } }
  Pick: { union: { tag: kind, variants: { ${was("x") ? "Uno: { was: One }" : "One: {}"} } } }
  Kept: { record: { ${was("x") ? "new: { type: State, was: old }" : "old: State"}, pick: Pick } }
actions:
  hub_${was("x") ? "Fetch" : "Get"}: { ${was("hub_Get")} output: Thing${was("x") && "s"} }
  hub_Keep: { output: Kept }`;
    const old = spec(body(() => ""));
    const told = compare(old, spec(body((name) => `was: ${name},`)));
    expect(told.renames.map(({ what, from, to, confidence }) => [what, from, to, confidence])).toEqual([
      ["action", "hub_Get", "hub_Fetch", 1],
      ["type", "hub.Thing", "hub.Things", 1],
      ["value", "hub.State.Good", "hub.State.Fine", 1],
      ["variant", "hub.Pick.One", "hub.Pick.Uno", 1],
      ["field", "hub.Kept.old", "hub.Kept.new", 1],
    ]);
    const silent = compare(old, spec(body((name) => `was: ${name},`).replaceAll(/,? ?was: \w+,?/g, "")));
    expect(silent.renames).toEqual([]);
    const facts = ({ changes }: typeof told): unknown => changes.map(({ location: _, ...facts }) => facts);
    expect(facts(silent)).toEqual(facts(told));
  });
});

describe("two versions of the whole Hub", () => {
  it("are compared in no time, though every type and every action has changed", () => {
    const edited: Model = JSON.parse(JSON.stringify(hub).replaceAll('"scalar":"string"', '"scalar":"u32"').replaceAll('"optional":true', '"optional":false')) as Model; // prettier-ignore
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      expect(compare(hub, edited).changes.length).toBeGreaterThan(400);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(1000); // a machine at rest takes a tenth of it
  });
});
