// What notes say → keys of the spec. Nothing is held against the rules of the language here: `settle` does that.
import { entriesOf, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { listOf, mapOf, scalar } from "./build.js";
import type { About, SlotDraft } from "./draft.js";
import type { Wired } from "./naming.js";
import { ownExtensions, saidOf } from "./note.js";

type Pair = readonly [key: string, value: SourceNode | undefined];

/** Keys that go from a note into the spec as they are. */
function kept(about: About, ...keys: readonly string[]): readonly Pair[] {
  return keys.map((key) => [key, saidOf(about, key)] as const);
}

/** What can be said of anything. */
export function describedPairs(about: About): readonly Pair[] {
  return kept(about, "stability", "feature", "was");
}

/** What can be said of a place that holds a value. */
export function valuePairs(about: About): readonly Pair[] {
  return kept(about, "open", "fill");
}

/** A field or a parameter, with its name in the spec where a note has it. */
export function wired({ wire, slot }: { readonly wire: string; readonly slot: SlotDraft }): Wired {
  return { wire, name: textOf(saidOf(slot.about, "name")) };
}

/** The rules of a record, whose notes name fields as on the wire. */
export function rulesNode(rules: readonly SourceNode[], nameOf: (wire: string) => string): SourceNode | undefined {
  const [first] = rules;
  if (!first) return undefined;
  const named = (node: SourceNode): SourceNode => scalar(nameOf(textOf(node) ?? ""), node.origin);
  const nodes = rules.map((rule) => {
    const kind = textOf(get(rule, "kind")) ?? "";
    const fields = get(rule, "fields") ?? rule;
    const names = listOf(itemsOf(fields).map(named), fields.origin);
    const when = get(rule, "when");
    const what = kind === "dependentRequired" && when ? mapOf([[nameOf(textOf(when) ?? ""), names]], when.origin) : names; // prettier-ignore
    return mapOf([[kind, what], ["message", get(rule, "message")], ["code", get(rule, "code")], ...pairsOf(ownExtensions(entriesOf(rule)))], rule.origin); // prettier-ignore
  });
  return listOf(nodes, first.origin);
}

/** What an action says besides, as far as a document has no words for it. */
export function actionPairs(about: About): readonly Pair[] {
  return [
    ...kept(about, "effect"),
    ["group", snakeNode(saidOf(about, "group"))],
    ["name", snakeNode(saidOf(about, "method"))],
    ...kept(about, "class", "retries", "idempotencyHeader", "pagination", "poll"),
  ];
}

/** What an answer says besides: the name of an outcome, the fields that are lifted. */
export function answerPairs(about: About): readonly Pair[] {
  const lifted = (["code", "message"] as const).map((key) => [key, snakeNode(saidOf(about, key))] as const);
  return [["name", snakeNode(saidOf(about, "outcome"))], ...lifted];
}

/** A name of code as the spec writes it. */
export function snakeNode(node: SourceNode | undefined): SourceNode | undefined {
  return node && scalar(snakeCase(textOf(node) ?? ""), node.origin);
}

/** `deviceId` → `device_id`, which `camelCase` gives back. */
export function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function pairsOf(entries: readonly SourceEntry[]): readonly Pair[] {
  return entries.map(({ key, value }) => [key, value] as const);
}
