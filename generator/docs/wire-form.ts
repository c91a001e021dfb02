// A variant with a payload → what travels: the same table that the runtime decides by.
import { assertNever, type Json, type UnionType, type Variant } from "../model.js";

/** The JSON of a variant around the JSON of its payload, which units do not have. */
export function wireForm(variant: Variant, { tag }: Pick<UnionType, "tag">, payload: Json | undefined): Json {
  const head = tag === undefined ? {} : { [tag]: variant.wire };
  switch (variant.form) {
    case "unit":
      return tag === undefined ? variant.wire : head;
    case "flat":
      return { ...head, ...(payload as { readonly [key: string]: Json }) };
    case "content":
      return { ...head, [variant.content?.wire ?? ""]: payload ?? null };
    case "key":
      return { [variant.wire]: payload ?? null };
    case "bare":
      return payload ?? null;
    default:
      return assertNever(variant.form);
  }
}
