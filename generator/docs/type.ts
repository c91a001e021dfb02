// A type that no action of its page tells of → a section of its own.
import { codeSpan } from "../code/text.js";
import type { NamedType } from "../model.js";
import { anchorTag } from "./anchor.js";
import { fence, type Block } from "./blocks.js";
import { jsonLayout } from "./layout.js";
import { typeBlocks, type Page } from "./members.js";

export function typeSection(type: NamedType, page: Page): readonly Block[] {
  const params = type.params.length === 0 ? "" : ` of ${type.params.map(codeSpan).join(", ")}`;
  const [example] = "examples" in type ? type.examples : [];
  return [
    anchorTag(type.id),
    `### ${codeSpan(type.name)}${params}`,
    ...typeBlocks(type, page),
    ...(example === undefined ? [] : ["For example:", fence("json", jsonLayout(example.value))]),
  ];
}
