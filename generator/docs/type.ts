// A type that no action of its page tells of → a section of its own.
import { codeSpan } from "../code/text.js";
import type { NamedType } from "../model.js";
import { anchorTag } from "./anchor.js";
import { brokenLines, fence, type Block } from "./blocks.js";
import { jsonLayout } from "./layout.js";
import { bodyOf, type Page } from "./members.js";
import { docsParagraphs, lifeLine } from "./told.js";

export function typeSection(type: NamedType, page: Page): readonly Block[] {
  page.told.add(type.id);
  const params = type.params.length === 0 ? "" : ` of ${type.params.map(codeSpan).join(", ")}`;
  const [example] = "examples" in type ? type.examples : [];
  return [
    anchorTag(type.id),
    `### ${codeSpan(type.name)}${params}`,
    ...docsParagraphs(type.docs),
    brokenLines(lifeLine(type)),
    ...bodyOf(type, page, 0),
    ...(example === undefined ? [] : ["For example:", fence("json", jsonLayout(example.value))]),
  ];
}
