// Names that meet: fields, values, variants, actions, classes and methods.
import { paginatorName, waiterName } from "../names.js";
import { groupBy } from "../group.js";
import type { Action, EnumType, RecordType, UnionType } from "../model.js";
import { faultyIds, findClashes, second, type CheckContext } from "./context.js";

/** Within a record every name, member in code and member on the wire is unique. */
export function checkFieldNames({ allTypes, report }: CheckContext): void {
  for (const type of allTypes) if (type.kind === "record") checkFields(type, report);
}

function checkFields({ fields }: RecordType, report: CheckContext["report"]): void {
  findClashes(fields, ({ name }) => name, (field, first) => report("AW2107", field.origin, { name: field.name }, { related: second(first.origin, "first defined here") })); // prettier-ignore
  const named = [...new Map(fields.map((field) => [field.name, field])).values()];
  findClashes(named, ({ property }) => property, (field, first) => report("AW3007", field.origin, { name: field.name, other: first.name, property: field.property }, { related: second(first.origin, "the other field") })); // prettier-ignore
  findClashes(
    named,
    ({ wire }) => wire,
    (field, first) => {
      if (field.property !== first.property)
        report(
          "AW2108",
          field.origin,
          { name: field.name, other: first.name, wire: field.wire },
          { related: second(first.origin, "the other field") },
        );
    },
  );
}

/** Within an enum or a union every value on the wire is unique. */
export function checkValueNames({ allTypes, report }: CheckContext): void {
  for (const type of allTypes) {
    if (type.kind === "enum") checkWireValues(type.values, report);
    if (type.kind === "union") checkWireValues(type.variants, report);
  }
}

function checkWireValues(values: EnumType["values"] | UnionType["variants"], report: CheckContext["report"]): void {
  type Value = (typeof values)[number];
  findClashes<Value>(values, ({ wire }) => String(wire), (value, first) => report("AW2112", value.origin, { name: value.name, other: first.name, wire: value.wire }, { related: second(first.origin, "the other one") })); // prettier-ignore
  for (const value of values) {
    if ("member" in value && !value.member) report("AW3011", value.origin, { name: value.name });
  }
}

/** Action names are unique in the API, classes in their module, methods in their group. */
export function checkActionNames(context: CheckContext): void {
  const { model, actions, types, report } = context;
  findClashes(actions, ({ name }) => name, (action, first) => report("AW2110", action.origin, { name: action.name }, { related: second(first.origin, "first defined here") })); // prettier-ignore
  const unique = [...new Map(actions.toReversed().map((action) => [action.name, action])).values()].toReversed();
  findClashes(unique, ({ group, method }) => `${group}.${method}`, (action, first) => report("AW3009", action.origin, { name: action.name, other: first.name, method: `${action.group}.${action.method}` }, { related: second(first.origin, "the other action") })); // prettier-ignore
  const faulty = faultyIds(context); // a class may be called otherwise when they are mended
  const byModule = groupBy(unique, ({ module }) => module);
  for (const module of model.modules) {
    const own = (byModule.get(module.name) ?? []).filter(({ id }) => !faulty.has(id));
    findClashes(own, ({ className }) => className, (action, first) => {
      if (action.method === first.method && action.group === first.group) return; // told as such
      report("AW3008", action.origin, { name: action.name, class: action.className }, { related: second(first.origin, "the action with the same class") });
    }); // prettier-ignore
    const paged = own.filter(({ pagination }) => pagination);
    findClashes(paged, ({ className }) => paginatorName(className), (action, first) => report("AW3008", action.origin, { name: action.name, class: action.className }, { related: second(first.origin, "what reads the pages of this one would have the same name") })); // prettier-ignore
    const polled = own.filter(({ poll }) => poll);
    findClashes(polled, ({ className }) => waiterName(className), (action, first) => report("AW3008", action.origin, { name: action.name, class: action.className }, { related: second(first.origin, "what waits for this one would have the same name") })); // prettier-ignore
    for (const action of own) checkClassAgainstTypes(action, types, report);
  }
}

function checkClassAgainstTypes(action: Action, types: CheckContext["types"], report: CheckContext["report"]): void {
  const type = types.get(`${action.module}.${action.className}`);
  if (type && type.id !== action.classRecord)
    report(
      "AW3008",
      action.origin,
      { name: action.name, class: action.className },
      { related: second(type.origin, "the type of that name") },
    );
}
