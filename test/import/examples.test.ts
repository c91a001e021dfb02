// Examples beside bodies, answers and parameters → examples of actions. What is no whole call is told.
import { describe, expect, it } from "vitest";
import { importFiles, modelOfImport, paths } from "../support/import.js";

const pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const shown = (value: object, more: object = {}): object => ({ content: { "application/json": { schema: pet, ...value } }, ...more }); // prettier-ignore
const left = "AW6023 an example of a body is left out: examples of actions are calls with their answers";

/** The examples of an operation as the model has them, and what is told. */
function examplesOf(
  operation: object,
  method = "post",
  path = "/pets",
): { examples: unknown; told: readonly string[] } {
  const result = importFiles(paths({ [path]: { [method]: { operationId: "call", tags: ["pets"], ...operation } } }));
  const [action] = modelOfImport(result).modules.flatMap(({ actions }) => actions);
  const examples = action?.examples.map(({ name, docs, request, output, status }) => ({ name, docs, status, request: request?.value, output: output?.value })); // prettier-ignore
  return { examples, told: result.told };
}

describe("a body and an answer", () => {
  it("of one name are an example", () => {
    const requestBody = shown({ examples: { dog: { summary: "A dog.", value: { name: "Rex" } } } });
    const responses = { "200": shown({ examples: { dog: { value: { name: "Rex" } } } }, { description: "" }) };
    expect(examplesOf({ requestBody, responses })).toEqual({
      examples: [{ name: "dog", docs: "A dog.", status: undefined, request: { name: "Rex" }, output: { name: "Rex" } }],
      told: [],
    });
  });

  it("without a name are an example", () => {
    const requestBody = shown({ example: { name: "Rex" } });
    const responses = { "200": shown({ example: { name: "Rex" } }, { description: "" }) };
    expect(examplesOf({ requestBody, responses })).toMatchObject({ examples: [{ name: "example" }], told: [] });
  });

  it("of several statuses are an example each", () => {
    const named = { examples: { dog: { value: { name: "Rex" } } } };
    const responses = { "200": shown(named, { description: "" }), "201": shown(named, { description: "" }) };
    const { examples, told } = examplesOf({ requestBody: shown(named), responses });
    expect(examples).toMatchObject([
      { name: "dog", status: undefined },
      { name: "dog", status: "201" },
    ]);
    expect(told).toEqual([]);
  });

  it("are one with a parameter's only example", () => {
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" }, example: "p1" }];
    const requestBody = shown({ examples: { dog: { value: { name: "Rex" } } } });
    const responses = { "200": shown({ examples: { dog: { value: { name: "Rex" } } } }, { description: "" }) };
    const { examples, told } = examplesOf({ parameters, requestBody, responses }, "put", "/pets/{id}");
    expect(examples).toMatchObject([{ request: { id: "p1", name: "Rex" }, output: { name: "Rex" } }]);
    expect(told).toEqual([]);
  });

  it("of other names are told, each place once", () => {
    const requestBody = shown({ examples: { dog: { value: { name: "Rex" } }, cat: { value: { name: "Tom" } } } });
    const responses = { "200": shown({ example: { name: "Rex" } }, { description: "" }) };
    expect(examplesOf({ requestBody, responses })).toEqual({ examples: [], told: [left, left] });
  });

  it("are told where a parameter is missing", () => {
    const named = { examples: { dog: { value: { name: "Rex" } } } };
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
    const responses = { "200": shown(named, { description: "" }) };
    const operation = { parameters, requestBody: shown(named), responses };
    expect(examplesOf(operation, "put", "/pets/{id}")).toEqual({ examples: [], told: [left, left] });
  });

  it("that do not fit their types are told", () => {
    const requestBody = shown({ example: { name: 1 } });
    const responses = { "200": shown({ example: { name: "Rex" } }, { description: "" }) };
    const { examples, told } = examplesOf({ requestBody, responses });
    expect(examples).toEqual([]);
    expect(told).toEqual([expect.stringMatching(/^AW6040 an example is left out: the request of the example `example`/)]); // prettier-ignore
  });
});

describe("where there is no body", () => {
  it("an answer is an example", () => {
    const responses = { "200": shown({ examples: { dog: { value: { name: "Rex" } } } }, { description: "" }) };
    expect(examplesOf({ responses }, "get")).toMatchObject({ examples: [{ name: "dog", request: undefined, output: { name: "Rex" } }], told: [] }); // prettier-ignore
  });

  it("and no content, a body is an example", () => {
    const responses = { "204": { description: "" } };
    expect(examplesOf({ requestBody: shown({ example: { name: "Rex" } }), responses })).toMatchObject({ examples: [{ request: { name: "Rex" }, output: undefined }], told: [] }); // prettier-ignore
  });
});
