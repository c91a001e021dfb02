// Blocks of Markdown → text, in the form that Prettier gives it, so that nobody has to format it.
import type { Json } from "../model.js";
import { jsonLayout } from "./layout.js";

/** A paragraph, a heading or a block of our code; a list; code of an author's; or JSON, which is laid out where it stands. */
export type Block = string | List | CodeBlock | { readonly json: Json };

/** Code that stays as it is. */
export interface CodeBlock {
  readonly code: string;
  /** Its name in a fence. */
  readonly language: string;
}

/** Items, each of which begins with a paragraph. */
export interface List {
  readonly items: readonly (readonly Block[])[];
  /** The number of the first item; without it, items have none. */
  readonly start?: number | undefined;
}

/** Blocks with a line between them, without a newline at the end. Blocks that are empty are left out. */
export function blocksText(blocks: readonly Block[]): string {
  return textsOf(blocks, 0).join("\n\n");
}

function textsOf(blocks: readonly Block[], margin: number): readonly string[] {
  const shown = blocks.filter((block) => block !== "" && !(isList(block) && block.items.length === 0));
  return shown.map((block, index) => blockText(block, { margin, isOther: isSecond(shown, index) }));
}

/** Whether a list follows another one, which would go on in it: every second of them has other marks. */
function isSecond(blocks: readonly Block[], index: number): boolean {
  const [before, block] = [blocks[index - 1], blocks[index]];
  if (!isList(before) || !isList(block) || isNumbered(before) !== isNumbered(block)) return false;
  return !isSecond(blocks, index - 1);
}

function isList(block: Block | undefined): block is List {
  return typeof block === "object" && "items" in block;
}

function isNumbered({ start }: List): boolean {
  return start !== undefined;
}

/** Lines of one paragraph, each on a line of its own wherever it is shown. */
export function brokenLines(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\\\n");
}

/** A block of code. Its fence is longer than whatever back-ticks are in it. */
export function fence(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${code}\n${ticks}`;
}

interface Place {
  readonly margin: number;
  readonly isOther: boolean;
}

function blockText(block: Block, { margin, isOther }: Place): string {
  if (typeof block === "string") return block;
  if ("code" in block) return fence(block.language, block.code);
  if ("json" in block) return fence("json", jsonLayout(block.json, margin));
  const items = block.items.map((item, index) => {
    const mark = block.start === undefined ? (isOther ? "*" : "-") : `${block.start + index}${isOther ? ")" : "."}`;
    return itemText(item, `${mark} `, margin);
  });
  return items.map((item, index) => (index === 0 ? "" : isLoose(items[index - 1]) ? "\n\n" : "\n") + item).join("");
}

/** What an item begins with, and what is below that. */
function itemText(blocks: readonly Block[], mark: string, margin: number): string {
  const texts = textsOf(blocks, margin + mark.length);
  const [, second] = blocks;
  // A list that does not begin at one would be read as more of the paragraph.
  const isTight = texts.length === 2 && isList(second) && (second.start ?? 1) === 1 && !texts.some(isLoose);
  const text = texts.join(isTight ? "\n" : "\n\n");
  return mark + text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(mark.length)}`);
}

/** Prettier keeps a line behind an item in which lines are. */
function isLoose(text: string | undefined): boolean {
  return text?.includes("\n\n") === true;
}
