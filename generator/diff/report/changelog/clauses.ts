// What a change means to whoever uses the package: the predicate of a sentence about its owner. Markdown.
import { codeSpan } from "../../../code/text.js";
import type { Json } from "../../../model.js";
import type { ReportedChange } from "../../report.js";
import { factText, isOfOwner, memberName } from "../words.js";
import { actionName, classAction, memberOf, sideOf, typeName, typeOf, type Versions } from "./names.js";

/** Clauses with the same head are one clause with several items. */
export interface Clause {
  readonly head: string;
  readonly item: string;
  /** Said once after all items. */
  readonly tail?: string;
}

/** The predicate of a change: `no longer takes` and `` `name` ``. */
export function clauseOf(change: ReportedChange, versions: Versions | undefined): Clause {
  if (change.renameOf !== null) return renameClause({ change, versions });
  const [family] = change.kind.split("-");
  const of = { action: actionClause, api: actionClause, error: errorClause, field: fieldClause, constraint: ruleClause, rule: ruleClause, deprecated: lifeClause, remove: lifeClause, stability: lifeClause }[family ?? ""] ?? typeClause; // prettier-ignore
  return of({ change, versions });
}

interface Telling {
  readonly change: ReportedChange;
  readonly versions: Versions | undefined;
}

/** A member that has another name now, of which the change is the old one. */
function renameClause({ change, versions }: Telling): Clause {
  const now = { ...change, where: change.renameOf ?? "", kind: "field-added", after: change.before } as const;
  return { head: "has another name for", item: `${named({ change, versions })}: ${named({ change: now, versions })}` };
}

/** `B instead of A`. */
function instead({ change: { before, after } }: Telling): string {
  const told = (facts: Json): string => (Array.isArray(facts) ? facts.map(listed).join(", ") || "none" : codeSpan(factText(facts))); // prettier-ignore
  return `${told(after)} instead of ${told(before)}`;
}

function listed(fact: Json): string {
  if (typeof fact === "string") return codeSpan(fact);
  return typeof fact === "object" && fact !== null && "url" in fact ? codeSpan(factText(fact["url"] ?? "")) : codeSpan(factText(fact)); // prettier-ignore
}

/** The same of types, as code has them where the models say. */
function insteadOfType({ change, versions }: Telling): string {
  const [old, next] = [typeOf(change, versions?.old), typeOf(change, versions?.new)];
  if (old === undefined || next === undefined || old === next) return instead({ change, versions });
  return `${codeSpan(next)} instead of ${codeSpan(old)}`;
}

/** What a change is about within its owner, as code has it. */
function named({ change, versions }: Telling): string {
  const member = memberOf(change, versions?.[sideOf(change)]);
  return codeSpan(member?.property ?? memberName(change).replace(/^request\./, ""));
}

// ── Actions and the API ─────────────────────────────────────────────────────────────────────────────────────────────

function actionClause(telling: Telling): Clause {
  const { change, versions } = telling;
  const isOutput = change.where.endsWith("#output");
  switch (change.kind) {
    case "action-added":
      return { head: "is new", item: "" };
    case "action-removed":
      return { head: "is gone", item: change.note?.id === "removed-when-due" ? "as announced" : "" };
    case "action-path-changed":
      return { head: "is at another path:", item: instead(telling) };
    case "api-base-path-changed":
      return { head: "is at another address:", item: instead(telling) };
    case "action-method-changed":
      return { head: "is sent as", item: instead(telling) };
    case "action-param-moved":
      return { head: "sends in another way:", item: named(telling) };
    case "action-group-changed":
    case "action-operation-id-changed":
      return { head: "has another name; it was", item: codeSpan(oldName(telling, versions)) };
    case "action-type-changed":
      return { head: isOutput ? "gives" : "takes", item: insteadOfType(telling) };
    case "action-type-renamed":
      return { head: `has another name for the type of what it ${isOutput ? "gives" : "takes"}:`, item: insteadOfType(telling) }; // prettier-ignore
    case "action-errors-added":
    case "action-errors-removed":
      return errorClause(telling);
    case "action-status-added":
      return { head: "has the outcome", item: codeSpan(factOf(change.after, "outcome")) };
    case "action-status-removed":
      return { head: "no longer has the outcome", item: codeSpan(factOf(change.before, "outcome")) };
    case "action-auth-changed":
      if (!Array.isArray(change.after)) return { head: "is other in how it authenticates:", item: codeSpan(change.where.slice(change.where.indexOf("#") + 1)) }; // prettier-ignore
      return { head: "takes these credentials:", item: instead(telling) };
    case "action-effect-changed":
      return { head: "is sent again after failures by other rules", item: "" };
    case "action-pagination-changed":
      return { head: change.before === null ? "can be read to its end, page by page or by waiting" : "pages, or is waited for, in another way", item: "" }; // prettier-ignore
    default:
      return { head: "names requests in another header:", item: instead(telling) };
  }
}

