import { describe, expect, it } from "vitest";
import { emitted } from "./emit-helpers.js";

/** What one module's YAML becomes: each construct beside its TypeScript. */
function cases(table: Readonly<Record<string, readonly [yaml: string, code: string]>>): void {
  it.each(Object.entries(table))("%s", async (_, [yaml, code]) => {
    expect((await emitted(yaml)).trim()).toBe(code.trim());
  });
}

describe("names for other types", () => {
  cases({
    opaque: [
      `types: { DeviceId: { opaque: string, docs: Identifies a device. } }`,
      `
/** Identifies a device. */
export type DeviceId = $.Flavored<string, "DeviceId">;
export const DeviceId: $.Model<DeviceId> = /* @__PURE__ */ $.named(() => $.string);`,
    ],
    "newtype of a number, with a constraint": [
      `types: { Port: { newtype: u16, constraints: [ { min: 1, message: Give a port. } ] } }`,
      `
/** At least 1. Give a port. */
export type Port = $.Flavored<number, "Port">;
export const Port: $.Model<Port> = /* @__PURE__ */ $.named(() =>
  $.check($.u16, $.told({ message: "Give a port." }, $.min(1))),
);`,
    ],
    "newtype of a list": [
      `types: { Path: { newtype: list<Segment> }, Segment: { union: { tagging: untagged, variants: { Key: { type: string, maxLength: 3 }, Index: u32 } } } }`,
      `
export type Path = readonly Segment[];
export const Path: $.Model<Path> = /* @__PURE__ */ $.named(() => $.list(Segment));

export type Segment = string | number;
export const Segment: $.Model<Segment> = /* @__PURE__ */ $.untagged(() => [$.check($.string, $.maxLength(3)), $.u32]);`,
    ],
    alias: [
      `types: { Value: { alias: json }, Values: { alias: list<nullable<Value>>, deprecated: { since: "2", use: Value } } }`,
      `
export type Value = unknown;
export const Value: $.Model<Value> = /* @__PURE__ */ $.named(() => $.json);

/** @deprecated Since 2. Use \`Value\`. */
export type Values = readonly (Value | null)[];
/** @deprecated Since 2. Use \`Value\`. */
export const Values: $.Model<Values> = /* @__PURE__ */ $.named(() => $.list($.nullable($.json)));`,
    ],
  });
});

describe("enums", () => {
  cases({
    open: [
      `types: { Status: { enum: { Pending: Waiting., Active: { wire: active, deprecated: { note: Not any more. } } } } }`,
      `
export type Status = "Pending" | "active" | $.Unrecognized;
export const Status: $.Model<Status> & {
  /** Waiting. */
  readonly Pending: "Pending";
  /** @deprecated Not any more. */
  readonly Active: "active";
} = /* @__PURE__ */ $.enumeration({
  Pending: "Pending",
  Active: "active",
});`,
    ],
    closed: [
      `types: { Order: { enum: { asc: {}, desc: {} }, closed: true } }`,
      `
export type Order = "asc" | "desc";
export const Order: $.Model<Order> & {
  readonly asc: "asc";
  readonly desc: "desc";
} = /* @__PURE__ */ $.closedEnumeration("asc", "desc");`,
    ],
    "of integers": [
      `types: { Level: { enum: { Low: { wire: 1 }, High: { wire: 10 } } }, A: { record: { level: Level } } }`,
      `
export type Level = 1 | 10 | $.Unrecognized;
export const Level: $.Model<Level> & {
  readonly Low: 1;
  readonly High: 10;
} = /* @__PURE__ */ $.enumeration({
  Low: 1,
  High: 10,
});

export interface A {
  readonly level: Level;
}
export const A: $.Model<A> = /* @__PURE__ */ $.record(() => ({
  level: Level,
}));`,
    ],
  });
});

