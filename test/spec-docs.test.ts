// What the specs of the vendors' APIs say about their parts: each has words of its own, which tell more than its name.
import { describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, type Described, type Model } from "../generator/model.js";
import { repository } from "./support/folder.js";

// prettier-ignore
const stopWords = new Set([
  "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "each", "for", "from", "give", "given", "gives", "has",
  "have", "if", "in", "into", "is", "it", "its", "may", "no", "not", "of", "on", "one", "only", "or", "other", "so", "some", "such",
  "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "were", "what", "when",
  "where", "which", "who", "whose", "will", "with", "without", "you", "your",
]);

describe.each(["nexigon-hub", "nexthink"])("the words of %s", (api) => {
  const model = readModel(api);

  it("are there for everything, and tell more than its name", () => {
    expect(
      partsOf(model).flatMap(({ id, name, docs }) => (tellsMore(name, docs) ? [] : [`${id}: ${docs ?? ""}`])),
    ).toEqual([]);
  });

  it("end as sentences do", () => {
    const open = partsOf(model).filter(({ docs }) => docs !== undefined && !/[.!?]$/.test(docs.trim()));
    expect(open.map(({ id, docs }) => `${id}: ${docs ?? ""}`)).toEqual([]);
  });

  it("do not repeat what constraints and defaults say by themselves", () => {
    const repeated = /\b(?:at most|at least|up to|between|default(?:s|ed)?)\b[^.]*\b\d/i;
    const fields = model.modules
      .flatMap(({ types }) => types)
      .flatMap((type) => (type.kind === "record" ? type.fields : []));
    const limited = fields.filter((field) => field.constraints.length > 0 || field.default !== undefined);
    expect(
      limited.filter(({ docs }) => repeated.test(docs ?? "")).map(({ id, docs }) => `${id}: ${docs ?? ""}`),
    ).toEqual([]);
  });

  it("come with an example for each action, which the tool has checked", () => {
    expect(allActions(model).flatMap(({ name, examples }) => (examples.length > 0 ? [] : [name]))).toEqual([]);
  });

  it("stand in messages of constraints, too, which say what to do", () => {
    const fields = model.modules
      .flatMap(({ types }) => types)
      .flatMap((type) => (type.kind === "record" ? type.fields : []));
    const patterns = fields.flatMap(({ id, constraints }) => constraints.map((constraint) => ({ id, ...constraint })));
    const mute = patterns.filter(({ pattern, message }) => pattern !== undefined && message === undefined);
    expect(mute.map(({ id }) => id)).toEqual([]);
  });
});

describe("words tell more than a name", () => {
  it.each([
    ["DeviceId", "The device's id.", false],
    ["DeviceId", "Identifies a device.", false],
    ["device_id", "ID of the device that is to be deleted.", false],
    ["expected_version", "The version that is expected.", false],
    ["device_id", "Whose certificates to list.", true],
    ["Pending", undefined, false],
    ["Pending", "Nobody has decided yet.", true],
  ])("%s: %s", (name, docs, more) => {
    expect(tellsMore(name, docs)).toBe(more);
  });
});

function readModel(api: string): Model {
  const report = createReport();
  const { model } = readSpec(`${repository}/spec/${api}`, [], { host: nodeHost(), report });
  if (model === undefined || report.hasErrors) throw new Error(`the spec of ${api} has errors`);
  return model;
}

/** Two words are left when those that carry nothing and those of the name are gone. */
function tellsMore(name: string, docs: string | undefined): boolean {
  const own = new Set(wordsOf(name));
  return new Set(wordsOf(docs ?? "").filter((word) => !stopWords.has(word) && !own.has(word))).size >= 2;
}

/** In lower case and without their endings. */
function wordsOf(text: string): readonly string[] {
  const words =
    text
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => (stopWords.has(word) ? word : word.replace(/(?:ies|es|s|ed|ing)$/, "").replace(/y$/, "")));
}

type Part = Pick<Described, "id" | "docs"> & { readonly name: string };

function partsOf(model: Model): readonly Part[] {
  return model.modules.flatMap(({ id, name, docs, types, actions }): readonly Part[] => [
    { id, name, docs },
    ...types.flatMap((type): readonly Part[] => [type, ...membersOf(type)]),
    ...actions.flatMap((action): readonly Part[] => [action, ...action.parameters]),
  ]);
}

function membersOf(type: Model["modules"][number]["types"][number]): readonly Part[] {
  switch (type.kind) {
    case "record":
      return type.fields;
    case "enum":
      return type.values;
    case "union":
      return type.variants;
    default:
      return [];
  }
}
