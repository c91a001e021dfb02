// What to say of a name that is none of those there are.
import { type Pass, refuse } from "./walk.js";

/** As {@link refuse}, for the name of a member or a variant that is none of `names`. Says which one was meant, perhaps. */
export function refuseName(pass: Pass, name: string, names: readonly string[], code: string): unknown {
  // The one that is fewest edits away. A short name is near to everything.
  const meant = [1, 2, 3].flatMap((limit) =>
    names.filter((other) => limit < name.length && isNear(name, other, limit)),
  )[0];
  const message = `is unknown${meant ? `: did you mean \`${meant}\`?` : ""}`;
  return refuse(pass, name, `one of ${names.slice(0, 20).join(", ")}`, { code, message });
}

/** Whether `limit` edits are enough. Three ways at each of them, so at most 27 ends, whatever the lengths. */
function isNear(left: string, right: string, limit: number): boolean {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const [a, b] = [left.slice(at), right.slice(at)];
  const near = (skipped: number, added: number) => isNear(a.slice(skipped), b.slice(added), limit - 1);
  return a === b || (limit > 0 && (near(1, 1) || near(1, 0) || near(0, 1)));
}
