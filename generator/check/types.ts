// Named types and the slots that use them.
import { resolveAliases, type Scalar, type UnionType, type Variant } from "../model.js";
import { second, type CheckContext } from "./context.js";

/** Scalars that travel as text: only these can take another text besides. */
const textScalars: ReadonlySet<Scalar> = new Set(["string", "timestamp", "date", "duration", "uuid", "url", "bytes"]);

/** `open` stands on scalars that travel as text, a newtype wraps no `json`, and a request's record is a class and nothing else. */
export function checkSlots(context: CheckContext): void {
  const { slots, allTypes, types, report } = context;
  for (const { slot, origin } of slots) {
    const type = resolveAliases(slot.type, types);
    if (slot.open && type.kind !== "unresolved" && !(type.kind === "scalar" && textScalars.has(type.scalar)))
      report("AW2121", origin, {});
  }
  for (const type of allTypes) {
    if (type.kind !== "newtype") continue;
    const inner = resolveAliases(type.slot.type, types);
    if (inner.kind === "scalar" && inner.scalar === "json") report("AW2120", type.slot.typeOrigin, { name: type.name });
  }
  checkClassRecords(context);
}

/** A record that is an action's class has the call in it, so it cannot stand for plain data as well. */
function checkClassRecords({ slots, actions, types, report }: CheckContext): void {
  const classes = new Map(
    actions.flatMap((action) => (action.classRecord === undefined ? [] : [[action.classRecord, action] as const])),
  );
  for (const { slot, place, owner } of slots) {
    const target =
      slot.type.kind === "named" && place === "request"
        ? undefined
        : namedTargets(slot.type).find((id) => classes.has(id));
    const action = target === undefined ? undefined : classes.get(target);
    if (!action || owner === action) continue;
    report(
      "AW2166",
      slot.typeOrigin,
      { type: types.get(target ?? "")?.name ?? "", action: action.name },
      { related: second(action.origin, "the action it is the request of") },
    );
  }
}

function namedTargets(type: Parameters<typeof resolveAliases>[0]): readonly string[] {
  switch (type.kind) {
    case "named":
      return [type.target, ...type.args.flatMap(namedTargets)];
    case "list":
      return namedTargets(type.item);
    case "map":
      return namedTargets(type.value);
    case "nullable":
      return namedTargets(type.inner);
    default:
      return [];
  }
}

/** Tags, contents and payloads that would meet on the wire, and unions that are something simpler. */
export function checkUnions({ allTypes, types, report }: CheckContext): void {
  for (const type of allTypes) {
    if (type.kind !== "union") continue;
    for (const variant of type.variants) checkVariant(variant, type, { types, report });
    if (type.tagging === "external" && type.variants.every(({ form }) => form === "unit"))
      report("AW2119", type.origin, { name: type.name });
  }
}

function checkVariant(
  variant: Variant,
  { tag, tagging }: UnionType,
  context: Pick<CheckContext, "types" | "report">,
): void {
  const { name, origin } = variant;
  if (tagging === "untagged" && !variant.payload) context.report("AW2116", origin, { name });
  if (tag === undefined) return;
  const { wire, property } = variant.content ?? {};
  if (variant.form === "content" && (wire === tag || property === tag)) context.report("AW2114", origin, { name, tag });
  if (variant.form === "flat") checkFlattened(variant, tag, context);
}

/** A payload whose fields stand beside the tag has none of the tag's name. */
function checkFlattened(
  { name, origin, payload }: Variant,
  tag: string,
  { types, report }: Pick<CheckContext, "types" | "report">,
): void {
  const type = payload && resolveAliases(payload.type, types);
  const record = type?.kind === "named" ? types.get(type.target) : undefined;
  if (record?.kind !== "record") return;
  const field = record.fields.find(({ wire, property }) => wire === tag || property === tag);
  if (field)
    report("AW2113", origin, { name, record: record.name, tag }, { related: second(field.origin, "the field") });
}
