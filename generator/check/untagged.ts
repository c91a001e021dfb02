// Untagged unions are read by their form, first match first: an earlier variant must not take what is meant for a later one.
import { groupBy } from "../group.js";
import { resolveAliases, type NamedType, type Scalar, type Type, type UnionType } from "../model.js";
import { second, type CheckContext } from "./context.js";

type JsonKind = "string" | "number" | "boolean" | "null" | "array" | "object";

/** What a value of a type looks like from outside. */
interface Form {
  readonly kinds: ReadonlySet<JsonKind>;
  /** Of objects: the members they always have, and all they may have (`undefined`: any). */
  readonly required: ReadonlySet<string>;
  readonly members: ReadonlySet<string> | undefined;
  /** Parameters of its type whose forms it has besides. */
  readonly params: ReadonlySet<string>;
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
  const forms = variants.map(({ payload }) => payload && settled(formOf(payload.type, known)));
  const takers = takersOf(forms);
  variants.forEach((variant, index) => {
    const clash = takers[index];
    const earlier = clash === undefined ? undefined : variants[clash];
    if (clash === undefined || !earlier) return;
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

/** Of each form the first before it that takes its values. Each is looked for only among those that it may be. */
function takersOf(forms: readonly (Form | undefined)[]): readonly (number | undefined)[] {
  const required = groupBy(forms.flatMap((form) => [...(form?.required ?? [])]), (member) => member); // prettier-ignore
  const count = (member: string): number => required.get(member)?.length ?? 0;
  const earlier = new Map<string, number[]>();
  return forms.map((form, index) => {
    if (!form) return undefined;
    const found = marksOfTakers(form).flatMap((mark) => earlier.get(mark)?.find((before) => takes(forms[before], form)) ?? []); // prettier-ignore
    for (const mark of marksOf(form, count)) {
      const others = earlier.get(mark);
      if (others) others.push(index);
      else earlier.set(mark, [index]);
    }
    return found.length ? Math.min(...found) : undefined;
  });
}

/** What a form is found by: its kinds, and of an object the member that the fewest others must have. */
function marksOf({ kinds, required }: Form, count: (member: string) => number): readonly string[] {
  const [rarest] = [...required].sort((a, b) => count(a) - count(b));
  const member = rarest === undefined ? "member" : `member ${rarest}`;
  return [...kinds, ...(kinds.has("object") ? [member] : [])];
}

/** The marks of what may take a form. An object takes another only by its members, which may be any. */
function marksOfTakers({ kinds, members }: Form): readonly string[] {
  if (!kinds.has("object") || !members) return [...kinds];
  const named = [...members].map((member) => `member ${member}`);
  return [...[...kinds].filter((kind) => kind !== "object"), "member", ...named];
}

/** Whether values of `later` would be read as `earlier`. */
function takes(earlier: Form | undefined, later: Form | undefined): boolean {
  if (!earlier || !later) return false;
  const shared = [...earlier.kinds].filter((kind) => later.kinds.has(kind));
  if (shared.some((kind) => kind !== "object")) return true;
  return shared.length > 0 && [...earlier.required].every((member) => later.members?.has(member) ?? true);
}

const none: ReadonlySet<string> = new Set();
const every: readonly JsonKind[] = ["string", "number", "boolean", "null", "array", "object"];

function plain(...kinds: readonly JsonKind[]): Form {
  return { kinds: new Set(kinds), required: none, members: undefined, params: none };
}

/** In the definition of a generic type a parameter can be anything. */
function settled(form: Form | undefined): Form | undefined {
  return form && form.params.size > 0 ? plain(...every) : form;
}

/** What has one form or another: an object of it has at least what all of them have, and no more than any of them. */
function either(forms: readonly Form[]): Form {
  const [first, ...others] = forms.filter(({ kinds }) => kinds.has("object"));
  const objects = first ? [first, ...others] : [];
  return {
    kinds: new Set(forms.flatMap(({ kinds }) => [...kinds])),
    required: new Set([...(first?.required ?? none)].filter((name) => others.every(({ required }) => required.has(name)))), // prettier-ignore
    members: objects.some(({ members }) => !members) ? undefined : new Set(objects.flatMap(({ members = none }) => [...members])), // prettier-ignore
    params: new Set(forms.flatMap(({ params }) => [...params])),
  };
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
      return inner && either([inner, plain("null")]);
    }
    case "parameter":
      return { ...plain(), params: new Set([type.name]) };
    case "named":
      return formOfUse(type, forms);
    default:
      return undefined;
  }
}

/**
 * The form of a type's definition with those of its arguments put in. The arguments themselves would make another type of
 * each use, of which a few generic types can make more than anyone can count; and only where they matter has `lower` cut
 * all circles through them.
 */
function formOfUse({ target: id, args }: Type & { readonly kind: "named" }, forms: Forms): Form | undefined {
  const target = forms.types.get(id);
  if (!target) return undefined;
  if (!forms.known.has(id)) forms.known.set(id, formOfNamed(target, forms));
  const form = forms.known.get(id);
  if (!form || form.params.size === 0) return form;
  const put = [...form.params].map((param) => {
    const arg = args[target.params.indexOf(param)];
    return arg && formOf(arg, forms);
  });
  return put.every((arg) => arg !== undefined) ? either([{ ...form, params: none }, ...put]) : undefined;
}

function scalarKinds(scalar: Scalar): readonly JsonKind[] {
  if (scalar === "json") return every;
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
        params: none,
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
  if (tag !== undefined) return { ...plain("object"), required: new Set([tag]) };
  if (tagging === "external") return plain("string", "object");
  return either(variants.flatMap(({ payload }) => (payload ? (formOf(payload.type, forms) ?? []) : [])));
}
