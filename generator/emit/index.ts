// A model → the files of its package. The list of emitters, and what all their drafts go through: print, format, manifest.
import type { Draft, GeneratedFile, JsonDraft } from "../code/draft.js";
import { createScope } from "../code/scope.js";
import { formatFiles, formatJson, type TextCache, type Unformatted } from "../format.js";
import { manifestFile } from "../manifest.js";
import type { Json, Model } from "../model.js";
import type { Stage } from "../stages.js";
import { matchesAny, type Target } from "../target.js";
import { readRuntime, readTemplate } from "../templates.js";
import { docsPath, emitDocsIndex, emitDocsPage } from "../docs/index.js";
import { emitClient } from "./client.js";
import { emitCustom } from "./custom.js";
import { emitEntry } from "./entry.js";
import { emitGrouped } from "./grouped.js";
import { emitModule, modulePath } from "./module/index.js";
import { emitPackageJson, emitRuntimePackage, emitSpec, emitTsconfig, withoutOwn } from "./package.js";
import { licenseTemplate, licenseValues, readmeValues } from "./readme.js";
import { emitTesting } from "./testing.js";
import { viewsOf, type ModuleView } from "./view.js";

/** A draft with the emitter that made it. */
export interface OwnedDraft {
  readonly owner: string;
  readonly draft: Draft;
  /** What it was made of, under which its text is to be remembered. */
  readonly from?: string;
}

export interface DraftOptions {
  /** The whole spec as one document, as the package ships it. */
  readonly spec: Json;
  /** Texts of earlier runs. */
  readonly cache?: TextCache | undefined;
}

/** Every file of a package as a draft, in the order of the package; those of modules as the cache has them, if it does. */
export async function draftPackage(
  model: Model,
  target: Target,
  { spec, cache }: DraftOptions,
): Promise<readonly OwnedDraft[]> {
  const scope = createScope(model, target.int64);
  const views = viewsOf(scope);
  const [runtime, readme, license] = await Promise.all([
    readRuntime(),
    readTemplate("README.md", readmeValues(scope, target)),
    readTemplate(licenseTemplate(target), licenseValues(target)),
  ]);
  return [
    own("package", emitPackageJson(model, target), emitTsconfig(), emitSpec(spec)),
    own(
      "readme",
      { kind: "markdown", path: "README.md", text: readme },
      { kind: "text", path: "LICENSE", text: license },
    ),
    own("entry", emitEntry(scope, target)),
    own("client", emitClient(scope, target)),
    own("custom", ...emitCustom(target, model)),
    own("grouped", emitGrouped(scope, target)),
    own("testing", emitTesting(scope, target)),
    views.map((view) => moduleDraft("module", view, cache)),
    ...(target.docs
      ? [own("docs", emitDocsIndex(scope, target)), views.map((view) => moduleDraft("docs", view, cache))]
      : []),
    own("runtime", ...withoutOwn(runtime), emitRuntimePackage(target)),
  ].flat();
}

function own(owner: string, ...drafts: readonly Draft[]): readonly OwnedDraft[] {
  return drafts.map((draft) => ({ owner, draft }));
}

/** The emitters of files that are made of one module's view. */
const moduleEmitters = {
  module: { pathOf: modulePath, emit: emitModule },
  docs: { pathOf: docsPath, emit: emitDocsPage },
} as const;

function moduleDraft(owner: keyof typeof moduleEmitters, view: ModuleView, cache: TextCache | undefined): OwnedDraft {
  const { pathOf, emit } = moduleEmitters[owner];
  if (!cache) return { owner, draft: emit(view.module, view.scope) };
  const from = JSON.stringify([owner, view.digest()]);
  const text = cache.get(from);
  if (text !== undefined) return { owner, draft: { kind: "text", path: pathOf(view.module), text } };
  return { owner, draft: emit(view.module, view.scope), from };
}

export interface FinishOptions {
  readonly model: Model;
  readonly target: Target;
  /** Texts of earlier runs. */
  readonly cache?: TextCache | undefined;
  /** Is told of each stage when it is done. */
  readonly done?: ((stage: Stage) => void) | undefined;
}

/** Drafts → files as they are to be written: printed, formatted, and listed in a manifest, which comes last. */
export async function finishPackage(
  drafts: readonly OwnedDraft[],
  options: FinishOptions,
): Promise<readonly GeneratedFile[]> {
  const { model, target, cache, done = () => {} } = options;
  const kept = drafts.filter(({ draft }) => !matchesAny(draft.path, target.ignore));
  const texts = await formatFiles(
    kept.map(({ draft }) => unformatted(draft)),
    { cache, done },
  );
  done("format");
  const files = kept.map(({ draft, owner }, index) => ({ path: draft.path, text: texts[index] ?? "", owner }));
  for (const [index, { from }] of kept.entries()) if (from !== undefined) cache?.set(from, texts[index] ?? "");
  const manifest = manifestFile(files, model, target);
  done("manifest");
  return [...files, manifest];
}

function unformatted(draft: Draft): Unformatted {
  switch (draft.kind) {
    case "source":
      return { kind: "pieces", pieces: draft.pieces };
    case "json":
      return { kind: "done", text: jsonText(draft) };
    case "markdown":
      return draft;
    case "text":
      return { kind: "done", text: draft.text };
  }
}

function jsonText({ path, value }: JsonDraft): string {
  return path === "package.json" ? `${JSON.stringify(value, undefined, 2)}\n` : formatJson(value);
}
