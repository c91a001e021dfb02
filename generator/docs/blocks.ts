// Blocks of Markdown → text, in the form that Prettier gives it, so that nobody has to format it.
import type { Json } from "../model.js";
import { jsonLayout } from "./layout.js";

/** A paragraph, a heading or a block of code; a list; or JSON, which is laid out where it stands. */
export type Block = string | List | { readonly json: Json };

/** Items, each of which begins with a paragraph. */
export interface List {
  readonly items: readonly (readonly Block[])[];
}

/** Blocks with a line between them, without a newline at the end. Blocks that are empty are left out. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => blockText(block, 0))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Lines of one paragraph, each on a line of its own wherever it is shown. */
export function brokenLines(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\\\n");
}

/** A block of code, in which no line begins with three back-ticks. */
export function fence(language: "json" | "ts" | "sh" | "text", code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

function blockText(block: Block, margin: number): string {
  if (typeof block === "string") return block;
  if ("json" in block) return fence("json", jsonLayout(block.json, margin));
  const items = block.items.map((item) => itemText(item, margin + 2));
  return items.map((item, index) => (index === 0 ? "" : isLoose(items[index - 1]) ? "\n\n" : "\n") + item).join("");
}

/** What an item begins with, and what is below that. */
function itemText(blocks: readonly Block[], margin: number): string {
  const texts = blocks.map((block) => blockText(block, margin)).filter((text) => text !== "");
  const [, second] = blocks;
  const isTight = texts.length === 2 && typeof second === "object" && "items" in second && !texts.some(isLoose);
  const text = texts.join(isTight ? "\n" : "\n\n");
  return `- ${text.replace(/\n(?=[^\n])/g, "\n  ")}`;
}

/** Prettier keeps a line behind an item in which lines are. */
function isLoose(text: string | undefined): boolean {
  return text?.includes("\n\n") === true;
}
