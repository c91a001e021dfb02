// What users of a package call the things that changes are about: methods, classes, types and properties of both versions.
import type { CodeFile } from "../../../code/file.js";
import { createScope, type Scope } from "../../../code/scope.js";
import { access } from "../../../code/text.js";
import { typeText } from "../../../code/type.js";
import { allActions, typesById, type Action, type Field, type Model, type NamedType, type Parameter, type Slot, type Type } from "../../../model.js"; // prettier-ignore
import type { ReportedChange } from "../../report.js";
import { memberName } from "../words.js";

/** One version, ready to be looked things up in. */
export interface Version {
  readonly scope: Scope;
  readonly actions: ReadonlyMap<string, Action>;
  readonly types: ReadonlyMap<string, NamedType>;
}

export interface Versions {
  readonly old: Version;
  readonly new: Version;
}

export function versionOf(model: Model): Version {
  return { scope: createScope(model), actions: new Map(allActions(model).map((action) => [action.id, action])), types: typesById(model) }; // prettier-ignore
}

/** The side on which a change can be looked up: the new one, unless it is of something that is gone. */
export function sideOf({ after, kind }: Pick<ReportedChange, "after" | "kind">): keyof Versions {
  return after === null && kind.endsWith("-removed") && kind !== "deprecated-removed" ? "old" : "new";
}

/** `client.devices.get`; a wire name where there is no model. */
export function actionName(id: string, version: Version | undefined): string {
  const action = version?.actions.get(id);
  return action ? `client${access(action.group)}${access(action.method)}` : id;
}

/** `devices.Device`, with the name of the namespace in code. */
export function typeName(id: string, version: Version | undefined): string {
  const type = version?.types.get(id);
  const namespace = type && version?.scope.modules.get(type.module)?.namespace;
  return type && namespace !== undefined ? `${namespace}.${type.name}` : id;
}

/** The action on this side whose class a record is. */
export function classAction(id: string, version: Version | undefined): Action | undefined {
  return version?.scope.classes.get(id);
}

/** The field or the parameter that a change is about. */
export function memberOf(change: ReportedChange, version: Version | undefined): Field | Parameter | undefined {
  const name = memberName(change);
  if (change.owner.what === "action")
    return version?.actions.get(change.owner.name)?.parameters.find(({ wire }) => `request.${wire}` === name);
  const type = version?.types.get(change.owner.name);
  return type?.kind === "record" ? type.fields.find(({ wire }) => wire === name) : undefined;
}

/** The type of what a change is about, as code has it; undefined where it has none. */
export function typeOf(change: ReportedChange, version: Version | undefined): string | undefined {
  if (!version) return undefined;
  const slot = slotOf(change, version);
  return slot && typeInCode(slot.type, version.scope)?.text;
}

function slotOf(change: ReportedChange, version: Version): Slot | undefined {
  const member = memberOf(change, version);
  const type = version.types.get(change.owner.name);
  const action = version.actions.get(change.owner.name);
  if (member) return member;
  if (type && "slot" in type) return type.slot;
  if (type?.kind === "union") return type.variants.find(({ wire }) => wire === memberName(change))?.payload;
  if (!action) return undefined;
  if (change.where.endsWith("#output")) return action.outputs.length === 1 ? action.outputs[0]?.slot : undefined;
  return action.body.kind === "none" ? undefined : action.body.slot;
}

/** A type as code of users names it; `isOwn` if it needs nothing but the namespaces of the API. */
export function typeInCode(type: Type, scope: Scope): { readonly text: string; readonly isOwn: boolean } | undefined {
  if (type.kind === "unresolved") return undefined;
  const foreign: string[] = [];
  const file: CodeFile = {
    scope,
    use({ name, namespace }) {
      if (namespace === undefined || namespace === "$") foreign.push(name);
      return namespace === undefined || namespace === "$" ? name : `${namespace}.${name}`;
    },
    done: () => ({ kind: "source", path: "", pieces: [] }),
  };
  const text = typeText(type, file).replace(/\((\w[\w.]*)\)\[\]/g, "$1[]");
  return { text, isOwn: foreign.length === 0 };
}