describe("records", () => {
  cases({
    "every sort of field": [
      `
types:
  Id: { opaque: string }
  Kind: { enum: { A: {}, B: {} } }
  Thing:
    docs: A thing.
    record:
      id: { type: Id, docs: Which. }
      kind: Kind
      label?: { type: string, minLength: 1, maxLength: 64 }
      note: nullable<string>
      both?: nullable<u64>
      value?: json
      tags: { type: list<string>, fill: [] }
      counts: map<u64>
      at?: { type: timestamp, open: true }
      size: { type: u64, max: "18446744073709551615", default: 5 }
      self?: Thing
      beta_thing: { type: bool, stability: experimental, feature: gate, wire: "beta-thing" }
    rules:
      - { atLeastOneOf: [label, note], message: Give one. }
      - { dependentRequired: { label: [both] }, code: x }
`,
      `
export type Id = $.Flavored<string, "Id">;
export const Id: $.Model<Id> = /* @__PURE__ */ $.named(() => $.string);

export type Kind = "A" | "B" | $.Unrecognized;
export const Kind: $.Model<Kind> & {
  readonly A: "A";
  readonly B: "B";
} = /* @__PURE__ */ $.enumeration("A", "B");

/** A thing. */
export interface Thing {
  /** Which. */
  readonly id: Id;
  readonly kind: Kind;
  /** From 1 to 64 characters. */
  readonly label?: string | undefined;
  readonly note: string | null;
  readonly both?: number | null | undefined;
  readonly value?: unknown;
  /** Sent as \`[]\` when left out. */
  readonly tags?: readonly string[] | undefined;
  readonly counts: { readonly [key: string]: number };
  readonly at?: $.Timestamp | $.Unrecognized | undefined;
  /**
   * At most 18446744073709551615.
   *
   * @defaultValue \`5\`, by the server
   */
  readonly size: number;
  readonly self?: Thing | undefined;
  /** @experimental Behind the feature \`gate\`. */
  readonly betaThing: boolean;
}
export const Thing: $.Model<Thing> = /* @__PURE__ */ $.record(
  () => ({
    id: $.string,
    kind: $.open,
    label: $.optional($.check($.string, $.minLength(1), $.maxLength(64))),
    note: $.nullable($.string),
    both: $.optionalNull($.nullable($.u64)),
    value: $.optionalNull($.json),
    tags: $.fill($.list($.string), []),
    counts: $.map($.u64),
    at: $.optional($.open),
    size: $.check($.u64, $.max("18446744073709551615")),
    self: $.optional(Thing),
    betaThing: $.renamed("beta-thing", $.bool),
  }),
  /* @__PURE__ */ $.atLeastOneOf(["label", "note"], "Give one."),
  /* @__PURE__ */ $.dependentRequired("label", ["both"], undefined, "x"),
);`,
    ],
    "none, and a generic": [
      `types: { Empty: { record: {} }, Page: { params: [T], record: { items: list<T>, next?: Page<T> } }, Pages: { alias: Page<Empty> } }`,
      `
export interface Empty {}
export const Empty: $.Model<Empty> = /* @__PURE__ */ $.record(() => ({}));

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: Page<T> | undefined;
}
export function Page<T>(T: $.Node<T>): $.Model<Page<T>> {
  return $.generic([Page, T], () =>
    $.record(() => ({
      items: $.list(T),
      next: $.optional(Page(T)),
    })),
  );
}

export type Pages = Page<Empty>;
export const Pages: $.Model<Pages> = /* @__PURE__ */ $.named(() => Page(Empty));`,
    ],
    renamed: [
      `types: { Now: { was: Before, record: { a: bool } } }`,
      `
export interface Now {
  readonly a: boolean;
}
export const Now: $.Model<Now> = /* @__PURE__ */ $.record(() => ({
  a: $.bool,
}));
export { /** @deprecated Renamed to {@link Now}. */ Now as Before };`,
    ],
  });
});

describe("unions", () => {
  cases({
    "internal, open and recursive": [
      `
types:
  Expr:
    union:
      tag: kind
      variants:
        Current: { docs: The value itself. }
        And: Variadic
        Literal: { type: json, content: value }
  Variadic: { record: { exprs: list<Expr> } }
`,
      `
/** The value itself. */
export interface Expr_Current {
  readonly kind: "Current";
}
export interface Expr_And extends Variadic {
  readonly kind: "And";
}
export interface Expr_Literal {
  readonly kind: "Literal";
  readonly value: unknown;
}
/** A variant that this package does not know. Its JSON is \`$raw\`. */
export interface Expr_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Expr = Expr_Current | Expr_And | Expr_Literal | Expr_$unknown;
export const Expr: $.UnionModel<Expr, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Current: $.unit,
  And: Variadic,
  Literal: $.content("value", $.json),
}));

export interface Variadic {
  readonly exprs: readonly Expr[];
}
export const Variadic: $.Model<Variadic> = /* @__PURE__ */ $.record(() => ({
  exprs: $.list(Expr),
}));`,
    ],
    "adjacent and closed": [
      `types: { Adjacent: { union: { tagging: adjacent, tag: t, closed: true, variants: { A: {}, B: u32 } } } }`,
      `
export interface Adjacent_A {
  readonly t: "A";
}
export interface Adjacent_B {
  readonly t: "B";
  readonly content: number;
}
export type Adjacent = Adjacent_A | Adjacent_B;
export const Adjacent: $.UnionModel<Adjacent, "t"> = /* @__PURE__ */ $.closedAdjacent("t", "content", () => ({
  A: $.unit,
  B: $.u32,
}));`,
    ],
    external: [
      `types: { External: { union: { tagging: external, variants: { A: {}, B: u32 } } } }`,
      `
export interface External_B {
  readonly B: number;
}
/** A variant that this package does not know. Its JSON is \`$raw\`. */
export interface External_$unknown {
  readonly $unknown: string;
  readonly $raw: $.JsonObject;
}
export type External = "A" | External_B | External_$unknown | $.Unrecognized;
export const External: $.Model<External> = /* @__PURE__ */ $.external(["A"], () => ({
  B: $.u32,
}));`,
    ],
    generic: [
      `types: { Result: { params: [T], union: { closed: true, variants: { Ok: { type: T, content: value }, Failed: { type: list<T>, content: errors }, Gone: {} } } } }`,
      `
export interface Result_Ok<T> {
  readonly result: "Ok";
  readonly value: T;
}
export interface Result_Failed<T> {
  readonly result: "Failed";
  readonly errors: readonly T[];
}
export interface Result_Gone {
  readonly result: "Gone";
}
export type Result<T> = Result_Ok<T> | Result_Failed<T> | Result_Gone;
export function Result<T>(T: $.Node<T>): $.UnionModel<Result<T>, "result"> {
  return $.generic([Result, T], () =>
    $.closedUnion("result", () => ({
      Ok: $.content("value", T),
      Failed: $.content("errors", $.list(T)),
      Gone: $.unit,
    })),
  );
}`,
    ],
  });
});

