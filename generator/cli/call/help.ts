// What can be called, and with what: the actions of a spec, and the fields of one.
import type { DocPart } from "../../code/text.js";
import { spell } from "../../diff/spell.js";
import { visible } from "../../doors.js";
import { describedDoc, slotDoc } from "../../emit/module/docs.js";
import { allActions, bareType, type Action, type Described, type Model, type Slot, type Type } from "../../model.js";
import { counted } from "../io.js";
import type { InputField, Types } from "./members.js";
import { settingsText } from "./options.js";

/** Every action of a spec, a line each. */
export function actionList(model: Model): string {
  const head = `${visible(model.title)}: ${counted(allActions(model).length, "action")}\n`;
  const width = Math.max(...allActions(model).map(({ name }) => name.length), 0);
  const modules = model.modules.filter(({ actions }) => actions.length > 0);
  const blocks = modules.map(({ name, actions }) => [`\n${name}`, ...actions.map((action) => `  ${`${action.name.padEnd(width)}  ${brief(action.docs)}`.trimEnd()}`), ""].join("\n")); // prettier-ignore
  return head + blocks.join("");
}

/** The first sentence, on one line. The first paragraph of what was imported is a summary, which has no stop. */
function brief(docs = ""): string {
  const [paragraph = ""] = docs.trim().split(/\n\s*\n/);
  const [first = ""] = visible(paragraph.replace(/\s+/g, " ")).split(/(?<=[.!?]) /);
  return first.length > 90 ? `${first.slice(0, 89)}…` : first;
}

export interface HelpContext {
  readonly spec: string;
  readonly model: Model;
  readonly types: Types;
  readonly fields: readonly InputField[];
}

/** How one action is called. */
export function actionHelp(action: Action, { spec, model, types, fields }: HelpContext): string {
  const { binding, effect } = action;
  const usage = `Usage: actionwright call ${visible(spec)} ${action.name}${fields.length > 0 ? " [--field value …]" : ""} [options]`;
  const place = `${binding.method} ${visible(binding.path.replace("{action}", action.name))}, ${effect}`;
  const lines = fields.flatMap((field) => fieldLines(field, types));
  const about = [...aboutNode(action), place].join("\n");
  const blocks = [usage, about, ["Fields", ...(lines.length > 0 ? lines : ["  none"])].join("\n"), settingsText(model).trimEnd()]; // prettier-ignore
  return `${blocks.join("\n\n")}\n\nOptions of the verb: actionwright call --help\n`;
}

function fieldLines({ option, type, required, slot, described }: InputField, types: Types): readonly string[] {
  const value = isBool(type, types) ? "" : ` <${typeName(type)}>`;
  const about = [...valueLines(type, types), ...(described ? aboutNode(described) : []), ...aboutSlot(slot)];
  return [`  --${option}${value}${required ? "  required" : ""}`, ...about.map((line) => `        ${line}`)];
}

function isBool(type: Type, types: Types): boolean {
  const bare = bareType(type, types);
  return bare.kind === "scalar" && bare.scalar === "bool";
}

function aboutNode(node: Described): readonly string[] {
  const { parts, tags } = describedDoc(node);
  return linesOf([...parts, ...tags.map(({ name, text }) => `${name}: ${plain(text)}`.replace(/: $/, ""))]);
}

function aboutSlot(slot: Slot): readonly string[] {
  const { parts, tags } = slotDoc(slot);
  return linesOf([...parts, ...tags.map(({ text }) => `Default: ${plain(text)}`)]);
}

function linesOf(parts: readonly DocPart[]): readonly string[] {
  const lines = parts.flatMap((part) => plain(part).trim().split("\n"));
  return lines.map(visible).filter((line) => line !== "");
}

function plain(part: DocPart): string {
  return typeof part === "string" ? part : part.ours;
}

/** What a value may be, where that is not its type's name. */
function valueLines(type: Type, types: Types): readonly string[] {
  const bare = bareType(type, types);
  const named = bare.kind === "named" ? types.get(bare.target) : undefined;
  if (named?.kind === "enum") return [visible(`One of ${named.values.map(({ wire }) => wire).join(", ")}.`)];
  if (named?.kind !== "union" || named.tag === undefined) return [];
  return [visible(`JSON with \`${named.tag}\`: ${named.variants.map(({ wire }) => wire).join(", ")}.`)];
}

/** A type as the spec has it, without the names of modules. */
function typeName(type: Type): string {
  return spell(type).replace(/\b[a-z][a-z0-9_]*\./g, "");
}
