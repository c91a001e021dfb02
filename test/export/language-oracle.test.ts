// As `json-schema-oracle.test.ts`, for every construct of the language, and for texts at the edges of the scalars.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPatterns, patterns } from "../../generator/export/patterns.js";
import { decodeBase64 } from "../../templates/runtime/base64.js";
import * as formats from "../../templates/runtime/formats.js";
import { run } from "../../templates/runtime/walk.js";
import * as scalars from "../../templates/runtime/scalars.js";
import { fixtures, modelOf } from "../support/fixtures.js";
import { compileBundle, disagreement, soundAndBroken, type Judged } from "../support/oracle.js";
import { loadPackage } from "../support/packages.js";

/** Types on whose values the two may differ, and why. */
const differences: { readonly [id: string]: string } = {
  "wire-names things.Odd": "Ajv does not look at a member called `__proto__`",
  "wire-names things.External": "Ajv does not look at a member called `__proto__`",
};

const runs = 100;

describe.each(fixtures.map((each) => [each.name, each] as const))("%s", (_, each) => {
  it("is taken and refused by Ajv as by the generated validators", async () => {
    const model = modelOf(each);
    const { modules } = await loadPackage(each, model);
    const validatorOf = compileBundle(model);
    const found = model.modules.flatMap(({ types, namespace }) =>
      types.flatMap(({ id, name, params }) => {
        const judged = modules[namespace]?.[name] as Judged | undefined;
        if (params.length > 0 || !judged || Object.hasOwn(differences, `${each.name} ${id}`)) return [];
        const difference = disagreement(soundAndBroken(model, id), validatorOf(id), judged, runs);
        return difference ? [{ id, ...difference }] : [];
      }),
    );
    expect(found).toEqual([]);
  });
});

describe("the pattern of", () => {
  const judges = [
    ["date", patterns.date, (text: string) => scalars.isDate(text)],
    ["timestamp", patterns.timestamp, (text: string) => scalars.isTimestamp(text)],
    ["duration", patterns.duration, (text: string) => run(scalars.duration["~walk"], text, 0).issues === undefined],
    ["uuid", patterns.uuid, (text: string) => scalars.isUuid(text)],
    ["url", patterns.url, (text: string) => scalars.isUrl(text)],
    ["bytes", patterns.base64, (text: string) => decodeBase64(text) !== undefined],
    ...[formats.date, formats.dateTime, formats.uuid, formats.uri, formats.email].map(({ expected, holds }) => {
      const name = expected.replace("text in the form ", "");
      return [`format ${name}`, formatPatterns.get(name) ?? "", (text: string) => holds(text)] as const;
    }),
  ] as const;

  it.each(judges)("%s takes what the runtime takes", (_, pattern, takes) => {
    const form = new RegExp(pattern, "u");
    fc.assert(
      fc.property(texts, (text) => form.test(text) === takes(text)),
      { numRuns: 20_000 },
    );
  });
});

const digits = (length: number): fc.Arbitrary<string> => fc.nat(10 ** length - 1).map((value) => String(value).padStart(length, "0")); // prettier-ignore
const day = fc
  .tuple(fc.oneof(digits(4), fc.constantFrom("1900", "2000", "2024", "0000", "0004")), fc.oneof(digits(2), fc.constantFrom("01", "02", "04", "12")), fc.oneof(digits(2), fc.constantFrom("28", "29", "30", "31")))
  .map((parts) => parts.join("-")); // prettier-ignore
const time = fc
  .tuple(digits(2), digits(2), digits(2), fc.constantFrom("", ".", ".5", ".123456789012"), fc.constantFrom("", "Z", "z", "+02:00", "-24:00", "+0200"))
  .map(([hour, minute, second, fraction, zone]) => `${hour}:${minute}:${second}${fraction}${zone}`); // prettier-ignore
const parts = ["P", "T", "1", "2.5", "0,5", "Y", "M", "W", "D", "H", "S", "-", "+", "=", "_", "/", "ab", "://", "http", "HTTPS", ":", "//", "?", " ", "\n", "é", "\u{1F331}", "\ud800", "@", ".", "K", "ſ"]; // prettier-ignore

/** Texts that are near to something. */
const texts = fc.oneof(
  day,
  fc.tuple(day, fc.constantFrom("T", "t", " "), time).map((all) => all.join("")),
  fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join("")),
  fc.tuple(fc.constantFrom("P", "-P", "PT"), fc.array(fc.constantFrom("1Y", "2M", "T", "3H", "4M", "5S", "0.5S", "6D", "7W"), { maxLength: 5 })).map(([head, all]) => head + all.join("")),
  fc.uuid().chain((uuid) => fc.constantFrom(uuid, uuid.toUpperCase(), `${uuid}0`, uuid.slice(1), `{${uuid}}`)),
  fc.webUrl(),
  fc.base64String(),
  fc.emailAddress(),
  fc.string({ unit: "binary", maxLength: 6 }),
); // prettier-ignore
