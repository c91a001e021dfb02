// Two models → the sources of their packages, side by side. Both have one runtime: with two, a brand of the one would be
// none of the other, and every open enum incompatible with itself.
import { createPrinter } from "../../code/print.js";
import { draftPackage } from "../../emit/index.js";
import type { Model } from "../../model.js";
import type { Target } from "../../target.js";
import type { Sides } from "../draft.js";

/** Files by path: `/old/…`, `/new/…` and `/runtime/…`. */
export type Sources = ReadonlyMap<string, string>;

/** What emitters make of the models, unformatted. */
export async function packagesOf(models: Sides<Model>, target: Target): Promise<Sources> {
  const [old, next] = await Promise.all([sourcesOf(models.old, "old", target), sourcesOf(models.new, "new", target)]);
  return new Map([...next, ...old]);
}

/** What callers import of a package; neither its tests' half nor what describes it. */
const owners: ReadonlySet<string> = new Set(["entry", "client", "grouped", "module", "runtime"]);

async function sourcesOf(
  model: Model,
  side: "old" | "new",
  target: Target,
): Promise<readonly (readonly [string, string])[]> {
  // prettier-ignore
  const [print, drafts] = [createPrinter(), await draftPackage(model, target, { spec: {} })];
  return drafts.flatMap(({ owner, draft }) => {
    if (!owners.has(owner)) return [];
    const path = draft.path.replace(/^src\//, "");
    if (draft.kind === "source") return [[`/${side}/${path}`, shareRuntime(draft.pieces.map(print).join("\n\n"))] as const]; // prettier-ignore
    return draft.kind === "text" ? [[`/${path}`, draft.text] as const] : [];
  });
}

function shareRuntime(text: string): string {
  return text.replaceAll('"./runtime/index.js"', '"../runtime/index.js"');
}
