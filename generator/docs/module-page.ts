// A module → its page: what it is about, its actions, and the types that they did not tell of.
import { codeSpan, markdown } from "../code/text.js";
import type { Action, Module } from "../model.js";
import { actionSection } from "./action.js";
import { anchorOf } from "./anchor.js";
import { blocksText, type Block } from "./blocks.js";
import type { Page } from "./members.js";
import { docsBlocks } from "./told.js";
import { typeSection } from "./type.js";

export function modulePage(module: Module, page: Page): string {
  const actions = module.actions.flatMap((action) => actionSection(action, page));
  const others = module.types.filter(({ id }) => !page.told.has(id));
  // A type may be told of within one that comes before it.
  const types = others.flatMap((type) => (page.told.has(type.id) ? [] : typeSection(type, page)));
  return `${blocksText([
    `# ${codeSpan(module.name)}`,
    `[${markdown(page.scope.model.title)}](${page.index})`,
    ...docsBlocks(module.docs),
    ...contents(module.actions),
    ...actions,
    ...(types.length === 0 ? [] : ["## Types", ...types]),
  ])}\n`;
}

function contents(actions: readonly Action[]): readonly Block[] {
  if (actions.length === 0) return [];
  const items = actions.map((action) => {
    const [first] = docsBlocks(action.docs);
    const said = typeof first === "string" ? `: ${first}` : "";
    return [`[${codeSpan(action.name)}](#${anchorOf(action.id)}) · ${action.effect}${said}`];
  });
  return [{ items }];
}
