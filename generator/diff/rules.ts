// The catalogue of changes as text: all rules for `diff rules`, and one kind at length for `explain`.
import pc from "picocolors";
import { groupBy } from "../group.js";
import { kinds, type Kind, type RowName } from "./kinds.js";
import { ruleId, ruleLevels, type AnyPosition } from "./policy.js";
import { either, flagsOf, levels, positions, unreached, verdictOf, type Level, type Verdict } from "./verdict.js";

/** A kind of change in one position: what a config can give a level of its own. */
export interface Rule {
  /** `req/field-removed`. */
  readonly rule: string;
  readonly kind: Kind;
  readonly position: AnyPosition;
  readonly title: string;
  /** The levels that it can have by the policy `sdk`, the worst first. */
  readonly levels: readonly Level[];
  /** Also, or only, by what replacing the one type by the other does. */
  readonly byTypes: boolean;
  readonly cases: readonly RuleCase[];
}

export interface RuleCase extends Verdict {
  readonly case: string;
  /** When it is this case. */
  readonly when: string;
}

type CaseName = { readonly [K in Kind]: RowName<K> }[Kind];

/** The cases of all kinds in words: the change is of this case if … */
const whens: { readonly [name in CaseName]: string } = {
  any: "in every other case",
  added: "it is new", removed: "it is gone", changed: "it is another", same: "the type in code stays the same",
  name: "only a name is another or gone", class: "it was the class of an action that is still there, or has become one", plain: "it is no class of an action any more", params: "its parameters are others",
  optional: "it may be left out", required: "it has to be given", filled: "a client fills it in by itself (`fill`)",
  renamed: "only its name in code is another", rewired: "only its name on the wire is another", rewiredOptional: "only its name on the wire is another, and it may be left out",
  wider: "the new type takes more", narrower: "the new type takes less", incompatible: "neither type fits the other",
  texts: "one of the two is a 64-bit integer, which `int64` of the config makes a text, and the other one is a text", int64: "one of the two is a 64-bit integer, which `int64` of the config makes another type", whole: "from whole numbers to any", fraction: "from any number to whole ones", opened: "from known values to any text", anyText: "from any text to known values",
  openText: "a text is `open` now", closedText: "a text is not `open` any more", openBytes: "bytes are `open` now", closedBytes: "bytes are not `open` any more", flavor: "the nominal type is another",
  server: "the server's (`default`)", fill: "the client's (`fill`)", other: "neither of the two is the tighter one",
  open: "what it belongs to was open", closed: "what it belongs to was closed", form: "it holds something where it held nothing, or the other way round",
  wire: "only the key on the wire is another", flat: "a body that was a record is none, or the other way round", lifted: "several outcomes where there was one, or what is taken from the body of an error",
  instead: "one status stands for another", stricter: "what sufficed does not suffice any more", looser: "what sufficed suffices", options: "options of the client are others",
  environment: "variables of the environment are others", standard: "the address that a client has by itself is another", id: "the id of the API is another", idNamed: "the id of the API is another, and the config names the client", told: "only what is said of it is other", header: "the header has another name",
  first: "none was declared before", like: "others of its status and body were declared", covered: "others of its status and body still are",
  needed: "an option of the client has no default any more", client: "only options of the client are others", retyped: "what is in the pages is of another type",
  unpolled: "what waits for the end is gone or answers with another type", repolled: "another answer is the end", renamedUnit: "only its name in code is another, and it holds nothing", later: "the end is later, or not named any more", earlier: "the end is earlier",
}; // prettier-ignore

/** Every rule, in the order of the catalogue. */
export const rules: readonly Rule[] = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  positionsOfKind(kind).map((position) => ruleOf(kind, position)),
);

/** An action, and the API, are always met by somebody: only what is compared of types may be reached by nobody. */
function positionsOfKind(kind: Kind): readonly AnyPosition[] {
  const { at } = kinds[kind];
  const met = at === undefined ? positions : [at];
  return /^(?:action|api|error)-/.test(kind) ? met : [...met, "none"];
}

function ruleOf(kind: Kind, position: AnyPosition): Rule {
  const { title, subtyping = false, rows } = kinds[kind];
  const cases = Object.entries(rows).map(([name, row]): RuleCase => {
    const [request, output] = [verdictOf(row.request), verdictOf(row.output)];
    const verdict = position === "none" ? unreached(either(request, output)) : { request, output }[position];
    return { case: name, when: whens[name as CaseName], ...verdict };
  });
  const most: readonly Level[] = position === "none" ? ["dangerous", "safe"] : ["breaking", "dangerous", "safe"];
  const found = new Set([...cases.map(({ level }) => level), ...(subtyping ? most : [])]);
  return { rule: ruleId(position, kind), kind, position, title, levels: [...levels].reverse().filter((each) => found.has(each)), byTypes: subtyping, cases }; // prettier-ignore
}

