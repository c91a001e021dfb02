// Text → HTML. `html` is the only way to it: whatever is put between tags or into a quoted attribute is text and stays text,
// unless `html` itself made it.
import { createHash } from "node:crypto";
import { htmlText } from "../../../code/text.js";

/** HTML of ours, with text that was made safe. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a place of a template; nothing is undefined. */
export type Part = string | number | undefined | Html | readonly Html[];

export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  // How a template is indented is for those who read it here.
  const [first = "", ...texts] = template.map((text) => text.replace(/\n\s*/g, "\n"));
  return { markup: first + texts.map((text, index) => markupOf(parts[index]) + text).join("") };
}

function markupOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return htmlText(String(part));
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
}

/** A file of ours as an element, whose content HTML does not read; and what a policy allows it by. */
export function inlined(
  element: "script" | "style",
  text: string,
): { readonly markup: string; readonly source: string } {
  if (text.includes("</")) throw new Error(`what is inlined as ${element} would end it`);
  const hash = createHash("sha256").update(text).digest("base64");
  return { markup: `<${element}>${text}</${element}>`, source: `'sha256-${hash}'` };
}
