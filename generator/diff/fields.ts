// Fields of records and parameters of actions, by what they are called on the wire and in code.
import type { Field, Origin, Parameter, RecordType, Rule } from "../model.js";
import {
  canonical,
  draft,
  isSame,
  match,
  type Draft,
  type Matched,
  type Owner,
  type Pair,
  type Place,
} from "./draft.js";
import { lifecycleDrafts } from "./lifecycle.js";
import { defaultDrafts, isGiven, presenceDrafts, slotDrafts, toldOfSlot } from "./slots.js";
import { spell } from "./spell.js";

export type Member = Field | Parameter;

export interface MemberScope {
  readonly pair: Pair;
  readonly owner: Owner;
  /** `where` of what has the members. */
  readonly within: string;
  /** What has the members, in the new spec. */
  readonly anchor: Origin;
}

export function recordDrafts(old: RecordType, next: RecordType, pair: Pair): readonly Draft[] {
  const owner: Owner = { kind: "type", id: next.id, side: "both" };
  const scope = { pair, owner, within: next.id, anchor: next.origin };
  const place: Place = { owner, where: next.id, old: old.origin, new: next.origin, anchor: next.origin };
  return [...memberDraftsOf(match(old.fields, next.fields, bothNames), scope), ...ruleDrafts(old, next, place)];
}

/** Members are who they are by both of their names. */
export function bothNames({ wire, property }: Member): string {
  return JSON.stringify([wire, property]);
}

export function memberDraftsOf({ removed, added, kept }: Matched<Member>, scope: MemberScope): readonly Draft[] {
  return [
    ...removed.map((member) => removedDraft(member, added, scope)),
    ...added.map((member) => addedDraft(member, removed, scope)),
    ...kept.flatMap(([old, next]) => keptDrafts(old, next, scope)),
  ];
}

/** What a member is, for reports. */
function factsOf(member: Member): { readonly type: string; readonly required: boolean } {
  return { type: spell(member.type), required: !member.optional };
}

function placeOf(member: Member, side: "old" | "new", { owner, within, anchor }: MemberScope): Place {
  const { origin, wire } = member;
  return { owner, where: `${within}.${wire}`, old: undefined, new: undefined, anchor, [side]: origin };
}

/** The same member under another name, in code or on the wire: half of what it means to be gone. */
function halfOf(member: Member, others: readonly Member[]): "renamed" | "rewired" | undefined {
  const alike = others.filter((other) => isSame(factsOf(other), factsOf(member)));
  if (alike.some(({ wire }) => wire === member.wire)) return "renamed";
  return alike.some(({ property }) => property === member.property) ? "rewired" : undefined;
}

function removedDraft(member: Member, added: readonly Member[], scope: MemberScope): Draft {
  const whole = isGiven(member) ? "required" : member.optional ? "optional" : "filled";
  const facts = { place: placeOf(member, "old", scope), before: factsOf(member) };
  return draft("field-removed", halfOf(member, added) ?? whole, facts);
}

function addedDraft(member: Member, removed: readonly Member[], scope: MemberScope): Draft {
  const half = halfOf(member, removed);
  const whole = isGiven(member) ? "required" : member.optional ? "optional" : "filled";
  const row =
    half === "rewired" && member.optional ? "optional" : half === "renamed" && whole !== "required" ? "optional" : half;
  return draft("field-added", row ?? whole, { place: placeOf(member, "new", scope), after: factsOf(member) });
}

function keptDrafts(old: Member, next: Member, scope: MemberScope): readonly Draft[] {
  const place = { ...placeOf(next, "new", scope), old: old.origin };
  const edits = slotDrafts(old, next, { pair: scope.pair, place, kind: "field-type-changed" });
  const told = (member: Member): unknown => toldOfSlot(member, edits.length > 0);
  return [
    ...presenceDrafts(old, next, place),
    ...edits,
    ...defaultDrafts(old, next, place),
    ...(scope.pair.seen ? [] : lifecycleDrafts(old, next, { place, kind: "field-description-changed", more: [told(old), told(next)] })), // prettier-ignore
  ];
}

// ── Rules over several fields ───────────────────────────────────────────────────────────────────────────────────────

function ruleDrafts(old: RecordType, next: RecordType, place: Place): readonly Draft[] {
  const { removed, added } = match(old.rules, next.rules, textOfRule);
  return [
    ...removed.map((rule) => draft("rule-removed", "any", { place: { ...place, old: rule.origin, new: undefined }, before: textOfRule(rule) })), // prettier-ignore
    ...added.map((rule) => draft("rule-added", "any", { place: { ...place, old: undefined, new: rule.origin }, after: textOfRule(rule) })), // prettier-ignore
  ];
}

/** What a rule asks for; in whatever order it names its fields. */
export function textOfRule({ kind, fields, when }: Rule): string {
  return canonical({ [kind]: when === undefined ? [...fields].sort() : { [when]: [...fields].sort() } });
}