// ── diff rules ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** All rules, as a table for people or as JSON; without a newline at the end. */
export function renderRules(format: "pretty" | "json", color: boolean): string {
  return format === "json" ? JSON.stringify({ schemaVersion: 1, rules }, null, 2) : table(color);
}

const widths = { rule: 34, verdict: 8, level: 26 } as const;

function table(color: boolean): string {
  const colors = pc.createColors(color);
  const head = colors.bold(line({ rule: "rule", verdict: "verdict", level: "level", title: "what happened" }));
  const lines = rules.map((rule) => {
    const verdict = isByOthers(rule) ? "by types" : flagsOf(rule.cases.reduce<Verdict>(either, nothing));
    return line({ rule: rule.rule, verdict, level: rule.levels.join(", "), title: rule.title });
  });
  return [head, ...lines, "", legend, "The verdict is the worst of all cases: `actionwright explain <rule>` has each of them."].join("\n"); // prettier-ignore
}

/** Whether its own cases are not all: `field-type-changed` has those of replacing types. */
function isByOthers({ byTypes, cases }: Rule): boolean {
  return byTypes && !cases.some((each) => each.case === "wider");
}

function line({ rule, verdict, level, title }: Readonly<Record<keyof typeof widths | "title", string>>): string {
  return `${rule.padEnd(widths.rule)}  ${verdict.padEnd(widths.verdict)}  ${level.padEnd(widths.level)}  ${title}`;
}

const nothing: Verdict = verdictOf(["....?", ""]);

const legend = `S  code that compiled does not      A  its types do not fit each other
W  an old client and the server     X  the same, where both refuse what
   misunderstand each other            they do not know`;

// ── explain ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a kind of change or a rule is called: the names that `explainKind` takes. */
export const explainedNames: readonly string[] = [...Object.keys(kinds), ...rules.map(({ rule }) => rule)];

/** What a kind of change is, whom it hurts and what to do; of a rule, its position alone. Undefined if there is no such name. */
export function explainKind(name: string, color: boolean): string | undefined {
  const shown = rules.filter(({ kind, rule }) => kind === name || rule === name);
  const [first] = shown;
  if (!first) return undefined;
  const { title, advice, reverse, example } = kinds[first.kind];
  const { bold } = pc.createColors(color);
  const parts = [
    `${bold(`${name}: ${title}`)}\n\nTaken back it is \`${reverse}\`.`,
    ...shown.map(
      (rule) =>
        `${bold(rule.rule)}  ${placeOf[rule.position]}${rule.position === "none" && shown.length > 1 ? unmet : `\n\n${casesText(rule)}`}`,
    ),
    legend,
    `${bold("Example")}\n\n${side("-", example[0])}\n${side("+", example[1])}`,
    ...(advice === undefined ? [] : [`${bold("What to do.")} ${advice}`]),
    `${bold("To judge it otherwise")}, for all such changes, in the config:\n\n    diff:\n      rules:\n        ${first.rule}: safe   # ${ruleLevels.join(", ")}; \`${first.kind}\` is every position`,
    `${bold("To accept it")} once: \`actionwright diff accept --reason "…"\` with the fingerprint of the change.`,
  ];
  return parts.join("\n\n");
}

const unmet = ": what travels does not count, and\nwhat code loses is dangerous at most";

const placeOf: { readonly [position in AnyPosition]: string } = {
  request: "in what callers send",
  output: "in what callers are given",
  none: "where no action leads that is in both versions",
};

function casesText(rule: Rule): string {
  const isOne = rule.cases.length === 1 && rule.cases[0]?.case === "any";
  const ordered = [...rule.cases].sort((a, b) => Number(a.case === "any") - Number(b.case === "any"));
  const alike = groupBy(ordered, (each) => `    ${flagsOf(each)}  ${each.level}: ${each.why}`);
  const lines = [...alike].flatMap(([verdict, cases]) => [
    ...(isOne ? [] : cases.map((each) => `  ${each.case}: ${each.when}`)),
    verdict,
  ]);
  const others = "  By what replacing the old type by the new one does: `explain field-type-changed` has the cases.";
  return [...lines, ...(isByOthers(rule) ? [others] : [])].join("\n");
}

function side(sign: string, text: string): string {
  return `    ${sign} ${text === "" ? "(not there)" : text}`;
}
