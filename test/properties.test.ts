// What holds for every model of every package, whatever a server sends or a caller passes. A failure prints its seed and its
// smallest value; `SEED=… npx vitest run test/properties.test.ts` runs it again. A type has few values in a run, as there are five
// hundred types made of the same nodes.
import { describe, expect, it } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import * as nexthink from "../generated/nexthink/src/index.js";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import {
  typesById,
  type Action,
  type Json,
  type Model,
  type NamedType,
  type RecordType,
  type Type,
} from "../generator/model.js";
import { wireArbitraries } from "./support/arbitrary.js";
import {
  calmWith,
  keeps,
  losesNothing,
  speaksJson,
  makersOf,
  staysCalm,
  takesWhatIsMade,
  type AnyModel,
  type Subject,
} from "./support/properties.js";

/** The models of a package, by namespace. */
type Modules = Readonly<Record<string, Readonly<Record<string, AnyModel>>>>;

interface Package {
  readonly modules: Modules;
  readonly model: Model;
  readonly ValidationError: Subject["ValidationError"];
}

const packages: readonly Package[] = [
  { modules: hub as unknown as Modules, model: read("nexigon-hub"), ValidationError: hub.ValidationError },
  { modules: nexthink as unknown as Modules, model: read("nexthink"), ValidationError: nexthink.ValidationError },
];

/** The spec of a package, with a record for each action that has none: its fields as the class of the action takes them. */
function read(name: string): Model {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  const records = typesById(model);
  const modules = model.modules.map((module) => {
    const made = module.actions
      .filter(({ classRecord }) => classRecord === undefined)
      .map((action) => flatRecord(action, records));
    return { ...module, types: [...module.types, ...made] };
  });
  return { ...model, modules };
}

/** The parameters of an HTTP action and the members of its body, in one record. */
function flatRecord(action: Action, records: ReadonlyMap<string, NamedType>): RecordType {
  const { module, className, parameters, body } = action;
  const record = body.kind === "record" ? records.get(body.record) : undefined;
  if (body.kind === "value" || (record && record.kind !== "record"))
    throw new Error(`${className}: teach this file its body`);
  const [fields, rules] = record ? [record.fields, record.rules] : [[], []];
  const own = { kind: "record", id: `${module}.${className}`, name: className, params: [], examples: [] } as const;
  return { ...action, ...own, fields: [...parameters, ...fields], rules };
}

interface Tested extends Package {
  readonly type: NamedType;
  readonly namespace: string;
  readonly isHttp: boolean;
  /**
   * Whether JSON of a value is its wire form. Of an HTTP action it is the body, what is filled in is no member of the value
   * yet, and what is called otherwise in code is called so in its JSON.
   */
  readonly speaks: boolean;
  readonly valuesOf: ReturnType<typeof wireArbitraries>;
  readonly makers: ReturnType<typeof makersOf>;
}

const types = packages.flatMap((each) => {
  const valuesOf = wireArbitraries(each.model);
  const makers = makersOf(each.model);
  const renamed = renamedIn(each.model);
  return each.model.modules.flatMap(({ types, namespace, actions }) =>
    types.map((type): readonly [string, Tested] => {
      const isHttp = actions.some(({ className, binding }) => className === type.name && binding.kind === "http");
      const speaks =
        !isHttp &&
        !renamed.has(type.id) &&
        !(type.kind === "record" && type.fields.some(({ fill }) => fill !== undefined));
      return [`${each.model.id} ${type.id}`, { ...each, type, namespace, isHttp, speaks, valuesOf, makers }];
    }),
  );
});

/** The types that hold a member which is called otherwise in code, in themselves or in what they lead to. */
function renamedIn({ modules }: Model): ReadonlySet<string> {
  const all = modules.flatMap(({ types }) => types);
  const isRenamed = (type: NamedType): boolean =>
    type.kind === "record" && type.fields.some(({ property, wire }) => property !== wire);
  const found = new Set(all.filter(isRenamed).map(({ id }) => id));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const type of all)
      if ([...JSON.stringify(type).matchAll(/"target":"([^"]+)"/g)].some(([, target]) => found.has(target ?? "")))
        found.add(type.id);
  }
  return found;
}

it("has every model of every package", () => {
  const wanted = packages.flatMap(({ modules, model }) =>
    model.modules.flatMap(({ namespace }) =>
      // What only tells outcomes apart is no model, nor is what waits.
      Object.keys(modules[namespace] ?? {})
        .filter((name) => !/^waitFor|_Output$/.test(name))
        .map((name) => `${model.id} ${namespace}.${name}`),
    ),
  );
  expect(types.map(([, { model, namespace, type }]) => `${model.id} ${namespace}.${type.name}`).sort()).toEqual(
    wanted.sort(),
  );
  expect(types.filter(([, { isHttp }]) => isHttp).length).toBe(19);
});

describe.each(types)("%s", (_, tested) => {
  const subjects = subjectsOf(tested);

  it("throws nothing but a ValidationError", () => {
    for (const subject of subjects) staysCalm(subject, 80);
  });

  it("gives back what it was sent", () => {
    for (const subject of subjects) losesNothing(subject, 50);
  });

  it("takes what is made from its type", () => {
    for (const each of subjects) takesWhatIsMade(each.type, each, tested.makers);
  });

  it.runIf(tested.speaks)("is its wire form in JSON", () => {
    for (const subject of subjects) speaksJson(subject, 25);
  });
});