/** A method where that is what is other, and else the class. */
function oldName({ change }: Telling, versions: Versions | undefined): string {
  const [old, next] = [actionName(change.owner.name, versions?.old), actionName(change.owner.name, versions?.new)];
  const action = versions?.old.actions.get(change.owner.name);
  if (old !== next) return old;
  return action && versions ? `${versions.old.scope.modules.get(action.module)?.namespace ?? ""}.${action.className}` : factText(change.before); // prettier-ignore
}

function errorClause({ change: { before, after } }: Telling): Clause {
  const item = (facts: Json): string => `${codeSpan(factOf(facts, "status"))} (${codeSpan(factOf(facts, "type"))})`;
  if (after === null) return { head: "no longer fails with", item: item(before) };
  return { head: before === null ? "may fail with" : "fails with another body:", item: item(after) };
}

/** A fact of several; empty if it is not there. */
function factOf(facts: Json, name: string): string {
  const value = isFacts(facts) ? facts[name] : undefined;
  return value === undefined || value === null ? "" : factText(value);
}

function isFacts(facts: Json): facts is { readonly [name: string]: Json } {
  return typeof facts === "object" && facts !== null && !Array.isArray(facts);
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function fieldClause(telling: Telling): Clause {
  const { change, versions } = telling;
  const isSent = change.positions.request !== undefined || classAction(change.owner.name, versions?.new) !== undefined;
  const name = named(telling);
  const item = ((): string => {
    switch (change.kind) {
      case "field-type-changed":
      case "field-type-renamed":
      case "field-format-changed":
        return `${name} (${insteadOfType(telling)})`;
      case "field-added":
        return `${name} (${codeSpan(typeOf(change, versions?.new) ?? factText(change.after))})`;
      case "field-default-added":
      case "field-default-changed":
        return `${name} (${codeSpan(JSON.stringify(change.after))})`;
      default:
        return name;
    }
  })();
  return { head: fieldHead(change, isSent), item };
}

function fieldHead({ kind, level, after }: ReportedChange, isSent: boolean): string {
  switch (kind) {
    case "field-added":
      return isSent ? (factOf(after, "required") === "true" && level === "breaking" ? "needs" : "takes") : "has";
    case "field-removed":
      return isSent ? "no longer takes" : "no longer has";
    case "field-became-required":
      return isSent ? "needs" : "always has";
    case "field-became-optional":
      return level === "breaking" ? "may lack" : "can do without";
    case "field-became-nullable":
      return "allows null for";
    case "field-became-not-nullable":
      return "no longer allows null for";
    case "field-type-changed":
      return "has another type for";
    case "field-type-renamed":
      return "has another name for the type of";
    case "field-format-changed":
      return "has another format for";
    case "field-default-added":
      return "has a default for";
    case "field-default-changed":
      return "has another default for";
    default:
      return "no longer has a default for";
  }
}

/** Constraints of one place, and rules over several fields. */
function ruleClause(telling: Telling): Clause {
  const { change } = telling;
  const { before, after, kind } = change;
  if (kind.startsWith("rule-"))
    return { head: after === null ? "no longer asks for" : "asks for", item: codeSpan(factText(after ?? before)) };
  const isTighter = kind === "constraint-added" || kind === "constraint-tightened";
  const limits = isTighter ? after : before;
  const item = `${isOfOwner(change) ? "its value" : named(telling)} (${codeSpan(factText(limits))}${isTighter ? "" : " until now"})`; // prettier-ignore
  return { head: isTighter ? "is stricter about" : "is less strict about", item };
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function typeClause(telling: Telling): Clause {
  const { change } = telling;
  const { kind, before, after } = change;
  switch (kind) {
    case "type-added":
      return { head: "is new", item: "" };
    case "type-removed":
      if (classNow(telling) !== undefined) return { head: "is gone; the class is now", item: classNow(telling) ?? "" };
      return { head: "is gone", item: change.note?.id === "removed-when-due" ? "as announced" : "" };
    case "type-kind-changed":
      return { head: "is of another kind:", item: instead(telling) };
    case "alias-type-changed":
      return { head: "stands for", item: insteadOfType(telling) };
    case "type-opened":
      return { head: "may be something that is not known yet", item: "" };
    case "type-closed":
      return { head: "may be nothing but what is known", item: "" };
    case "enum-value-added":
      return { head: "has the value", item: codeSpan(JSON.stringify(after)), ...forSwitches(change) };
    case "enum-value-removed":
      return { head: "no longer has the value", item: codeSpan(JSON.stringify(before)) };
    case "variant-added":
      return { head: "has the variant", item: named(telling), ...forSwitches(change) };
    case "variant-removed":
      return { head: "no longer has the variant", item: named(telling) };
    case "variant-type-changed":
      return { head: "has another content for the variant", item: `${named(telling)} (${insteadOfType(telling)})` };
    case "union-tag-changed":
      return { head: "is told apart by", item: instead(telling) };
    case "union-tagging-changed":
      return { head: "has another form:", item: instead(telling) };
    case "variant-content-changed":
      return { head: "has another form for the variant", item: named(telling) };
    case "untagged-alternative-added":
      return { head: "may also be", item: named(telling) };
    default:
      return { head: "can no longer be", item: named(telling) };
  }
}

/** The class of an action that is still there, if a type was that. */
function classNow({ change, versions }: Telling): string | undefined {
  const action = versions?.new.actions.get(classAction(change.owner.name, versions.old)?.id ?? "");
  const namespace = action && versions?.new.scope.modules.get(action.module)?.namespace;
  return namespace === undefined ? undefined : codeSpan(`${namespace}.${action?.className ?? ""}`);
}

/** What is new harms only code that handles all of what there was. */
function forSwitches({ positions }: ReportedChange): Pick<Clause, "tail"> {
  return positions.output?.source ? { tail: "which a switch over all of them has to handle" } : {};
}

// ── Lifecycle ───────────────────────────────────────────────────────────────────────────────────────────────────────

function lifeClause(telling: Telling): Clause {
  const { change, versions } = telling;
  const { kind } = change;
  const of = isOfOwner(change) ? "" : `${named(telling)} `;
  switch (kind) {
    case "deprecated-added":
      return {
        head: of === "" ? "is deprecated" : "deprecates",
        item: `${of.trim()}${deprecationText(change, versions)}`,
      };
    case "deprecated-removed":
      return { head: of === "" ? "is not deprecated any more" : "no longer deprecates", item: of.trim() };
    case "remove-in-changed":
      return { head: of === "" ? "goes in" : "removes", item: `${of === "" ? "" : `${of}in `}${endText(change)}` };
    default:
      return { head: of === "" ? "is" : "has", item: `${of}${of === "" ? "" : "as "}${instead(telling)}` };
  }
}

/** `: use X instead; it goes in 2.0`. */
function deprecationText(change: ReportedChange, versions: Versions | undefined): string {
  const [use, removeIn] = [factOf(change.after, "use"), factOf(change.after, "removeIn")];
  const instead = use === "" ? "" : `: use ${codeSpan(usedName(use, change, versions))} instead`;
  return `${instead}${removeIn === "" ? "" : `; it goes in ${codeSpan(removeIn)}`}`;
}

function endText({ before, after }: ReportedChange): string {
  const now = after === null ? "a version that is open" : codeSpan(factText(after));
  return before === null ? now : `${now} instead of ${codeSpan(factText(before))}`;
}

/** What is to be used instead, as code has it: an action or a type of the same module, or the name as it is written. */
function usedName(use: string, { owner }: ReportedChange, versions: Versions | undefined): string {
  const version = versions?.new;
  if (version?.actions.has(use)) return actionName(use, version);
  const [module = ""] = owner.name.split(".");
  const id = use.includes(".") ? use : `${module}.${use}`;
  return version?.types.has(id) ? typeName(id, version) : use;
}
