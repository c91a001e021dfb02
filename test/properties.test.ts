// What holds for every model of Nexigon Hub, whatever a server sends or a caller passes. A failure prints its seed and its
// smallest value; `SEED=… npx vitest run test/properties.test.ts` runs it again.
import { describe, expect, it } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import type { Json, NamedType, Type } from "../generator/model.js";
import { wireArbitraries } from "./support/arbitrary.js";
import {
  calmWith,
  keeps,
  losesNothing,
  speaksJson,
  staysCalm,
  type AnyModel,
  type Subject,
} from "./support/properties.js";

const { model } = readSpec("spec/nexigon-hub", [], { host: nodeHost(), report: createReport() });
if (!model) throw new Error("the spec of Nexigon Hub has errors");
const valuesOf = wireArbitraries(model);
const { ValidationError } = hub;

const types = model.modules.flatMap((module) => module.types.map((type) => [type.id, type, module.namespace] as const));

describe.each(types)("%s", (_, type, namespace) => {
  const subjects = subjectsOf(type, namespace);

  it("throws nothing but a ValidationError", () => {
    for (const subject of subjects) staysCalm(subject, 600);
  });

  it("gives back what it was sent", () => {
    for (const subject of subjects) losesNothing(subject, 300);
  });

  it("is its wire form in JSON", () => {
    for (const subject of subjects) speaksJson(subject, 100);
  });
});

/** A model, or a generic one with an argument of each sort. */
function subjectsOf({ id, name, params }: NamedType, namespace: string): readonly Subject[] {
  const found = modelAt(namespace, name);
  if (params.length === 0) return [subject({ kind: "named", target: id, args: [] }, found)];
  const make = found as unknown as (...models: unknown[]) => AnyModel;
  return [
    ["devices.DeviceId", hub.devices.DeviceId],
    ["devices.DeviceEvent", hub.devices.DeviceEvent],
    ["actor.Actor", hub.actor.Actor],
  ].map(([target, of]) => {
    const args: readonly Type[] = params.map(() => ({ kind: "named", target: target as string, args: [] }));
    return subject({ kind: "named", target: id, args }, make(...params.map(() => of)));
  });
}

function subject(type: Type, of: AnyModel): Subject {
  return { model: of, values: valuesOf(type), ValidationError };
}

describe("what no JSON and no literal makes", () => {
  const everyModel = types.filter(([, { params }]) => params.length === 0);
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
    for (const [, { name }, namespace] of everyModel)
      calmWith({ model: modelAt(namespace, name), ValidationError }, value);
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

function modelAt(namespace: string, name: string): AnyModel {
  const found = (hub as unknown as Readonly<Record<string, Readonly<Record<string, AnyModel>>>>)[namespace]?.[name];
  if (!found) throw new Error(`no model ${namespace}.${name}`);
  return found;
}
