// A spec's path → its model: the first half of the pipeline, for every verb that reads specs.
import { check } from "./check.js";
import type { ConfiguredTarget } from "./config.js";
import type { Report } from "./diagnostics.js";
import { load, loadDocument, type Host, type Named } from "./load.js";
import { lower } from "./lower.js";
import type { Json, Model } from "./model.js";
import { overlay, type OverlaySource } from "./overlay.js";
import { entriesOf, toJson, type Source } from "./source.js";
import type { Stage } from "./stages.js";
import { validate, validateOverlay } from "./validate.js";

export interface SpecResult {
  /** The documents, overlays laid over them. */
  readonly source: Source;
  /** Fit to be emitted only if the report has no errors. */
  readonly model: Model | undefined;
}

interface ReadContext {
  readonly host: Host;
  readonly report: Report;
  /** Is told of each stage when it is done. */
  readonly done?: ((stage: Stage) => void) | undefined;
}

/** `load → overlay → validate → lower → check`. Everything wrong is reported, in one go. */
export function readSpec(spec: Named, overlays: readonly Named[], context: ReadContext): SpecResult {
  const documents = load(spec, context.host, context.report);
  context.done?.("load");
  return readSource(documents, overlays, context);
}

/** The spec of a target. What it names and is not there is told where the config names it. */
export function readTarget({ spec, overlays, places }: ConfiguredTarget, context: ReadContext): SpecResult {
  const named = overlays.map((path, index) => ({ path, origin: places.overlays[index] ?? places.spec }));
  return readSpec({ path: spec, origin: places.spec }, named, context);
}

/** The rest of it, for documents that are there already. */
export function readSource(
  documents: Source,
  overlays: readonly Named[],
  { host, report, done = () => {} }: ReadContext,
): SpecResult {
  const source = overlay(documents, loadOverlays(overlays, host, report), report);
  done("overlay");
  validate(source, report, host.documents);
  done("validate");
  const model = lower(source, report);
  done("lower");
  if (model) check(model, report);
  done("check");
  return { source, model };
}

/** What is wrong with a patch keeps no other from being applied: a spec without them would seem to have other mistakes. */
function loadOverlays(paths: readonly Named[], host: Host, report: Report): readonly OverlaySource[] {
  return paths.flatMap((path) => {
    const document = loadDocument(path, host, report);
    if (document?.root) validateOverlay(document.file, document.root, report);
    return document ?? [];
  });
}

/** The spec as one document, overlays laid in and modules inside: a package ships it, and it loads as any other spec. */
export function bundle({ api, modules }: Source): Json {
  const documents = modules.flatMap(({ root }) => (root ? [toJson(root)] : []));
  return Object.fromEntries(
    entriesOf(api).map(({ key, value }) => [key, key === "modules" ? documents : toJson(value)]),
  );
}