describe("actions", () => {
  cases({
    "with fields": [
      `
types:
  SetAction: { docs: Asks., record: { device_id: string, label?: string }, rules: [ { atLeastOneOf: [label, device_id] } ] }
actions:
  things_Set: { docs: Sets., request: SetAction, output: list<string>, deprecated: { note: Old. } }
`,
      `
/** The fields of {@link SetAction}. */
export interface SetAction_Fields {
  readonly deviceId: string;
  readonly label?: string | undefined;
}
/**
 * Asks.
 *
 * @deprecated Old.
 */
export interface SetAction extends SetAction_Fields, $.Action<readonly string[]> {}
/** @deprecated Old. */
export const SetAction: $.ActionClass<SetAction, SetAction_Fields> = /* @__PURE__ */ $.action<
  SetAction,
  SetAction_Fields
>(
  "things_Set",
  "write",
  () => ({
    deviceId: $.string,
    label: $.optional($.string),
  }),
  () => $.list($.string),
  { rules: [/* @__PURE__ */ $.atLeastOneOf(["label", "deviceId"])] },
);`,
    ],
    "without fields, without an output": [
      `
types: { PingAction: { record: {} } }
actions: { things_Ping: { effect: read, request: PingAction, output: unit } }
`,
      `
/** The fields of {@link PingAction}. */
export interface PingAction_Fields extends $.NoFields {}
export interface PingAction extends PingAction_Fields, $.Action<undefined> {}
export const PingAction: $.BareActionClass<PingAction> = /* @__PURE__ */ $.bareAction<PingAction>(
  "things_Ping",
  "read",
  () => $.unit,
);`,
    ],
    "with all fields optional": [
      `
types: { FindAction: { record: { name?: string } } }
actions: { things_Find: { effect: read, request: FindAction, output: bool } }
`,
      `
/** The fields of {@link FindAction}. */
export interface FindAction_Fields {
  readonly name?: string | undefined;
}
export interface FindAction extends FindAction_Fields, $.Action<boolean> {}
export const FindAction: $.OptionalActionClass<FindAction, FindAction_Fields> = /* @__PURE__ */ $.action<
  FindAction,
  FindAction_Fields
>(
  "things_Find",
  "read",
  () => ({
    name: $.optional($.string),
  }),
  () => $.bool,
);`,
    ],
  });

  it("whose record is another module's: a class with the fields of that record", async () => {
    const yaml = `actions: { things_Start: { request: shared.Range, output: shared.Range }, things_Stop: { request: list<string>, output: unit } }`;
    const shared = `types: { Range: { record: { start_at: timestamp, end?: u32 }, rules: [ { atLeastOneOf: [end, start_at] } ] } }`;
    const [start = "", stop = ""] = (await emitted(yaml, "things", { shared })).split("\n\n");
    expect(start).toBe(
      `
/** The fields of {@link StartAction}. */
export interface StartAction_Fields extends shared.Range {}
export interface StartAction extends StartAction_Fields, $.Action<shared.Range> {}
export const StartAction: $.ActionClass<StartAction, StartAction_Fields> = /* @__PURE__ */ $.action<
  StartAction,
  StartAction_Fields
>(
  "things_Start",
  "write",
  () => ({
    startAt: $.timestamp,
    end: $.optional($.u32),
  }),
  () => shared.Range,
  { rules: [/* @__PURE__ */ $.atLeastOneOf(["end", "startAt"])] },
);`.trim(),
    );
    expect(stop).toContain("readonly body: readonly string[];");
    expect(stop).toContain('{ body: "body" }');
  });
});
