// Two models of one API → what changed, whom it reaches and what it breaks. By identity, each edited thing once.
import { allActions, typesById, type Action, type Json, type Model, type Origin } from "../model.js";
import { actionDrafts, keptActions } from "./actions.js";
import { apiDrafts } from "./api.js";
import { schemeDrafts } from "./auth.js";
import { canonical, type Coding, type Draft, type Pair } from "./draft.js";
import { envelopeDrafts } from "./errors.js";
import { causesOf, type Cause } from "./fold.js";
import { kinds, type Kind } from "./kinds.js";
import { ruleId } from "./policy.js";
import { affectedBy, armsIn, type Affected } from "./positions.js";
import { renamesOf, type Rename } from "./renames.js";
import { typeDrafts } from "./types.js";
import { either, levels, positions, unreached, type Level, type Position, type Verdict } from "./verdict.js"; // prettier-ignore

/** The verdict of a change in one position. */
export interface PositionVerdict extends Verdict {
  /** The id by which a config speaks of it: `req/field-removed`. */
  readonly rule: string;
}

/** One edited thing: a member of a type, a type, an action, or the API itself. */
export interface Change {
  readonly kind: Kind;
  /**
   * What was edited: `module.Type`, `module.Type.wireField`, `module.Union.Variant`, the wire name of an action,
   * `<action>#request`, `<action>#output`, `<action>#request.<parameter>`, the id of the API, `<api>#<auth scheme>` or a module.
   */
  readonly where: string;
  /** What the place belongs to: an action by its wire name, a type by its id, a module by its name, or the API. */
  readonly owner: { readonly what: "action" | "type" | "module" | "api"; readonly name: string };
  /** The worst level of its positions, before any policy; at most `dangerous` where no action reaches it. */
  readonly level: Level;
  /** Empty if no action that is in both versions reaches it. */
  readonly positions: { readonly [position in Position]?: PositionVerdict };
  /** All positions at once; where there are none, what it does to code that uses the type in ways unknown. */
  readonly verdict: Verdict;
  /** The facts, as JSON that stays the same for the same edit; null on the side where it is not. */
  readonly before: Json;
  readonly after: Json;
  /** The actions in both versions that meet it, by position, each list in the order of code units. */
  readonly actions: { readonly [position in Position]?: readonly string[] };
  /** The change that brought it about, if it is a consequence. */
  readonly causedBy: Cause | undefined;
  /** Where it is written. `anchor` is the declaration around it in the new spec, where a removal can be shown. */
  readonly location: {
    readonly old: Origin | undefined;
    readonly new: Origin | undefined;
    readonly anchor: Origin | undefined;
  };
  /** What happened and whom it hurts, in plain words. */
  readonly message: string;
}

export interface Comparison {
  /** The worst first, then by kind and place. */
  readonly changes: readonly Change[];
  /** What may have another name: hints, on which nothing above depends. */
  readonly renames: readonly Rename[];
}

/**
 * Compares two models of one API, both without errors: what a caller of the old one meets with the new one. Order and the
 * version of the API are no change. Pure, and in time proportional to the models and to the actions that are affected.
 */
export function compare(oldModel: Model, newModel: Model, coding: Coding = {}): Comparison {
  const models = { old: oldModel, new: newModel };
  const types = { old: typesById(oldModel), new: typesById(newModel) };
  const pair: Pair = { types, seen: undefined, flavors: true, int64: coding.int64 ?? "number" };
  const kept = keptActions(oldModel, newModel);
  const drafts = [
    ...actionDrafts(models, kept, pair),
    ...envelopeDrafts(oldModel, newModel, { pair, kept }),
    ...schemeDrafts(oldModel, newModel, kept),
    ...apiDrafts({ old: oldModel, new: newModel }, kept, coding),
    ...typeDrafts(pair, { old: classesOf(allActions(oldModel)), new: classesOf(allActions(newModel)), kept: { old: classesOf(kept.map(({ old }) => old)), new: classesOf(kept.map(({ next }) => next)) } }), // prettier-ignore
  ];
  if (drafts.length === 0) return { changes: [], renames: [] };
  const [causes, affected] = [causesOf(drafts, models), affectedBy(models)];
  const context: Context = { causes, arms: armsIn(newModel), api: newModel.id };
  const changes = drafts.map((draft) => changeOf(draft, affected(draft.place.owner), context));
  return { changes: inOrder(changes), renames: renamesOf(oldModel, newModel) };
}

function classesOf(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(actions.flatMap(({ classRecord }) => classRecord ?? []));
}

interface Context {
  readonly causes: ReadonlyMap<string, Cause>;
  readonly arms: ReturnType<typeof armsIn>;
  /** The id of the new API. */
  readonly api: string;
}

function changeOf({ kind, place, verdicts, before, after }: Draft, affected: Affected, context: Context): Change {
  const { causes, arms, api } = context;
  const reached = positions.filter((at) => verdicts[at] !== undefined && (place.owner.kind !== "type" || affected[at].length > 0)); // prettier-ignore
  const verdict =
    reached.length > 0
      ? sumOf(reached.flatMap((at) => verdicts[at] ?? []))
      : unreached(sumOf(positions.flatMap((at) => verdicts[at] ?? [])));
  const isConsequence = kind === "type-added" || kind === "type-removed";
  return {
    kind,
    where: place.where,
    owner: ownerOf(place, api),
    level: verdict.level,
    positions: Object.fromEntries(reached.map((at) => [at, { rule: ruleId(at, kind), ...verdicts[at] }])),
    verdict,
    before,
    after,
    actions: Object.fromEntries(reached.map((at) => [at, affected[at]])),
    causedBy: isConsequence ? causes.get(place.where) : undefined,
    location: { old: place.old, new: place.new, anchor: place.anchor },
    message: `${kinds[kind].title}: ${verdict.why}${place.owner.kind === "type" ? within(arms.get(place.owner.id)) : ""}`,
  };
}

/** The variants that a record is the payload of: one edit of it is one of each of them. */
function within(arms: readonly string[] = []): string {
  if (arms.length === 0) return "";
  const [first, more] = [arms.slice(0, 3).map((arm) => `\`${arm}\``), arms.length - 3];
  return `; its fields are those of ${first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function ownerOf({ owner, where }: Draft["place"], api: string): Change["owner"] {
  if (owner.kind === "type") return { what: "type", name: owner.id };
  if (owner.kind === "action") return { what: "action", name: owner.name };
  return where === api || where.startsWith(`${api}#`) ? { what: "api", name: api } : { what: "module", name: where };
}

function sumOf([first, ...others]: readonly Verdict[]): Verdict {
  if (!first) throw new Error("a change without a verdict");
  return others.reduce(either, first);
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  const keyed = changes.map((change) => {
    const level = String(levels.length - levels.indexOf(change.level));
    return { change, key: [level, change.kind, change.where, canonical([change.before, change.after])].join("\0") };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ change }) => change);
}
