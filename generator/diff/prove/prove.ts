// Two models and what was found between them → the proof of its verdicts on source: both packages are emitted, and code as
// their callers write it is compiled against the one and the other.
import { createScope } from "../../code/scope.js";
import { allActions, type Model } from "../../model.js";
import { pascalCase } from "../../names.js";
import type { Int64, Target } from "../../target.js";
import type { Comparison } from "../compare.js";
import type { Sides } from "../draft.js";
import { affectedBy } from "../positions.js";
import { positions } from "../verdict.js";
import { actionProbes } from "./actions.js";
import { clientProbes } from "./client.js";
import { compile, type Compiled } from "./compile.js";
import { verify, type Verified } from "./verify.js";
import { packagesOf } from "./packages.js";
import { prelude, type Probe } from "./probe.js";
import type { Sight } from "./sight.js";
import { typeProbes } from "./types.js";
import { wordsOf } from "./words.js";

export type { Disagreement, Excepted, Judged, Proved } from "./verify.js";

/** What a target says of code. */
export interface ProveOptions {
  /** The class of the grouped client. Default: PascalCase of the old spec's `api.id`. */
  readonly client?: string | undefined;
  /** What probes import the package by. Default: the old spec's `api.id`. */
  readonly packageName?: string | undefined;
  /** What 64-bit integers are: the same that the comparison was told. Default: numbers. */
  readonly int64?: Int64 | undefined;
}

export interface Proof extends Verified {
  /** What stands before each probe. */
  readonly prelude: string;
}

/**
 * Proves the verdicts of a comparison on source. Emits both packages in memory, puts them into one TypeScript program with
 * probes made from the old model, and looks for each break that is claimed for the shortest probe that compiles against
 * the old package and not against the new one; and for probes that break though nothing they meet is said to break.
 * A disagreement is a bug of ours, and is returned. Both models have no errors; nothing is read but our own templates.
 */
// eslint-disable-next-line max-params -- the two versions, what was found, and options that few need
export async function prove(
  oldModel: Model,
  newModel: Model,
  comparison: Comparison,
  options: ProveOptions = {},
): Promise<Proof> {
  const models = { old: oldModel, new: newModel };
  const target = targetOf(oldModel, options);
  return { ...verify(comparison, await compilePair(models, target)), prelude: prelude(target.package.name) };
}

/** The probes of two versions, compiled against both: what verdicts are held against. */
export async function compilePair(
  models: Sides<Model>,
  target: Target = targetOf(models.old, {}),
): Promise<readonly Compiled[]> {
  return compile(await packagesOf(models, target), probesOf(models, target));
}

function probesOf(models: Sides<Model>, { client, int64 }: Target): readonly Probe[] {
  const affected = affectedBy(models);
  const sight: Sight = {
    words: wordsOf(createScope(models.old, int64)),
    next: createScope(models.new, int64),
    positionsOf: (id) => {
      const reached = affected({ kind: "type", id, side: "both" });
      return positions.filter((at) => reached[at].length > 0);
    },
  };
  const all = [
    ...models.old.modules.flatMap(({ types }) => types.flatMap((type) => typeProbes(type, sight))),
    ...allActions(models.old).flatMap((action) => actionProbes(action, sight, client)),
    ...clientProbes(sight, client),
  ];
  return [...new Map(all.map((probe) => [`${probe.position ?? ""} ${probe.about.join(" ")} ${probe.code}`, probe])).values()]; // prettier-ignore
}

/** A target that differs from the user's in nothing that callers see. */
function targetOf(
  { id }: Model,
  { client = pascalCase(id), packageName = id, int64 = "number" }: ProveOptions,
): Target {
  return {
    name: id,
    spec: "",
    overlays: [],
    out: "",
    include: { modules: ["*"], actions: ["*"], stability: "experimental" },
    package: { name: packageName, version: "0.0.0", license: "MIT", repository: "", directory: "", keywords: [] },
    client,
    writeOnce: [],
    ignore: [],
    int64,
    docs: false,
  };
}
