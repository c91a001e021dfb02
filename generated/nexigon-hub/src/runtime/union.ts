// Tagged unions, internal and adjacent. What their tables name are records, whose object has the tag besides.
import { UnexpectedVariantError } from "./errors.js";
import { modelParts } from "./model.js";
import { refuseName } from "./names.js";
import { json } from "./nodes.js";
import { content, recordWalk } from "./record.js";
import { unit } from "./scalars.js";
import type { Matching, Node, UnionModel } from "./types.js";
import { ENCODE, VALUE, type Pass, enter, isObject, lazy, masked, refuse } from "./walk.js";

/** The table of a union: one node a variant, by the value of the tag. */
export type Variants<T, Tag extends keyof T> = {
  readonly [K in Exclude<T[Tag] & string, "$unknown">]: Node<unknown>;
};

/** Internal tagging: `{ tag: "A" }`, the fields of a record beside the tag, or a payload under a key (`content`). */
export function union<T, Tag extends keyof T & string>(tag: Tag, variants: () => Variants<T, Tag>): UnionModel<T, Tag> {
  return tagged(tag, variants, false);
}

/** As {@link union}, for one that refuses variants which it does not know. */
export function closedUnion<T, Tag extends keyof T & string>(
  tag: Tag,
  variants: () => Variants<T, Tag>,
): UnionModel<T, Tag> {
  return tagged(tag, variants, true);
}

/** Adjacent tagging: every payload under one key. */
export function adjacent<T, Tag extends keyof T & string>(
  tag: Tag,
  key: string,
  variants: () => Variants<T, Tag>,
): UnionModel<T, Tag> {
  return tagged(tag, () => underKey(key, variants()), false);
}

/** As {@link adjacent}, for one that refuses variants which it does not know. */
export function closedAdjacent<T, Tag extends keyof T & string>(
  tag: Tag,
  key: string,
  variants: () => Variants<T, Tag>,
): UnionModel<T, Tag> {
  return tagged(tag, () => underKey(key, variants()), true);
}

interface Table {
  readonly [name: string]: Node<unknown>;
}

function underKey(key: string, variants: Table): Table {
  const wrapped = Object.entries(variants).map(([name, node]) => [name, node === unit ? node : content(key, node)]);
  return Object.fromEntries(wrapped) as Table;
}

function tagged<T, Tag extends keyof T & string>(tag: Tag, table: () => Table, closed: boolean): UnionModel<T, Tag> {
  const walks = lazy(
    () =>
      new Map(
        Object.entries(table()).map(([name, node]) => [name, node === unit ? recordWalk(() => ({})) : node["~walk"]]),
      ),
  );
  const parts = modelParts((value, pass) => {
    if (!isObject(value)) return refuse(pass, value, "an object");
    const name = Object.hasOwn(value, tag) ? value[tag] : undefined;
    if (typeof name !== "string") {
      enter(() => refuse(pass, name, "a string"), name, pass, tag);
      return masked(pass, value);
    }
    const walk = walks().get(name);
    if (walk === undefined)
      return foreign(value, pass, { head: tag, at: tag, name, names: [...walks().keys()], closed });
    pass.tag = tag;
    const taken = walk(value, pass);
    pass.tag = undefined;
    return taken;
  });
  return { ...parts, match: matcher(tag) } as unknown as UnionModel<T, Tag>;
}

interface Input {
  readonly [key: string]: unknown;
}
interface Handlers {
  readonly [name: string]: ((value: Input) => unknown) | undefined;
}

/** The `match` of a union that is no model, since it is made from more than JSON. Reading it is for who makes it. */
export function matching<T, Tag extends keyof T & string>(tag: Tag): Matching<T, Tag> {
  return { match: matcher(tag), "~walk": (value: unknown) => value } as unknown as Matching<T, Tag>;
}

function matcher(tag: string) {
  return (value: Input, cases: Handlers, otherwise?: (value: Input) => unknown): unknown => {
    const name = String(value[tag]);
    const handler = (Object.hasOwn(cases, name) ? cases[name] : undefined) ?? otherwise;
    if (handler === undefined) throw new UnexpectedVariantError(`no case for the variant \`${name}\``, { tag: name });
    return handler(value);
  };
}

/** The decoded form of an unknown variant. In JSON it is what it was on the wire, wherever it stands. */
class UnknownVariant {
  declare readonly $raw: unknown;
  toJSON(): unknown {
    return this.$raw;
  }
}

/** Where an unknown variant was found: `head` is the member that the decoded form is known by. */
interface Found {
  readonly head: string;
  /** The member that tells which variant it is. */
  readonly at: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly closed: boolean;
}

/** Reads a variant that the table does not have, or passes one on that was read before. */
export function foreign(value: Input, pass: Pass, { head, at, name, names, closed }: Found): unknown {
  const { $raw: raw } = value;
  const program = pass.flags & VALUE;
  // By its shape where the program gives it, so that a copy counts; by its class where the wire does, since a server may
  // send anything.
  const known = !closed && isObject(raw) && typeof (value["$tag"] ?? value["$unknown"]) === "string";
  if (known && (program ? head === "$unknown" || name === "$unknown" : value instanceof UnknownVariant)) {
    return pass.flags & ENCODE ? masked(pass, enter(json["~walk"], raw, pass, "$raw")) : value;
  }
  if (closed || program) {
    enter(() => refuseName(pass, name, names, "unknown_tag"), name, pass, at);
    return masked(pass, value);
  }
  const form = head === "$unknown" ? { $unknown: name } : { [head]: "$unknown", $tag: name };
  return Object.assign(new UnknownVariant(), form, { $raw: value });
}
