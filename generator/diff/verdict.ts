// What a change does in one position: a verdict, and how verdicts add up.

export type Level = "breaking" | "dangerous" | "safe" | "docs";
export type Position = "request" | "output";

/** What old code and old clients meet in one position. */
export interface Verdict {
  /** Code that compiled against the old package does not compile against the new one. */
  readonly source: boolean;
  /** The part of `source` that assignability alone sees: not lost members, literals and exports. */
  readonly assignable: boolean;
  /** An old client and a new server misunderstand each other. */
  readonly wire: boolean;
  /** The same where both refuse what they do not know. */
  readonly wireStrict: boolean;
  /** `dangerous` if few callers meet it, or nothing fails and something behaves otherwise. */
  readonly level: Level;
  /** Why, in one sentence of plain words. */
  readonly why: string;
}

/** A verdict for each position that a change has. */
export type Verdicts = { readonly [position in Position]?: Verdict };

/** A verdict for both positions: of what a type does, whoever reaches it. */
export type Relation = Required<Verdicts>;

export const positions: readonly Position[] = ["request", "output"];

/** From the least to the worst. */
export const levels: readonly Level[] = ["docs", "safe", "dangerous", "breaking"];

/**
 * A verdict as the catalogue writes it: `SAWX` for source, assignable, wire, strict wire, a dot where it holds; then `!` for
 * what is dangerous at most, `?` for what is documentation.
 */
export type Cell = readonly [flags: string, why: string];

export function verdictOf([flags, why]: Cell): Verdict {
  const [source, assignable, wire, wireStrict] = ["S", "A", "W", "X"].map((flag) => flags.includes(flag));
  const breaks = source === true || wire === true;
  const level = flags.endsWith("?") ? "docs" : flags.endsWith("!") ? "dangerous" : breaks ? "breaking" : "safe";
  return { source: source === true, assignable: assignable === true, wire: wire === true, wireStrict: wireStrict === true, level, why }; // prettier-ignore
}

/** The flags of a verdict in the form of the catalogue, without the mark of its level. */
export function flagsOf({ source, assignable, wire, wireStrict }: Verdict): string {
  return `${source ? "S" : "."}${assignable ? "A" : "."}${wire ? "W" : "."}${wireStrict ? "X" : "."}`;
}

const unharmed: Verdict = verdictOf(["....", "old code and old clients go on as before"]);
export const equal: Relation = { request: unharmed, output: unharmed };

/** What a verdict comes to where no action leads: code may send it, or read it, and nothing of it travels. */
export function unreached(verdict: Verdict): Verdict {
  const { source, wire, level } = verdict;
  const least = level === "docs" ? "docs" : wire ? "safe" : level;
  return { ...verdict, wire: false, wireStrict: false, level: source ? "dangerous" : least };
}

/** Both verdicts at once; the reason of the worse one. */
export function either(a: Verdict, b: Verdict): Verdict {
  const worse =
    levels.indexOf(b.level) > levels.indexOf(a.level) || (flagsOf(a) === "...." && b.level === a.level) ? b : a;
  return {
    source: a.source || b.source,
    assignable: a.assignable || b.assignable,
    wire: a.wire || b.wire,
    wireStrict: a.wireStrict || b.wireStrict,
    level: worse.level,
    why: worse.why,
  };
}

export function together(relations: readonly Verdicts[]): Relation {
  return relations.reduce<Relation>(
    (sum, { request = unharmed, output = unharmed }) => ({
      request: either(sum.request, request),
      output: either(sum.output, output),
    }),
    equal,
  );
}

export function isHarmless({ source, wireStrict, wire, level }: Verdict): boolean {
  return !source && !wire && !wireStrict && level !== "dangerous";
}

/** How far the new type reaches beyond the old one. */
export type Width = "equal" | "wider" | "narrower" | "incompatible";

export function widthOf({ request, output }: Relation): Width {
  if (isHarmless(request)) return isHarmless(output) ? "equal" : "wider";
  return isHarmless(output) ? "narrower" : "incompatible";
}