/** A model, or a generic one with an argument of each sort. */
function subjectsOf(tested: Tested): readonly TypedSubject[] {
  const { id, params } = tested.type;
  const found = modelOf(tested);
  if (params.length === 0) return [subject({ kind: "named", target: id, args: [] }, found, tested)];
  const make = found as unknown as (...models: unknown[]) => AnyModel;
  return [
    ["devices.DeviceId", hub.devices.DeviceId],
    ["devices.DeviceEvent", hub.devices.DeviceEvent],
    ["actor.Actor", hub.actor.Actor],
  ].map(([target, of]) => {
    const args: readonly Type[] = params.map(() => ({ kind: "named", target: target as string, args: [] }));
    return subject({ kind: "named", target: id, args }, make(...params.map(() => of)), tested);
  });
}

interface TypedSubject extends Subject {
  readonly type: Type;
}

function subject(type: Type, of: AnyModel, { valuesOf, ValidationError }: Tested): TypedSubject {
  return { type, model: of, values: valuesOf(type), ValidationError };
}

describe("what no JSON and no literal makes", () => {
  const everyModel = types.filter(([, { type }]) => type.params.length === 0);
  const cyclic: Record<string, unknown> = { kind: "Invalid", message: "", result: "Found" };
  for (const name of ["deviceId", "value", "body", "claims", "events", "devices", "self"]) cyclic[name] = cyclic;
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const throws = (): never => {
    throw new Error("not to be read");
  };
  const nested = (depth: number): unknown => JSON.parse('{"value":'.repeat(depth) + "1" + "}".repeat(depth));

  it.each<readonly [string, unknown]>([
    ["a cycle", cyclic],
    ["a revoked proxy", revoked],
    ["getters that throw", Object.defineProperty({}, "deviceId", { get: throws, enumerable: true })],
    ["a `toJSON` that throws", { deviceId: "d", name: "n", value: { toJSON: throws }, claims: { toJSON: throws } }],
    ["a `toJSON` that never ends", { deviceId: "d", name: "n", value: { toJSON() { return { ...this }; } } }], // prettier-ignore
    ["10,000 levels", nested(10_000)],
    ["10,000 levels in a field", { deviceId: "d", name: "n", value: nested(10_000) }],
    ["a proxy with endless keys", new Proxy({}, { get: (_, key) => key, has: () => true })],
    ["a function", throws],
    ["a symbol", Symbol("s")],
    ["a class", class Thing {}],
    ["the global object", globalThis],
    ["a list that claims to be long", { events: Object.assign([], { length: 4_000_000_000 }), deviceId: "d" }],
  ])("%s", (_, value) => {
    for (const [, tested] of everyModel)
      calmWith({ model: modelOf(tested), ValidationError: tested.ValidationError }, value);
  });
});

describe("get → change → set", () => {
  it("keeps an unknown enum value and an unknown field", () => {
    const wire = { certificateId: "c", status: "Quarantined", fingerprint: "f", firstSeen: "t", risk: { score: 3 } };
    const got = hub.devices.DeviceCertificate.parse(wire);
    const set = hub.devices.DeviceCertificate.encode({ ...got, fingerprint: "g" });
    expect(set).toEqual({ ...wire, fingerprint: "g" });
  });

  it("keeps an unknown variant inside a list of records", () => {
    const event = { eventId: "e", actor: { actor: "Robot", arms: [1, 2] }, event: "Moved", data: null, createdAt: "t" };
    const got = hub.devices.QueryDeviceAuditLogOutput.parse({ events: [event] });
    const changed = { ...got, events: got.events.map((item) => ({ ...item, event: "Stopped" })) };
    expect(hub.devices.QueryDeviceAuditLogOutput.encode(changed)).toEqual({ events: [{ ...event, event: "Stopped" }] });
  });

  it("sends what was read in an output as the field of an action", () => {
    const wire = { eventId: "e", severity: "Catastrophic", body: 1, attributes: {}, emittedAt: "t", shard: 7 };
    const [event] = hub.devices.QueryDeviceEventsOutput.parse({ events: [wire] }).events;
    if (!event) throw new Error("no event");
    const action = new hub.devices.PublishDeviceEventsAction({ deviceId: "d", events: [{ ...event, body: 2 }] });
    const expected = { deviceId: "d", events: [{ ...wire, body: 2 }] };
    expect(hub.devices.PublishDeviceEventsAction.encode(action)).toEqual(expected);
    expect(JSON.parse(JSON.stringify(action))).toEqual(expected);
  });

  it("still refuses a slip of the pen", () => {
    const event = { eventId: "e", severity: "Info", body: 1, attributes: {}, emittedAt: "t" } as const;
    expect(() => hub.devices.DeviceEvent.encode({ ...event, categry: "x" } as never)).toThrow(
      "did you mean `category`",
    );
  });
});

describe("cases that were found", () => {
  it("writes an action without fields as a plain object", () => {
    const written = hub.devices.QueryDevicesAction.encode(new hub.devices.QueryDevicesAction());
    expect(Object.getPrototypeOf(written)).toBe(Object.prototype);
  });

  it.each([
    ["a known variant", { actor: "User", userId: "u", next: 1 }],
    ["the word for an unknown one", { actor: "$unknown", $tag: "Robot", $raw: { actor: "User" } }],
    ["a name of every object", { actor: "constructor" }],
    ["`__proto__`", JSON.parse('{"actor":"__proto__","__proto__":{"polluted":true}}') as Json],
  ] as const)("gives back a union with %s", (_, wire) => {
    keeps({ model: hub.actor.Actor as AnyModel }, { wire, encoded: wire });
  });
});

function modelOf({ modules, namespace, type: { name } }: Tested): AnyModel {
  const found = modules[namespace]?.[name];
  if (!found) throw new Error(`no model ${namespace}.${name}`);
  return found;
}
