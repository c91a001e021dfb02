import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import * as d from "./fixtures/devices.js";

const fields = { deviceId: "d_1", name: "firmware", value: 2 };

describe("actions", () => {
  test("the fields are own enumerable properties, and the JSON is the wire form", () => {
    const action = new d.SetDevicePropertyAction(fields);
    expect({ ...action }).toEqual(fields);
    expect(Object.keys(action)).toEqual(["deviceId", "name", "value"]);
    expect(JSON.stringify(action)).toBe('{"deviceId":"d_1","name":"firmware","value":2}');
    expect(action.deviceId).toBe("d_1");
  });

  test("the JSON is the wire form of renamed and unknown things, too", () => {
    expect(JSON.stringify(new d.SearchAction({ pageSize: 3 }))).toBe('{"page_size":3}');
    const value = d.JsonExpr.parse({ kind: "New", x: 1 });
    expect(JSON.stringify(new d.SetDevicePropertyAction({ ...fields, value }))).toContain(
      '"value":{"kind":"New","x":1}',
    );
    interface Upload extends $.Action<undefined> {
      readonly data: Uint8Array;
      readonly tags?: readonly string[] | undefined;
    }
    const Upload: $.ActionClass<Upload, { readonly data: Uint8Array; readonly tags?: readonly string[] | undefined }> =
      $.action<Upload, { readonly data: Uint8Array; readonly tags?: readonly string[] | undefined }>(
        "x_Upload",
        "write",
        () => ({ data: $.bytes, tags: $.fill($.list($.string), []) }),
        () => $.unit,
      );
    expect(JSON.stringify(new Upload({ data: new Uint8Array([104, 105]) }))).toBe('{"data":"aGk=","tags":[]}');
  });

  test("instanceof, subclasses, and what a console shows", () => {
    class Mine extends d.GetDeviceDetailsAction {
      constructor() {
        super({ deviceId: "mine" });
      }
    }
    const mine = new Mine();
    expect(mine).toBeInstanceOf(Mine);
    expect(mine).toBeInstanceOf(d.GetDeviceDetailsAction);
    expect(mine).not.toBeInstanceOf(d.SetDevicePropertyAction);
    expect(JSON.stringify(mine)).toBe('{"deviceId":"mine"}');
    expect(inspect(new d.GetDeviceDetailsAction({ deviceId: "d_1" }))).toBe("devices_GetDetails { deviceId: 'd_1' }");
    expect(inspect(new d.QueryDevicesAction())).toBe("devices_Query {}");
  });

  test("the statics are the functions of a model; parse gives an instance", () => {
    const { parse, safeParse, is, encode } = d.SetDevicePropertyAction;
    const parsed = parse(fields);
    expect(parsed).toBeInstanceOf(d.SetDevicePropertyAction);
    expect({ ...parsed }).toEqual(fields);
    expect(() => parse({ ...fields, name: "" })).toThrow($.ValidationError);
    const result = safeParse(fields);
    expect(result.ok && result.data).toBeInstanceOf(d.SetDevicePropertyAction);
    const standard = d.SetDevicePropertyAction["~standard"].validate(fields);
    expect(standard).toEqual({ value: parsed });
    expect(is(parsed)).toBe(true);
    expect(is(fields)).toBe(false);
    expect(is(new d.SetDevicePropertyAction({ ...fields, name: "" }))).toBe(false);
    expect(encode(parsed)).toEqual(fields);
    expect(Object.getPrototypeOf(encode(parsed))).toBe(Object.prototype);
    expect(d.SearchAction.parse({ page_size: 4 })).toEqual(new d.SearchAction({ pageSize: 4 }));
  });

  test("fields of any name are own data", async () => {
    interface Odd_Fields {
      readonly constructor: string;
      readonly toJSON: string;
      readonly then: string;
      readonly ["__proto__"]: string;
      readonly length: string;
      readonly name: string;
    }
    interface Odd extends Odd_Fields, $.Action<undefined> {
      readonly constructor: string;
      readonly toJSON: string;
    }
    const table = {
      constructor: $.string,
      toJSON: $.string,
      then: $.string,
      ["__proto__"]: $.string,
      length: $.string,
      name: $.string,
    };
    const Odd = $.action<Odd, Odd_Fields>(
      "odd",
      "read",
      () => table as never,
      () => $.unit,
    );
    const text = '{"constructor":"a","toJSON":"b","then":"c","__proto__":"d","length":"e","name":"f"}';
    const odd = Odd.parse(JSON.parse(text));
    expect(odd).toBeInstanceOf(Odd);
    expect(JSON.stringify(odd)).toBe(text);
    expect(JSON.stringify(Odd.encode(odd))).toBe(text);
    expect(await odd).toBe(odd);
    const copy = new Odd({ ...odd });
    expect(JSON.stringify(copy)).toBe(text);
  });

  test("an action without its fields is reported by the call, not by the constructor", () => {
    const broken = new d.SetDevicePropertyAction(undefined as never);
    expect(() => d.SetDevicePropertyAction.encode(broken)).toThrow("deviceId is required; name is required");
  });
});
