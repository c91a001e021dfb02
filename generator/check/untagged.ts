// Untagged unions are read by their form, first match first: an earlier variant must not take what is meant for a later one.
import { resolveAliases, type NamedType, type Scalar, type Type, type UnionType } from "../model.js";
import { second, type CheckContext } from "./context.js";

type JsonKind = "string" | "number" | "boolean" | "null" | "array" | "object";

/** What a value of a type looks like from outside. */
interface Form {
  readonly kinds: ReadonlySet<JsonKind>;
  /** Of objects: the members they always have, and all they may have (`undefined`: any). */
  readonly required: ReadonlySet<string>;
  readonly members: ReadonlySet<string> | undefined;
}

/** The forms of named types, each found once: unions of unions share them. `lower` has cut all circles. */
interface Forms {
  readonly types: ReadonlyMap<string, NamedType>;
  readonly known: Map<string, Form | undefined>;
}

export function checkUntagged({ allTypes, types, report }: CheckContext): void {
  const forms: Forms = { types, known: new Map() };
  for (const type of allTypes)
    if (type.kind === "union" && type.tagging === "untagged") checkPairs(type, forms, report);
}

function checkPairs({ variants, name: union }: UnionType, known: Forms, report: CheckContext["report"]): void {
  const forms = variants.map(({ payload }) => payload && formOf(payload.type, known));
  variants.forEach((variant, index) => {
    const clash = variants.findIndex((_, before) => before < index && takes(forms[before], forms[index]));
    const earlier = variants[clash];
    if (!earlier) return;
    const help = takes(forms[index], forms[clash])
      ? "tag the union, or merge the two variants"
      : `put \`${variant.name}\` before \`${earlier.name}\``;
    report(
      "AW2115",
      variant.origin,
      { union, name: variant.name, other: earlier.name },
      { related: second(earlier.origin, "the variant that comes first"), help },
    );
  });
}

/** Whether values of `later` would be read as `earlier`. */
function takes(earlier: Form | undefined, later: Form | undefined): boolean {
  if (!earlier || !later) return false;
  const shared = [...earlier.kinds].filter((kind) => later.kinds.has(kind));
  if (shared.some((kind) => kind !== "object")) return true;
  return shared.length > 0 && [...earlier.required].every((member) => later.members?.has(member) ?? true);
}

const none: ReadonlySet<string> = new Set();

function plain(...kinds: readonly JsonKind[]): Form {
  return { kinds: new Set(kinds), required: none, members: undefined };
}

function formOf(written: Type, forms: Forms): Form | undefined {
  const type = resolveAliases(written, forms.types);
  switch (type.kind) {
    case "scalar":
      return plain(...scalarKinds(type.scalar));
    case "list":
      return plain("array");
    case "map":
      return plain("object");
    case "nullable": {
      const inner = formOf(type.inner, forms);
      return inner && { ...inner, kinds: new Set([...inner.kinds, "null"]) };
    }
    case "parameter":
      return plain("string", "number", "boolean", "null", "array", "object");
    case "named": {
      const target = forms.types.get(type.target);
      if (target && !forms.known.has(target.id)) forms.known.set(target.id, formOfNamed(target, forms));
      return forms.known.get(type.target);
    }
    default:
      return undefined;
  }
}

function scalarKinds(scalar: Scalar): readonly JsonKind[] {
  if (scalar === "json") return ["string", "number", "boolean", "null", "array", "object"];
  if (scalar === "bool") return ["boolean"];
  if (scalar === "unit") return ["null"];
  return /^[uif]\d+$/.test(scalar) ? ["number"] : ["string"];
}

function formOfNamed(type: NamedType, forms: Forms): Form | undefined {
  switch (type.kind) {
    case "record": {
      const required = type.fields.filter(({ optional, fill }) => !optional && !fill);
      return {
        kinds: new Set(["object"]),
        required: new Set(required.map(({ wire }) => wire)),
        members: new Set(type.fields.map(({ wire }) => wire)),
      };
    }
    case "enum":
      return plain(...new Set(type.values.map(({ wire }) => (typeof wire === "number" ? "number" : "string"))));
    case "union":
      return formOfUnion(type, forms);
    default:
      return formOf(type.slot.type, forms);
  }
}

function formOfUnion({ tagging, tag, variants }: UnionType, forms: Forms): Form {
  if (tag !== undefined) return { kinds: new Set(["object"]), required: new Set([tag]), members: undefined };
  if (tagging === "external") return plain("string", "object");
  const bare = variants.flatMap(({ payload }) => (payload ? (formOf(payload.type, forms) ?? []) : []));
  return plain(...new Set(bare.flatMap(({ kinds }) => [...kinds])));
}
