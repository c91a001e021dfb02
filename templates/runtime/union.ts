// Tagged unions, internal and adjacent. What the tables call variants are records: the object has the tag besides.
import { UnexpectedVariantError } from "./errors.js";
import { modelParts } from "./model.js";
import { nearest } from "./nearest.js";
import { json } from "./nodes.js";
import { content, recordWalk } from "./record.js";
import { unit } from "./scalars.js";
import type { Node, UnionModel } from "./types.js";
import { ENCODE, VALUE, type Pass, type Walk, enter, isObject, lazy, mismatch, note, put } from "./walk.js";

/** The table of a union: one node a variant, by the value of the tag. */
export type Variants<T, Tag extends keyof T> = {
  readonly [K in Exclude<T[Tag] & string, "$unknown">]: Node<unknown>;
};

/** Internal tagging: `{ tag: "A" }`, the fields of a record beside the tag, or a payload under a key (`content`). */
export function union<T, Tag extends keyof T & string>(tag: Tag, variants: () => Variants<T, Tag>): UnionModel<T, Tag> {
  return tagged(tag, variants, false, (payload) => payload);
}

/** As {@link union}, for one that refuses variants which it does not know. */
export function closedUnion<T, Tag extends keyof T & string>(
  tag: Tag,
  variants: () => Variants<T, Tag>,
): UnionModel<T, Tag> {
  return tagged(tag, variants, true, (payload) => payload);
}

/** Adjacent tagging: every payload under one key. */
export function adjacent<T, Tag extends keyof T & string>(
  tag: Tag,
  key: string,
  variants: () => Variants<T, Tag>,
): UnionModel<T, Tag> {
  return tagged(tag, variants, false, (payload) => content(key, payload));
}

/** As {@link adjacent}, for one that refuses variants which it does not know. */
export function closedAdjacent<T, Tag extends keyof T & string>(
  tag: Tag,
  key: string,
  variants: () => Variants<T, Tag>,
): UnionModel<T, Tag> {
  return tagged(tag, variants, true, (payload) => content(key, payload));
}

/** A variant that the package does not know. In JSON it is what it was on the wire, wherever it stands. */
class UnknownVariant {
  declare readonly $raw: object;
  toJSON(): object {
    return this.$raw;
  }
}

/** The decoded form of an unknown variant: `head` is the member that says so. */
export function unknownVariant(head: string, value: unknown, tag: string, raw: unknown): object {
  const form = new UnknownVariant();
  put(form, head, value);
  if (head !== "$unknown") put(form, "$tag", tag);
  put(form, "$raw", raw);
  return form;
}

/**
 * The wire form of an unknown variant, if `value` is one. By its shape where the program gives it, so that a copy
 * counts; by its class where the wire does, since a server may send anything.
 */
export function rawOf(value: { readonly [key: string]: unknown }, head: string, pass: Pass): object | undefined {
  const { $raw: raw } = value;
  const named = head === "$unknown" ? value[head] : value[head] === "$unknown" && value["$tag"];
  const fits = typeof named === "string" && isObject(raw) && (pass.flags & VALUE || value instanceof UnknownVariant);
  return fits ? raw : undefined;
}

/** Gives an unknown variant on: as it is, or as it was on the wire. */
export function passOn(value: unknown, raw: object, pass: Pass): unknown {
  return pass.flags & ENCODE ? enter(json["~walk"], raw, pass, "$raw") : value;
}

function tagged<T, Tag extends keyof T & string>(
  tag: Tag,
  variants: () => Variants<T, Tag>,
  closed: boolean,
  wrap: (payload: Node<unknown>) => Node<unknown>,
): UnionModel<T, Tag> {
  const walks = lazy(() => {
    const nodes = Object.entries<Node<unknown>>(variants());
    return new Map(nodes.map(([name, node]) => [name, node === unit ? recordWalk(() => ({})) : wrap(node)["~walk"]]));
  });
  const walk: Walk = (value, pass) => {
    if (!isObject(value)) return mismatch(pass, "an object", value);
    const name = Object.hasOwn(value, tag) ? value[tag] : undefined;
    if (typeof name !== "string") {
      enter((found) => mismatch(pass, "a string", found), name, pass, tag);
      return value;
    }
    const variant = walks().get(name);
    if (variant !== undefined) {
      pass.tag = tag;
      const taken = variant(value, pass);
      pass.tag = undefined;
      return taken;
    }
    const raw = closed ? undefined : rawOf(value, tag, pass);
    if (raw !== undefined) return passOn(value, raw, pass);
    if (!closed && (pass.flags & VALUE) === 0) return unknownVariant(tag, "$unknown", name, value);
    enter(() => refuseTag(name, walks().keys(), pass), undefined, pass, tag);
    return value;
  };
  return { ...modelParts(walk), match: matcher(tag) } as unknown as UnionModel<T, Tag>;
}

/** Notes a tag that no variant has. */
export function refuseTag(name: string, names: Iterable<string>, pass: Pass): void {
  const known = [...names];
  const like = nearest(name, known);
  const hint = like === undefined ? "" : `: did you mean \`${like}\`?`;
  note(pass, "unknown_tag", `is not a variant${hint}`, `one of ${known.slice(0, 20).join(", ")}`, "another string");
}

function matcher(tag: string) {
  return (value: Input, cases: Handlers, otherwise?: Handler): unknown => {
    const name = value[tag] as string;
    const handler = (Object.hasOwn(cases, name) ? cases[name] : undefined) ?? otherwise;
    if (handler === undefined) throw new UnexpectedVariantError(`no case for the variant \`${name}\``, { tag: name });
    return handler(value);
  };
}

type Input = { readonly [key: string]: unknown };
type Handler = (value: Input) => unknown;
interface Handlers {
  readonly [name: string]: Handler | undefined;
}
