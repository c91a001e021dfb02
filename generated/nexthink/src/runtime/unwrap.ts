// A shorter way to the one variant that is expected.
import { UnexpectedVariantError } from "./errors.js";

/**
 * The value as the variant that is named: `unwrap(output, "result", "Created").user`.
 * @throws {UnexpectedVariantError} if it is another one.
 */
export function unwrap<T, Tag extends keyof T, V extends T[Tag] & string>(
  value: T,
  tag: Tag,
  variant: V,
): Extract<T, { readonly [P in Tag]: V }> {
  const found = value[tag];
  if (found === variant) return value as Extract<T, { readonly [P in Tag]: V }>;
  // What the server has called it says more than that it is unknown.
  const { $tag = found } = value as { readonly $tag?: string };
  throw new UnexpectedVariantError(`expected the variant \`${variant}\`, not \`${String($tag)}\``, {
    tag: String(found),
  });
}
