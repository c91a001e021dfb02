// R71: what handlers of mocks get of bodies that are no JSON is what went in, for all that a form and a text can say.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { deepForm, exactForm, form, plain } from "../../templates/runtime/form.js";
import { type MockedActions, mockClient } from "../../templates/runtime/testing.js";

type Table = { readonly [property: string]: $.Node<unknown> };
type Class = new (fields: object) => $.Action<unknown>;

/** An action that writes its body so. */
function actionOf(encode: $.HttpOptions["encode"], fields: Table, body: string | true): Class {
  const binding = $.http("POST", "/things/{id}", { body, contentType: "text/x-any", ...(encode && { encode }) });
  const table = { id: $.string, ...fields };
  return $.action<$.Action<unknown>, object>("things_Do", "write", () => table as never, () => $.unit, {
    binding,
  }) as unknown as Class;
} // prettier-ignore

/** The fields that a handler gets. */
async function received(Action: Class, fields: object, config: $.ClientConfig = {}): Promise<object> {
  const actions = { things_Do: Action } as unknown as MockedActions;
  class Client extends $.Client {
    constructor(options: $.ClientOptions) {
      super(options, config);
    }
  }
  const { client, calls } = mockClient(Client, { actions, answers: { things_Do: undefined } });
  await client.execute(new Action({ id: "1", ...fields }));
  const { id, ...input } = { ...calls[0]?.input } as { readonly id?: unknown };
  expect(id).toBe("1");
  return input;
}

async function comesBack<T extends object>(Action: Class, values: fc.Arbitrary<T>): Promise<void> {
  const holds = async (fields: T) => void expect(await received(Action, fields)).toEqual(fields);
  await fc.assert(fc.asyncProperty(values, holds), { numRuns: 200 });
}

const text = fc.string({ unit: "grapheme" });
const optional = { requiredKeys: [] };
const item = fc.record(
  { price: text, quantity: fc.nat(), dates: fc.array(fc.constantFrom("2026-01-02", "2024-02-29"), { minLength: 1 }) },
  { requiredKeys: ["price"] },
);
/** Nothing that is empty, which is in no form, and no brackets in names, which are read as such. */
const key = text.filter((name) => !/[[\]]/.test(name));
const order = fc.record(
  {
    customerName: text,
    items: fc.array(item, { minLength: 1, maxLength: 12 }),
    tags: fc.array(text, { minLength: 1, maxLength: 12 }),
    counts: fc.array(fc.nat(), { minLength: 1, maxLength: 70 }),
    meta: fc.dictionary(key, text, { minKeys: 1 }),
    paid: fc.boolean(),
    exact: fc.constantFrom("18446744073709551615", "0"),
    note: text,
  },
  optional,
);
const orderTable: Table = {
  customerName: $.renamed("customer_name", $.optional($.string)),
  items: $.optional($.list($.record<object>(() => ({ price: $.string, quantity: $.optional($.u32), dates: $.optional($.list($.date)) }) as never))),
  tags: $.optional($.list($.string)),
  counts: $.optional($.list($.u32)),
  meta: $.optional($.map($.nullable($.string))),
  paid: $.optional($.bool),
  exact: $.optional($.u64Text),
  note: $.optionalNull($.nullable($.string)),
}; // prettier-ignore

describe.each([
  ["repeated names", form],
  ["brackets", deepForm],
])("R71 a form with %s comes back", (_, encode) => {
  test("as the fields of an action", async () => {
    await comesBack(actionOf(encode, orderTable, true), order);
  });

  test("as one field, a record or a map", async () => {
    const record = $.record<object>(() => ({ paid: $.bool, tags: $.list($.u32) }) as never);
    const body = fc.record({ paid: fc.boolean(), tags: fc.array(fc.nat(), { minLength: 1 }) });
    await comesBack(actionOf(encode, { body: record }, "body"), fc.record({ body }));
    await comesBack(actionOf(encode, { body: $.map($.string) }, "body"), fc.record({ body: fc.dictionary(key, text) }));
  });
});

test("R71 a form with repeated names comes back with any names, and with all that JSON can say within", async () => {
  const meta = fc.dictionary(text, fc.option(text), { minKeys: 1 });
  const table = { meta: $.map($.nullable($.string)), rows: $.list($.map($.list($.u32))) };
  const rows = fc.array(fc.dictionary(text, fc.array(fc.nat())), { minLength: 1, maxLength: 9 });
  await comesBack(actionOf(form, table, true), fc.record({ meta, rows }));
});

test.each([
  ["repeated names", exactForm],
  ["brackets", deepForm],
])("R45 R71 a form with %s has integers that no number holds, in objects and lists too", async (_, encode) => {
  const wide = $.record<object>(() => ({ size: $.u64Big, more: $.list($.i64Big) }) as never);
  const table = { size: $.u64Big, sizes: $.list($.u64Big), wide, wides: $.list(wide) };
  const one = { size: 2n ** 64n - 1n, more: [-(2n ** 63n), 1n] };
  const fields = { size: 2n ** 64n - 1n, sizes: [2n ** 53n + 1n, 1n], wide: one, wides: [one, one] };
  expect(await received(actionOf(encode, table, true), fields, { json: $.exactJson })).toEqual(fields);
});

test("R71 a form with brackets comes back however deep it is, and long", async () => {
  const body = { rows: [[[[1, 2]], [[3]]], [[[4]]]], counts: Array.from({ length: 200 }, (_, index) => index) };
  const table = { rows: $.list($.list($.list($.list($.u8)))), counts: $.list($.u8) };
  expect(await received(actionOf(deepForm, table, true), body)).toEqual(body);
});

test("R71 plain text comes back, also where it looks like JSON, and as a number where it is one", async () => {
  const texts = fc.oneof(text, fc.json(), fc.constantFrom("1", "true", "null", '"a"', "a+b%20"));
  await comesBack(actionOf(plain, { body: $.string }, "body"), fc.record({ body: texts }));
  await comesBack(actionOf(plain, { body: $.i32 }, "body"), fc.record({ body: fc.integer() }));
});

test("R71 JSON of another media type comes back as it is", async () => {
  expect(await received(actionOf(undefined, orderTable, true), { customerName: "1", note: null })).toEqual({
    customerName: "1",
    note: null,
  });
});
