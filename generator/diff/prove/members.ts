// Members of a record, of a variant, or of what an action takes: a probe for each thing that a caller relies on, alone.
import { access, key, str } from "../../code/text.js";
import { bareType, type Field, type Parameter } from "../../model.js";
import type { Position } from "../verdict.js";
import type { Facet, Probe } from "./probe.js";
import { reader, within } from "./probe.js";
import { readsOf, readsOfOpen } from "./reads.js";
import { closureOf, isAnything, isNullable, isSameType, namesIn, namesOf, type Sight } from "./sight.js";
import { isInherited, plainValue, target, unknownValue, valuesOf } from "./values.js";

export type Member = Field | Parameter;

export interface Members {
  /** The type as it is read, and as it is written. */
  readonly read: string;
  readonly write: string;
  readonly old: readonly Member[];
  readonly next: readonly Member[];
  /** The `where` of a change of a member. */
  readonly where: (member: Member) => string;
  readonly reach: readonly string[];
  readonly positions: readonly Position[];
}

/** Probes of each old member, and for each new one a value that does not have it. */
export function memberProbes(members: Members, sight: Sight): readonly Probe[] {
  const { old, next, positions } = members;
  // Members are who they are in code by their property.
  const news = new Map(next.map((member) => [member.property, member]));
  const olds = new Set(old.map(({ property }) => property));
  const added = next.filter(({ property }) => !olds.has(property));
  return [
    ...old.flatMap((member) => {
      const one: One = { member, next: news.get(member.property), members, sight };
      return [
        ...(positions.includes("output") ? readProbes(one) : []),
        ...(positions.includes("request") ? writeProbes(one) : []),
      ];
    }),
    ...(positions.includes("request") ? added.map((member) => omitProbe(member, members)) : []),
  ];
}

interface One {
  readonly member: Member;
  readonly next: Member | undefined;
  readonly members: Members;
  readonly sight: Sight;
}

type Told = Pick<Probe, "position" | "about" | "reach">;

function told({ member, next, members }: One, position: Position): Told {
  const about = [...new Set([members.where(member), ...(next ? [members.where(next)] : [])])];
  return { position, about, reach: [...members.reach, ...about.map(within)] };
}

function readProbes(one: One): readonly Probe[] {
  const { member, next, members, sight } = one;
  const { words } = sight;
  const types = words.scope.types;
  const base = told(one, "output");
  const at = `value${access(member.property)}`;
  const isGiven = !member.optional && member.fill === undefined;
  const probe = (read: string, facets: readonly Facet[], reach: readonly string[] = []): Probe => ({
    ...base,
    code: reader(`value: ${members.read}`, read),
    facets,
    reach: [...base.reach, ...reach],
  });
  const names = namesOf(member.type, types);
  const plain = member.open ? [] : readsOf(member.type, at, { words, depth: 0 });
  const byName = probe(`take<${words.slot(member)}>(${at}!);`, ["type"], namesIn(member.type));
  const inside = isSameType(member, next) ? [] : typedReads(one, `${at}!`);
  const typed = [byName, ...inside.map((read) => probe(read, ["type"], closureOf(member.type, types)))];
  const anything = isAnything(member.type, types);
  const isNotNull = !isNullable(member.type, types);
  return [
    { ...base, code: `(value: ${members.read}) => ${at}`, facets: ["read"] },
    ...(isGiven && !anything ? [probe(`take<{} | null>(${at});`, ["present"], names)] : []),
    ...(isNotNull && !anything ? [probe(`take<{} | undefined>(${at});`, ["notNull"], names)] : []),
    // As callers write it: all at once.
    ...(isGiven ? plain.map((read) => probe(read, ["present", "notNull", "type"], namesIn(member.type))) : []), // prettier-ignore
    ...(anything ? [] : typed),
  ];
}

function typedReads({ member, sight: { words } }: One, at: string): readonly string[] {
  return member.open ? readsOfOpen(member, at, words) : readsOf(member.type, at, { words });
}

function writeProbes(one: One): readonly Probe[] {
  const { member, next, members, sight } = one;
  const base = told(one, "request");
  const types = sight.words.scope.types;
  const probe = (code: string, facets: readonly Facet[], reach: readonly string[] = []): Probe => ({ ...base, code, facets, reach: [...base.reach, ...reach] }); // prettier-ignore
  const some = members.old.some(({ property }) => isInherited(property))
    ? `Pick<${members.write}, ${str(member.property)}>`
    : `Partial<${members.write}>`;
  const part = (value: string): string => `(): ${some} => ({ ${key(member.property)}: ${value} })`;
  const given = `(given: ${sight.words.slot(member)}): ${some} => ({ ${key(member.property)}: given })`;
  const plain = plainValue(member.type, sight.words);
  const isSame = isSameType(member, next);
  const values = isSame ? [] : valuesOf(member.type, sight.words);
  const open = member.open ? [probe(part(unknownValue(sight.words)), ["type"])] : [];
  return [
    ...rereads(one).map((at) => probe(`(given: ${members.write}) => ${at}`, ["reread"])),
    ...(plain === undefined ? [] : [probe(part(plain), ["write"], closureOf(member.type, types))]),
    ...values.filter((value) => value !== "null").map((value) => probe(part(value), ["type"], closureOf(member.type, types))), // prettier-ignore
    probe(given, ["type"], namesIn(member.type)),
    ...(isNullable(member.type, types) ? [probe(part("null"), ["null"], namesOf(member.type, types))] : []),
    ...open,
    ...((member.optional || member.fill !== undefined) && !isInherited(member.property)
      ? [{ ...omitProbe(member, members), ...base }]
      : []),
  ];
}

/** What was written, read again; where it is of another type, the members of that as well. */
function rereads({ member, next, sight: { words } }: One): readonly string[] {
  const at = `given${access(member.property)}`;
  const type = bareType(member.type, words.scope.types);
  const inside = type.kind === "named" && !isSameType(member, next) ? target(type, words) : undefined;
  const names = inside?.kind === "record" ? inside.fields.map(({ property }) => property) : inside?.kind === "union" ? [inside.tag ?? []].flat() : []; // prettier-ignore
  return [at, ...names.map((name) => `${at}!${access(name)}`)];
}

/** Whether a request needs a member, all others given. */
function omitProbe(member: Member, members: Members): Probe {
  const where = members.where(member);
  return {
    code: `(given: Omit<${members.write}, ${str(member.property)}>): ${members.write} => given`,
    position: "request",
    about: [where],
    facets: ["omit"],
    reach: [...members.reach, within(where)],
  };
}
