// What is looked at while probes are made: the old version, in whose words they are written, and the names of the new one,
// so that a probe can leave out all that is new but one thing.
import type { Scope } from "../../code/scope.js";
import { bareType, resolveAliases, type NamedType, type Slot, type Type } from "../../model.js";
import { mentions } from "../../check/context.js";
import { mentionedBy } from "../positions.js";
import { spell } from "../spell.js";
import type { Position } from "../verdict.js";
import { within } from "./probe.js";
import type { Words } from "./words.js";

export interface Sight {
  readonly words: Words;
  readonly next: Scope;
  /** The positions in which a type on both sides is met by actions on both sides; none if nothing reaches it. */
  readonly positionsOf: (id: string) => readonly Position[];
}

/** Every named type that a type leads to, as places with all inside. */
export function closureOf(type: Type, types: ReadonlyMap<string, NamedType>): readonly string[] {
  const seen = new Set(mentions(type));
  for (const id of seen) {
    const found = types.get(id);
    for (const other of found ? mentionedBy(found) : []) seen.add(other);
  }
  return [...seen].map(within);
}

/** The named types that a type is other names for. */
export function namesOf(type: Type, types: ReadonlyMap<string, NamedType>): readonly string[] {
  const seen = new Set<string>();
  for (let at = type; at.kind === "named" || at.kind === "nullable";) {
    if (at.kind === "nullable") at = at.inner;
    else {
      const target = types.get(at.target);
      if (seen.has(at.target)) break;
      seen.add(at.target);
      if (!target || !("slot" in target)) break;
      at = target.slot.type;
    }
  }
  return [...seen];
}

/** The named types whose names stand in the text of a type. */
export function namesIn(type: Type): readonly string[] {
  return mentions(type);
}

/** Whether a slot of the old version has the same type in the new one, as far as the spec's words go. */
export function isSameType(old: Pick<Slot, "type" | "open">, next: Pick<Slot, "type" | "open"> | undefined): boolean {
  return next !== undefined && spell(old.type) === spell(next.type) && old.open === next.open;
}

/** Whether nothing can be told of a value: any JSON, or null alone. */
export function isAnything(type: Type, types: ReadonlyMap<string, NamedType>): boolean {
  const bare = bareType(type, types);
  if (bare.kind === "scalar") return bare.scalar === "json" || bare.scalar === "unit";
  if (bare.kind !== "named") return bare.kind === "parameter";
  const target = types.get(bare.target);
  return target !== undefined && "slot" in target && isAnything(target.slot.type, types);
}

/** Whether null is a value of a type. */
export function isNullable(type: Type, types: ReadonlyMap<string, NamedType>): boolean {
  const resolved = resolveAliases(type, types);
  if (resolved.kind === "nullable") return true;
  const target = resolved.kind === "named" ? types.get(resolved.target) : undefined;
  if (target?.kind === "newtype") return isNullable(target.slot.type, types);
  return target?.kind === "union" && target.tagging === "untagged"
    ? target.variants.some(({ payload }) => !payload || isNullable(payload.type, types))
    : false;
}
