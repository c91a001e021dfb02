// Specs with planted texts → what is said of them, or their packages; the fixtures' own documents are what is planted in.
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ConfiguredTarget } from "../../generator/config.js";
import { withClient } from "../../generator/config.js";
import { createReport, type Diagnostic } from "../../generator/diagnostics.js";
import { draftPackage, finishPackage } from "../../generator/emit/index.js";
import { render } from "../../generator/frame.js";
import type { GeneratedFile } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { bundle, readSpec } from "../../generator/read.js";
import type { SourceFile } from "../../generator/source.js";
import { documentsOf, targetOf, type Fixture } from "../support/fixtures.js";
import { memoryHost } from "../support/spec.js";
import { printedOnly } from "./printed.js";
import { mark, type Hostile } from "./strings.js";
import {
  plantIn,
  positionsOf,
  readSchema,
  type Document,
  type Plant,
  type Planted,
  type Position,
} from "./positions.js";

export const specSchema = readSchema("action-spec.schema.json");
const isSpec = new Ajv2020({ strict: false }).compile(specSchema);

/** A fixture with its documents as JSON, and the places in them that are looked at. */
export interface Ground {
  readonly fixture: Fixture;
  readonly documents: readonly Document[];
  readonly positions: readonly Position[];
}

/** Fixtures with the positions that none before them has; those that add nothing are left out. */
export function groundsOf(fixtures: readonly Fixture[]): readonly Ground[] {
  const seen = new Set<string>();
  const whole = fixtures.map((fixture): Ground => {
    const documents = documentsOf(fixture).map(({ path, value }): Document => ({ path: asJson(path), value }));
    return { fixture, documents, positions: documents.flatMap((document) => positionsOf(document, specSchema)) };
  });
  return [...whole].sort((a, b) => kindsOf(b) - kindsOf(a)).flatMap((ground) => {
    const positions = ground.positions.filter(({ at, kind }) => !seen.has(`${kind} ${at}`) && seen.add(`${kind} ${at}`));
    return positions.length > 0 ? [{ ...ground, positions }] : [];
  }); // prettier-ignore
}

function kindsOf({ positions }: Ground): number {
  return new Set(positions.map(({ at, kind }) => `${kind} ${at}`)).size;
}

function asJson(path: string): string {
  return path.replace(/\.ya?ml$/, ".json");
}

/** How a text can stand at a position, as far as the schema goes: in place of what is there, or behind it. */
export function plantAt(
  position: Position,
  { text }: Hostile,
  { index, isValid = isSpec }: { index: number; isValid?: (value: unknown) => boolean },
): Plant | undefined {
  const isTaken = (plant: Plant): boolean => isValid(JSON.parse(plantIn(plant.position.document, [plant]).text));
  const own = text(mark(index));
  const isExtension = position.kind === "key" && position.text.startsWith("x-");
  const instead: Plant = { position, text: own, isAppended: false };
  const behind: Plant = { position, text: `${position.text}${own}`, isAppended: true };
  return (isExtension ? [behind] : [instead, behind]).find(isTaken);
}

/** The same places, with a word each. */
export function twinsOf(plants: readonly Plant[]): readonly Plant[] {
  return plants.map(({ position, isAppended }, index) => ({ position, isAppended, text: `${isAppended ? position.text : ""}${mark(index)}` })); // prettier-ignore
}

export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceFile[];
  readonly planted: readonly Planted[];
  readonly model: Model | undefined;
  readonly target: ConfiguredTarget;
  readonly read: ReturnType<typeof readSpec>;
}

/** Reads a fixture's spec with these plants in it. */
export function readPlanted({ fixture, documents }: Ground, plants: readonly Plant[]): Outcome {
  const planted = documents.map((document) => plantIn(document, plants));
  const host = memoryHost(Object.fromEntries(planted.map(({ path, text }) => [path, text])));
  const report = createReport();
  const target = { ...targetOf(fixture), spec: asJson(fixture.spec), overlays: fixture.overlays.map(asJson) };
  const read = readSpec(target.spec, target.overlays, { host, report });
  const diagnostics = report.all;
  return { diagnostics, sources: read.source.files, planted, model: report.hasErrors ? undefined : read.model, target, read }; // prettier-ignore
}

/** The files of a package as they are written. */
export async function emitAll({ model, target, read }: Outcome): Promise<readonly GeneratedFile[]> {
  if (!model) return [];
  const resolved = withClient(target, model.id);
  return finishPackage(await draftPackage(model, resolved, { spec: bundle(read.source) }), { model, target: resolved });
}

/** The files of a package as they are printed, without the runtime: the rest takes most of the time. */
export async function emit({ model, target, read }: Outcome): Promise<readonly GeneratedFile[]> {
  if (!model) return [];
  const resolved = withClient(target, model.id);
  const drafts = await draftPackage(model, resolved, { spec: bundle(read.source) });
  const own = drafts.filter(({ owner }) => owner !== "runtime");
  return finishPackage(own, { model, target: resolved, cache: printedOnly() });
}

/** Plants that go together without a complaint, and those that are complained about. */
export interface Settled {
  readonly groups: readonly (readonly Plant[])[];
  readonly refused: readonly { readonly plant: Plant; readonly outcome: Outcome }[];
}

/** Parts plants until each is in a spec without errors, or alone in one with errors. */
export function settle(ground: Ground, plants: readonly Plant[]): Settled {
  if (plants.length === 0) return { groups: [], refused: [] };
  const outcome = readPlanted(ground, plants);
  if (outcome.model) return { groups: [plants], refused: [] };
  const [first] = plants;
  if (plants.length === 1 && first) return { groups: [], refused: [{ plant: first, outcome }] };
  const blamed = blamedPlants(outcome).filter((plant) => plants.includes(plant));
  const rest = plants.filter((plant) => !blamed.includes(plant));
  const parts = blamed.length > 0 && rest.length > 0 ? [blamed, rest] : halves(plants);
  const settled = parts.map((part) => settle(ground, part));
  return { groups: settled.flatMap(({ groups }) => groups), refused: settled.flatMap(({ refused }) => refused) };
}

function halves<T>(list: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

/** The plants at which something is pointed. */
function blamedPlants({ diagnostics, planted }: Outcome): readonly Plant[] {
  const origins = diagnostics.filter(({ severity }) => severity === "error").flatMap(({ origin }) => origin ?? []);
  return planted.flatMap(({ path, spans }) =>
    spans
      .filter(({ start, end }) =>
        origins.some(
          (at) => at.file === path && at.start < end && at.end > start && at.end - at.start <= end - start + 2,
        ),
      ) // prettier-ignore
      .map(({ plant }) => plant),
  );
}

/** What a screen would do with diagnostics instead of showing it. */
export function renderProblems({ diagnostics, sources }: Pick<Outcome, "diagnostics" | "sources">): readonly string[] {
  return (["pretty", "github"] as const).flatMap((format) => {
    const text = render(diagnostics, sources, { format, color: false });
    const acting = /[^\P{C}\n]|[\u2028\u2029]/u.exec(text);
    const forged = format === "github" ? text.split("\n").filter((line) => line !== "" && !/^::(?:error|warning|notice) /.test(line)) : []; // prettier-ignore
    return [...(acting ? [`${format}: U+${acting[0].charCodeAt(0).toString(16)}`] : []), ...forged];
  });
}
