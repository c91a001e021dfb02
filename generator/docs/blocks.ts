// Blocks of Markdown → text, in the form that Prettier gives it, so that nobody has to format it.

/** A paragraph, a heading or a block of code; or a list. */
export type Block = string | List;

/** Items, each of which begins with a paragraph. */
export interface List {
  readonly items: readonly (readonly Block[])[];
}

/** Blocks with a line between them, without a newline at the end. Blocks that are empty are left out. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Lines of one paragraph, each on a line of its own wherever it is shown. */
export function brokenLines(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\\\n");
}

/** A block of code, in which no line begins with three back-ticks. */
export function fence(language: "json" | "ts" | "sh", code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

function blockText(block: Block): string {
  if (typeof block === "string") return block;
  const items = block.items.map(itemText);
  return items.map((item, index) => (index === 0 ? "" : isLoose(items[index - 1]) ? "\n\n" : "\n") + item).join("");
}

/** What an item begins with, and what is below that. */
function itemText(blocks: readonly Block[]): string {
  const texts = blocks.map(blockText).filter((text) => text !== "");
  const [, second] = blocks;
  const isTight = texts.length === 2 && typeof second === "object" && !texts.some(isLoose);
  const text = texts.join(isTight ? "\n" : "\n\n");
  return `- ${text.replace(/\n(?=[^\n])/g, "\n  ")}`;
}

/** Prettier keeps a line behind an item in which lines are. */
function isLoose(text: string | undefined): boolean {
  return text?.includes("\n\n") === true;
}
