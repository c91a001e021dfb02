// The properties of test/properties.test.ts over the fixtures of test/language, which have every tagging, every scalar,
// generic types, renamed members, fills and rules.
import { describe, expect, it } from "vitest";
import type { NamedType, Type } from "../generator/model.js";
import { wireArbitraries } from "./support/arbitrary.js";
import { fixtures, modelOf } from "./support/fixtures.js";
import { loadPackage } from "./support/packages.js";
import {
  losesNothing,
  makersOf,
  staysCalm,
  takesWhatIsMade,
  type AnyModel,
  type Subject,
} from "./support/properties.js";

interface TypedSubject extends Subject {
  readonly type: Type;
  readonly makers: ReturnType<typeof makersOf>;
}

const specs = fixtures.map((fixture) => ({ fixture, spec: modelOf(fixture) }));
const subjects = await Promise.all(
  specs.map(async ({ fixture, spec }) => {
    const { modules, client } = await loadPackage(fixture, spec);
    const makers = makersOf(spec);
    const valuesOf = wireArbitraries(spec);
    const find = (id: string): AnyModel => {
      const [module, name = ""] = id.split(".");
      const namespace = spec.modules.find((candidate) => candidate.name === module)?.namespace ?? "";
      return modules[namespace]?.[name] as AnyModel;
    };
    const types = spec.modules.flatMap((module) => module.types);
    const plain = types.filter(({ params }) => params.length === 0).map(({ id }) => id);
    const subjectOf = ({ id, params }: NamedType): TypedSubject => {
      const args = params.map((_, index): Type => ({ kind: "named", target: plain[index % plain.length] ?? "", args: [] })); // prettier-ignore
      const of = find(id) as AnyModel & ((...args: unknown[]) => AnyModel);
      const model = params.length === 0 ? of : of(...params.map((_, index) => find(plain[index % plain.length] ?? "")));
      const type: Type = { kind: "named", target: id, args };
      const ValidationError = client["ValidationError"] as Subject["ValidationError"];
      return { type, makers, model, values: valuesOf(type), ValidationError };
    };
    return types.map((type) => [`${fixture.name}: ${type.id}`, subjectOf(type)] as const);
  }),
);

it("looks at some fixtures", () => {
  expect(subjects.flat().length).toBeGreaterThan(20);
});

describe.each(subjects.flat())("%s", (_, subject) => {
  it("throws nothing but a ValidationError", () => {
    staysCalm(subject, 250);
  });

  it("takes what is made from its type", () => {
    takesWhatIsMade(subject.type, subject, subject.makers);
  });

  it("gives back what it was sent", () => {
    losesNothing(subject, 150);
  });
});
