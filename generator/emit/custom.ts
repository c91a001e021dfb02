// `src/custom.ts`, where the target's `writeOnce` asks for it: made once, then the user's, and exported by the package's root.
import type { TextDraft } from "../code/draft.js";
import type { Model } from "../model.js";
import { matchesAny, type Target } from "../target.js";

const path = "src/custom.ts";

const text = `// Yours: made once, and never written over. What you export here is exported by the package's root too, if it has nothing of
// that name. Import what you extend from the files beside this one, such as "./client.js", and not from "./index.js".
export {};
`;

/** Whether a package has the file. A module of that name has its own there. */
export function hasCustom({ writeOnce }: Pick<Target, "writeOnce">, { modules }: Model): boolean {
  return matchesAny(path, writeOnce) && !modules.some(({ file }) => file === "custom");
}

export function emitCustom(target: Target, model: Model): readonly TextDraft[] {
  return hasCustom(target, model) ? [{ kind: "text", path, text }] : [];
}
