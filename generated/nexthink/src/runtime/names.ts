// What to say of a name that is none of those there are.
import { type Pass, isFull, refuse } from "./walk.js";

/** Notes that the name of a member or a variant is none of `names`, with the one that was meant, perhaps. */
export function refuseName(
  pass: Pass,
  name: string,
  names: readonly (string | undefined)[],
  place: { readonly code: string; readonly path: readonly string[] },
): void {
  if (isFull(pass)) return;
  const meant = nearest(name, names);
  const message = `is unknown${meant === undefined ? "" : `: did you mean \`${meant}\`?`}`;
  refuse(pass, name, `one of ${names.slice(0, 20).join(", ")}`, { ...place, message });
}

/** The name that is fewest edits away, three at most. */
function nearest(name: string, names: readonly (string | undefined)[]): string | undefined {
  for (const limit of [1, 2, 3]) {
    // A short name is near to everything.
    const found =
      name.length > limit ? names.find((other) => other !== undefined && isNear(name, other, limit)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether `limit` edits are enough. Three ways at each of them, so at most 27 ends, whatever the lengths. */
function isNear(left: string, right: string, limit: number): boolean {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const [a, b] = [left.slice(at), right.slice(at)];
  if (a === b) return true;
  if (limit === 0) return false;
  const next = limit - 1;
  return isNear(a.slice(1), b.slice(1), next) || isNear(a.slice(1), b, next) || isNear(a, b.slice(1), next);
}
